"""What is remembered of a store is what the store says, whatever happens to it."""

import hashlib
import multiprocessing
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.checks import told
from etl.checks.past import StoredPast
from etl.layout.figures import Codes
from guoban.warehouse import NewUpload, Reader, Warehouse, commit_upload, redo_upload, undo_upload
from tests.etl.grids import county

NOTHING = pd.DataFrame()
SINCE, UNTIL = date(2025, 1, 1), date(2026, 12, 31)
MOMENT = datetime(2026, 7, 3, 9, 30, tzinfo=UTC)


def load(warehouse: Warehouse, name: str, value: float, units: str = "T01 T02", year: int = 2026) -> int:
    """One upload of a few figures; its bytes are its name."""
    codes = list(county().indicators)[:3]
    rows = [(unit, code, value + place) for unit in units.split() for place, code in enumerate(codes)]
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "value"]).assign(
        first_day=pd.Timestamp(year, 1, 1), last_day=pd.Timestamp(year, 3, 31), sheet="季报", cell="C3", raw="1"
    )
    frame["note"] = frame["quote"] = None
    digest = hashlib.sha256(name.encode()).hexdigest()
    upload = NewUpload("report", f"{name}.xlsx", digest, 1, "王芳", MOMENT, None)
    return commit_upload(warehouse, upload, frame, NOTHING, NOTHING)


def answers(past: StoredPast, units: str = "T01 T02") -> tuple[Any, ...]:
    """Everything that checks ask of the past."""
    codes = Codes.of(county())
    numbers = np.array([codes.number_of_unit[code] for code in units.split()])
    found = past.figures(codes, numbers, SINCE, UNTIL)
    columns = (found.unit, found.indicator, found.first_day, found.last_day, found.value, found.upload, found.counts)
    return past.again, [past.upload(number).file_name for number in np.unique(found.upload).tolist()], [
        column.tolist() for column in columns
    ]  # fmt: skip


def require_right(reader: Reader, *, figures: int | None = None) -> None:
    """What is remembered of a version is what its tables say, about every file that was loaded."""
    for name in ("a", "b", "c", "never loaded"):
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        remembered, asked = StoredPast(reader, sha256), StoredPast(reader, sha256)
        assert remembered._told is not None
        asked._told = None
        assert answers(remembered) == answers(asked)
    if figures is not None:
        assert len(answers(remembered)[2][0]) == figures


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.create(tmp_path / "data", county())


def test_an_empty_store_told_nothing(warehouse: Warehouse) -> None:
    require_right(warehouse.reader(), figures=0)


def test_each_upload_is_learnt_when_it_comes(warehouse: Warehouse) -> None:
    for count, name in enumerate("abc", 1):
        load(warehouse, name, 10 * count)
        require_right(warehouse.reader(), figures=6 * count)


def test_several_uploads_at_once_and_others_without_a_figure(warehouse: Warehouse) -> None:
    load(warehouse, "a", 10)
    require_right(warehouse.reader())
    load(warehouse, "b", 20)
    load(warehouse, "other units", 30, units="T03 S01")
    load(warehouse, "long ago", 40, year=2019)
    load(warehouse, "c", 50)
    require_right(warehouse.reader(), figures=18)


def test_undone_uploads_do_not_count_until_they_are_redone(warehouse: Warehouse) -> None:
    for name in "aab":
        load(warehouse, name, 10)
    require_right(warehouse.reader())
    undo_upload(warehouse, 2, "王芳")
    require_right(warehouse.reader())
    undo_upload(warehouse, 1, "王芳")
    require_right(warehouse.reader())
    redo_upload(warehouse, 2, "王芳")
    require_right(warehouse.reader(), figures=18)


def test_an_older_reader_still_sees_its_own_version(warehouse: Warehouse) -> None:
    load(warehouse, "a", 10)
    older = warehouse.reader()
    load(warehouse, "b", 20)
    require_right(warehouse.reader(), figures=12)
    require_right(older, figures=6)
    load(warehouse, "c", 30)
    require_right(warehouse.reader(), figures=18)
    require_right(older, figures=6)


def test_readers_met_in_the_wrong_order(warehouse: Warehouse) -> None:
    readers = []
    for name in "abc":
        load(warehouse, name, 10)
        readers.append(warehouse.reader())
    for reader, figures in ((readers[2], 18), (readers[0], 6), (readers[1], 12)):
        require_right(reader, figures=figures)


def test_a_store_gone_back_and_on_from_there(warehouse: Warehouse) -> None:
    load(warehouse, "a", 10)
    version = warehouse.version()
    load(warehouse, "b", 20)
    require_right(warehouse.reader())
    warehouse.go_back(version)
    require_right(warehouse.reader(), figures=6)
    load(warehouse, "c", 30, units="T01")
    require_right(warehouse.reader(), figures=9)


def test_a_store_made_anew_in_the_same_folder(tmp_path: Path) -> None:
    first = Warehouse.create(tmp_path / "data", county())
    load(first, "a", 10)
    require_right(first.reader())
    shutil.rmtree(tmp_path / "data")
    from guoban.warehouse.attached import attached_versions

    attached_versions.get(first.store).broken = True
    second = Warehouse.create(tmp_path / "data", county())
    load(second, "a", 99)  # the same file at the same moment, read otherwise
    require_right(second.reader(), figures=6)


def test_a_store_too_large_is_asked(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    load(warehouse, "a", 10)
    monkeypatch.setattr(told, "MOST_FIGURES", 10)
    require_right(warehouse.reader())
    load(warehouse, "b", 20)
    past = StoredPast(warehouse.reader(), hashlib.sha256(b"b").hexdigest())
    assert past._told is None
    again, files, columns = answers(past)
    assert (again, files, len(columns[0])) == (2, ["a.xlsx", "b.xlsx"], 12)


def load_elsewhere(folder: Path, name: str) -> None:
    """The whole of another process."""
    load(Warehouse(folder), name, 70)


def test_another_process_loads(warehouse: Warehouse) -> None:
    load(warehouse, "a", 10)
    require_right(warehouse.reader(), figures=6)
    other = multiprocessing.get_context("spawn").Process(target=load_elsewhere, args=(warehouse.folder, "b"))
    other.start()
    other.join()
    assert other.exitcode == 0
    require_right(warehouse.reader(), figures=12)


def in_threads(work: Callable[[int], None], count: int) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(work, range(count)))


def test_many_threads_at_once_over_several_versions(warehouse: Warehouse) -> None:
    readers = []
    for name in "abcabc":
        load(warehouse, name, 10)
        readers.append(warehouse.reader())
    in_threads(lambda place: require_right(readers[place % 6], figures=6 * (place % 6 + 1)), 48)
