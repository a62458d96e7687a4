"""Whether the targets that somebody had before them still are the ones in force when they are revised."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from guoban.errors import InputError
from guoban.text import _

_IN_FORCE = (Path(__file__).parent / "seen.sql").read_text(encoding="utf-8")


class ChangedMeanwhile(InputError):
    """Somebody else has revised the same targets."""


def require_unchanged(execute: Callable[[str], duckdb.DuckDBPyConnection], seen: pd.DataFrame) -> None:
    """Raise ChangedMeanwhile unless everything in `seen` is in force as it was seen.

    seen: unit, indicator, year; target and split, the numbers of the uploads they came with, None where there was none.
    """
    in_force = {tuple(row[:3]): tuple(row[3:]) for row in execute(_IN_FORCE).fetchall()}
    for row in seen[["unit", "indicator", "year", "target", "split"]].astype(object).itertuples(index=False):
        uploads = tuple(None if pd.isna(number) else int(number) for number in (row.target, row.split))
        if in_force.get((row.unit, row.indicator, int(row.year)), (None, None)) != uploads:
            raise ChangedMeanwhile(
                _("Targets that you revise have been revised by somebody else meanwhile; nothing was stored."),
                _("Look at the newer targets, which are marked, and submit once more."),
            )
