"""A store that an older program made is brought up before it is read, and nothing in it changes."""

import json
from pathlib import Path
from zipfile import ZipFile

import children
import pytest
from worlds import NOTHING, targets, upload

from etl.commands.run import main
from guoban.errors import StoreError
from guoban.warehouse import Warehouse, commit_upload, how_read, undo_upload
from guoban.warehouse import schema as tables
from guoban.warehouse.schema import SCHEMA_VERSION

FIRST = Path(__file__).parent / "stores" / "tables-1.zip"
"""A data folder of the first program whose tables had a version: a whole file with two additions to it, names that were
learnt, uploads taken back and put back; and what that program answered about it."""

ANSWERS = json.loads(ZipFile(FIRST).read("answers.json"))

DESCRIBED = """
select table_name, column_name, data_type, is_nullable from duckdb_columns()
where database_name = current_database() and schema_name = 'main' order by 1, column_index
"""


@pytest.fixture
def first(tmp_path: Path) -> Warehouse:
    """The data folder of the first program."""
    with ZipFile(FIRST) as archive:
        archive.extractall(tmp_path / "first")
    return Warehouse(tmp_path / "first")


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: " ".join(answer["asked"]))
def test_a_store_of_the_first_program_answers_as_it_did(
    first: Warehouse, answer: dict[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*answer["asked"], "--format", "json", "--data", str(first.folder)]) == 0
    now, then = json.loads(capsys.readouterr().out), answer["answered"]
    assert [{key: row[key] for key in before} for row, before in zip(now, then, strict=True)] == then
    assert then


def test_it_gets_the_tables_of_today_once_and_stays_as_it_was_beside_them(first: Warehouse, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in first.store.glob("0*")}
    reader = first.reader()
    assert reader.version == 11
    assert first.reader().version == Warehouse(first.folder).reader().version == 11
    assert reader.rows("select schema_version from store") == [(SCHEMA_VERSION,)]
    new = Warehouse.create(tmp_path / "new", reader.catalogue).reader()
    assert reader.rows(DESCRIBED) == new.rows(DESCRIBED)
    assert {path: path.read_bytes() for path in before} == before
    assert 10 in first.versions_to_go_back_to()


def test_what_was_done_keeps_its_order_and_how_files_were_read_is_not_made_up(first: Warehouse) -> None:
    done = first.reader().rows("select place, event, upload from upload_event order by place")
    assert done == [
        (1, "loaded", 1), (2, "loaded", 2), (3, "loaded", 3), (4, "loaded", 4), (5, "undone", 4), (6, "redone", 4),
        (7, "undone", 2), (8, "loaded", 5), (9, "loaded", 6),
    ]  # fmt: skip
    assert {how_read(first.reader(), number) for number in range(1, 7)} == {None}
    undo_upload(first, 6, by="李强")
    assert first.reader().rows("select max(place) from upload_event") == [(10,)]


def test_an_upload_to_it_brings_it_up_too(first: Warehouse) -> None:
    number = commit_upload(
        first, upload(b"another", purpose="targets"), NOTHING, targets(("A", "ORG-01", 2026, 13)), NOTHING
    )
    reader = first.reader()
    assert number == 7
    assert reader.rows("select count(*) from target_split") == [(0,)]
    goal = "select value, upload from target_in_force where unit = 'A' and indicator = 'ORG-01'"
    assert reader.rows(goal) == [(13, number)]


def test_gone_back_to_the_old_tables_it_is_brought_up_once_more(first: Warehouse) -> None:
    first.reader()
    first.go_back(10)
    assert first.reader().rows("select schema_version, count(*) from store, upload group by 1") == [(SCHEMA_VERSION, 6)]


def test_processes_that_open_it_at_once_bring_it_up_once(first: Warehouse) -> None:
    children_of_today = [children.start(children.hold_a_reader, first.folder) for _each in range(3)]
    assert [pipe.recv() for _process, pipe in children_of_today] == [11, 11, 11]
    for process, pipe in children_of_today:
        pipe.send("go on")
        assert pipe.recv() == [11, 6, 11, 6]
        process.join()


@pytest.mark.parametrize("step", ["copy_sealed", "write", "seal_durably", "move_durably", "write_pointer"])
def test_killed_while_it_is_brought_up_it_is_still_the_old_one(first: Warehouse, step: str) -> None:
    process, pipe = children.start(children.die_before_reading, step, first.folder)
    process.join()
    with pytest.raises(EOFError):
        pipe.recv()
    assert first.version() == 10
    assert children.count_uploads(first.reader()) == 6
    assert first.version() == 11


def test_a_step_that_fails_leaves_the_store_as_it_was(first: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = first.folder / "schema_3.sql"
    broken.write_text("create table upload_claim (upload integer); drop table observation; select nonsense")
    with monkeypatch.context() as patched:
        patched.setitem(tables._STEPS, 3, broken)
        with pytest.raises(Exception, match="nonsense"):
            first.reader()
    assert first.version() == 10
    assert children.count_uploads(first.reader()) == 6


def test_a_store_of_tomorrow_is_refused_in_one_line(warehouse: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse.publish(lambda connection: connection.execute("update store set schema_version = 99") and None)
    with pytest.raises(StoreError):
        warehouse.reader()
    assert main(["history", "--data", str(warehouse.folder), "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert f"newer version of this program (tables 99, known here {SCHEMA_VERSION})" in said.err
