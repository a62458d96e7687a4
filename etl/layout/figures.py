"""The figures of a whole file side by side: one array an attribute, so that checks and frames never loop over cells."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.layout.address import address, addresses
from etl.layout.block import FIGURE, Block
from etl.layout.grid import NUMBER, TEXT
from etl.layout.plans import Plan, Purpose
from etl.layout.words import Role
from etl.model import no_observations, no_targets
from guoban.catalogue.model import Catalogue, Kind

Ints = npt.NDArray[np.int64]

_NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class Codes:
    """Units and indicators of a catalogue by number."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Codes":
        return cls(tuple(catalogue.units), tuple(catalogue.indicators))


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
        if keep.all():
            return self
        kept: dict[str, Any] = {name: _taken(getattr(self, name), keep) for name in _ARRAYS}
        return replace(self, **kept)

    def cell(self, place: int) -> str:
        """The A1 address of one figure."""
        return address(int(self.place_row[place]), int(self.place_column[place]))


_ARRAYS = (
    "unit", "indicator", "first_day", "last_day", "year", "value", "block", "row", "column", "place_row",
    "place_column", "cumulative", "derived", "raw", "note", "quote",
)  # fmt: skip


def _taken(array: Any, keep: npt.NDArray[np.bool_]) -> Any:
    return array.filter(pa.array(keep)) if isinstance(array, pa.Array) else array[keep]


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
    loaded = np.array([found.purpose is purpose for found in block.plans], bool)[block.plan_of]
    units = unit_of(block, codes)
    keep = loaded & (block.states == FIGURE) & block.is_figure_row[:, None] & (units >= 0)
    row, column = np.nonzero(keep)
    if not len(row):
        return _none(codes)
    plan_of = block.plan_of[row, column]
    by_plan = _ByPlan.of(block.plans, codes)
    place_row, place_column = block.table.rows.places[row], block.places[column]
    figures = Figures(
        codes=codes,
        unit=units[row, column],
        indicator=by_plan.indicator[plan_of],
        first_day=by_plan.first_day[plan_of],
        last_day=by_plan.last_day[plan_of],
        year=by_plan.year[plan_of] if purpose is Purpose.TARGET else np.zeros(len(row), np.int64),
        value=rounded(block.values[row, column], by_plan.indicator[plan_of], catalogue, codes),
        block=np.full(len(row), number),
        row=row,
        column=column,
        place_row=place_row,
        place_column=place_column,
        cumulative=by_plan.cumulative[plan_of],
        derived=np.zeros(len(row), bool),
        raw=_raw(block, place_row, place_column),
        note=_notes(block, row, column),
        quote=_beside(block, Role.QUOTE, row),
    )
    pairs = _from_pairs(figures, block, catalogue) if purpose is Purpose.OBSERVATION else []
    return joined([figures, *pairs], codes)


def unit_of(block: Block, codes: Codes) -> Ints:
    """The number of the unit that each cell of a block is about: of its row, of its column, or of the whole table.

    -1 where none is known.
    """
    number = {code: place for place, code in enumerate(codes.units)}
    down = np.array([number.get(unit or "", -1) for unit in block.table.rows.units], np.int64)
    across = np.array([number.get(column.head.unit or "", -1) for column in block.table.figure_columns], np.int64)
    units = np.where(down[:, None] >= 0, down[:, None], across[None, :])
    if block.table.column_of(Role.UNIT) is None and not (across >= 0).any():
        units = np.where(units >= 0, units, number.get(block.table.unit_of_all or "", -1))
    return units


def rounded(
    values: npt.NDArray[np.float64], indicator: Ints, catalogue: Catalogue, codes: Codes
) -> npt.NDArray[np.float64]:
    """Values as the store keeps them: money to 分, everything else to 6 decimals."""
    kinds = [catalogue.indicators[code].kind is Kind.MONEY for code in codes.indicators]
    money = np.array(kinds, bool)[indicator]
    return np.asarray(np.where(money, np.round(values, 2), np.round(values, 6)))


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
        number = {code: place for place, code in enumerate(codes.indicators)}
        return cls(
            indicator=np.array([number.get(plan.indicator or "", -1) for plan in plans], np.int64),
            first_day=np.array([plan.span.first_day if plan.span else _NO_DAY for plan in plans], "datetime64[D]"),
            last_day=np.array([plan.span.last_day if plan.span else _NO_DAY for plan in plans], "datetime64[D]"),
            year=np.array([plan.year or 0 for plan in plans], np.int64),
            cumulative=np.array([plan.cumulative for plan in plans], bool),
        )


def _raw(block: Block, rows: Ints, columns: Ints) -> pa.Array:
    """What stands in the cells: texts as written, numbers in their shortest form."""
    grid = block.table.grid
    sorts = grid.sorts[rows, columns]
    cells = grid.cells[rows, columns]
    plain = sorts == NUMBER
    numbers = np.full(len(cells), 0.0)
    numbers[plain] = cells[plain].astype(float)
    whole = plain & (numbers == np.floor(numbers)) & (np.abs(numbers) < 1e15)
    written = (
        pa.array(numbers).cast(pa.string()) if not whole.all() else pa.array(numbers.astype(np.int64)).cast(pa.string())
    )
    if (sorts == TEXT).any():
        texts = pa.array([text.strip() if isinstance(text, str) else None for text in cells.tolist()], pa.string())
        return pc.coalesce(texts, written)
    return written


