"""What the year is heading for, and what each remaining quarter must bring (domain rule 10); the schedule of a year."""

import math

import pytest
from small_county import World

LAST_YEAR = [("A", "contracts", "2025H1", 30), ("A", "contracts", "2025-07-01..2025-12-31", 70)]


def test_the_forecast_follows_the_shape_of_a_complete_last_year(world: World) -> None:
    """30 of 100 by 30 June last year; 45 now make 150."""
    world.load(*LAST_YEAR, ("A", "contracts", "2026H1", 45))
    row = world.row("A", "contracts")
    assert (row["forecast"], row["forecast_method"]) == (pytest.approx(150), "last_year_shape")
    assert row["previous_year"] == 30


INCOMPLETE = [
    ("no last year", []),
    ("a last year with a hole", [("2025Q1", 30), ("2025-07-01..2025-12-31", 70)]),
    ("a last year that ends early", [("2025H1", 30), ("2025Q3", 20)]),
    ("a last year without the same day", [("2025Q1", 10), ("2025-04-01..2025-12-31", 90)]),
    ("nothing by the same day", [("2025H1", 0), ("2025-07-01..2025-12-31", 100)]),
]


@pytest.mark.parametrize("figures", [row[1] for row in INCOMPLETE], ids=[row[0] for row in INCOMPLETE])
def test_without_a_shape_the_forecast_follows_the_schedule(world: World, figures: list[tuple[str, float]]) -> None:
    world.load(*[("A", "contracts", period, value) for period, value in figures], ("A", "contracts", "2026H1", 45))
    row = world.row("A", "contracts")
    assert (row["forecast"], row["forecast_method"]) == (pytest.approx(90), "schedule")


def test_the_forecast_follows_an_indicators_own_schedule(world: World) -> None:
    world.load(("A", "visits", "2026Q1", 140))
    row = world.row("A", "visits", on="2026-03-31")
    assert (row["schedule"], row["forecast"]) == (0.7, pytest.approx(200))


def test_a_sum_follows_last_years_shape_only_over_the_same_units(world: World) -> None:
    world.load(*LAST_YEAR, ("A", "contracts", "2026H1", 45))
    assert world.row("county", "contracts")["forecast_method"] == "last_year_shape"
    world.load(("B", "contracts", "2025", 50))
    assert world.row("county", "contracts")["forecast_method"] == "schedule"


@pytest.mark.parametrize("indicator", ["members", "union_rate", "project"])
def test_only_what_adds_up_is_forecast(world: World, indicator: str) -> None:
    world.ask(("A", indicator, 2026, 1))
    world.load(("A", indicator, "2026Q2", 0.5))
    row = world.row("A", indicator)
    assert math.isnan(row["forecast"])
    assert row["forecast_method"] is None or math.isnan(row["forecast_method"])


def test_what_was_not_reported_has_no_forecast(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    row = world.row("A", "contracts")
    assert math.isnan(row["forecast"])
    assert math.isnan(row["needed_per_quarter"])


NEEDED = [
    ("2026-03-31", 10, 30), ("2026-06-30", 10, 45), ("2026-07-01", 10, 45), ("2026-09-30", 10, 90),
    ("2026-06-30", 120, 0), ("2026-06-30", -20, 60),
]  # fmt: skip


@pytest.mark.parametrize(("on", "reached", "needed"), NEEDED)
def test_each_quarter_that_still_ends_must_bring_its_part_of_the_rest(
    world: World, on: str, reached: float, needed: float
) -> None:
    world.ask(("A", "contracts", 2026, 100))
    world.load(("A", "contracts", f"2026-01-01..{min(on, '2026-03-31')}", reached))
    assert world.row("A", "contracts", on=on)["needed_per_quarter"] == pytest.approx(needed)


def test_when_no_quarter_is_left_nothing_can_be_needed(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    world.load(("A", "contracts", "2026", 10))
    assert math.isnan(world.row("A", "contracts", on="2026-12-31")["needed_per_quarter"])


def test_a_cap_asks_for_nothing(world: World) -> None:
    world.ask(("A", "cases", 2026, 10))
    world.load(("A", "cases", "2026H1", 2))
    assert math.isnan(world.row("A", "cases")["needed_per_quarter"])


MILESTONES = [(0, "behind"), (0.5, "on_schedule"), (1, "done")]


@pytest.mark.parametrize(("state", "status"), MILESTONES)
def test_a_milestone_is_half_done_while_it_is_under_way(world: World, state: float, status: str) -> None:
    world.ask(("A", "project", 2026, 1))
    world.load(("A", "project", "2026Q2", state))
    row = world.row("A", "project")
    assert (row["progress"], row["status"]) == (state, status)


CAPS = [
    ("2026-06-30", 5, "on_schedule"), ("2026-06-30", 6, "slightly_behind"), ("2026-06-30", 6.1, "behind"),
    ("2026-06-30", 10, "behind"), ("2026-12-31", 10, "done"), ("2026-12-30", 9.9, "on_schedule"),
    ("2026-12-31", 10.5, "behind"),
]  # fmt: skip


@pytest.mark.parametrize(("on", "cases", "status"), CAPS)
def test_a_cap_is_kept_only_when_the_year_is_over(world: World, on: str, cases: float, status: str) -> None:
    world.ask(("A", "cases", 2026, 10))
    world.load(("A", "cases", f"2026-01-01..{on}", cases))
    assert world.row("A", "cases", on=on)["status"] == status


def test_a_target_of_nothing_is_reached_by_a_report(world: World) -> None:
    world.ask(("A", "contracts", 2026, 0), ("A", "cases", 2026, 0))
    world.load(("A", "contracts", "2026H1", 0), ("A", "cases", "2026H1", 0))
    more, less = world.row("A", "contracts"), world.row("A", "cases")
    assert math.isnan(more["progress"])
    assert (more["status"], less["status"]) == ("done", "on_schedule")
    world.load(("A", "cases", "2026H1", 1))
    assert world.row("A", "cases")["status"] == "behind"


LAST_YEARS = [
    ("as much told of both years", [("2025H1", 30)], [("2026H1", 45)], "2026-06-30", 30),
    ("last year one quarter only", [("2025Q1", 30)], [("2026H1", 45)], "2026-06-30", None),
    ("last year with a quarter missing", [("2025Q2", 30)], [("2026H1", 45)], "2026-06-30", None),
    ("one quarter of either, asked between", [("2025Q1", 30)], [("2026Q1", 45)], "2026-05-31", 30),
    ("nothing yet this year", [("2025H1", 30)], [], "2026-06-30", 30),
]


@pytest.mark.parametrize(
    ("before", "now", "on", "compared"), [row[1:] for row in LAST_YEARS], ids=[row[0] for row in LAST_YEARS]
)
def test_a_year_is_compared_with_as_much_of_the_year_before(
    world: World, before: list[tuple[str, float]], now: list[tuple[str, float]], on: str, compared: float | None
) -> None:
    world.ask(("A", "contracts", 2026, 100))
    world.load(*[("A", "contracts", period, value) for period, value in [*before, *now]])
    found = world.row("A", "contracts", on=on)["previous_year"]
    assert math.isnan(found) if compared is None else found == compared
