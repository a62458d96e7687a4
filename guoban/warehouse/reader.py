"""Reading: every process keeps one connection a store, with the versions in use attached under their own names."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from weakref import WeakValueDictionary

import duckdb
import pandas as pd

from guoban.catalogue import Catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.duck import BROKEN, attach, detach, locked_connection
from guoban.warehouse.roster import read_roster
from guoban.warehouse.schema import require_understood
from guoban.warehouse.versions import version_path


class Reader:
    """One version of the store, which stays as it is whatever is published meanwhile. Safe to share between threads."""

    def __init__(self, attached: "AttachedVersions", version: int) -> None:
        self.version = version
        self._attached = attached

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run SQL with named parameters (`$year`) and fetch everything.

        Types: DECIMAL arrives as float64, good for 15 digits (yuan and fen come back as typed up to ten trillion);
        where more is needed, `cast(… as varchar)`. DATE and TIMESTAMP arrive as datetime64, text as str.
        Raises StoreError when the file turns out to be damaged; wrong SQL raises DuckDB's own errors.
        """
        with self._cursor() as cursor:
            return cursor.execute(sql, dict(parameters) if parameters else None).df()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Units, indicators, settings and aliases of this version, learnt aliases included."""
        with self._cursor() as cursor:
            return read_roster(cursor.execute)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one call, in which the store's tables go by their plain names."""
        with closing(self._attached.cursor()) as cursor:
            try:
                cursor.execute(f"use v{self.version}")
                yield cursor
            except BROKEN as error:
                self._attached.give_up()
                raise StoreError(
                    _("Version {version} of the store cannot be read: {reason}").format(
                        version=self.version, reason=str(error).splitlines()[0]
                    ),
                    _("Go back to an older version, or restore a backup."),
                ) from error


class AttachedVersions:
    """The versions of one store that this process has open."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._connection = locked_connection(store)
        self._lock = threading.Lock()
        self._attached: set[int] = set()
        self._readers: WeakValueDictionary[int, Reader] = WeakValueDictionary()
        self._newest: Reader | None = None  # kept, so that its catalogue is built once
        self.broken = False

    def reader(self, version: int) -> Reader:
        """The reader of a version, attached on first use. Raises what is in `duck.BROKEN`."""
        with self._lock:
            reader = self._readers.get(version)
            if reader is None:
                if version not in self._attached:
                    attach(self._connection, version_path(self._store, version), f"v{version}", "(read_only)")
                    self._attached.add(version)
                    require_understood(self._connection.execute, f"v{version}")
                reader = self._readers[version] = Reader(self, version)
            self._newest = reader
            self._let_go_of_unused()
            return reader

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one call: DuckDB's are not to be shared between threads."""
        with self._lock:
            return self._connection.cursor()

    def held(self) -> set[int]:
        """Versions that a reader is still there for; the files of the others are closed first."""
        with self._lock:
            self._let_go_of_unused()
            return set(self._attached)

    def _let_go_of_unused(self) -> None:
        for unused in self._attached - set(self._readers):
            detach(self._connection, f"v{unused}")
            self._attached.remove(unused)

    def give_up(self) -> None:
        """Have the next reader start afresh: a damaged file can leave a connection unusable."""
        self.broken = True


_kept: dict[tuple[int, Path], AttachedVersions] = {}
_kept_lock = threading.Lock()


def attached_versions(store: Path) -> AttachedVersions:
    """What this process has open of `store`; a forked child starts its own, for connections do not survive a fork."""
    key = (os.getpid(), store)
    with _kept_lock:
        found = _kept.get(key)
        if found is None or found.broken:
            found = _kept[key] = AttachedVersions(store)
        return found


def held_versions(store: Path) -> set[int]:
    """Versions of `store` that readers of this process hold."""
    with _kept_lock:
        found = _kept.get((os.getpid(), store))
    return found.held() if found else set()
