"""What each column of a table is for: a key that says what the row is about, figures, or words beside them."""

from dataclasses import dataclass, replace

import numpy as np

from etl.layout.grid import NUMBER, TEXT, Grid
from etl.layout.head import Head
from etl.layout.heads import read_path
from etl.layout.regions import Region, is_sequence
from etl.layout.words import Role, Word


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    role: a key role, NOTE, QUOTE or ASIDE; VALUE for every column of figures (its head says which); None = empty.
    units, indicators: how many cells of the body name one.
    """

    place: int
    head: Head
    role: Role | None
    units: int
    indicators: int
    filled: int

    @property
    def is_figures(self) -> bool:
        """Whether its cells are figures."""
        return self.role is Role.VALUE


def read_columns(grid: Grid, region: Region) -> tuple[Column, ...]:
    """Every column of a region: by its head where that is known, by what stands below it where not."""
    counts, heads = _Counts.of(grid, region), _HeadTexts(grid, region)
    columns = [_read_column(heads, counts, place) for place in range(region.left, region.right)]
    return tuple(_promoted(_one_unit_column(columns)))


@dataclass(frozen=True)
class _Counts:
    """How many body cells of each column are of each sort."""

    units: list[int]
    indicators: list[int]
    measures: list[int]
    spans: list[int]  # words that say which figure it is: 第一季度, 累计, 年度目标
    numbers: list[int]
    texts: list[int]
    filled: list[int]

    @classmethod
    def of(cls, grid: Grid, region: Region) -> "_Counts":
        rows = slice(region.first, region.last)
        measures = grid.flagged(
            [word.measure is not None and word.is_head and word.role is None for word in grid.words]
        )
        spans = grid.flagged([word.is_head and _says_which(word) for word in grid.words])

        def count(flags: np.ndarray) -> list[int]:
            return list(flags[rows].sum(axis=0).tolist())

        numbers = grid.numbers
        return cls(
            units=count(grid.units),
            indicators=count(grid.indicators),
            measures=count(measures),
            spans=count(spans),
            numbers=count(numbers),
            texts=count((grid.sorts == TEXT) & ~numbers & ~grid.marks),
            filled=count(grid.sorts != 0),
        )


def _says_which(word: Word) -> bool:
    figure = word.role is not None and word.role.is_figure
    return figure or word.span is not None or word.period is not None


class _HeadTexts:
    """The texts over each column of a region, from the top down."""

    def __init__(self, grid: Grid, region: Region) -> None:
        self.grid, self.region = grid, region
        self._labels = {row: place for row in region.head[1:] if (place := self._label_of(row)) is not None}

    def over(self, place: int) -> tuple[str, ...]:
        """Those over one column; a year written as a number counts as text."""
        return tuple("" if self._labels.get(row) == place else self._text(row, place) for row in self.region.head)

    def _text(self, row: int, place: int) -> str:
        text = self.grid.text(row, place)
        value = self.grid.cells[row, place]
        if not text and self.grid.sorts[row, place] == NUMBER and 1990 <= float(value) <= 2100:
            return f"{int(value)}年"
        return text

    def _label_of(self, row: int) -> int | None:
        """The column in which a row says what it is itself: 计量单位, before 家, 人, 万元."""
        texts = self.grid.spread[row, self.region.left : self.region.right]
        filled = np.flatnonzero(texts >= 0)
        if len(filled) < 2:
            return None
        first, *others = (self.grid.words[index] for index in texts[filled].tolist())
        says_so = first.role is Role.MEASURE and all(word.measure and word.is_head for word in others)
        return self.region.left + int(filled[0]) if says_so else None


def _read_column(heads: _HeadTexts, counts: _Counts, place: int) -> Column:
    head = _read_head(heads, place)
    role = _role_by_head(head, counts, place)
    if role is None:
        role = _role_by_content(heads.grid, heads.region, head, counts, place)
    return Column(place, head, role, counts.units[place], counts.indicators[place], counts.filled[place])


def _read_head(heads: _HeadTexts, place: int) -> Head:
    """What the head over a column says.

    累计 below an empty cell that nobody has merged belongs to the name further left, as 本季 beside it does.
    """
    vocabulary, own = heads.grid.vocabulary, heads.over(place)
    head = read_path(own, vocabulary)
    if len(own) < 2 or head.is_named or head.unknown or not (head.span or head.period or head.role):
        return head
    if head.role is not None and not head.role.is_figure:
        return head
    for left in range(place - 1, heads.region.left, -1):
        texts = heads.over(left)
        if read_path(texts, vocabulary).is_named:
            same = any(text and text == other for text, other in zip(own, texts, strict=True))
            names_above = any(text and not other for text, other in zip(texts, own, strict=True))
            if same or not names_above:
                return head
            return read_path(tuple(other or text for text, other in zip(texts, own, strict=True)), vocabulary)
        if any(texts[:-1]):
            return head
    return head


def _role_by_head(head: Head, counts: _Counts, place: int) -> Role | None:
    """What the head says the column is; None when it says nothing, or something else than the cells below it."""
    texts, numbers = counts.texts[place], counts.numbers[place]
    if head.left_out:
        return Role.ASIDE
    if head.is_named:
        if head.role in (Role.NOTE, Role.QUOTE, Role.ASIDE):
            return head.role
        return Role.ASIDE if head.role is Role.MEASURE and numbers == 0 else Role.VALUE
    if head.unknown:
        return None
    if head.role is not None and (head.role.is_key or not head.role.is_figure):
        return _role_by_key_word(head, counts, place)
    if head.role is not None or head.period is not None or head.span is not None:
        prose = texts > 0 and numbers == 0
        return Role.NOTE if prose and head.role in (Role.VALUE, Role.RATE) else Role.VALUE
    return None


def _role_by_key_word(head: Head, counts: _Counts, place: int) -> Role | None:
    units, indicators, measures = counts.units[place], counts.indicators[place], counts.measures[place]
    texts, numbers = counts.texts[place], counts.numbers[place]
    role = head.role
    if role in (Role.UNIT, Role.INDICATOR, Role.AREA):
        if numbers > texts:
            return Role.VALUE if counts.filled[place] else None
        if measures > max(units, indicators) and measures * 2 >= texts:
            return Role.MEASURE
        if counts.spans[place] * 2 >= texts > 0 and not units and not indicators:
            return Role.PERIOD  # 类别 over 年度目标, 完成数, 完成率
        if units > indicators:
            return Role.UNIT
        if indicators > units:
            return Role.INDICATOR
    return role


def _role_by_content(grid: Grid, region: Region, head: Head, counts: _Counts, place: int) -> Role | None:
    units, indicators, measures = counts.units[place], counts.indicators[place], counts.measures[place]
    texts, numbers = counts.texts[place], counts.numbers[place]
    if counts.filled[place] == 0:
        return Role.VALUE if head.unknown and not head.is_empty else None
    if units and units >= indicators and units * 3 >= texts:
        return Role.UNIT
    if indicators and indicators * 3 >= texts:
        return Role.INDICATOR
    if texts and measures * 2 >= texts:
        return Role.MEASURE
    if texts and counts.spans[place] * 2 >= texts:
        return Role.PERIOD
    if numbers > texts:
        return Role.ORDINAL if head.is_empty and _counts_up(grid, region, place) else Role.VALUE
    return Role.AREA if texts else Role.VALUE


def _counts_up(grid: Grid, region: Region, place: int) -> bool:
    rows = slice(region.first, region.last)
    numbers = grid.values[rows, place][grid.sorts[rows, place] == NUMBER]
    return len(numbers) > 1 and is_sequence(numbers)


def _one_unit_column(columns: list[Column]) -> list[Column]:
    """Only one column names the unit: of a parent and its child the one further right, unless it names none at all."""
    candidates = [column for column in columns if column.role is Role.UNIT]
    if len(candidates) < 2:
        return columns
    chosen = max(candidates, key=lambda column: (column.units > 0, column.place))
    return [
        replace(column, role=Role.AREA) if column in candidates and column is not chosen else column
        for column in columns
    ]


def _promoted(columns: list[Column]) -> list[Column]:
    """Where nothing says which unit (or indicator) a row is about, the text column nearest the figures does."""
    figures = [column for column in columns if column.is_figures]
    if not figures:
        return columns
    has = {column.role for column in columns}
    in_heads = any(column.head.indicator for column in figures), any(column.head.unit for column in figures)
    missing = None
    if Role.UNIT not in has and not in_heads[1] and in_heads[0]:
        missing = Role.UNIT
    elif Role.INDICATOR not in has and not in_heads[0] and (in_heads[1] or Role.UNIT not in has):
        missing = Role.INDICATOR
    areas = [column for column in columns if column.role is Role.AREA and column.place < figures[0].place]
    promoted = areas[-1] if areas and missing is not None else None
    after = [replace(column, role=missing) if column is promoted else column for column in columns]
    # Text that is no key any more, right of the figures, is a remark.
    return [
        replace(column, role=Role.NOTE)
        if column.role is Role.AREA and column.head.role is not Role.AREA and column.place > figures[0].place
        else column
        for column in after
    ]
