"""What needs attention: tasks behind or out of reach, figures that jumped or keep falling, units that fell silent."""

from collections.abc import Collection
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end, quarter_end, quarter_of
from guoban.measures.asked import asked_codes, require_day, require_units
from guoban.measures.progress import asked_together, whole_progress
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

_STANDING = pa.schema({
    "place": pa.int64(), "status": pa.string(), "progress": pa.float64(), "schedule": pa.float64(),
    "needed": pa.float64(), "weight": pa.float64(),
})  # fmt: skip


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
    return workings(reader).kept(
        key, lambda: {("warnings", day): rows for day, rows in _warned(reader, asked_together(reader, on)).items()}
    )


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


def _warned(reader: Reader, days: list[date]) -> dict[date, pd.DataFrame]:
    """What needs attention on some days of one year."""
    (year,) = {day.year for day in days}
    now = {day: whole_progress(reader, day) for day in days}
    ends = {day: _quarter_ends(day, _QUARTERS) for day in days}
    prepared = workings(reader)
    prepared.prepare(reader, year - 1)
    settings = reader.catalogue.settings
    found = prepared.ask(
        "warnings",
        {
            "year": year,
            "amount_gap": float(settings.amount_gap),
            "level_gap": float(settings.level_gap),
            "jump": JUMP,
            "least_jump": LEAST_JUMP,
            "least_jump_of_level": LEAST_JUMP_OF_LEVEL,
        },
        {
            "asked": pa.table({
                "day": pa.array(days, pa.date32()),
                "quarter": pa.array([quarter_of(ends[day][0]) for day in days], pa.int32()),
            }),
            "quarter_end": pa.concat_tables([_ended(day, ends[day]) for day in days]),
            "standing_now": pa.concat_tables([_standing(now[day], day) for day in days]),
        },
    )  # fmt: skip
    warned = {}
    for day in days:
        of_day = found[(found["asked"] == pd.Timestamp(day)).to_numpy()].reset_index(drop=True)
        rows = now[day]["known"].cumsum().to_numpy()[of_day["place"].to_numpy()] - 1
        warned[day] = of_day.drop(columns=["asked", "place"]).assign(row=rows, quarter_end=pd.Timestamp(ends[day][0]))
    return warned


def _ended(asked: date, ends: list[date]) -> pa.Table:
    """The quarters that have ended by a day, the latest first."""
    return pa.table({
        "asked": pa.repeat(pa.scalar(asked, pa.date32()), len(ends)),
        "ago": pa.array(range(len(ends)), pa.int32()),
        "year": pa.array([day.year for day in ends], pa.int32()),
        "day": pa.array(ends, pa.date32()),
    })  # fmt: skip


def _standing(now: pd.DataFrame, asked: date) -> pa.Table:
    """What is asked of the rows in `progress`, in columns that cost nothing to hand over."""
    known = np.flatnonzero(now["known"].to_numpy())
    columns = {name: pa.array(now[column].array[known], from_pandas=True) for column, name in _NOW.items()}
    table = pa.table({"place": pa.array(known), **columns}).cast(_STANDING)
    return table.append_column("asked", pa.repeat(pa.scalar(asked, pa.date32()), len(known)))


def _quarter_ends(on: date, count: int) -> list[date]:
    """The last `count` quarters that have ended by a day, the latest first."""
    day = on if on == quarter_end(on.year, quarter_of(on)) else previous_quarter_end(on)
    ends = [day]
    while len(ends) < count:
        ends.append(previous_quarter_end(ends[-1]))
    return ends
