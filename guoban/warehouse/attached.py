"""Every process keeps one reading connection a store, with the files of the versions in use attached to it.

A whole file is attached as `v10`. Where a version has additions, their rows are laid into tables of this connection's
memory, and views in the schema `memory.v10` show both together. The versions made by additions to one file share those
tables: each looks no further than its own last upload.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakValueDictionary

import duckdb

from guoban.catalogue import Catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.addition import TABLES, Addition, insert_rows, read_addition
from guoban.warehouse.duck import BrokenFileError, attach, broken_files_told, detach, locked_connection
from guoban.warehouse.kept import KeptByStore
from guoban.warehouse.reader import Reader
from guoban.warehouse.roster import read_roster
from guoban.warehouse.schema import SCHEMA_VERSION, require_understood, views
from guoban.warehouse.seals import Seal
from guoban.warehouse.versions import Chain, addition_path, chain_of, whole_path


@dataclass
class _Opened:
    """A whole file that is attached, and what is known of it.

    is_of_today: it has all tables that this program knows. additions: those that were read, by number.
    laid: numbers of those whose rows lie in memory; None = no table yet.
    """

    whole: int
    catalogue: Catalogue
    is_of_today: bool
    additions: dict[int, Addition] = field(default_factory=dict)
    laid: set[int] | None = None


class AttachedVersions:
    """The versions of one store that this process has open."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._connection = locked_connection(store)
        self._lock = threading.Lock()
        self._opened: dict[int, _Opened] = {}
        self._readers: WeakValueDictionary[int, Reader] = WeakValueDictionary()
        self._newest: Reader | None = None  # kept, so that it is attached once and not for each call
        self.broken = False

    def reader(self, version: int, seals: Mapping[int, Seal]) -> Reader:
        """The reader of a version, its files opened on first use. seals: of whole files, where they are known.

        Raises BrokenFileError when a file is missing, cut off or no store; StoreError when its tables are too new.
        """
        with self._lock:
            reader = self._readers.get(version)
            if reader is None:
                reader = self._readers[version] = self._open(self._chain(version), seals)
            self._newest = reader
            self._let_go_of_unused()
            return reader

    def cursor(self, reader: Reader) -> duckdb.DuckDBPyConnection:
        """A connection of its own for one call, in which the tables of a version go by their plain names."""
        with self._lock:
            cursor = self._connection.cursor()
            whole = reader.chain.whole
            if reader.additions:
                self._lay(cursor, self._opened[whole], reader.additions)
                cursor.execute(f"use memory.v{whole}")
                cursor.execute(f"set variable last_upload = {reader.additions[-1].upload}")
            else:
                cursor.execute(f"use v{whole}")
            return cursor

    def held(self) -> set[int]:
        """Versions that a reader is still there for; the files of the others are closed first."""
        with self._lock:
            self._let_go_of_unused()
            return set(self._readers)

    def _chain(self, version: int) -> Chain:
        """The files of a version; most often it is the newest one with one addition more."""
        newest = self._newest.chain if self._newest else None
        if newest and newest.version == version - 1 and addition_path(self.store, version).exists():
            return Chain(newest.whole, (*newest.additions, version))
        return chain_of(self.store, version)

    def _open(self, chain: Chain, seals: Mapping[int, Seal]) -> Reader:
        opened = self._opened.get(chain.whole)
        if opened is None:
            opened = self._opened[chain.whole] = self._attach(chain.whole, seals.get(chain.whole))
        for number in chain.additions:
            if number not in opened.additions:
                opened.additions[number] = read_addition(self.store, number)
        additions = tuple(opened.additions[number] for number in chain.additions)
        return Reader(self, chain, additions, opened.catalogue, seals.get(chain.whole), is_of_today=opened.is_of_today)

    def _attach(self, whole: int, seal: Seal | None) -> _Opened:
        path = whole_path(self.store, whole)
        if seal is not None and _size(path) not in (None, seal.size):
            raise BrokenFileError(_("the file does not have the size it was published with"))
        attach(self._connection, path, f"v{whole}", "(read_only)")
        try:
            with broken_files_told():
                cursor = self._connection.cursor()
                tables = require_understood(cursor.execute, f"v{whole}")
                cursor.execute(f"use v{whole}")
                return _Opened(whole, read_roster(cursor.execute), tables == SCHEMA_VERSION)
        except (BrokenFileError, StoreError):
            self.broken = True  # attached and of no use: the next reader starts afresh
            raise

    def _lay(self, cursor: duckdb.DuckDBPyConnection, opened: _Opened, additions: tuple[Addition, ...]) -> None:
        """Have the rows of additions lie in memory."""
        if opened.laid is None:
            _make_room(cursor, opened.whole)
            opened.laid = set()
        for addition in additions:
            if addition.version not in opened.laid:
                opened.laid.add(addition.version)
                for table, rows in addition.tables.items():
                    insert_rows(cursor, f"memory.v{opened.whole}.added_{table}", rows)

    def _let_go_of_unused(self) -> None:
        for unused in set(self._opened) - {reader.chain.whole for reader in self._readers.values()}:
            if self._opened.pop(unused).laid is not None:
                self._connection.execute(f"drop schema memory.v{unused} cascade")
            detach(self._connection, f"v{unused}")


def _make_room(cursor: duckdb.DuckDBPyConnection, whole: int) -> None:
    """Make the tables for rows of additions, and the views that show a whole file and them as one."""
    ours, theirs = f"memory.v{whole}", f"v{whole}"
    tables = cursor.execute("select table_name from duckdb_tables() where database_name = $name", {"name": theirs})
    statements = [f"create schema {ours}", f"use {ours}"]
    for (table,) in tables.fetchall():
        rows = f"select * from {theirs}.main.{table}"  # nosec B608
        if table in TABLES:
            statements.append(f"create table added_{table} as {rows} limit 0")
            rows += f" union all select * from added_{table} where upload <= getvariable('last_upload')"  # nosec B608
        statements.append(f"create view {table} as {rows}")
    cursor.execute(";\n".join([*statements, views()]))


attached_versions = KeptByStore(AttachedVersions)
"""What this process has open of each store."""


def held_versions(store: Path) -> set[int]:
    """Versions of `store` that readers of this process hold."""
    attached = attached_versions.find(store)
    return attached.held() if attached else set()


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None
