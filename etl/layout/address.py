"""A1 addresses."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


@lru_cache(maxsize=4096)
def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def address(row: int, column: int) -> str:
    """0-based row and column → A1."""
    return f"{column_letters(column)}{row + 1}"


def addresses(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> pa.Array:
    """0-based rows and columns → one A1 address each."""
    letters = pa.array([column_letters(column) for column in range(int(columns.max(initial=-1)) + 1)], pa.string())
    return pc.binary_join_element_wise(letters.take(pa.array(columns)), pa.array(rows + 1).cast(pa.string()), "")
