"""What the store knows of the units of a file: figures as they were told, targets, uploads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

import pandas as pd

from guoban.warehouse import Reader, find_upload_by_hash


@dataclass(frozen=True, slots=True)
class EarlierUpload:
    """One upload of the store; loaded_on in UTC."""

    number: int
    file_name: str
    loaded_on: date


class Past(Protocol):
    """What checks ask of the store."""

    @property
    def again(self) -> int | None:
        """The upload of exactly this file that counts, if there is one."""

    def figures(self, units: Sequence[str], since: date, until: date) -> pd.DataFrame:
        """Every telling of figures of `units` that end in these days, the later ones later (columns of `no_figures`).

        counts: the upload was not undone; of several tellings that count the last is in force.
        """

    def targets(self, first: int, last: int) -> pd.DataFrame:
        """Targets in force for these years: unit, indicator, year, value."""

    def upload(self, number: int) -> EarlierUpload:
        """One upload, for a finding that names it."""


class StoredPast:
    """The past as one version of the store has it.

    Nothing is asked of a store that has no figure of the days in question; how far its figures reach is asked once a
    version.
    """

    def __init__(self, reader: Reader, sha256: str) -> None:
        self._reader = reader
        self._sha256 = sha256

    @cached_property
    def again(self) -> int | None:
        return find_upload_by_hash(self._reader, self._sha256)

    def figures(self, units: Sequence[str], since: date, until: date) -> pd.DataFrame:
        reach = _reach(self._reader)
        if reach is None or reach[1] < since or reach[0] > until:
            return no_figures()
        return self._reader.query(_sql("history"), {"units": list(units), "since": since, "until": until})

    def targets(self, first: int, last: int) -> pd.DataFrame:
        return self._reader.query(_sql("targets"), {"first": first, "last": last})

    def upload(self, number: int) -> EarlierUpload:
        row = self._reader.query("select file_name, loaded_at from upload where upload = $n", {"n": number}).iloc[0]
        return EarlierUpload(number, str(row["file_name"]), row["loaded_at"].date())


@cache
def no_figures() -> pd.DataFrame:
    """The past of units that never told anything."""
    days = pd.Series(dtype="datetime64[s]")
    return pd.DataFrame(
        {
            "unit": pd.Series(dtype="str"), "indicator": pd.Series(dtype="str"), "first_day": days, "last_day": days,
            "value": pd.Series(dtype="float64"), "upload": pd.Series(dtype="int64"), "counts": pd.Series(dtype="bool"),
        }
    )  # fmt: skip


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
