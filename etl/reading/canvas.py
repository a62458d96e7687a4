"""A grid filled row by row with cells that span others, as markup gives them."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.reading.grid import Area, Grid, Value, inside
from etl.reading.refusal import Refused


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell: its value, the rows and columns it spans, its column (None = the next free one), its error if any."""

    value: Value
    down: int = 1
    across: int = 1
    column: int | None = None
    error: str = ""


class Canvas:
    """Rows of cells, at most `limit` of them. `cells` is the size of the finished rectangle."""

    def __init__(self, limit: int) -> None:
        self.cells = 0
        self._limit = limit
        self._rows: list[dict[int, Value]] = []
        self._hanging: list[Area] = []  # ranges that reach into rows to come
        self._merged: list[Area] = []
        self._errors: dict[tuple[int, int], str] = {}

    def add_row(self, cells: Iterable[Placed], at: int | None = None) -> None:
        """Put the next row, or the row numbered `at` after some that are left empty."""
        number = len(self._rows) if at is None else max(at, len(self._rows))
        self._keep_within(number + 1)
        self._rows += [{} for _ in range(number + 1 - len(self._rows))]
        self._hanging = [area for area in self._hanging if area[2] >= number]
        column = 0
        for cell in cells:
            column = self._free(column) if cell.column is None else cell.column
            self._keep_within(column + 1)
            right, bottom = column + max(cell.across, 1) - 1, number + max(cell.down, 1) - 1
            if cell.value != "":
                self._rows[number][column] = cell.value
            if cell.error:
                self._errors[number, column] = cell.error
                self._rows[number].setdefault(column, "")
            if right > column or bottom > number:
                self._merged.append((number, column, bottom, right))
            if bottom > number:
                self._hanging.append((number, column, bottom, right))
            column = right + 1

    def grid(self, name: str, *, hidden: bool = False) -> Grid:
        """What was put, as a rectangle from A1."""
        width = max((max(row, default=-1) + 1 for row in self._rows), default=0)
        height = max((number for number, row in enumerate(self._rows, 1) if row), default=0)
        self.cells = width * height
        self._keep_within(self.cells)
        rows: list[list[Value]] = [[row.get(column, "") for column in range(width)] for row in self._rows[:height]]
        return Grid(name, rows, inside(self._merged, rows), hidden, self._errors)

    def _free(self, column: int) -> int:
        """The next column no range from a row above reaches into."""
        taken = True
        while taken:
            taken = False
            for _, left, _, right in self._hanging:
                if left <= column <= right:
                    column, taken = right + 1, True
        return column

    def _keep_within(self, cells: int) -> None:
        if cells > self._limit:
            raise Refused("too-large", what="cells", size=f"{cells:,}", limit=f"{self._limit:,}")
