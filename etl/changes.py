"""What loading a reading would change: every figure beside the one that stands now."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from etl.model import Reading
from guoban.warehouse import Reader

NEW, CORRECTED, UNCHANGED = "new", "corrected", "unchanged"
OBSERVATION_KEY = ["unit", "indicator", "first_day", "last_day"]
TARGET_KEY = ["unit", "indicator", "year"]

_OBSERVATIONS = """
select unit, indicator, first_day, last_day, value as old
from observation_in_force
where first_day between $first and $last and last_day between $first and $last
"""
_TARGETS = "select unit, indicator, year, value as old from target_in_force where year between $first and $last"


@dataclass(frozen=True)
class Changes:
    """Old and new figures; compared with one version of the store when they are first asked for.

    new, corrected, unchanged: how many observations and targets are so. missing: figures asked for and left blank.
    """

    reader: Reader
    reading: Reading

    @cached_property
    def observations(self) -> pd.DataFrame:
        """The observations of the reading with `old` (missing where there is none) and `change`."""
        news = self.reading.observations
        if not len(news):
            return news.assign(old=pd.Series(dtype="float64"), change=pd.Series(dtype="str"))
        days = {"first": news["first_day"].min().date(), "last": news["last_day"].max().date()}
        return _compared(news, self.reader.query(_OBSERVATIONS, days), OBSERVATION_KEY)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets of the reading with `old` and `change`."""
        news = self.reading.targets
        if not len(news):
            return news.assign(old=pd.Series(dtype="float64"), change=pd.Series(dtype="str"))
        years = {"first": int(news["year"].min()), "last": int(news["year"].max())}
        return _compared(news, self.reader.query(_TARGETS, years), TARGET_KEY)

    @cached_property
    def _counted(self) -> dict[str, int]:
        both = [frame["change"].value_counts() for frame in (self.observations, self.targets)]
        return {change: sum(int(counts.get(change, 0)) for counts in both) for change in (NEW, CORRECTED, UNCHANGED)}

    @property
    def new(self) -> int:
        """Figures where there was none."""
        return self._counted[NEW]

    @property
    def corrected(self) -> int:
        """Figures that replace another one."""
        return self._counted[CORRECTED]

    @property
    def unchanged(self) -> int:
        """Figures that stand already."""
        return self._counted[UNCHANGED]

    @property
    def missing(self) -> int:
        """Figures that the file asks for and leaves blank."""
        return self.reading.missing

    def counts(self) -> dict[str, int]:
        """The object `changes` of contract.md."""
        return {**self._counted, "missing": self.missing}

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Observations and targets together: kind ("observation" or "target"), unit, indicator, first_day, last_day,
        year, old, new, change, sheet, cell, raw; in the order of the file."""
        observations = self.observations.assign(kind="observation", year=self.observations["last_day"].dt.year)
        no_day = pd.Series(pd.NaT, index=self.targets.index, dtype="datetime64[s]")
        targets = self.targets.assign(kind="target", first_day=no_day, last_day=no_day)
        columns = [
            "kind",
            "unit",
            "indicator",
            "first_day",
            "last_day",
            "year",
            "old",
            "value",
            "change",
            "sheet",
            "cell",
            "raw",
        ]
        parts = [part[columns] for part in (observations, targets) if len(part)]
        both = pd.concat(parts, ignore_index=True) if parts else observations[columns]
        return both.rename(columns={"value": "new"})


def changes(reader: Reader, reading: Reading) -> Changes:
    """What stands in a version of the store beside what a reading would put there."""
    return Changes(reader, reading)


def _compared(news: pd.DataFrame, olds: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    if olds.empty:
        return news.assign(old=float("nan"), change=NEW)
    for day in ("first_day", "last_day"):
        if day in key:
            olds[day] = olds[day].astype(news[day].dtype)
    compared = news.merge(olds, on=key, how="left", validate="many_to_one")
    same = (compared["old"] - compared["value"]).abs() < 1e-6
    change = pd.Series(CORRECTED, index=compared.index).mask(same, UNCHANGED).mask(compared["old"].isna(), NEW)
    return compared.assign(change=change)
