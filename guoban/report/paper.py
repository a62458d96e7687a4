"""Sheets of paper: how cells of a take-away workbook look, and how it prints.

Text is always text: what begins with = + - @ is neither a formula now nor when somebody edits the cell later.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guoban.charts.palette import INK, INK_SOFT, LINE_STRONG, TARGET, StatusLook
from guoban.report.cells import Cells
from guoban.report.sealing import sealed
from guoban.sheet_names import sheet_name
from guoban.text import _

_SIDE = Side(style="thin", color=LINE_STRONG.lstrip("#"))
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_MARGIN = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a cell looks. `fill` and `ink` are colours such as #FFFFFF; `side` is where its text stands.

    One look is told from another as a thing and not by its parts, for it is asked after with every cell.
    """

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
        self._cells: dict[str, Cells] = {}
        self._styles: dict[tuple[Look, str, bool], int] = {}

    def sheet(self, wanted: str) -> Worksheet:
        """A new sheet, called `wanted` as far as Excel allows, numbered where another one is called so."""
        sheet = self.workbook.create_sheet(sheet_name(wanted, self.workbook.sheetnames))
        self._cells[sheet.title] = Cells()
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: object, look: Look = TEXT, shown: str = "") -> None:
        """Write a value; a missing one leaves the cell empty. shown: Excel's number format."""
        key = look, shown, isinstance(value, str) and value.startswith(_LIKE_FORMULAS)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._styled(sheet, *key)
        self._cells[sheet.title].write(row, column, value, style)

    def heads(self, sheet: Worksheet, row: int, titles: Mapping[str, float]) -> None:
        """A head row: its titles with the widths of their columns, in Chinese characters."""
        for column, (title, characters) in enumerate(titles.items(), 1):
            self.write(sheet, row, column, title, HEAD)
            sheet.column_dimensions[get_column_letter(column)].width = characters * 2.1 + 1
        sheet.row_dimensions[row].height = 32

    def area(self, sheet: Worksheet) -> str:
        """All that has been written on a sheet, such as A1:N20."""
        return self._cells[sheet.title].area

    def saved(self, made_at: datetime) -> bytes:
        """The workbook as an .xlsx that bears a moment (UTC)."""
        written = io.BytesIO()
        self.workbook.save(written)
        with_cells = {
            f"xl/worksheets/sheet{place}.xml": partial(self._cells[sheet.title].put_into, sheet=sheet)
            for place, sheet in enumerate(self.workbook.worksheets, 1)
        }
        return sealed(written.getvalue(), made_at, with_cells)

    def _styled(self, sheet: Worksheet, look: Look, shown: str, like_formula: bool) -> int:
        """The number under which the workbook knows a style."""
        cell = Cell(sheet, row=1, column=1)
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
        return int(cell.style_id)


_FONT = "宋体"


def status_look(shown: StatusLook) -> Look:
    """The look of a cell that stands for a status."""
    return Look(side="center", wrap=False, fill=shown.fill, ink=shown.on_fill)


def prints_on_a4(
    sheet: Worksheet, area: str, *, freeze: str, head_row: int, name_columns: str = "", pages_wide: int = 1
) -> None:
    """A4 landscape, its heads on every page, and the same heads frozen on the screen.

    area: the cells to print, such as A1:N20.
    """
    sheet.freeze_panes = freeze
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    if name_columns:
        sheet.print_title_cols = name_columns
    sheet.print_area = area
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.oddFooter.center.text = _("Page &P of &N")
