"""The course of figures from quarter to quarter, or from month to month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np

from etl.checks.arrays import Flags, Floats
from etl.checks.ledger import Ledger
from guoban.calendar import Span


@dataclass(frozen=True)
class Course:
    """Figures by quarters (months 3) or months (months 1), one row a pair of the ledger, one column a period.

    to_date: from 1 January to the end of the period, in the store. gains: what the period alone brought; of a stock, by
    how much it changed. levels: the figure at its end, for stocks and ratios. filed_gains: gains with the file loaded,
    in the years that it has figures of (NaN in years before and after these).
    columns: of the ledger, (the period alone, from 1 January to its end); -1 = no such span.
    """

    months: int
    first_year: int
    columns: tuple[tuple[int, int], ...]
    to_date: Floats
    gains: Floats
    levels: Floats
    filed_gains: Floats

    @property
    def per_year(self) -> int:
        """Periods in a year."""
        return 12 // self.months

    @cached_property
    def _period_of(self) -> dict[int, int]:
        return {column: period for period, pair in enumerate(self.columns) for column in pair if column >= 0}

    def period_of(self, ledger: Ledger, column: int) -> int | None:
        """The period at whose end a span of the ledger ends, if it is that period or reaches back to 1 January."""
        return self._period_of.get(column)

    def is_cumulative(self, ledger: Ledger, column: int) -> bool:
        """Whether a span reaches back to 1 January."""
        return bool(ledger.from_new_year[column])

    def ending(self, day: date) -> int:
        """The period that ends on a day; -1 where none of the years known does."""
        period = ((day.year - self.first_year) * 12 + day.month) // self.months - 1
        known = 0 <= period < len(self.columns) and self.span(period).last_day == day
        return period if known else -1

    def span(self, period: int) -> Span:
        """The days of a period."""
        return _period_span(self.first_year, self.months, period)


def read_course(ledger: Ledger, months: int) -> Course:
    """Arrange the spans of a ledger by periods; spans that are neither a period nor cumulative are left aside."""
    first_year, last_year = int(ledger.year.min()), int(ledger.year.max())
    columns = tuple(
        _columns(ledger, *_spans_ending(first_year, months, period))
        for period in range((last_year - first_year + 1) * 12 // months)
    )
    stored = _in_parts(ledger.stored, ledger.adds_up, columns, 12 // months)
    filed_gains = _filed_gains(ledger, stored[2], columns, first_year, 12 // months)
    return Course(months, first_year, columns, *stored, filed_gains)


def _filed_gains(
    ledger: Ledger, levels: Floats, columns: tuple[tuple[int, int], ...], first_year: int, per_year: int
) -> Floats:
    """Gains with the file loaded. levels: in the store, which are those before the first year of the file, too."""
    years = ledger.year[ledger.is_filed]
    start, end = (int(years.min()) - first_year) * per_year, (int(years.max()) - first_year + 1) * per_year
    before = levels[:, start - 1] if start else None
    _to_date, gains, _levels = _in_parts(ledger.known, ledger.adds_up, columns[start:end], per_year, before)
    if (start, end) == (0, len(columns)):
        return gains
    filed_gains = np.full((len(columns), len(levels)), np.nan).T
    filed_gains[:, start:end] = gains
    return filed_gains


@lru_cache(maxsize=1024)
def _period_span(first_year: int, months: int, period: int) -> Span:
    year, last = first_year + period * months // 12, period * months % 12 + months
    return Span(date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1]))


@lru_cache(maxsize=1024)
def _spans_ending(first_year: int, months: int, period: int) -> tuple[Span, Span]:
    """A period, and the days from 1 January to its end."""
    span = _period_span(first_year, months, period)
    return span, Span(date(span.last_day.year, 1, 1), span.last_day)


def _columns(ledger: Ledger, span: Span, to_date: Span) -> tuple[int, int]:
    return ledger.column(span), ledger.column(to_date)


_ROWS_AT_ONCE = 20_000
"""So many rows are worked on together: more need fresh memory for each step, fewer more steps."""


def _in_parts(
    values: Floats,
    adds_up: Flags,
    columns: tuple[tuple[int, int], ...],
    per_year: int,
    before: Floats | None = None,
) -> tuple[Floats, Floats, Floats]:
    """(to_date, gains, levels) of values, one row each, one column a period.

    values: those of the ledger's rows. before: the levels before the first period, where these are known.
    """
    earlier = before if before is not None else np.full(len(values), np.nan)
    if len(values) <= _ROWS_AT_ONCE:
        return _by_periods(values, adds_up, columns, per_year, earlier)
    to_date, gains, levels = (np.empty((len(columns), len(values))).T for _each in range(3))
    for start in range(0, len(values), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        found = _by_periods(values[part], adds_up[part], columns, per_year, earlier[part])
        to_date[part], gains[part], levels[part] = found
    return to_date, gains, levels


def _by_periods(
    values: Floats, adds_up: Flags, columns: tuple[tuple[int, int], ...], per_year: int, earlier: Floats
) -> tuple[Floats, Floats, Floats]:
    spans = np.vstack([values.T, np.full(len(values), np.nan)])  # the last one, -1, is a span that nothing is known of
    part, whole = (spans[list(numbers)].reshape(-1, per_year, len(values)) for numbers in zip(*columns, strict=True))
    so_far = np.isfinite(whole)
    before, to_date = np.zeros(whole.shape), whole.copy()
    for place in range(per_year):
        if place:
            before[:, place] = to_date[:, place - 1]
        np.copyto(to_date[:, place], before[:, place] + part[:, place], where=~so_far[:, place])
    gains = to_date - before
    np.copyto(gains, part, where=~np.isfinite(gains))
    levels = np.where(so_far, whole, part)
    flat = levels.reshape(len(columns), -1)
    of_periods = gains.reshape(flat.shape)
    levelled = np.flatnonzero(~adds_up)
    own = flat[:, levelled]
    of_periods[0, levelled] = own[0] - earlier[levelled]
    of_periods[1:, levelled] = own[1:] - own[:-1]
    return to_date.reshape(flat.shape).T, of_periods.T, flat.T
