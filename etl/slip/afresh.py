"""Sheets as they were read → a plain .xlsx, for files of other kinds."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from openpyxl import Workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.worksheet.worksheet import Worksheet

from etl.model import Cell, Sheet
from guoban.sheet_names import sheet_name
from guoban.text.visible import in_xml

_LONGEST_TEXT = 32_767
_FIRST_DAY = date(1900, 1, 1)


def written_afresh(sheets: Iterable[Sheet]) -> bytes:
    """Values, merged cells and hidden sheets as they were read; fonts, colours and formulas are not known any more.

    The sheets keep their names and order. Texts that begin like a formula stay texts.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _write(workbook.create_sheet(sheet_name(sheet.name, workbook.sheetnames)), sheet)
    if all(worksheet.sheet_state == "hidden" for worksheet in workbook.worksheets):
        workbook.worksheets[0].sheet_state = "visible"
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def plain_text(text: str) -> str:
    """A text without what a workbook cannot hold."""
    return in_xml(text)[:_LONGEST_TEXT]


def _write(worksheet: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            if value is not None and value != "":
                _put(worksheet, row, column, value)
    for (row, column), error in sheet.error_cells.items():
        cell = worksheet.cell(row + 1, column + 1)
        cell.value, cell.data_type = error, "e" if error in ERROR_CODES else "s"
    for area in sheet.merged:
        worksheet.merge_cells(None, area.top + 1, area.left + 1, area.bottom + 1, area.right + 1)
    worksheet.sheet_state = "hidden" if sheet.hidden else "visible"


def _put(worksheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = worksheet.cell(row, column)
    if isinstance(value, datetime | date) and value.isoformat() < _FIRST_DAY.isoformat():
        value = value.isoformat()  # before Excel's calendar begins
    if isinstance(value, float) and not -1e308 < value < 1e308:
        value = str(value)
    if isinstance(value, str):
        cell.value, cell.data_type = plain_text(value), "s"  # in this order: setting the value guesses at the type
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    elif isinstance(value, bool | int | float | datetime | date | time | timedelta):
        cell.value = value
