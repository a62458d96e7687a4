"""Two ways to look back from a figure: to the quarter before (环比) and to the same quarter of last year (同比)."""

from collections.abc import Collection, Hashable
from datetime import date

import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end, quarter_end, quarter_of, same_day_last_year
from guoban.measures.asked import asked_codes, require_day, require_units
from guoban.measures.progress import asked_together
from guoban.measures.workings import workings
from guoban.warehouse import Reader


def trend(reader: Reader, *, year: int, on: date, units: Collection[str]) -> pd.DataFrame:
    """One row a unit of `units`, indicator and `against` ('last_quarter', 'last_year'), in roster order.

    `unit`, `indicator`, `against`, `now` and `before` (base units), `change` between them (of ratios a fraction of 1,
    that is points), `relative` to what was before (None for ratios and from nothing), `turn`: 1 or -1 beyond the gap of
    the settings, else 0; `better`: the same seen from whether more is better; `covers`: how many reporting units both
    figures are of; `why`: None where something can be said, else 'running' (the quarter is not over), 'not_told' (of
    this quarter), 'none_before', 'others' (now and before other units told).

    last_quarter: what the quarter itself brought, of levels what they stood at. last_year: year to date, or the level.
    Sums are over the units that told both sides whole, so that one unit's silence is not the fall of all. What was
    never told has no row. Raises UsageError for a day outside the year and unknown units.
    """
    require_day(year, on)
    asked = tuple(require_units(reader.catalogue, units))
    return workings(reader).kept(("trend", on, asked), lambda: _of_days(reader, asked_together(reader, on), asked))


def _of_days(reader: Reader, days: list[date], units: tuple[str, ...]) -> dict[Hashable, pd.DataFrame]:
    """The answers of some days of one year: to plan the question takes longer than to answer it."""
    (year,) = {day.year for day in days}
    prepared = workings(reader)
    prepared.prepare(reader, year)
    settings = reader.catalogue.settings
    found = prepared.ask(
        "trend",
        {"amount_gap": float(settings.amount_gap), "level_gap": float(settings.level_gap)},
        {"asked_unit": asked_codes(units), **_looked_at(days)},
    )
    asked, rows = found["asked"], found.drop(columns="asked")
    return {("trend", day, units): rows[asked == pd.Timestamp(day)].reset_index(drop=True) for day in days}


def _looked_at(days: list[date]) -> dict[str, pa.Table]:
    """The days looked back to from some days, all of them in this year and the last, which are prepared together."""
    back = [_back(day) for day in days]
    sides = [
        {"asked": each["day"], "side": side, "year": each[column].year, "day": each[column]}
        for each in back
        for side, column in _SIDES.items()
    ]
    quarters = [{"quarter": quarter_of(day), "over": day == quarter_end(day.year, quarter_of(day))} for day in days]
    looked_back: list[dict[str, object]] = [{**each, **quarter} for each, quarter in zip(back, quarters, strict=True)]
    return {"looked_back": pa.Table.from_pylist(looked_back), "side": pa.Table.from_pylist(sides)}


_SIDES = {"now": "day", "began": "began", "earlier": "earlier", "same_day": "same_day"}


def _back(on: date) -> dict[str, date]:
    began, same_day = previous_quarter_end(on), same_day_last_year(on)
    return {
        "day": on,
        "began": began,
        "earlier": previous_quarter_end(began),
        "same_day": same_day,
        "year_began": previous_quarter_end(same_day),
    }
