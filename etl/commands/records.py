"""A frame as JSON: one object a row, dates as ISO text, what is missing as null."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from guoban.calendar import Span


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One object a row, keys in the order of the columns."""
    columns = [str(name) for name in frame.columns]
    by_column = [[plain(value) for value in frame[name]] for name in frame.columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*by_column, strict=True)]


def plain(value: Any) -> Any:
    """A value as JSON knows it.

    Days are ISO text; a moment keeps its time, and one without a zone is UTC, as the store keeps it; a span is the
    list of its two days; NaN, NaT and infinity are null.
    """
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, Span):
        return [value.first_day.isoformat(), value.last_day.isoformat()]
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Iterable):
        return [plain(inner) for inner in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if pd.isna(value):
        return None
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating | Decimal):
        number = float(value)
        return number if np.isfinite(number) else None
    return str(value)


def _moment(value: datetime) -> str:
    """A day if it is midnight without a zone (that is how frames carry days), else a moment in UTC."""
    if value.tzinfo is None and value == datetime(value.year, value.month, value.day):  # noqa: DTZ001
        return value.date().isoformat()
    text = value.isoformat(timespec="seconds")
    return text if value.tzinfo else f"{text}Z"
