"""One table of a sheet: which rows and columns hold figures, and what each of them says."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from etl.layout.columns import Column, read_columns
from etl.layout.context import Context
from etl.layout.grid import EMPTY, Grid, beginning, cross
from etl.layout.head import EMPTY as NO_HEAD
from etl.layout.head import Head
from etl.layout.heads import read_path, without_namesakes
from etl.layout.heads_in_time import compared_year, reach, years_of_heads
from etl.layout.regions import Region
from etl.layout.words import Role, is_note
from etl.spans import SpanMention, find_spans
from etl.values import parse_value
from guoban.calendar import Span

Places = npt.NDArray[np.int64]


class RowSort(IntEnum):
    """What a row of the body is."""

    FIGURES = 0
    TOTAL = 1  # 合计, 小计: never loaded, checked
    PART = 2  # 其中 of something the catalogue does not have: never loaded
    UNKNOWN = 3  # figures for a name that is not in the catalogue
    NAMELESS = 4  # figures without any name
    WORDS = 5  # notes, signatures, headings between rows, blank rows


@dataclass(frozen=True)
class Rows:
    """The rows of a table's body, in order.

    places: 0-based rows of the sheet. sorts: RowSort of each. units: code or None of each; names: the text in the unit
    column (or, without one, in the indicator column). heads: the distinct rest of what the rows say; head_of: which of
    them each row has.
    """

    places: Places
    sorts: npt.NDArray[np.int8]
    units: tuple[str | None, ...]
    names: tuple[str, ...]
    heads: tuple[Head, ...]
    head_of: Places

    def are(self, *sorts: RowSort) -> npt.NDArray[np.bool_]:
        """Rows of any of these sorts."""
        found = np.zeros(len(self.sorts), bool)
        for sort in sorts:
            found |= self.sorts == sort
        return found


@dataclass(frozen=True)
class Table:
    """A table as it was understood, before any figure is read."""

    grid: Grid
    region: Region
    context: Context
    columns: tuple[Column, ...]
    rows: Rows
    header_rows: tuple[int, ...]

    @cached_property
    def figure_columns(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(column for column in self.columns if column.is_figures)

    def column_of(self, role: Role) -> Column | None:
        """The first column with a role."""
        return next((column for column in self.columns if column.role is role), None)

    @property
    def unit_of_all(self) -> str | None:
        """The unit of a table whose rows and columns name none.

        The root of the tree issues the forms; that its name stands in a title does not make it the one that reports.
        """
        unit = self.context.unit
        if unit is not None and not self.context.labelled and self.grid.vocabulary.is_root(unit):
            return None
        return unit

    @cached_property
    def unit_names(self) -> int:
        """How many different units the table names."""
        across = {column.head.unit for column in self.figure_columns if column.head.unit}
        return len(across | {unit for unit in self.rows.units if unit})

    @cached_property
    def indicator_names(self) -> int:
        """How many different indicators it names."""
        across = {column.head.indicator for column in self.figure_columns if column.head.indicator}
        named = across | {head.indicator for head in self.rows.heads if head.indicator}
        return len(named or {self.context.indicator} - {None})


def read_table(grid: Grid, region: Region, context: Context) -> Table:
    """Read the keys of a region: every row and every column that holds figures, with what it says."""
    first = _after_column_numbers(grid, region)
    header = (*region.head, *range(region.first, first))
    if first != region.first:
        region = replace(region, first=first)
    columns = _with_own_names(read_columns(grid, region))
    rows = _read_rows(grid, region, columns)
    if not context.years:
        context = replace(context, years=years_of_heads(columns, rows.heads))
    compared = compared_year(columns, rows.heads, both_years=context.both_years)
    context = replace(context, reach=reach(columns, context.year), compared_year=compared)
    return Table(grid, region, context, columns, rows, tuple(row + 1 for row in header))


def _with_own_names(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns that differ only in a word above the indicator, 国有企业 and 非公企业, are none of them the indicator."""
    heads = without_namesakes([column.head for column in columns])
    return tuple(
        column if head is column.head else replace(column, head=head)
        for column, head in zip(columns, heads, strict=True)
    )


