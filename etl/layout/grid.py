"""A sheet as arrays: what sort of thing each cell is, and what each distinct text means."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from etl.layout.vocabulary import Vocabulary
from etl.layout.words import Word, is_note
from etl.model import Cell, MergedRange, Sheet
from etl.values import parse_value

EMPTY, NUMBER, TEXT, DATE, OTHER = range(5)
_SORTS: defaultdict[type, int] = defaultdict(
    lambda: OTHER, {type(None): EMPTY, float: NUMBER, int: NUMBER, str: TEXT, date: DATE, datetime: DATE}
)

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

_LONG_TEXT = 60
"""Longer than any name: prose, which is neither a head nor a figure."""

_LOOKED_AT = 300
"""So many characters of a text are looked at: more than any title has, and no time for 32,000 of them."""


@dataclass(frozen=True)
class Grid:
    """One sheet from A1 to its last used row and column.

    cells: object array as read, blanks at the ends of texts kept. sorts: EMPTY, NUMBER, TEXT, DATE or OTHER for each.
    text_of: index into `texts` for each cell, -1 where there is none. merged: clipped to the used rectangle.
    whole: index → the whole of a text of which `texts` has the beginning only.
    """

    sheet: Sheet
    cells: npt.NDArray[np.object_]
    sorts: npt.NDArray[np.int8]
    text_of: npt.NDArray[np.int32]
    texts: tuple[str, ...]
    merged: tuple[MergedRange, ...]
    vocabulary: Vocabulary
    whole: dict[int, str] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """Number of used rows."""
        return int(self.cells.shape[0])

    @property
    def width(self) -> int:
        """Number of used columns."""
        return int(self.cells.shape[1])

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """What each of `texts` means."""
        return tuple(map(self.vocabulary.word, self.texts))

    @cached_property
    def values(self) -> npt.NDArray[np.float64]:
        """The numbers among the cells; NaN where a cell holds none."""
        values = np.full(self.cells.shape, np.nan)
        plain = self.sorts == NUMBER
        values[plain] = _floats(self.cells[plain])
        return values

    @cached_property
    def years(self) -> Flags:
        """Cells with a whole number that may be a year: 2026 in a head is not a figure."""
        return np.asarray((self.values >= 1990) & (self.values <= 2100) & (self.values == np.floor(self.values)))

    def flagged(self, flags: list[bool]) -> Flags:
        """One flag a distinct text → one flag a cell."""
        return np.asarray(np.array([*flags, False], bool)[self.text_of])

    @cached_property
    def units(self) -> Flags:
        """Cells that name a unit."""
        return self.flagged([word.unit is not None for word in self.words])

    @cached_property
    def indicators(self) -> Flags:
        """Cells that name an indicator."""
        return self.flagged([word.indicator is not None for word in self.words])

    @cached_property
    def head_words(self) -> Flags:
        """Cells made of the vocabulary of heads only."""
        return self.flagged([word.is_head for word in self.words])

    @cached_property
    def asides(self) -> Flags:
        """Cells with a note (填报单位：…) or a mere day, as signatures have it: no heads, whatever their words mean."""
        days = (word.span is not None and word.span.kind == "day" and word.role is None for word in self.words)
        return self.flagged([is_day or is_note(text) for is_day, text in zip(days, self.texts, strict=True)])

    @cached_property
    def totals(self) -> Flags:
        """Cells that say 合计, 小计 …"""
        return self.flagged([word.total for word in self.words])

    @cached_property
    def _states(self) -> list[str]:
        """For each of `texts`, what it is as a figure; prose and words that are understood are none."""
        return [
            parse_value(word.text).state if word.rest and not word.of_which and len(word.text) < _LONG_TEXT else "word"
            for word in self.words
        ]

    @cached_property
    def numbers(self) -> Flags:
        """Cells that hold a figure: numbers, and texts that read as one."""
        return np.asarray((self.sorts == NUMBER) | self.flagged([state == "number" for state in self._states]))

    @cached_property
    def marks(self) -> Flags:
        """Cells with a mark for a missing figure: —, /, 无, 未报 …"""
        return self.flagged([state == "missing" for state in self._states])

    @cached_property
    def spread(self) -> npt.NDArray[np.int32]:
        """`text_of` with the text of every merged range in all of its cells."""
        spread = self.text_of.copy()
        for area in self.merged:
            spread[area.top : area.bottom + 1, area.left : area.right + 1] = self.text_of[area.top, area.left]
        return spread

    def text(self, row: int, column: int) -> str:
        """The text of a cell, that of its merged range included; "" where there is none."""
        index = int(self.spread[row, column])
        return self.texts[index] if index >= 0 else ""

    def whole_text(self, row: int, column: int) -> str:
        """The same in its full length, for remarks and quotations."""
        index = int(self.spread[row, column])
        return self.whole.get(index) or self.text(row, column)

    def word(self, row: int, column: int) -> Word | None:
        """What the text of a cell means."""
        index = int(self.spread[row, column])
        return self.words[index] if index >= 0 else None


def _floats(held: npt.NDArray[np.object_]) -> npt.NDArray[np.float64]:
    """Numbers as doubles; a whole number beyond their range is infinite."""
    try:
        return held.astype(np.float64)
    except OverflowError:
        return np.array([number if abs(number) < 2**1023 else np.inf for number in held.tolist()], np.float64)


def cross(rows: Ints, columns: Ints | list[int]) -> tuple[Ints, Ints]:
    """An index for every cell where some rows and some columns cross."""
    return rows[:, None], np.array(columns, np.int64)[None, :]


def read_grid(sheet: Sheet, vocabulary: Vocabulary) -> Grid:
    """`sheet` as arrays, without the empty rows and columns behind its last used cell."""
    cells = np.array(sheet.rows, dtype=object)
    if cells.ndim != 2:
        cells = np.empty((0, 0), dtype=object)
    flat = list(chain.from_iterable(sheet.rows)) if cells.size else []
    sorts = np.fromiter(map(_SORTS.__getitem__, map(type, flat)), np.int8, len(flat))
    text_of, written = _distinct_texts(flat, sorts)
    sorts, text_of = sorts.reshape(cells.shape), text_of.reshape(cells.shape)
    for row, column in sheet.error_cells:
        if row < cells.shape[0] and column < cells.shape[1]:
            sorts[row, column] = OTHER
    height, width = _used(sorts)
    merged = tuple(
        MergedRange(area.top, area.left, min(area.bottom, height - 1), min(area.right, width - 1))
        for area in sheet.merged
        if area.top < height and area.left < width
    )
    texts = tuple(map(beginning, written))
    whole = {index: text for index, text in enumerate(written) if len(text) > _LOOKED_AT}
    return Grid(
        sheet, cells[:height, :width], sorts[:height, :width], text_of[:height, :width], texts, merged, vocabulary,
        whole,
    )  # fmt: skip


def beginning(text: str) -> str:
    """As much of a text as is looked at; of a long one with its blanks drawn together."""
    return text if len(text) <= _LOOKED_AT else " ".join(text.split())[:_LOOKED_AT]


def _distinct_texts(flat: list[Cell], sorts: npt.NDArray[np.int8]) -> tuple[npt.NDArray[np.int32], tuple[str, ...]]:
    """Number the distinct texts of the cells; texts of nothing but blanks become empty cells in `sorts`."""
    numbered: dict[str, int] = {}
    text_of = np.full(len(flat), -1, np.int32)
    places = np.flatnonzero(sorts == TEXT)
    if not len(places):
        return text_of, ()
    numbers = [_number_of(flat[place], numbered) for place in places.tolist()]
    text_of[places] = numbers
    sorts[places[text_of[places] < 0]] = EMPTY
    return text_of, tuple(numbered)


def _number_of(text: Cell, numbered: dict[str, int]) -> int:
    """The number of a text, given to it now if it is new; -1 for nothing but blanks."""
    if not isinstance(text, str) or not text or text.isspace():
        return -1
    return numbered.setdefault(text, len(numbered))


def _used(sorts: npt.NDArray[np.int8]) -> tuple[int, int]:
    """Height and width of the rectangle from A1 to the last cell that is not empty."""
    filled = sorts != EMPTY
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    return (int(rows[-1]) + 1, int(columns[-1]) + 1) if rows.size else (0, 0)
