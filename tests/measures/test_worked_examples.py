"""The worked examples of domain.md, one by one, through a real store."""

import dataclasses
import math
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from small_county import INDICATORS, World, county, new_world

from guoban.measures import appraisal

CONTRACTS = [
    ("Q1 = 40, Q2 = 25", [("2026Q1", 40), ("2026Q2", 25)], 65, 0.542, "on_schedule", []),
    ("Q1 = 40, H1 = 70", [("2026Q1", 40), ("2026H1", 70)], 70, 0.583, "on_schedule", []),
    ("Q2 = 25 only", [("2026Q2", 25)], 25, 0.208, "behind", [["2026-01-01", "2026-03-31"]]),
    ("Jan-May = 50, June = 4", [("2026-01-01..2026-05-31", 50), ("2026M06", 4)], 54, 0.45, "slightly_behind", []),
    ("Q1 = 0, Q2 = 0", [("2026Q1", 0), ("2026Q2", 0)], 0, 0, "behind", []),
    ("none", [], None, None, "not_reported", []),
    ("Q1 = 40, Q2 = 80", [("2026Q1", 40), ("2026Q2", 80)], 120, 1, "done", []),
]


@pytest.mark.parametrize(
    ("figures", "value", "share", "status", "missing_days"),
    [row[1:] for row in CONTRACTS],
    ids=[row[0] for row in CONTRACTS],
)
def test_contracts_of_unit_a(
    world: World, figures: list[tuple[str, float]], value: float | None, share: float | None, status: str,
    missing_days: list[list[str]],
) -> None:  # fmt: skip
    world.ask(("A", "contracts", 2026, 120))
    if figures:
        world.load(*[("A", "contracts", period, number) for period, number in figures])
    row = world.row("A", "contracts")
    assert row["schedule"] == 0.5
    assert row["status"] == status
    assert row["missing_days"] == missing_days
    assert row["complete"] == (bool(figures) and not missing_days)
    if value is None:
        assert math.isnan(row["value"])
        assert math.isnan(row["progress"])
    else:
        assert row["value"] == value
        assert row["progress"] == pytest.approx(share, abs=0.0005)


def test_the_formation_rate_is_a_sum_over_a_sum_and_says_how_many_units_it_covers(world: World) -> None:
    world.load(
        ("A", "with_union", "2026Q2", 45), ("A", "employers", "2026Q2", 50),
        ("B", "with_union", "2026Q2", 30), ("B", "employers", "2026Q2", 100),
        ("C", "union_rate", "2026Q2", 0.88),
    )  # fmt: skip
    county = world.row("county", "union_rate")
    assert (county["numerator"], county["denominator"], county["value"]) == (75, 150, 0.5)
    assert (county["covers"], county["of_units"]) == (2, 3)
    assert world.row("C", "union_rate")["value"] == 0.88
    assert (world.row("A", "union_rate")["covers"], world.row("A", "union_rate")["of_units"]) == (1, 1)


def test_aid_disbursed_is_slightly_behind(world: World) -> None:
    world.ask(("A", "aid", 2026, 2_000_000))
    world.load(("A", "aid", "2026H1", 978_000))
    row = world.row("A", "aid")
    assert (row["value"], row["progress"], row["status"]) == (978_000, 0.489, "slightly_behind")


def test_members_are_measured_from_last_years_close(world: World) -> None:
    world.ask(("A", "members", 2026, 112_000))
    world.load(("A", "members", "2025Q4", 100_000), ("A", "members", "2026Q2", 108_000))
    row = world.row("A", "members")
    assert (row["baseline"], row["value"]) == (100_000, 108_000)
    assert row["progress"] == pytest.approx(8_000 / 12_000)
    assert row["status"] == "on_schedule"


@pytest.mark.parametrize(("cases", "share", "status"), [(6, 0.6, "slightly_behind"), (11, 1.1, "behind")])
def test_open_cases_use_up_their_cap(world: World, cases: int, share: float, status: str) -> None:
    world.ask(("A", "cases", 2026, 10))
    world.load(("A", "cases", "2026H1", cases))
    row = world.row("A", "cases")
    assert (row["progress"], row["status"]) == (share, status)


def test_paces_of_one_and_a_fifth_and_a_half_weighted_three_to_one_earn_four_stars(tmp_path: Path) -> None:
    heavy = dataclasses.replace(INDICATORS[0], code="heavy", weight=Decimal(3))
    light = dataclasses.replace(INDICATORS[0], code="light", weight=Decimal(1))
    world = new_world(tmp_path / "data", county(indicators=[heavy, light]))
    world.ask(("A", "heavy", 2026, 100), ("A", "light", 2026, 100))
    world.load(("A", "heavy", "2026H1", 60), ("A", "light", "2026H1", 25))
    assert (world.row("A", "heavy")["pace"], world.row("A", "light")["pace"]) == (1.2, 0.5)
    row = appraisal(world.reader, year=2026, on=date(2026, 6, 30)).set_index("unit").loc["A"]
    assert row["score"] == pytest.approx(87.5)
    assert row["stars"] == 4


def test_seven_of_seventeen_by_the_end_of_may_is_a_hair_behind_the_year(world: World) -> None:
    world.ask(("A", "contracts", 2026, 17))
    world.load(("A", "contracts", "2026-01-01..2026-05-31", 7))
    row = world.row("A", "contracts", on="2026-05-31")
    assert row["progress"] == pytest.approx(0.412, abs=0.0005)
    assert row["schedule"] == pytest.approx(151 / 365)
    assert row["status"] == "slightly_behind"
