"""Cells that hold an error (#REF!, #DIV/0!) or a formula nobody has calculated: calamine gives both as empty.

A reader that takes them for empty would call a figure missing that is really broken, so they get a look of their own,
and only where the file's bytes show that there is one.
"""

import html
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from xml.etree import ElementTree

from etl.reading.binary_parts import counted_text, records
from etl.reading.grid import Grid
from etl.reading.kinds import Kind
from etl.reading.package import Cell, Package, cell_at
from guoban.zips import BROKEN_ZIP_IN_MEMORY

Errors = dict[Cell, str]

ERROR_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


Look = Callable[[str, bytes], object]
"""What else is done with a sheet's name and part, since unpacking it is most of the work."""


def error_cells(content: bytes, kind: Kind, also: Look = lambda name, part: None) -> dict[str, Errors]:
    """Sheet name → cell → the error's text, or the formula ("=SUM(B2:B9)") that has no stored value.

    also: called with every sheet of an .xlsx or .xlsb.

    Other kinds of file hold an error as the text it shows: `take_shown_errors`.
    """
    readers: dict[Kind, Callable[[bytes], Iterator[tuple[str, Errors]]]] = {
        Kind.XLSX: partial(_in_xlsx, also=also), Kind.XLSB: partial(_in_xlsb, also=also), Kind.XLS: _in_xls,
    }  # fmt: skip
    if kind not in readers:
        return {}
    try:
        return {name: errors for name, errors in readers[kind](content) if errors}
    except (*BROKEN_ZIP_IN_MEMORY, ElementTree.ParseError):
        return {}  # calamine forgave what this look does not; the cells are there, unlooked at


_SHOWN = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:[0-9]{3}")


def take_shown_errors(grid: Grid) -> None:
    """Move errors that a file holds as texts (.ods, .csv, web pages) from the rows to the errors of a grid."""
    for number, row in enumerate(grid.rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith(("#", "Err:")) and _SHOWN.fullmatch(value.strip()):
                grid.errors[number, column] = value.strip()
                row[column] = ""


_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>  # a cell of type error
    (?:(?!</(?:\w+:)?c>).)*?                      # perhaps with its formula
    <(?:\w+:)?v>([^<]*)<""",
    re.DOTALL | re.VERBOSE,
)
_UNCALCULATED = re.compile(
    rb"""<(?:\w+:)?c\b([^>]*)>\s*
    <(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*            # a formula
    (?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>  # and no value, or an empty one""",
    re.VERBOSE,
)
_NO_VALUE = (
    b"f></", b"f>\n", b"f>\r", b"f> ", b"/></c>", b"/></x:c>", b"<v></", b":v></", b"v/>", b"v />",
)  # fmt: skip
"""What a sheet with an uncalculated formula has somewhere; without any of it the slower look is spared."""

_WHERE = re.compile(rb"""\br=["']([A-Za-z]+[0-9]+)["']""")


def _in_xlsx(content: bytes, also: Look) -> Iterator[tuple[str, Errors]]:
    with Package(content) as package:
        for name, xml in package.sheets():
            also(name, xml)
            errors: Errors = {}
            usual = b"<worksheet" in xml[:2000] and b"='" not in xml[:2000]  # no prefixes, no single quotes
            if b't="e"' in xml or (not usual and b"t='e'" in xml):
                for attributes, text in _ERROR.findall(xml):
                    _put(errors, attributes, text.decode("utf-8", "replace"))
            if (b"<f" in xml or not usual) and any(sign in xml for sign in _NO_VALUE):
                for attributes, formula in _UNCALCULATED.findall(xml):
                    if b't="str"' not in attributes:
                        _put(errors, attributes, "=" + html.unescape(formula.decode("utf-8", "replace")))
            yield name, errors


def _put(errors: Errors, attributes: bytes, text: str) -> None:
    found = _WHERE.search(attributes)
    cell = cell_at(found[1].decode()) if found else None
    if cell is not None:
        errors[cell] = text


_IN_BIFF = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a]\x01"
    rb"|\x06\x00.{2}.{6}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff",
    re.DOTALL,
)
"""An error cell in an old workbook's stream: a record of its own, or the result of a formula."""


def _in_xls(content: bytes) -> Iterator[tuple[str, Errors]]:
    import olefile  # type: ignore[import-untyped]

    with olefile.OleFileIO(io.BytesIO(content)) as file:
        stream = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
        if stream is None or not _IN_BIFF.search(file.openstream(stream).read()):
            return
    import xlrd

    from etl.reading.old_excel import FAILURES

    try:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
    except FAILURES:
        return  # calamine reads it and xlrd does not: its error cells stay unknown
    for sheet in book.sheets():
        yield (
            sheet.name,
            {
                (row, column): ERROR_TEXTS.get(cell.value, "#VALUE!")
                for row in range(sheet.nrows)
                for column, cell in enumerate(sheet.row(row))
                if cell.ctype == xlrd.XL_CELL_ERROR
            },
        )


_ROW, _SHEET, _ERROR_CELL, _ERROR_FORMULA = 0, 156, 3, 11
_IN_XLSB = re.compile(rb"\x03\x09.{8}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]|\x0b[\x09-\xff]", re.DOTALL)


def _in_xlsb(content: bytes, also: Look) -> Iterator[tuple[str, Errors]]:
    with Package(content) as package:
        targets = package.targets
        for kind, body in records(package.part(package.workbook_path)):
            if kind != _SHEET:
                continue
            relation, end = counted_text(body, 8)
            name, _ = counted_text(body, end)
            part = package.part(targets.get(relation, ""))
            also(name, part)
            yield name, _in_xlsb_sheet(part)


def _in_xlsb_sheet(data: bytes) -> Errors:
    errors: Errors = {}
    row = 0
    if not _IN_XLSB.search(data):
        return errors
    for kind, body in records(data):
        if kind == _ROW and len(body) >= 4:
            row = int.from_bytes(body[:4], "little")
        elif kind in (_ERROR_CELL, _ERROR_FORMULA) and len(body) > 8:
            errors[row, int.from_bytes(body[:4], "little")] = ERROR_TEXTS.get(body[8], "#VALUE!")
    return errors
