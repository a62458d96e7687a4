"""Sheets of paper: how cells of a take-away workbook look, and how it prints.

Text is always text: what begins with = + - @ is neither a formula now nor when somebody edits the cell later.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guoban.charts.palette import INK, INK_SOFT, LINE_STRONG, TARGET, StatusLook
from guoban.sheet_names import sheet_name
from guoban.text import _

_SIDE = Side(style="thin", color=LINE_STRONG.lstrip("#"))
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `fill` and `ink` are colours such as #FFFFFF; `side` is where its text stands."""

    size: float = 10.5
    bold: bool = False
    side: str = "left"
    wrap: bool = True
    boxed: bool = True
    fill: str = ""
    ink: str = INK


TITLE = Look(size=16, bold=True, boxed=False, wrap=False)
LINE = Look(size=9, boxed=False, wrap=False, ink=INK_SOFT)
HEAD = Look(bold=True, side="center", fill=TARGET)
TEXT = Look()
NUMBER = Look(side="right", wrap=False)
MIDDLE = Look(side="center", wrap=False)


class Paper:
    """A workbook being written."""

    def __init__(self) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.active)
        self._styles: dict[tuple[Look, str, bool], Any] = {}

    def sheet(self, wanted: str) -> Worksheet:
        """A new sheet, called `wanted` as far as Excel allows, numbered where another one is called so."""
        return self.workbook.create_sheet(sheet_name(wanted, self.workbook.sheetnames))

    def write(self, sheet: Worksheet, row: int, column: int, value: Any, look: Look = TEXT, shown: str = "") -> Cell:
        """Write a value; a missing one leaves the cell empty. shown: Excel's number format."""
        cell = sheet.cell(row, column)
        like_formula = False
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"  # openpyxl takes what begins with = for a formula
            like_formula = value.startswith(_LIKE_FORMULAS)
        elif not pd.isna(value):
            cell.value = value
        key = look, shown, like_formula
        if key not in self._styles:
            self._styles[key] = self._styled(cell, look, shown, like_formula=like_formula)
        cell._style = copy(self._styles[key])  # openpyxl's own way from cell to cell: ten times as quick as by parts
        return cell

    def heads(self, sheet: Worksheet, row: int, titles: Mapping[str, float]) -> None:
        """A head row: its titles with the widths of their columns, in Chinese characters."""
        for column, (title, characters) in enumerate(titles.items(), 1):
            self.write(sheet, row, column, title, HEAD)
            sheet.column_dimensions[get_column_letter(column)].width = characters * 2.1 + 1
        sheet.row_dimensions[row].height = 32

    def _styled(self, cell: Cell, look: Look, shown: str, *, like_formula: bool) -> Any:
        cell.font = Font(name=_FONT, size=look.size, bold=look.bold, color=look.ink.lstrip("#"))
        cell.alignment = Alignment(horizontal=look.side, vertical="center", wrap_text=look.wrap)
        if look.boxed:
            cell.border = _BOX
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill.lstrip("#"))
        if shown:
            cell.number_format = shown
        if like_formula:
            cell.quotePrefix = True
        return copy(cell._style)


_FONT = "宋体"


def status_look(shown: StatusLook) -> Look:
    """The look of a cell that stands for a status."""
    return Look(side="center", wrap=False, fill=shown.fill, ink=shown.on_fill)


def prints_on_a4(
    sheet: Worksheet, *, freeze: str, head_row: int, name_columns: str = "", pages_wide: int = 1, area: str = ""
) -> None:
    """A4 landscape, its heads on every page, and the same heads frozen on the screen.

    area: the cells to print, such as A1:N20; all that is written where none is given.
    """
    sheet.freeze_panes = freeze
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    if name_columns:
        sheet.print_title_cols = name_columns
    sheet.print_area = area or sheet.dimensions
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.oddFooter.center.text = _("Page &P of &N")
