"""One writer at a time, over all processes; who waits too long is told for whom."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from guoban.errors import StoreError
from guoban.text import _

LOCK_NAME = "writer.lock"
HOLDER_NAME = "writer.json"


@contextmanager
def writing_alone(store: Path, patience_seconds: float) -> Iterator[None]:
    """Hold the store's lock inside the block. The system lets go of it when the process ends, however it ends.

    Raises StoreError naming process, command and since when, after waiting `patience_seconds`.
    """
    holder = store / HOLDER_NAME
    try:
        lock = FileLock(store / LOCK_NAME, timeout=patience_seconds, poll_interval=0.01)
        with lock:
            holder.write_text(json.dumps(_myself(), ensure_ascii=False), encoding="utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout:
        raise StoreError(
            _("The store is being written by {holder}.").format(holder=_holder(holder)),
            _("Wait until it is done and try again; if that process hangs, end it."),
        ) from None


def _myself() -> dict[str, str | int]:
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
    return {"pid": os.getpid(), "command": _command(), "since": since, "host": socket.gethostname()}


def _command() -> str:
    program, *words = sys.argv or [""]
    path = Path(program)
    name = f"python -m {path.parent.name}" if path.name == "__main__.py" else path.name
    return " ".join([name or "python", *words])[:200]


def _holder(path: Path) -> str:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return _("process {pid} on {host} ({command}), since {since}").format(**known)
    except (OSError, ValueError, KeyError, TypeError):
        return _("another process that has not said its name yet")  # it took the lock this instant
