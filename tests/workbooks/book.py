"""A workbook and its truth, written side by side: each figure goes into a cell and into the list of what is to be read.

The truth comes from the values that a builder writes, never from the importer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from random import Random
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

Span = tuple[str, str]
"""First and last day, ISO."""

H1, Q1, Q2 = ("2026-01-01", "2026-06-30"), ("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30")
TODAY = date(2026, 7, 10)

ObservationKey = tuple[str, str, str, str]
"""Unit, indicator, first day, last day."""

TargetKey = tuple[str, str, int]
"""Unit, indicator, year."""


@dataclass(frozen=True)
class Said:
    """A figure as it should be read: its value in base units, its sheet and its cell."""

    value: float
    sheet: str
    cell: str


@dataclass(frozen=True)
class Expected:
    """A finding that should be made; first_choice: what it should offer first."""

    rule: str
    sheet: str | None = None
    cell: str | None = None
    first_choice: str | None = None


class Book:
    """A workbook being written, and what it says.

    file_name: as it is sent in. today: the day of reading. content: the bytes, where the file is not an .xlsx.
    """

    def __init__(self, name: str) -> None:
        self.dice = Random(name)
        self.file_name = "季报.xlsx"
        self.today = TODAY
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.observations: dict[ObservationKey, Said] = {}
        self.targets: dict[TargetKey, Said] = {}
        self.findings: list[Expected] = []
        self.content: bytes | None = None

    def page(self, title: str = "季报") -> "Page":
        """A further sheet."""
        return Page(self, self.workbook.create_sheet(title))

    def expect(
        self, rule: str, sheet: str | None = None, cell: str | None = None, first_choice: str | None = None
    ) -> None:
        """A finding that has to be made."""
        self.findings.append(Expected(rule, sheet, cell, first_choice))

    def saved(self) -> bytes:
        """The file's bytes."""
        if self.content is not None:
            return self.content
        written = BytesIO()
        self.workbook.save(written)
        return written.getvalue()

    def forget(self) -> None:
        """Nothing of what was written so far is to be read: a question stands open."""
        self.observations.clear()
        self.targets.clear()

    def count(self, low: int = 1, high: int = 300) -> int:
        """A number of people, employers, events."""
        return self.dice.randint(low, high)

    def money(self) -> float:
        """An amount in 万元, to one decimal."""
        return self.dice.randint(11, 960) / 10

    def per_cent(self) -> float:
        """A share in per cent, above 1.5 and to one decimal."""
        return self.dice.randint(600, 1000) / 10


