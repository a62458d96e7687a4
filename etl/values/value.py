"""One cell → one number, missing, empty or unreadable."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from etl.model import Cell
from etl.values.notation import read_text

State = Literal["number", "missing", "unreadable", "empty"]


@dataclass(frozen=True, slots=True)
class ParsedValue:
    """What a cell says.

    number: in base units: 97.8万元 is 978000.0, 90% is 0.9, 45/50 is 0.9; None unless state is "number".
    state: "missing" where the sender wrote that there is none (—, 无, 未报), "empty" where nothing is written.
    measure: as the text carried it (万元, 亿, %, 份, 人次); its multiplier is already in `number`.
    note: how the sender qualified it: 约, 近, 余, 以上, +; several joined by 、.
    pair: numerator and denominator of 45/50.
    """

    number: float | None
    state: State
    measure: str | None = None
    note: str | None = None
    pair: tuple[float, float] | None = None


EMPTY = ParsedValue(None, "empty")
MISSING = ParsedValue(None, "missing")
UNREADABLE = ParsedValue(None, "unreadable")


def parse_value(cell: Cell, *, percent_head: bool = False) -> ParsedValue:
    """Read one cell; never raises.

    percent_head: plain numbers are per cent (91.2 under a head 组建率(%) is 0.912). Whether a cell holds 0.912 shown as
    91.2% is for its number format to say: read such cells without it.
    Booleans, days, times and durations are unreadable as figures, and so are numbers that are not finite.
    """
    if isinstance(cell, str):
        value = _parse_text(cell)
        plain = value.measure is None and value.pair is None and value.number is not None
        return replace(value, number=_hundredth(value.number or 0.0), measure="%") if percent_head and plain else value
    if cell is None:
        return EMPTY
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return UNREADABLE
    try:
        number = float(cell)
    except OverflowError:
        return UNREADABLE
    if not math.isfinite(number):
        return UNREADABLE
    return ParsedValue(_hundredth(number), "number", "%") if percent_head else ParsedValue(number, "number")


def _hundredth(number: float) -> float:
    """number ÷ 100, to the nearest double of at most 15 digits: 91.2 gives 0.912."""
    return float(f"{number / 100:.15g}")


@lru_cache(maxsize=65536)
def _parse_text(text: str) -> ParsedValue:
    read = read_text(text)
    if read is None:
        return UNREADABLE
    if isinstance(read, str):
        return EMPTY if read == "empty" else MISSING
    number = float(read.number)
    if not math.isfinite(number):
        return UNREADABLE
    pair = (float(read.pair[0]), float(read.pair[1])) if read.pair else None
    return ParsedValue(number + 0.0, "number", read.measure, read.note, pair)
