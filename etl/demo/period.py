"""A quarter of the story, and the words by which tables call it."""

from dataclasses import dataclass
from datetime import date

from etl.demo.figures import YEARS, quarters_of
from guoban.calendar import Span, quarter_end, quarter_span, year_to_quarter


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One quarter of one year."""

    year: int
    quarter: int

    @property
    def span(self) -> Span:
        return quarter_span(self.year, self.quarter)

    @property
    def to_date(self) -> Span:
        return year_to_quarter(self.year, self.quarter)

    @property
    def end(self) -> date:
        return quarter_end(self.year, self.quarter)

    @property
    def as_quarter(self) -> str:
        """2026年第二季度"""
        return f"{self.year}年第{'一二三四'[self.quarter - 1]}季度"

    @property
    def as_months(self) -> str:
        """2026年1—6月"""
        return f"{self.year}年1—{self.end.month}月"


def reported_periods() -> tuple[Period, ...]:
    """Every quarter that has been reported, oldest first."""
    return tuple(Period(year, quarter) for year in YEARS for quarter in range(1, quarters_of(year) + 1))
