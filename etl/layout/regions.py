"""Where the tables of a sheet stand: strips side by side, and in each strip bands of heads with bodies below them.

A name belongs to whichever runs through more names of its sort, its row or its column. A row whose names and head words
run along the row is a row of heads; in a column of units, or of indicators, each row is part of a body.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from etl.layout.grid import EMPTY, NUMBER, TEXT, Flags, Grid
from etl.layout.words import Role, is_note

_MOST_HEAD_ROWS = 10
_LONGEST_CUT = 60
_CUT_ROWS = 40
"""Words cut over two rows are only looked for in this many rows from the top."""


@dataclass(frozen=True, slots=True)
class Region:
    """One table: 0-based rows; columns left ≤ column < right; body rows first ≤ row < last.

    title: rows above the head that belong to this table or to the whole sheet, from the top down.
    repeated: rows of the body that give title and head once more, as printed pages do.
    """

    head: tuple[int, ...]
    first: int
    last: int
    left: int
    right: int
    title: tuple[int, ...]
    repeated: tuple[int, ...] = ()


def find_regions(grid: Grid) -> tuple[Region, ...]:
    """Every table of the sheet, left to right and top down."""
    return tuple(region for left, right in _strips(grid) for region in _regions_of_strip(grid, left, right))


def is_sequence(values: npt.NDArray[np.float64]) -> bool:
    """Whether numbers count up by one from 1, as ordinals (序号) and column numbers do; gaps by totals are allowed."""
    if len(values) < 2 or values[0] != 1:
        return bool(len(values) == 1 and values[0] == 1)
    steps = np.diff(values)
    return bool(np.mean(steps == 1) >= 0.8)


def _strips(grid: Grid) -> list[tuple[int, int]]:
    """Columns at which a further table begins: where names run down again, to the right of figures."""
    starts = {0}
    keys = [_key_columns(grid, names) for names in (grid.units, grid.indicators)]
    figure_columns = _figure_columns(grid) if any(len(found) >= 2 for found in keys) else []
    for found in keys:
        for before, after in pairwise(found):
            between = [column for column in figure_columns if before < column < after]
            beyond = any(column > after for column in figure_columns)
            if between and beyond:
                starts.add(max(between) + 1)
    edges = [*sorted(starts), grid.width]
    return list(pairwise(edges))


def _key_columns(grid: Grid, names: Flags) -> list[int]:
    """Columns down which names run."""
    down = names & ~_runs_along(names, grid.text_of, tie=True)
    return list(np.flatnonzero(down.sum(axis=0) >= 2).tolist())


def _figure_columns(grid: Grid) -> list[int]:
    """Columns with figures; a mere 1, 2, 3 … counts only under the name of an indicator."""
    figures = grid.numbers & ~grid.years
    headed = np.asarray(grid.indicators.any(axis=0))
    return [
        column
        for column in np.flatnonzero(figures.any(axis=0)).tolist()
        if headed[column] or not is_sequence(grid.values[grid.sorts[:, column] == NUMBER, column])
    ]


def _regions_of_strip(grid: Grid, left: int, right: int) -> list[Region]:
    strip = _Strip.of(grid, left, right)
    bands = strip.bands()
    regions: list[Region] = []
    end_before = 0
    if not bands or strip.has_body(0, bands[0][0]):
        first = strip.first_body_row(0)
        last = strip.title_start(bands[0][0]) if bands else grid.height
        if first is not None and first < last:
            regions.append(Region((), first, last, left, right, tuple(range(first))))
            end_before = last
    for place, band in enumerate(bands):
        following = strip.title_start(bands[place + 1][0]) if place + 1 < len(bands) else grid.height
        first = band[-1] + 1
        if regions and strip.repeats(band, regions[-1], end_before):
            again = (*regions[-1].repeated, *range(end_before, first))
            regions[-1] = replace(regions[-1], last=following, repeated=again)
            end_before = following
        elif first < following or place + 1 == len(bands):
            titles = tuple(row for row in range(end_before, band[0]))
            regions.append(Region(band, first, following, left, right, titles))
            end_before = following
    return regions


@dataclass(frozen=True)
class _Strip:
    """Counts for the rows of some columns of a grid."""

    grid: Grid
    filled: Flags
    figures: npt.NDArray[np.int_]  # numbers that are not years, a row
    written: npt.NDArray[np.int_]  # texts that read as numbers, a row
    years: npt.NDArray[np.int_]  # numbers that may be years, a row
    along: npt.NDArray[np.int_]  # names and head words that run along the row
    down: npt.NDArray[np.int_]  # names that run down their column, a row
    left: int

    @classmethod
    def of(cls, grid: Grid, left: int, right: int) -> "_Strip":
        area = slice(None), slice(left, right)
        indicators = grid.indicators[area] | _cut_names(grid)[area]
        units, words, texts = grid.units[area], (grid.head_words & ~grid.asides)[area], grid.text_of[area]
        numbers = (grid.sorts[area] == NUMBER) & ~grid.years[area]
        filled, figures = grid.sorts[area] != EMPTY, numbers.sum(axis=1)
        named = _runs_along(indicators, texts, tie=True) | _stands_over(indicators, filled, figures)
        across = _runs_along(units, texts, tie=False) | _stands_over(units, filled, figures)
        along = named | across | _runs_along(words, texts, tie=True)
        repeated = _distinct_in_rows(units.T, texts.T)[None, :] >= 2  # one unit alone may stand in a title
        down = (indicators & ~named) | (units & ~across & repeated)
        return cls(
            grid=grid,
            filled=filled,
            figures=figures,
            written=(grid.numbers[area] & (grid.sorts[area] == TEXT)).sum(axis=1),
            years=grid.years[area].sum(axis=1),
            along=along.sum(axis=1),
            down=down.sum(axis=1),
            left=left,
        )

    def bands(self) -> list[tuple[int, ...]]:
        """Runs of head rows, from the top."""
        bands: list[tuple[int, ...]] = []
        for row in np.flatnonzero(self.along).tolist():
            if (bands and row <= bands[-1][-1]) or not self._is_core(row):
                continue
            top = row
            while self._widens_upwards(top - 1, bands[-1][-1] if bands else -1):
                top -= 1
            bottom = row
            while bottom + 1 < len(self.along) and bottom - top < _MOST_HEAD_ROWS and self._continues(bottom + 1, top):
                bottom += 1
            bands.append(tuple(range(top, bottom + 1)))
        return bands

    def repeats(self, band: tuple[int, ...], before: Region, title: int) -> bool:
        """Whether a head is that of the table before once more, with nothing new between them but the page's number."""
        if not before.head or self._written_in(band) != self._written_in(before.head):
            return False
        between = self._written_in(range(title, band[0])) - self._written_in(before.title)
        return all(_PAGE_MARK.fullmatch(self.grid.texts[index].strip()) for index in between)

    def _written_in(self, rows: Iterable[int]) -> frozenset[int]:
        return frozenset[int]().union(*map(self._distinct, rows))

    def _distinct(self, row: int) -> frozenset[int]:
        """The texts of a row, merged ones included."""
        texts = self.grid.spread[row, self.left : self.left + self.filled.shape[1]]
        return frozenset(texts[texts >= 0].tolist())

    def _is_core(self, row: int) -> bool:
        """Heads and nothing but heads: two at least, no figures, unless a text like 100人以上 reads as one."""
        if self.down[row] or self.figures[row] or self.written[row] * 3 > self.along[row]:
            return False  # counted before the texts are looked at: of a large table that is every row
        if self.along[row] >= 2:
            return True
        others = len(self._distinct(row)) >= 2 or self.years[row] >= 2  # 单位 2024 2025
        return bool(self.along[row] == 1 and others and self._is_plain(row))

    def _is_plain(self, row: int) -> bool:
        """Whether no text of a row is a note."""
        return not any(is_note(self.grid.texts[index]) for index in self._distinct(row))

    def _widens_upwards(self, row: int, floor: int) -> bool:
        """Whether a row over heads groups them: several texts, or one merged over some of the columns only."""
        if row <= floor or self.figures[row] or self.written[row] or self.down[row] or not self._distinct(row):
            return False
        if not self._is_plain(row):
            return False
        texts = [self.grid.texts[index] for index in self._distinct(row)]
        if len(texts) >= 2:
            return True
        covered, below = self._covered(row), self._covered(row + 1)
        return bool(covered.sum() >= 2 and not covered[: int(below.argmax()) + 1].any() and len(texts[0]) <= 20)

    def _covered(self, row: int) -> Flags:
        """Columns with a text in a row, merged ones included."""
        return np.asarray(self.grid.spread[row, self.left : self.left + self.filled.shape[1]] >= 0)

    def _continues(self, row: int, top: int) -> bool:
        """Whether a row below heads is part of them: measures, sub-heads, the lower half of cut words."""
        if self.down[row] or not self._distinct(row):
            return False
        if self._is_core(row):
            return True
        if self.figures[row]:
            return False
        columns = np.flatnonzero(self.filled[row])
        first = int(np.flatnonzero(self.filled[top:row].any(axis=0))[0])
        beside_keys = columns.size > 0 and columns[0] > first
        return bool(beside_keys and self.written[row] * 3 <= len(self._distinct(row)) and not self._is_only_marks(row))

    def _is_only_marks(self, row: int) -> bool:
        marks = self.grid.marks[row, self.left : self.left + self.filled.shape[1]]
        return bool(marks.any())

    def has_body(self, start: int, end: int) -> bool:
        """Whether there are rows of names with figures between two rows."""
        rows = slice(start, end)
        return bool((((self.figures[rows] + self.written[rows]) > 0) & (self.down[rows] > 0)).sum() >= 2)

    def first_body_row(self, start: int) -> int | None:
        """The first row with a figure or a name that runs down."""
        found = np.flatnonzero((self.figures[start:] + self.written[start:] + self.down[start:]) > 0)
        return start + int(found[0]) if found.size else None

    def title_start(self, head: int) -> int:
        """The first of the rows without figures or names that stand directly above a head row.

        A lone name above heads is the title of a form, unless it may be the last unit of the table before.
        """
        row = head
        while row > 0 and not (self.figures[row - 1] or self.written[row - 1]):
            if self.down[row - 1] and not self._is_title_of_form(row - 1, head):
                break
            row -= 1
        return row

    def _is_title_of_form(self, row: int, head: int) -> bool:
        if len(self._distinct(row)) != 1:
            return False
        names_units = any(self.grid.words[index].role is Role.UNIT for index in self._distinct(head))
        return bool(self._covered(row).sum() > 1 or not names_units)


