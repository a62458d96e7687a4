"""What needs attention: each reason by its rule, each figure once, the worst first."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import INDICATORS, Figure, World, county, new_world

from guoban.calendar import quarter_end
from guoban.catalogue import Settings
from guoban.errors import UsageError
from guoban.measures import progress, silences, warnings

HALF = date(2026, 6, 30)
REASONS = ("behind", "out_of_reach", "jumped", "falling")


def quarters(indicator: str, *values: float, unit: str = "A", until: str = "2026Q2") -> list[Figure]:
    """Figures of quarters one after the other, the last of them of `until`."""
    last = 4 * int(until[:4]) + int(until[-1]) - 1
    numbers = range(last - len(values) + 1, last + 1)
    return [
        (unit, indicator, f"{number // 4}Q{number % 4 + 1}", value)
        for number, value in zip(numbers, values, strict=True)
    ]


def warned(world: World, on: date = HALF) -> pd.DataFrame:
    """The warnings with the unit and indicator they are about."""
    found = warnings(world.reader, year=on.year, on=on)
    about = progress(world.reader, year=on.year, on=on).iloc[found["row"]].reset_index(drop=True)
    return found.assign(unit=about["unit"], indicator=about["indicator"])


def reasons(world: World, indicator: str, unit: str = "A", on: date = HALF) -> set[str]:
    frame = warned(world, on)
    (rows,) = [frame[(frame["unit"] == unit) & (frame["indicator"] == indicator)]]
    assert len(rows) <= 1
    return {reason for reason in REASONS for given in rows[reason] if given}


CASES = [
    ("behind and the best quarter too small", "contracts", 120, [20, 10], {"behind", "out_of_reach", }),
    ("behind, and one quarter was as good as is needed", "contracts", 100, [38, 0], {"behind"}),
    ("slightly behind, and no quarter was as good as is needed", "contracts", 100, [22, 22], {"out_of_reach"}),
    ("exactly as much is needed as the best quarter brought", "contracts", 95, [5, 30], {"behind"}),
    ("on schedule", "contracts", 100, [20, 30], set()),
    ("less two quarters running", "contracts", 50, [30, 30, 30, 30, 20, 15], {"falling"}),
    ("less by no more than the gap", "contracts", 50, [30, 30, 30, 30, 29, 15], set()),
    ("less once", "contracts", 50, [30, 30, 30, 20, 30, 25], set()),
    ("nothing is asked of what is done", "contracts", 30, [30, 30, 30, 30, 20, 15], set()),
    ("it has its season", "visits", 25, [60, 15, 5, 60, 15, 5], set()),
    ("a cap used up faster and faster", "cases", 100, [5, 5, 5, 5, 10, 20], {"falling"}),
    ("a cap used up slower and slower", "cases", 100, [5, 5, 5, 20, 10, 5], set()),
    ("three times and more of a year's best quarter", "contracts", 20, [9, 9, 10, 8, 10, 31], {"jumped"}),
    ("three times a year's best quarter and no more", "contracts", 20, [9, 9, 10, 8, 10, 30], set()),
    ("a jump among a few cases", "contracts", 4, [1, 1, 1, 1, 1, 9], set()),
    ("a quarter of the year before is not known", "contracts", 20, [8, 10, 8, 10, 31], set()),
    ("a level that jumps", "members", 400, [100, 102, 101, 103, 160], {"out_of_reach", "behind", "jumped"}),
    (
        "a level that loses ground twice", "members", 120, [113, 110, 115, 112, 108],
        {"falling", "behind", "out_of_reach"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "target", "values", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_reason_by_its_rule(
    world: World, indicator: str, target: float, values: list[float], expected: set[str]
) -> None:
    world.ask(("A", indicator, 2026, target))
    world.load(*quarters(indicator, *values))
    assert reasons(world, indicator) == expected


def test_the_figures_behind_a_warning_stand_beside_it(world: World) -> None:
    world.ask(("A", "contracts", 2026, 200))
    world.load(*quarters("contracts", 40, 40, 40, 40, 30, 20))
    (row,) = [row for _index, row in warned(world).iterrows() if row["unit"] == "A"]
    assert (row["earlier"], row["before"], row["latest"], row["best"]) == (40, 30, 20, 30)
    assert row["quarter_end"] == pd.Timestamp(HALF)


def test_a_missing_quarter_is_no_fall_to_nothing(world: World) -> None:
    world.ask(("A", "contracts", 2026, 50))
    world.load(*quarters("contracts", 50, 50, 50, 40, 30, until="2026Q1"))
    assert "falling" not in reasons(world, "contracts")


def test_within_a_quarter_the_quarters_that_have_ended_are_compared(world: World) -> None:
    world.ask(("A", "contracts", 2026, 60))
    world.load(*quarters("contracts", 40, 40, 40, 40, 30, 15), ("A", "contracts", "2026M07", 50))
    assert reasons(world, "contracts", on=date(2026, 7, 31)) == set()  # done by now
    world.ask(("A", "contracts", 2026, 120))
    assert reasons(world, "contracts", on=date(2026, 7, 31)) == {"falling"}


def test_a_sum_that_lost_a_unit_is_not_said_to_fall(world: World) -> None:
    world.ask(("A", "contracts", 2026, 70), ("B", "contracts", 2026, 70))
    world.load(
        *quarters("contracts", 40, 40, 40, 40, 30, 25),
        *quarters("contracts", 40, 40, 40, 40, 30, unit="B", until="2026Q1"),
    )
    assert reasons(world, "contracts") == {"falling"}
    assert "falling" not in reasons(world, "contracts", unit="county")


def test_the_gap_is_a_setting(tmp_path: Path) -> None:
    wide = Settings("云岭县总工会", amount_gap=Decimal("0.4"))
    world = new_world(tmp_path / "data", county(settings=wide))
    world.ask(("A", "contracts", 2026, 50))
    world.load(*quarters("contracts", 30, 30, 30, 30, 20, 15))
    assert reasons(world, "contracts") == set()


def test_the_one_furthest_behind_comes_first_and_what_is_on_schedule_last(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100), ("B", "contracts", 2026, 100), ("C", "contracts", 2026, 60))
    world.load(
        *quarters("contracts", 20, 10), *quarters("contracts", 5, 5, unit="B"),
        *quarters("contracts", 40, 40, 40, 40, 30, 20, unit="C"),
    )  # fmt: skip
    assert [unit for unit in warned(world)["unit"] if unit != "county"] == ["B", "A", "C"]


def test_silence_is_counted_in_quarters_that_have_ended_since(world: World) -> None:
    world.load(("A", "contracts", "2025Q4", 3), ("B", "members", "2026Q1", 3), ("C", "cases", "2023", 1))
    found = silences(world.reader, year=2026, on=HALF, units=["A", "B", "C"]).set_index("unit")
    assert found["quarters"].to_dict() == {"A": 2, "B": 1, "C": 8}
    assert found["last_day"].isna().to_dict() == {"A": False, "B": False, "C": True}
    assert found.loc["B", "last_day"] == pd.Timestamp("2026-03-31")


def test_a_unit_speaks_through_those_below_it(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 3))
    (row,) = silences(world.reader, year=2026, on=HALF, units=["county"]).to_dict(orient="records")
    assert (row["last_day"], row["quarters"]) == (pd.Timestamp("2026-03-31"), 1)


def test_a_day_outside_the_year_is_refused(world: World) -> None:
    with pytest.raises(UsageError):
        warnings(world.reader, year=2025, on=HALF)


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=6, max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_values=VALUES, target=st.integers(1, 400), quarter=st.integers(1, 4))
def test_amounts_are_judged_as_the_rules_say(
    tmp_path_factory: pytest.TempPathFactory, given_values: list[int | None], target: int, quarter: int
) -> None:
    """Any quarters, some missing, against the rules written down once more."""
    world = new_world(tmp_path_factory.mktemp("any") / "data", county(indicators=INDICATORS[:1]))
    world.ask(("A", "contracts", 2026, target))
    first = 4 * 2026 + quarter - 6
    told = {first + place: value for place, value in enumerate(given_values) if value is not None}
    world.load(
        *[("A", "contracts", f"{n // 4}Q{n % 4 + 1}", value) for n, value in told.items()],
        ("B", "contracts", "2025", 1),
    )
    on = quarter_end(2026, quarter)
    now = 4 * 2026 + quarter - 1

    def brought(number: int) -> int | None:
        """What counts: the year is whole up to that quarter."""
        whole = all(each in told for each in range(number // 4 * 4, number + 1))
        return told[number] if whole else None

    row = progress(world.reader, year=2026, on=on, units=["A"], indicators=["contracts"]).iloc[0]
    status = row["status"]
    expected = {"behind"} if status == "behind" else set()
    best = max((value for value in map(brought, range(4 * 2026, now + 1)) if value is not None), default=None)
    if status in ("behind", "slightly_behind") and best is not None and row["needed_per_quarter"] > best:
        expected.add("out_of_reach")
    last, before, earlier = (brought(now - ago) for ago in range(3))
    if status != "done" and last is not None and before and earlier and last < 0.95 * before < 0.95 * 0.95 * earlier:
        expected.add("falling")
    past = [brought(now - ago) for ago in range(1, 5)]
    known = [value for value in past if value is not None]
    if last is not None and len(known) == 4 and last >= 10 and last > 3 * max(known):
        expected.add("jumped")
    assert reasons(world, "contracts", on=on) == expected
