"""What is asked: the day with what the calendar says of it, and the units and indicators meant."""

from collections.abc import Iterable, Sequence
from datetime import date

import pyarrow as pa

from guoban.calendar import quarter_end, quarter_of, quarter_span, same_day_last_year, schedule_share
from guoban.catalogue import Catalogue
from guoban.errors import UsageError
from guoban.text import _


def asked_days(days: Iterable[date]) -> pa.Table:
    """One row a day: `day`, and what the calendar says of it (rules 7 and 10).

    `year`, `share_by_days` of the year that is due, `quarter`, `share_of_quarter` gone by, `is_last_day` of the year,
    `same_day` of last year, and how many `quarters_left` have their end still before them.
    """
    return pa.Table.from_pylist([_asked_day(day) for day in days])


def _asked_day(day: date) -> dict[str, object]:
    quarter = quarter_of(day)
    span = quarter_span(day.year, quarter)
    return {
        "day": day,
        "year": day.year,
        "share_by_days": float(schedule_share(day)),
        "quarter": quarter,
        "share_of_quarter": ((day - span.first_day).days + 1) / span.days,
        "is_last_day": day == quarter_end(day.year, 4),
        "same_day": same_day_last_year(day),
        "quarters_left": sum(day < quarter_end(day.year, quarter) for quarter in (1, 2, 3, 4)),
    }


def require_day(year: int, on: date) -> None:
    """UsageError when the day lies outside the year."""
    if on.year != year:
        raise UsageError(
            _("{day} is not a day of {year}.").format(day=on.isoformat(), year=year),
            _("Ask for a day of the year whose targets are meant."),
        )


def require_units(catalogue: Catalogue, codes: Iterable[str]) -> list[str]:
    """The codes as a list without doubles; UsageError when one is no unit's."""
    found = list(dict.fromkeys(codes))
    if unknown := [code for code in found if code not in catalogue.units]:
        raise UsageError(_("There is no unit with the code {codes}.").format(codes=", ".join(unknown)))
    return found


def require_indicators(catalogue: Catalogue, codes: Iterable[str]) -> list[str]:
    """The codes as a list without doubles; UsageError when one is no indicator's."""
    found = list(dict.fromkeys(codes))
    if unknown := [code for code in found if code not in catalogue.indicators]:
        raise UsageError(_("There is no indicator with the code {codes}.").format(codes=", ".join(unknown)))
    return found


def asked_codes(codes: Sequence[str]) -> pa.Table:
    """One row a code: `code`."""
    return pa.table({"code": pa.array(codes, pa.string())})
