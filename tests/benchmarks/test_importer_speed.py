"""Reading, checking and loading one workbook, beside what pandas with openpyxl takes only to read it.

    python -m pytest tests/benchmarks/test_importer_speed.py --benchmark-only

Both are measured in turn, on the same file, in one run: what counts is their ratio, which means the same on any
machine. Each round loads the next quarter into one store, as a county does. Nothing here is an assertion about time;
docs/performance.md tells what was measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pandas as pd
import pytest
from openpyxl import Workbook
from pytest_benchmark.fixture import BenchmarkFixture
from python_calamine import CalamineWorkbook

from etl.demo.write import CATALOGUE_FOLDER, EXAMPLE
from etl.load import commit, read_file
from guoban.catalogue import read_catalogue
from guoban.catalogue.model import Catalogue, Indicator, Kind, Unit
from guoban.warehouse import Warehouse

INDICATORS = 60
Figures = Callable[[Sequence[Indicator], Random], dict[str, float]]


def plausible(indicators: Sequence[Indicator], chance: Random) -> dict[str, float]:
    """Figures as they should be: parts within their wholes, rates that are what their parts come to."""
    figures = {found.code: float(chance.randint(900, 1000)) for found in indicators}
    rates = [found for found in indicators if found.numerator in figures and found.denominator in figures]
    for rate in rates:
        figures[rate.numerator or ""] = figures[rate.denominator or ""] - chance.randint(0, 50)
    for rate in rates:
        figures[rate.code] = round(100 * figures[rate.numerator or ""] / figures[rate.denominator or ""], 1)
    for lone in indicators:
        if lone.kind is Kind.RATIO and lone not in rates:
            figures[lone.code] = round(chance.uniform(60, 99), 1)
    return figures


def wild(indicators: Sequence[Indicator], chance: Random) -> dict[str, float]:
    """Figures at random, about many of which something is to be said."""
    return {
        found.code: round(chance.uniform(20, 100), 1) if found.kind is Kind.RATIO else float(chance.randint(0, 500))
        for found in indicators
    }


def quarterly(units: Sequence[Unit], indicators: Sequence[Indicator], number: int, figures: Figures) -> bytes:
    """The table of a quarter, the first that of 2000: title, 序号, units down, indicators across, a signature."""
    chance = Random(number)
    year, quarter = 2000 + number // 4, number % 4 + 1
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("季报")
    sheet.append([f"云溪县{year}年第{quarter}季度工会工作情况统计表"])
    sheet.append(["序号", "单位", *(f"{found.name_zh}({found.measure})" for found in indicators)])
    for place, unit in enumerate(units, 1):
        held = figures(indicators, chance)
        sheet.append([place, unit.name, *(held[found.code] for found in indicators)])
    sheet.append(["填表人：陆文博"])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def roster(size: int) -> Catalogue:
    """The demonstration county; where it has too few units, a county of so many unions below it instead."""
    catalogue = read_catalogue(EXAMPLE / CATALOGUE_FOLDER)
    if size < len(catalogue.units):
        return catalogue
    root = catalogue.root
    unions = [
        Unit(f"J{number:04}", f"第{number}号基层工会联合会", "企业", root.code, number + 1) for number in range(size)
    ]
    return replace(catalogue, units={root.code: root, **{union.code: union for union in unions}})


@dataclass
class Race:
    """One workbook a round, given to each in turn. Times in milliseconds."""

    catalogue: Catalogue
    units: int
    figures: Figures
    warehouse: Warehouse
    rounds: int = 0
    findings: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)

    def workbook(self) -> tuple[tuple[bytes], dict[str, object]]:
        """The next quarter's workbook, which the others read at once."""
        units = [unit for unit in self.catalogue.units.values() if unit.parent is not None][: self.units]
        indicators = [found for found in self.catalogue.indicators.values() if found.kind is not Kind.MILESTONE]
        content = quarterly(units, indicators[:INDICATORS], self.rounds, self.figures)
        self.rounds += 1
        with self._timed("pandas with openpyxl, reading only"):
            pd.read_excel(BytesIO(content), engine="openpyxl", header=None)
        with self._timed("calamine, reading only"), CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            workbook.get_sheet_by_index(0).to_python()
        return (content,), {}

    def load(self, content: bytes) -> None:
        """Read, recognise, check and commit a workbook."""
        with self._timed("read, recognised, checked"):
            reading = read_file(content, "季报.xlsx", self.warehouse.reader())
        with self._timed("committed"):
            committed = commit(self.warehouse, reading, content, by="benchmark")
        assert committed.upload is not None
        assert len(reading.observations) == self.units * INDICATORS
        self.findings = len(reading.findings)

    def told(self) -> dict[str, float]:
        """Medians without the first round, in which processes start, and the ratio of ours to pandas."""
        told = {name: median(times[1:]) for name, times in self.times.items()}
        ours = median(
            read + written
            for read, written in zip(
                self.times["read, recognised, checked"][1:], self.times["committed"][1:], strict=True
            )
        )
        ratio = ours / told["pandas with openpyxl, reading only"]
        return {**told, "all of ours": ours, "findings": self.findings, "ratio": ratio}

    def _timed(self, name: str) -> "_Stopwatch":
        return _Stopwatch(self.times.setdefault(name, []))


class _Stopwatch:
    def __init__(self, times: list[float]) -> None:
        self._times = times

    def __enter__(self) -> None:
        self._begun = perf_counter()

    def __exit__(self, *_: object) -> None:
        self._times.append((perf_counter() - self._begun) * 1000)


@pytest.mark.parametrize("figures", [plausible, wild])
@pytest.mark.parametrize(("units", "rounds"), [(28, 20), (3000, 5)])
def test_a_workbook_is_loaded(
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    units: int,
    rounds: int,
    figures: Figures,
) -> None:
    catalogue = roster(units)
    race = Race(catalogue, units, figures, Warehouse.create(tmp_path / "data", catalogue))
    benchmark.pedantic(race.load, setup=race.workbook, rounds=rounds)  # type: ignore[no-untyped-call]
    told = race.told()
    benchmark.extra_info |= told
    with capsys.disabled():
        print(f"\n{units} x {INDICATORS}, {figures.__name__} figures, medians of {rounds} rounds")  # noqa: T201
        for name, value in told.items():
            print(f"  {name:36}{value:10.2f}")  # noqa: T201
