"""What a store was told so far, kept in memory: a figure once loaded never changes, so only new uploads are asked for.

Every version of a store has all uploads of the one before it, and perhaps more. What can change of an upload is whether
it was undone, and that is asked anew for each version. A store that was restored, or gone back to an older version and
gone on from there, has other uploads under numbers that are known: it is remembered from its beginning, then.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from etl.checks.arrays import Flags
from etl.layout.figures import Codes, Ints
from guoban.warehouse import Reader
from guoban.warehouse.kept import KeptByStore

MOST_FIGURES = 1_000_000
"""Of so many figures at most the memory of one store consists (some 40 MB); of a larger one nothing is kept."""

_COLUMNS = {
    "upload": "i8", "unit": "i4", "indicator": "i4", "first_day": "M8[D]", "last_day": "M8[D]", "value": "f8",
}  # fmt: skip
Columns = Mapping[str, npt.NDArray[Any]]

_UPLOADS = """
select
    (select created_at from store) as made,
    count(*) filter (where upload <= $known) as held,
    bit_xor(hash(upload, sha256, loaded_at)) filter (where upload <= $known) as seal,
    list((upload, file_name, sha256, loaded_at, hash(upload, sha256, loaded_at))) filter (where upload > $known) as new,
    list(upload) filter (where undone_at is not null) as undone
from upload
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
        self._uploads: tuple[ToldUpload, ...] = ()
        self._seals = [0]  # of the first so many uploads together
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
            found = self._ask_uploads(reader)
            if found is None:
                self._forget()
                found = self._ask_uploads(reader)
            if found is None or not self._learn(reader, found.new):
                self._forget()
                self._too_large = True
                return None
            return self._told(found)

    @property
    def _last(self) -> int:
        return self._uploads[-1].number if self._uploads else 0

    def _ask_uploads(self, reader: Reader) -> "_Found | None":
        """The uploads of a version; None where it has others under numbers that are known."""
        last, known = self._last, len(self._uploads)
        ((made, held, seal, new, undone),) = reader.rows(_UPLOADS, {"known": last})
        if made != self._made:
            self._made = made  # another store in the same folder: even the same uploads may have told it other figures
            return None
        if held > known or self._seals[held] != (seal or 0) or (new and held < known):
            return None
        told = [(ToldUpload(*row[:4]), row[4]) for row in sorted(new or ())]
        return _Found(held, told, frozenset(undone or ()))

    def _learn(self, reader: Reader, new: list[tuple[ToldUpload, int]]) -> bool:
        """Remember new uploads and their figures; False where they are too many."""
        if not new:
            return True
        most = MOST_FIGURES - self._count
        told = reader.arrays(_FIGURES, {"known": self._last, "most": most + 1})
        if len(told["upload"]) > most:
            return False
        self._append(told, np.lexsort((told["line"], told["upload"])))
        self._uploads += tuple(upload for upload, _seal in new)
        for upload, seal in new:
            self._seals.append(self._seals[-1] ^ seal)
            self._numbers.setdefault(upload.sha256, []).append(upload.number)
        return True

    def _append(self, told: "dict[str, npt.NDArray[Any]]", order: Ints) -> None:
        start, end = self._count, self._count + len(order)
        if end > len(self._room["upload"]):
            held, self._room = self._room, _room_for(max(end, min(2 * end, MOST_FIGURES)))
            for name, column in held.items():
                self._room[name][:start] = column[:start]
        for name in ("upload", "first_day", "last_day", "value"):
            self._room[name][start:end] = told[name][order]
        self._room["unit"][start:end] = _numbered(told["unit"][order], self._units)
        self._room["indicator"][start:end] = _numbered(told["indicator"][order], self._indicators)
        self._count = end

    def _told(self, found: "_Found") -> Told:
        """What the uploads of a version told, of which there may be fewer than are known."""
        held = found.held + len(found.new)
        uploads, end = self._uploads[:held], self._count
        if held < len(self._uploads):
            last = uploads[-1].number if uploads else 0
            end = int(np.searchsorted(self._room["upload"][:end], last, side="right"))
        figures = {name: column[:end] for name, column in self._room.items()}
        return Told(uploads, found.undone, self._numbers, figures, tuple(self._units), tuple(self._indicators))


def _room_for(figures: int) -> dict[str, npt.NDArray[Any]]:
    return {name: np.empty(figures, kind) for name, kind in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """The uploads of a version: how many of those known, the new ones with a seal each, the numbers of those undone."""

    held: int
    new: list[tuple[ToldUpload, int]]
    undone: frozenset[int]


def _numbered(codes: npt.NDArray[np.object_], numbers: dict[str, int]) -> Ints:
    """Codes by number, new ones added to `numbers`."""
    return np.fromiter((numbers.setdefault(code, len(numbers)) for code in codes.tolist()), np.int64, len(codes))


_memories = KeptByStore(_Memory)
_known: "WeakKeyDictionary[Reader, Told | None]" = WeakKeyDictionary()
