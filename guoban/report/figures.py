"""What a report is made from."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from guoban.catalogue import Catalogue
from guoban.charts.trend_words import Trends
from guoban.charts.view import View

_NAMING = [
    "unit_name", "indicator", "status", "direction", "progress", "schedule", "weight", "unit_position",
    "indicator_position",
]  # fmt: skip


@dataclass(frozen=True)
class ReportFigures:
    """Everything known on one day, of all units or of one and those under it.

    view: whose figures, up to which day, from whom. catalogue: units, indicators and settings.
    unit: the code of the unit the report is about; the root's for the whole organisation.
    progress: `measures.progress` with indicator_name in the language of the session, area_name, decimals and
    display_measure; rows of every unit, the organisation's own among them.
    before: the same on the last day of the previous quarter of this year; empty in the first quarter.
    appraisal: `measures.appraisal`. completeness: `measures.completeness` of the quarter.
    paths: `measures.path` of the year for the units and indicators a report draws. uploads: `measures.uploads`.
    observations: `measures.observations` of the year, with indicator_name, measure, display_measure and decimals.
    trend: `measures.trend` of the unit the report is about and of all below it.
    """

    view: View
    catalogue: Catalogue
    unit: str
    progress: pd.DataFrame
    before: pd.DataFrame
    appraisal: pd.DataFrame
    completeness: pd.DataFrame
    paths: pd.DataFrame
    uploads: pd.DataFrame
    observations: pd.DataFrame
    trend: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def is_whole(self) -> bool:
        """Whether the report is about the whole organisation and not one unit of it."""
        return self.unit == self.catalogue.root.code

    @property
    def is_alone(self) -> bool:
        """Whether the report is about one unit with none below it, which gets everything on one page."""
        return not self.is_whole and len(self.units) == 1

    @property
    def unit_name(self) -> str:
        """The name of the unit the report is about."""
        return self.catalogue.units[self.unit].name

    @property
    def units(self) -> list[str]:
        """The codes of the unit the report is about and of all below it, parents before children."""
        return [unit.code for unit in self.catalogue.under(self.unit)]

    @cached_property
    def own(self) -> pd.DataFrame:
        """The rows of progress of the unit the report is about, one an indicator."""
        return self.progress[self.progress["unit"] == self.unit]

    @cached_property
    def below(self) -> pd.DataFrame:
        """The rows of progress of the units directly under it."""
        return self.progress[self.progress["parent"] == self.unit]

    @cached_property
    def trends(self) -> Trends:
        """How the figures turned since last quarter and last year."""
        return Trends.of(self.trend)

    def below_with(self, indicator: str) -> pd.DataFrame:
        """The rows of `below` of one indicator, in the columns by which units are named as leading or lagging."""
        return self._by_indicator.get(indicator, self.below[_NAMING].iloc[:0])

    @cached_property
    def _by_indicator(self) -> dict[str, pd.DataFrame]:
        return {str(code): rows for code, rows in self.below[_NAMING].groupby("indicator", sort=False)}
