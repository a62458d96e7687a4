"""Where the answers are worked out: what does not depend on the asked day is prepared once a version of the store.

A figure changes only on the days on which something ends, so a year is kept as stretches of days (workings.sql). A new
day then costs one look-up, not a new reckoning. The workings live in memory as long as the reader they belong to.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary, finalize

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from guoban.measures.questions import question
from guoban.warehouse import Reader
from guoban.warehouse.duck import parsed

KEPT_ANSWERS = 64
"""Answers kept for each version. One of 28 units x 100 indicators takes about 1 MB."""


class Workings:
    """The workings of one version of the store. Safe to share between threads."""

    def __init__(self, reader: Reader) -> None:
        self._connection = _memory()
        self._schema = f"workings_{next(_numbers)}"
        self._lock = threading.RLock()
        self._years: set[int] = set()
        self._courses: set[int] = set()
        self._answers: OrderedDict[tuple[object, ...], pd.DataFrame] = OrderedDict()
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(f"create schema {self._schema}")
            cursor.execute(f"use {self._schema}")
            cursor.execute(question("workings"))
            _fill(cursor, "ancestry", reader.query(question("ancestry")))
            cursor.register("roster", reader.query("select code, name, kind, parent, position from unit"))
            cursor.execute(f"insert into unit {question('units')}")
            _fill(cursor, "indicator", reader.query(question("indicators")))
        finalize(reader, _forget, self._schema).atexit = False

    def ask(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        tables: Mapping[str, pa.Table] | None = None,
    ) -> pd.DataFrame:
        """The answer to a question, which may name `tables` beside those of the workings."""
        with closing(self._cursor()) as cursor:
            for table, rows in (tables or {}).items():
                cursor.register(table, rows)
            return _frame(cursor.execute(parsed(question(name), cursor), dict(parameters or {})).fetchnumpy())

    def kept(self, key: tuple[object, ...], answer: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The answer kept under `key`, else the one made now. A copy, for the caller to change."""
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                found = self._answers[key] = answer()
                while len(self._answers) > KEPT_ANSWERS:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
            return found.copy(deep=False)

    def prepare(self, reader: Reader, year: int) -> None:
        """Make `year` ready to be asked about: its stretches, those of the year before, and what was due."""
        with self._lock:
            if year in self._courses:
                return
            missing = sorted({year - 1, year} - self._years)
            if missing:
                self._prepare_stretches(reader, missing[0], missing[-1])
            with closing(self._cursor()) as cursor:
                cursor.execute("begin")
                _fill(cursor, "own_split", reader.query(question("own_split"), {"year": year}))
                for table in ("split", "duty", "course"):
                    cursor.execute(parsed(_insert(table), cursor), {"year": year})
                cursor.execute("commit")
            self._courses.add(year)

    def _prepare_stretches(self, reader: Reader, first_year: int, last_year: int) -> None:
        days = {"first_day": date(first_year, 1, 1), "last_day": date(last_year, 12, 31)}
        years = {"first_year": first_year, "last_year": last_year}
        with closing(self._cursor()) as cursor:
            cursor.execute("begin")
            _fill(cursor, "held", reader.query(question("held"), days))
            cursor.execute(parsed(_insert("own"), cursor), years)
            _fill(cursor, "own", reader.query(question("own_target"), years))
            for table in ("part", "standing"):
                cursor.execute(parsed(_insert(table), cursor), years)
            cursor.execute("commit")
        self._years.update((first_year, last_year))

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            cursor = self._connection.cursor()
        cursor.execute(f"use {self._schema}")
        return cursor


def workings(reader: Reader) -> Workings:
    """The workings of the reader's version, made on first use and dropped with the reader."""
    with _kept_lock:
        found = _kept.get(reader)
        if found is None:
            found = _kept[reader] = Workings(reader)
        return found


_kept: "WeakKeyDictionary[Reader, Workings]" = WeakKeyDictionary()
_kept_lock = threading.Lock()
_numbers = count(1)


_connections: dict[int, duckdb.DuckDBPyConnection] = {}


def _memory() -> duckdb.DuckDBPyConnection:
    """One connection a process; a forked child makes its own.

    One thread a question: in the milliseconds that a question takes a second thread costs more than it brings, and
    several people ask at once.
    """
    found = _connections.get(os.getpid())
    if found is None:
        found = _connections[os.getpid()] = duckdb.connect(":memory:")
        for setting in ("threads = 1", "enable_external_access = false", "lock_configuration = true"):
            found.execute(f"set {setting}")
    return found


def _insert(table: str) -> str:
    """The statement that fills a table with the answer to the question of its name."""
    return f"insert into {table} {question(table)}"


def _frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Columns as `fetchnumpy` gives them, null where masked; `.df()` makes the same frame in four times the time."""
    return pd.DataFrame({name: _column(np.ma.getdata(each), np.ma.getmask(each)) for name, each in columns.items()})


def _column(values: "NDArray[Any]", nulls: Any) -> "NDArray[Any] | ExtensionArray":
    if values.dtype.kind == "i" and nulls is not np.ma.nomask:
        return pd.arrays.IntegerArray(values, nulls)
    if values.dtype.kind == "O":
        if nulls is not np.ma.nomask:
            values[nulls] = None
        return pd.array(values, dtype="str")
    if nulls is np.ma.nomask:
        return values
    return np.where(nulls, np.datetime64("NaT") if values.dtype.kind == "M" else np.nan, values)


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """Add rows to a table of the same columns in the same order, cast to its types."""
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} select * from incoming")
    cursor.unregister("incoming")


def _forget(schema: str) -> None:
    """Drop the workings of a reader that is gone."""
    with closing(_memory().cursor()) as cursor:
        cursor.execute(f"drop schema if exists {schema} cascade")
