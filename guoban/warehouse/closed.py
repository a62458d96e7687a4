"""What closed quarters ask of whoever changes a figure in them: a reason, and of reporters that they were let in."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

import pandas as pd

from guoban.errors import InputError
from guoban.text import _, ngettext
from guoban.warehouse.closings import Closing, closings, closings_among
from guoban.warehouse.reader import Reader

Rows = Callable[..., list[tuple[Any, ...]]]
"""Answers a question with named parameters, as `Reader.rows` does."""

Figure = tuple[str, date]
"""The unit of a figure, and its last day."""

_IN_FORCE = """
select unit, indicator, first_day, last_day, cast(value as double) as value
from observation_in_force where last_day between $first_day and $last_day
"""
_OF_UPLOAD = "select distinct unit, last_day from observation where upload = $upload"


class QuarterClosedError(InputError):
    """A figure of a closed quarter would change, and nobody said why, or whoever does it may not."""


def touched_in(reader: Reader, observations: pd.DataFrame) -> list[tuple[Closing, frozenset[str]]]:
    """`touched` of a version of the store, whose closings are mostly known already."""
    return touched(reader.rows, closings(reader), observations)


def touched(rows: Rows, known: Iterable[Closing], observations: pd.DataFrame) -> list[tuple[Closing, frozenset[str]]]:
    """The closed quarters in which a load would change figures, each with the units they are of.

    rows: of the store that is loaded into; known: its closings. observations: as the importer makes them.
    """
    closed = [each for each in known if each.is_closed]
    if not closed or observations.empty:
        return []
    first, last = min(each.first_day for each in closed), max(each.last_day for each in closed)
    columns = ["unit", "indicator", "first_day", "last_day", "value"]
    news = observations[columns].assign(
        first_day=observations["first_day"].dt.date, last_day=observations["last_day"].dt.date
    )
    news = news[(news["last_day"] >= first) & (news["last_day"] <= last)]
    stands = {tuple(row[:4]): row[4] for row in rows(_IN_FORCE, {"first_day": first, "last_day": last})}
    figures = [
        (unit, last_day)
        for unit, indicator, first_day, last_day, value in news.itertuples(index=False, name=None)
        if abs(stands.get((unit, indicator, first_day, last_day), float("inf")) - value) >= 1e-6
    ]
    return _within(closed, figures)


def touched_by_upload(rows: Rows, upload: int) -> list[tuple[Closing, frozenset[str]]]:
    """The closed quarters that an upload has figures of: taking it back or putting it back may change them."""
    closed = [each for each in closings_among(rows) if each.is_closed]
    return _within(closed, rows(_OF_UPLOAD, {"upload": upload})) if closed else []


def require_may_change(
    found: Iterable[tuple[Closing, frozenset[str]]], units: Collection[str] | None, reason: str | None
) -> None:
    """Raise QuarterClosedError unless a reason is given and, of reporters, every unit was let in again.

    found: as `touched` gives it. units: the codes that the account answers for, None = all.
    """
    for closing, of_units in found:
        quarter = f"{closing.year}Q{closing.quarter}"
        if units is not None and not of_units <= set(closing.let_in):
            raise QuarterClosedError(
                _("{quarter} is closed as “{cut}”; nothing was changed.").format(quarter=quarter, cut=closing.cut),
                _("Ask the county's administrator to let your unit in again."),
            )
        if not (reason or "").strip():
            words = ngettext(
                "This changes figures of {count} unit in {quarter}, closed as “{cut}”; nothing was changed.",
                "This changes figures of {count} units in {quarter}, closed as “{cut}”; nothing was changed.",
                len(of_units),
            )
            raise QuarterClosedError(
                words.format(count=len(of_units), quarter=quarter, cut=closing.cut),
                _("Give a reason: it is shown among the changes since the cut."),
            )


def _within(closed: Iterable[Closing], figures: Iterable[Figure]) -> list[tuple[Closing, frozenset[str]]]:
    found = list(figures)
    both = (
        (each, frozenset(unit for unit, last_day in found if each.first_day <= last_day <= each.last_day))
        for each in closed
    )
    return [(each, units) for each, units in both if units]
