"""A process that loads, takes back, puts back, learns names and backs up until it is killed: a child of test_killed."""

import multiprocessing
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from etl.load import commit
from etl.model import Reading
from guoban.warehouse import Warehouse, redo_upload, undo_upload
from guoban.warehouse.backup import back_up

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
