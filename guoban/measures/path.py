"""How a figure came to where it is: quarter by quarter, this year and the last."""

from collections.abc import Iterable

import pandas as pd

from guoban.calendar import quarter_end
from guoban.measures.asked import asked_codes, asked_days, require_indicators, require_units
from guoban.measures.workings import workings
from guoban.warehouse import Reader


def path(reader: Reader, *, year: int, units: Iterable[str], indicators: Iterable[str]) -> pd.DataFrame:
    """One row a unit, indicator and quarter's end of `year` and the year before, in roster order and then by date.

    `unit`, `indicator`, `year`, `on`, `value`, `progress`, `schedule`, `status`, `complete`, `stale`. Progress and
    schedule are against the target of the row's own year; NaN where undefined. At a quarter's end for which nothing has
    come, what stood before is shown, marked stale (rule 3). Raises UsageError for unknown codes.
    """
    unit_codes = require_units(reader.catalogue, units)
    indicator_codes = require_indicators(reader.catalogue, indicators)
    prepared = workings(reader)
    for each in (year - 1, year):
        prepared.prepare(reader, each)
    settings = reader.catalogue.settings
    days = asked_days(quarter_end(each, quarter) for each in (year - 1, year) for quarter in (1, 2, 3, 4))
    return prepared.ask(
        "path",
        {
            "slack": float(settings.slack),
            "tolerance": float(settings.tolerance),
            "cap": float(settings.score_cap),
        },
        {"asked_day": days, "asked_unit": asked_codes(unit_codes), "asked_indicator": asked_codes(indicator_codes)},
    )
