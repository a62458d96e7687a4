"""The middle of a kind: a median over the units of that kind that reported, and never a mean of percentages."""

import statistics
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import COUNTY, World, county, new_world

from guoban.catalogue import Unit
from guoban.errors import UsageError
from guoban.measures import peers

HALF = date(2026, 6, 30)
TOWNS = [Unit(f"T{place}", f"第{place}镇", "乡镇", "county", place) for place in range(1, 8)]
OTHERS = [Unit(f"S{place}", f"第{place}系统", "系统", "county", 10 + place) for place in range(1, 4)]


@pytest.fixture
def towns(tmp_path) -> World:
    return new_world(tmp_path, county(COUNTY, *TOWNS, *OTHERS))


def middle(world: World, unit: str, indicator: str = "contracts") -> "pd.Series[object] | None":
    found = peers(world.reader, year=2026, on=HALF, units=[unit])
    found = found[found["indicator"] == indicator]
    return None if found.empty else found.iloc[0]


def reported(world: World, done: dict[str, tuple[float | None, float]], indicator: str = "contracts") -> None:
    """Figures and targets: unit → done (None = not reported) and target."""
    world.ask(*[(unit, indicator, 2026, target) for unit, (_value, target) in done.items()])
    figures = [(unit, indicator, "2026H1", value) for unit, (value, _target) in done.items() if value is not None]
    if figures:
        world.load(*figures)


def test_the_middle_of_the_townships_is_their_median(towns: World) -> None:
    """The worked example of docs/figures.md: 20, 45, 50 and 900 % have their middle at 47.5 %, not at 253.8 %."""
    reported(
        towns,
        {"T1": (20, 100), "T2": (45, 100), "T3": (5, 10), "T4": (90, 10), "T5": (None, 100), "S1": (99, 100)},
    )
    row = middle(towns, "T5")
    assert (row["peers"], row["peer_progress"], row["peer_value"]) == (4, pytest.approx(0.475), pytest.approx(47.5))


def test_who_has_not_reported_is_in_no_middle_and_sees_it(towns: World) -> None:
    reported(towns, {"T1": (20, 100), "T2": (40, 100), "T3": (60, 100), "T4": (None, 100), "T5": (0, 100)})
    assert middle(towns, "T4")["peer_progress"] == pytest.approx(0.3)


def test_fewer_than_three_have_no_middle(towns: World) -> None:
    reported(towns, {"T1": (20, 100), "T2": (40, 100), "T3": (None, 100), "S1": (1, 2), "S2": (1, 2)})
    assert middle(towns, "T1") is None
    assert middle(towns, "S1") is None


def test_the_way_from_a_baseline_is_not_mixed_with_shares_of_a_target(towns: World) -> None:
    towns.load(*[(f"T{place}", "members", "2025", 100) for place in (1, 2, 3)])
    towns.ask(*[(f"T{place}", "members", 2026, 200) for place in range(1, 7)])
    towns.load(*[(f"T{place}", "members", "2026H1", 110 + 10 * place) for place in range(1, 7)])
    climbing, reaching = middle(towns, "T1", "members"), middle(towns, "T6", "members")
    assert (climbing["peers"], climbing["peer_progress"], climbing["peer_value"]) == (
        3, pytest.approx(0.3), pytest.approx(130),
    )  # fmt: skip
    assert (reaching["peers"], reaching["peer_progress"], reaching["peer_value"]) == (
        3, pytest.approx(0.8), pytest.approx(160),
    )  # fmt: skip


def test_the_organisation_has_nobody_beside_it(towns: World) -> None:
    reported(towns, {"T1": (20, 100), "T2": (40, 100), "T3": (60, 100)})
    assert peers(towns.reader, year=2026, on=HALF, units=["county"]).empty


def test_an_unknown_unit_is_refused(towns: World) -> None:
    with pytest.raises(UsageError):
        peers(towns.reader, year=2026, on=HALF, units=["nowhere"])


tasks = st.tuples(st.none() | st.integers(0, 400), st.integers(1, 200))


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tasks, min_size=7, max_size=7))
def test_half_of_a_kind_stands_on_either_side(tmp_path_factory, given_tasks) -> None:
    world = new_world(tmp_path_factory.mktemp("any"), county(COUNTY, *TOWNS, *OTHERS))
    reported(world, {town.code: task for town, task in zip(TOWNS, given_tasks, strict=True)})
    shares = [value / target for value, target in given_tasks if value is not None]
    row = middle(world, "T1")
    if len(shares) < 3:
        assert row is None
        return
    assert row["peers"] == len(shares)
    assert row["peer_progress"] == pytest.approx(statistics.median(shares))
