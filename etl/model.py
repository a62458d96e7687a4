"""What travels along the way in: grids of cells, tables of figures, findings, the reading of one file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

import pandas as pd

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One cell as the reader gives it; None or "" = empty."""


class Severity(StrEnum):
    """How much a finding weighs (contract.md)."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged range, 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as a rectangle of cells that starts at A1.

    rows: all rows have the same length.
    hidden: the sheet itself is hidden. hidden_rows, hidden_columns: 0-based; of .xlsx .xlsb .xls .ods.
    error_cells: addresses (row, column), 0-based, whose stored value is an error such as #REF!, with the error's text.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False
    error_cells: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or odd in an upload (问题), in words a clerk understands.

    rule: a stable name from `etl.checks.rules`.
    sheet, cell: where ("季报", "A19"); None where the whole file is meant.
    choices: for questions, the answers to offer, likeliest first. Unit and indicator answers are codes.
    about: for questions, what is asked about: the text as written in the sheet (a unit's name, say).
    """

    severity: Severity
    rule: str
    message: str
    hint: str = ""
    sheet: str | None = None
    cell: str | None = None
    choices: tuple[str, ...] = ()
    about: str | None = None


class CellRole(StrEnum):
    """What a cell was read as."""

    HEAD = "head"
    UNIT = "unit"
    INDICATOR = "indicator"
    KEY = "key"  # period, measure, area of work: what a row is about, besides
    VALUE = "value"
    TARGET = "target"
    TOTAL = "total"  # checked, never loaded
    LEFT_OUT = "left_out"  # computed, compared with, not understood: not loaded
    OPEN = "open"  # a question stands before it


@dataclass(frozen=True, slots=True)
class RoleArea:
    """A rectangle of cells with one role, 0-based, both ends included."""

    role: CellRole
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood. header_rows are 1-based; span is None where ignored.

    areas: what its cells were read as; cells outside all of them were of no use. They never overlap.
    """

    sheet: str
    layout: str
    header_rows: tuple[int, ...]
    span: tuple[date, date] | None
    why: str
    areas: tuple[RoleArea, ...] = ()


OBSERVATION_COLUMNS = (
    "unit", "indicator", "first_day", "last_day", "value", "sheet", "cell", "raw", "note", "quote",
)  # fmt: skip
"""Columns of the observations frame. `value` is float64 in base units, rounded to 6 decimals (money to 2: 分);
first_day and last_day are datetime64; cell is an A1 address; note and quote may be missing."""


@cache
def no_observations() -> pd.DataFrame:
    """An empty frame of observations."""
    types = {"first_day": "datetime64[s]", "last_day": "datetime64[s]", "value": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=types.get(name, "str")) for name in OBSERVATION_COLUMNS})


TARGET_COLUMNS = ("unit", "indicator", "year", "value", "sheet", "cell", "raw")


@cache
def no_targets() -> pd.DataFrame:
    """An empty frame of targets."""
    types = {"year": "int64", "value": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=types.get(name, "str")) for name in TARGET_COLUMNS})


@dataclass(frozen=True)
class Answers:
    """What a person has settled about a file, given back to the reading.

    units, indicators: text as written in the sheet → code (or "" = leave it out).
    shares: place ("季报!C5") → the share that is meant there ("93%", or "" = leave it out).
    span: the span for sheets that name none.
    unit: the unit for a form that names none.
    """

    units: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    span: tuple[date, date] | None = None
    unit: str | None = None
    shares: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """Everything that was read from one file, before anything is stored.

    missing: figures that the tables ask for and that are blank. version: of the store that it was checked against.
    answers: what had been settled about it. read_on: the day from which spans were still to come.
    """

    file_name: str
    sha256: str
    size: int
    sheets: tuple[SheetReading, ...]
    observations: pd.DataFrame
    targets: pd.DataFrame
    findings: tuple[Finding, ...]
    grids: tuple[Sheet, ...] = ()
    missing: int = 0
    version: int = 0
    answers: Answers | None = None
    read_on: date | None = None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that stop a load: errors and open questions."""
        return tuple(f for f in self.findings if f.severity in (Severity.ERROR, Severity.QUESTION))
