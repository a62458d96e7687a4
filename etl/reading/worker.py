"""The reader's own process: takes jobs on standard input, gives back grids or a refusal.

Whatever a file does to this process - eat its memory, stop its library, never return - the process that asked lives on
and starts another (`etl.reading.process`).
"""

import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from etl.reading.frames import receive, send
from etl.reading.limits import Limits
from etl.reading.refusal import Refused

GRACE_SECONDS = 5
"""How long after its time limit a worker ends itself, should nobody be left to end it."""

Answer = tuple[str, object]
"""("ready", None), ("done", what the task gives), ("refused", (rule, particulars)) or ("failed", traceback)."""


def main() -> None:
    """Answer jobs until standard input ends, which is when the asking process has gone."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between two frames
    import etl.reading.tasks  # noqa: F401 - loaded before the first file comes

    send(answers, ("ready", None))
    while (job := receive(jobs)) is not None:
        answer = answer_to(*job)
        _, _, limits = job
        del job  # a waiting worker holds nobody's file
        send(answers, answer)
        del answer
        _set_alarm(0)
        if _has_grown(limits):
            return  # what it took for a large file is given back by ending; the next file starts another worker


def answer_to(task: str, particulars: tuple[Any, ...], limits: Limits) -> Answer:
    """Do one task (a key of `etl.reading.tasks.TASKS`) within its limits."""
    from etl.reading.tasks import TASKS

    _bind(limits)
    try:
        return "done", TASKS[task](*particulars, limits)
    except Refused as refused:
        return "refused", (refused.rule, refused.particulars)
    except MemoryError:
        return "refused", ("too-large", {"what": "memory"})
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - parsers of broken files fail in any way; Rust's panic is not an Exception
        return "failed", traceback.format_exc()


def _bind(limits: Limits) -> None:
    """Hold this process to its memory, and to its time with some grace, where the system can."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(limits.memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    _set_alarm(int(limits.seconds) + GRACE_SECONDS)


def _has_grown(limits: Limits) -> bool:
    """Whether this process holds more than one may keep, though it holds no file; only Linux tells."""
    statistics = Path("/proc/self/statm")
    if not statistics.exists():
        return False
    pages = int(statistics.read_bytes().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") > limits.kept_bytes


def _set_alarm(seconds: int) -> None:
    if sys.platform != "win32":
        signal.alarm(seconds)  # no handler: the signal ends the process even inside a library


if __name__ == "__main__":
    main()
