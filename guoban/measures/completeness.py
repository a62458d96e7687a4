"""Who has reported what for a quarter, and what is late."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd

from guoban.calendar import quarter_end, quarter_span
from guoban.measures.questions import question
from guoban.warehouse import Reader

CHINA = timezone(timedelta(hours=8))


def completeness(reader: Reader, *, year: int, quarter: int, today: date | None = None) -> pd.DataFrame:
    """One row a unit and indicator expected for the quarter, in roster order.

    `unit`, `unit_name`, `indicator`, `indicator_name`, `reported`, `first_loaded_at` (UTC), `due`, `days_late`,
    `upload` (the first that brought it), `kind_of_unit`, `parent`, `area`, `unit_position`, `indicator_position`.

    Expected is what a unit has a target of its own for, what it reported for the quarter before or for the same quarter
    last year, and what it did report. Due is the settings' day of the month after the quarter. Days late run, in China,
    to the day of the first upload that counts, or to `today` while nothing has come; 0 when in time.
    """
    span = quarter_span(year, quarter)
    before = quarter_span(year - 1, 4) if quarter == 1 else quarter_span(year, quarter - 1)
    year_ago = quarter_span(year - 1, quarter)
    frame = reader.query(
        question("completeness"),
        {
            "year": year,
            "first_day": span.first_day,
            "last_day": span.last_day,
            "before_first_day": before.first_day,
            "before_last_day": before.last_day,
            "year_ago_first_day": year_ago.first_day,
            "year_ago_last_day": year_ago.last_day,
            "due": due_day(year, quarter, reader.catalogue.settings.due_day),
            "today": today or datetime.now(UTC).astimezone(CHINA).date(),
        },
    )
    frame["upload"] = frame["upload"].astype("Int64")
    return frame


def heard(reader: Reader, *, year: int) -> pd.DataFrame:
    """One row a quarter of the year and a unit that reports for it, in roster order.

    `quarter`, `unit`, `unit_name`, `spoke` = it sent something: the units below the organisation that have rows in
    `completeness`, and whether any of these is reported.
    """
    return reader.query(question("heard"), {"year": year})


def reported_of(reader: Reader, year: int, quarter: int) -> tuple[int, int]:
    """How many units have sent anything for a quarter, of how many that report for it."""
    told = heard(reader, year=year)
    spoke = told.loc[told["quarter"] == quarter, "spoke"]
    return int(spoke.sum()), len(spoke)


def reporting(expected: pd.DataFrame, today: date | None = None) -> pd.DataFrame:
    """One row a unit, in roster order: how it reported for a quarter.

    expected: rows of `completeness` of one quarter, all or those of some indicators.

    `unit`, `unit_name`, `parent`, `unit_position`, `due`, `expected` (how many figures), `missing` and `late` of them,
    `days_late` (of the latest of those that came), and `state`: on_time, late (all there, some after the day), partly
    (some missing), missing (all), or open while something is missing and the day has not passed.
    """
    now = pd.Timestamp(today or datetime.now(UTC).astimezone(CHINA).date())
    there = expected["reported"].astype(bool)
    days = expected["days_late"].where(there, 0)
    counted = expected.assign(there=there, late=there & (days > 0), days=days)
    names = ["unit", "unit_name", "parent", "unit_position", "due"]
    found = (
        counted.groupby(names, sort=False, dropna=False)
        .agg(expected=("there", "size"), came=("there", "sum"), late=("late", "sum"), days_late=("days", "max"))
        .reset_index()
    )
    found["missing"] = found["expected"] - found["came"]
    found["state"] = "on_time"
    found.loc[found["late"] > 0, "state"] = "late"
    found.loc[found["missing"] > 0, "state"] = "partly"
    found.loc[found["came"] == 0, "state"] = "missing"
    found.loc[(found["missing"] > 0) & (found["due"] >= now), "state"] = "open"
    return found.drop(columns="came")


def due_day(year: int, quarter: int, day_of_month: int) -> date:
    """The day on which the reports of a quarter are due: in the month after it, that month's last day at the latest."""
    first_day = quarter_end(year, quarter) + timedelta(days=1)
    return first_day.replace(day=min(day_of_month, monthrange(first_day.year, first_day.month)[1]))
