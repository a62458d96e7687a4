"""The figures of a whole file side by side: one array an attribute, so that checks and frames never loop over cells."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.layout.address import address
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.layout.grid import TEXT, Grid
from etl.layout.once import OncePerCatalogue
from etl.layout.plans import Plan, Purpose
from etl.layout.words import Role
from guoban.catalogue.model import Catalogue, Kind

Ints = npt.NDArray[np.int64]

_NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class Codes:
    """Units and indicators of a catalogue by number."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]

    @staticmethod
    def of(catalogue: Catalogue) -> "Codes":
        """Those of a catalogue, the same object each time."""
        return _codes(catalogue)

    @cached_property
    def number_of_unit(self) -> dict[str | None, int]:
        """The place of each unit's code."""
        return {code: place for place, code in enumerate(self.units)}

    @cached_property
    def number_of_indicator(self) -> dict[str | None, int]:
        """The place of each indicator's code."""
        return {code: place for place, code in enumerate(self.indicators)}


_codes = OncePerCatalogue(lambda catalogue: Codes(tuple(catalogue.units), tuple(catalogue.indicators)))


@dataclass(frozen=True)
class Figures:
    """Figures that may be loaded, one place in every array each.

    unit, indicator: numbers in `codes`. first_day, last_day: datetime64[D]; NaT for targets. year: of targets, else 0.
    value: base units. block, row, column: where it was read, as numbers of a block and of its rows and columns.
    place_row, place_column: the same, 0-based in the sheet. cumulative: its head says 累计. derived: taken from a pair
    such as 45/50. raw, note, quote: as written.
    """

    codes: Codes
    unit: Ints
    indicator: Ints
    first_day: npt.NDArray[np.datetime64]
    last_day: npt.NDArray[np.datetime64]
    year: Ints
    value: npt.NDArray[np.float64]
    block: Ints
    row: Ints
    column: Ints
    place_row: Ints
    place_column: Ints
    cumulative: npt.NDArray[np.bool_]
    derived: npt.NDArray[np.bool_]
    raw: pa.Array
    note: pa.Array
    quote: pa.Array

    def __len__(self) -> int:
        return len(self.unit)

    def kept(self, keep: npt.NDArray[np.bool_]) -> "Figures":
        """Only the flagged figures."""
        return self if keep.all() else self.at(np.flatnonzero(keep))

    def at(self, places: Ints, **other: Any) -> "Figures":
        """The figures at some places, with `other` arrays instead of their own."""
        own = {name: _taken(getattr(self, name), places) for name in _ARRAYS if name not in other}
        return Figures(self.codes, **own, **other)

    @cached_property
    def span_of(self) -> Ints:
        """A number for each figure's span (or year): the same for figures of the same days."""
        first, last = self.first_day.astype(np.int64), self.last_day.astype(np.int64)
        if all((days == days[:1]).all() for days in (first, last, self.year)):
            return np.zeros(len(self), np.int64)
        return np.asarray(pd.factorize(first * 1_000_003 + last + self.year)[0])

    def cell(self, place: int) -> str:
        """The A1 address of one figure."""
        return address(int(self.place_row[place]), int(self.place_column[place]))


_ARRAYS = (
    "unit", "indicator", "first_day", "last_day", "year", "value", "block", "row", "column", "place_row",
    "place_column", "cumulative", "derived", "raw", "note", "quote",
)  # fmt: skip


def _taken(array: Any, places: Ints) -> Any:
    return array.take(pa.array(places)) if isinstance(array, pa.Array) else array[places]


def joined(parts: list[Figures], codes: Codes) -> Figures:
    """All figures of several blocks, in order."""
    if not parts:
        return _none(codes)
    if len(parts) == 1:
        return parts[0]
    arrays = {}
    for name in _ARRAYS:
        held = [getattr(part, name) for part in parts]
        arrays[name] = pa.concat_arrays(held) if isinstance(held[0], pa.Array) else np.concatenate(held)
    return Figures(codes, **arrays)


