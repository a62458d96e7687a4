"""Parsing in the very process that asks, for one that may fall over a file without harm to anybody.

Processes that read a folder ahead are such (`etl.commands.ahead`): where one falls, the file it fell over is read apart
from it, within the limits of a kept worker, and another process takes its place. Two processes less are waited for with
every file, and its cells are not copied from one to the other.
"""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.reading.limits import MEGABYTE, Limits, Parsing
from etl.reading.refusal import Refused
from etl.reading.tasks import TASKS

_log = logging.getLogger(__name__)

_USUAL = Limits(file_bytes=2 * MEGABYTE, unpacked_bytes=24 * MEGABYTE, sheets=60, cells=300_000)
"""What a workbook of a county or a unit keeps within; a larger one is worth a process of its own."""

_ROOM = 700 * MEGABYTE
"""What parsing may take besides what the process holds when it begins with the first file."""

IS_POSSIBLE = sys.platform.startswith("linux")
"""Whether this system ends a process that takes too long, and says how much memory it has."""


@dataclass(frozen=True)
class Here:
    """Does tasks in this process where a file is a workbook as they usually come; else has them done elsewhere."""

    elsewhere: Parsing

    def do(self, task: str, particulars: tuple[Any, ...], limits: Limits) -> Any:
        """What `task` gives, or `Refused`."""
        content: bytes = particulars[0]
        if not IS_POSSIBLE or len(content) > _USUAL.file_bytes or not content.startswith(b"PK\x03\x04"):
            return self.elsewhere.do(task, particulars, limits)
        given = _tried(task, particulars, limits.seconds)
        return self.elsewhere.do(task, particulars, limits) if given is None else given


def _tried(task: str, particulars: tuple[Any, ...], seconds: float) -> Any:
    """What `task` gives, or `Refused`; None where a worker had better say what it is about the file."""
    try:
        with _held_to(seconds):
            return TASKS[task](*particulars, replace(_USUAL, seconds=seconds))
    except Refused as refused:
        if refused.rule not in _DOUBTFUL:
            raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # noqa: BLE001 - parsers fail in any way; Rust's panic is not an Exception
        _log.debug("left to a worker: %r", problem)
    return None


_DOUBTFUL = ("too-large", "damaged")
"""Refusals by limits that are not those of the file, or of a reader short of memory."""


@contextmanager
def _held_to(seconds: float) -> Iterator[None]:
    """Within this, the process ends when it takes longer, and gets so much memory more and no further."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _most(os.getpid())
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, seconds)  # no handler: the signal ends the process even inside a library
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@lru_cache(maxsize=1)
def _most(_process: int) -> int:
    """What a process may take, by what it had when it first parsed a file: to look takes a tenth of parsing one."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") + _ROOM
