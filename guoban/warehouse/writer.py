"""Writing: one transaction on a file that nobody else has open yet."""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import duckdb

from guoban.warehouse.duck import BROKEN, attach, detach, locked_connection
from guoban.warehouse.schema import require_understood

T = TypeVar("T")

SMALL_BLOCKS = "(block_size 65536)"
"""A county's store is small: with a quarter of the usual block the file is half as large and as quick to read."""


class DamagedFileError(Exception):
    """A file cannot be opened as a store."""


class Writer:
    """A kept connection that attaches one file at a time. The caller holds the writer's lock."""

    def __init__(self, store: Path) -> None:
        self._connection = locked_connection(store)
        self.broken = False

    def write(self, part: Path, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Run `change` on the file in one transaction, leave it checkpointed and closed, and return what it returned.

        Whatever `change` raises comes through, the transaction rolled back.
        Raises DamagedFileError when the file is there and no store, what is in `duck.BROKEN` when it cannot be written.
        """
        is_new = not part.exists()
        try:
            attach(self._connection, part, "writing", SMALL_BLOCKS if is_new else "")
        except BROKEN as error:
            if is_new:
                raise
            raise DamagedFileError(str(error)) from error
        try:
            with closing(self._connection.cursor()) as cursor:
                cursor.execute("use writing")
                if not is_new:
                    require_understood(cursor.execute, "writing")
                cursor.execute("begin")
                result = change(cursor)
                cursor.execute("commit")
                cursor.execute("checkpoint writing")
        except BROKEN:
            self.broken = True  # DuckDB may have closed the whole connection
            raise
        finally:
            if self.broken:
                self._connection.close()
            else:
                detach(self._connection, "writing")
        return result


_kept: dict[tuple[int, Path], Writer] = {}
_kept_lock = threading.Lock()


def kept_writer(store: Path) -> Writer:
    """This process's writer for `store`; a forked child starts its own, for connections do not survive a fork."""
    key = (os.getpid(), store)
    with _kept_lock:
        found = _kept.get(key)
        if found is None or found.broken:
            found = _kept[key] = Writer(store)
        return found