def _after_column_numbers(grid: Grid, region: Region) -> int:
    """The row behind a row of column numbers (甲 1 2 3 …), if the body begins with one."""
    row = region.first
    if row >= region.last or not region.head:
        return row
    across = slice(region.left, region.right)
    cells, numbers = grid.cells[row, across], grid.numbers[row, across]
    held = [_column_number(cell) if is_text else parse_value(cell).number for cell, is_text in zip(
        cells.tolist(), (~numbers).tolist(), strict=True
    )]  # fmt: skip
    counted = [number or 0.0 for number in held if number is not None]
    named = (grid.units | grid.indicators)[row, across].any()
    begins = ([first + step for step in range(len(counted))] for first in (0.0, 1.0, 2.0))
    return row + 1 if len(counted) >= 3 and counted in begins and not named else row


_FORMULA = re.compile(r"[(（]?(\d{1,3})[)）]?\s*[=＝].*\d.*")
"""3=2/1, (6)=(5)÷(4): the number of a column that is worked out."""


def _column_number(cell: object) -> float | None:
    found = _FORMULA.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return float(found[1]) if found else None


def _read_rows(grid: Grid, region: Region, columns: tuple[Column, ...]) -> Rows:
    places = np.arange(region.first, region.last)
    figures = [column.place for column in columns if column.is_figures]
    has_number = np.asarray(grid.numbers[cross(places, figures)].any(axis=1))
    has_figure = has_number | np.asarray(grid.marks[cross(places, figures)].any(axis=1))
    unit_column = next((column.place for column in columns if column.role is Role.UNIT), None)
    names, units = _unit_names(grid, places, unit_column, columns)
    heads, head_of = _row_heads(grid, places, columns)
    sorts: list[RowSort] = []
    total = _says(grid, places, columns, "total")
    part = _says(grid, places, columns, "of_which")
    down = any(column.role is Role.INDICATOR for column in columns)
    flags = zip(has_figure.tolist(), has_number.tolist(), total.tolist(), part.tolist(), strict=True)
    for unit, name, number, (figure, has, is_total, is_part) in zip(units, names, head_of.tolist(), flags, strict=True):
        head, sort = heads[number], RowSort.FIGURES
        if is_total and not (head.indicator and unit):
            sort = RowSort.TOTAL if has else RowSort.WORDS
        elif unit_column is not None:
            sort = _sort_by_unit(unit, name, figure, has, is_part)
            if sort is RowSort.UNKNOWN and grid.vocabulary.word(name).is_head:
                sort = RowSort.WORDS  # 备注, 联系电话: a signature with a number beside it
        if down and sort is RowSort.FIGURES and not head.indicator:
            sort = _sort_by_indicator(head, figure, has)
        sorts.append(sort)
    for row in region.repeated:
        if row >= region.first:
            sorts[row - region.first] = RowSort.WORDS
    return Rows(places, np.array(list(map(int, sorts)), np.int8), units, names, heads, head_of)


def _sort_by_unit(unit: str | None, name: str, figure: bool, number: bool, part: bool) -> RowSort:
    if unit is not None:
        return RowSort.FIGURES
    if not number or is_note(name) or len(name) > 40:
        return RowSort.UNKNOWN if name and figure and not is_note(name) else RowSort.WORDS
    if part:
        return RowSort.PART
    return RowSort.UNKNOWN if name else RowSort.NAMELESS


def _sort_by_indicator(head: Head, figure: bool, number: bool) -> RowSort:
    """A row in a table whose rows should name indicators, and this one does not."""
    if head.left_out or not (figure or number):
        return RowSort.WORDS
    if head.of_which:
        return RowSort.PART
    if head.unknown or head.ambiguous:
        return RowSort.UNKNOWN if number else RowSort.WORDS
    return RowSort.FIGURES if not head.is_empty else (RowSort.NAMELESS if number else RowSort.WORDS)


def _unit_names(
    grid: Grid, places: Places, column: int | None, columns: tuple[Column, ...]
) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """The text in the unit column for each row, and the unit it names.

    A blank under a name, beside an indicator or a period of its own, belongs to the name above.
    """
    if column is None:
        return ("",) * len(places), (None,) * len(places)
    others = [other.place for other in columns if other.role in (Role.INDICATOR, Role.PERIOD, Role.QUARTER, Role.MONTH)]
    continued = (grid.sorts[cross(places, others)] != EMPTY).any(axis=1) if others else np.zeros(len(places), bool)
    names: list[str] = []
    units: list[str | None] = []
    for index, goes_on in zip(grid.spread[places, column].tolist(), continued.tolist(), strict=True):
        if index >= 0:
            names.append(grid.texts[index])
            units.append(grid.words[index].unit)
        elif goes_on and names:
            names.append(names[-1])
            units.append(units[-1])
        else:
            names.append("")
            units.append(None)
    return tuple(names), tuple(units)


