"""What a store was told so far, kept in memory: a figure once loaded never changes, so only new uploads are asked for.

A version made by adding to the file of the one before has all uploads of that, and what was added is at hand. Another
whole file has them most often too, and perhaps others of them undone: its uploads are asked for. A store that was
restored, or gone back to an older version and gone on from there, has other uploads under numbers that are known: it is
remembered from its beginning, then.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl.checks.arrays import Flags
from etl.layout.figures import Codes, Ints
from guoban.warehouse import Reader
from guoban.warehouse.addition import Addition
from guoban.warehouse.kept import KeptByStore
from guoban.warehouse.seals import Seal

MOST_FIGURES = 1_000_000
"""Of so many figures at most the memory of one store consists (some 40 MB); of a larger one nothing is kept."""

_COLUMNS = {
    "upload": "i8", "unit": "i4", "indicator": "i4", "first_day": "M8[D]", "last_day": "M8[D]", "value": "f8",
}  # fmt: skip
Columns = Mapping[str, npt.NDArray[Any]]

_UPLOADS = """
select upload, file_name, sha256, loaded_at, undone_at is not null as undone, (select created_at from store) as made
from upload
order by upload
"""
_FIGURES = """
select upload, line, unit, indicator, first_day, last_day, cast(value as double) as value
from observation
where upload > $known
limit $most
"""


@dataclass(frozen=True, slots=True)
class ToldUpload:
    """One upload of a store; loaded_at in UTC."""

    COLUMNS: ClassVar = ("upload", "file_name", "sha256", "loaded_at")

    number: int
    file_name: str
    sha256: str
    loaded_at: datetime


@dataclass(frozen=True)
class Told:
    """What one version of a store was told: figures in the order of telling, by the numbers of `units`, `indicators`.

    figures: columns upload, unit, indicator, first_day, last_day, value. undone: uploads that do not count.
    numbers: the uploads of each SHA-256, later ones than `uploads` perhaps among them.
    """

    uploads: tuple[ToldUpload, ...]
    undone: frozenset[int]
    numbers: Mapping[str, list[int]]
    figures: Columns
    units: tuple[str, ...]
    indicators: tuple[str, ...]

    def again(self, sha256: str) -> int | None:
        """The newest upload of a file's bytes that counts."""
        last = self.uploads[-1].number if self.uploads else 0
        same = (number for number in self.numbers.get(sha256, ()) if number <= last and number not in self.undone)
        return max(same, default=None)

    def upload(self, number: int) -> ToldUpload:
        """One upload."""
        return next(told for told in self.uploads if told.number == number)

    def of(self, codes: Codes, units: Ints, since: date, until: date) -> tuple[dict[str, npt.NDArray[Any]], Flags]:
        """The figures of some units, of spans that end in these days, and which of them count.

        units: numbers in `codes`, as the columns unit and indicator are then.
        """
        asked = np.full(len(codes.units) + 1, -1)  # the last place: a unit that is in the store and not in `codes`
        asked[units] = units
        unit_of = asked[_numbers_in(self.units, codes.number_of_unit)]
        indicator_of = _numbers_in(self.indicators, codes.number_of_indicator)
        last_day = self.figures["last_day"]
        found = _taken(self.figures, (last_day >= np.datetime64(since)) & (last_day <= np.datetime64(until)))
        found |= {"unit": unit_of[found["unit"]], "indicator": indicator_of[found["indicator"]]}
        found = _taken(found, (found["unit"] >= 0) & (found["indicator"] >= 0))
        undone = np.fromiter(self.undone, np.int64, len(self.undone))
        counts = ~np.isin(found["upload"], undone) if len(undone) else np.ones(len(found["upload"]), bool)
        return found, counts


def _taken(columns: Columns, rows: Flags) -> dict[str, npt.NDArray[Any]]:
    return dict(columns) if rows.all() else {name: column[rows] for name, column in columns.items()}


def _numbers_in(own: tuple[str, ...], number_of: dict[str | None, int]) -> Ints:
    return np.array([number_of.get(code, -1) for code in own], np.int64)


def told_to(reader: Reader) -> Told | None:
    """What a version was told; None of a store too large to be remembered. Safe to call from several threads."""
    if reader not in _known:
        _known[reader] = _memories.get(reader.store).at(reader)
    return _known[reader]


