"""The path of a year as points, for the sparkline and the year chart: this year so far, the schedule, last year."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from guoban.charts.standing import LEVELS, value_due
from guoban.charts.view import View

Line = tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class YearPoints:
    """Lines through a year, each (day, value) in order. `last_year` is put on this year's days.

    from_zero: an amount that adds up from nothing on 1 January; a level does not.
    """

    this_year: Line = ()
    schedule: Line = ()
    last_year: Line = ()
    from_zero: bool = True


def year_points(row: pd.Series, path: pd.DataFrame, view: View) -> YearPoints:
    """The lines of one unit and indicator.

    row: its row of `measures.progress` on the day of the view.
    path: its rows of `measures.path` (year, on, value, schedule, stale), this year and last, any order.
    """
    from_zero = row["kind"] not in LEVELS
    this_year = _values(path[path["year"] == view.year], until=view.on)
    if pd.notna(row["value"]) and pd.notna(row["as_of"]) and not (this_year and this_year[-1][0] >= _day(row["as_of"])):
        this_year = (*this_year, (_day(row["as_of"]), float(row["value"])))
    last_year = tuple(
        (_this_years(day, view.year), value) for day, value in _values(path[path["year"] == view.year - 1], until=None)
    )
    if from_zero:
        start = (date(view.year, 1, 1), 0.0)
        this_year = (start, *this_year) if this_year else ()
        last_year = (start, *last_year) if last_year else ()
    elif pd.notna(row["baseline"]):
        this_year = ((date(view.year, 1, 1), float(row["baseline"])), *this_year) if this_year else ()
    return YearPoints(this_year, _schedule(row, path, view), last_year, from_zero)


def _values(path: pd.DataFrame, until: date | None) -> Line:
    known = path[path["value"].notna() & ~path["stale"].astype(bool)].sort_values("on")
    points = ((_day(on), float(value)) for on, value in zip(known["on"], known["value"], strict=True))
    return tuple(point for point in points if until is None or point[0] <= until)


def _schedule(row: pd.Series, path: pd.DataFrame, view: View) -> Line:
    """The value due at the start of the year and at each quarter's end; nothing without a target."""

    def due(share: float | None) -> float | None:
        return value_due(
            share, target=row["target"], baseline=row["baseline"], kind=row["kind"], direction=row["direction"]
        )

    quarters = path[path["year"] == view.year].sort_values("on")
    shares = [(date(view.year, 1, 1), 0.0)]
    shares += [
        (_day(on), float(share))
        for on, share in zip(quarters["on"], quarters["schedule"], strict=True)
        if pd.notna(share)
    ]
    return tuple((day, value) for day, share in shares if (value := due(share)) is not None)


def _day(on: object) -> date:
    return pd.Timestamp(on).date()  # type: ignore[arg-type]


def _this_years(day: date, year: int) -> date:
    """The same day in `year`; 29 February becomes 28 February."""
    return date(year, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
