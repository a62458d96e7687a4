"""A backup a day, kept by a rule, whatever clock, disk and other processes do."""

# ruff: noqa: DTZ001 - names of backups bear the clock of the office

import shutil
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import children
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import NOTHING, first_half, upload

from guoban.errors import StoreError
from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.daily import FOLDER, back_up_by_rule, back_up_if_due, is_due, last_attempt
from guoban.warehouse.keep_rule import Kept, backup_path, kept_backups, to_remove
from guoban.warehouse.restore import restore

MORNING = datetime(2026, 11, 21, 8, 30)
KEEP = (7, 4, 12)


def at(moment: datetime) -> Kept:
    return Kept(moment, Path(f"{moment}.zip"))


def names(warehouse: Warehouse) -> list[str]:
    return [kept.path.name for kept in kept_backups(warehouse.folder / FOLDER)]


def test_a_year_of_days_leaves_a_week_of_days_a_month_of_weeks_and_a_year_of_months() -> None:
    backups: list[Kept] = []
    for day in range(500):
        backups.append(at(datetime(2025, 8, 1, 2) + timedelta(days=day)))
        gone = to_remove(backups, KEEP)
        backups = [each for each in backups if each not in gone]
    kept = [each.made_at.date() for each in backups]
    last = date(2025, 8, 1) + timedelta(days=499)
    assert kept[-7:] == [last - timedelta(days=back) for back in range(6, -1, -1)]
    sundays = [day for day in kept if day.isoweekday() == 7]
    assert len(sundays) >= 3
    ends = {day for day in kept if (day + timedelta(days=1)).day == 1}
    assert len(ends) == 11
    assert len(kept) <= sum(KEEP)


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), unique=True, max_size=40))
def test_the_newest_backup_always_stays_and_what_stays_stays_within_the_rule(moments: list[datetime]) -> None:
    backups = [at(moment) for moment in moments]
    gone = to_remove(backups, KEEP)
    staying = set(backups) - set(gone)
    assert len(staying) <= sum(KEEP)
    assert not backups or max(backups) in staying
    assert to_remove(staying, KEEP) == []


@pytest.mark.parametrize(
    ("backups", "hour", "due"),
    [
        ([], 2, True),
        ([datetime(2026, 11, 21, 2, 5)], 2, False),
        ([datetime(2026, 11, 20, 23)], 2, True),
        ([datetime(2026, 11, 20, 10)], 9, False),  # nine has not struck today
        ([datetime(2026, 11, 19, 10)], 9, True),
        ([datetime(2036, 1, 1)], 2, True),  # of a clock that was wrong: nobody waits ten years
        ([datetime(2026, 11, 21, 8, 31)], 2, True),
        ([datetime(2026, 11, 21, 3), datetime(2036, 1, 1)], 2, False),
    ],
    ids=["none", "today's", "yesterday's", "not yet struck", "a day missed", "far future", "a minute ahead", "both"],
)  # fmt: skip
def test_a_backup_is_due_once_after_its_hour(backups: list[datetime], hour: int, due: bool) -> None:
    assert is_due([at(moment) for moment in backups], hour, MORNING) == due


def test_one_is_made_a_day_however_often_one_looks(warehouse: Warehouse, tmp_path: Path) -> None:
    for minutes in range(0, 2 * 1440 + 1, 240):
        back_up_if_due(warehouse, MORNING + timedelta(minutes=minutes))
    assert names(warehouse) == ["guoban-20261121-0830.zip", "guoban-20261122-0430.zip", "guoban-20261123-0430.zip"]
    newest = kept_backups(warehouse.folder / FOLDER)[-1].path
    assert restore(Warehouse(tmp_path / "elsewhere"), newest).uploads == 0


def test_a_clock_that_jumps_back_and_forth_costs_one_backup_for_each_jump(warehouse: Warehouse) -> None:
    for days in (0, 3650, 0, 1, -400, 2, 2):
        back_up_if_due(warehouse, MORNING + timedelta(days=days))
    assert len(names(warehouse)) == 5
    assert back_up_if_due(warehouse, MORNING + timedelta(days=3)) is not None


