"""Reading many files on all cores, each as though it were read only when its turn comes.

Files are read ahead in processes of their own, against the store as it was then. What a reading asked of the store's
past is noted, and asked again when the file's turn comes: where files before it changed an answer, it is read anew.
So the outcome is that of one file after another, and only neighbours that touch the same figures cost more.

A file that a process falls over harms nobody else: it is read in this process, which has it parsed by a worker with
limits, and says what a file alone would be told.
"""

import logging
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands import helper
from etl.commands.helper import Ahead, Failed, reading_of
from etl.commands.noting import is_answered_the_same
from etl.model import Answers, Reading
from guoban.text import language
from guoban.warehouse import Reader, Warehouse

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_log = logging.getLogger(__name__)

WORTH_PROCESSES = 8
"""Fewer files are read here: starting a process takes as long as reading a dozen."""
AHEAD = 8
"""So many files for each process wait for their turn, read; no more, so that memory stays the same."""
GIVEN = 2
"""So many files a process has at once, so that it never waits for the next one."""


@dataclass(frozen=True)
class Read:
    """A file that was read. reader: the version of the store against which that holds. The grids are left out."""

    path: Path
    reading: Reading
    reader: Reader


def read_in_turn(paths: Sequence[Path], warehouse: Warehouse, answers: Answers | None) -> Generator[Read, None, None]:
    """Each file in turn, as it reads against the store of that moment; never raises for a bad file."""
    if len(paths) < WORTH_PROCESSES:
        for path in paths:
            yield _read_now(path, warehouse, answers)
        return
    helpers = _Helpers(warehouse, answers)
    try:
        yield from helpers.read(paths)
    finally:
        helpers.stop()


def _read_now(path: Path, warehouse: Warehouse, answers: Answers | None) -> Read:
    reader = warehouse.reader()
    return Read(path, reading_of(path, reader, answers), reader)


@dataclass(frozen=True)
class _Helper:
    """A process that reads ahead. given: places of the files it has not answered yet, in their order."""

    process: BaseProcess
    connection: Connection
    given: deque[int]


class _Helpers:
    """Processes that read ahead of whoever takes the readings."""

    def __init__(self, warehouse: Warehouse, answers: Answers | None) -> None:
        self._warehouse = warehouse
        self._answers = answers
        self._context = _context()
        self._helpers = [self._start() for _core in range(_cores())]

    def read(self, paths: Sequence[Path]) -> Iterator[Read]:
        """Each file in turn."""
        rest, done = deque(range(len(paths))), dict[int, Ahead | None]()
        needed = self._warehouse.version()
        for turn, path in enumerate(paths):
            while turn not in done:
                self._hand_out(rest, turn, paths, needed)
                self._take_in(rest, done)
            ahead, reader = done.pop(turn), self._warehouse.reader()
            if ahead is not None and (
                ahead.reading.version == reader.version
                or is_answered_the_same(ahead.asked, reader, ahead.reading.sha256)
            ):
                yield Read(path, replace(ahead.reading, version=reader.version), reader)
            else:
                needed = reader.version
                yield _read_now(path, self._warehouse, self._answers)

    def stop(self) -> None:
        """End the processes, whatever they are doing: they change nothing."""
        for each in self._helpers:
            _end(each)

    def _hand_out(self, rest: deque[int], turn: int, paths: Sequence[Path], needed: int) -> None:
        """Give files to those who have too few, as far ahead of the turn as may be."""
        furthest = turn + len(self._helpers) * AHEAD
        for each in self._helpers:
            while rest and rest[0] < furthest and len(each.given) < GIVEN:
                place = rest.popleft()
                each.given.append(place)
                try:
                    each.connection.send((paths[place], needed))
                except OSError:
                    break  # it has fallen, which is found out when its answer is waited for

    def _take_in(self, rest: deque[int], done: dict[int, Ahead | None]) -> None:
        """Wait for answers; of a process that fell the file it was at is done without, the others are given anew."""
        asked = {each.connection: each for each in self._helpers if each.given}
        for connection in wait(list(asked)):
            each = asked[connection]  # type: ignore[index]
            try:
                answer = each.connection.recv()
            except (EOFError, OSError):
                answer = None
            if isinstance(answer, Failed):
                _log.warning("a process that reads ahead could not go on\n%s", answer.why)
            done[each.given.popleft()] = answer if isinstance(answer, Ahead) else None
            if not isinstance(answer, Ahead):
                rest.extendleft(reversed(each.given))
                _end(each)
                self._helpers[self._helpers.index(each)] = self._start()

    def _start(self) -> _Helper:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=helper.work, args=(there, self._warehouse.folder, self._answers, language()), daemon=True
        )
        process.start()
        there.close()
        return _Helper(process, here, deque())


def _end(each: _Helper) -> None:
    each.process.kill()
    each.process.join()
    each.connection.close()


def _context() -> "ForkServerContext | SpawnContext":
    """How the processes are started, so that no thread is copied half-way.

    Where the system can, one process learns the reader's modules and is then copied for each of them: to import them
    takes longer than to read a hundred files.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([helper.__name__])
    return context


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
