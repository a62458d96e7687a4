"""Old workbooks (.xls, .et) that need more than calamine: a second reader, and the passwords Excel itself knows."""

import io
import struct
from datetime import datetime, timedelta
from typing import Any, cast

import xlrd

from etl.reading.grid import Area, Grid, Value, inside, rectangle
from etl.reading.limits import Limits
from etl.reading.refusal import Refused

_BUILT_IN_PASSWORD = "VelvetSweatshop"  # nosec B105
"""The password Excel tries by itself: a workbook protected with it opens without a question."""


FAILURES = (xlrd.XLRDError, struct.error, IndexError, KeyError, ValueError, AssertionError, TypeError, OSError)
"""The ways in which xlrd stops at a broken file."""


def decrypted(content: bytes) -> bytes | None:
    """The workbook inside, where the built-in password opens it; None where it is not encrypted at all.

    Refused as `encrypted` where only its owner's password would open it.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return None
    except (FileFormatError, ParseError, OSError, ValueError, KeyError, AttributeError, IndexError):
        return None  # not something this library knows; whoever asked says what is wrong with it
    opened = io.BytesIO()
    try:
        file.load_key(password=_BUILT_IN_PASSWORD)
        file.decrypt(opened)
    except (InvalidKeyError, DecryptionError) as problem:
        raise Refused("encrypted") from problem
    return opened.getvalue()


def read_with_xlrd(content: bytes, limits: Limits) -> list[Grid]:
    """Every worksheet, errors included: slower than calamine, and it knows older and odder files."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except NotImplementedError:
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
    if sum(sheet.nrows * sheet.ncols for sheet in book.sheets()) > limits.cells:
        raise Refused("too-large", what="cells", size=f"> {limits.cells:,}", limit=f"{limits.cells:,}")
    return [_grid(sheet, book.datemode) for sheet in book.sheets()]


def _grid(sheet: xlrd.sheet.Sheet, datemode: int) -> Grid:
    errors: dict[tuple[int, int], str] = {}
    rows: list[list[Value]] = []
    for number in range(sheet.nrows):
        row: list[Value] = []
        for column, cell in enumerate(sheet.row(number)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                errors[number, column] = xlrd.error_text_from_code.get(cell.value, "#VALUE!")
            row.append(_value(cell, datemode))
        rows.append(row)
    merged: list[Area] = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    filled = rectangle(rows) if not errors else [row + [""] * (sheet.ncols - len(row)) for row in rows]
    rows_hidden = tuple(number for number, row in sorted(sheet.rowinfo_map.items()) if row.hidden)
    columns_hidden = tuple(number for number, column in sorted(sheet.colinfo_map.items()) if column.hidden)
    return Grid(sheet.name, filled, inside(merged, filled), sheet.visibility != 0, errors, rows_hidden, columns_hidden)


def _value(cell: Any, datemode: int) -> Value:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(cell.value, datemode)
    return cast(Value, cell.value)


def _day(number: float, datemode: int) -> Value:
    """A date cell; one that no calendar has stays the number it is stored as."""
    try:
        moment: datetime = xlrd.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError):
        return number
    if number < 1:
        return timedelta(days=number)
    return moment.date() if moment.time() == moment.min.time() else moment
