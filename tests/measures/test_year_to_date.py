"""Year to date of a flow (domain rule 2): each day once, cumulative figures before the parts they cover."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_county import Unit, World, county, new_world

from guoban.measures import progress

UNITS = [f"U{number}" for number in range(12)]

CASES = [
    ("a cumulative figure counts instead of its parts",
     [("2026Q1", 40), ("2026Q2", 25), ("2026H1", 70)], 70, []),
    ("the latest cumulative figure counts",
     [("2026Q1", 40), ("2026-01-01..2026-05-31", 60), ("2026H1", 55)], 55, []),
    ("what follows the cumulative figure is added",
     [("2026-01-01..2026-05-31", 50), ("2026M06", 4)], 54, []),
    ("a part that overlaps the base does not count",
     [("2026-01-01..2026-04-15", 50), ("2026Q2", 9), ("2026M05", 3)], 53, [["2026-04-16", "2026-04-30"]]),
    ("of two that begin together the longer counts",
     [("2026Q1", 1), ("2026M04", 10), ("2026Q2", 20)], 21, []),
    ("a hole in the middle is named",
     [("2026M01", 1), ("2026M03", 2), ("2026Q2", 4)], 7, [["2026-02-01", "2026-02-28"]]),
    ("two holes are named",
     [("2026M02", 1), ("2026M04", 2)], 3, [["2026-01-01", "2026-01-31"], ["2026-03-01", "2026-03-31"]]),
    ("days after the last figure are not missing",
     [("2026Q1", 5)], 5, []),
    ("what ends after the day does not count",
     [("2026Q1", 5), ("2026-04-01..2026-07-31", 9)], 5, []),
    ("a week over New Year belongs to neither year",
     [("2025-12-29..2026-01-04", 9), ("2026-01-05..2026-03-31", 5)], 5, [["2026-01-01", "2026-01-04"]]),
    ("after a skipped overlap the walk goes on",
     [("2026-01-01..2026-01-10", 1), ("2026-01-05..2026-01-30", 2), ("2026-01-20..2026-02-10", 4)], 5,
     [["2026-01-11", "2026-01-19"]]),
    ("zero is a figure",
     [("2026Q1", 0), ("2026Q2", 3)], 3, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "value", "missing_days"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_which_figures_count(
    world: World, figures: list[tuple[str, float]], value: float, missing_days: list[list[str]]
) -> None:
    world.load(*[("A", "contracts", period, number) for period, number in figures])
    row = world.row("A", "contracts")
    assert row["value"] == value
    assert row["missing_days"] == missing_days
    assert row["complete"] == (not missing_days)


def test_a_week_over_new_year_is_missing_from_the_old_year_too(world: World) -> None:
    world.load(("A", "contracts", "2025-01-01..2025-12-28", 50), ("A", "contracts", "2025-12-29..2026-01-04", 9))
    assert world.row("A", "contracts", on="2025-12-31")["value"] == 50


def test_the_29th_of_february_is_a_day_like_any_other(world: World) -> None:
    world.load(("A", "contracts", "2024-01-01..2024-02-28", 5), ("A", "contracts", "2024M03", 7))
    row = world.row("A", "contracts", on="2024-03-31")
    assert (row["value"], row["missing_days"]) == (12, [["2024-02-29", "2024-02-29"]])


def test_weeks_add_up_day_by_day(world: World) -> None:
    first_days = [date(2026, 1, 1) + timedelta(days=7 * week) for week in range(26)]
    world.load(*[("A", "contracts", f"{day}..{day + timedelta(days=6)}", week) for week, day in enumerate(first_days)])
    world.ask(("A", "contracts", 2026, 1000))
    whole, earlier = world.row("A", "contracts"), world.row("A", "contracts", on="2026-03-01")
    assert (whole["value"], whole["as_of"], whole["stale"]) == (sum(range(25)), pd.Timestamp(2026, 6, 24), True)
    assert (earlier["value"], earlier["as_of"]) == (sum(range(8)), pd.Timestamp(2026, 2, 25))
    assert whole["complete"]


@st.composite
def figures_of_a_year(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """First day, last day (of the year, from 0) and value; days cluster so that spans meet, nest and overlap."""
    day = st.integers(0, 364) | st.sampled_from([0, 30, 31, 89, 90, 180, 181, 272, 273, 364])
    ends = draw(st.lists(st.tuples(day, day), max_size=7, unique_by=lambda pair: (min(pair), max(pair))))
    return [(min(pair), max(pair), draw(st.integers(0, 50))) for pair in ends]


def day_by_day(figures: list[tuple[int, int, int]], on: int) -> tuple[int | None, list[int]]:
    """The reference: go through the year one day at a time. Returns the sum (None = no figure) and the days missing."""
    total: int | None = None
    missing: list[int] = []
    since_last: list[int] = []
    day = 0
    while day <= on:
        beginning = [figure for figure in figures if figure[0] == day and figure[1] <= on]
        if beginning:
            _first, last, value = max(beginning, key=lambda figure: figure[1])
            total = (total or 0) + value
            missing += since_last
            since_last = []
            day = last + 1
        else:
            since_last.append(day)
            day += 1
    return total, missing


def days_of(spans: list[list[str]]) -> list[int]:
    return [day.day_of_year - 1 for first_day, last_day in spans for day in pd.date_range(first_day, last_day)]


OVERLAPS = [(0, 30, 1), (20, 60, 2), (50, 80, 4), (61, 70, 8), (75, 90, 16)]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(figures_of_a_year(), min_size=len(UNITS), max_size=len(UNITS)),
    st.lists(st.integers(0, 364), min_size=4, max_size=4, unique=True),
)
@example([OVERLAPS] * len(UNITS), [100, 79, 80, 364])
def test_year_to_date_is_what_going_through_the_days_gives(
    years: list[list[tuple[int, int, int]]], days: list[int]
) -> None:
    new_year = date(2026, 1, 1)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        units = [Unit("county", "县总工会", "县", None, 0), *(Unit(code, code, "乡镇", "county", 1) for code in UNITS)]
        world = new_world(Path(folder) / "data", county(*units))
        world.load(
            *[
                (unit, "contracts", f"{new_year + timedelta(days=first)}..{new_year + timedelta(days=last)}", value)
                for unit, figures in zip(UNITS, years, strict=True)
                for first, last, value in figures
            ]
        )
        for day in days:
            on = new_year + timedelta(days=day)
            rows = progress(world.reader, year=2026, on=on, indicators=["contracts"]).set_index("unit")
            expected = {unit: day_by_day(figures, day) for unit, figures in zip(UNITS, years, strict=True)}
            for unit, (total, missing) in expected.items():
                row = rows.loc[unit]
                assert (None if pd.isna(row["value"]) else row["value"]) == total
                assert days_of(row["missing_days"]) == missing
            reported = [total for total, _missing in expected.values() if total is not None]
            whole = rows.loc["county"]
            assert (None if pd.isna(whole["value"]) else whole["value"]) == (sum(reported) if reported else None)
            assert days_of(whole["missing_days"]) == sorted(
                {day for _total, missing in expected.values() for day in missing}
            )
            assert whole["covers"] == len(reported)
