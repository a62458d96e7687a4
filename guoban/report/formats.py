"""Excel's number formats: the cell keeps the exact figure, the format says how it is shown."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from guoban.charts.numbers import PERCENT, YUAN
from guoban.text import CHINESE, _, language

Row = Mapping[Hashable, Any]
"""A row of a frame, by the names of its columns."""

SHARE = '0.0%;"<0"'
"""A share done; how far a level fell below its baseline is no share of a rise."""
POINTS = "+0.0;-0.0;0.0"
DAY = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm"

_TEN_THOUSANDS = r'0\.0,"万元"'
"""Divided by 1,000 by its comma, and a point set before the last digit: yuan as 万元 with one decimal."""


def number_format(value: float, row: "Row | pd.Series[Any]") -> str:
    """How a figure of a row (measure, display_measure, decimals) is shown; money in 万元 unless set to 元."""
    measure, display = row["measure"], row["display_measure"]
    if measure == PERCENT:
        return "0.0%" if pd.isna(row["decimals"]) else "0" + _places(row["decimals"]) + "%"
    if measure == YUAN and language() == CHINESE and display != YUAN and abs(value) >= 1_000:
        return _TEN_THOUSANDS
    if pd.notna(row["decimals"]):
        return "#,##0" + _places(row["decimals"])
    return "#,##0" if float(value).is_integer() else "#,##0.0#"


def turned_format(arrow: str, plain: str) -> str:
    """How a look back is shown: with its arrow beyond the gap, with its sign within it, a plain 0 for no change.

    plain: how the size alone is shown.
    """
    up, down = ('"↑"', '"↓"') if arrow else ("+", "-")
    return f"{up}{plain};{down}{plain};{plain}"


def points_format() -> str:
    """Percentage points, with the word for them."""
    return f'0.0"{_("{number} points").format(number="")}"'


def _places(decimals: float) -> str:
    places = int(decimals)
    return "." + "0" * places if places else ""
