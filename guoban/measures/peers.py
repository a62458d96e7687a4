"""Units among their own: how far the middle one of a kind has come, townships with townships."""

from collections.abc import Collection
from datetime import date

import pandas as pd
import pyarrow as pa

from guoban.measures.asked import require_day, require_units
from guoban.measures.progress import whole_progress
from guoban.measures.workings import workings
from guoban.warehouse import Reader

LEAST_PEERS = 3
"""Units of a kind that must have reported before there is a middle to speak of."""

_COLUMNS = ["unit", "kind_of_unit", "parent", "indicator", "kind", "direction", "progress", "target", "baseline"]


def peers(reader: Reader, *, year: int, on: date, units: Collection[str]) -> pd.DataFrame:
    """One row a unit of `units` and indicator for which it has a target and LEAST_PEERS of its kind have progress.

    `unit`, `indicator`, `peers`: how many of its kind, under the same parent and itself among them, reported;
    `peer_progress`: the median of their progress, a fraction of 1; `peer_value`: what the unit's own figure would be
    there, in base units. Who has not reported is in no median. Raises UsageError for a day outside the year and unknown
    units.
    """
    require_day(year, on)
    asked = require_units(reader.catalogue, units)
    now = whole_progress(reader, on)
    kinds = {(reader.catalogue.units[code].parent, reader.catalogue.units[code].kind) for code in asked}
    kin = [unit.code for unit in reader.catalogue.units.values() if (unit.parent, unit.kind) in kinds]
    wanted = now.loc[(now["known"] & now["unit"].isin(kin)).to_numpy(), _COLUMNS]
    stood = pa.Table.from_pandas(wanted.assign(asked=wanted["unit"].isin(asked)), schema=_STOOD, preserve_index=False)
    return workings(reader).ask("peers", {"least": LEAST_PEERS}, {"stood": stood})


_STOOD = pa.schema({
    "unit": pa.string(), "kind_of_unit": pa.string(), "parent": pa.string(), "indicator": pa.string(),
    "kind": pa.string(), "direction": pa.string(), "progress": pa.float64(), "target": pa.float64(),
    "baseline": pa.float64(), "asked": pa.bool_(),
})  # fmt: skip
