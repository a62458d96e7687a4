"""A whole sheet at once: plain numbers by numpy, the rest one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from etl.model import Cell
from etl.values.value import EMPTY, ParsedValue, parse_value

NUMBER, MISSING, UNREADABLE, IS_EMPTY = 0, 1, 2, 3
"""Codes in `Block.states`."""

_CODES = {"number": NUMBER, "missing": MISSING, "unreadable": UNREADABLE, "empty": IS_EMPTY}


@dataclass(frozen=True, slots=True)
class Block:
    """What a rectangle of cells says.

    numbers: float64 (rows × columns), NaN where there is no number; states: int8, same shape, the codes above.
    written: (row, column) → what was read, for cells that hold text and for those that cannot be read.
    """

    numbers: NDArray[np.float64]
    states: NDArray[np.int8]
    written: dict[tuple[int, int], ParsedValue]


_PLAIN = frozenset((float, int))


def parse_block(rows: Sequence[Sequence[Cell]]) -> Block:
    """Read a rectangle of cells, rows of one length; the same answers as `parse_value` for each."""
    width = len(rows[0]) if rows else 0
    cells: list[Cell] = list(chain.from_iterable(rows))
    plain = np.fromiter(map(_PLAIN.__contains__, map(type, cells)), np.bool_, len(cells))
    numbers = np.full(len(cells), np.nan)
    states = np.full(len(cells), IS_EMPTY, np.int8)
    numbers[plain] = _floats(np.fromiter(cells, np.object_, len(cells))[plain])
    states[plain] = np.where(np.isfinite(numbers[plain]), NUMBER, UNREADABLE)
    numbers[states != NUMBER] = np.nan
    written: dict[tuple[int, int], ParsedValue] = {}
    for place in np.flatnonzero(~plain).tolist():
        value = parse_value(cells[place])
        if value is EMPTY:
            continue
        written[divmod(place, width)] = value
        states[place] = _CODES[value.state]
        if value.number is not None:
            numbers[place] = value.number
    return Block(numbers.reshape(len(rows), width), states.reshape(len(rows), width), written)


def _floats(held: NDArray[np.object_]) -> NDArray[np.float64]:
    """Numbers as doubles; a whole number beyond their range is not finite."""
    try:
        return held.astype(np.float64)
    except OverflowError:
        return np.array(
            [value if isinstance(value, float) or abs(value) < 2**1023 else np.inf for value in held], float
        )
