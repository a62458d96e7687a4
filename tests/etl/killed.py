"""Processes that act until they are killed: children of test_killed and test_killed_signing."""

import multiprocessing
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from etl.load import commit, read_file
from etl.model import Reading
from etl.signing_off import approve, submit
from guoban.warehouse import Warehouse, redo_upload, return_submission, undo_upload
from guoban.warehouse.backup import back_up
from guoban.warehouse.closings import close_quarter, closings, let_unit_in, reopen_quarter

CONTEXT: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    CONTEXT.set_forkserver_preload(["guoban.warehouse", "etl.load"])  # importing them once, not for each child


@dataclass(frozen=True)
class Prepared:
    """A workbook that was read, ready to be loaded. learn: a name to be learnt with it, which takes a whole file."""

    reading: Reading
    content: bytes
    learn: tuple[tuple[str, str, str], ...] = ()


def act_until_killed(
    folder: Path, backup: Path, prepared: Sequence[Prepared], counting: Sequence[int], seed: int, pipe: Connection
) -> None:
    """Act at random; before each act tell what is about to be done, after it that it is done.

    counting: uploads that count already.
    """
    chance = random.Random(seed)
    warehouse = Warehouse(folder)
    waiting, standing, undone = list(prepared), list(counting), list[int]()
    pipe.send(("ready", None))
    while waiting:
        act = chance.choices(("load", "undo", "redo", "back up"), (6, 2, 2, 1))[0]
        if act == "load" or (act == "undo" and not standing) or (act == "redo" and not undone):
            each = waiting.pop()
            pipe.send(("loading", each.reading.sha256))
            done = commit(warehouse, each.reading, each.content, by="沈秀兰", learn=each.learn)
            standing.append(done.upload or 0)
            pipe.send(("loaded", (each.reading.sha256, done.upload)))
        elif act == "back up":
            pipe.send(("backing up", None))
            back_up(warehouse, backup)
            pipe.send(("backed up", len(standing) + len(undone)))
        else:
            source, target = (standing, undone) if act == "undo" else (undone, standing)
            number = source.pop(chance.randrange(len(source)))
            pipe.send((f"{act}ing", number))
            (undo_upload if act == "undo" else redo_upload)(warehouse, number, by="李强")
            target.append(number)
            pipe.send((act, number))


def sign_until_killed(folder: Path, contents: Sequence[bytes], seed: int, pipe: Connection) -> None:
    """Submit, return, approve and close at random; before each act tell what is about to be done, after it its number.

    contents: workbooks that nobody has submitted yet, each of other figures of 甲镇 (A).
    """
    chance = random.Random(seed)
    warehouse = Warehouse(folder)
    waiting: list[int] = []
    pipe.send(("ready", None))
    for number, content in enumerate(contents):
        reading = read_file(content, "甲镇.xlsx", warehouse.reader())
        _let_in(warehouse, "A")
        pipe.send(("submitting", None))
        waiting.append(submit(warehouse, reading, content, by="周敏", units={"A"}, reason="补报"))
        pipe.send(("submitted", waiting[-1]))
        act = chance.choices(("approved", "returned", "closed", "nothing"), (4, 1, 2, 1))[0]
        if act == "approved":
            pipe.send(("approving", waiting[0]))
            approve(warehouse, waiting[0], by="陈主席")
            pipe.send((act, waiting.pop(0)))
        elif act == "returned":
            pipe.send(("returning", waiting[0]))
            return_submission(warehouse, waiting[0], "陈主席", "请核")
            pipe.send((act, waiting.pop(0)))
        elif act == "closed":
            for closing in closings(warehouse.reader())[:1]:
                if closing.is_closed:
                    reopen_quarter(warehouse, closing.cut, "陈主席", "再封")
            cut = f"{seed}-{number}"
            pipe.send(("closing", None))
            close_quarter(
                warehouse,
                year=2025,
                quarter=2,
                cut=cut,
                by="陈主席",
                tally=lambda _reader: (1, 2),
                today=date(2026, 1, 5),
            )
            pipe.send((act, cut))


def _let_in(warehouse: Warehouse, unit: str) -> None:
    """Let a unit into the quarter where it was closed, by this process or by one that was killed before it."""
    for closing in closings(warehouse.reader()):
        if closing.is_closed and unit not in closing.let_in:
            let_unit_in(warehouse, closing.cut, unit, "陈主席")