_PAGE_MARK = re.compile(
    r"[(（]?(?:第\s*\d+\s*页.*|共\s*\d+\s*页|续\s*表?\s*[\d一二三四五]*|接上[页表]|转下[页表])[)）]?"
)
"""What stands between the pages of one table."""


def _runs_along(flags: Flags, texts: npt.NDArray[np.int32], *, tie: bool) -> Flags:
    """Flagged cells with more different texts of their sort in their row than in their column (or as many, with `tie`).

    Different ones: the heads of tables below each other repeat down their columns and are heads all the same.
    """
    in_row, in_column = _distinct_in_rows(flags, texts)[:, None], _distinct_in_rows(flags.T, texts.T)[None, :]
    return np.asarray(flags & ((in_row >= in_column) if tie else (in_row > in_column)))


def _stands_over(flags: Flags, filled: Flags, figures: npt.NDArray[np.int_]) -> Flags:
    """Flagged cells, two and more in a row without figures, below each of which something else than a name stands."""
    over = np.zeros(flags.shape, bool)
    for row in np.flatnonzero((flags.sum(axis=1) >= 2) & (figures == 0)).tolist():
        columns = np.flatnonzero(flags[row])
        if row + 1 < len(flags):
            below = row + 1 + filled[row + 1 :, columns].argmax(axis=0)
            columns = columns[~flags[below, columns]]
        over[row, columns] = len(columns) >= 2
    return over


