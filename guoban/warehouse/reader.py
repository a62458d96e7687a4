"""Reading one version of the store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from guoban.catalogue import Catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.addition import Addition
from guoban.warehouse.duck import BrokenFileError, broken_files_told, parsed
from guoban.warehouse.roster import read_own_roster
from guoban.warehouse.seals import Seal
from guoban.warehouse.versions import Chain

if TYPE_CHECKING:
    from guoban.warehouse.attached import AttachedVersions


class Reader:
    """One version of the store, which stays as it is whatever is published meanwhile. Safe to share between threads.

    chain: the files it is made of. additions: the rows that were added to the whole file, upload by upload.
    catalogue: units, indicators, settings and learnt aliases included. seal: of the whole file, if known.
    is_of_today: it has all tables that this program knows; one made by an older program may lack some.
    """

    def __init__(
        self,
        attached: "AttachedVersions",
        chain: Chain,
        additions: tuple[Addition, ...],
        catalogue: Catalogue,
        seal: Seal | None,
        *,
        is_of_today: bool,
    ) -> None:
        self.chain = chain
        self.additions = additions
        self.catalogue = catalogue
        self.seal = seal
        self.is_of_today = is_of_today
        self._attached = attached
        self._idle: list[duckdb.DuckDBPyConnection] = []  # connections of calls that are over; gone with the reader

    @property
    def version(self) -> int:
        """The number of the version."""
        return self.chain.version

    @cached_property
    def trace(self) -> tuple[Seal, ...]:
        """The seals of the files it is made of; empty where that of the whole file is not known.

        Of two versions of which one's begin with all of the other's, it has all rows of the other, and then those of
        the additions after it.
        """
        return (self.seal, *(addition.seal for addition in self.additions)) if self.seal else ()

    def trace_of(self, table: str) -> tuple[Seal, ...]:
        """`trace` of the files that have rows of a table: versions in which it is the same have the same rows of it."""
        return (
            self.trace[:1] + tuple(each.seal for each in self.additions if table in each.tables) if self.trace else ()
        )

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
            return _ask(cursor, sql, parameters).df()

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """`query` for a few rows, as Python's own types (DECIMAL as Decimal), in a third of its time."""
        with self._cursor() as cursor:
            return _ask(cursor, sql, parameters).fetchall()

    def table(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """`query` as Arrow holds it, every type as in the store: rows to be put into another store."""
        with self._cursor() as cursor:
            asked: pa.Table = cursor.sql(_select(sql, cursor), params=dict(parameters or {})).to_arrow_table()
            return asked

    def arrays(self, sql: str, parameters: Mapping[str, object] | None = None) -> dict[str, "np.ndarray[Any, Any]"]:
        """`query` for columns without missing values, as numpy holds them, in half of its time."""
        with self._cursor() as cursor:
            found = _ask(cursor, sql, parameters).fetchnumpy()
        return {name: np.asarray(column) for name, column in found.items()}

    @cached_property
    def own_catalogue(self) -> Catalogue:
        """`catalogue` as it was given, without the names learnt with uploads."""
        with self._cursor() as cursor:
            return read_own_roster(cursor.execute)

    @cached_property
    def last_upload(self) -> int:
        """The number of the newest upload, undone or not; 0 before the first."""
        if self.additions:
            return self.additions[-1].upload
        ((last,),) = self.rows("select max(upload) from upload")
        return last or 0

    @cached_property
    def last_event(self) -> int:
        """The place of the last thing that was done to an upload; 0 before the first."""
        if self.additions:
            return int(self.additions[-1].tables["upload_event"]["place"][-1].as_py())
        ((last,),) = self.rows("select max(place) from upload_event")
        return last or 0

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
                _("Go back to an older version (python -m etl go-back), or put a backup back (restore)."),
            ) from error

    def _lent(self) -> duckdb.DuckDBPyConnection:
        """A connection that no other call uses meanwhile."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._attached.cursor(self)


def _ask(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object] | None
) -> duckdb.DuckDBPyConnection:
    return cursor.execute(_select(sql, cursor), dict(parameters) if parameters else None)


def _select(sql: str, cursor: duckdb.DuckDBPyConnection) -> duckdb.Statement:
    """A question. What is none is refused: rows of additions lie in tables that statements could change."""
    question = parsed(sql, cursor)
    if isinstance(question, str) or question.type != duckdb.StatementType.SELECT:
        raise duckdb.PermissionException("only a single select can be asked of a reader")
    return question
