"""Stocks and other levels (domain rules 3 and 8)."""

import math

import pandas as pd
import pytest
from small_county import World


def test_a_stock_is_the_latest_figure_by_the_day_and_an_older_one_is_stale(world: World) -> None:
    world.load(("A", "members", "2026Q1", 100), ("A", "members", "2026M05", 105), ("A", "members", "2026Q3", 120))
    june, may = world.row("A", "members"), world.row("A", "members", on="2026-05-31")
    assert (june["value"], june["as_of"], june["stale"]) == (105, pd.Timestamp(2026, 5, 31), True)
    assert (may["value"], may["as_of"], may["stale"]) == (105, pd.Timestamp(2026, 5, 31), False)


def test_a_stock_of_last_year_is_not_this_years(world: World) -> None:
    world.ask(("A", "members", 2026, 120))
    world.load(("A", "members", "2025Q4", 100))
    row = world.row("A", "members")
    assert row["status"] == "not_reported"
    assert math.isnan(row["value"])
    assert row["baseline"] == 100


def test_of_figures_that_end_together_the_later_upload_counts(world: World) -> None:
    world.load(("A", "members", "2026H1", 100))
    world.load(("A", "members", "2026Q2", 107))
    assert world.row("A", "members")["value"] == 107


def test_within_one_upload_the_longer_span_counts(world: World) -> None:
    world.load(("A", "members", "2026Q2", 7), ("A", "members", "2026H1", 107))
    assert world.row("A", "members")["value"] == 107


LEVELS = [
    ("without a baseline it is reached or not", None, 100, 100, 1.0, 1.0, "met"),
    ("near from 95 %", None, 95, 100, 0.95, 1.0, "near"),
    ("below 95 % not", None, 94.9, 100, 0.949, 1.0, "not_met"),
    ("with a baseline it is the way from there", 80, 95, 100, 0.75, 0.5, "on_schedule"),
    ("the way back is progress below nothing", 80, 78, 100, -0.1, 0.5, "behind"),
    ("the whole way is done", 80, 104, 100, 1.2, 0.5, "done"),
    ("short by ten points is slightly behind", 80, 88, 100, 0.4, 0.5, "slightly_behind"),
    ("a target at the baseline asks to hold it", 100, 99, 100, 0.99, 1.0, "near"),
    ("a target below the baseline likewise", 110, 100, 100, 1.0, 1.0, "met"),
]


@pytest.mark.parametrize(
    ("baseline", "value", "target", "share", "schedule", "status"),
    [row[1:] for row in LEVELS],
    ids=[row[0] for row in LEVELS],
)
def test_progress_of_a_level(
    world: World, baseline: float | None, value: float, target: float, share: float, schedule: float, status: str
) -> None:
    world.ask(("A", "members", 2026, target))
    if baseline is not None:
        world.load(("A", "members", "2025", baseline))
    world.load(("A", "members", "2026Q2", value))
    row = world.row("A", "members")
    assert row["progress"] == pytest.approx(share)
    assert (row["schedule"], row["status"]) == (schedule, status)


def test_a_ratio_with_last_years_level_is_measured_from_there(world: World) -> None:
    world.ask(("A", "union_rate", 2026, 0.9))
    world.load(("A", "union_rate", "2025", 0.8), ("A", "union_rate", "2026Q2", 0.86))
    row = world.row("A", "union_rate")
    assert row["progress"] == pytest.approx(0.6)
    assert (row["status"], row["baseline_as_of"]) == ("on_schedule", pd.Timestamp(2025, 12, 31))


CEILINGS = [(40, 40, "met"), (42, 40, "near"), (42.1, 40, "not_met"), (0, 0, "met"), (1, 0, "not_met")]


@pytest.mark.parametrize(("value", "target", "status"), CEILINGS)
def test_a_level_of_which_less_is_better_is_met_up_to_its_target(
    world: World, value: float, target: float, status: str
) -> None:
    world.ask(("A", "hardship", 2026, target))
    world.load(("A", "hardship", "2025", 60), ("A", "hardship", "2026Q2", value))
    row = world.row("A", "hardship")
    assert (row["status"], row["schedule"]) == (status, 1.0)
    assert math.isnan(row["progress"]) if target == 0 else row["progress"] == value / target


def test_the_growth_of_a_sum_compares_each_unit_with_its_own_close(world: World) -> None:
    """Unit B has not reported: its 500 of last year are neither lost nor counted as gained."""
    world.ask(("A", "members", 2026, 120), ("B", "members", 2026, 520))
    world.load(("A", "members", "2025", 100), ("B", "members", "2025", 500), ("A", "members", "2026Q2", 116))
    row = world.row("county", "members")
    assert (row["value"], row["baseline"], row["target"], row["covers"]) == (116, 600, 640, 1)
    assert row["progress"] == pytest.approx(16 / 40)


def test_a_sum_over_a_unit_without_a_close_has_no_baseline_to_stand_on(world: World) -> None:
    world.ask(("A", "members", 2026, 120), ("B", "members", 2026, 80))
    world.load(("A", "members", "2025", 100), ("A", "members", "2026Q2", 110), ("B", "members", "2026Q2", 50))
    row = world.row("county", "members")
    assert (row["progress"], row["schedule"], row["status"]) == (0.8, 1.0, "not_met")


def test_a_ratio_of_what_the_year_brings_begins_again_on_new_years_day(world: World) -> None:
    """Cases closed of cases received: last year closed at no level from which this year would go on."""
    world.ask(("A", "closing_rate", 2026, 0.95))
    world.load(("A", "closed", "2025", 94), ("A", "received", "2025", 100))
    world.load(("A", "closed", "2026H1", 46), ("A", "received", "2026H1", 50))
    row = world.row("A", "closing_rate")
    assert math.isnan(row["baseline"])
    assert row["progress"] == pytest.approx(0.92 / 0.95)  # and not -200 %
    assert (row["schedule"], row["status"]) == (1.0, "near")


def test_a_ratio_of_levels_goes_on_from_last_years_close(world: World) -> None:
    world.ask(("A", "union_rate", 2026, 0.9))
    world.load(("A", "with_union", "2025", 40), ("A", "employers", "2025", 50))
    world.load(("A", "with_union", "2026Q2", 43), ("A", "employers", "2026Q2", 50))
    row = world.row("A", "union_rate")
    assert (row["baseline"], row["progress"]) == (0.8, pytest.approx(0.6))
