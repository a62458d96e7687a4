"""What other processes do to a store in these tests; each function is the whole of a child process."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pandas as pd
from worlds import NOTHING, first_half, upload

from guoban.errors import InputError, StoreError
from guoban.warehouse import Warehouse, commit_upload, publishing, redo_upload, undo_upload
from guoban.warehouse import warehouse as warehouse_module
from guoban.warehouse.backup import back_up
from guoban.warehouse.catalogue_change import change_catalogue, standing_catalogue
from guoban.warehouse.catalogue_log import number_of
from guoban.warehouse.daily import back_up_if_due
from guoban.warehouse.restore import restore
from guoban.warehouse.writer import Writer

CONTEXT: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    CONTEXT.set_forkserver_preload(["guoban.warehouse"])  # importing pandas and DuckDB once, not for each child


def start(child: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start a child; it talks over the pipe that is given to it last."""
    ours, theirs = CONTEXT.Pipe()
    process: BaseProcess = CONTEXT.Process(target=child, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def commit_without_end(folder: Path, pipe: Connection) -> None:
    """Commit upload after upload, telling the number of each that is done."""
    warehouse = Warehouse(folder)
    for count in range(1000):
        pipe.send(commit_upload(warehouse, upload(b"%d" % count), first_half(), NOTHING, NOTHING))


def change_without_end(folder: Path, pipe: Connection) -> None:
    """Change the catalogue again and again, telling the number of each change that is done."""
    warehouse = Warehouse(folder)
    for count in range(1000):
        standing = standing_catalogue(warehouse.reader())
        indicators = {**standing.texts["indicators"]}
        indicators["A"] = {**indicators["A"], "weight": str(2 + (number_of(standing.change) + 1) % 100)}
        after = {**standing.texts, "indicators": indicators}
        pipe.send(change_catalogue(warehouse, after, standing.change, "陈主席", f"{count}").number)


def commit_some(folder: Path, name: str, count: int, pipe: Connection) -> None:
    """Commit a few uploads and tell their numbers."""
    warehouse = Warehouse(folder)
    numbers = [
        commit_upload(warehouse, upload(f"{name} {each}".encode()), first_half(), NOTHING, NOTHING)
        for each in range(count)
    ]
    pipe.send(numbers)


def die_before(step: str, as_whole: bool, folder: Path, pipe: Connection) -> None:
    """Commit one upload, as an addition or with a whole file, and be killed as a step of the publication begins."""
    if as_whole:
        warehouse_module.MOST_ADDITIONS = 0
    for owner in (Writer, publishing, warehouse_module):
        if hasattr(owner, step):
            setattr(owner, step, _die)
    commit_upload(Warehouse(folder), upload(b"fatal"), first_half(), NOTHING, NOTHING)
    pipe.send("survived")


def die_before_reading(step: str, folder: Path, pipe: Connection) -> None:
    """Open a store of an older program and be killed as a step of bringing it up begins."""
    for owner in (Writer, publishing, warehouse_module):
        if hasattr(owner, step):
            setattr(owner, step, _die)
    Warehouse(folder).reader()
    pipe.send("survived")


def die_inside_the_transaction(folder: Path, pipe: Connection) -> None:
    """Change rows and be killed before the commit."""

    def change(connection: Any) -> None:
        connection.execute("delete from observation")
        _die()

    Warehouse(folder).publish(change)
    pipe.send("survived")


def hold_the_lock(folder: Path, pipe: Connection) -> None:
    """Stay inside a publication until told to go on."""

    def change(_connection: object) -> None:
        pipe.send("inside")
        pipe.recv()

    Warehouse(folder).publish(change)
    pipe.send("done")


def hold_a_reader(folder: Path, pipe: Connection) -> None:
    """Open a reader, wait, and tell what it sees; then what a new one sees."""
    reader = Warehouse(folder).reader()
    pipe.send(reader.version)
    pipe.recv()
    later = Warehouse(folder).reader()
    pipe.send([reader.version, count_uploads(reader), later.version, count_uploads(later)])


def commit_much_with_a_small_disk(folder: Path, room: int, as_whole: bool, pipe: Connection) -> None:
    """Commit with no file allowed to grow beyond `room` bytes, as on a disk that runs full while it is written."""
    import resource

    if as_whole:
        warehouse_module.MOST_ADDITIONS = 0
    much = pd.concat([first_half()] * 1000, ignore_index=True)
    much["raw"] = [os.urandom(20).hex() for _row in range(len(much))]

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    warehouse = Warehouse(folder)
    try:
        commit_upload(warehouse, upload(os.urandom(50)), much, NOTHING, NOTHING)
        pipe.send("survived")
    except StoreError as error:
        pipe.send(error.message)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    pipe.send(commit_upload(warehouse, upload(b"afterwards"), first_half(), NOTHING, NOTHING))


def back_up_without_end(folder: Path, path: Path, pipe: Connection) -> None:
    """Write one backup over the other."""
    warehouse = Warehouse(folder)
    pipe.send("begun")
    for _each in range(1000):
        back_up(warehouse, path)


def back_up_if_it_is_due(folder: Path, now: datetime, pipe: Connection) -> None:
    """When told to, make the backup of the day if it is due, and tell whether one was made."""
    warehouse = Warehouse(folder)
    pipe.send("ready")
    pipe.recv()
    pipe.send(back_up_if_due(warehouse, now) is not None)


def act_when_told(folder: Path, act: str, number: int, by: str, pipe: Connection) -> None:
    """When told to, take an upload back or put it back, and tell whether that was done."""
    pipe.send("ready")
    pipe.recv()
    try:
        (undo_upload if act == "undo" else redo_upload)(Warehouse(folder), number, by=by)
        pipe.send("done")
    except InputError:
        pipe.send("told")


def restore_without_end(folder: Path, path: Path, pipe: Connection) -> None:
    """Restore a backup again and again."""
    warehouse = Warehouse(folder)
    pipe.send("begun")
    for _each in range(1000):
        restore(warehouse, path)


def count_uploads(reader: Any) -> int:
    """How many uploads a reader sees."""
    return int(reader.query("select count(*) n from upload")["n"][0])


def _die(*_arguments: object, **_options: object) -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
