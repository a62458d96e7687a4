"""Side by side: a unit against itself a year or a quarter ago, or against another unit."""

from datetime import date
from enum import StrEnum

import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end, quarter_of, same_day_last_year
from guoban.measures.asked import require_day, require_units
from guoban.measures.progress import whole_progress
from guoban.measures.workings import workings
from guoban.warehouse import Reader

_COLUMNS = [
    "indicator", "indicator_name", "area", "kind", "measure", "direction", "indicator_position", "value", "progress",
    "status", "stale",
]  # fmt: skip
_FLOWS = ("flow", "money")


class Against(StrEnum):
    """What a unit is compared with."""

    LAST_YEAR = "last_year"
    LAST_QUARTER = "last_quarter"
    UNIT = "unit"


def comparison(
    reader: Reader, *, year: int, on: date, unit: str, against: Against, other: str | None = None
) -> pd.DataFrame:
    """One row an indicator of which one side at least has a figure, in the order of the catalogue.

    `indicator`, `indicator_name`, `area`, `kind`, `measure`, `direction`, `indicator_position`, `value` and
    `other_value`, `change` between them (of ratios a fraction of 1, that is points), `relative` to the other value
    (None for ratios and where that is not above 0), `status`, `other_status`, `progress`, `other_progress`,
    `progress_change`, `stale` (one side stands on older figures), `better`: 1, 0 or -1, None where it cannot be said.

    last year: up to the same day of the year before; a unit that had not told as much by then is not compared. last
    quarter: what the quarter itself brought, of levels and ratios what they stood at; what was not reported for a
    quarter is missing there. unit: `other` on the same day, better by progress and not by size. Raises UsageError for
    a day outside the year and unknown units.
    """
    require_day(year, on)
    require_units(reader.catalogue, [unit, *([other] if other else [])])
    if against is Against.LAST_YEAR:
        this, that = _stood(reader, on, unit), _stood(reader, same_day_last_year(on), unit)
        comparable = this.set_index("indicator")["previous_year"]
        that = that.assign(value=that["indicator"].map(comparable))
    elif against is Against.LAST_QUARTER:
        this, that = _brought(reader, on, unit), _brought(reader, previous_quarter_end(on), unit)
    else:
        this, that = _stood(reader, on, unit), _stood(reader, on, other or unit)
    return workings(reader).ask(
        "comparison",
        {"by_progress": against is Against.UNIT},
        {"this_side": _table(this), "other_side": _table(that)},
    )


def _stood(reader: Reader, on: date, unit: str) -> pd.DataFrame:
    """How a unit stood on a day."""
    rows = whole_progress(reader, on)
    return rows[rows["unit"] == unit]


def _brought(reader: Reader, on: date, unit: str) -> pd.DataFrame:
    """What the quarter of a day brought by that day: of flows the rise since the quarter began, of levels the level."""
    rows = _stood(reader, on, unit)
    began = previous_quarter_end(on)
    value = rows["value"].where(rows["as_of"] > pd.Timestamp(began))
    flows = rows["kind"].isin(_FLOWS)
    if quarter_of(on) == 1:
        value = value.where(~flows | rows["complete"].astype(bool))
    else:
        before = _stood(reader, began, unit).set_index("indicator")
        whole = rows["complete"].astype(bool) & rows["indicator"].map(before["complete"]).astype(bool)
        value = value.where(~flows, (value - rows["indicator"].map(before["value"])).where(whole))
    return rows.assign(value=value)


def _table(rows: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(rows[_COLUMNS], preserve_index=False)
