"""Killed at random instants of loads, undo, redo, names learnt and backups: nothing confirmed is lost, nothing is half.

    python -m pytest tests/etl/test_killed.py --kills 200 --kill-seed 1

The usual run has a few kills; the full form takes some minutes.
"""

import random
import shutil
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from etl.load import read_file
from etl.verify import verify
from guoban.warehouse import Warehouse
from guoban.warehouse.restore import restore
from tests.etl.counties import small_county, workbook_of
from tests.etl.killed import CONTEXT, Prepared, act_until_killed

FIGURES = 4
"""In each workbook."""

LONGEST_SECONDS = 0.5
LOADS = 20
"""Prepared for a round; more than are done before the kill."""

LOOK_CLOSELY_EVERY = 25
DONE = ("loaded", "undo", "redo")


@dataclass
class Known:
    """What was confirmed: of each file its upload, of each upload whether it counts; and what was going on at the end.

    unsure: the upload that was being taken back or put back as the process died: either is right.
    """

    uploads: dict[str, int] = field(default_factory=dict)
    counts: dict[int, bool] = field(default_factory=dict)
    unsure: int | None = None
    backed_up: int | None = None
    acts: dict[str, int] = field(default_factory=dict)

    def hear(self, word: str, about: object) -> None:
        """Take down what a process told before it died."""
        self.acts[word] = self.acts.get(word, 0) + 1
        if word == "loaded" and isinstance(about, tuple):
            self.uploads[about[0]] = about[1]
            self.counts[about[1]] = True
        elif word in ("undo", "redo") and isinstance(about, int):
            self.counts[about] = word == "redo"
            self.unsure = None
        elif word in ("undoing", "redoing") and isinstance(about, int):
            self.unsure = about
        elif word == "backed up" and isinstance(about, int):
            self.backed_up = about


def prepared(warehouse: Warehouse, round_: int) -> list[Prepared]:
    """Workbooks that nobody has loaded yet, read as they are now."""
    reader = warehouse.reader()
    found = []
    for each in range(LOADS):
        number = round_ * LOADS + each
        content = workbook_of(
            [f"2025年1—{1 + number % 12}月工会工作统计表"],
            ["单位", "新建工会(家)", "新增会员(人)"],
            ["甲镇", number, 2 * number],
            ["乙乡", number + 1, 2 * number + 1],
        )
        reading = read_file(content, f"{number}.xlsx", reader)
        assert (len(reading.observations), reading.errors) == (FIGURES, ())
        learn = (("unit", "A", f"甲镇{number}片区"),) if number % 7 == 3 else ()
        found.append(Prepared(reading, content, learn))
    return found


def kill_once(warehouse: Warehouse, backup: Path, known: Known, round_: int, chance: random.Random) -> None:
    """Let a process act, kill it at a random instant, and take down what it had confirmed."""
    counting = [number for number, counts in known.counts.items() if counts]
    pipe: Connection
    pipe, theirs = CONTEXT.Pipe()
    arguments = (warehouse.folder, backup, prepared(warehouse, round_), counting, chance.randrange(2**32), theirs)
    process = CONTEXT.Process(target=act_until_killed, args=arguments, daemon=True)
    process.start()
    theirs.close()
    at_the_beginning = chance.random() < 0.25
    while (told := pipe.recv())[0] not in (("ready",) if at_the_beginning else DONE):
        known.hear(*told)
    known.hear(*told)
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    process.kill()
    process.join()
    while True:
        try:
            known.hear(*pipe.recv())
        except (EOFError, ConnectionResetError):
            return


def take_stock(warehouse: Warehouse, known: Known) -> None:
    """Every confirmed upload is there as it was confirmed, at most one more, and every one of them whole."""
    warehouse.require_sound()
    reader = Warehouse(warehouse.folder).reader()
    rows = reader.rows(
        """select u.upload, u.sha256, u.undone_at is null,
            (select count(*) from observation as o where o.upload = u.upload),
            (select count(*) from upload_event as e where e.upload = u.upload and e.event = 'loaded')
        from upload as u order by u.upload"""
    )
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert {(row[3], row[4]) for row in rows} <= {(FIGURES, 1)}
    there = {sha256: number for number, sha256, *_rest in rows}
    assert known.uploads.items() <= there.items()
    assert len(there) - len(known.uploads) <= 1
    for number, sha256, counts, *_rest in rows:
        if number in known.counts and number != known.unsure:
            assert counts == known.counts[number], number
        known.uploads[sha256], known.counts[number] = number, counts
    ((events, last),) = reader.rows("select count(*), max(place) from upload_event")
    assert events == (last or 0)
    known.unsure = None


def look_closely(warehouse: Warehouse, backup: Path, known: Known, scratch: Path) -> None:
    """Every figure is what its file says, and the last backup comes back whole."""
    found = list(verify(warehouse, warehouse.reader()))
    assert not [each for each in found if each.lost or each.differences]
    assert sum(each.confirmed for each in found) == FIGURES * len(known.uploads)
    if backup.exists():
        assert restore(Warehouse(scratch), backup).uploads >= (known.backed_up or 0)
        assert not [each for each in verify(Warehouse(scratch), Warehouse(scratch).reader()) if each.differences]
        shutil.rmtree(scratch, ignore_errors=True)


def test_whatever_is_going_on_when_it_is_killed_nothing_confirmed_is_lost(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills, seed = request.config.getoption("--kills"), request.config.getoption("--kill-seed")
    warehouse, backup, known = small_county(tmp_path / "data"), tmp_path / "backup.zip", Known()
    chance = random.Random(seed)
    for round_ in range(kills):
        kill_once(warehouse, backup, known, round_, chance)
        take_stock(warehouse, known)
        if (round_ + 1) % LOOK_CLOSELY_EVERY == 0 or round_ + 1 == kills:
            look_closely(warehouse, backup, known, tmp_path / str(round_))
    sys.stdout.write(f"{kills} kills: {len(known.uploads)} uploads, {known.acts}\n")
    assert known.uploads
