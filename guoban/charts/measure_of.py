"""The measure of a row: its columns measure, display_measure and decimals as one thing."""

import pandas as pd

from guoban.charts.numbers import Measure
from guoban.charts.row import Row


def measure_of(row: Row) -> Measure:
    """How the figures of a row are to be shown; display_measure and decimals may be missing or not there."""
    display, decimals = row.get("display_measure"), row.get("decimals")
    return Measure(
        str(row["measure"]),
        None if display is None or pd.isna(display) else str(display),
        None if decimals is None or pd.isna(decimals) else int(decimals),
    )
