"""Where accounts rest: one SQLite file in the data folder, which several processes write.

A connection lives for one step: opening one takes a fifth of a millisecond, and nothing is shared between threads. One
more is kept open by each process and never asked anything: when the last connection to a file closes, SQLite takes its
log into it, which has the disk wait four times where a step needs it once.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from guoban.access.rules import Rules
from guoban.errors import StoreError
from guoban.text import _

FILE = "access.sqlite3"
SCHEMA = 1
"""Counted up with every change of accounts.sql; kept in the file as SQLite's own `user_version`."""

PATIENCE_SECONDS = 10.0


class AccessStore:
    """The accounts of a data folder. clock: gives the seconds since 1970, for tests."""

    def __init__(self, folder: Path, rules: Rules | None = None, clock: Callable[[], float] = time.time) -> None:
        self.path = Path(folder) / FILE
        self.rules = rules or Rules()
        self.clock = clock

    def exists(self) -> bool:
        """Whether anything was ever written."""
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that looks. Raises StoreError when the file cannot be used."""
        with self._opened() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that changes: all of the block or nothing of it, one writer at a time."""
        with self._opened() as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(_connection(self.path)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise StoreError(
                _("The accounts in {file} cannot be used: {reason}.").format(file=self.path, reason=error),
                _("See that the disk is not full and that the file may be written, then try again."),
            ) from error
        except OSError as error:
            raise StoreError(
                _("The accounts in {file} cannot be used: {reason}.").format(
                    file=self.path, reason=error.strerror or error
                ),
                _("See that the folder is there and may be written to."),
            ) from error


def _connection(path: Path) -> sqlite3.Connection:
    if not path.exists():
        _make(path)
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
        _kept_open.hold(path)
    except BaseException:
        connection.close()
        raise
    return connection


class _KeptOpen:
    """The file that this process used last, held open; a forked child, which may not use it, holds it for itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[int, Path, int] | None = None
        self._connection: sqlite3.Connection | None = None

    def hold(self, path: Path) -> None:
        """Hold a file open, unless it is held: that of this name, not one that it was put in the place of."""
        held = (os.getpid(), path, path.stat().st_ino)
        with self._lock:
            if held == self._held:
                return
            if self._connection is not None and self._held is not None and self._held[0] == os.getpid():
                self._connection.close()
            self._connection, self._held = sqlite3.connect(path, check_same_thread=False), held
            self._connection.execute("pragma user_version").fetchone()  # only then is the file opened


_kept_open = _KeptOpen()


def _make(path: Path) -> None:
    """Make the file so that nobody else on the machine reads it: SQLite gives its other files the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")  # a password that was changed stays changed after a power cut
    (schema,) = connection.execute("pragma user_version").fetchone()
    if schema == SCHEMA:
        return
    if schema > SCHEMA:
        raise StoreError(
            _("The accounts were written by a newer version of Guoban."), _("Start that version, or a newer one.")
        )
    connection.execute("pragma journal_mode = wal")
    connection.execute("begin immediate")
    (schema,) = connection.execute("pragma user_version").fetchone()
    if schema == 0:  # else another process was quicker
        for statement in _statements(Path(__file__).with_name("accounts.sql").read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"pragma user_version = {SCHEMA}")
    connection.commit()


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end the transaction they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
