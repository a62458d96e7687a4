"""The kept worker processes: started when first needed, used again, replaced when they fall."""

import atexit
import logging
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, cast

from etl.reading.frames import receive, send
from etl.reading.limits import Limits
from etl.reading.refusal import Refused
from etl.reading.watch import Watch

_log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60
"""How long a worker may take to start: a slow disk is no fault of a file."""


class Fallen(Exception):  # noqa: N818 - an event, told to whoever asked
    """A worker ended before it answered. `said` is what it last wrote about it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Worker:
    """One worker process, used by one thread at a time."""

    def __init__(self, watch: Watch) -> None:
        self.tasks = 0
        self._watch = watch
        self._ready = False
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process; a pipe could fill up
        self._process = subprocess.Popen(
            [sys.executable, "-m", "etl.reading.worker"],
            cwd=_ROOT,
            env={**os.environ, "RUST_BACKTRACE": "0"},  # last words of a line, not of pages
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._jobs = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)

    def do(self, task: str, particulars: tuple[Any, ...], limits: Limits) -> Any:
        """What `task` gives. Raises `Refused`, or `Fallen` after which this worker is of no further use."""
        self.wait_until_ready()
        self.tasks += 1
        outcome, told = self._ask((task, particulars, limits), limits.seconds)
        if outcome == "refused":
            rule, details = told
            raise Refused(rule, **details)
        if outcome == "failed":
            _log.warning("a file could not be read\n%s", told)
            raise Refused("damaged")
        return told

    def wait_until_ready(self) -> None:
        """Return once the worker has loaded its libraries."""
        if not self._ready:
            self._ask(None, _START_SECONDS)
            self._ready = True

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._answers.close()
        self._said.close()
        try:
            self._jobs.close()
        except OSError:
            _log.debug("a job was still on its way to a worker that had ended")

    def _ask(self, job: object, seconds: float) -> Any:
        """Send a job and wait for its answer, at most `seconds`."""
        too_late = self._watch.set(seconds, self._process.kill)
        try:
            if job is not None:
                send(self._jobs, job)
            answer = receive(self._answers)
        except OSError:
            answer = None  # the pipe broke: the worker has fallen
        finally:
            too_late.call_off()
        if answer is None:
            if too_late.rang:
                self._process.wait()
                raise Refused("took-too-long", seconds=f"{seconds:g}")
            raise Fallen(self._last_words())
        return answer

    def _last_words(self) -> str:
        self._process.wait()
        self._said.seek(0)
        return self._said.read()[-10_000:].decode("utf-8", "replace")


class Workers:
    """At most `size` workers, each lent to one thread at a time."""

    def __init__(self, size: int) -> None:
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._watch = Watch()
        self._idle: list[Worker] = []

    def do(self, task: str, particulars: tuple[Any, ...], limits: Limits) -> Any:
        """What `task` gives, or `Refused`.

        Where a used worker falls, a fresh one tries once more: no file suffers for the one before it.
        """
        with self._places:
            started = monotonic()
            worker = self._take()
            try:
                given = worker.do(task, particulars, limits)
            except Refused:
                self._give_back(worker)
                raise
            except Fallen as fallen:
                worker.stop()
                if worker.tasks > 1:
                    left = max(1.0, limits.seconds - (monotonic() - started))
                    return self._do_afresh(task, particulars, replace(limits, seconds=left))
                raise _why(fallen) from fallen
            except BaseException:
                worker.stop()  # interrupted between question and answer: it must not answer the next one
                raise
            self._give_back(worker)
            return given

    def warm_up(self) -> None:
        """Have one worker ready."""
        with self._places:
            worker = self._take()
            try:
                worker.wait_until_ready()
            except (Fallen, Refused):
                worker.stop()
                raise
            self._give_back(worker)

    def stop(self) -> None:
        """End all workers that wait."""
        with self._lock:
            waiting, self._idle = self._idle, []
        for worker in waiting:
            worker.stop()

    def _do_afresh(self, task: str, particulars: tuple[Any, ...], limits: Limits) -> Any:
        worker = Worker(self._watch)
        try:
            given = worker.do(task, particulars, limits)
        except Fallen as fallen:
            worker.stop()
            raise _why(fallen) from fallen
        except BaseException:
            worker.stop()
            raise
        self._give_back(worker)
        return given

    def _take(self) -> Worker:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return Worker(self._watch)
            if worker.alive:
                return worker
            worker.stop()

    def _give_back(self, worker: Worker) -> None:
        if not worker.alive:
            worker.stop()
            return
        with self._lock:
            self._idle.append(worker)


def _why(fallen: Fallen) -> Refused:
    """What a person is told about a file that a worker fell over twice, or at once."""
    _log.warning("a reader fell\n%s", fallen.said)
    if "memory allocation" in fallen.said or "MemoryError" in fallen.said:
        return Refused("too-large", what="memory")
    return Refused("damaged")


workers = Workers(max(2, os.cpu_count() or 1))


def _begin_anew() -> None:
    """In a forked child the parent's workers are not ours: their pipes carry the parent's frames."""
    global workers
    workers = Workers(max(2, os.cpu_count() or 1))


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
atexit.register(lambda: workers.stop())
