"""Answers as columns, the way pandas takes them fastest."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

Column = NDArray[Any] | ExtensionArray
Columns = Mapping[str, Column]
"""Name -> one entry a row; NaN or NaT where there is nothing, texts as objects, whole numbers with gaps as Int64."""


def frame_of(columns: Columns) -> pd.DataFrame:
    """The columns as a frame, those of one type side by side, texts as Python's own.

    Rows of such a frame are picked several times as fast as those with a column of pandas' `str`, into which texts
    would be turned if they did not come as series.
    """
    index = pd.RangeIndex(len(next(iter(columns.values()), [])))
    return pd.DataFrame(
        {name: pd.Series(each, index, copy=False, dtype=each.dtype) for name, each in columns.items()}, index, copy=True
    )


def columns_of(fetched: Mapping[str, Any]) -> dict[str, Column]:
    """What `fetchnumpy` gives, without its masks; `.df()` makes the same in four times the time."""
    return {name: _column(np.ma.getdata(each), np.ma.getmask(each)) for name, each in fetched.items()}


def _column(values: NDArray[Any], nulls: Any) -> Column:
    if nulls is np.ma.nomask:
        return values
    if values.dtype.kind == "i":
        return pd.arrays.IntegerArray(values, nulls)
    if values.dtype.kind == "O":
        values[nulls] = np.nan
        return values
    return np.where(nulls, np.datetime64("NaT") if values.dtype.kind == "M" else np.nan, values)
