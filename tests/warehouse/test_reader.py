"""A reader keeps its version; a new reader sees the new one; a reader can touch nothing else."""

import gc
import os
import signal
import sys
import threading
from datetime import date
from pathlib import Path

import children
import duckdb
import pytest
from children import count_uploads
from worlds import COUNTY, NOTHING, aliases, first_half, observations, upload

from guoban.warehouse import Warehouse, commit_upload, undo_upload
from guoban.warehouse.attached import attached_versions
from guoban.warehouse.versions import WHOLE_FILES_KEPT, versions_on_disk


def load(warehouse: Warehouse, content: bytes = b"x") -> int:
    return commit_upload(warehouse, upload(content), first_half(), NOTHING, NOTHING)


def test_a_reader_keeps_its_version_while_a_new_one_sees_the_new(warehouse: Warehouse) -> None:
    before = warehouse.reader()
    load(warehouse)
    after = warehouse.reader()
    assert (before.version, count_uploads(before)) == (1, 0)
    assert (after.version, count_uploads(after)) == (2, 1)


def test_a_reader_in_another_process_keeps_its_version_even_when_its_file_is_gone(
    warehouse: Warehouse, every_version_whole: None
) -> None:
    process, pipe = children.start(children.hold_a_reader, warehouse.folder)
    assert pipe.recv() == 1
    for count in range(WHOLE_FILES_KEPT + 1):
        load(warehouse, b"%d" % count)
    if sys.platform != "win32":  # Windows keeps a file that somebody has open
        assert 1 not in versions_on_disk(warehouse.store)
    pipe.send("look")
    assert pipe.recv() == [1, 0, WHOLE_FILES_KEPT + 2, WHOLE_FILES_KEPT + 1]
    process.join()


def test_readers_of_one_version_are_one(warehouse: Warehouse) -> None:
    assert warehouse.reader() is Warehouse(warehouse.folder).reader()


def test_the_last_whole_files_are_kept_and_those_a_reader_holds(
    warehouse: Warehouse, every_version_whole: None
) -> None:
    held = warehouse.reader()
    for count in range(WHOLE_FILES_KEPT + 2):
        load(warehouse, b"%d" % count)
        assert warehouse.reader().version == count + 2
    newest = list(range(WHOLE_FILES_KEPT + 3, 3, -1))
    assert versions_on_disk(warehouse.store) == [*newest, 1]
    assert count_uploads(held) == 0
    del held
    gc.collect()
    load(warehouse, b"last")
    assert versions_on_disk(warehouse.store) == list(range(WHOLE_FILES_KEPT + 4, 4, -1))


def test_additions_stay_as_long_as_the_whole_file_they_were_made_to(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guoban.warehouse.warehouse.MOST_ADDITIONS", 2)
    for count in range(3 * WHOLE_FILES_KEPT + 1):  # every third version is a whole file: 1, 4, 7, 10
        load(warehouse, b"%d" % count)
    assert warehouse.version() == 3 * WHOLE_FILES_KEPT + 2
    assert versions_on_disk(warehouse.store) == list(range(3 * WHOLE_FILES_KEPT + 2, 3, -1))


def test_a_version_among_additions_shows_no_more_than_was_there_then(warehouse: Warehouse) -> None:
    readers = [warehouse.reader()]
    for count in range(3):
        load(warehouse, b"%d" % count)
        readers.append(warehouse.reader())
    assert [count_uploads(reader) for reader in reversed(readers)] == [3, 2, 1, 0]
    assert [reader.last_upload for reader in readers] == [0, 1, 2, 3]
    assert [len(reader.query("select * from observation")) for reader in readers] == [0, 8, 16, 24]
    assert [len(reader.query("select * from upload_event")) for reader in readers] == [0, 1, 2, 3]


def test_versions_share_one_catalogue_until_a_name_changes(warehouse: Warehouse) -> None:
    first = warehouse.reader().catalogue
    load(warehouse)
    assert warehouse.reader().catalogue is first
    number = commit_upload(warehouse, upload(b"2"), first_half(), NOTHING, NOTHING, aliases(("unit", "T2", "柳河")))
    assert warehouse.reader().catalogue is not first
    undo_upload(warehouse, number, "王芳")
    assert warehouse.reader().catalogue == first


def test_the_catalogue_comes_back_as_it_was_given(warehouse: Warehouse) -> None:
    catalogue = warehouse.reader().catalogue
    assert catalogue == COUNTY
    assert list(catalogue.units) == list(COUNTY.units)
    assert list(catalogue.indicators) == list(COUNTY.indicators)


def test_a_query_takes_named_parameters(warehouse: Warehouse) -> None:
    commit_upload(
        warehouse,
        upload(),
        observations(("T1", "A", "2026-01-01", "2026-03-31", 40), ("T1", "A", "2026-01-01", "2026-06-30", 65)),
        NOTHING,
        NOTHING,
    )
    found = warehouse.reader().query(
        "select value from observation_in_force where unit = $unit and last_day <= $on",
        {"unit": "T1", "on": date(2026, 3, 31)},
    )
    assert found["value"].tolist() == [40]


def test_one_reader_serves_many_threads(warehouse: Warehouse) -> None:
    load(warehouse)
    reader = warehouse.reader()
    sums: list[float] = []

    def ask(factor: int) -> None:
        for _time in range(10):
            frame = reader.query("select sum(value) * $factor as s from observation", {"factor": factor})
            sums.append(frame["s"][0] / factor)

    threads = [threading.Thread(target=ask, args=(factor,)) for factor in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sums == [8.0] * 50


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('{outside}/secret.txt')",
        "select * from read_csv('{outside}/secret.txt')",
        "copy (select 1) to '{outside}/stolen.csv'",
        "attach '{outside}/other.duckdb' as other",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "install httpfs",
        "insert into upload select * from upload",
        "drop table observation",
        "drop view observation",
        "delete from added_observation",
        "set variable last_upload = 100",
        "select 1; drop view observation",
    ],
)
def test_a_reader_can_change_nothing_and_see_nothing_outside_the_store(
    warehouse: Warehouse, tmp_path: Path, sql: str
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    load(warehouse)
    assert count_uploads(warehouse.reader()) == 1
    with pytest.raises(duckdb.Error):
        warehouse.reader().query(sql.format(outside=tmp_path))
    assert not (tmp_path / "stolen.csv").exists()
    assert count_uploads(warehouse.reader()) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('{outside}/secret.txt')",
        "copy (select 1) to '{outside}/stolen.csv'",
        "attach '{outside}/other.duckdb' as other",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
    ],
)
def test_the_connection_behind_a_reader_is_locked_too(warehouse: Warehouse, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with attached_versions.get(warehouse.store).cursor(warehouse.reader()) as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql.format(outside=tmp_path))


def test_wrong_sql_is_no_damage(warehouse: Warehouse) -> None:
    reader = warehouse.reader()
    with pytest.raises(duckdb.CatalogException):
        reader.query("select * from no_such_table")
    assert count_uploads(reader) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to itself alone")
def test_a_query_that_ctrl_c_ends_is_interrupted_like_anything_else(warehouse: Warehouse) -> None:
    """DuckDB now and then hears of it only when the query is over: a question of seconds, not of minutes."""
    reader = warehouse.reader()
    pressed = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    pressed.start()
    with pytest.raises(KeyboardInterrupt):
        reader.query("select count(*) from range(10000000000)")
    assert reader.query("select count(*) as n from upload")["n"][0] == 0
