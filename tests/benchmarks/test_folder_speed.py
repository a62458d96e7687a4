"""A folder of a thousand typical workbooks: what reading it costs beside the bare parser, how many cores it keeps busy.

    python -m pytest tests/benchmarks/test_folder_speed.py --benchmark-only -s

Figures are ratios in one run, so that they mean the same on any machine, provided that nothing else keeps its cores
busy: the bare parse takes one core, the reading all of them. GUOBAN_FILES asks for fewer files.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook
from pytest_benchmark.fixture import BenchmarkFixture
from python_calamine import CalamineWorkbook

from etl.commands.ahead import read_in_turn
from etl.demo.write import CATALOGUE_FOLDER, EXAMPLE
from guoban.catalogue import read_catalogue
from guoban.catalogue.model import Catalogue, Indicator, Kind
from guoban.place import ROOT
from guoban.warehouse import Warehouse

FILES = int(os.environ.get("GUOBAN_FILES", "1000"))
UNITS, INDICATORS = 28, 60
MOST_TIMES = 6
"""So many times as long as the bare parse reading may take, on two idle cores and more."""


def typical(catalogue: Catalogue, number: int) -> bytes:
    """One of many: the county's table of a year to date, 28 units × 60 indicators, each figure in its bounds."""
    chance = Random(number)
    year, month = 2000 + number // 12 % 26, number % 12 + 1
    units = [unit for unit in catalogue.units.values() if unit.parent][:UNITS]
    indicators = [found for found in catalogue.indicators.values() if found.kind is not Kind.MILESTONE][:INDICATORS]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "季报"
    width = 2 + len(indicators)
    sheet.append([f"云溪县{year}年1—{month}月工会工作统计表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.append(["填报单位：云溪县总工会"])
    sheet.append(["序号", "单位", *(f"{found.name_zh}\n({found.measure})" for found in indicators)])
    for place, unit in enumerate(units, 1):
        sheet.append([place, unit.name, *plausible(indicators, month, chance)])
    sheet.append(["填表人：陆文博"])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def plausible(indicators: Sequence[Indicator], month: int, chance: Random) -> Iterator[float]:
    """A figure for each indicator: parts below their wholes, ratios what their parts come to."""
    values = {found.code: float(chance.randint(10, 20) * month * 10) for found in indicators}
    for found in indicators:
        if found.kind is Kind.RATIO and found.numerator in values and found.denominator in values:
            values[found.numerator] = values[found.denominator] - chance.randint(0, 9)
    for found in indicators:
        if found.kind is Kind.RATIO:
            whole, part = values.get(found.denominator or "", 100.0), values.get(found.numerator or "", 90.0)
            yield round(100 * part / whole, 1)
        else:
            yield values[found.code]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, in folders of a hundred."""
    catalogue = read_catalogue(EXAMPLE / CATALOGUE_FOLDER)
    written = tmp_path_factory.mktemp("inbox")
    for number in range(FILES):
        path = written / f"{number // 100:02}" / f"{number:04}.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(typical(catalogue, number))
    return written


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.create(tmp_path / "data", read_catalogue(EXAMPLE / CATALOGUE_FOLDER))


def bare_parse(paths: Sequence[Path]) -> float:
    """How many seconds python-calamine takes for every cell of the same files, and nothing else done with them."""
    begun = time.perf_counter()
    for path in paths:
        workbook = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return time.perf_counter() - begun


def seconds_below(process: int) -> float:
    """Processor time of all processes that descend from one and are still there; only Linux tells."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        number = int(status.parent.name)
        parents[number], seconds[number] = int(told[1]), (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds[number] for number in parents if process in _above(number, parents))


def _above(process: int, parents: dict[int, int]) -> Iterator[int]:
    """The processes that one descends from."""
    while (process := parents.get(process, 0)) > 1:
        yield process


def test_reading_a_thousand_files_beside_the_bare_parse(
    benchmark: BenchmarkFixture, folder: Path, warehouse: Warehouse
) -> None:
    paths = sorted(folder.rglob("*.xlsx"))
    bare = min(bare_parse(paths) for _again in range(3))

    used: list[float] = []

    def read() -> int:
        figures = 0
        for number, each in enumerate(read_in_turn(paths, warehouse, None), 1):
            figures += len(each.reading.observations)
            if number == len(paths):
                used.append(time.process_time() + seconds_below(os.getpid()))  # while the processes are still there
        return figures

    before = time.process_time() + seconds_below(os.getpid()), time.perf_counter()
    figures = benchmark.pedantic(read, rounds=1)
    seconds = time.perf_counter() - before[1]
    busy = (used[0] - before[0]) / seconds
    ratio = seconds / bare
    benchmark.extra_info |= {"files": len(paths), "bare seconds": bare, "ratio": ratio, "cores kept busy": busy}
    sys.stderr.write(
        f"\n{len(paths)} files, bare {bare:.1f} s, read {seconds:.1f} s = {ratio:.1f} x, {busy:.2f} cores\n"
    )
    assert figures == len(paths) * UNITS * INDICATORS
    assert ratio <= MOST_TIMES or FILES < 1000 or (os.cpu_count() or 1) < 2


def test_memory_stays_flat_however_many_files_are_loaded(
    benchmark: BenchmarkFixture, folder: Path, tmp_path: Path
) -> None:
    paths = sorted(folder.rglob("*.xlsx"))
    few = benchmark.pedantic(peak_of_load, args=(paths[: len(paths) // 5], tmp_path / "few"), rounds=1)
    many = peak_of_load(paths, tmp_path / "many")
    sys.stderr.write(f"\n{len(paths) // 5} files {few} MB, {len(paths)} files {many} MB\n")
    assert many < 1.5 * few


def peak_of_load(paths: Sequence[Path], data: Path) -> int:
    """Load files with the command line into a store of their own; the largest resident size of its process, in MB."""
    Warehouse.create(data, read_catalogue(EXAMPLE / CATALOGUE_FOLDER))
    script = (
        "import resource, sys\n"
        "from etl.commands.run import main\n"
        "status = main(sys.argv[1:])\n"
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))\n"
        "sys.exit(status)"
    )
    words = ["load", *map(str, paths), "--data", str(data)]
    done = subprocess.run([sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stderr)
