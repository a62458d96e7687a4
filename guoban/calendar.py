"""Days, spans, quarters, and the share of a year that is due by a day (domain rule 7)."""

import re
import unicodedata
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from guoban.errors import InputError
from guoban.text import _

Shares = tuple[Decimal, Decimal, Decimal, Decimal]
"""Cumulative shares of a year due at its four quarter ends, fractions of 1."""

QUARTER_SHARES: Shares = (Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal(1))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days a figure covers (期间): first day to last day, both included. InputError when they are swapped."""

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise InputError(
                _("The span ends on {last_day}, before it begins on {first_day}.").format(
                    first_day=self.first_day.isoformat(), last_day=self.last_day.isoformat()
                ),
                _("Give the first day first: 2026-01-01..2026-06-30."),
            )

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last_day - self.first_day).days + 1

    def __str__(self) -> str:
        return f"{self.first_day.isoformat()}..{self.last_day.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read `2026-01-01..2026-06-30`; InputError when it is anything else."""
        try:
            first_day, last_day = (date.fromisoformat(end.strip()) for end in text.split(".."))
        except ValueError:
            raise InputError(
                _("“{text}” is not a span of days.").format(text=text),
                _("Write two days of the calendar like this: 2026-01-01..2026-06-30."),
            ) from None
        return cls(first_day, last_day)


_PERIOD = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?:M|-)(?P<month>0?[1-9]|1[0-2]))?", re.ASCII
)


def parse_period(text: str) -> Span:
    """Read a period by name: `2026`, `2026H1`, `2026Q2`, `2026M05` or `2026-05`; InputError when it is anything else.

    Small letters, full-width characters and surrounding blanks are accepted.
    """
    found = _PERIOD.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if found is None:
        raise InputError(
            _("“{text}” is not a period.").format(text=text),
            _("Write a year, half, quarter or month like this: 2026, 2026H1, 2026Q2, 2026M05."),
        )
    year = int(found["year"])
    if found["half"]:
        half = int(found["half"])
        return Span(date(year, 6 * half - 5, 1), quarter_end(year, 2 * half))
    if found["quarter"]:
        return quarter_span(year, int(found["quarter"]))
    if found["month"]:
        month = int(found["month"])
        return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Span(date(year, 1, 1), date(year, 12, 31))


@lru_cache(maxsize=1024)
def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter, 1 to 4; InputError for any other number."""
    if quarter not in (1, 2, 3, 4):
        raise InputError(_("There is no quarter {quarter}.").format(quarter=quarter), _("Quarters are 1, 2, 3 and 4."))
    month = 3 * quarter
    return date(year, month, monthrange(year, month)[1])


def quarter_span(year: int, quarter: int) -> Span:
    """The three months of a quarter."""
    last_day = quarter_end(year, quarter)
    return Span(date(year, last_day.month - 2, 1), last_day)


def quarter_so_far(year: int, quarter: int, today: date) -> date:
    """The day up to which a quarter's figures count: its last day, or `today` while it lasts."""
    span = quarter_span(year, quarter)
    return today if span.first_day <= today < span.last_day else span.last_day


def year_to_quarter(year: int, quarter: int) -> Span:
    """1 January to the end of a quarter: what a cumulative figure (累计) covers."""
    return Span(date(year, 1, 1), quarter_end(year, quarter))


def quarter_of(day: date) -> int:
    """The quarter, 1 to 4, that a day lies in."""
    return (day.month + 2) // 3


def previous_quarter_end(day: date) -> date:
    """The last quarter end strictly before `day`."""
    return date(day.year, 3 * quarter_of(day) - 2, 1) - timedelta(days=1)


def same_day_last_year(day: date) -> date:
    """The same day a year earlier.

    A month's last day stays the month's last day (29 February → 28 February, 28 February 2025 → 29 February 2024),
    so that the end of a span is compared with the end of the same span.
    """
    year = day.year - 1
    last = monthrange(year, day.month)[1]
    if day.day == monthrange(day.year, day.month)[1]:
        return date(year, day.month, last)
    return date(year, day.month, min(day.day, last))


def schedule_share(on: date, shares: Shares | None = None) -> Decimal:
    """The share of an annual target due by the end of `on`, a fraction of 1 (domain rule 7).

    Without shares of its own: days elapsed ÷ days in the year, at quarter ends exactly 0.25, 0.5, 0.75 and 1; the day
    after a quarter end never falls below it (1 April is the 91st of 365 days, 0.2493, and still owes 0.25).
    With shares: those at the quarter ends, in between by days.
    """
    quarter = quarter_of(on)
    due = (Decimal(0), *(QUARTER_SHARES if shares is None else shares))
    before, after = due[quarter - 1], due[quarter]
    if on == quarter_end(on.year, quarter):
        return after
    if shares is None:
        elapsed = Decimal((on - date(on.year, 1, 1)).days + 1)
        return max(before, elapsed / Decimal(366 if isleap(on.year) else 365))
    span = quarter_span(on.year, quarter)
    elapsed = Decimal((on - span.first_day).days + 1)
    return before + (after - before) * elapsed / Decimal(span.days)
