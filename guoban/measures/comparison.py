"""Side by side: a unit against itself a year or a quarter ago, or against another unit."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end, quarter_of, same_day_last_year
from guoban.measures.asked import require_day, require_units
from guoban.measures.progress import whole_progress
from guoban.measures.trend import trend
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
    `progress_change`, `stale` (one side stands on older figures), `covers`: over how many of the `told` units of the
    figure it is compared, `why` it is not (as `trend` says), `better`: 1, 0 (about the same, within the gap of the
    settings) or -1, None where it cannot be said.

    last year, last quarter: as `trend` compares, over the units that told both sides whole; what cannot be compared
    stands as far as it goes, without a difference. unit: `other` on the same day, better by progress and not by size.
    Raises UsageError for a day outside the year and unknown units.
    """
    require_day(year, on)
    require_units(reader.catalogue, [unit, *([other] if other else [])])
    if against is Against.UNIT:
        this, that = _stood(reader, on, unit).assign(comparable=True), _stood(reader, on, other or unit)
        this = this.assign(told=this["covers"], why=None)
    else:
        this, that = _then(reader, on, unit, against)
    settings = reader.catalogue.settings
    return workings(reader).ask(
        "comparison",
        {
            "by_progress": against is Against.UNIT,
            "amount_gap": float(settings.amount_gap),
            "level_gap": float(settings.level_gap),
        },
        {"this_side": _table(this, ["comparable", "covers", "told", "why"]), "other_side": _table(that)},
    )


def _stood(reader: Reader, on: date, unit: str) -> pd.DataFrame:
    """How a unit stood on a day."""
    rows = whole_progress(reader, on)
    return rows[rows["unit"] == unit]


def _then(reader: Reader, on: date, unit: str, against: Against) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A unit now and then: what can be compared as `trend` has it, else each side as far as it goes."""
    found = trend(reader, year=on.year, on=on, units=[unit])
    found = found[found["against"] == against.value].set_index("indicator")
    earlier = same_day_last_year(on) if against is Against.LAST_YEAR else previous_quarter_end(on)
    this, that = _stood(reader, on, unit), _stood(reader, earlier, unit)
    if against is Against.LAST_QUARTER:
        this, that = this.assign(value=_brought(reader, on, this)), that.assign(value=_brought(reader, earlier, that))
    now, before = this["indicator"].map(found["now"]), that["indicator"].map(found["before"])
    comparable = now.notna().to_numpy() & before.notna().to_numpy()
    this = this.assign(
        value=this["value"].where(~comparable, now),
        comparable=comparable,
        told=this["covers"],
        covers=this["indicator"].map(found["covers"]),
        why=this["indicator"].map(found["why"]),
    )
    return this, that.assign(value=that["value"].where(~comparable, before))


def _brought(reader: Reader, on: date, rows: pd.DataFrame) -> "pd.Series[float]":
    """What the quarter of a day brought by that day: of flows the rise since the quarter began, of levels the level.

    rows: how a unit stood on that day.
    """
    began = previous_quarter_end(on)
    value = rows["value"].where(rows["as_of"] > pd.Timestamp(began))
    flows = rows["kind"].isin(_FLOWS)
    if quarter_of(on) == 1:
        return value.where(~flows | rows["complete"].astype(bool))
    before = _stood(reader, began, str(rows["unit"].iloc[0])).set_index("indicator")
    whole = rows["complete"].astype(bool) & rows["indicator"].map(before["complete"]).astype(bool)
    return value.where(~flows, (value - rows["indicator"].map(before["value"])).where(whole))


def _table(rows: pd.DataFrame, further: Sequence[str] = ()) -> pa.Table:
    return pa.Table.from_pandas(rows[[*_COLUMNS, *further]], preserve_index=False)
