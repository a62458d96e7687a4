"""Reading many files on all cores, each as though it were read only when its turn comes.

Files are read ahead in processes of their own, against the store as it was then. What a reading asked of the store's
past is noted, and asked again when the file's turn comes: where files before it changed an answer, it is read anew.
So the outcome is that of one file after another, and only neighbours that touch the same figures cost more.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from etl.checks.past import Past, StoredPast
from etl.checks.rules import finding
from etl.commands.noting import Asked, NotingPast, is_answered_the_same
from etl.load import read_file
from etl.model import Answers, Reading, no_observations, no_targets
from guoban.text import language, speak
from guoban.warehouse import Reader, Warehouse

WORTH_PROCESSES = 8
"""Fewer files are read here: starting a process takes as long as reading a dozen."""
AHEAD = 2
"""So many files for each process wait for their turn, read; no more, so that memory stays the same."""


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
    readers = _Readers(warehouse, answers)
    try:
        yield from readers.read(paths)
    finally:
        readers.stop()


def _read_now(path: Path, warehouse: Warehouse, answers: Answers | None) -> Read:
    reader = warehouse.reader()
    return Read(path, _without_grids(_reading_of(path, reader, answers)), reader)


def _reading_of(
    path: Path, reader: Reader, answers: Answers | None, past_of: Callable[[Reader, str], Past] = StoredPast
) -> Reading:
    try:
        return read_file(path.read_bytes(), path.name, reader, answers, past_of=past_of)
    except OSError as error:
        return _unopened(path, error, reader.version)


def _unopened(path: Path, error: OSError, version: int) -> Reading:
    found = finding("not-opened", file=path, reason=error.strerror or error)
    nothing = sha256(b"").hexdigest()
    return Reading(path.name, nothing, 0, (), no_observations(), no_targets(), (found,), version=version)


def _without_grids(reading: Reading) -> Reading:
    return replace(reading, grids=())


class _Readers:
    """Processes that read ahead of whoever takes the readings."""

    def __init__(self, warehouse: Warehouse, answers: Answers | None) -> None:
        self._warehouse = warehouse
        self._answers = answers
        self._processes = _cores()
        self._pool = ProcessPoolExecutor(
            self._processes,
            mp_context=_context(),
            initializer=_begin,
            initargs=(warehouse.folder, answers, language()),
        )

    def read(self, paths: Sequence[Path]) -> Iterator[Read]:
        """Each file in turn."""
        rest = deque(paths)
        needed = self._warehouse.version()
        waiting: deque[tuple[Path, Future[_Ahead]]] = deque()
        while rest or waiting:
            try:
                while rest and len(waiting) < self._processes * AHEAD:
                    waiting.append((rest[0], self._pool.submit(_read_ahead, rest[0], needed)))
                    rest.popleft()
                path, future = waiting[0]
                ahead = future.result()
            except BrokenProcessPool:  # the system took a process its memory: go on without them, slowly
                yield from self._one_by_one([*(path for path, _future in waiting), *rest])
                return
            waiting.popleft()
            reader = self._warehouse.reader()
            if ahead.reading.version == reader.version or is_answered_the_same(
                ahead.asked, reader, ahead.reading.sha256
            ):
                yield Read(path, replace(ahead.reading, version=reader.version), reader)
            else:
                needed = reader.version
                yield _read_now(path, self._warehouse, self._answers)

    def stop(self) -> None:
        """End the processes; what they have not begun is not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _one_by_one(self, paths: Sequence[Path]) -> Iterator[Read]:
        for path in paths:
            yield _read_now(path, self._warehouse, self._answers)


def _context() -> BaseContext:
    """How the processes are started, so that no thread is copied half-way.

    Where the system can, one process learns the reader's modules and is then copied for each of them: to import them
    takes longer than to read a hundred files.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# What follows runs in the processes that read ahead.


@dataclass(frozen=True)
class _Ahead:
    reading: Reading
    asked: tuple[Asked, ...]


@dataclass
class _Bench:
    """What such a process works with. reader: a version that is kept until a newer one is needed."""

    warehouse: Warehouse
    answers: Answers | None
    reader: Reader


_benches: list[_Bench] = []


def _begin(folder: Path, answers: Answers | None, chosen: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the one that commits decides
    speak(chosen)
    warehouse = Warehouse(folder)
    _benches.append(_Bench(warehouse, answers, warehouse.reader()))


def _read_ahead(path: Path, needed: int) -> _Ahead:
    """Read a file against a version of the store that is not older than `needed`."""
    (bench,) = _benches
    if bench.reader.version < needed:
        bench.reader = bench.warehouse.reader()
    notes: list[Asked] = []
    reading = _reading_of(path, bench.reader, bench.answers, partial(NotingPast, notes))
    return _Ahead(_without_grids(reading), tuple(notes))
