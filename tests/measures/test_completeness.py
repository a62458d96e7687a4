"""Who has reported what for a quarter, and what is late."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import World, new_world

from guoban.measures import completeness, due_day, heard

ON_TIME = datetime(2026, 7, 3, 1, tzinfo=UTC)


def asked(world: World, quarter: int = 2, today: date = date(2026, 7, 20)) -> pd.DataFrame:
    return completeness(world.reader, year=2026, quarter=quarter, today=today).set_index(["unit", "indicator"])


def test_a_target_a_report_last_quarter_and_a_report_last_year_each_make_a_report_expected(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    world.load(("A", "aid", "2026Q1", 5), ("B", "members", "2025Q2", 7), ("C", "cases", "2025Q1", 1))
    frame = asked(world)
    assert [*frame.index] == [("A", "contracts"), ("A", "aid"), ("B", "members")]
    assert not frame["reported"].any()


def test_what_came_unasked_is_reported_too(world: World) -> None:
    world.load(("A", "contracts", "2026Q2", 0), at=ON_TIME)
    row = asked(world).loc[("A", "contracts")]
    assert (row["reported"], row["days_late"], row["upload"]) == (True, 0, 1)


COVERING = [
    ("the quarter itself", "contracts", "2026Q2", True),
    ("a month in it", "contracts", "2026M05", True),
    ("the half year", "contracts", "2026H1", True),
    ("a flow over the whole quarter and beyond", "contracts", "2026-01-01..2026-07-31", True),
    ("the quarter before", "contracts", "2026Q1", False),
    ("the quarter after", "contracts", "2026Q3", False),
    ("a flow over a part of it and beyond", "contracts", "2026-05-01..2026-07-31", False),
    ("a level of a later day", "members", "2026-01-01..2026-07-31", False),
    ("a level of a day in it", "members", "2026-06-15..2026-06-15", True),
]


@pytest.mark.parametrize(
    ("indicator", "span", "reported"), [row[1:] for row in COVERING], ids=[row[0] for row in COVERING]
)
def test_which_figures_are_a_report_for_the_quarter(world: World, indicator: str, span: str, reported: bool) -> None:
    world.ask(("A", indicator, 2026, 100))
    world.load(("A", indicator, span, 5), at=ON_TIME)
    assert asked(world).loc[("A", indicator), "reported"] == reported


def test_a_ratio_is_reported_with_the_later_of_its_parts(world: World) -> None:
    world.ask(("A", "union_rate", 2026, 0.9))
    world.load(("A", "with_union", "2026Q2", 45), at=ON_TIME)
    assert not asked(world).loc[("A", "union_rate"), "reported"]
    second = world.load(("A", "employers", "2026Q2", 50), at=datetime(2026, 7, 14, 1, tzinfo=UTC))
    row = asked(world).loc[("A", "union_rate")]
    assert (row["reported"], row["upload"], row["days_late"]) == (True, second, 4)


LATE = [
    ("in the morning of the last day in China", datetime(2026, 7, 10, 1, tzinfo=UTC), 0),
    ("shortly before midnight in China", datetime(2026, 7, 10, 15, 59, tzinfo=UTC), 0),
    ("at midnight in China, still the day before in UTC", datetime(2026, 7, 10, 16, tzinfo=UTC), 1),
    ("a week later", datetime(2026, 7, 17, 1, tzinfo=UTC), 7),
]


@pytest.mark.parametrize(("loaded_at", "days"), [row[1:] for row in LATE], ids=[row[0] for row in LATE])
def test_days_late_are_counted_in_china(world: World, loaded_at: datetime, days: int) -> None:
    world.load(("A", "contracts", "2026Q2", 5), at=loaded_at)
    row = asked(world).loc[("A", "contracts")]
    assert (row["days_late"], row["due"]) == (days, pd.Timestamp(2026, 7, 10))


def test_what_is_still_missing_is_later_every_day(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    days = [date(2026, 7, 1), date(2026, 7, 10), date(2026, 7, 11), date(2026, 8, 10)]
    assert [asked(world, today=day).loc[("A", "contracts"), "days_late"] for day in days] == [0, 0, 1, 31]


def test_a_correction_after_the_day_does_not_make_a_report_late(world: World) -> None:
    world.load(("A", "contracts", "2026Q2", 5), at=ON_TIME)
    world.load(("A", "contracts", "2026Q2", 6), at=datetime(2026, 8, 1, tzinfo=UTC))
    row = asked(world).loc[("A", "contracts")]
    assert (row["upload"], row["days_late"]) == (1, 0)


def test_a_report_taken_back_was_not_made(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    upload = world.load(("A", "contracts", "2026Q2", 5), at=ON_TIME)
    world.undo(upload)
    row = asked(world).loc[("A", "contracts")]
    assert (row["reported"], row["days_late"]) == (False, 10)
    assert pd.isna(row["upload"])


def test_the_first_quarter_looks_back_to_the_last_of_the_year_before(world: World) -> None:
    world.load(("A", "contracts", "2025Q4", 5))
    assert [*asked(world, quarter=1).index] == [("A", "contracts")]


@pytest.mark.parametrize(
    ("year", "quarter", "day_of_month", "due"),
    [
        (2026, 1, 10, date(2026, 4, 10)),
        (2026, 4, 10, date(2027, 1, 10)),
        (2026, 1, 31, date(2026, 4, 30)),
        (2026, 2, 31, date(2026, 7, 31)),
    ],
)
def test_reports_are_due_in_the_month_after_the_quarter(year: int, quarter: int, day_of_month: int, due: date) -> None:
    assert due_day(year, quarter, day_of_month) == due


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "C", "county"]),
            st.sampled_from(["contracts", "members", "with_union", "employers"]),
            st.sampled_from(["2025Q2", "2025Q4", "2025", "2026Q1", "2026Q2", "2026H1", "2026-02-01..2026-05-31"]),
            st.just(1.0),
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_who_was_heard_of_is_who_has_anything_reported(
    figures: list[tuple[str, str, str, float]], undone: bool
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = new_world(Path(folder) / "data")
        world.ask(("B", "contracts", 2026, 5), ("county", "contracts", 2026, 5))
        if figures:
            upload = world.load(*figures)
            world.load(("C", "contracts", "2026Q1", 3))
            if undone:
                world.undo(upload)
        spoke = heard(world.reader, year=2026)
        for quarter in (1, 2, 3, 4):
            rows = completeness(world.reader, year=2026, quarter=quarter)
            expected = rows[rows["parent"].notna()].groupby("unit", sort=False)["reported"].any()
            found = spoke[spoke["quarter"] == quarter]
            assert dict(zip(found["unit"], found["spoke"], strict=True)) == expected.to_dict()
            assert [*found["unit"]] == [*expected.index]
