"""Where the answers are worked out: what does not depend on the asked day is prepared once a version of the store.

A figure changes only on the days on which something ends, so a year is kept as stretches of days (workings.sql). A new
day then costs one look-up, not a new reckoning. The workings live in memory as long as the reader they belong to.

Those of a new version take over from those of the version before what no upload between the two can have changed.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from weakref import WeakKeyDictionary, finalize, ref

import duckdb
import pandas as pd
import pyarrow as pa

from guoban.catalogue import Catalogue
from guoban.measures.columns import Column, columns_of, frame_of
from guoban.measures.filling import (
    Uploads,
    every_unit,
    fill_course,
    fill_own,
    fill_roster,
    fill_splits,
    fill_sums,
    take_over,
    take_roster,
    these_units,
    with_kin,
)
from guoban.measures.questions import question
from guoban.warehouse import Reader
from guoban.warehouse.duck import parsed

KEPT_ANSWERS = 64
"""Answers kept for each version. One of 28 units x 100 indicators takes about 1 MB."""


class Workings:
    """The workings of one version of the store. Safe to share between threads."""

    def __init__(self, reader: Reader, before: "Workings | None" = None) -> None:
        self._connection = _memory()
        self._schema = f"workings_{next(_numbers)}"
        self._lock = threading.RLock()
        self._roster = _roster(reader.catalogue)
        self._uploads = Uploads.of(reader)
        self._years: set[int] = set()
        self._courses: set[int] = set()
        self._labels: dict[int, dict[str, Column]] = {}
        self._answers: OrderedDict[Hashable, pd.DataFrame] = OrderedDict()
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(f"create schema {self._schema}")
            cursor.execute(f"use {self._schema}")
            cursor.execute(question("workings"))
            cursor.execute("begin")
            if before and before._roster == self._roster and before._uploads.known <= self._uploads.known:
                self._take_over(cursor, reader, before)
            else:
                fill_roster(cursor, reader)
            cursor.execute("commit")
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
            with closing(self._cursor()) as cursor:
                cursor.execute("begin")
                every_unit(cursor)
                if missing:
                    fill_own(cursor, reader, missing[0], missing[-1], None)
                    fill_sums(cursor, missing[0], missing[-1])
                fill_course(cursor, year)
                fill_splits(cursor, reader, year)
                cursor.execute("commit")
            self._years.update(missing)
            self._courses.add(year)

    def _take_over(self, cursor: duckdb.DuckDBPyConnection, reader: Reader, before: "Workings") -> None:
        """Work out anew only what an upload can have changed that counts in one of the two versions alone.

        In the years of which such an upload tells, that is what stands for the units it tells of, for those above them
        and those below; and in the years after, what is asked of these in view of where they stood.
        """
        courses = set(before._courses)
        years = set(before._years)  # read in this order: whoever prepares a year meanwhile adds to the other first
        touched = self._uploads.touched_since(before._uploads, reader)
        again = years & {year for _unit, year in touched}
        courses_again = courses & (again | {year + 1 for year in again})
        units = sorted({unit for unit, _year in touched})
        take_roster(cursor, before._schema)
        these_units(cursor, units)
        take_over(cursor, before._schema, ["own"], years, again)
        for year in again:
            fill_own(cursor, reader, year, year, units)
        with_kin(cursor)
        take_over(cursor, before._schema, ["part", "standing"], years, again)
        for year in again:
            fill_sums(cursor, year, year)
        take_over(cursor, before._schema, ["duty", "course"], courses, courses_again)
        for year in courses_again:
            fill_course(cursor, year)
        for year in courses:
            fill_splits(cursor, reader, year)
        self._years, self._courses = years, courses

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
            latest = _latest.get(reader.store)
            before = latest() if latest else None  # as long as it is held, its workings are there to be taken over
            found = _kept[reader] = Workings(reader, _kept.get(before) if before else None)
            _latest[reader.store] = ref(reader)
        return found


_kept: "WeakKeyDictionary[Reader, Workings]" = WeakKeyDictionary()
_latest: "dict[Path, ref[Reader]]" = {}
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


def _roster(catalogue: Catalogue) -> tuple[object, ...]:
    """Units and indicators without their further names, of which the workings hold nothing."""
    units = (replace(unit, aliases=()) for unit in catalogue.units.values())
    indicators = (replace(indicator, synonyms=()) for indicator in catalogue.indicators.values())
    return (*units, *indicators)


def _forget(schema: str) -> None:
    """Drop the workings of a reader that is gone."""
    with closing(_memory().cursor()) as cursor:
        cursor.execute(f"drop schema if exists {schema} cascade")
