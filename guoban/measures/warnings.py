"""What needs attention: tasks behind or out of reach, figures that jumped or keep falling, units that fell silent."""

from collections.abc import Collection
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end, quarter_end, quarter_of
from guoban.measures.asked import asked_codes, require_day, require_units
from guoban.measures.progress import whole_progress
from guoban.measures.workings import workings
from guoban.warehouse import Reader

JUMP = 3.0
"""A change is a jump from so many times the largest of the year before."""

LEAST_JUMP = 10.0
"""The least change of an amount or a level that can be a jump, in its measure: of a few cases anything may come."""

LEAST_JUMP_OF_LEVEL = 0.10
"""The least change of a ratio, in points, and of a level, of what it was, that can be a jump."""

_QUARTERS = 6
_NOW = {
    "status": "status",
    "progress": "progress",
    "schedule": "schedule",
    "needed_per_quarter": "needed",
    "weight": "weight",
}
"""Column of `progress` → what warnings.sql calls it."""


def warnings(reader: Reader, *, year: int, on: date) -> pd.DataFrame:
    """One row a unit and indicator that needs attention, worst first, however many reasons there are.

    `row`: its row in `progress` of the same day. `behind`, `out_of_reach`, `jumped`, `falling`: the reasons. `best`:
    the most a quarter of this year brought. `brought`: what the latest quarter that has ended brought, `most`: the
    largest of the year before it. `latest`, `before`, `earlier`: what the last three quarters brought, of levels what
    they stood at. `quarter_end`: the day on which the latest ended. In base units; NaN where not known.

    The rules stand in docs/figures.md, "Warnings". Raises UsageError for a day outside the year.
    """
    require_day(year, on)
    key = ("warnings", on)
    return workings(reader).kept(key, lambda: {key: _warned(reader, on)})


def silences(reader: Reader, *, year: int, on: date, units: Collection[str]) -> pd.DataFrame:
    """One row a unit of `units`: since when nothing has come from it.

    `unit`. `last_day`: the last day that any figure of it or of those below it speaks of, this year or last; NaT where
    there is none. `quarters`: how many quarters have ended since, of the last eight.
    Raises UsageError for a day outside the year and unknown units.
    """
    require_day(year, on)
    asked = require_units(reader.catalogue, units)
    prepared = workings(reader)
    prepared.prepare(reader, year)
    ends = pa.table({"day": pa.array(_quarter_ends(on, 2 * 4), pa.date32())})
    return prepared.ask("silences", {"day": on, "year": year}, {"asked_unit": asked_codes(asked), "quarter_end": ends})


def _warned(reader: Reader, on: date) -> pd.DataFrame:
    now = whole_progress(reader, on)
    prepared = workings(reader)
    prepared.prepare(reader, on.year - 1)
    ends = _quarter_ends(on, _QUARTERS)
    settings = reader.catalogue.settings
    found = prepared.ask(
        "warnings",
        {
            "year": on.year,
            "quarter": quarter_of(ends[0]),
            "amount_gap": float(settings.amount_gap),
            "level_gap": float(settings.level_gap),
            "jump": JUMP,
            "least_jump": LEAST_JUMP,
            "least_jump_of_level": LEAST_JUMP_OF_LEVEL,
        },
        {
            "quarter_end": pa.table({
                "ago": pa.array(range(_QUARTERS), pa.int32()),
                "year": pa.array([day.year for day in ends], pa.int32()),
                "day": pa.array(ends, pa.date32()),
            }),
            "standing_now": _standing(now),
        },
    )  # fmt: skip
    rows = now["known"].cumsum().to_numpy()[found["place"].to_numpy()] - 1
    return found.drop(columns="place").assign(row=rows, quarter_end=pd.Timestamp(ends[0]))


def _standing(now: pd.DataFrame) -> pa.Table:
    """What is asked of the rows in `progress`, in columns that cost nothing to hand over."""
    known = np.flatnonzero(now["known"].to_numpy())
    columns = {name: pa.array(now[column].array[known], from_pandas=True) for column, name in _NOW.items()}
    return pa.table({"place": pa.array(known), **columns})


def _quarter_ends(on: date, count: int) -> list[date]:
    """The last `count` quarters that have ended by a day, the latest first."""
    day = on if on == quarter_end(on.year, quarter_of(on)) else previous_quarter_end(on)
    ends = [day]
    while len(ends) < count:
        ends.append(previous_quarter_end(ends[-1]))
    return ends
