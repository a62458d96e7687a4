"""`rebuild`: the store made anew from the kept files, with everything that was done done once more."""

import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest

from etl import rebuild as rebuilding
from etl.commands.run import main
from etl.load import commit, read_file
from etl.model import Answers
from guoban.warehouse import NewUpload, Warehouse, commit_upload, how_read, redo_upload, undo_upload
from guoban.warehouse.anew import ASIDE
from tests.etl.commands.calls import PROJECT, etl
from tests.etl.counties import workbook_of

FIRST = Path(__file__).parents[2] / "warehouse" / "stores" / "tables-1.zip"
TABLES = ("store", "unit", "alias", "indicator", "setting", "upload", "upload_event", "upload_claim", "observation",
          "target", "target_split")  # fmt: skip
SETTLED = Answers(
    units={"大河沿片区": "A", "某协会": ""}, indicators={"吸收新人": "ORG-06"},
    span=(date(2026, 1, 1), date(2026, 6, 30)), shares={"Sheet1!D4": "93%"},
)  # fmt: skip


def contents(data: Path) -> dict[str, pd.DataFrame]:
    """Every row of every table, but the stamp of the roster, which is new with every store."""
    reader = Warehouse(data).reader()
    found = {table: reader.query(f"select * from {table} order by all") for table in TABLES}
    return {**found, "store": found["store"].drop(columns="roster")}


def assert_same(found: dict[str, pd.DataFrame], wanted: dict[str, pd.DataFrame]) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(found[table], wanted[table])


@pytest.fixture
def history(own_county: Path) -> Path:
    """A folder in which people settled names and spans, left errors out, typed targets, took back and put back."""
    warehouse = Warehouse(own_county)
    claimed = workbook_of(
        ["统计表"],
        ["单位", "新建工会(家)", "吸收新人", "工会组建率(%)"],
        ["大河沿片区", 9, "见附件", 91],
        ["乙乡", 9, 31, 0.93],
        ["某协会", 1, 1, None],
    )
    reading = read_file(claimed, "片区.xlsx", warehouse.reader(), SETTLED)
    assert [found.rule for found in reading.errors] == ["unreadable-value"]
    moment = datetime(2026, 7, 9, 1, 2, 3, tzinfo=UTC)
    commit(
        warehouse, reading, claimed, by="沈秀兰", skip_errors=True, at=moment, learn=[("unit", "A", "大河沿片区")]
    )  # fmt: skip
    undo_upload(warehouse, 3, by="李强", reason="数字未经审核")
    typed(warehouse, 15.125, "增补任务")
    redo_upload(warehouse, 3, by="李强")
    typed(warehouse, 16.0, "再增补")
    undo_upload(warehouse, 6, by="王芳")
    later = workbook_of(["2026年1—6月统计表（更正）"], ["单位", "新建工会(家)"], ["大河沿片区", 8])
    commit(warehouse, read_file(later, "更正.xlsx", warehouse.reader()), later, by="沈秀兰")
    return own_county


def typed(warehouse: Warehouse, value: float, reason: str) -> None:
    """A target revised by hand and spread over the quarters."""
    goal = {"unit": "A", "indicator": "ORG-01", "year": 2026, "reason": reason}
    due = {f"due_q{quarter}": Decimal(amount) for quarter, amount in enumerate((3, 6, 9, value), 1)}
    upload = NewUpload("edit", "修订", f"{value}", 0, "王芳", datetime(2026, 7, 10, tzinfo=UTC), None)
    nothing = pd.DataFrame()
    targets = pd.DataFrame([{**goal, "value": value, "sheet": "", "cell": "", "raw": str(value)}])
    splits = pd.DataFrame([{**goal, "way": "hand", **due}])
    commit_upload(warehouse, upload, nothing, targets, nothing, splits=splits)


def test_what_a_person_had_settled_is_kept_with_the_upload(history: Path) -> None:
    how = how_read(Warehouse(history).reader(), 4)
    assert how is not None
    assert (how.only_sound, how.span, how.unit) == (True, SETTLED.span, None)
    assert (how.units, how.indicators) == (SETTLED.units, SETTLED.indicators)
    assert how_read(Warehouse(history).reader(), 5) is None  # typed by hand


def test_everything_is_done_once_more_and_comes_to_the_same(history: Path) -> None:
    before, version = contents(history), Warehouse(history).version()
    answer = etl("rebuild", "--format", "json", data=history)
    assert (answer.status, answer.errors) == (0, "")
    assert answer.json["differences"] == answer.json["carried"] == answer.json["unclaimed"] == []
    assert (answer.json["uploads"], answer.json["read_again"], answer.json["by_hand"]) == (7, 5, 2)
    assert answer.json["version"] == Warehouse(history).version() == version + 1
    assert_same(contents(history), before)
    assert version in Warehouse(history).versions_to_go_back_to()
    assert not (history / ASIDE).exists()
    assert etl("verify", data=history).status == 0


