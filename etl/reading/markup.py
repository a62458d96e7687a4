"""Tables in markup: web pages saved as .xls or .htm, Excel's single-file web pages, SpreadsheetML 2003."""

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree, html

from etl.reading.canvas import Canvas, Placed
from etl.reading.delimited import decode
from etl.reading.grid import Grid, Value
from etl.reading.limits import Limits
from etl.reading.refusal import Refused

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read_html(content: bytes, limits: Limits) -> list[Grid]:
    """Every table that holds no other table; merged cells as ranges."""
    page = _page(content)
    tables = [table for table in page.iter("table") if table.find(".//table") is None]
    if not tables:
        raise Refused("unsupported-format", what="html")
    if len(tables) > limits.sheets:
        raise Refused("too-large", what="sheets", size=f"{len(tables):,}", limit=f"{limits.sheets:,}")
    grids: list[Grid] = []
    left = limits.cells
    for name, table in zip(_names(content, tables), tables, strict=True):
        canvas = Canvas(left)
        for row in table.iter("tr"):
            canvas.add_row(_html_cells(row))
        grid = canvas.grid(name)
        left -= canvas.cells
        grids.append(grid)
    return [grid for grid in grids if grid.rows] or grids[:1]


def read_mhtml(content: bytes, limits: Limits) -> list[Grid]:
    """The tables of a single-file web page."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    grids: list[Grid] = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and b"<table" in body.lower():
                grids += read_html(body, limits)
    if not grids:
        raise Refused("unsupported-format", what="html")
    return _distinct(grids)


def read_spreadsheetml(content: bytes, limits: Limits) -> list[Grid]:
    """A workbook that Excel 2003 wrote as XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root is None:
        raise Refused("damaged")
    grids: list[Grid] = []
    left = limits.cells
    for sheet in root.iter("{*}Worksheet"):
        canvas = Canvas(left)
        for row in sheet.iterfind("{*}Table/{*}Row"):
            index = _attribute(row, "Index")
            canvas.add_row(_xml_cells(row), at=_whole(index) - 1 if index else None)
        hidden = (sheet.findtext("{*}WorksheetOptions/{*}Visible") or "").startswith("SheetHidden")
        grids.append(canvas.grid(_attribute(sheet, "Name") or f"Sheet{len(grids) + 1}", hidden=hidden))
        left -= canvas.cells
    if not grids:
        raise Refused("no-sheets")
    return grids


def _page(content: bytes) -> html.HtmlElement:
    """The page as a tree, in the encoding it declares if it declares one that fits."""
    declared = _DECLARED.search(content[:4096])
    encoding = declared[1].decode("ascii") if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    encoding = {"gb2312": "gb18030", "gbk": "gb18030"}.get(encoding.lower(), encoding)
    try:
        text = content.decode(encoding) if encoding else decode(content)
    except (LookupError, UnicodeDecodeError):
        text = decode(content)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).replace("\0", "")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(no_network=True, recover=True))
    except etree.ParserError as problem:
        raise Refused("unsupported-format", what="html") from problem


def _names(content: bytes, tables: list[html.HtmlElement]) -> list[str]:
    """The tables' names: those of Excel's own list of sheets if they are as many, else captions, else numbers."""
    listed = re.findall(r"<x:Name>([^<]*)</x:Name>", decode(content[:65536]))
    names = [" ".join((table.findtext("caption") or "").split()) for table in tables]
    if len(listed) == len(tables):
        names = listed
    return [name or f"Sheet{number}" for number, name in enumerate(_unlike(names), 1)]


def _unlike(names: list[str]) -> list[str]:
    """`names`, later ones of the same name numbered."""
    seen: dict[str, int] = {}
    given = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        given.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return given


def _distinct(grids: list[Grid]) -> list[Grid]:
    for grid, name in zip(grids, _unlike([grid.name for grid in grids]), strict=True):
        grid.name = name
    return grids


def _html_cells(row: html.HtmlElement) -> Iterator[Placed]:
    for cell in row.iterchildren("td", "th"):
        number = cell.get("x:num")
        value: Value = _float(number) if number else None
        yield Placed(
            value=_text(cell) if value is None else value,
            down=_whole(cell.get("rowspan")),
            across=_whole(cell.get("colspan")),
        )


def _text(cell: html.HtmlElement) -> str:
    """What a reader of the page sees: blanks run together, <br> and paragraphs as line breaks."""
    parts: list[str] = []
    for element in cell.iter():
        if element.tag in ("br", "p", "div") and parts:
            parts.append("\n")
        if isinstance(element.tag, str) and element.tag not in ("script", "style") and element.text:
            parts.append(re.sub(r"[\s\xa0]+", " ", element.text))
        if element is not cell and element.tail:
            parts.append(re.sub(r"[\s\xa0]+", " ", element.tail))
    return "\n".join(line.strip() for line in "".join(parts).split("\n")).strip()


def _xml_cells(row: etree._Element) -> Iterator[Placed]:
    for cell in row.iterfind("{*}Cell"):
        data = cell.find("{*}Data")
        index = _attribute(cell, "Index")
        text = "".join(data.itertext()) if data is not None else ""
        kind = _attribute(data, "Type") if data is not None else ""
        yield Placed(
            value="" if kind == "Error" else _typed(text, kind),
            column=_whole(index) - 1 if index else None,
            down=_whole(_attribute(cell, "MergeDown"), 0) + 1,
            across=_whole(_attribute(cell, "MergeAcross"), 0) + 1,
            error=text if kind == "Error" else "",
        )


def _typed(text: str, kind: str) -> Value:
    if kind == "Number":
        number = _float(text)
        return text if number is None else number
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text.strip())
        except ValueError:
            return text
    return text


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute in SpreadsheetML's name space, or in none."""
    return element.get(f"{{urn:schemas-microsoft-com:office:spreadsheet}}{name}") or element.get(name) or ""


def _whole(written: str | None, otherwise: int = 1) -> int:
    """A count in an attribute."""
    return int(written) if written and re.fullmatch(r"\s*\d{1,9}\s*", written) else otherwise


def _float(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
