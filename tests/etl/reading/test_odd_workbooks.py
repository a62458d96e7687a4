"""A folder of odd and broken files from other projects' tests, where it is there: each gives sheets or a refusal."""

import os
import sys
import time
from pathlib import Path

import pytest

from etl.model import Sheet
from etl.reading import UnreadableFile, read_sheets
from etl.reading.refusal import RULES

_FOLDER = Path(os.environ.get("GUOBAN_ODD_WORKBOOKS", Path(__file__).parents[4] / "shared" / "odd-workbooks"))
_FILES = sorted(_FOLDER.iterdir()) if _FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(
    not _FILES, reason="there is no folder of odd workbooks (GUOBAN_ODD_WORKBOOKS names one)"
)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_an_odd_file_gives_sheets_or_a_refusal_within_its_time(path: Path) -> None:
    started = time.monotonic()
    try:
        sheets = read_sheets(path.read_bytes(), path.name)
    except UnreadableFile as refusal:
        told = (refusal.rule in RULES, path.name in refusal.message)
        assert told == (True, True)
    else:
        for sheet in sheets:
            width = len(sheet.rows[0]) if sheet.rows else 0
            assert all(len(row) == width for row in sheet.rows)
            assert all(area.bottom < len(sheet.rows) and area.right < width for area in sheet.merged)
            assert all(row < len(sheet.rows) and column < width for row, column in sheet.error_cells)
    assert time.monotonic() - started < 11


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process's peak of memory")
def test_no_reader_has_used_more_than_a_gigabyte() -> None:
    from etl.reading.process import workers

    for path in _FILES[:5]:
        try:
            read_sheets(path.read_bytes(), path.name)
        except UnreadableFile:
            continue
    assert workers._idle
    for worker in workers._idle:
        status = Path(f"/proc/{worker._process.pid}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        assert int(peak.split()[1]) < 1_000_000


@pytest.mark.parametrize(
    ("name", "cell", "error"),
    [
        ("test_files__ec5aa1c4__formulae_test_simple.xls", (5, 0), "#VALUE!"),
        ("calamine__69e1cc47__errors.xlsx", (0, 0), "#DIV/0!"),
        ("test_files__bb9ac518__fn.et", (2, 2), "#VALUE!"),
    ],
)
def test_error_cells_are_told_in_old_and_new_workbooks(name: str, cell: tuple[int, int], error: str) -> None:
    assert _sheets(name)[0].error_cells[cell] == error


def test_error_cells_are_told_in_binary_workbooks() -> None:
    sheet = _sheets("test_files__a5be0fc8__apachepoi_MatchFunctionTestCaseData.xls.xlsb")[1]
    assert set(sheet.error_cells.values()) <= {"#N/A", "#VALUE!", "#REF!"}
    assert len(sheet.error_cells) == 26


def test_rows_behind_a_filter_are_told_in_binary_workbooks() -> None:
    hidden = {sheet.name: sheet.hidden_rows for sheet in _sheets("test_files__d37f1bca__AutoFilter.xlsb")}
    assert (hidden["NE"], hidden["Bot10"]) == ((6, 7, 8), tuple(range(1, 9)))


def _sheets(name: str) -> tuple[Sheet, ...]:
    if not (_FOLDER / name).exists():
        pytest.skip(f"{name} is not in the folder of odd workbooks")
    return read_sheets((_FOLDER / name).read_bytes(), name)