def test_a_figure_that_reads_differently_is_told_and_waits_for_a_word(history: Path) -> None:
    Warehouse(history).publish(
        lambda connection: connection.execute("update observation set value = 99 where upload = 4 and unit = 'B'")
    )
    before, version = contents(history), Warehouse(history).version()
    answer = etl("rebuild", "--format", "json", data=history)
    assert answer.status == 1
    assert {(found["upload"], found["before"]) for found in answer.json["differences"]} == {(4, "99.000000")}
    assert {found["after"] for found in answer.json["differences"]} == {"9.000000", "31.000000", "0.930000"}
    assert answer.json["version"] is None
    assert Warehouse(history).version() == version
    assert_same(contents(history), before)
    said = etl("rebuild", data=history)
    assert said.status == 1
    assert "--accept-differences" in said.out
    assert etl("rebuild", "--accept-differences", data=history).status == 0
    now = contents(history)["observation"]
    assert sorted(now[(now["upload"] == 4) & (now["unit"] == "B")]["value"]) == [0.93, 9.0, 31.0]
    Warehouse(history).go_back(version)
    assert_same(contents(history), before)


@pytest.mark.parametrize(
    ("sql", "before", "after"),
    [
        ("delete from observation where upload = 2 and cell = 'B3'", None, "3.000000"),
        ("insert into observation select * replace ('Z9' as cell, 7 as line) from observation "
         "where upload = 2 and cell = 'B3'", "3.000000", None),
        ("update target set value = 13 where upload = 1 and cell = 'B3'", "13.000000", "12.000000"),
    ],
    ids=["one more", "one less", "another target"],
)  # fmt: skip
def test_every_kind_of_difference_is_found(history: Path, sql: str, before: str | None, after: str | None) -> None:
    Warehouse(history).publish(lambda connection: connection.execute(sql) and None)
    found = rebuilding.rebuild(Warehouse(history), accept_differences=False, advance=lambda: None).differences
    assert (before, after) in [(each.before, each.after) for each in found]


def test_an_upload_whose_file_is_lost_is_carried_over_and_named(history: Path) -> None:
    before = contents(history)
    gone = next(path for path in (history / "originals").rglob("*.xlsx"))
    gone.write_bytes(b"something else")
    answer = etl("rebuild", "--format", "json", data=history)
    assert answer.status == 0
    assert [carried["why"] for carried in answer.json["carried"]] == ["lost"]
    assert_same(contents(history), before)


def test_a_store_of_the_first_program_is_made_anew_without_losing_what_was_not_noted(tmp_path: Path) -> None:
    """One name was learnt and is known; the span given for the last file was not noted, so its figures are kept."""
    with ZipFile(FIRST) as archive:
        archive.extractall(tmp_path)
    before = contents(tmp_path)
    answer = etl("rebuild", "--format", "json", data=tmp_path)
    assert answer.status == 0
    assert [(carried["upload"], carried["why"]) for carried in answer.json["carried"]] == [(6, "not-noted")]
    assert answer.json["read_again"] == 5
    assert_same(contents(tmp_path), before)


def test_kept_files_that_no_upload_speaks_of_are_named(history: Path) -> None:
    """After going back, a file of an upload that was taken in later lies there still: it can be loaded once more."""
    warehouse = Warehouse(history)
    warehouse.publish(lambda _connection: None)
    version = warehouse.version()
    later = workbook_of(["2026年1—6月统计表"], ["单位", "新增会员(人)"], ["甲镇", 80])
    commit(warehouse, read_file(later, "后来.xlsx", warehouse.reader()), later, by="沈秀兰")
    warehouse.go_back(version)
    (name,) = etl("rebuild", "--format", "json", data=history).json["unclaimed"]
    assert (history / "originals" / name[:2] / name).read_bytes() == later


def test_an_empty_store_is_made_anew_too(own_county: Path, tmp_path: Path) -> None:
    assert main(["init", "--data", str(tmp_path / "empty")]) == 0
    assert etl("rebuild", data=tmp_path / "empty").status == 0
    assert etl("rebuild", data=tmp_path / "no store").status == 3


def test_a_full_disk_leaves_the_old_store(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = Warehouse(history).version()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("guoban.warehouse.publishing.copy_sealed", full)
        assert main(["rebuild", "--data", str(history)]) == 3
    assert Warehouse(history).version() == version
    assert not (history / ASIDE).exists()
    assert main(["rebuild", "--data", str(history)]) == 0


WITHOUT_END = """
import sys
from etl.rebuild import rebuild
from guoban.warehouse import Warehouse
print("begun", flush=True)
while True:
    rebuild(Warehouse(sys.argv[1]), accept_differences=False, advance=lambda: None)
"""


def test_killed_again_and_again_it_leaves_the_old_store_or_the_new(history: Path) -> None:
    chance = random.Random(20261121)
    before = contents(history)
    for _round in range(4):
        command = [sys.executable, "-c", WITHOUT_END, str(history)]
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1.2))
        process.kill()
        process.communicate()
        assert_same(contents(history), before)
    assert main(["rebuild", "--data", str(history)]) == 0
    assert not (history / ASIDE).exists()
