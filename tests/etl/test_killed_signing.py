"""Killed at random instants of submitting, approving, returning and closing: what was said is so, nothing is half.

python -m pytest tests/etl/test_killed_signing.py --kills 50 --kill-seed 1
"""

import random
import sys
import time
from collections import defaultdict
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from etl.verify import lost_submissions, verify
from guoban.warehouse import State, Warehouse, submissions
from guoban.warehouse.closings import closings, cut_of
from tests.etl.counties import small_county, workbook_of
from tests.etl.killed import CONTEXT, sign_until_killed

BOOKS = 12
"""Prepared for a round; more than are submitted before the kill."""

LONGEST_SECONDS = 0.6

Told = dict[str, set[object]]
"""What was confirmed: the act → the numbers or names it was done to."""


def kill_once(warehouse: Warehouse, told: Told, round_: int, chance: random.Random) -> None:
    """Let a process act, kill it at a random instant, and take down what it had confirmed."""
    contents = [
        workbook_of(
            ["2025年1—6月工会工作统计表"],
            ["单位", "新建工会(家)", "新增会员(人)"],
            ["甲镇", 1000 * round_ + each, 5000 + each],
        )
        for each in range(BOOKS)
    ]
    pipe: Connection
    pipe, theirs = CONTEXT.Pipe()
    arguments = (warehouse.folder, contents, 1000 * round_ + chance.randrange(1000), theirs)
    process = CONTEXT.Process(target=sign_until_killed, args=arguments, daemon=True)
    process.start()
    theirs.close()
    while (heard := pipe.recv())[0] not in ("approved", "closed"):
        told[heard[0]].add(heard[1])
    told[heard[0]].add(heard[1])
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    process.kill()
    process.join()
    while True:
        try:
            word, about = pipe.recv()
        except (EOFError, ConnectionResetError):
            return
        told[word].add(about)


def take_stock(warehouse: Warehouse, told: Told) -> None:
    """What was confirmed is so; an approved submission is one upload, and a closing has its cut."""
    warehouse.require_sound()
    reader = Warehouse(warehouse.folder).reader()
    found = {each.number: each for each in submissions(reader)}
    assert told["submitted"] <= set(found)
    assert all(found[number].state is State.APPROVED for number in told["approved"])  # type: ignore[index]
    assert all(found[number].state is State.RETURNED for number in told["returned"])  # type: ignore[index]
    became = sorted(each.upload or 0 for each in found.values() if each.state is State.APPROVED)
    assert became == [upload for (upload,) in reader.rows("select upload from upload order by upload")]
    assert all((each.upload is not None) == (each.state is State.APPROVED) for each in found.values())
    assert lost_submissions(warehouse, reader) == []
    closed = closings(reader)
    assert told["closed"] <= {each.cut for each in closed}
    for each in closed:
        cut = cut_of(warehouse.folder, each)
        cut.require_sound()
        assert cut.reader().version == each.version


def test_whatever_is_going_on_when_it_is_killed_what_was_said_is_so(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills, seed = max(3, request.config.getoption("--kills") // 2), request.config.getoption("--kill-seed")
    warehouse, told, chance = small_county(tmp_path / "data"), defaultdict[str, set[object]](set), random.Random(seed)
    for round_ in range(kills):
        kill_once(warehouse, told, round_, chance)
        take_stock(warehouse, told)
    assert not [each for each in verify(warehouse, warehouse.reader()) if each.lost or each.differences]
    sys.stdout.write(f"{kills} kills: { {word: len(about) for word, about in told.items()} }\n")
    assert told["approved"]