@pytest.mark.parametrize("hour", [None, 23])
def test_the_hour_is_a_setting_and_so_is_off(warehouse: Warehouse, hour: int | None) -> None:
    text = "off" if hour is None else str(hour)
    warehouse.publish(
        lambda connection: (
            connection.execute(
                f"update setting set value = '{text}' where name = 'backup_hour'; update store set roster = '{text}'"
            )
            and None
        )
    )
    assert warehouse.reader().catalogue.settings.backup_hour == hour
    assert (back_up_if_due(warehouse, MORNING) is None) == (hour is None)


def test_of_several_processes_exactly_one_makes_it(warehouse: Warehouse) -> None:
    others = [children.start(children.back_up_if_it_is_due, warehouse.folder, MORNING) for _each in range(3)]
    for _process, pipe in others:
        pipe.recv()
    for _process, pipe in others:
        pipe.send("now")
    made = [pipe.recv() for _process, pipe in others]
    assert sorted(made) == [False, False, True]
    assert names(warehouse) == ["guoban-20261121-0830.zip"]


def test_a_disk_without_room_for_another_is_left_alone_and_told(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up_by_rule(warehouse, MORNING)
    last = backup_path(warehouse.folder / FOLDER, MORNING)
    with last.open("r+b") as file:
        file.truncate(10**9)  # as after years of uploads
    free = shutil.disk_usage(warehouse.folder)._replace(free=10**9)
    tomorrow = MORNING + timedelta(days=1)
    with monkeypatch.context() as small:
        small.setattr(shutil, "disk_usage", lambda _path: free)
        with pytest.raises(StoreError) as refused:
            back_up_if_due(warehouse, tomorrow)
        assert "MB" in refused.value.message
        assert back_up_if_due(warehouse, tomorrow + timedelta(minutes=10)) is None  # and not again at once
    assert [path.name for path in last.parent.glob("*.zip*")] == [last.name]
    attempt = last_attempt(warehouse)
    assert attempt is not None
    assert attempt.problem.startswith(refused.value.message)
    assert back_up_if_due(warehouse, tomorrow + timedelta(hours=2)) is not None
    assert last_attempt(warehouse).problem == ""  # type: ignore[union-attr]


def test_what_a_killed_process_left_is_removed_with_the_next(warehouse: Warehouse) -> None:
    folder = warehouse.folder / FOLDER
    folder.mkdir()
    (folder / "guoban-20261120-0200.zip.part").write_bytes(b"half")
    (folder / "readme.txt").write_text("ours")
    back_up_if_due(warehouse, MORNING)
    found = {path.name for path in folder.iterdir() if path.suffix in (".part", ".zip", ".txt")}
    assert found == {"guoban-20261121-0830.zip", "readme.txt"}


def test_accounts_are_in_a_backup_and_come_back_only_where_there_are_none(warehouse: Warehouse, tmp_path: Path) -> None:
    accounts = warehouse.folder / "access.sqlite3"
    writing = sqlite3.connect(accounts, isolation_level=None)
    writing.execute("pragma journal_mode = wal")
    writing.execute("create table account (name)")
    writing.execute("insert into account values ('沈秀兰')")  # still in the log beside the file
    commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING)
    made = back_up_by_rule(warehouse, MORNING)
    writing.close()
    assert made is not None
    assert "accounts/access.sqlite3" in ZipFile(made.path).namelist()
    for folder, name in ((tmp_path / "new", "沈秀兰"), (tmp_path / "in use", "李强")):
        if folder.name == "in use":
            folder.mkdir()
            with sqlite3.connect(folder / "access.sqlite3") as others:
                others.execute("create table account (name)")
                others.execute("insert into account values ('李强')")
        restore(Warehouse(folder), made.path)
        assert sqlite3.connect(folder / "access.sqlite3").execute("select name from account").fetchall() == [(name,)]
