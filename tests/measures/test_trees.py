"""Sums over any tree, with anything missing anywhere, against a plain model (domain rules 1, 4 and 6)."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import Unit, county, new_world

from guoban.measures import progress

SIZE = 9
Parents = Sequence[int]


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """parent of each unit but the first, which is the root; a unit comes after its parent."""
    return [draw(st.integers(0, number - 1)) for number in range(1, SIZE)]


amounts = st.dictionaries(st.integers(0, SIZE - 1), st.integers(0, 100), max_size=SIZE)
ratios = st.dictionaries(st.integers(0, SIZE - 1), st.tuples(st.integers(0, 50), st.integers(0, 100)), max_size=SIZE)


def children(parents: Parents, unit: int) -> list[int]:
    return [child for child, parent in enumerate(parents, start=1) if parent == unit]


def leaves(parents: Parents, unit: int) -> int:
    below = children(parents, unit)
    return sum(leaves(parents, child) for child in below) if below else 1


def holders(parents: Parents, given: Mapping[int, object], unit: int) -> list[int]:
    """The units whose own figures make up the sum for `unit`: on every way down the first one that has any."""
    return [
        found
        for child in children(parents, unit)
        for found in ([child] if child in given else holders(parents, given, child))
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees(), amounts, ratios, amounts)
def test_what_stands_for_a_unit_is_its_own_figure_or_the_sum_of_the_nearest_below(
    parents: list[int], flows: dict[int, int], pairs: dict[int, tuple[int, int]], goals: dict[int, int]
) -> None:
    units = [
        Unit(f"U{number}", f"第{number}工会", "单位", f"U{parents[number - 1]}" if number else None, number)
        for number in range(SIZE)
    ]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = new_world(Path(folder) / "data", county(*units))
        world.load(
            *[(f"U{unit}", "contracts", "2026H1", value) for unit, value in flows.items()],
            *[(f"U{unit}", "with_union", "2026H1", above) for unit, (above, _below) in pairs.items()],
            *[(f"U{unit}", "employers", "2026H1", below) for unit, (_above, below) in pairs.items()],
        )
        world.ask(*[(f"U{unit}", "contracts", 2026, value) for unit, value in goals.items()])
        frame = progress(
            world.reader, year=2026, on=date(2026, 6, 30), indicators=["contracts", "union_rate"]
        ).set_index(["unit", "indicator"])
    for unit in range(SIZE):
        flow, ratio = frame.loc[(f"U{unit}", "contracts")], frame.loc[(f"U{unit}", "union_rate")]
        _assert_added_up(flow, parents, flows, goals, unit)
        _assert_one_over_the_other(ratio, parents, pairs, unit)


def _assert_added_up(
    row: "pd.Series[object]", parents: Parents, flows: Mapping[int, int], goals: Mapping[int, int], unit: int
) -> None:
    summed = holders(parents, flows, unit)
    assert row["own"] == (unit in flows)
    if unit in flows:
        assert (row["value"], row["covers"], row["of_units"]) == (flows[unit], 1, 1)
    elif summed:
        covered = sum(leaves(parents, part) for part in summed)
        assert (row["value"], row["covers"]) == (sum(flows[part] for part in summed), covered)
        assert row["of_units"] == leaves(parents, unit)
    else:
        assert math.isnan(row["value"])  # type: ignore[arg-type]
        assert row["covers"] == 0
    asked = [unit] if unit in goals else holders(parents, goals, unit)
    if asked:
        assert row["target"] == sum(goals[part] for part in asked)
    else:
        assert math.isnan(row["target"])  # type: ignore[arg-type]


def _assert_one_over_the_other(
    row: "pd.Series[object]", parents: Parents, pairs: Mapping[int, tuple[int, int]], unit: int
) -> None:
    summed = [unit] if unit in pairs else holders(parents, pairs, unit)
    if not summed:
        assert math.isnan(row["numerator"])  # type: ignore[arg-type]
        return
    above, below = (sum(pairs[part][side] for part in summed) for side in (0, 1))
    assert (row["numerator"], row["denominator"]) == (above, below)
    if below:
        assert row["value"] == float(Fraction(above, below))
    else:
        assert math.isnan(row["value"])  # type: ignore[arg-type]
