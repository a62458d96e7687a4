"""Figures as the frames that travel on: to the page, and into the store."""

from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowStringArray

from etl.layout.address import addresses
from etl.layout.figures import Figures, Ints
from etl.model import no_observations, no_targets


def observations_frame(figures: Figures, sheets: tuple[str, ...]) -> pd.DataFrame:
    """Figures as the frame of OBSERVATION_COLUMNS. sheets: the sheet of each block."""
    if not len(figures):
        return no_observations()
    columns = {
        "unit": _chosen(figures.codes.units, figures.unit),
        "indicator": _chosen(figures.codes.indicators, figures.indicator),
        "first_day": figures.first_day.astype("datetime64[s]"),
        "last_day": figures.last_day.astype("datetime64[s]"),
        "value": figures.value,
        "sheet": _chosen(sheets, figures.block),
        "cell": _texts(addresses(figures.place_row, figures.place_column)),
        "raw": _texts(figures.raw),
        "note": _texts(figures.note),
        "quote": _texts(figures.quote),
    }
    return pd.DataFrame(columns, copy=False)


def targets_frame(figures: Figures, sheets: tuple[str, ...]) -> pd.DataFrame:
    """Figures as the frame of TARGET_COLUMNS. sheets: the sheet of each block."""
    if not len(figures):
        return no_targets()
    columns = {
        "unit": _chosen(figures.codes.units, figures.unit),
        "indicator": _chosen(figures.codes.indicators, figures.indicator),
        "year": figures.year,
        "value": figures.value,
        "sheet": _chosen(sheets, figures.block),
        "cell": _texts(addresses(figures.place_row, figures.place_column)),
        "raw": _texts(figures.raw),
    }
    return pd.DataFrame(columns, copy=False)


_STR = pd.StringDtype("pyarrow", na_value=np.nan)
"""What pandas calls "str"; named, it need not be looked for with every column."""


def _chosen(names: tuple[str, ...], numbers: Ints) -> pd.api.extensions.ExtensionArray:
    return _texts(_named(names).take(pa.array(numbers)))


@lru_cache(maxsize=64)
def _named(names: tuple[str, ...]) -> pa.Array:
    return pa.array(names, pa.large_string())


def _texts(array: pa.Array) -> pd.api.extensions.ExtensionArray:
    """An Arrow array as a column of texts, without copying; missing values stay missing."""
    large = array if pa.types.is_large_string(array.type) else array.cast(pa.large_string())
    held = pa.chunked_array([large])
    return ArrowStringArray(held, dtype=_STR)  # type: ignore[call-arg]  # pandas-stubs lag behind
