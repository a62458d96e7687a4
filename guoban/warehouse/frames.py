"""Frames of figures as the importer gives them → Arrow tables as the store holds them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowStringArray

from guoban.catalogue import Catalogue
from guoban.catalogue.names import listed
from guoban.errors import InputError
from guoban.text import _

LIMIT = 10**12
"""Figures lie strictly between -LIMIT and LIMIT: what decimal(18,6) holds."""

_FEW_DIFFER = ("unit", "indicator", "sheet")

_EXACT_BELOW = 2**51 / 10**6
"""Up to here value × 1,000,000 in float64 is less than half of one off (¼ from the value, ⅛ from the product)."""


def observations_table(frame: pd.DataFrame, upload: int) -> pa.Table:
    """Columns of the table `observation`, in order. frame: OBSERVATION_COLUMNS of etl.model.

    Raises InputError when a figure is missing or too large, or a span ends before it begins.
    """
    first_day, last_day = _days(frame["first_day"]), _days(frame["last_day"])
    swapped = np.flatnonzero(last_day < first_day)
    if swapped.size:
        raise InputError(_("{place}: the span ends before it begins.").format(place=_place(frame, int(swapped[0]))))
    return pa.table(
        {
            **_numbered(frame, upload),
            "unit": _repeated(frame["unit"]),
            "indicator": _repeated(frame["indicator"]),
            "first_day": pa.array(first_day),
            "last_day": pa.array(last_day),
            "value": _values(frame),
            "sheet": _repeated(_texts(frame, "sheet")),
            "cell": _texts(frame, "cell"),
            "raw": _texts(frame, "raw"),
            "note": _optional(frame, "note"),
            "quote": _optional(frame, "quote"),
        }
    )


def targets_table(frame: pd.DataFrame, upload: int) -> pa.Table:
    """Columns of the table `target`, in order. frame: TARGET_COLUMNS of etl.model and perhaps `reason`."""
    return pa.table(
        {
            **_numbered(frame, upload),
            "unit": _repeated(frame["unit"]),
            "indicator": _repeated(frame["indicator"]),
            "year": pa.array(frame["year"], pa.int32()),
            "value": _values(frame),
            "sheet": _repeated(_texts(frame, "sheet")),
            "cell": _texts(frame, "cell"),
            "raw": _texts(frame, "raw"),
            "reason": _optional(frame, "reason"),
        }
    )


def splits_table(frame: pd.DataFrame, upload: int) -> pa.Table:
    """Columns of the table `target_split`, in order. frame: unit, indicator, year, way, due_q1 to due_q4, reason."""
    return pa.table(
        {
            **_numbered(frame, upload),
            "unit": _repeated(frame["unit"]),
            "indicator": _repeated(frame["indicator"]),
            "year": pa.array(frame["year"], pa.int32()),
            "way": _texts(frame, "way"),
            **{name: _amounts(frame, name) for name in ("due_q1", "due_q2", "due_q3", "due_q4")},
            "reason": _optional(frame, "reason"),
        }
    )


def findings_table(frame: pd.DataFrame, upload: int) -> pa.Table:
    """Columns of the table `finding`, in order. frame: severity, rule, sheet, cell, message, hint."""
    return pa.table(
        {
            "upload": pa.repeat(pa.scalar(upload, pa.int32()), len(frame)),
            **{name: _texts(frame, name) for name in ("severity", "rule")},
            **{name: _optional(frame, name) for name in ("sheet", "cell")},
            **{name: _texts(frame, name) for name in ("message", "hint")},
        }
    )


def as_added(rows: pa.Table) -> pa.Table:
    """Rows taken out of a store, as an addition holds them: of texts of which few differ each is held once."""
    for place, name in enumerate(rows.column_names):
        if name in _FEW_DIFFER:
            rows = rows.set_column(place, name, _repeated(rows[name]))
    return rows


def require_known(table: pa.Table, catalogue: Catalogue) -> None:
    """Raise InputError about codes in the columns unit and indicator that the catalogue does not have."""
    for column, known, message in (
        ("unit", catalogue.units, _("There is no unit with the code {codes}.")),
        ("indicator", catalogue.indicators, _("There is no indicator with the code {codes}.")),
    ):
        codes = table[column].chunk(0).dictionary.to_pylist()
        unknown = sorted(str(code) for code in codes if code not in known)
        if unknown or table[column].null_count:
            raise InputError(message.format(codes=listed(unknown)))


def _numbered(frame: pd.DataFrame, upload: int) -> dict[str, pa.Array]:
    return {
        "upload": pa.repeat(pa.scalar(upload, pa.int32()), len(frame)),
        "line": pa.array(np.arange(len(frame), dtype=np.int32)),
    }


def _values(frame: pd.DataFrame) -> pa.Array:
    """Float64 → decimal(18,6), each the decimal that a person would read off the float (0.1 is 0.100000)."""
    values = frame["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    unfit = np.flatnonzero(~(np.abs(values) < LIMIT))
    if unfit.size:
        place, value = _place(frame, int(unfit[0])), values[unfit[0]]
        if np.isnan(value):
            raise InputError(_("{place}: there is no figure to store.").format(place=place))
        raise InputError(
            _("{place}: {value} is too large to be stored.").format(place=place, value=f"{value:,.6g}"),
            _("Figures go up to 999,999,999,999; see whether the measure is right."),
        )
    millionths = np.rint(values * 10**6).astype(np.int64)
    for large in np.flatnonzero(np.abs(values) >= _EXACT_BELOW):
        millionths[large] = int(Decimal(repr(float(values[large]))).scaleb(6).to_integral_value())
    words = np.column_stack([millionths, millionths >> 63]).astype("<i8")  # 128 bits: the number, then its sign
    return pa.Array.from_buffers(pa.decimal128(18, 6), len(values), [None, pa.py_buffer(words.tobytes())])


def _amounts(frame: pd.DataFrame, name: str) -> pa.Array:
    """Decimals or None → decimal(18,6)."""
    return pa.array([None if pd.isna(amount) else amount for amount in frame[name]], pa.decimal128(18, 6))


def _days(column: "pd.Series[Any]") -> "np.ndarray[Any, np.dtype[np.datetime64]]":
    moments = column if column.dtype.kind == "M" else pd.to_datetime(column)
    return moments.to_numpy().astype("datetime64[D]")


def _repeated(column: "pd.Series[str] | pa.Array | pa.ChunkedArray") -> pa.Array:
    """Texts of which few differ, each held once: five times as quick to insert."""
    texts = _as_texts(column) if isinstance(column, pd.Series) else column
    return texts.dictionary_encode()


def _texts(frame: pd.DataFrame, name: str) -> pa.Array:
    """A column that must hold something; what is missing is an empty text."""
    return _optional(frame, name).fill_null("")


def _optional(frame: pd.DataFrame, name: str) -> pa.Array:
    if name not in frame.columns:
        return pa.nulls(len(frame), pa.large_string())
    return _as_texts(frame[name])


def _as_texts(column: "pd.Series[Any]") -> pa.Array:
    """Texts as pandas holds them, not copied where it holds them as Arrow does."""
    held = column.array
    texts = pa.array(held if isinstance(held, ArrowStringArray) else column, pa.large_string(), from_pandas=True)
    if isinstance(texts, pa.ChunkedArray):  # whose chunks may be of either of Arrow's two kinds of text
        return pa.chunked_array(
            [chunk.cast(pa.large_string()) for chunk in texts.chunks], pa.large_string()
        ).combine_chunks()
    return texts


def _place(frame: pd.DataFrame, row: int) -> str:
    found = frame.iloc[row]
    where: Sequence[str] = [str(found[name]) for name in ("sheet", "cell", "unit", "indicator") if found.get(name)]
    return " ".join(where)