def _says(grid: Grid, places: Places, columns: tuple[Column, ...], what: str) -> npt.NDArray[np.bool_]:
    """Rows with a total (or an "of which") in any column left of the figures, or in any key column."""
    first = min((column.place for column in columns if column.is_figures), default=0)
    keys = [
        column.place for column in columns if not column.is_figures and (column.place < first or column.role in _NAMING)
    ]
    flags = np.array([*(getattr(word, what) for word in grid.words), False], bool)
    if not keys:
        return np.zeros(len(places), bool)
    return np.asarray(flags[grid.spread[cross(places, keys)]].any(axis=1))


_NAMING = (Role.UNIT, Role.INDICATOR)
_IN_PATH = (Role.AREA, Role.INDICATOR, Role.MEASURE, Role.PERIOD, Role.YEAR, Role.QUARTER, Role.MONTH)


def _row_heads(grid: Grid, places: Places, columns: tuple[Column, ...]) -> tuple[tuple[Head, ...], Places]:
    """What the key columns apart from the unit's say, each distinct combination read once."""
    indicator = next((column for column in columns if column.role is Role.INDICATOR), None)
    path = [column for column in columns if column.role in _IN_PATH and _narrows(column, indicator)]
    days = [column.place for column in columns if column.role in (Role.FIRST_DAY, Role.LAST_DAY)]
    if not path and not days:
        return (NO_HEAD,), np.zeros(len(places), np.int64)
    plain = [column.place for column in path]
    texts = grid.spread[cross(places, plain)].tolist()
    values = grid.cells[cross(places, [*plain, *days])].tolist()
    seen: dict[tuple[object, ...], int] = {}
    heads: list[Head] = []
    head_of = np.empty(len(places), np.int64)
    for i, (indexes, cells) in enumerate(zip(texts, values, strict=True)):
        key = (
            *indexes,
            *(cell if index < 0 else None for index, cell in zip([*indexes, *[-1] * len(days)], cells, strict=True)),
        )
        known = seen.get(key)
        if known is None:
            known = seen[key] = len(heads)
            words = tuple(
                grid.texts[index] if index >= 0 else _as_words(cell, column.role)
                for index, cell, column in zip(indexes, cells, path, strict=False)
            )
            heads.append(_with_days(read_path(words, grid.vocabulary), cells[len(plain) :]))
        head_of[i] = known
    return tuple(without_namesakes(heads)), head_of


def _narrows(column: Column, indicator: Column | None) -> bool:
    """Whether a column of words is part of the path: areas left of the indicator, further words under its own head."""
    if column.role is not Role.AREA:
        return True
    if indicator is None:
        return False
    return column.place < indicator.place or column.head.is_empty or column.head.label == indicator.head.label


def _as_words(cell: object, role: Role | None) -> str:
    """A number or day in a key column, in the words that a head would use for it."""
    if isinstance(cell, datetime | date):
        return f"截至{cell.year}年{cell.month}月{cell.day}日"
    if not isinstance(cell, int | float) or isinstance(cell, bool) or cell != int(cell):
        return ""
    forms = {Role.YEAR: "{}年", Role.QUARTER: "第{}季度", Role.MONTH: "{}月"}
    return forms[role].format(int(cell)) if role in forms else ""


def _with_days(head: Head, cells: list[object]) -> Head:
    """`head` with the span from a first to a last day, where the row has columns for them."""
    days = [day for cell in cells if (day := as_day(cell)) is not None]
    if len(days) != 2 or days[1] < days[0]:
        return head
    span = Span(days[0], days[1])
    mention = SpanMention(span, str(span), "range", names_year=True)
    return replace(head, span=mention, year=span.last_day.year, label=head.label or str(span))


def as_day(cell: object) -> date | None:
    """A cell of a column of days: a day, 2026-01-01, 2026年1月1日, 20260101; None for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = beginning(str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell or ""))
    mentions = find_spans(text)
    return mentions[0].span.last_day if mentions and mentions[0].span.days == 1 else None
