"""Of docs/what-happens-when.md what no other test here holds: clocks that jump, two administrators, full disks."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

import children
import pytest
from worlds import NOTHING, aliases, first_half, targets, upload

from guoban.errors import StoreError
from guoban.warehouse import Warehouse, commit_upload, redo_upload, undo_upload
from guoban.warehouse import backup as backing_up

THEN = datetime(2026, 7, 3, 9, tzinfo=UTC)
CLOCKS = {
    "forward": (THEN, THEN.replace(year=2036), THEN.replace(year=2037)),
    "back": (THEN, THEN.replace(year=2016), THEN.replace(year=1999)),
    "back and forth": (THEN.replace(year=2036), THEN.replace(year=2001), THEN),
    "standing still": (THEN, THEN, THEN),
}


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=CLOCKS)
def test_the_later_upload_counts_whatever_the_clock_said(warehouse: Warehouse, clock: tuple[datetime, ...]) -> None:
    for value, moment in enumerate(clock, 1):
        loaded = replace(upload(b"%d" % value), loaded_at=moment)
        goals = targets(("T1", "A", 2026, 100.0 * value))
        assert commit_upload(warehouse, loaded, first_half(value=float(value)), goals, NOTHING) == value
    assert in_force(warehouse) == ({3}, {300})
    undo_upload(warehouse, 3, by="李强", at=clock[0])
    assert in_force(warehouse) == ({2}, {200})
    redo_upload(warehouse, 3, by="李强", at=clock[1])
    assert in_force(warehouse) == ({3}, {300})
    done = warehouse.reader().rows("select upload, event from upload_event order by place")
    assert done == [(1, "loaded"), (2, "loaded"), (3, "loaded"), (3, "undone"), (3, "redone")]
    told = warehouse.reader().rows("select loaded_at from upload order by upload")
    assert [moment for (moment,) in told] == [moment.replace(tzinfo=None) for moment in clock]


def in_force(warehouse: Warehouse) -> tuple[set[float], set[float]]:
    """Values that count: of figures, and of targets."""
    reader = warehouse.reader()
    tables = ("observation_in_force", "target_in_force")
    figures, goals = ({float(value) for (value,) in reader.rows(f"select value from {table}")} for table in tables)
    return figures, goals


def test_of_two_administrators_who_take_the_same_upload_back_one_does_and_the_other_is_told(
    warehouse: Warehouse,
) -> None:
    commit_upload(warehouse, upload(b"one"), first_half(), NOTHING, NOTHING)
    assert sorted(at_once(warehouse, [("undo", 1, "沈秀兰"), ("undo", 1, "李强")])) == ["done", "told"]
    events = warehouse.reader().rows("select event, place from upload_event order by place")
    assert events == [("loaded", 1), ("undone", 2)]


def test_two_administrators_who_do_different_things_at_once_both_do_them(warehouse: Warehouse) -> None:
    for content in (b"one", b"two"):
        commit_upload(warehouse, upload(content), first_half(), NOTHING, NOTHING)
    undo_upload(warehouse, 1, by="王芳")
    assert at_once(warehouse, [("undo", 2, "沈秀兰"), ("redo", 1, "李强")]) == ["done", "done"]
    counting = warehouse.reader().rows("select upload from upload where undone_at is null")
    assert counting == [(1,)]
    places = warehouse.reader().rows("select place from upload_event order by place")
    assert places == [(1,), (2,), (3,), (4,), (5,)]


def at_once(warehouse: Warehouse, acts: list[tuple[str, int, str]]) -> list[str]:
    """Have a process each take an upload back or put it back, all beginning at one moment; what became of each."""
    others = [children.start(children.act_when_told, warehouse.folder, *act) for act in acts]
    for _process, pipe in others:
        assert pipe.recv() == "ready"
    for _process, pipe in others:
        pipe.send("now")
    return [pipe.recv() for _process, pipe in others]


def undo(warehouse: Warehouse) -> None:
    undo_upload(warehouse, 1, by="李强")


def learn(warehouse: Warehouse) -> None:
    names = aliases(("unit", "T2", "柳河"))
    commit_upload(warehouse, upload(b"named"), first_half(), NOTHING, NOTHING, names)


@pytest.mark.parametrize("act", [undo, learn])
def test_a_full_disk_refuses_every_kind_of_change_and_looking_goes_on(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, act: Callable[[Warehouse], None]
) -> None:
    commit_upload(warehouse, upload(b"one"), first_half(), NOTHING, NOTHING)
    before = warehouse.version()
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**12, 10**12, 10**6))  # type: ignore[attr-defined]
        with pytest.raises(StoreError) as refused:
            act(warehouse)
        assert "MB" in refused.value.message
        assert in_force(warehouse) == ({1}, set())
    assert warehouse.version() == before
    act(warehouse)
    assert warehouse.version() == before + 1


def test_a_disk_that_runs_full_under_a_backup_leaves_the_older_one(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backup.zip"
    backing_up.back_up(warehouse, path)
    then = path.read_bytes()
    commit_upload(warehouse, upload(b"one"), first_half(), NOTHING, NOTHING)

    def full(*_given: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(backing_up, "_add", full)
        with pytest.raises(StoreError) as refused:
            backing_up.back_up(warehouse, path)
    assert "MB" in refused.value.message
    assert path.read_bytes() == then
    assert [each.name for each in tmp_path.glob("backup*")] == ["backup.zip"]
