"""A frame as JSON: one object a row, dates as ISO text, what is missing as null."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from guoban.calendar import Span


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One object a row, keys in the order of the columns. A column named `…_at` holds moments, others hold days."""
    columns = [str(name) for name in frame.columns]
    by_column = [list(map(moment if name.endswith("_at") else plain, frame[name])) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*by_column, strict=True)]


def moment(value: Any) -> str | None:
    """A moment in UTC, `2026-07-08T02:17:00Z`; one without a zone is UTC, as the store keeps it. NaT is null."""
    if pd.isna(value):
        return None
    text: str = value.isoformat(timespec="seconds")
    return text if value.tzinfo else f"{text}Z"


def plain(value: Any) -> Any:
    """A value as JSON knows it: days are ISO text, a span the list of its two days; NaN, NaT and infinity are null."""
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
        return moment(value) if value.tzinfo or value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating | Decimal):
        number = float(value)
        return number if np.isfinite(number) else None
    return str(value)
