"""Reading one version of the store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd

from guoban.catalogue import Catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.duck import BrokenFileError, broken_files_told, parsed
from guoban.warehouse.roster import read_roster
from guoban.warehouse.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from guoban.warehouse.attached import AttachedVersions


class Reader:
    """One version of the store, which stays as it is whatever is published meanwhile. Safe to share between threads."""

    def __init__(self, attached: "AttachedVersions", version: int) -> None:
        self.version = version
        self._attached = attached
        self._idle: list[duckdb.DuckDBPyConnection] = []  # connections of calls that are over; gone with the reader

    @property
    def store(self) -> Path:
        """The folder of the store that this is a version of."""
        return self._attached.store

    def query(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run SQL with named parameters (`$year`) and fetch everything.

        Types: DECIMAL arrives as float64, good for 15 digits (yuan and fen come back as typed up to ten trillion);
        where more is needed, `cast(… as varchar)`. DATE and TIMESTAMP arrive as datetime64, text as str.
        Raises StoreError when the file turns out to be damaged; wrong SQL raises DuckDB's own errors.
        """
        with self._cursor() as cursor:
            return cursor.execute(parsed(sql, cursor), dict(parameters) if parameters else None).df()

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """`query` for a few rows, as Python's own types (DECIMAL as Decimal), in a third of its time."""
        with self._cursor() as cursor:
            return cursor.execute(parsed(sql, cursor), dict(parameters) if parameters else None).fetchall()

    def arrays(self, sql: str, parameters: Mapping[str, object] | None = None) -> dict[str, "np.ndarray[Any, Any]"]:
        """`query` for columns without missing values, as numpy holds them, in half of its time."""
        with self._cursor() as cursor:
            found = cursor.execute(parsed(sql, cursor), dict(parameters) if parameters else None).fetchnumpy()
        return {name: np.asarray(column) for name, column in found.items()}

    @cached_property
    def catalogue(self) -> Catalogue:
        """Units, indicators, settings and aliases of this version, learnt aliases included."""
        with self._cursor() as cursor:
            return read_roster(cursor.execute)

    @cached_property
    def is_of_today(self) -> bool:
        """Whether this version has all tables that this program knows; one made by an older program may lack some."""
        ((found,),) = self.rows("select schema_version from store")
        return bool(found == SCHEMA_VERSION)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one call, in which the store's tables go by their plain names; used again after it."""
        try:
            with broken_files_told():
                cursor = self._lent()
                try:
                    yield cursor
                except BaseException:
                    cursor.close()
                    raise
                self._idle.append(cursor)
        except BrokenFileError as error:
            self._attached.broken = True  # it may take no more calls: the next reader starts afresh
            raise StoreError(
                _("Version {version} of the store cannot be read: {reason}").format(version=self.version, reason=error),
                _("Go back to an older version, or restore a backup."),
            ) from error

    def _lent(self) -> duckdb.DuckDBPyConnection:
        """A connection that no other call uses meanwhile."""
        try:
            return self._idle.pop()
        except IndexError:
            cursor = self._attached.cursor()
            cursor.execute(f"use v{self.version}")
            return cursor