def figures_of(block: Block, number: int, purpose: Purpose, catalogue: Catalogue, codes: Codes) -> Figures:
    """The figures of one block that become observations (or targets), with those that a pair such as 45/50 holds."""
    loaded = np.array([found.purpose is purpose for found in block.plans], bool)
    if not loaded.any():
        return _none(codes)
    units = unit_of(block, codes)
    keep = loaded[block.plan_of] & (block.states == FIGURE) & block.is_figure_row[:, None] & (units >= 0)
    row, column = np.nonzero(keep)
    if not len(row):
        return _none(codes)
    plan_of = block.plan_of[row, column]
    place_row, place_column = block.table.rows.places[row], block.places[column]
    by_plan = _ByPlan.of(block.plans, codes)
    indicator = by_plan.indicator[plan_of]
    figures = Figures(
        codes=codes,
        unit=units[row, column],
        indicator=indicator,
        first_day=by_plan.first_day[plan_of],
        last_day=by_plan.last_day[plan_of],
        year=by_plan.year[plan_of] if purpose is Purpose.TARGET else np.zeros(len(row), np.int64),
        value=rounded(block.values[row, column], indicator, catalogue),
        block=np.full(len(row), number),
        row=row,
        column=column,
        place_row=place_row,
        place_column=place_column,
        cumulative=by_plan.cumulative[plan_of],
        derived=np.zeros(len(row), bool),
        raw=raw_texts(block.table.grid, place_row, place_column),
        note=_notes(block, row, column),
        quote=_beside(block, Role.QUOTE, row),
    )
    return _with_pairs(figures, block, catalogue) if purpose is Purpose.OBSERVATION else figures


def unit_of(block: Block, codes: Codes) -> Ints:
    """The number of the unit that each cell of a block is about: of its row, of its column, or of the whole table.

    -1 where none is known.
    """
    number = codes.number_of_unit
    down = np.array([number.get(unit, -1) for unit in block.table.rows.units], np.int64)
    across = np.array([number.get(column.head.unit, -1) for column in block.table.figure_columns], np.int64)
    units = np.where(down[:, None] >= 0, down[:, None], across[None, :])
    if block.table.column_of(Role.UNIT) is None and not (across >= 0).any():
        units = np.where(units >= 0, units, number.get(block.table.unit_of_all, -1))
    return units


_money = OncePerCatalogue(
    lambda catalogue: np.array([indicator.kind is Kind.MONEY for indicator in catalogue.indicators.values()], bool)
)
"""Which indicators are counted in yuan, by number."""


def rounded(values: npt.NDArray[np.float64], indicator: Ints, catalogue: Catalogue) -> npt.NDArray[np.float64]:
    """Values as the store keeps them: money to 分, everything else to 6 decimals."""
    money = np.flatnonzero(_money(catalogue)[indicator])
    kept = np.round(values, 6)
    kept[money] = np.round(values[money], 2)
    return kept


@dataclass(frozen=True)
class _ByPlan:
    """What figures take from their plans, one place a plan."""

    indicator: Ints
    first_day: npt.NDArray[np.datetime64]
    last_day: npt.NDArray[np.datetime64]
    year: Ints
    cumulative: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, plans: tuple[Plan, ...], codes: Codes) -> "_ByPlan":
        number = codes.number_of_indicator
        return cls(
            indicator=np.array([number.get(plan.indicator, -1) for plan in plans], np.int64),
            first_day=_days([plan.span.first_day if plan.span else None for plan in plans]),
            last_day=_days([plan.span.last_day if plan.span else None for plan in plans]),
            year=np.array([plan.year or 0 for plan in plans], np.int64),
            cumulative=np.array([plan.cumulative for plan in plans], bool),
        )


def _days(days: list[date | None]) -> npt.NDArray[np.datetime64]:
    """Days as an array; numpy takes its time for each, and few of them differ."""
    known = {day: np.datetime64(day, "D") if day is not None else _NO_DAY for day in set(days)}
    return np.array([known[day] for day in days], "datetime64[D]")


