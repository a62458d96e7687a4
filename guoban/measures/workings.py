"""Where the answers are worked out: what does not depend on the asked day is prepared once a version of the store.

A figure changes only on the days on which something ends, so a year is kept as stretches of days (workings.sql). A new
day then costs one look-up, not a new reckoning. The workings live in memory as long as the reader they belong to.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import closing
from datetime import date
from itertools import count
from weakref import WeakKeyDictionary, finalize

import duckdb
import pandas as pd
import pyarrow as pa

from guoban.measures.columns import Column, columns_of, frame_of
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
        self._labels: dict[int, dict[str, Column]] = {}
        self._answers: OrderedDict[Hashable, pd.DataFrame] = OrderedDict()
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
        return frame_of(self.columns(name, parameters, tables))

    def columns(
        self,
        name: str,
        parameters: Mapping[str, object] | None = None,
        tables: Mapping[str, pa.Table] | None = None,
    ) -> dict[str, Column]:
        """The same, as columns."""
        with closing(self._cursor()) as cursor:
            for table, rows in (tables or {}).items():
                cursor.register(table, rows)
            return columns_of(cursor.execute(parsed(question(name), cursor), dict(parameters or {})).fetchnumpy())

    def kept(self, key: Hashable, answer: Callable[[], Mapping[Hashable, pd.DataFrame]]) -> pd.DataFrame:
        """The answer kept under `key`, else the one made now, with others that came along. A copy, to be changed."""
        with self._lock:
            if key not in self._answers:
                self._answers |= answer()
            self._answers.move_to_end(key)
            while len(self._answers) > KEPT_ANSWERS:
                self._answers.popitem(last=False)
            return self._answers[key].copy(deep=False)

    def labels(self, year: int) -> dict[str, Column]:
        """What does not change in a year, one entry a unit and indicator in the order of duty."""
        with self._lock:
            if year not in self._labels:
                self._labels[year] = self.columns("labels", {"year": year})
            return self._labels[year]

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
                for table in ("duty", "course"):
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


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """Add rows to a table of the same columns in the same order, cast to its types."""
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} select * from incoming")
    cursor.unregister("incoming")


def _forget(schema: str) -> None:
    """Drop the workings of a reader that is gone."""
    with closing(_memory().cursor()) as cursor:
        cursor.execute(f"drop schema if exists {schema} cascade")
