"""Workbooks for the rules, and what a rule should say about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl

from etl.load import commit, read_file
from etl.model import Reading
from guoban.warehouse import Warehouse
from tests.etl.grids import TODAY, county

Row = Sequence[object]


@dataclass(frozen=True)
class Page:
    """One sheet. hidden: the sheet itself; hidden_rows: 1-based."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Book:
    """A workbook to be written."""

    sheets: tuple[Page, ...]
    name: str

    def content(self) -> bytes:
        """Its bytes, the same ones each time."""
        return _written(self)

    def and_sheet(self, other: "Book") -> "Book":
        """Both workbooks' sheets in one."""
        return Book((*self.sheets, *other.sheets), self.name)


def book(
    *rows: Row,
    sheet: str = "季报",
    name: str = "表.xlsx",
    merged: tuple[str, ...] = (),
    hidden: bool = False,
    hidden_rows: tuple[int, ...] = (),
) -> Book:
    """A workbook of one sheet."""
    return Book((Page(sheet, tuple(map(tuple, rows)), merged, hidden, hidden_rows),), name)


@cache
def _written(book: Book) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for page in book.sheets:
        sheet = workbook.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for row in page.rows:
            sheet.append(list(row))
        for area in page.merged:
            sheet.merge_cells(area)
        for place in page.hidden_rows:
            sheet.row_dimensions[place].hidden = True
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


@dataclass(frozen=True)
class Case:
    """One rule: a workbook that provokes it, one that comes near and does not.

    cell: where the finding stands. says: what message and hint name in either language. before: what was loaded before.
    """

    rule: str
    loud: Book
    quiet: Book
    cell: str | None
    says: tuple[str, ...]
    before: tuple[Book, ...] = ()


def store(folder: Path, *loaded: Book) -> Warehouse:
    """云溪县 with these workbooks loaded, whatever is odd about them."""
    warehouse = Warehouse.create(folder, county())
    for workbook in loaded:
        content = workbook.content()
        reading = read_file(content, workbook.name, warehouse.reader(), today=TODAY)
        assert commit(warehouse, reading, content, by="test").upload is not None
    return warehouse


def read(workbook: Book, warehouse: Warehouse) -> Reading:
    """Read and check a workbook against a store."""
    return read_file(workbook.content(), workbook.name, warehouse.reader(), today=TODAY)
