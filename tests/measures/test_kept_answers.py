"""Answers are kept for the next who asks: never for another store, and never changed by those who got them."""

from datetime import date

import pandas as pd
import pytest
from small_county import World

from guoban.measures import appraisal, appraisal_by_area, progress
from guoban.warehouse import redo_upload

DAY = date(2026, 6, 30)


def value(world: World) -> float:
    return float(world.row("A", "contracts")["value"])  # type: ignore[arg-type]


def test_a_changed_store_is_asked_anew(world: World) -> None:
    first = world.load(("A", "contracts", "2026H1", 5))
    assert value(world) == 5
    world.load(("A", "contracts", "2026H1", 6))
    assert value(world) == 6
    world.undo(2)
    assert value(world) == 5
    world.undo(first)
    assert pd.isna(value(world))
    redo_upload(world.warehouse, 2, "tester")
    assert value(world) == 6


def test_after_going_back_to_an_older_version_its_figures_count(world: World) -> None:
    world.load(("A", "contracts", "2026H1", 5))
    version = world.warehouse.version()
    world.load(("A", "contracts", "2026H1", 6))
    assert value(world) == 6
    world.warehouse.go_back(version)
    assert value(world) == 5
    world.load(("A", "contracts", "2026H1", 7))
    assert value(world) == 7


def test_a_reader_that_is_held_goes_on_with_its_own_figures(world: World) -> None:
    world.load(("A", "contracts", "2026H1", 5))
    before = world.reader
    world.load(("A", "contracts", "2026H1", 6))
    assert value(world) == 6
    old = progress(before, year=2026, on=DAY, units=["A"], indicators=["contracts"])
    assert old["value"].tolist() == [5]


@pytest.mark.parametrize("ask", [progress, appraisal, appraisal_by_area], ids=lambda ask: ask.__name__)
def test_who_changes_an_answer_changes_it_for_nobody_else(world: World, ask: "type[progress]") -> None:  # type: ignore[valid-type]
    world.ask(("A", "contracts", 2026, 100), ("A", "aid", 2026, 100), ("B", "contracts", 2026, 100))
    world.load(("A", "contracts", "2026Q2", 5), ("B", "contracts", "2026Q1", 5))
    mine = ask(world.reader, year=2026, on=DAY)
    untouched = mine.copy(deep=True)
    for column in ("missing_days", "not_reported"):
        if column in mine:
            untouched[column] = [[*map(_copied, each)] for each in mine[column]]
            for each in mine[column]:
                each.append("mine")
            for each in [found for found in mine[column] if isinstance(found[0], list)]:
                each[0].clear()
    for column in mine.columns:
        mine.loc[mine.index[0], column] = mine[column].iloc[-1]
        mine[column] = mine[column].iloc[::-1].to_numpy()
    mine["unit_position"] += 1
    pd.testing.assert_frame_equal(ask(world.reader, year=2026, on=DAY), untouched)


def _copied(each: object) -> object:
    return [*each] if isinstance(each, list) else each
