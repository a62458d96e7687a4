"""Against last quarter and the same quarter of last year: like with like, and nothing said where nothing can be."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import World, county, new_world

from guoban.calendar import quarter_end
from guoban.catalogue import Settings
from guoban.measures import Against, comparison, trend

HALF = date(2026, 6, 30)
QUARTER, YEAR = "last_quarter", "last_year"


def turned(
    world: World, unit: str, indicator: str, against: str = QUARTER, on: date = HALF
) -> "pd.Series[object] | None":
    rows = trend(world.reader, year=on.year, on=on, units=[unit])
    found = rows[(rows["indicator"] == indicator) & (rows["against"] == against)]
    return None if found.empty else found.iloc[0]


def test_an_amount_of_the_quarter_stands_against_the_amount_of_the_quarter_before(world: World) -> None:
    """The worked example of docs/figures.md: 40 and then 25 is a fall of 37.5 %, though 65 is more than 40."""
    world.load(("A", "contracts", "2026Q1", 40), ("A", "contracts", "2026H1", 65), ("A", "contracts", "2025H1", 52))
    row = turned(world, "A", "contracts")
    assert row[["now", "before", "change", "relative", "turn", "better", "covers"]].tolist() == [
        25, 40, -15, -0.375, -1, -1, 1,
    ]  # fmt: skip
    row = turned(world, "A", "contracts", YEAR)
    assert row[["now", "before", "relative", "turn"]].tolist() == [65, 52, 0.25, 1]


def test_the_first_quarter_stands_against_the_last_of_the_year_before(world: World) -> None:
    world.load(*[("A", "contracts", f"2025Q{quarter}", 10 * quarter) for quarter in (1, 2, 3, 4)])
    world.load(("A", "contracts", "2026Q1", 50))
    assert turned(world, "A", "contracts", on=date(2026, 3, 31))[["now", "before"]].tolist() == [50, 40]
    assert turned(world, "A", "contracts", YEAR, on=date(2026, 3, 31))[["now", "before"]].tolist() == [50, 10]


def test_a_unit_that_fell_silent_is_not_the_fall_of_the_whole(world: World) -> None:
    """The worked example of docs/figures.md: A and B told both quarters, C only the first."""
    world.load(("A", "contracts", "2026Q1", 40), ("A", "contracts", "2026Q2", 44))
    world.load(("B", "contracts", "2026Q1", 10), ("B", "contracts", "2026Q2", 16), ("C", "contracts", "2026Q1", 50))
    row = turned(world, "county", "contracts")
    assert row[["now", "before", "relative", "covers"]].tolist() == [60, 50, 0.2, 2]
    assert turned(world, "C", "contracts")["why"] == "not_told"


def test_ratios_of_many_are_made_of_their_parts_and_apart_by_points(world: World) -> None:
    for unit, part, whole in (("A", 40, 50), ("B", 30, 100)):
        world.load((unit, "with_union", "2026Q1", part), (unit, "employers", "2026Q1", whole))
        world.load((unit, "with_union", "2026H1", part + 15), (unit, "employers", "2026H1", whole))
    row = turned(world, "county", "union_rate")
    assert (row["now"], row["before"]) == (pytest.approx(100 / 150), pytest.approx(70 / 150))
    assert pd.isna(row["relative"])
    assert row["turn"] == 1


def test_a_level_stands_against_the_level_before(world: World) -> None:
    world.load(("A", "members", "2026Q1", 100), ("A", "members", "2026Q2", 110), ("A", "members", "2025Q2", 125))
    assert turned(world, "A", "members")[["now", "before", "turn"]].tolist() == [110, 100, 1]
    assert turned(world, "A", "members", YEAR)[["now", "before", "turn"]].tolist() == [110, 125, -1]


@pytest.mark.parametrize(
    ("indicator", "before", "now", "turn"),
    [
        ("contracts", 100, 105, 0), ("contracts", 100, 106, 1), ("contracts", 100, 95, 0), ("contracts", 100, 94, -1),
        ("contracts", 0, 1, 1), ("contracts", 0, 0, 0), ("members", 1000, 1010, 0), ("members", 1000, 1011, 1),
        ("members", 1000, 989, -1),
    ],
)  # fmt: skip
def test_an_arrow_needs_more_than_the_gap(world: World, indicator: str, before: int, now: int, turn: int) -> None:
    world.load(("A", indicator, "2026Q1", before), ("A", indicator, "2026Q2", now))
    assert turned(world, "A", indicator)["turn"] == turn


def test_the_gap_is_that_of_the_settings(tmp_path) -> None:
    world = new_world(tmp_path, county(settings=Settings("云岭县总工会", amount_gap=Decimal("0.2"))))
    world.load(("A", "contracts", "2026Q1", 100), ("A", "contracts", "2026Q2", 119))
    assert turned(world, "A", "contracts")["turn"] == 0


def test_of_what_should_be_low_more_is_worse(world: World) -> None:
    world.load(("A", "cases", "2026Q1", 4), ("A", "cases", "2026Q2", 6))
    assert turned(world, "A", "cases")[["turn", "better"]].tolist() == [1, -1]


@pytest.mark.parametrize(
    ("figures", "against", "on", "why"),
    [
        ([("2026Q1", 40)], QUARTER, HALF, "not_told"),
        ([("2026Q2", 40)], QUARTER, HALF, "not_told"),  # without the first quarter the second says nothing
        ([("2026Q1", 40), ("2026Q2", 20)], YEAR, HALF, "none_before"),
        ([("2026Q1", 40), ("2026Q2", 20), ("2025Q1", 9)], YEAR, HALF, "none_before"),
        ([("2026Q1", 40), ("2026M04", 5)], QUARTER, date(2026, 5, 20), "running"),
        ([("2026Q1", 40), ("2026M04", 5), ("2026M05", 5)], QUARTER, HALF, "not_told"),  # two months are no quarter
    ],
)
def test_what_cannot_be_compared_says_why(world: World, figures, against: str, on: date, why: str) -> None:
    world.load(*[("A", "contracts", period, value) for period, value in figures])
    row = turned(world, "A", "contracts", against, on)
    assert row["why"] == why
    assert row[["now", "before", "change", "relative", "turn", "better"]].isna().all()


def test_figures_of_other_units_are_not_compared(world: World) -> None:
    world.load(("A", "members", "2026Q1", 100), ("B", "members", "2026Q2", 900))
    assert turned(world, "county", "members")["why"] == "others"


def test_a_year_reported_as_far_as_the_last_is_compared_before_the_quarter_ends(world: World) -> None:
    world.load(("A", "contracts", "2025-01-01..2025-04-30", 20), ("A", "contracts", "2026-01-01..2026-04-30", 30))
    row = turned(world, "A", "contracts", YEAR, date(2026, 5, 20))
    assert row[["now", "before", "relative"]].tolist() == [30, 20, 0.5]


def test_nothing_was_ever_told_and_there_is_no_row(world: World) -> None:
    world.ask(("A", "contracts", 2026, 10))
    assert turned(world, "A", "contracts") is None


@pytest.mark.parametrize("against", [Against.LAST_QUARTER, Against.LAST_YEAR])
def test_the_page_that_compares_says_the_same(world: World, against: Against) -> None:
    world.load(("A", "contracts", "2025Q1", 30), ("A", "contracts", "2025Q2", 20), ("B", "contracts", "2026Q1", 7))
    world.load(("A", "contracts", "2026Q1", 40), ("A", "contracts", "2026Q2", 44))
    row = turned(world, "county", "contracts", against.value)
    rows = comparison(world.reader, year=2026, on=HALF, unit="county", against=against).set_index("indicator")
    side = rows.loc["contracts"]
    assert side[["value", "other_value", "change", "better", "covers", "told"]].tolist() == [
        row["now"], row["before"], row["change"], row["better"], 1, 2,
    ]  # fmt: skip


amounts = st.none() | st.integers(0, 500)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(amounts, amounts, amounts, amounts), min_size=3, max_size=3), st.sampled_from((2, 3, 4)))
def test_a_sum_is_that_of_the_units_that_told_both_quarters(tmp_path_factory, told, quarter: int) -> None:
    """Whatever is missing: the sums over exactly the units whose quarters are there, each known from 1 January on."""
    world = new_world(tmp_path_factory.mktemp("any"))
    figures = [
        (unit, "contracts", f"2026Q{number}", value)
        for unit, quarters in zip("ABC", told, strict=True)
        for number, value in enumerate(quarters, 1)
        if value is not None
    ]
    if figures:
        world.load(*figures)
    both = [each for each in told if None not in each[:quarter]]
    row = turned(world, "county", "contracts", on=quarter_end(2026, quarter))
    if not both:
        assert row is None or pd.isna(row["change"])
        return
    assert row["covers"] == len(both)
    assert row["now"] == sum(each[quarter - 1] for each in both)
    assert row["before"] == sum(each[quarter - 2] for each in both)
