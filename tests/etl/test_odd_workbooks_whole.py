"""Odd and broken files, where their folder is there, all the way through reading, recognition and checks."""

import os
import sys
import time
from pathlib import Path

import pytest

from etl.checks.rules import ALL_NAMES
from etl.load import read_file
from guoban.warehouse import Reader
from tests.etl.counties import small_county

_FOLDER = Path(os.environ.get("GUOBAN_ODD_WORKBOOKS", Path(__file__).parents[3] / "shared" / "odd-workbooks"))
_FILES = sorted(_FOLDER.iterdir()) if _FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(
    not _FILES, reason="there is no folder of odd workbooks (GUOBAN_ODD_WORKBOOKS names one)"
)


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return small_county(tmp_path_factory.mktemp("odd") / "data").reader()


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_an_odd_file_has_a_stated_outcome_within_its_time(path: Path, reader: Reader) -> None:
    started = time.monotonic()
    reading = read_file(path.read_bytes(), path.name, reader)
    taken = time.monotonic() - started
    assert reading.findings
    assert {found.rule for found in reading.findings} <= ALL_NAMES
    assert all(found.message and "Traceback" not in found.message for found in reading.findings)
    assert len(reading.observations) == 0, "none of these files is about the county"
    assert taken < 10


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process's peak of memory")
def test_the_largest_of_them_take_less_than_a_gigabyte(reader: Reader) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = _memory("VmRSS")
    for path in sorted(_FILES, key=lambda path: path.stat().st_size)[-5:]:
        read_file(path.read_bytes(), path.name, reader)
    assert _memory("VmHWM") - before < 1_000_000


def _memory(name: str) -> int:
    """A figure of this process, in kilobytes."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
