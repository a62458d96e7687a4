"""Write a table into a worksheet, and remember every figure that was put down, with its cell."""

from dataclasses import dataclass, field
from datetime import date

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guoban.calendar import Span
from guoban.catalogue.model import Indicator, Kind

WAN = 10_000
_HEAD_HEIGHT = 32
STATES = {0.0: "未启动", 0.5: "进行中", 1.0: "已完成"}

_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_TITLE = Font(name="黑体", size=16)
_HEAD = Font(name="黑体", size=10)
_BODY = Font(name="宋体", size=10)


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure that a workbook states. value: base units. is_target: the annual target of the year of `first_day`."""

    unit: str
    indicator: str
    first_day: date
    last_day: date
    value: float
    sheet: str
    cell: str
    is_target: bool = False


@dataclass
class Pen:
    """Writes into one worksheet; rows and columns count from 1."""

    sheet: Worksheet
    stated: list[Stated] = field(default_factory=list)

    def title(self, row: int, text: str, columns: int) -> None:
        """A title over all columns."""
        self._put(row, 1, text, _TITLE, _CENTRE)
        self.merge(row, 1, row, columns)
        self.sheet.row_dimensions[row].height = 30

    def line(self, row: int, text: str, columns: int) -> None:
        """A line of prose over all columns: who reports, what is counted in what, notes, signatures."""
        self._put(row, 1, text, _BODY, _LEFT)
        self.merge(row, 1, row, columns)

    def head(self, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> None:
        """A head cell, merged over `rows` and `columns`."""
        self._put(row, column, text, _HEAD, _CENTRE, boxed=True)
        self.merge(row, column, row + rows - 1, column + columns - 1)
        self.sheet.row_dimensions[row].height = _HEAD_HEIGHT

    def words(self, row: int, column: int, text: str | int | float | None, *, rows: int = 1) -> None:
        """A body cell that is not a figure of a unit: names, numbers in order, sums, remarks."""
        self._put(row, column, text, _BODY, _CENTRE, boxed=True)
        self.merge(row, column, row + rows - 1, column)

    def figure(
        self,
        row: int,
        column: int,
        unit: str,
        indicator: Indicator,
        span: Span,
        value: float | None,
        *,
        in_wan: bool = False,
        blank: str | None = None,
        is_target: bool = False,
    ) -> None:
        """A figure in the measure of the table, or `blank` where there is none."""
        if value is None:
            self.words(row, column, blank)
            return
        self.words(row, column, shown(indicator, value, in_wan=in_wan))
        address = f"{get_column_letter(column)}{row}"
        statement = (unit, indicator.code, span.first_day, span.last_day, round(value, 6), self.sheet.title, address)
        self.stated.append(Stated(*statement, is_target))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range, if it is more than one cell."""
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def widths(self, *widths: float, others: float, columns: int) -> None:
        """Widths of the first columns, and of all others."""
        for column in range(1, columns + 1):
            width = widths[column - 1] if column <= len(widths) else others
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def _put(
        self, row: int, column: int, value: object, font: Font, alignment: Alignment, *, boxed: bool = False
    ) -> None:
        cell = self.sheet.cell(row, column, value)
        cell.font, cell.alignment = font, alignment
        if boxed:
            cell.border = _BOX


def shown(indicator: Indicator, value: float, *, in_wan: bool) -> str | int | float:
    """A figure as a clerk writes it: 978000 → 97.8 in a table of 万元, 0.912 → 91.2 under %, 0.5 → 进行中."""
    if indicator.kind is Kind.MILESTONE:
        return STATES[value]
    if indicator.kind is Kind.RATIO:
        return _plain(value * 100, 1)
    if indicator.kind is Kind.MONEY and in_wan:
        return _plain(value / WAN, 6)
    return _plain(value, 2)


def measure_of(indicator: Indicator, *, in_wan: bool) -> str:
    """The measure as the table names it."""
    return "万元" if indicator.kind is Kind.MONEY and in_wan else indicator.measure


def _plain(value: float, decimals: int) -> int | float:
    rounded = round(value, decimals)
    return int(rounded) if rounded == int(rounded) else rounded
