"""What stands for a unit above others: its own figure, else a sum of the nearest below with one (rules 4 and 6)."""

import math
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import COUNTY, Unit, World, county, new_world

TREE = (
    COUNTY,
    Unit("town", "青石镇总工会", "乡镇", "county", 1),
    Unit("village1", "一村工会", "村", "town", 2),
    Unit("village2", "二村工会", "村", "town", 3),
    Unit("system", "教育系统工会", "系统", "county", 4),
)


@pytest.fixture
def deep(tmp_path: Path) -> World:
    return new_world(tmp_path / "data", county(*TREE))


def test_a_sum_says_how_many_reporting_units_it_covers(world: World) -> None:
    world.load(("A", "contracts", "2026H1", 3), ("B", "contracts", "2026H1", 0))
    row = world.row("county", "contracts")
    assert (row["value"], row["covers"], row["of_units"], row["own"]) == (3, 2, 3, False)


def test_a_sum_over_nobody_is_not_zero(world: World) -> None:
    world.ask(("A", "contracts", 2026, 10))
    row = world.row("county", "contracts")
    assert math.isnan(row["value"])
    assert (row["status"], row["target"], row["covers"]) == ("not_reported", 10, 0)


def test_three_levels_add_up_without_counting_twice(deep: World) -> None:
    deep.load(
        ("village1", "contracts", "2026H1", 1),
        ("village2", "contracts", "2026H1", 2),
        ("system", "contracts", "2026H1", 4),
    )
    assert deep.row("town", "contracts")["value"] == 3
    root = deep.row("county", "contracts")
    assert (root["value"], root["covers"], root["of_units"]) == (7, 3, 3)


def test_a_middle_units_own_figure_stands_for_all_below_it(deep: World) -> None:
    deep.load(
        ("village1", "contracts", "2026H1", 1), ("village2", "contracts", "2026H1", 2),
        ("town", "contracts", "2026H1", 10), ("system", "contracts", "2026H1", 4),
    )  # fmt: skip
    town, root = deep.row("town", "contracts"), deep.row("county", "contracts")
    assert (town["value"], town["own"], town["covers"], town["of_units"]) == (10, True, 1, 1)
    assert (root["value"], root["covers"], root["of_units"]) == (14, 3, 3)


def test_until_the_middle_unit_reports_those_below_it_stand_in(deep: World) -> None:
    deep.load(
        ("village1", "contracts", "2026Q1", 1),
        ("village1", "contracts", "2026Q2", 1),
        ("town", "contracts", "2026H1", 10),
    )
    assert deep.row("county", "contracts", on="2026-03-31")["value"] == 1
    assert deep.row("county", "contracts", on="2026-05-31")["value"] == 1
    assert deep.row("county", "contracts")["value"] == 10


def test_a_percentage_that_cannot_be_added_leaves_its_place_in_the_sum_to_those_below(deep: World) -> None:
    deep.load(
        ("town", "union_rate", "2026Q2", 0.9),
        ("village1", "with_union", "2026Q2", 1),
        ("village1", "employers", "2026Q2", 4),
    )
    town, root = deep.row("town", "union_rate"), deep.row("county", "union_rate")
    assert (town["value"], town["own"]) == (0.9, True)
    assert (root["value"], root["covers"], root["of_units"]) == (0.25, 1, 3)


def test_a_middle_units_own_target_stands_for_all_below_it(deep: World) -> None:
    deep.ask(
        ("village1", "contracts", 2026, 1), ("village2", "contracts", 2026, 2),
        ("town", "contracts", 2026, 10), ("system", "contracts", 2026, 4),
    )  # fmt: skip
    assert deep.row("county", "contracts")["target"] == 14
    assert deep.row("town", "contracts")["target"] == 10


def test_a_sum_is_stale_when_one_of_its_parts_is(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 3), ("B", "contracts", "2026H1", 4))
    row = world.row("county", "contracts")
    assert (row["value"], row["as_of"], row["stale"]) == (7, pd.Timestamp(2026, 6, 30), True)


def test_ranks_are_never_added_up(world: World) -> None:
    world.ask(("A", "place", 2026, 3), ("B", "place", 2026, 3))
    world.load(("A", "place", "2026Q2", 2), ("B", "place", "2026Q2", 5))
    row = world.row("county", "place")
    assert math.isnan(row["value"])
    assert math.isnan(row["target"])
    assert world.row("A", "place")["status"] == "met"


def test_a_milestone_above_others_is_the_mean_of_those_that_reported(world: World) -> None:
    world.ask(("A", "project", 2026, 1))
    world.load(("A", "project", "2026Q2", 1), ("B", "project", "2026Q2", 0.5))
    row = world.row("county", "project")
    assert (row["value"], row["target"], row["progress"], row["status"]) == (0.75, 1, 0.75, "on_schedule")


def test_last_upload_is_the_latest_that_the_figure_rests_on(world: World) -> None:
    first = world.load(("A", "contracts", "2026Q1", 3), ("B", "contracts", "2026Q1", 3))
    second = world.load(("A", "contracts", "2026Q2", 3))
    world.load(("C", "members", "2026Q2", 3))
    assert [world.row(unit, "contracts")["last_upload"] for unit in ("A", "B", "county")] == [second, first, second]


money = st.decimals(min_value=0, max_value=Decimal("900000000000"), places=2)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(money, money), min_size=20, max_size=20))
def test_money_adds_up_to_the_fen(amounts: list[tuple[Decimal, Decimal]]) -> None:
    """Two quarters of twenty units: up to 36 trillion yuan, of which float64 still holds every fen."""
    units = [Unit(f"U{number}", f"U{number}", "乡镇", "county", number + 1) for number in range(20)]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = new_world(Path(folder) / "data", county(COUNTY, *units))
        world.load(
            *[
                (unit.code, "aid", period, float(amount))
                for unit, pair in zip(units, amounts, strict=True)
                for period, amount in zip(("2026Q1", "2026Q2"), pair, strict=True)
            ]
        )
        shown = [Decimal(repr(float(world.row(unit, "aid")["value"]))) for unit in ("U0", "county")]
    assert [round(value, 2) for value in shown] == [sum(amounts[0]), sum(map(sum, amounts))]
