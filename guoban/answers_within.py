"""Answers for somebody who may see the figures of some units alone.

Every question is asked of the whole and answered with the rows of those units: ranks and totals stay what they are, and
what the whole has worked out is not worked out again.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from guoban.access.people import NotAllowedError, Visitor
from guoban.access.rights import require, visible_units
from guoban.answers import Answers, answers
from guoban.answers_of_cut import answers_of_cut
from guoban.catalogue.model import Unit
from guoban.measures import Against
from guoban.warehouse.closings import closing_called


class AnswersWithin(Answers):
    """The questions of `Answers`; a question about another unit raises NotAllowedError, and so does one about all."""

    def __init__(self, whole: Answers, units: frozenset[str]) -> None:
        super().__init__(whole.reader, whole.cut, whole.today)
        self._whole = whole
        self._units = units

    @property
    def seen_units(self) -> tuple[Unit, ...]:
        """Those units, parents before children."""
        return tuple(unit for unit in self._whole.seen_units if unit.code in self._units)

    def progress(self, on: date) -> pd.DataFrame:
        """As `Answers.progress`."""
        return self._own(self._whole.progress(on))

    def appraisal(self, on: date) -> pd.DataFrame:
        """As `Answers.appraisal`: ranks among all."""
        return self._own(self._whole.appraisal(on))

    def appraisal_of(self, on: date, area: str | None = None, kind: str | None = None) -> pd.DataFrame:
        """As `Answers.appraisal_of`: ranks among all."""
        return self._own(self._whole.appraisal_of(on, area, kind))

    def appraisal_by_area(self, on: date) -> pd.DataFrame:
        """As `Answers.appraisal_by_area`."""
        return self._own(self._whole.appraisal_by_area(on))

    def completeness(self, year: int, quarter: int) -> pd.DataFrame:
        """As `Answers.completeness`."""
        return self._own(self._whole.completeness(year, quarter))

    def calendar(self, year: int, quarter: int, area: str | None = None) -> pd.DataFrame:
        """As `Answers.calendar`."""
        return self._own(self._whole.calendar(year, quarter, area))

    def open_findings(self, year: int, quarter: int) -> pd.DataFrame:
        """As `Answers.open_findings`."""
        return self._own(self._whole.open_findings(year, quarter))

    def corrections(self, year: int, quarter: int) -> pd.DataFrame:
        """As `Answers.corrections`."""
        return self._own(self._whole.corrections(year, quarter))

    def target_sums(self, year: int) -> pd.DataFrame:
        """Refused: it holds the targets of all against those of the whole."""
        raise NotAllowedError

    def target_revisions(self, year: int) -> pd.DataFrame:
        """As `Answers.target_revisions`."""
        return self._own(self._whole.target_revisions(year))

    def heard(self, year: int) -> pd.DataFrame:
        """As `Answers.heard`."""
        return self._own(self._whole.heard(year))

    def paths(self, year: int, units: tuple[str, ...], indicators: tuple[str, ...]) -> pd.DataFrame:
        """As `Answers.paths`."""
        self._require(units)
        return self._whole.paths(year, units, indicators)

    def indicator(self, on: date, code: str) -> pd.DataFrame:
        """As `Answers.indicator`."""
        return self._own(self._whole.indicator(on, code))

    def lineage(self, on: date, unit: str, indicator: str) -> pd.DataFrame:
        """As `Answers.lineage`."""
        self._require([unit])
        return self._whole.lineage(on, unit, indicator)

    def comparison(self, on: date, unit: str, against: Against, other: str | None = None) -> pd.DataFrame:
        """As `Answers.comparison`."""
        self._require([unit] if other is None else [unit, other])
        return self._whole.comparison(on, unit, against, other)

    def trend(self, on: date, units: tuple[str, ...]) -> pd.DataFrame:
        """As `Answers.trend`."""
        self._require(units)
        return self._whole.trend(on, units)

    def peers(self, on: date, units: tuple[str, ...]) -> pd.DataFrame:
        """As `Answers.peers`: the middle of a kind tells of no single unit."""
        self._require(units)
        return self._whole.peers(on, units)

    def warnings(self, on: date) -> pd.DataFrame:
        """As `Answers.warnings`."""
        return self._own(self._whole.warnings(on))

    def silences(self, on: date, units: tuple[str, ...]) -> pd.DataFrame:
        """As `Answers.silences`."""
        self._require(units)
        return self._whole.silences(on, units)

    def uploads(self) -> pd.DataFrame:
        """As `Answers.uploads`: those that speak of nobody else."""
        return self._whole.uploads_within(self._units)

    def uploads_within(self, units: frozenset[str]) -> pd.DataFrame:
        """As `Answers.uploads_within`."""
        return self._whole.uploads_within(units & self._units)

    def upload_units(self) -> pd.DataFrame:
        """As `Answers.upload_units`."""
        return self._own(self._whole.upload_units())

    def observations(self, on: date) -> pd.DataFrame:
        """As `Answers.observations`."""
        return self._own(self._whole.observations(on))

    def _own(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["unit"].isin(list(self._units))].reset_index(drop=True)

    def _require(self, units: Iterable[str]) -> None:
        require(set(units) <= self._units)


def answers_for(visitor: Visitor, folder: Path, cut: str = "") -> Answers:
    """The answers of the version that counts now, or of a frozen cut, as far as a visitor may see them.

    What they may see is what they may today, of a cut too. Raises StoreError as `answers`, InputError where there is no
    such cut.
    """
    now = answers(folder)
    units = visible_units(visitor, now.catalogue)
    whole = answers_of_cut(folder, closing_called(now.reader, cut)) if cut else now
    return whole if units is None else _within(whole, units)


@lru_cache(maxsize=32)
def _within(whole: Answers, units: frozenset[str]) -> AnswersWithin:
    return AnswersWithin(whole, units)
