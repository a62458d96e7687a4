"""A sheet as it crosses from the worker process: plain tuples and lists, quick to pickle, no library behind it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | datetime | time | timedelta | None
Area = tuple[int, int, int, int]
"""A merged range: top, left, bottom, right, 0-based, both ends included."""


LONGEST_TEXT = 32_767
"""Characters that a cell can hold in every program that writes workbooks; a longer text was put there by hand."""


@dataclass(slots=True)
class Grid:
    """One sheet: `rows` all of one length from A1, `merged` inside them, `errors` at (row, column), 0-based.

    hidden: the sheet itself is. hidden_rows, hidden_columns: 0-based, also beyond the last cell.
    """

    name: str
    rows: list[list[Value]]
    merged: list[Area] = field(default_factory=list)
    hidden: bool = False
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


def rectangle(rows: list[list[Value]]) -> list[list[Value]]:
    """`rows` filled up with "" to the length of the longest, without empty rows and columns at the end."""
    filled = list(map(_filled, rows))
    width = max(filled, default=0)
    height = max((number for number, length in enumerate(filled, 1) if length), default=0)
    return [row[:width] + [""] * (width - len(row)) for row in rows[:height]]


def cut_long_texts(grid: Grid) -> None:
    """Cut what no workbook's cell can hold: nobody's figure, and the time of everybody who looks for one in it."""
    for row in grid.rows:
        texts = [value for value in row if type(value) is str]
        if texts and max(map(len, texts)) > LONGEST_TEXT:
            row[:] = [value[:LONGEST_TEXT] if type(value) is str else value for value in row]


def _filled(row: list[Value]) -> int:
    """Length of `row` without its empty end."""
    length = len(row)
    while length and (row[length - 1] is None or row[length - 1] == ""):
        length -= 1
    return length


def inside(merged: list[Area], rows: list[list[Value]]) -> list[Area]:
    """`merged` cut to the rectangle; ranges outside it, and of one cell, are dropped."""
    height, width = len(rows), len(rows[0]) if rows else 0
    cut = ((top, left, min(bottom, height - 1), min(right, width - 1)) for top, left, bottom, right in merged)
    return [area for area in cut if area[0] <= area[2] and area[1] <= area[3] and area[:2] != area[2:]]
