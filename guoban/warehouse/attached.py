"""Every process keeps one reading connection a store, with the versions in use attached under their own names."""

import threading
from pathlib import Path
from weakref import WeakValueDictionary

import duckdb

from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.duck import BrokenFileError, attach, broken_files_told, detach, locked_connection
from guoban.warehouse.kept import KeptByStore
from guoban.warehouse.reader import Reader
from guoban.warehouse.schema import require_understood
from guoban.warehouse.seals import Seal
from guoban.warehouse.versions import version_path


class AttachedVersions:
    """The versions of one store that this process has open."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._connection = locked_connection(store)
        self._lock = threading.Lock()
        self._attached: set[int] = set()
        self._readers: WeakValueDictionary[int, Reader] = WeakValueDictionary()
        self._newest: Reader | None = None  # kept, so that it is attached once and not for each call
        self.broken = False

    def reader(self, version: int, seal: Seal | None) -> Reader:
        """The reader of a version, attached on first use.

        Raises BrokenFileError when the file is missing, cut off or no store; StoreError when its tables are too new.
        """
        with self._lock:
            reader = self._readers.get(version)
            if reader is None:
                if version not in self._attached:
                    self._attach(version, seal)
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

    def _attach(self, version: int, seal: Seal | None) -> None:
        path = version_path(self.store, version)
        if seal is not None and _size(path) not in (None, seal.size):
            raise BrokenFileError(_("the file does not have the size it was published with"))
        attach(self._connection, path, f"v{version}", "(read_only)")
        try:
            with broken_files_told():
                require_understood(self._connection.execute, f"v{version}")
        except (BrokenFileError, StoreError):
            self.broken = True  # attached and of no use: the next reader starts afresh
            raise
        self._attached.add(version)

    def _let_go_of_unused(self) -> None:
        for unused in self._attached - set(self._readers):
            detach(self._connection, f"v{unused}")
            self._attached.remove(unused)


attached_versions = KeptByStore(AttachedVersions)
"""What this process has open of each store."""


def held_versions(store: Path) -> set[int]:
    """Versions of `store` that readers of this process hold."""
    attached = attached_versions.find(store)
    return attached.held() if attached else set()


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None