def _notes(block: Block, rows: Ints, columns: Ints) -> pa.Array:
    """How a figure was qualified (约, 余), and the remark beside it where a row is about one indicator."""
    said: dict[tuple[int, int], str] = {place: value.note for place, value in block.written.items() if value.note}
    remarks = _beside(block, Role.NOTE, rows) if block.table.column_of(Role.INDICATOR) is not None else None
    if not said:
        return remarks if remarks is not None else pa.nulls(len(rows), pa.string())
    notes = pa.array([said.get(place) for place in zip(rows.tolist(), columns.tolist(), strict=True)], pa.string())
    if remarks is None:
        return notes
    return pc.coalesce(pc.binary_join_element_wise(notes, remarks, "；"), notes, remarks)


def _beside(block: Block, role: Role, rows: Ints) -> pa.Array:
    """The text that a column of remarks or quotations has in each row."""
    column = block.table.column_of(role)
    if column is None:
        return pa.nulls(len(rows), pa.string())
    grid = block.table.grid
    texts = [grid.text(place, column.place).strip() or None for place in block.table.rows.places.tolist()]
    return pa.array(texts, pa.string()).take(pa.array(rows))


def _from_pairs(figures: Figures, block: Block, catalogue: Catalogue) -> list[Figures]:
    """45/50 under a rate whose numerator and denominator are known gives a figure for each of them."""
    pairs = {place: value.pair for place, value in block.written.items() if value.pair is not None}
    if not pairs:
        return []
    number = {code: place for place, code in enumerate(figures.codes.indicators)}
    parts: list[Figures] = []
    for place, cell in enumerate(zip(figures.row.tolist(), figures.column.tolist(), strict=True)):
        pair = pairs.get(cell)
        indicator = catalogue.indicators[figures.codes.indicators[figures.indicator[place]]]
        if pair is None or indicator.numerator is None or indicator.denominator is None:
            continue
        one = figures.kept(np.arange(len(figures)) == place)
        for code, value in zip((indicator.numerator, indicator.denominator), pair, strict=True):
            derived = replace(
                one, indicator=np.array([number[code]]), value=np.array([value]), derived=np.array([True])
            )
            parts.append(derived)
    return parts


def observations_frame(figures: Figures, sheets: tuple[str, ...]) -> pd.DataFrame:
    """Figures as the frame of OBSERVATION_COLUMNS. sheets: the sheet of each block."""
    if not len(figures):
        return no_observations()
    table = _named(figures, sheets)
    days = {
        "first_day": pd.Series(figures.first_day.astype("datetime64[s]")),
        "last_day": pd.Series(figures.last_day.astype("datetime64[s]")),
    }
    return pd.DataFrame(
        {
            "unit": table["unit"], "indicator": table["indicator"], **days, "value": figures.value,
            "sheet": table["sheet"], "cell": table["cell"], "raw": _texts(figures.raw), "note": _texts(figures.note),
            "quote": _texts(figures.quote),
        }
    )  # fmt: skip


def targets_frame(figures: Figures, sheets: tuple[str, ...]) -> pd.DataFrame:
    """Figures as the frame of TARGET_COLUMNS. sheets: the sheet of each block."""
    if not len(figures):
        return no_targets()
    table = _named(figures, sheets)
    return pd.DataFrame(
        {
            "unit": table["unit"], "indicator": table["indicator"], "year": figures.year, "value": figures.value,
            "sheet": table["sheet"], "cell": table["cell"], "raw": _texts(figures.raw),
        }
    )  # fmt: skip


def _named(figures: Figures, sheets: tuple[str, ...]) -> dict[str, pd.Series]:
    return {
        "unit": _texts(pa.array(figures.codes.units, pa.string()).take(pa.array(figures.unit))),
        "indicator": _texts(pa.array(figures.codes.indicators, pa.string()).take(pa.array(figures.indicator))),
        "sheet": _texts(pa.array(sheets, pa.string()).take(pa.array(figures.block))),
        "cell": _texts(addresses(figures.place_row, figures.place_column)),
    }


def _texts(array: pa.Array) -> pd.Series:
    """An Arrow array as a column of texts, without copying; missing values stay missing."""
    return pd.Series(pd.array(array, dtype="str"))


def _none(codes: Codes) -> Figures:
    ints, days, no_text = np.zeros(0, np.int64), np.zeros(0, "datetime64[D]"), pa.array([], pa.string())
    flags = np.zeros(0, bool)
    return Figures(
        codes, ints, ints, days, days, ints, np.zeros(0), ints, ints, ints, ints, ints, flags, flags, no_text, no_text,
        no_text,
    )  # fmt: skip


def day_of(day: np.datetime64) -> date:
    """One day of an array."""
    return date.fromisoformat(str(day.astype("datetime64[D]")))
