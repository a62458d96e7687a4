"""Checks that units and indicators share: codes are there once, names name one thing."""

from collections.abc import Iterable, Sequence

from guoban.catalogue.names import fold, listed
from guoban.catalogue.problems import Problems
from guoban.catalogue.table import Row
from guoban.text import _


def check_filled(rows: Sequence[Row], columns: Iterable[str], problems: Problems) -> None:
    """Every one of `columns` holds something in every row."""
    for row in rows:
        for column in columns:
            if not row[column]:
                problems.add(row.file, row.number, column, _("This is empty."))


def check_unique(rows: Sequence[Row], column: str, problems: Problems) -> None:
    """No two rows hold the same in `column`, blanks, capitals and full-width forms aside."""
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(fold(row[column]), row)
        if row[column] and earlier is not row:
            message = _("“{text}” stands in row {row} already.").format(text=row[column], row=earlier.number)
            problems.add(row.file, row.number, column, message)


def check_in_range(rows: Sequence[Row], column: str, known: Sequence[str], problems: Problems) -> None:
    """`column` holds one of the words it may hold (an empty cell is for `check_filled`)."""
    for row in rows:
        if row[column] and row[column] not in known:
            message = _("“{text}” is none of {known}.").format(text=row[column], known=listed(known))
            problems.add(row.file, row.number, column, message)
