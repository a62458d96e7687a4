"""What each remaining quarter must bring (domain rule 10)."""

import math

import pytest
from small_county import World


def test_the_rest_of_the_target_is_shared_by_the_quarters_to_come(world: World) -> None:
    world.ask(("A", "contracts", 2026, 120))
    world.load(("A", "contracts", "2026H1", 65))
    assert world.row("A", "contracts")["needed_per_quarter"] == 27.5
    assert world.row("A", "contracts", on="2026-05-31")["needed_per_quarter"] != 27.5


def test_a_target_that_is_reached_asks_for_nothing_more(world: World) -> None:
    world.ask(("A", "contracts", 2026, 60))
    world.load(("A", "contracts", "2026H1", 65))
    assert world.row("A", "contracts")["needed_per_quarter"] == 0


@pytest.mark.parametrize("missing", ["target", "figure", "quarters to come"])
def test_nothing_is_said_where_one_of_the_three_is_missing(world: World, missing: str) -> None:
    if missing != "target":
        world.ask(("A", "contracts", 2026, 120))
    if missing != "figure":
        world.load(("A", "contracts", "2026H1", 65))
    row = world.row("A", "contracts", on="2026-12-31" if missing == "quarters to come" else "2026-06-30")
    assert math.isnan(row["needed_per_quarter"])
