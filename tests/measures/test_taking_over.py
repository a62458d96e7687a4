"""What a version's workings take over from those of the version before is what they would work out themselves."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import COUNTY, World, county, new_world

from guoban.catalogue import Unit
from guoban.measures.workings import Workings, workings
from guoban.warehouse import redo_upload

TREE = (
    COUNTY,
    Unit("A", "青石片区工会", "片区", "county", 1),
    Unit("A1", "青石镇工会联合会", "乡镇", "A", 2),
    Unit("A2", "柳河乡工会联合会", "乡镇", "A", 3),
    Unit("A21", "柳河纸业工会", "企业", "A2", 4),
    Unit("B", "教育系统工会", "系统", "county", 5),
)
YEARS = (2024, 2025, 2026)
TABLES = ("own", "part", "standing", "duty", "course")

units = st.sampled_from([unit.code for unit in TREE])
figures = st.tuples(
    units,
    st.sampled_from(
        ["contracts", "members", "closed", "received", "closing_rate", "with_union", "union_rate", "place"]
    ),
    st.sampled_from(["2024", "2025Q4", "2025", "2026Q1", "2026Q2", "2026H1", "2026-01-01..2026-05-31", "2026M06"]),
    st.integers(0, 9),
)
goals = st.tuples(
    units, st.sampled_from(["contracts", "members", "closing_rate"]), st.sampled_from(YEARS), st.integers(0, 9)
)
steps = st.one_of(
    st.tuples(st.just("load"), st.lists(figures, min_size=1, max_size=5)),
    st.tuples(st.just("ask"), st.lists(goals, min_size=1, max_size=3)),
    st.tuples(st.just("turn"), st.integers(0, 9)),
    st.tuples(st.just("prepare"), st.sampled_from(YEARS)),
)


def take(world: World, step: tuple[str, Any], standing: dict[int, bool]) -> None:
    """Do one thing to the store; `turn` undoes an upload that counts, or puts one back."""
    what, given_rows = step
    if what == "load":
        standing[world.load(*given_rows)] = True
    elif what == "ask":
        standing[world.ask(*given_rows)] = True
    elif what == "turn" and standing:
        upload = sorted(standing)[given_rows % len(standing)]
        world.undo(upload) if standing[upload] else redo_upload(world.warehouse, upload, "tester")
        standing[upload] = not standing[upload]


def rows(prepared: Workings, table: str) -> list[tuple[Any, ...]]:
    """What stands in a table, in any order; missing spans are a set."""
    with closing(prepared._cursor()) as cursor:
        found = cursor.execute(f"select * from {table}").fetchall()
    return sorted(
        (tuple(" ".join(sorted(each.split())) if ".." in str(each) else each for each in row) for row in found), key=str
    )


def assert_as_made_anew(world: World) -> None:
    reader = world.reader
    taken_over = workings(reader)
    anew = Workings(reader)
    for year in sorted(taken_over._courses):
        anew.prepare(reader, year)
    for table in TABLES:
        assert rows(taken_over, table) == rows(anew, table), table


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=2, max_size=6))
def test_after_any_history_they_are_as_if_made_anew(history: list[tuple[str, Any]]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = new_world(Path(folder) / "data", county(*TREE))
        held = [world.reader]
        workings(held[0]).prepare(held[0], 2026)
        standing: dict[int, bool] = {}
        for step in history:
            take(world, step, standing)
            held.append(world.reader)
            assert_as_made_anew(world)
            if step[0] == "prepare":
                workings(held[-1]).prepare(held[-1], step[1])


@pytest.fixture
def prepared(world: World) -> World:
    """A store with a figure of one unit, whose workings are there."""
    world.load(("A", "contracts", "2026Q1", 5), ("B", "contracts", "2026Q1", 7))
    workings(world.reader).prepare(world.reader, 2026)
    return world


def test_years_and_units_that_no_upload_touched_are_not_worked_out_again(
    prepared: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int, Any]] = []
    fill_own = "guoban.measures.workings.fill_own"
    monkeypatch.setattr(fill_own, lambda cursor, reader, first, last, units: asked.append((first, last, units)))
    before = prepared.reader
    prepared.load(("A", "contracts", "2026Q2", 1))
    workings(prepared.reader)
    assert asked == [(2026, 2026, ["A"])]
    assert workings(before) is not workings(prepared.reader)


def test_another_store_of_the_same_folder_takes_over_nothing(prepared: World) -> None:
    held, version = prepared.reader, prepared.warehouse.version()
    prepared.load(("A", "contracts", "2026Q2", 1))
    newer = prepared.reader
    workings(newer)
    prepared.warehouse.go_back(version)
    prepared.load(("A", "contracts", "2026Q2", 2))
    assert_as_made_anew(prepared)
    assert held is not newer