class Page:
    """One sheet being written. Rows and columns count from 1, as people see them."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.sheet = sheet

    def put(self, row: int, column: int, value: Any) -> None:
        """Write one cell."""
        self.sheet.cell(row, column, value)

    def row(self, row: int, *values: Any, start: int = 1) -> None:
        """Write the cells of a row; None leaves a cell empty."""
        for offset, value in enumerate(values):
            if value is not None:
                self.sheet.cell(row, start + offset, value)

    def merge(self, area: str, value: Any = None) -> None:
        """Merge cells, and write the first of them."""
        if value is not None:
            left, top, _right, _bottom = range_boundaries(area)
            self.sheet.cell(top, left, value)
        self.sheet.merge_cells(area)

    def title(self, text: str, width: int, row: int = 1) -> None:
        """A title merged over `width` columns."""
        self.merge(f"A{row}:{get_column_letter(width)}{row}", text)

    def figure(
        self, row: int, column: int, written: Any, unit: str, indicator: str, span: Span, value: float | None = None
    ) -> None:
        """Write a figure that is to be read; value: in base units, where it is not what is written."""
        self.sheet.cell(row, column, written)
        said = Said(float(written if value is None else value), self.sheet.title, f"{get_column_letter(column)}{row}")
        self.book.observations[unit, indicator, *span] = said

    def target(
        self, row: int, column: int, written: Any, unit: str, indicator: str, value: float | None = None
    ) -> None:
        """Write a target for 2026 that is to be read."""
        self.sheet.cell(row, column, written)
        said = Said(float(written if value is None else value), self.sheet.title, f"{get_column_letter(column)}{row}")
        self.book.targets[unit, indicator, 2026] = said

    def fill(self, row: int, column: int, units: Iterable[str], columns: "Sequence[Column]") -> int:
        """The figures of a wide table, one row a unit, from a cell on. Returns the first row below."""
        for unit in units:
            for offset, kind in sorted(enumerate(columns), key=lambda place: isinstance(place[1], Worked)):
                kind.put(self, row, column + offset, unit)
            row += 1
        return row

    def fill_across(self, row: int, column: int, units: Iterable[str], rows: "Sequence[Column]") -> None:
        """The figures of a transposed table, one column a unit."""
        for offset, unit in enumerate(units):
            for down, kind in enumerate(rows):
                kind.put(self, row + down, column + offset, unit)

    def add_up(self, row: int, columns: Iterable[int], rows: Iterable[int]) -> None:
        """A row of totals over `rows`; columns without numbers stay empty."""
        places = list(rows)
        for column in columns:
            held = [self.sheet.cell(place, column).value for place in places]
            numbers = [value for value in held if isinstance(value, int | float)]
            if numbers:
                self.put(row, column, round(sum(numbers), 2))

    def values(self) -> list[list[Any]]:
        """The cells as rows, for kinds of file that openpyxl does not write."""
        return [[cell.value for cell in row] for row in self.sheet.iter_rows()]


class Column(Protocol):
    """What stands in one column (or row) of a table for each unit."""

    def put(self, page: Page, row: int, column: int, unit: str) -> None: ...


@dataclass(frozen=True)
class Count:
    """Whole numbers of one indicator."""

    indicator: str
    span: Span = H1
    low: int = 1
    high: int = 300

    def put(self, page: Page, row: int, column: int, unit: str) -> None:
        page.figure(row, column, page.book.count(self.low, self.high), unit, self.indicator, self.span)


@dataclass(frozen=True)
class Money:
    """Amounts; scale: how many 元 one of them is."""

    indicator: str
    span: Span = H1
    scale: int = 10_000

    def put(self, page: Page, row: int, column: int, unit: str) -> None:
        amount = page.book.money()
        page.figure(row, column, amount, unit, self.indicator, self.span, round(amount * self.scale, 2))


@dataclass(frozen=True)
class Share:
    """Percentages as plain numbers under a head in %."""

    indicator: str
    span: Span = H1

    def put(self, page: Page, row: int, column: int, unit: str) -> None:
        share = page.book.per_cent()
        page.figure(row, column, share, unit, self.indicator, self.span, round(share / 100, 6))


@dataclass(frozen=True)
class Aim:
    """Annual targets; scale as for money."""

    indicator: str
    scale: int = 1

    def put(self, page: Page, row: int, column: int, unit: str) -> None:
        aim = page.book.count(50, 900)
        page.target(row, column, aim, unit, self.indicator, aim * self.scale)


@dataclass(frozen=True)
class Aside:
    """Something that must not be read: last year's figure, a rate, a remark."""

    make: Callable[[Book], Any]

    def put(self, page: Page, row: int, column: int, unit: str) -> None:
        page.put(row, column, self.make(page.book))


LAST_YEAR = Aside(lambda book: book.count(1, 250))


@dataclass(frozen=True)
class Worked:
    """A rate worked out from other cells of the row, which must not be read: 完成率, 同比.

    indicator: whose. against: columns to the left (negative) or right where the figure it is compared with stands;
    None = the target. as_text: 62.5% and not 62.5.
    """

    indicator: str
    against: int | None = None
    as_text: bool = False

    def put(self, page: Page, row: int, column: int, unit: str) -> None:
        done = page.book.observations[unit, self.indicator, *H1].value
        if self.against is None:
            share = done / page.book.targets[unit, self.indicator, 2026].value
        else:
            share = done / float(str(page.sheet.cell(row, column + self.against).value)) - 1
        page.put(row, column, f"{share:.1%}" if self.as_text else round(share * 100, 1))


Builder = Callable[[Book], None]
WORKBOOKS: dict[str, Builder] = {}
"""Every workbook of the corpus by name."""


def workbook(builder: Builder) -> Builder:
    """Put a builder into the corpus, under its own name."""
    return register(builder.__name__.strip("_"), builder)


def register(name: str, builder: Builder) -> Builder:
    """Put a builder into the corpus."""
    assert name not in WORKBOOKS, name
    WORKBOOKS[name] = builder
    return builder


def built(name: str) -> Book:
    """A workbook of the corpus, written."""
    book = Book(name)
    WORKBOOKS[name](book)
    return book
