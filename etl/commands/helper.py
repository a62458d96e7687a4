"""What runs in a process that reads files ahead: it takes paths, and gives back what each came to.

A workbook as they usually come is parsed in this very process. Should it fall over one, its connection ends, and that
file is read apart (`etl.commands.ahead`).
"""

import gc
import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path

from etl.checks.past import Past, StoredPast
from etl.checks.rules import finding
from etl.commands.noting import Asked, NotingPast
from etl.load import read_file
from etl.model import Answers, Reading, no_observations, no_targets
from etl.reading import Parsing
from etl.reading.here import Here
from etl.reading.process import workers
from guoban.text import speak
from guoban.warehouse import Reader, Warehouse


@dataclass(frozen=True)
class Ahead:
    """What a file came to, and what was asked of the store's past on the way."""

    reading: Reading
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Failed:
    """The process could not go on, for no fault of a file: the traceback."""

    why: str


Wanted = tuple[Path, int]
"""A file, and the version of the store that it must at least be read against."""


def work(connection: Connection, folder: Path, answers: Answers | None, chosen: str) -> None:
    """Answer each `Wanted` with an `Ahead` until the connection ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the one that commits decides
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a library's last words are no message to the person who waits
    speak(chosen)
    try:
        warehouse = Warehouse(folder)
        reader = warehouse.reader()
        gc.freeze()  # the modules stay as they are: nobody need look through them for what can be thrown away
        while (wanted := _next(connection)) is not None:
            path, needed = wanted
            if reader.version < needed:
                reader = warehouse.reader()
            connection.send(_read(path, reader, answers))
    except BrokenPipeError:
        return  # whoever asked has gone
    except Exception:  # noqa: BLE001 - told to the process that asked, which reads the file itself
        connection.send(Failed(traceback.format_exc()))


def _next(connection: Connection) -> Wanted | None:
    try:
        wanted: Wanted = connection.recv()
    except (EOFError, ConnectionResetError):
        return None
    return wanted


def _read(path: Path, reader: Reader, answers: Answers | None) -> Ahead:
    notes: list[Asked] = []
    reading = reading_of(path, reader, answers, partial(NotingPast, notes), Here(workers))
    return Ahead(reading, tuple(notes))


def reading_of(
    path: Path,
    reader: Reader,
    answers: Answers | None,
    past_of: Callable[[Reader, str], Past] = StoredPast,
    parsing: Parsing | None = None,
) -> Reading:
    """A file read, without its grids; one that cannot be opened is a finding."""
    try:
        content = path.read_bytes()
        reading = read_file(content, path.name, reader, answers, past_of=past_of, parsing=parsing, drawn=False)
    except OSError as error:
        return _unopened(path, error, reader.version)
    return replace(reading, grids=())


def _unopened(path: Path, error: OSError, version: int) -> Reading:
    found = finding("not-opened", file=path, reason=error.strerror or error)
    nothing = sha256(b"").hexdigest()
    return Reading(path.name, nothing, 0, (), no_observations(), no_targets(), (found,), version=version)
