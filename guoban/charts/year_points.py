"""The path of a year as points, for the sparkline and the year chart: this year so far, the schedule, last year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from guoban.charts.standing import LEVELS, value_due
from guoban.charts.view import View


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A quarter's end on a path. value: None = not known; schedule: the share of the task due, None = no target."""

    on: date
    value: float | None
    schedule: float | None


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


def year_points(row: pd.Series, path: Iterable[PathPoint], view: View) -> YearPoints:
    """The lines of one unit and indicator.

    row: its row of `measures.progress` on the day of the view. path: its points, as `path_points` gives them.
    """
    points = list(path)
    from_zero = row["kind"] not in LEVELS
    this_year = _known(points, view.year, until=view.on)
    as_of = _day(row["as_of"])
    if pd.notna(row["value"]) and as_of and not (this_year and this_year[-1][0] >= as_of):
        this_year = (*this_year, (as_of, float(row["value"])))
    before = _known(points, view.year - 1, until=date.max)
    last_year = tuple((_in_year(day, view.year), value) for day, value in before)
    first_day = date(view.year, 1, 1)
    if from_zero:
        this_year, last_year = _starting((first_day, 0.0), this_year), _starting((first_day, 0.0), last_year)
    elif pd.notna(row["baseline"]):
        this_year = _starting((first_day, float(row["baseline"])), this_year)
    return YearPoints(this_year, _schedule(row, points, view), last_year, from_zero)


def path_points(path: pd.DataFrame) -> dict[tuple[str, str], list[PathPoint]]:
    """The points of `measures.path` by unit and indicator, each list in order of days.

    A figure that is only repeated from an earlier quarter (stale) is none of its own quarter and counts as missing.
    """
    found: dict[tuple[str, str], list[PathPoint]] = {}
    ordered = path.sort_values("on")
    columns = (ordered[name].tolist() for name in ("unit", "indicator", "on", "value", "stale", "schedule"))
    for unit, indicator, on, value, stale, schedule in zip(*columns, strict=True):
        known = None if stale or pd.isna(value) else float(value)
        share = None if pd.isna(schedule) else float(schedule)
        found.setdefault((unit, indicator), []).append(PathPoint(on.date(), known, share))
    return found


def _known(points: Iterable[PathPoint], year: int, until: date) -> Line:
    return tuple(
        (point.on, point.value)
        for point in points
        if point.value is not None and point.on.year == year and point.on <= until
    )


def _starting(start: tuple[date, float], line: Line) -> Line:
    return (start, *line) if line else ()


def _schedule(row: pd.Series, points: Iterable[PathPoint], view: View) -> Line:
    """The value due at the start of the year and at each quarter's end; nothing without a target."""
    shares = [(date(view.year, 1, 1), 0.0)]
    shares += [
        (point.on, point.schedule) for point in points if point.on.year == view.year and point.schedule is not None
    ]
    due = (
        (
            day,
            value_due(
                share, target=row["target"], baseline=row["baseline"], kind=row["kind"], direction=row["direction"]
            ),
        )
        for day, share in shares
    )
    return tuple((day, value) for day, value in due if value is not None)


def _day(moment: object) -> date | None:
    return moment.date() if isinstance(moment, pd.Timestamp) else None


def _in_year(day: date, year: int) -> date:
    """The same day in `year`; 29 February becomes 28 February."""
    return date(year, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