class _Memory:
    """What is remembered of one store: the uploads of the newest version met, and their figures."""

    broken = False

    def __init__(self, _store: Path) -> None:
        self._lock = threading.Lock()
        self._too_large = False
        self._made: datetime | None = None
        self._forget()

    def _forget(self) -> None:
        self._trace: tuple[Seal, ...] = ()  # the files of the newest version met
        self._uploads: tuple[ToldUpload, ...] = ()
        self._undone: frozenset[int] = frozenset()  # in that version, and in all that are made by adding to its file
        self._numbers: dict[str, list[int]] = {}
        self._units: dict[str, int] = {}
        self._indicators: dict[str, int] = {}
        self._count = 0
        self._room = _room_for(0)  # doubled when it is full; figures once in it stay as they are

    def at(self, reader: Reader) -> Told | None:
        """What the reader's version was told, asked of it as far as it is new."""
        with self._lock:
            if self._too_large:
                return None
            known = len(self._trace)
            if known and reader.trace[:known] == self._trace:
                fits = self._added(reader.additions[known - 1 :])
                told = self._up_to(reader.last_upload, self._undone) if fits else None
            elif known and reader.trace and self._trace[: len(reader.trace)] == reader.trace:
                return self._up_to(reader.last_upload, self._undone)
            else:
                told = self._asked(reader)
            if told is None:
                self._forget()
                self._too_large = True
                return None
            self._trace, self._undone = reader.trace, told.undone
            return told

    def _added(self, additions: Sequence[Addition]) -> bool:
        """Learn what was added to the version known; False where it is too much."""
        for addition in additions:
            (row,) = addition.tables["upload"].select(list(ToldUpload.COLUMNS)).to_pylist()
            figures = addition.tables.get("observation")
            columns = {} if figures is None else _columns_of(figures, self._units, self._indicators)
            if not self._learn([ToldUpload(*row.values())], columns):
                return False
        return True

    def _asked(self, reader: Reader) -> Told | None:
        """Ask a version for its uploads, and for the figures of those that are new; None where it is too much."""
        rows = reader.rows(_UPLOADS)
        made = rows[0][-1] if rows else None
        uploads = tuple(ToldUpload(*row[:4]) for row in rows)
        undone = frozenset(number for number, *_rest, is_undone, _made in rows if is_undone)
        last = self._uploads[-1].number if self._uploads else 0
        new = [upload for upload in uploads if upload.number > last]
        held = len(uploads) - len(new)
        if made != self._made or uploads[:held] != self._uploads[:held] or (new and held < len(self._uploads)):
            self._forget()  # another store in the same folder, or one gone back and on from there
            self._made, last, new = made, 0, list(uploads)
        if new:
            told = reader.arrays(_FIGURES, {"known": last, "most": MOST_FIGURES - self._count + 1})
            order = np.lexsort((told["line"], told["upload"]))
            figures = {name: told[name][order] for name in _COLUMNS}
            figures["unit"] = _numbered(figures["unit"], self._units)
            figures["indicator"] = _numbered(figures["indicator"], self._indicators)
            if not self._learn(new, figures):
                return None
        return self._up_to(uploads[-1].number if uploads else 0, undone)

    def _learn(self, uploads: Sequence[ToldUpload], figures: Columns) -> bool:
        """Remember new uploads and their figures; False where they are too many."""
        count = len(figures["upload"]) if figures else 0
        start, end = self._count, self._count + count
        if end > MOST_FIGURES:
            return False
        if end > len(self._room["upload"]):
            held, self._room = self._room, _room_for(max(end, min(2 * end, MOST_FIGURES)))
            for name, column in held.items():
                self._room[name][:start] = column[:start]
        for name, column in figures.items():
            self._room[name][start:end] = column
        self._count = end
        self._uploads += tuple(uploads)
        for upload in uploads:
            self._numbers.setdefault(upload.sha256, []).append(upload.number)
        return True

    def _up_to(self, last: int, undone: frozenset[int]) -> Told:
        """What the uploads up to a number told."""
        uploads, end = self._uploads, self._count
        if uploads and uploads[-1].number > last:
            uploads = tuple(upload for upload in uploads if upload.number <= last)
            end = int(np.searchsorted(self._room["upload"][:end], last, side="right"))
        figures = {name: column[:end] for name, column in self._room.items()}
        return Told(uploads, undone, self._numbers, figures, tuple(self._units), tuple(self._indicators))


def _room_for(figures: int) -> dict[str, npt.NDArray[Any]]:
    return {name: np.empty(figures, kind) for name, kind in _COLUMNS.items()}


def _numbered(codes: npt.NDArray[np.object_], numbers: dict[str, int]) -> Ints:
    """Codes by number, new ones added to `numbers`."""
    return np.fromiter((numbers.setdefault(code, len(numbers)) for code in codes.tolist()), np.int64, len(codes))


def _columns_of(figures: pa.Table, units: dict[str, int], indicators: dict[str, int]) -> Columns:
    """Figures of the store's table `observation` as they are remembered; codes new to the numberings are added."""
    return {
        "upload": figures["upload"].to_numpy(),
        "unit": _numbered_column(figures["unit"], units),
        "indicator": _numbered_column(figures["indicator"], indicators),
        "first_day": figures["first_day"].to_numpy(),
        "last_day": figures["last_day"].to_numpy(),
        "value": figures["value"].cast(pa.float64()).to_numpy(),
    }


def _numbered_column(codes: pa.ChunkedArray, numbers: dict[str, int]) -> Ints:
    """`_numbered` of a dictionary column, of which each code is looked at once."""
    parts = [
        _numbered(chunk.dictionary.to_numpy(zero_copy_only=False), numbers)[chunk.indices.to_numpy()]
        for chunk in codes.chunks
    ]
    return np.concatenate(parts)


_memories = KeptByStore(_Memory)
_known: "WeakKeyDictionary[Reader, Told | None]" = WeakKeyDictionary()
