"""What a figure is made of: the spans that are counted, and every version of each."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import World, new_world

from guoban.errors import UsageError
from guoban.measures.history import observations
from guoban.measures.lineage import lineage

HALF = date(2026, 6, 30)


def told(world: World, indicator: str, unit: str = "A", on: date = HALF) -> pd.DataFrame:
    return lineage(world.reader, unit=unit, indicator=indicator, on=on)


def parts(found: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Part, last day and value of what enters the figure."""
    used = found[found["counts"] & found["part"].notna()]
    return [(row["part"], row["last_day"].date().isoformat(), row["value"]) for row in used.to_dict(orient="records")]


@pytest.mark.parametrize(
    ("loaded", "expected"),
    [
        ([("2026Q1", 40), ("2026Q2", 25)], [("base", "2026-03-31", 40), ("added", "2026-06-30", 25)]),
        ([("2026Q1", 40), ("2026H1", 70)], [("base", "2026-06-30", 70)]),
        ([("2026Q2", 25)], [("added", "2026-06-30", 25)]),
        ([("2026-01-01..2026-05-31", 50), ("2026M06", 4)], [("base", "2026-05-31", 50), ("added", "2026-06-30", 4)]),
        ([("2026Q1", 40), ("2026Q3", 30)], [("base", "2026-03-31", 40)]),
        ([("2025Q1", 9)], []),
        ([], []),
    ],
)
def test_the_spans_that_make_up_a_flow_are_named(
    world: World, loaded: Sequence[tuple[str, float]], expected: list[tuple[str, str, float]]
) -> None:
    if loaded:
        world.load(*(("A", "contracts", period, value) for period, value in loaded))
    assert parts(told(world, "contracts")) == expected


def test_a_part_that_the_cumulative_figure_covers_is_told_as_not_entering(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 40), ("A", "contracts", "2026H1", 70))
    found = told(world, "contracts")
    assert list(found["value"]) == [70, 40]
    assert list(found["part"].isna()) == [False, True]


def test_every_version_of_a_figure_is_told_newest_first(world: World) -> None:
    first = world.load(("A", "contracts", "2026H1", 70))
    second = world.load(("A", "contracts", "2026H1", 65))
    third = world.load(("A", "contracts", "2026H1", 64))
    world.undo(third)
    found = told(world, "contracts")
    assert list(found["upload"]) == [third, second, first]
    assert list(found["counts"]) == [False, True, False]
    assert list(found["undone_at"].isna()) == [False, True, True]
    assert set(found["part"]) == {"base"}
    assert parts(found) == [("base", "2026-06-30", 65)]


def test_what_was_taken_back_is_still_told_where_nothing_stands(world: World) -> None:
    world.undo(world.load(("A", "contracts", "2026H1", 70)))
    found = told(world, "contracts")
    assert list(found["value"]) == [70]
    assert parts(found) == []


def test_a_level_is_the_latest_figure_alone(world: World) -> None:
    world.load(("A", "members", "2026Q1", 90), ("A", "members", "2026H1", 95))
    assert parts(told(world, "members")) == [("level", "2026-06-30", 95)]


def test_a_ratio_is_told_by_its_numerator_and_denominator(world: World) -> None:
    world.load(("A", "with_union", "2026H1", 45), ("A", "employers", "2026H1", 50), ("A", "union_rate", "2026H1", 0.88))
    assert parts(told(world, "union_rate")) == [
        ("numerator", "2026-06-30", 45),
        ("denominator", "2026-06-30", 50),
    ]


def test_a_ratio_given_as_a_percentage_alone_is_told_by_it(world: World) -> None:
    world.load(("A", "union_rate", "2026H1", 0.88), ("A", "employers", "2026H1", 50))
    assert parts(told(world, "union_rate")) == [("level", "2026-06-30", 0.88)]


def test_each_version_says_where_it_was_read(world: World) -> None:
    upload = world.load(("B", "contracts", "2026H1", 1), ("A", "contracts", "2026H1", 70))
    (row,) = told(world, "contracts").to_dict(orient="records")
    assert (row["upload"], row["file_name"], row["sheet"], row["cell"], row["raw"], row["loaded_by"]) == (
        upload, "季报.xlsx", "季报", "C1", "70", "tester",
    )  # fmt: skip


def test_an_unknown_code_is_refused(world: World) -> None:
    with pytest.raises(UsageError):
        told(world, "nothing")


SPANS = ["2026M01", "2026M02", "2026Q1", "2026M04", "2026Q2", "2026H1", "2026M06", "2026-02-01..2026-05-31"]


@given(st.dictionaries(st.sampled_from(SPANS), st.integers(0, 99), min_size=1))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_told_always_adds_up_to_the_figure_that_is_shown(figures: dict[str, int]) -> None:
    with TemporaryDirectory() as folder:
        world = new_world(Path(folder) / "data")
        world.load(*(("A", "contracts", period, value) for period, value in figures.items()))
        shown = world.row("A", "contracts")["value"]
        assert sum(value for _part, _day, value in parts(told(world, "contracts"))) == shown


def test_of_all_figures_of_the_year_those_in_force_are_told_with_their_cells(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 40), ("B", "aid", "2026Q1", 978_000.55), ("A", "contracts", "2025", 90))
    taken_back = world.load(("A", "contracts", "2026Q1", 41))
    world.undo(taken_back)
    world.load(("A", "contracts", "2026H1", 70), ("A", "contracts", "2026Q3", 9))
    found = observations(world.reader, on=HALF)
    told = list(zip(found["unit"], found["indicator"], found["value"], found["cell"], found["upload"], strict=True))
    assert told == [("A", "contracts", 40, "C0", 1), ("A", "contracts", 70, "C0", 3), ("B", "aid", 978_000.55, "C1", 1)]
