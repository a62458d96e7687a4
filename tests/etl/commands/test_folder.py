"""Folders of workbooks: read on all cores, loaded one after another, told of in one table."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from etl.commands import ahead
from etl.commands.ahead import WORTH_PROCESSES, read_in_turn
from etl.commands.files import counted, workbooks
from etl.commands.run import main
from guoban.errors import StoreError
from guoban.warehouse import Warehouse
from tests.etl.commands.calls import PROJECT, etl
from tests.etl.counties import small_county, workbook_of
from tests.etl.reading.handmade import package

UNITS = ("甲镇", "乙乡")
CHANGING = "select unit, indicator, first_day, last_day, value, upload, sheet, cell, raw from observation"


def report(unit: str, year: int, month: int, made: int, members: int) -> bytes:
    """A unit's table of the year to date, with the month beside it: its check asks the store for the months before."""
    return workbook_of(
        [f"{unit}{year}年1—{month}月工会工作统计表"],
        ["单位", "新建工会(家)", "新增会员(人)"],
        [unit, made, members],
    )


def write_year(folder: Path, year: int) -> list[Path]:
    """Twelve months of both units in a folder for each month, the last of which falls below the one before."""
    chance = Random(year)
    sums = dict.fromkeys(UNITS, 0)
    paths = []
    for month in range(1, 13):
        for unit in UNITS:
            sums[unit] += chance.randint(0, 5)
            made = sums[unit] if month < 12 else 0
            path = folder / f"{year}年" / f"{month}月" / f"{unit}.xlsx"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(report(unit, year, month, made, 10 * month))
            paths.append(path)
    return paths


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of reports; the first file also lies there a second time, and one more is no workbook inside."""
    folder = tmp_path_factory.mktemp("inbox")
    paths = write_year(folder, 2024) + write_year(folder, 2025)
    shutil.copy(paths[0], folder / "2024年" / "1月" / "甲镇 - 副本.xlsx")
    (folder / "2025年" / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / "2025年" / "~$甲镇.xlsx").write_bytes(b"lock")
    (folder / "2025年" / ".隐藏.xlsx").write_bytes(b"hidden")
    (folder / "说明.txt").write_text("notes", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def one_by_one(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, object]], pd.DataFrame]:
    """What the same files come to where each is loaded by a call of its own kind: read only when its turn comes."""
    data = tmp_path_factory.mktemp("serial") / "data"
    small_county(data)
    files: list[dict[str, object]] = []
    paths = workbooks([inbox]).paths
    for start in range(0, len(paths), WORTH_PROCESSES - 1):
        files += etl("load", *paths[start : start + WORTH_PROCESSES - 1], "--format", "json", data=data).json
    return files, Warehouse(data).reader().query(CHANGING)


def test_a_folder_read_on_all_cores_comes_to_what_its_files_come_to_one_by_one(
    inbox: Path, tmp_path: Path, one_by_one: tuple[list[dict[str, object]], pd.DataFrame]
) -> None:
    small_county(tmp_path / "data")
    answer = etl("load", inbox, "--format", "json", data=tmp_path / "data")
    assert answer.status == 1  # the broken one
    files, held = one_by_one
    assert answer.json == files
    pd.testing.assert_frame_equal(Warehouse(tmp_path / "data").reader().query(CHANGING), held)
    refused = [Path(file["file"]).name for file in answer.json if file["upload"] is None]
    assert refused == ["甲镇 - 副本.xlsx", "坏.xlsx"]  # the first changes nothing, the second cannot be read


def test_the_table_sums_up_and_names_what_was_passed_over(inbox: Path, tmp_path: Path) -> None:
    small_county(tmp_path / "data")
    answer = etl("load", inbox, data=tmp_path / "data")
    assert "50 files: 48 loaded, 1 loaded before, 1 refused. 96 figures." in answer.out
    assert "Passed over 3 files" in answer.out
    assert all(name in answer.out for name in ("说明.txt", "~$甲镇.xlsx", ".隐藏.xlsx", "2024年/10月/甲镇.xlsx"))
    rows = answer.out.splitlines()
    assert next(row for row in rows if "副本" in row).rstrip().endswith("loaded before")
    assert "✕1" in next(row for row in rows if "坏.xlsx" in row)


def test_files_come_as_people_count() -> None:
    months = ["1月/甲.xlsx", "2月/甲.xlsx", "2月/甲 - 副本.xlsx", "10月/甲.xlsx"]
    wanted = [*months, *(f"第{number}季度.xlsx" for number in ("一", "二", "三", "四", "十", "十一"))]
    shuffled = sorted(map(Path, wanted), key=lambda path: path.name[::-1])
    assert sorted(shuffled, key=counted) == [Path(name) for name in wanted]


def test_files_named_on_the_line_keep_their_order_and_count_once(tmp_path: Path) -> None:
    for name in ("乙.xlsx", "甲.xlsx"):
        (tmp_path / name).write_bytes(b"")
    named = [tmp_path / "甲.xlsx", tmp_path / "乙.xlsx", tmp_path / "甲.xlsx"]
    assert list(workbooks(named).paths) == named[:2]


def test_check_of_a_folder_writes_nothing(inbox: Path, tmp_path: Path) -> None:
    warehouse = small_county(tmp_path / "data")
    before = warehouse.version()
    answer = etl("check", inbox, data=tmp_path / "data")
    assert answer.status == 1
    assert "50 files: 49 would load, 1 refused." in answer.out
    assert warehouse.version() == before


def test_ctrl_c_leaves_whole_uploads_and_says_how_far_it_came(inbox: Path, tmp_path: Path) -> None:
    warehouse = small_county(tmp_path / "data")
    command = [sys.executable, "-m", "etl", "load", str(inbox), "--format", "json", "--data", str(tmp_path / "data")]
    environment = {**os.environ, "GUOBAN_LANG": "en"}
    running = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    begun, patience = warehouse.version(), time.monotonic() + 60
    while warehouse.version() < begun + 3 and time.monotonic() < patience:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # what a terminal sends: to all processes of the call
    out, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors.decode()
    assert errors.decode() == "Interrupted; what was not finished was not changed.\n"
    told = json.loads(out)
    reader = warehouse.reader()
    uploads = reader.query("select upload from upload order by upload")["upload"].tolist()
    assert 3 <= len(uploads) < 48
    assert [file["upload"] for file in told if file["upload"]] == uploads
    assert len(reader.query("select * from observation")) == 2 * len(uploads)
    again = etl("load", inbox, data=tmp_path / "data")
    assert f"{48 - len(uploads)} loaded, {len(uploads) + 1} loaded before" in again.out


def test_a_store_that_fails_halfway_leaves_a_whole_answer_about_what_was_done(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import etl.load

    small_county(tmp_path / "data")
    commit, calls = etl.load.commit, []

    def full_at_the_third(*words: object, **options: object) -> object:
        calls.append(words)
        if len(calls) == 3:
            raise StoreError("The disk is full.", "Make room.")
        return commit(*words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("etl.load.commit", full_at_the_third)
    paths = [str(path) for path in workbooks([inbox / "2025年" / "1月", inbox / "2025年" / "2月"]).paths]
    assert main(["load", *paths, "--format", "json", "--data", str(tmp_path / "data"), "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert [file["upload"] for file in json.loads(said.out)] == [1, 2]
    assert said.err == "The disk is full.  Make room.\n"


def test_where_the_system_ends_the_reading_processes_others_take_their_place(inbox: Path, tmp_path: Path) -> None:
    paths = workbooks([inbox / "2025年"]).paths
    assert len(paths) >= WORTH_PROCESSES
    helpers = ahead._Helpers(small_county(tmp_path / "data"), None)
    found = []
    for read in helpers.read(paths):
        found.append(read)
        if len(found) == 3:
            ended = [each.process for each in helpers._helpers]
            for process in ended:
                process.kill()
                process.join()
    assert [read.path for read in found] == list(paths)
    assert sum(len(read.reading.observations) for read in found) == 48
    assert not {each.process for each in helpers._helpers} & set(ended)
    helpers.stop()


def test_a_file_that_a_reading_process_falls_over_is_told_of_and_harms_no_other(inbox: Path, tmp_path: Path) -> None:
    far = tmp_path / "远.xlsx"
    far.write_bytes(package('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'))
    paths = [*workbooks([inbox / "2025年" / "1月", inbox / "2025年" / "2月", inbox / "2025年" / "3月"]).paths]
    paths[2:2] = [far]
    paths += workbooks([inbox / "2025年" / "4月"]).paths
    found = list(read_in_turn(paths, small_county(tmp_path / "data"), None))
    assert [read.path for read in found] == paths
    rules = [[finding.rule for finding in read.reading.errors] for read in found]
    assert rules == [[], [], ["too-large"], *([[]] * (len(paths) - 3))]
    assert all(len(read.reading.observations) == 2 for read in found if read.path != far)


def test_a_file_that_is_gone_when_its_turn_comes_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    there = tmp_path / "甲镇.xlsx"
    there.write_bytes(report("甲镇", 2025, 3, 4, 40))
    gone, read = read_in_turn([tmp_path / "没了.xlsx", there], small_county(tmp_path / "data"), None)
    assert [finding.rule for finding in gone.reading.findings] == ["not-opened"]
    assert len(read.reading.observations) == 2
    assert read.reading.observations["last_day"].dt.date.unique().tolist() == [date(2025, 3, 31)]
