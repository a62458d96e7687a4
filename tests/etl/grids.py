"""Sheets built cell by cell, and what the importer makes of them without a store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl.utils
import pandas as pd

from etl.checks.arrays import Floats
from etl.checks.everything import check
from etl.checks.past import NO_TELLINGS, EarlierUpload, Tellings, no_targets
from etl.layout.figures import Codes, Ints
from etl.layout.frames import observations_frame, targets_frame
from etl.layout.recognise import Recognised, recognise
from etl.layout.vocabulary import Vocabulary
from etl.model import Answers, Cell, Finding, MergedRange, Severity, Sheet
from etl.names import Names
from guoban.catalogue import read_catalogue
from guoban.catalogue.model import Catalogue, Unit

TODAY = date(2026, 7, 10)
STANDARD = Path(__file__).parents[2] / "data" / "catalogue"

ROOT = Unit("YX", "云溪县总工会", "县级", None, 0, ("云溪县", "县总工会"))
NAMES = (
    ("T01", "望江镇总工会", "望江镇"), ("T02", "澄湖镇总工会", "澄湖镇"), ("T03", "柳坪镇总工会", "柳坪镇"),
    ("T04", "白鹭镇总工会", "白鹭镇"), ("T05", "松岭镇总工会", "松岭镇"), ("T06", "石渡乡总工会", "石渡乡"),
    ("S01", "教育系统工会", "教育系统"), ("S02", "卫健系统工会", "卫健系统"), ("E01", "云溪机械厂工会", "云溪机械厂"),
)  # fmt: skip
A, B, C = "望江镇总工会", "澄湖镇总工会", "柳坪镇总工会"
"""The units T01, T02, T03 as most tests write them."""

H1 = ("2026-01-01", "2026-06-30")
Q1, Q2 = ("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30")


@cache
def county() -> Catalogue:
    """云溪县 with six townships, two systems and a factory, and the standard indicators."""
    units = [Unit(code, name, name[2:3], "YX", place, (short,)) for place, (code, name, short) in enumerate(NAMES, 1)]
    return replace(read_catalogue(STANDARD), units={unit.code: unit for unit in (ROOT, *units)})


def sheet_of(*rows: Sequence[Cell], merged: Iterable[str] = (), name: str = "季报", **more: Any) -> Sheet:
    """A sheet with these rows; merged: ranges such as "A1:C1"."""
    width = max(map(len, rows), default=0)
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet(name, filled, tuple(map(_range, merged)), **more)


def _range(text: str) -> MergedRange:
    left, top, right, bottom = openpyxl.utils.range_boundaries(text)
    return MergedRange(top - 1, left - 1, bottom - 1, right - 1)


@dataclass(frozen=True)
class Read:
    """What was read from some sheets."""

    sheets: tuple[Recognised, ...]
    observations: pd.DataFrame
    targets: pd.DataFrame
    findings: tuple[Finding, ...]
    missing: int

    @property
    def figures(self) -> dict[tuple[str, str, str, str], float]:
        """(unit, indicator, first day, last day) → value."""
        return {
            (row.unit, row.indicator, str(row.first_day.date()), str(row.last_day.date())): row.value
            for row in self.observations.itertuples()
        }

    @property
    def aims(self) -> dict[tuple[str, str, int], float]:
        """(unit, indicator, year) → target."""
        return {(row.unit, row.indicator, row.year): row.value for row in self.targets.itertuples()}

    @property
    def layouts(self) -> list[str]:
        return [sheet.reading.layout for sheet in self.sheets]

    @property
    def rules(self) -> list[str]:
        return [finding.rule for finding in self.findings]

    @property
    def stops(self) -> list[Finding]:
        """Errors and questions."""
        return [found for found in self.findings if found.severity in (Severity.ERROR, Severity.QUESTION)]

    def of(self, rule: str) -> list[Finding]:
        """The findings of one rule."""
        return [finding for finding in self.findings if finding.rule == rule]


@dataclass(frozen=True)
class Earlier:
    """A past of figures in force: unit, indicator, first_day, last_day, value; all of one upload, 1."""

    frame: pd.DataFrame | None = None
    again: int | None = None

    def figures(self, codes: Codes, _units: Ints, _since: date, _until: date) -> Tellings:
        if self.frame is None:
            return NO_TELLINGS
        numbers = {
            "unit": self.frame["unit"].map(codes.units.index),
            "indicator": self.frame["indicator"].map(codes.indicators.index),
        }
        return Tellings.of(self.frame.assign(**numbers, upload=1, counts=True))

    def targets(self, codes: Codes, _year: int) -> Floats:
        return no_targets(codes)

    def upload(self, number: int) -> EarlierUpload:
        return EarlierUpload(number, "季报.xlsx", TODAY)


def read(
    *sheets: Sheet,
    file_name: str = "季报.xlsx",
    answers: Answers | None = None,
    today: date = TODAY,
    formats: dict[tuple[int, int], str] | None = None,
    earlier: pd.DataFrame | None = None,
) -> Read:
    """Recognise and check sheets. formats: number formats by 0-based cell; earlier: figures that stand in the store."""
    catalogue = county()
    names = Names.of(catalogue)
    vocabulary = Vocabulary.of(catalogue, names, answers)
    found = tuple(
        recognise(sheet, file_name, vocabulary, today, lambda _sheet, _cells: formats or {}, answers)
        for sheet in sheets
    )
    blocks = tuple(block for sheet in found for block in sheet.blocks)
    checked = check(blocks, catalogue, names, today, Earlier(earlier))
    return Read(
        found,
        observations_frame(checked.observations, checked.sheets),
        targets_frame(checked.targets, checked.sheets),
        checked.findings,
        checked.missing,
    )
