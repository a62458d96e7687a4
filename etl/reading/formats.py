"""Number formats of single cells: is 0.912 shown as 91.2%? Asked only where a figure's meaning depends on it.

Looked up in the parts themselves: openpyxl would read the whole workbook again, ten times slower than calamine did.
"""

import io
import re
from xml.etree import ElementTree

from etl.reading.kinds import Kind, kind_of
from etl.reading.limits import Limits
from etl.reading.package import Cell, Package, address_of

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats a workbook names by number without writing them out; dates beyond 14 are of no use to figures."""


def formats_of(content: bytes, file_name: str, sheet: str, cells: tuple[Cell, ...], limits: Limits) -> dict[Cell, str]:
    """Cell → format code, for those of `cells` whose format is known: in .xlsx, .xlsm and .xls."""
    kind = kind_of(content, file_name, limits)
    if kind is Kind.XLSX:
        return _in_xlsx(content, sheet, cells)
    if kind is Kind.XLS:
        return _in_xls(content, sheet, cells)
    return {}


def _in_xlsx(content: bytes, sheet: str, cells: tuple[Cell, ...]) -> dict[Cell, str]:
    with Package(content) as package:
        xml = next((xml for name, xml in package.sheets() if name == sheet), b"")
        path = next((path for path in package.targets.values() if path.casefold().endswith("styles.xml")), "")
        codes = _format_codes(package.part(path))
    styles = _styles(xml, cells)
    found = {}
    for cell in cells:
        style = styles.get(address_of(cell).encode())
        if style is not None and int(style) < len(codes):
            found[cell] = codes[int(style)]
    return found


_CELL_ROW = re.compile(rb"""\br=["'][A-Za-z]+([0-9]+)["']""")


def _styles(xml: bytes, cells: tuple[Cell, ...]) -> dict[bytes, bytes]:
    """Address → number of style, for those of `cells` that have one, and others beside them.

    Only their rows and columns are searched: looking at all cells takes half as long as reading them did.
    """
    rows = {str(row + 1).encode() for row, _column in cells}
    columns = sorted({address_of(cell).rstrip("0123456789") for cell in cells})
    styled = re.compile(
        rb"""<(?:\w+:)?c\s(?=[^>]*?\br=["']((?:%b)[0-9]+)["'])[^>]*?\bs=["']([0-9]+)["']""" % "|".join(columns).encode()
    )
    styles: dict[bytes, bytes] = {}
    for part in xml.split(b"row>"):
        first = _CELL_ROW.search(part)
        if first is not None and first[1] in rows:
            styles.update(styled.findall(part))
    return styles


def _format_codes(xml: bytes) -> list[str]:
    """Format codes by number of style."""
    if not xml:
        return []
    root = ElementTree.fromstring(xml)  # nosec B314
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    own = {int(element.get("numFmtId", "0")): element.get("formatCode", "") for element in root.iter(f"{space}numFmt")}
    styles = root.find(f"{space}cellXfs")
    numbers = [int(style.get("numFmtId", "0")) for style in styles] if styles is not None else []
    return [own.get(number, BUILT_IN.get(number, "General")) for number in numbers]


def _in_xls(content: bytes, sheet: str, cells: tuple[Cell, ...]) -> dict[Cell, str]:
    import xlrd

    book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    if sheet not in book.sheet_names():
        return {}
    found = {}
    page = book.sheet_by_name(sheet)
    for row, column in cells:
        if row < page.nrows and column < page.row_len(row):
            style = book.xf_list[page.cell_xf_index(row, column)]
            found[row, column] = book.format_map[style.format_key].format_str
    return found
