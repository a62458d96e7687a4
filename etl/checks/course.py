"""The course of figures from quarter to quarter, or from month to month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from etl.checks.arrays import Floats
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
    stored, known = (_Periods(ledger, values, columns, 12 // months) for values in (ledger.stored, ledger.known))
    return Course(months, first_year, columns, stored.to_date, stored.gains, stored.levels, known.gains)


def _period_span(first_year: int, months: int, period: int) -> Span:
    year, last = first_year + period * months // 12, period * months % 12 + months
    return Span(date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1]))


def _columns(ledger: Ledger, span: Span) -> tuple[int, int]:
    return ledger.column(span), ledger.column(Span(date(span.last_day.year, 1, 1), span.last_day))


class _Periods:
    """One set of values by periods."""

    def __init__(self, ledger: Ledger, values: Floats, columns: tuple[tuple[int, int], ...], per_year: int) -> None:
        shape = len(ledger.unit), len(columns)
        self.to_date, self.gains, self.levels = (np.full(shape, np.nan) for _name in range(3))
        nothing = np.full(len(ledger.unit), np.nan)
        for period, pair in enumerate(columns):
            part, whole = (values[:, column] if column >= 0 else nothing for column in pair)
            self.levels[:, period] = np.where(np.isfinite(whole), whole, part)
            before = self.to_date[:, period - 1] if period % per_year else np.zeros(shape[0])
            self.to_date[:, period] = np.where(np.isfinite(whole), whole, before + part)
            gained = self.to_date[:, period] - before
            self.gains[:, period] = np.where(np.isfinite(gained), gained, part)
        changes = np.diff(self.levels, axis=1, prepend=np.nan)
        self.gains = np.where(ledger.adds_up[:, None], self.gains, changes)
