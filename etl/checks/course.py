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
    how much it changed. levels: the figure at its end, for stocks and ratios. filed_gains: gains with the file loaded.
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
        _columns(ledger, _period_span(first_year, months, period))
        for period in range((last_year - first_year + 1) * 12 // months)
    )
    to_date, gains, levels = _in_parts(ledger, ledger.stored, columns, 12 // months)
    _to_date, filed_gains, _levels = _in_parts(ledger, ledger.known, columns, 12 // months)
    return Course(months, first_year, columns, to_date, gains, levels, filed_gains)


@lru_cache(maxsize=1024)
def _period_span(first_year: int, months: int, period: int) -> Span:
    year, last = first_year + period * months // 12, period * months % 12 + months
    return Span(date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1]))


def _columns(ledger: Ledger, span: Span) -> tuple[int, int]:
    return ledger.column(span), ledger.column(Span(date(span.last_day.year, 1, 1), span.last_day))


_ROWS_AT_ONCE = 600
"""So many rows of a few years stay in the processor's cache, and need no fresh memory for each step."""


def _in_parts(
    ledger: Ledger, values: Floats, columns: tuple[tuple[int, int], ...], per_year: int
) -> tuple[Floats, Floats, Floats]:
    """(to_date, gains, levels) of values, one row each, one column a period. values: those of the ledger's rows."""
    parts = [slice(start, start + _ROWS_AT_ONCE) for start in range(0, len(values), _ROWS_AT_ONCE)]
    found = [_by_periods(values[part], ledger.adds_up[part], columns, per_year) for part in parts]
    to_date, gains, levels = map(np.concatenate, zip(*found, strict=True))
    return to_date, gains, levels


def _by_periods(
    values: Floats, adds_up: Flags, columns: tuple[tuple[int, int], ...], per_year: int
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
    changes = np.diff(flat, axis=0, prepend=np.nan)
    return to_date.reshape(flat.shape).T, np.where(adds_up, gains.reshape(flat.shape), changes).T, flat.T
