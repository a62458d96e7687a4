"""Shares written as plain numbers: 91.2 under 组建率(%), 0.912 shown as 91.2%, and 0.93 that may be 93% or 0.93%."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from etl.layout.cell_states import BLANK, EITHER, FIGURE
from etl.model import Answers
from etl.values import parse_value

if TYPE_CHECKING:
    from etl.layout.block import Block

FormatOf = Callable[[str, Iterable[tuple[int, int]]], Mapping[tuple[int, int], str]]
"""(sheet, 0-based cells) → the number formats known; asked only where a share could be read in two ways."""

_PER_CENT_ABOVE = 1.5
"""A share written as a plain number above this is per cent; up to this it may be a fraction."""

_ALIKE = 4.0
"""Shares of one column that are no more than so many times each other are alike."""

_Place = tuple[int, int]


def read_shares(block: "Block", plain: npt.NDArray[np.bool_], format_of: FormatOf, answers: Answers | None) -> None:
    """Make shares written as plain numbers fractions of 1.

    Above 1.5 a number is per cent. At or below, it is a fraction (0.912, shown as 91.2%) unless per cent is what the
    head says or the other figures of the column are. Then: three figures and more that are all at most 1.5, not all
    whole, are fractions; of fewer or mixed ones the cell's number format decides. Without a percentage there it is per
    cent where only that is like the others of the column, and said to be so; else a person has to say which it is.
    """
    plain = plain | _is_plain_text(block)
    doubtful: dict[_Place, npt.NDArray[np.float64]] = {}
    for number, found in enumerate(block.plans):
        if not found.share:
            continue
        cells = (block.plan_of == number) & (block.states == FIGURE) & plain
        above = cells & (block.values > _PER_CENT_ABOVE)
        small = cells & (block.values > 0) & (block.values <= _PER_CENT_ABOVE)
        low = block.values[small]
        block.values[above] /= 100
        if not low.size or not (found.percent or above.any()):
            continue
        if not above.any() and len(low) >= 3 and (low != np.floor(low)).any():
            continue
        doubtful |= dict.fromkeys(_places(small), block.values[above])
    if doubtful:
        _settle(block, doubtful, format_of, answers.shares if answers else {})


def _places(flags: npt.NDArray[np.bool_]) -> list[_Place]:
    return [(i, j) for i, j in np.argwhere(flags).tolist()]


def _is_plain_text(block: "Block") -> npt.NDArray[np.bool_]:
    """Numbers stored as text, without a measure or a fraction of their own."""
    found = np.zeros(block.states.shape, bool)
    for place, value in block.written.items():
        found[place] = value.number is not None and value.measure is None and value.pair is None
    return found


def _settle(
    block: "Block",
    doubtful: Mapping[_Place, npt.NDArray[np.float64]],
    format_of: FormatOf,
    answered: Mapping[str, str],
) -> None:
    """Let number formats decide, then the others of the column, then a person. doubtful: place → those others."""
    sheet = block.table.grid.sheet.name
    where = {(i, j): (int(block.table.rows.places[i]), int(block.places[j])) for i, j in doubtful}
    formats = format_of(sheet, list(where.values()))
    for place, others in doubtful.items():
        if "%" in formats.get(where[place], ""):
            continue
        value = float(block.values[place])
        matters = bool(block.is_figure_row[place[0]]) and block.plans[block.plan_of[place]].purpose.is_loaded
        answer = answered.get(f"{sheet}!{block.address(*place)}")
        if matters and answer is not None:
            _answer(block, place, answer)
        elif matters and (not len(others) or _alike(value, others)):
            block.either[place] = _choices(value, others)
            block.states[place], block.values[place] = EITHER, np.nan
        else:
            block.values[place] /= 100
            block.unclear.append(place)


def _answer(block: "Block", place: _Place, answer: str) -> None:
    """What a person chose; "" leaves the figure out."""
    number = parse_value(answer).number if answer else None
    block.states[place] = BLANK if number is None else FIGURE
    block.values[place] = np.nan if number is None else number


def _alike(share: float, others: npt.NDArray[np.float64]) -> bool:
    return bool((np.abs(np.log(others / share)) <= np.log(_ALIKE)).any())


def _choices(value: float, others: npt.NDArray[np.float64]) -> tuple[str, str]:
    """The two readings of a number, the likelier first: nearer to the others of its column, else possible at all."""
    fraction, per_cent = f"{round(value * 100, 6):g}%", f"{value:g}%"
    if len(others):
        middle = float(np.median(np.log(others)))
        is_fraction = abs(np.log(value) - middle) <= abs(np.log(value / 100) - middle)
    else:
        is_fraction = value <= 1
    return (fraction, per_cent) if is_fraction else (per_cent, fraction)
