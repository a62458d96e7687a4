"""Side by side: what is missing is compared with nothing, percentages are apart by points."""

from datetime import date

import pandas as pd
import pytest
from small_county import World

from guoban.errors import UsageError
from guoban.measures import Against, comparison

HALF = date(2026, 6, 30)


def compared(
    world: World, against: Against, unit: str = "A", on: date = HALF, other: str | None = None
) -> pd.DataFrame:
    frame = comparison(world.reader, year=on.year, on=on, unit=unit, against=against, other=other)
    return frame.set_index("indicator")


def test_against_last_year_the_same_day_counts_absolute_and_relative(world: World) -> None:
    world.load(("A", "contracts", "2025H1", 40), ("A", "contracts", "2025", 90), ("A", "contracts", "2026H1", 50))
    row = compared(world, Against.LAST_YEAR).loc["contracts"]
    assert row[["value", "other_value", "change", "relative", "better"]].tolist() == [50, 40, 10, 0.25, 1]


def test_what_is_missing_on_one_side_is_compared_with_nothing(world: World) -> None:
    world.load(("A", "contracts", "2026H1", 50), ("A", "aid", "2025H1", 7))
    frame = compared(world, Against.LAST_YEAR)
    assert frame[["change", "relative", "better"]].isna().all(axis=None)
    assert "visits" not in frame.index  # neither side has a figure


def test_from_nothing_there_is_no_per_cent(world: World) -> None:
    world.load(("A", "contracts", "2025H1", 0), ("A", "contracts", "2026H1", 5))
    row = compared(world, Against.LAST_YEAR).loc["contracts"]
    assert row["change"] == 5
    assert pd.isna(row["relative"])


def test_ratios_are_apart_by_points_and_not_by_per_cent(world: World) -> None:
    world.load(("A", "with_union", "2025H1", 40), ("A", "employers", "2025H1", 50))
    world.load(("A", "with_union", "2026H1", 45), ("A", "employers", "2026H1", 50))
    row = compared(world, Against.LAST_YEAR).loc["union_rate"]
    assert row["change"] == pytest.approx(0.1)
    assert pd.isna(row["relative"])


def test_of_what_should_be_low_less_is_better(world: World) -> None:
    world.load(("A", "cases", "2025H1", 4), ("A", "cases", "2026H1", 6))
    assert compared(world, Against.LAST_YEAR).loc["cases", "better"] == -1


def test_against_last_quarter_each_quarter_stands_for_itself(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 40), ("A", "contracts", "2026Q2", 25))
    world.load(("A", "members", "2026Q1", 100), ("A", "members", "2026Q2", 110))
    frame = compared(world, Against.LAST_QUARTER)
    assert frame.loc["contracts", ["value", "other_value", "change"]].tolist() == [25, 40, -15]
    assert frame.loc["members", ["value", "other_value", "change"]].tolist() == [110, 100, 10]


def test_the_first_quarter_is_compared_with_the_last_of_the_year_before(world: World) -> None:
    world.load(*[("A", "contracts", f"2025Q{quarter}", 10 * quarter) for quarter in (1, 2, 3, 4)])
    world.load(("A", "contracts", "2026Q1", 15))
    row = compared(world, Against.LAST_QUARTER, on=date(2026, 3, 31)).loc["contracts"]
    assert row[["value", "other_value"]].tolist() == [15, 40]


def test_a_quarter_that_was_not_reported_is_missing_and_not_zero(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 40), ("A", "members", "2026Q1", 100))
    frame = compared(world, Against.LAST_QUARTER)
    assert frame.loc[["contracts", "members"], "value"].isna().all()
    assert frame.loc[["contracts", "members"], "other_value"].tolist() == [40, 100]


def test_a_half_year_without_its_first_quarter_says_nothing_of_the_second(world: World) -> None:
    world.load(("A", "contracts", "2026H1", 70), ("B", "contracts", "2026Q2", 25))
    for unit in "AB":
        assert "contracts" not in compared(world, Against.LAST_QUARTER, unit=unit).index


def test_two_units_are_better_by_progress_and_not_by_size(world: World) -> None:
    world.ask(("A", "contracts", 2026, 1000), ("B", "contracts", 2026, 10))
    world.load(("A", "contracts", "2026H1", 100), ("B", "contracts", "2026H1", 9))
    row = compared(world, Against.UNIT, other="B").loc["contracts"]
    assert row["change"] == 91
    assert row["progress_change"] == pytest.approx(-0.8)
    assert row["better"] == -1


def test_two_units_without_targets_are_not_judged(world: World) -> None:
    world.load(("A", "contracts", "2026H1", 100), ("B", "contracts", "2026H1", 9))
    assert pd.isna(compared(world, Against.UNIT, other="B").loc["contracts", "better"])


def test_unknown_units_are_refused(world: World) -> None:
    with pytest.raises(UsageError):
        compared(world, Against.UNIT, other="nowhere")
