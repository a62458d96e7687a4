"""What was asked of whom (domain rule 6): the revision in force, the sums, and where they differ."""

import math
from pathlib import Path

import pytest
from small_county import COUNTY, A, B, Unit, World, county, new_world

from guoban.measures import target_gaps, targets


def test_the_latest_revision_is_in_force_and_the_old_ones_stay_readable(world: World) -> None:
    first = world.ask(("A", "contracts", 2026, 120))
    second = world.ask(("A", "contracts", 2026, 100))
    world.load(("A", "contracts", "2026H1", 60))
    assert world.row("A", "contracts")["target"] == 100
    in_force = targets(world.reader, year=2026)
    assert in_force[["value", "upload", "reason"]].values.tolist() == [[100, second, "年初下达"]]
    every = targets(world.reader, year=2026, every_revision=True)
    assert every[["value", "upload", "counts"]].values.tolist() == [[100, second, True], [120, first, False]]


def test_a_revision_taken_back_gives_way_to_the_one_before(world: World) -> None:
    world.ask(("A", "contracts", 2026, 120))
    world.undo(world.ask(("A", "contracts", 2026, 100)))
    assert world.row("A", "contracts")["target"] == 120
    every = targets(world.reader, year=2026, every_revision=True)
    assert every[["value", "counts"]].values.tolist() == [[100, False], [120, True]]


def test_a_target_is_for_its_year_alone(world: World) -> None:
    world.ask(("A", "contracts", 2025, 90), ("A", "contracts", 2026, 120))
    world.load(("A", "contracts", "2025", 45), ("A", "contracts", "2026H1", 60))
    assert [world.row("A", "contracts", on=f"{year}-12-31")["target"] for year in (2025, 2026)] == [90, 120]
    world.load(("A", "contracts", "2027H1", 60))
    row = world.row("A", "contracts", on="2027-06-30")
    assert math.isnan(row["target"])
    assert row["status"] == "no_target"


@pytest.mark.parametrize("indicator", ["contracts", "aid", "members"])
def test_a_parent_without_a_target_is_asked_for_the_sum_of_its_children(world: World, indicator: str) -> None:
    world.ask(("A", indicator, 2026, 100), ("B", indicator, 2026, 50))
    assert world.row("county", indicator)["target"] == 150


def test_a_target_of_its_own_goes_before_the_sum_and_the_gap_is_told(world: World) -> None:
    upload = world.ask(("county", "contracts", 2026, 200), ("A", "contracts", 2026, 100), ("B", "contracts", 2026, 50))
    assert world.row("county", "contracts")["target"] == 200
    (gap,) = target_gaps(world.reader, 2026).to_dict("records")
    assert (gap["unit"], gap["indicator"], gap["upload"]) == ("county", "contracts", upload)
    assert (gap["own_target"], gap["sum_of_parts"], gap["difference"], gap["parts"]) == (200, 150, 50, 2)


def test_where_own_target_and_sum_agree_there_is_no_gap(world: World) -> None:
    world.ask(("county", "aid", 2026, 0.3), ("A", "aid", 2026, 0.1), ("B", "aid", 2026, 0.2))
    assert target_gaps(world.reader, 2026).empty  # and no binary fraction makes one


def test_ratios_and_milestones_have_no_sum_to_differ_from(world: World) -> None:
    world.ask(*[(unit, code, 2026, 0.5) for unit in ("county", "A", "B") for code in ("union_rate", "project")])
    gaps = target_gaps(world.reader, 2026)
    assert gaps.empty


def test_a_gap_counts_the_sum_that_stands_for_a_child_without_a_target(tmp_path: Path) -> None:
    village = Unit("V", "一村", "村", "A", 9)
    world = new_world(tmp_path / "data", county(COUNTY, A, B, village))
    world.ask(("county", "contracts", 2026, 100), ("V", "contracts", 2026, 30), ("B", "contracts", 2026, 50))
    (gap,) = target_gaps(world.reader, 2026).to_dict("records")
    assert (gap["sum_of_parts"], gap["parts"]) == (80, 2)
