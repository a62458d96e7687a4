"""Ratios (domain rule 4): sums over sums, never a mean of percentages."""

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import COUNTY, A, B, C, World, county, new_world


def test_numerator_and_denominator_count_before_a_percentage_given_as_such(world: World) -> None:
    world.load(("A", "with_union", "2026Q2", 45), ("A", "employers", "2026Q2", 50), ("A", "union_rate", "2026Q2", 0.5))
    row = world.row("A", "union_rate")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.9, 45, 50)


def test_a_percentage_counts_until_both_parts_are_known(world: World) -> None:
    world.load(("A", "union_rate", "2026Q1", 0.5), ("A", "with_union", "2026Q2", 45), ("A", "employers", "2026Q2", 50))
    assert world.row("A", "union_rate", on="2026-03-31")["value"] == 0.5
    assert world.row("A", "union_rate")["value"] == 0.9


def test_a_percentage_with_a_known_denominator_enters_the_sum(world: World) -> None:
    world.load(
        ("A", "with_union", "2026Q2", 45), ("A", "employers", "2026Q2", 50),
        ("B", "union_rate", "2026Q2", 0.2), ("B", "employers", "2026Q1", 100),
    )  # fmt: skip
    row = world.row("county", "union_rate")
    assert (row["numerator"], row["denominator"], row["covers"]) == (65, 150, 2)
    assert world.row("B", "union_rate")["value"] == 0.2


def test_a_numerator_without_a_denominator_is_no_ratio(world: World) -> None:
    world.load(("A", "with_union", "2026Q2", 45))
    assert math.isnan(world.row("A", "union_rate")["value"])


def test_a_ratio_of_flows_is_a_ratio_of_years_to_date(world: World) -> None:
    world.load(
        ("A", "closed", "2026Q1", 3), ("A", "closed", "2026Q2", 5),
        ("A", "received", "2026H1", 10), ("A", "received", "2026Q1", 9),
    )  # fmt: skip
    row = world.row("A", "closing_rate")
    assert (row["numerator"], row["denominator"], row["value"]) == (8, 10, 0.8)


def test_a_ratio_misses_the_days_that_either_of_its_parts_misses(world: World) -> None:
    world.load(("A", "closed", "2026Q2", 5), ("A", "received", "2026Q1", 9), ("A", "received", "2026M06", 9))
    row = world.row("A", "closing_rate")
    assert row["missing_days"] == [["2026-01-01", "2026-05-31"]]
    assert not row["complete"]


def test_a_ratio_is_as_recent_as_the_older_of_its_parts(world: World) -> None:
    world.load(("A", "with_union", "2026Q2", 45), ("A", "employers", "2026Q1", 50))
    row = world.row("A", "union_rate")
    assert (str(row["as_of"].date()), row["stale"]) == ("2026-03-31", True)


def test_nothing_to_close_is_not_a_failure_to_close(world: World) -> None:
    world.ask(("A", "closing_rate", 2026, 0.95))
    world.load(("A", "closed", "2026H1", 0), ("A", "received", "2026H1", 0))
    row = world.row("A", "closing_rate")
    assert math.isnan(row["value"])
    assert (row["status"], row["denominator"]) == ("met", 0)


def test_percentages_alone_are_shown_for_the_unit_and_cover_nobody_in_the_sum(world: World) -> None:
    world.load(("A", "union_rate", "2026Q2", 0.9), ("B", "union_rate", "2026Q2", 0.5))
    row = world.row("county", "union_rate")
    assert math.isnan(row["value"])
    assert (row["covers"], row["of_units"]) == (0, 3)


def test_the_targets_of_ratios_are_not_added_up(world: World) -> None:
    world.ask(("A", "union_rate", 2026, 0.9), ("B", "union_rate", 2026, 0.8))
    assert math.isnan(world.row("county", "union_rate")["target"])


pairs = st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1000)), min_size=3, max_size=3)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs)
def test_a_rolled_up_ratio_is_the_sum_over_the_sum(parts: list[tuple[int, int]]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = new_world(Path(folder) / "data", county(COUNTY, A, B, C))
        world.load(
            *[
                (unit, indicator, "2026Q2", value)
                for unit, pair in zip("ABC", parts, strict=True)
                for indicator, value in zip(("with_union", "employers"), pair, strict=True)
            ]
        )
        row = world.row("county", "union_rate")
    above, below = (sum(numbers) for numbers in zip(*parts, strict=True))
    assert (row["numerator"], row["denominator"]) == (above, below)
    assert row["value"] == pytest.approx(above / below, rel=1e-12)
