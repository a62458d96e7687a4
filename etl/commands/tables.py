"""Frames as tables for people: as wide as the screen allows, numbers as offices write them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TextIO

import pandas as pd
from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.commands.listing import listed
from guoban.text import _

WAN, YI = 10_000, 100_000_000
NAME, PROSE = 14, 18
"""How narrow a column of names or of sentences may become before other columns are left out: 7 and 9 Chinese signs."""

_WIDTH_OF_FILES = 10_000
"""Nothing is folded where nobody sits before the screen: a file or a pipe is as wide as its table."""
_EDGES, _GAP = 2, 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    show: a row of the frame → the text of its cell. right: numbers stand to the right. folds: cells go on in a second
    line where room is short, the column being at least so wide then; 0 keeps them in one line. spare: left out where
    there is no room, the highest first; 0 stays.
    """

    head: str
    show: Callable[[Any], str]
    right: bool = False
    folds: int = 0
    spare: int = 0


@dataclass(frozen=True, slots=True)
class _Filled:
    """A column with its cells; `natural` is the width at which nothing is folded."""

    column: Column
    cells: list[str]
    natural: int

    @property
    def least(self) -> int:
        return min(self.natural, self.column.folds) if self.column.folds else self.natural


def print_table(frame: pd.DataFrame, columns: Sequence[Column], *, title: str, out: TextIO) -> None:
    """Write one row a row of `frame`, and below it which columns the terminal had no room for."""
    screen = console(out)
    rows = list(frame.itertuples(index=False))
    filled = [_fill(column, rows) for column in columns]
    shown = _with_room(filled, screen.width)
    named = Text(_printable(title)) if title else None
    table = Table(box=SIMPLE, title=named, title_justify="left", title_style="bold", padding=(0, 1))
    table.pad_edge, table.collapse_padding = False, True
    for column, width in zip(shown, _widths(shown, screen.width), strict=True):
        justify = "right" if column.column.right else "left"
        table.add_column(Text(column.column.head), justify=justify, overflow="fold", width=width)  # type: ignore[arg-type]
    for row in zip(*(column.cells for column in shown), strict=True):
        table.add_row(*map(Text, row))
    screen.print(table)
    left_out = [column.column.head for column in filled if column not in shown]
    if left_out:
        hint = _("No room here for: {columns}. A wider window or --format json shows them.")
        screen.print(Text(hint.format(columns=listed(left_out))))


def _fill(column: Column, rows: Sequence[Any]) -> _Filled:
    cells = [_printable(column.show(row)) for row in rows]
    return _Filled(column, cells, max(map(cell_len, [column.head, *cells])))


def _printable(text: str) -> str:
    """One line of it, without the control characters by which a cell of a workbook could command a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _with_room(columns: list[_Filled], width: int) -> list[_Filled]:
    """`columns` without as many of the spare ones as it takes."""
    shown = list(columns)
    while sum(column.least for column in shown) > _inner(shown, width):
        spare = [column for column in shown if column.column.spare]
        if not spare:
            break
        shown.remove(max(spare, key=lambda column: column.column.spare))
    return shown


def _widths(columns: Sequence[_Filled], width: int) -> list[int]:
    """A width for each column: its own where there is room, else the folding ones share what the others leave."""
    room = _inner(columns, width)
    least = [column.least for column in columns]
    folding = [number for number, column in enumerate(columns) if column.least < column.natural]
    if sum(least) > room:  # a very narrow terminal: everything folds
        least, folding = [1] * len(columns), list(range(len(columns)))
    widths = [0 if number in folding else least[number] for number in range(len(columns))]
    room -= sum(widths)
    for done, number in enumerate(sorted(folding, key=lambda number: columns[number].natural)):
        rest = len(folding) - done
        widths[number] = max(least[number], min(columns[number].natural, room // rest))
        room -= widths[number]
    return widths


def _inner(columns: Sequence[_Filled], width: int) -> int:
    """What is left for the cells of so many columns."""
    return width - _EDGES - _GAP * (len(columns) - 1)


def console(out: TextIO) -> Console:
    """A console on `out`, as wide as its terminal, or as wide as needed where there is none."""
    return Console(file=out, width=None if out.isatty() else _WIDTH_OF_FILES, highlight=False)


def plain_column(head: str, name: str, *, right: bool = False, folds: int = 0, spare: int = 0) -> Column:
    """A column of the frame as it is, empty where it is missing."""
    return Column(head, lambda row: plain_text(getattr(row, name)), right, folds, spare)


def moment_column(head: str, name: str, *, spare: int = 0) -> Column:
    """A column of moments, kept as UTC, in the time of this machine; empty where it is missing."""

    def show(row: Any) -> str:
        moment = getattr(row, name)
        if pd.isna(moment):
            return ""
        local: datetime = moment.to_pydatetime().replace(tzinfo=UTC).astimezone()
        return f"{local:%Y-%m-%d %H:%M}"

    return Column(head, show, spare=spare)


def plain_text(value: Any) -> str:
    """A cell of words, names in a row, a day or a number."""
    if isinstance(value, list | tuple):
        return listed(map(plain_text, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)


def number(value: float | None, kind: str, measure: str) -> str:
    """A figure with its measure: 97.80 万元, 91.2%, 2,573 人; — where there is none."""
    if value is None or pd.isna(value):
        return "—"
    if kind == "ratio":
        return percent(value)
    if kind == "money":
        if abs(value) >= YI:
            return f"{value / YI:,.2f} 亿元"
        return f"{value / WAN:,.2f} 万元" if abs(value) >= WAN else f"{value:,.2f} 元"
    if kind == "milestone":
        return {0.0: _("not begun"), 0.5: _("under way"), 1.0: _("completed")}.get(value, f"{value:g}")
    return f"{value:,.6f}".rstrip("0").rstrip(".") + f" {measure}"


def percent(value: float | None) -> str:
    """A fraction of 1 as a percentage to a tenth; — where there is none."""
    return "—" if value is None or pd.isna(value) else f"{value:.1%}"