_FEW_PLACES = 100_000
"""Up to so many pairs of row and text are marked one by one, which is quicker than to sort those that are there."""


def _distinct_in_rows(flags: Flags, texts: npt.NDArray[np.int32]) -> npt.NDArray[np.int_]:
    """How many different texts are flagged in each row."""
    rows, columns = np.nonzero(flags)
    if not len(rows):
        return np.zeros(len(flags), np.int64)
    width = int(texts.max(initial=0)) + 2
    places = rows * width + texts[rows, columns]
    if len(flags) * width <= _FEW_PLACES:
        there = np.zeros((len(flags), width), bool)
        there.ravel()[places] = True
        return np.asarray(there.sum(axis=1))
    return np.bincount(np.unique(places) // width, minlength=len(flags))


def _cut_names(grid: Grid) -> Flags:
    """Cells with part of an indicator's name, cut over two rows without a merge: 新建 over 工会."""
    found = np.zeros(grid.cells.shape, bool)
    texts = grid.text_of[:_CUT_ROWS]
    for row, column in np.argwhere((texts[:-1] >= 0) & (texts[1:] >= 0)).tolist():
        above, below = grid.words[texts[row, column]], grid.words[texts[row + 1, column]]
        if above.is_name or below.is_name or not (above.rest or below.rest):
            continue
        if len(above.text) + len(below.text) > _LONGEST_CUT:
            continue
        if grid.vocabulary.word(above.text + below.text).indicator is not None:
            found[row : row + 2, column] = True
    return found