def raw_texts(grid: Grid, rows: Ints, columns: Ints) -> pa.Array:
    """What stands in some cells: texts as written, numbers in their shortest form."""
    text_of = grid.text_of[rows, columns]
    written = (text_of >= 0) & (grid.sorts[rows, columns] == TEXT)
    numbers = np.where(written, 0.0, grid.values[rows, columns])
    raw = _shortest(numbers)
    if written.any():
        texts = pa.array([text.strip() for text in grid.texts], pa.large_string())
        raw = pc.replace_with_mask(raw, pa.array(written), texts.take(pa.array(text_of[written])))
    return raw


_SAME_FORM = 1e9
"""Below this Arrow writes a whole double as it writes the integer."""


def _shortest(numbers: npt.NDArray[np.float64]) -> pa.Array:
    """Numbers in their shortest form: 65, 97.8."""
    whole = numbers == np.floor(numbers)
    size = np.abs(numbers)
    if not whole.all() and (size < _SAME_FORM).all():
        return pa.array(numbers + 0.0).cast(pa.large_string())  # 0.0 is added to make -0.0 zero
    whole &= size < 1e15
    raw = pa.array(np.where(whole, numbers, 0).astype(np.int64)).cast(pa.large_string())
    if whole.all():
        return raw
    return pc.replace_with_mask(raw, pa.array(~whole), pa.array(numbers[~whole]).cast(pa.large_string()))


def _notes(block: Block, rows: Ints, columns: Ints) -> pa.Array:
    """How a figure was qualified (约, 余), and the remark beside it where a row is about one indicator."""
    said = [(place, value.note) for place, value in block.written.items() if value.note]
    remarks = _beside(block, Role.NOTE, rows) if block.table.column_of(Role.INDICATOR) is not None else None
    if not said:
        return remarks if remarks is not None else pa.nulls(len(rows), pa.large_string())
    note_of = np.full(block.values.shape, -1)
    for number, (place, _note) in enumerate(said):
        note_of[place] = number
    noted = note_of[rows, columns]
    notes = pa.array([note for _place, note in said], pa.large_string()).take(pa.array(noted, mask=noted < 0))
    if remarks is None:
        return notes
    return pc.coalesce(pc.binary_join_element_wise(notes, remarks, pa.scalar("；", pa.large_string())), notes, remarks)


def _beside(block: Block, role: Role, rows: Ints) -> pa.Array:
    """The text that a column of remarks or quotations has in each row."""
    column = block.table.column_of(role)
    if column is None:
        return pa.nulls(len(rows), pa.large_string())
    grid = block.table.grid
    texts = [grid.whole_text(place, column.place).strip() or None for place in block.table.rows.places.tolist()]
    return pa.array(texts, pa.large_string()).take(pa.array(rows))


def _with_pairs(figures: Figures, block: Block, catalogue: Catalogue) -> Figures:
    """45/50 under a rate whose numerator and denominator are known gives a figure for each of them, too."""
    pairs = [(cell, value.pair) for cell, value in block.written.items() if value.pair is not None]
    if not pairs:
        return figures
    place_of = np.full(block.values.shape, -1)
    place_of[figures.row, figures.column] = np.arange(len(figures))
    places: list[int] = []
    indicators: list[int] = []
    values: list[float] = []
    for cell, pair in pairs:
        place = int(place_of[cell])
        rate = catalogue.indicators[figures.codes.indicators[figures.indicator[place]]]
        if place >= 0 and rate.numerator is not None and rate.denominator is not None:
            places += [place, place]
            indicators += [figures.codes.number_of_indicator[code] for code in (rate.numerator, rate.denominator)]
            values += pair
    if not places:
        return figures
    parts = figures.at(
        np.array(places, np.int64),
        indicator=np.array(indicators, np.int64),
        value=np.array(values),
        derived=np.ones(len(places), bool),
    )
    return joined([figures, parts], figures.codes)


def _none(codes: Codes) -> Figures:
    ints, days, no_text = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), pa.array([], pa.large_string())
    flags = np.zeros(0, bool)
    return Figures(
        codes, ints, ints, days, days, ints, np.zeros(0), ints, ints, ints, ints, ints, flags, flags, no_text, no_text,
        no_text,
    )  # fmt: skip


def day_of(day: np.datetime64) -> date:
    """One day of an array."""
    return date.fromisoformat(str(day.astype("datetime64[D]")))
