"""A writer killed at whatever instant leaves the old version or the new one."""

import random
import time
from pathlib import Path

import children
import pytest
from children import count_uploads
from worlds import NOTHING, first_half, upload

from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.catalogue_log import changes, require_all
from guoban.warehouse.originals import original_path

ROWS = len(first_half())


def assert_whole(warehouse: Warehouse) -> int:
    """Every upload has all its rows, its event and its original file; returns how many there are."""
    reader = warehouse.reader()
    counted = reader.query(
        """select u.upload, u.sha256, u.file_name,
            (select count(*) from observation o where o.upload = u.upload) as figures,
            (select count(*) from upload_event e where e.upload = u.upload) as events
        from upload u order by upload"""
    )
    assert counted["upload"].tolist() == list(range(1, len(counted) + 1))
    assert set(counted["figures"]) <= {ROWS}
    assert set(counted["events"]) <= {1}
    assert reader.query("select count(*) n from observation")["n"][0] == ROWS * len(counted)
    for row in counted.itertuples():
        assert original_path(warehouse.originals, row.sha256, row.file_name).exists()
    return len(counted)


def test_a_writer_killed_again_and_again_leaves_whole_uploads_only(warehouse: Warehouse) -> None:
    chance = random.Random(20260630)
    known = 0
    for _round in range(12):
        process, pipe = children.start(children.commit_without_end, warehouse.folder)
        told = pipe.recv()
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        process.join()
        while True:
            try:
                told = pipe.recv()
            except EOFError:
                break
        count = assert_whole(warehouse)
        assert told <= count <= told + 1  # what was told is there, and at most the one being told
        assert count > known
        known = count
    commit_upload(warehouse, upload(b"the living"), first_half(), NOTHING, NOTHING)
    assert assert_whole(warehouse) == known + 1
    assert list(warehouse.store.glob("*.part*")) == []
    assert list((warehouse.originals / "incoming").iterdir()) == []


def test_changes_of_the_catalogue_killed_again_and_again_are_whole(warehouse: Warehouse) -> None:
    chance = random.Random(20261121)
    known = 0
    for _round in range(6):
        process, pipe = children.start(children.change_without_end, warehouse.folder)
        told = pipe.recv()
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.join()
        while True:
            try:
                told = pipe.recv()
            except EOFError:
                break
        reader = warehouse.reader()
        require_all(warehouse.folder, reader)
        found = changes(warehouse.folder, reader)
        assert told <= len(found) <= told + 1
        assert [each.number for each in found] == list(range(len(found), 0, -1))
        assert reader.catalogue.indicators["A"].weight == 2 + len(found) % 100
        assert len(found) > known
        known = len(found)


@pytest.mark.parametrize(
    ("step", "as_whole", "counts"),
    [
        ("sweep", False, False),
        ("keep_original", False, False),
        ("write_addition", False, False),
        ("write_pointer", False, False),
        ("prune", False, True),
        ("sweep", True, False),
        ("keep_original", True, False),
        ("write", True, False),
        ("seal_durably", True, False),
        ("move_durably", True, False),
        ("write_pointer", True, False),
        ("prune", True, True),
    ],
)
def test_a_writer_killed_at_a_step_leaves_the_version_that_step_promises(
    warehouse: Warehouse, step: str, as_whole: bool, counts: bool
) -> None:
    commit_upload(warehouse, upload(b"before"), first_half(), NOTHING, NOTHING)
    process, pipe = children.start(children.die_before, step, as_whole, warehouse.folder)
    process.join()
    with pytest.raises(EOFError):
        pipe.recv()
    assert assert_whole(warehouse) == (2 if counts else 1)
    commit_upload(warehouse, upload(b"after"), first_half(), NOTHING, NOTHING)
    assert assert_whole(warehouse) == (3 if counts else 2)
    assert list(warehouse.store.glob("*.part*")) == []


def test_a_writer_killed_inside_its_transaction_changes_nothing(warehouse: Warehouse) -> None:
    commit_upload(warehouse, upload(b"before"), first_half(), NOTHING, NOTHING)
    process, pipe = children.start(children.die_inside_the_transaction, warehouse.folder)
    process.join()
    with pytest.raises(EOFError):
        pipe.recv()
    assert assert_whole(warehouse) == 1


@pytest.mark.parametrize(("as_whole", "left"), [(False, "000002.addition"), (True, "000002.duckdb")])
def test_a_version_that_was_never_pointed_at_is_not_mistaken_for_one(
    warehouse: Warehouse, as_whole: bool, left: str
) -> None:
    """Killed between the rename and the pointer: the number is used again, and no reader has seen the old file."""
    process, _pipe = children.start(children.die_before, "write_pointer", as_whole, warehouse.folder)
    process.join()
    assert (warehouse.store / left).exists()
    assert warehouse.version() == 1
    commit_upload(warehouse, upload(b"other"), first_half(["T1"]), NOTHING, NOTHING)
    assert warehouse.version() == 2
    assert warehouse.reader().query("select count(*) n from observation")["n"][0] == ROWS // 2


def test_two_processes_that_write_at_once_both_succeed(warehouse: Warehouse) -> None:
    writers = [children.start(children.commit_some, warehouse.folder, name, 4) for name in ("one", "other")]
    numbers = [number for _process, pipe in writers for number in pipe.recv()]
    for process, _pipe in writers:
        process.join()
    assert sorted(numbers) == list(range(1, 9))
    assert assert_whole(warehouse) == 8
    assert count_uploads(Warehouse(Path(warehouse.folder)).reader()) == 8
