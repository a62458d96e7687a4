"""Writing: one transaction on a file that nobody else has open yet."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import duckdb

from guoban.warehouse.duck import BrokenFileError, attach, broken_files_told, detach, locked_connection
from guoban.warehouse.kept import KeptByStore
from guoban.warehouse.schema import require_understood

T = TypeVar("T")

_NEW_FILE = "(block_size 65536)"
"""A county's store is small: with a quarter of the usual block the file is half as large and as quick to read."""

_SETTINGS = (
    # a file that is not finished is thrown away: a log to recover it from would be written for nothing
    "checkpoint_threshold = '1KB'",
    "auto_checkpoint_skip_wal_threshold = 0",
    # the file is nobody's until it was synced and sealed as a whole: no need to sync it at every step
    "fsync_mode = 'NONE'",
    # an upload is small, and the other cores belong to those who read meanwhile
    "threads = 1",
)


class Writer:
    """A kept connection that attaches one file at a time. The caller holds the writer's lock."""

    def __init__(self, store: Path) -> None:
        self._connection = locked_connection(store, *_SETTINGS)
        self.broken = False

    def write(self, part: Path, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Run `change` on the file in one transaction, leave it checkpointed and closed, and return what it returned.

        A file that is not there is made. Whatever `change` raises comes through, the transaction rolled back.
        Raises BrokenFileError when the file cannot be written; StoreError when its tables are too new.
        """
        is_new = not part.exists()
        attach(self._connection, part, "writing", _NEW_FILE if is_new else "")
        try:
            with closing(self._connection.cursor()) as cursor, broken_files_told():
                cursor.execute("use writing")
                if not is_new:
                    require_understood(cursor.execute, "writing")
                cursor.execute("begin")
                result = change(cursor)
                _finish(cursor, part)
        except BrokenFileError:
            self.broken = True  # DuckDB may have closed the whole connection
            raise
        finally:
            if self.broken:
                self._connection.close()
            else:
                detach(self._connection, "writing")
        return result


def _finish(cursor: duckdb.DuckDBPyConnection, part: Path) -> None:
    """Commit and checkpoint. Nothing but the disk can go wrong here, whatever class DuckDB gives the error."""
    try:
        cursor.execute("commit")
        if part.with_name(f"{part.name}.wal").exists():  # a commit this small checkpoints by itself, as set above
            cursor.execute("checkpoint writing")
    except duckdb.Error as error:
        raise BrokenFileError(str(error).splitlines()[0]) from error


writers = KeptByStore(Writer)
"""This process's writer for each store."""
