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


_ROWS_AT_ONCE, _COLUMNS_AT_ONCE = 64, 32
_REMEMBERED_CELLS = 16_384


def addresses(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> pa.Array:
    """0-based rows and columns → one A1 address each, as large strings."""
    height = _rounded(int(rows.max(initial=0)) + 1, _ROWS_AT_ONCE)
    width = _rounded(int(columns.max(initial=0)) + 1, _COLUMNS_AT_ONCE)
    if height * width <= _REMEMBERED_CELLS:
        return _of_sheet(height, width).take(pa.array(rows * width + columns))
    return _written(rows, columns)


@lru_cache(maxsize=32)
def _of_sheet(height: int, width: int) -> pa.Array:
    """The addresses of all cells of a small sheet, row by row: to choose from them takes a quarter of writing them."""
    rows, columns = np.divmod(np.arange(height * width), width)
    return _written(rows, columns)


def _written(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> pa.Array:
    letters = pa.array(
        [column_letters(column) for column in range(int(columns.max(initial=-1)) + 1)], pa.large_string()
    )
    numbers = pa.array(rows + 1).cast(pa.large_string())
    return pc.binary_join_element_wise(letters.take(pa.array(columns)), numbers, pa.scalar("", pa.large_string()))


def _rounded(number: int, step: int) -> int:
    """The next multiple of `step`, so that sheets of nearly the same size share their addresses."""
    return -(-number // step) * step
