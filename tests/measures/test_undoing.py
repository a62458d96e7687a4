"""Whatever is loaded and taken back, every answer is what it was before, and putting it back restores it (rule 5)."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_county import World, county, new_world

from guoban.measures import appraisal, appraisal_by_area, completeness, path, progress, target_gaps, targets
from guoban.warehouse import redo_upload

figures = st.tuples(
    st.sampled_from(["A", "B", "county"]),
    st.sampled_from(["contracts", "members", "closed", "received", "closing_rate", "cases"]),
    st.sampled_from(["2025", "2025H1", "2026Q1", "2026Q2", "2026H1", "2026-01-01..2026-05-31", "2026M06"]),
    st.integers(0, 9),
)
goals = st.tuples(
    st.sampled_from(["A", "B", "county"]),
    st.sampled_from(["contracts", "members", "closing_rate", "cases"]),
    st.sampled_from([2025, 2026]),
    st.integers(0, 9),
)
uploads = st.one_of(st.lists(figures, min_size=1, max_size=6), st.lists(goals, min_size=1, max_size=4))


def load(world: World, rows: list[tuple[object, ...]]) -> int:
    """Load rows as figures or as targets, whichever they are."""
    if isinstance(rows[0][2], int):
        return world.ask(*rows)  # type: ignore[arg-type]
    return world.load(*rows)  # type: ignore[arg-type]


def answers(world: World) -> dict[str, pd.DataFrame]:
    """Everything that can be asked of the figures."""
    reader, day = world.reader, date(2026, 6, 30)
    return {
        "progress": progress(reader, year=2026, on=day),
        "progress before": progress(reader, year=2026, on=date(2026, 5, 31)),
        "progress last year": progress(reader, year=2025, on=date(2025, 12, 31)),
        "appraisal": appraisal(reader, year=2026, on=day),
        "appraisal by area": appraisal_by_area(reader, year=2026, on=day),
        "completeness": completeness(reader, year=2026, quarter=2, today=date(2026, 7, 20)),
        "path": path(reader, year=2026, units=["A", "county"], indicators=["contracts", "closing_rate", "members"]),
        "targets": targets(reader, year=2026),
        "gaps": target_gaps(reader, 2026),
    }


def assert_alike(before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> None:
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, after[name], obj=name)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(uploads, max_size=3), uploads)
def test_an_upload_taken_back_leaves_every_answer_as_it_was_and_put_back_restores_it(
    earlier: list[list[tuple[object, ...]]], last: list[tuple[object, ...]]
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world = new_world(Path(folder) / "data", county())
        for rows in earlier:
            load(world, rows)
        before = answers(world)
        upload = load(world, last)
        with_it = answers(world)
        world.undo(upload)
        assert_alike(before, answers(world))
        redo_upload(world.warehouse, upload, "tester")
        assert_alike(with_it, answers(world))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(uploads, min_size=2, max_size=4), st.data())
def test_taking_one_of_many_back_is_as_if_it_had_never_come(
    loads: list[list[tuple[object, ...]]], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(loads) - 1))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        world, other = (new_world(Path(folder) / name, county()) for name in ("with", "without"))
        numbers = [load(world, rows) for rows in loads]
        world.undo(numbers[gone])
        for place, rows in enumerate(loads):
            if place == gone:
                other.undo(other.load(("C", "visits", "2026Q1", 1)))  # so that the others have the same numbers
            else:
                load(other, rows)
        assert_alike(answers(other), answers(world))
