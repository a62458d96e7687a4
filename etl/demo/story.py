"""What the units say, which is not always what is true: gaps, slips of the pen, a correction later.

Each irregularity is named here, so that the pages have something to show and the tests something to look for.
"""

from dataclasses import dataclass
from enum import Enum

from etl.demo.dice import die_of
from etl.demo.figures import Figures
from etl.demo.period import Period
from guoban.calendar import Span
from guoban.catalogue.model import Catalogue, Indicator, Kind

SILENT = {("S03", 2026, 2)}
"""The transport unions have sent nothing for the second quarter of 2026."""

NEVER_SAID = {
    ("T12", "RGT-07", 2026),
    ("T12", "ORG-10", 2026),
    ("T14", "AID-06", 2026),
    ("S07", "RGT-14", 2026),
    ("E03", "SKL-08", 2026),
}
"""Figures that a unit has a target for and has left out all year."""

GAPS_IN_A_THOUSAND = 8
"""So many figures in a thousand are left blank, here and there."""

PERCENT_ONLY = {"S09": ("ORG-03", "ORG-04")}
"""The financial unions give their formation rate as a percentage and never its two parts."""

CUMULATIVE_SLIP = {("T10", "ORG-06", 2024, 3): 3.0, ("T09", "COL-02", 2026, 2): 4.0}
"""Where 累计 is that much more than the quarters add up to."""

TOTAL_SLIP = {("COL-02", 2026, 2): 5.0}
"""Where the 合计 row of a table is that much more than its rows add up to."""

CORRECTED = {
    ("T05", code, 2026, 1): share
    for code, share in {
        "ORG-06": 0.6,
        "COL-01": 1.5,
        "COL-02": 0.5,
        "RGT-11": 1.3,
        "AID-02": 0.7,
        "FIN-01": 0.8,
    }.items()
}
"""Where the first report said that share of the truth, and a second one, weeks later, put it right."""


class Part(Enum):
    """What a figure in a table covers."""

    QUARTER = "本季"
    TO_DATE = "累计"
    LEVEL = "期末"


ADDS_UP = (Kind.FLOW, Kind.MONEY)
BLANKS = (None, "—", "/", "未报")


def so_far(indicator: Indicator) -> Part:
    """The one part that says where an indicator stands: the year to date of a flow, the level of all others."""
    return Part.TO_DATE if indicator.kind in ADDS_UP else Part.LEVEL


def span_of(period: Period, part: Part) -> Span:
    """The days that a figure covers; a level beside 累计 figures is dated like them."""
    return period.span if part is Part.QUARTER else period.to_date


def blank_for(unit: str, indicator: str, period: Period) -> str | None:
    """What a clerk puts where there is nothing to put."""
    if (unit, period.year, period.quarter) in SILENT:
        return "未报"
    return BLANKS[int(die_of(unit, indicator, period, "blank")() * len(BLANKS))]


@dataclass(frozen=True)
class Story:
    """The figures as the units file them. second_telling: corrections have been made."""

    figures: Figures
    catalogue: Catalogue
    second_telling: bool = False

    def said(self, unit: str, indicator: str, period: Period, part: Part) -> float | None:
        """The figure in base units as the unit files it; None where it files none."""
        year, quarter = period.year, period.quarter
        if self._left_out(unit, indicator, year, quarter):
            return None
        if part is Part.LEVEL:
            return self._level(unit, indicator, year, quarter)
        if (unit, indicator, year) not in self.figures.amounts:
            return None
        if part is Part.QUARTER:
            amount = self.figures.amounts[unit, indicator, year][quarter - 1]
        else:
            amount = self.figures.to_date(unit, indicator, year, quarter)
            amount += CUMULATIVE_SLIP.get((unit, indicator, year, quarter), 0)
        if not self.second_telling and (share := CORRECTED.get((unit, indicator, year, quarter))):
            amount = float(round(amount * share))
        return amount

    def _level(self, unit: str, indicator: str, year: int, quarter: int) -> float | None:
        described = self.catalogue.indicators[indicator]
        if described.kind is Kind.RATIO and described.numerator and described.denominator:
            if not self.figures.reports(unit, described.numerator, year):
                return None
            return self.figures.rate(unit, described.numerator, described.denominator, year, quarter)
        levels = self.figures.levels.get((unit, indicator, year))
        return levels[quarter - 1] if levels else None

    def _left_out(self, unit: str, indicator: str, year: int, quarter: int) -> bool:
        return (
            (unit, year, quarter) in SILENT
            or (unit, indicator, year) in NEVER_SAID
            or indicator in PERCENT_ONLY.get(unit, ())
            or die_of(unit, indicator, year, quarter, "gap")() * 1000 < GAPS_IN_A_THOUSAND
        )
