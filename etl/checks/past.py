"""What the store knows of the units of a file: figures as they were told, targets, uploads."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from etl.checks.arrays import Days, Flags, Floats
from etl.checks.told import told_to
from etl.layout.figures import Codes, Ints
from guoban.warehouse import Reader, find_upload_by_hash
from guoban.warehouse.kept import KeptByStore


@dataclass(frozen=True, slots=True)
class EarlierUpload:
    """One upload of the store; loaded_on in UTC."""

    number: int
    file_name: str
    loaded_on: date


@dataclass(frozen=True)
class Tellings:
    """Figures as uploads told them, one place in every array each, the later ones later.

    unit, indicator: numbers in the codes they were asked with. counts: the upload was not undone; of several tellings
    of one figure that count the last is in force.
    """

    unit: Ints
    indicator: Ints
    first_day: Days
    last_day: Days
    value: Floats
    upload: Ints
    counts: Flags

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Tellings":
        """The rows of history.sql."""
        unit, indicator, upload = (frame[name].to_numpy(np.int64) for name in ("unit", "indicator", "upload"))
        first_day, last_day = (frame[name].to_numpy("datetime64[D]") for name in ("first_day", "last_day"))
        counts = frame["counts"].to_numpy(bool)
        return cls(unit, indicator, first_day, last_day, frame["value"].to_numpy(np.float64), upload, counts)

    def __len__(self) -> int:
        return len(self.unit)


_NO_INTS, _NO_DAYS = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]")
NO_TELLINGS = Tellings(_NO_INTS, _NO_INTS, _NO_DAYS, _NO_DAYS, np.zeros(0), _NO_INTS, np.zeros(0, bool))


class Past(Protocol):
    """What checks ask of the store."""

    @property
    def again(self) -> int | None:
        """The upload of exactly this file that counts, if there is one."""

    def figures(self, codes: Codes, units: Ints, since: date, until: date) -> Tellings:
        """Every telling of figures of some units that end in these days; units and indicators by number in `codes`."""

    def targets(self, codes: Codes, year: int) -> Floats:
        """Targets in force: one row a unit of `codes`, one column an indicator; NaN where there is none."""

    def upload(self, number: int) -> EarlierUpload:
        """One upload, for a finding that names it."""


class StoredPast:
    """The past as one version of the store has it: as it is remembered, or asked for where the store is too large.

    Nothing is asked of a large store that has no figure of the days in question; how far its figures reach is asked
    once a version.
    """

    def __init__(self, reader: Reader, sha256: str) -> None:
        self._reader = reader
        self._sha256 = sha256
        self._told = told_to(reader)

    @cached_property
    def again(self) -> int | None:
        if self._told is not None:
            return self._told.again(self._sha256)
        return find_upload_by_hash(self._reader, self._sha256)

    def figures(self, codes: Codes, units: Ints, since: date, until: date) -> Tellings:
        if self._told is None:
            return self._asked(codes, units, since, until)
        figures, counts = self._told.of(codes, units, since, until)
        return Tellings(**figures, counts=counts) if len(counts) else NO_TELLINGS

    def _asked(self, codes: Codes, units: Ints, since: date, until: date) -> Tellings:
        reach = _reach(self._reader)
        if reach is None or reach[1] < since or reach[0] > until:
            return NO_TELLINGS
        asked = {
            "units": [codes.units[unit] for unit in units.tolist()],
            "unit_numbers": units.tolist(),
            "indicators": list(codes.indicators),
            "indicator_numbers": list(range(len(codes.indicators))),
            "since": since,
            "until": until,
        }
        return Tellings.of(self._reader.query(_sql("history"), asked))

    def targets(self, codes: Codes, year: int) -> Floats:
        trace = self._reader.trace_of("target")
        if not trace:
            return self._asked_targets(codes, year)
        known = _targets.get(self._reader.store)
        return known.once((trace, year, codes.units, codes.indicators), lambda: self._asked_targets(codes, year))

    def _asked_targets(self, codes: Codes, year: int) -> Floats:
        rows = self._reader.query(_sql("targets"), {"year": year})
        found = no_targets(codes)
        unit, indicator = (
            pd.Index(names).get_indexer(pd.Index(rows[name]))
            for name, names in (("unit", codes.units), ("indicator", codes.indicators))
        )
        known = (unit >= 0) & (indicator >= 0)
        found[unit[known], indicator[known]] = rows["value"].to_numpy(np.float64)[known]
        found.flags.writeable = False  # shared by all files that are checked
        return found

    def upload(self, number: int) -> EarlierUpload:
        if self._told is not None:
            told = self._told.upload(number)
            return EarlierUpload(number, told.file_name, told.loaded_at.date())
        row = self._reader.query("select file_name, loaded_at from upload where upload = $n", {"n": number}).iloc[0]
        return EarlierUpload(number, str(row["file_name"]), row["loaded_at"].date())


def no_targets(codes: Codes) -> Floats:
    """Targets of units that were given none."""
    return np.full((len(codes.units), len(codes.indicators)), np.nan)


class _Targets:
    """Targets of a store as they were asked for: most uploads change none."""

    broken = False
    MOST = 8

    def __init__(self, _store: Path) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[object, ...], Floats] = {}

    def once(self, key: tuple[object, ...], ask: Callable[[], Floats]) -> Floats:
        """What was asked for under this key, or is asked for now."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                found = self._kept[key] = ask()
                for oldest in list(self._kept)[: -self.MOST]:
                    del self._kept[oldest]
            return found


_targets = KeptByStore(_Targets)
_reaches: "WeakKeyDictionary[Reader, tuple[date, date] | None]" = WeakKeyDictionary()


def _reach(reader: Reader) -> tuple[date, date] | None:
    """The first and the last day on which a figure of the store ends; None for an empty one."""
    if reader not in _reaches:
        row = reader.query("select min(last_day) as first, max(last_day) as last from observation").iloc[0]
        _reaches[reader] = None if pd.isna(row["first"]) else (row["first"].date(), row["last"].date())
    return _reaches[reader]


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
