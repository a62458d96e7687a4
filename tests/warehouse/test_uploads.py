"""What is loaded as one is stored as one and taken back as one."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import COUNTY, NOTHING, aliases, findings, first_half, observations, targets, upload

from guoban.errors import InputError
from guoban.warehouse import Warehouse, commit_upload, find_upload_by_hash, redo_upload, undo_upload

IN_FORCE = {
    "observations": "select * from observation_in_force order by upload, line",
    "targets": "select * from target_in_force order by upload, line",
    "aliases": "select * from alias_in_force order by subject, code, upload, position",
}


def in_force(warehouse: Warehouse) -> dict[str, pd.DataFrame]:
    reader = warehouse.reader()
    return {name: reader.query(sql) for name, sql in IN_FORCE.items()}


def assert_same(before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> None:
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, after[name], obj=name)


def test_an_upload_is_stored_with_its_lineage(warehouse: Warehouse) -> None:
    figures = observations(
        ("T1", "A", "2026-01-01", "2026-06-30", 65), ("T2", "E", "2026-01-01", "2026-06-30", 978000.25)
    )
    figures.loc[1, ["note", "quote"]] = ["约", "发放帮扶资金约97.8万元"]
    number = commit_upload(warehouse, upload(), figures, targets(("T1", "A", 2026, 120)), findings("合计不符"))
    reader = warehouse.reader()
    stored = reader.query("select * from observation order by line")
    assert number == 1
    assert stored["upload"].tolist() == [1, 1]
    for column in ("unit", "indicator", "value", "sheet", "cell", "raw"):
        assert stored[column].tolist() == figures[column].tolist()
    assert stored["first_day"].tolist() == figures["first_day"].tolist()
    assert stored["last_day"].tolist() == figures["last_day"].tolist()
    assert stored["note"].isna().tolist() == [True, False]
    assert stored["quote"][1] == "发放帮扶资金约97.8万元"
    target = reader.query("select unit, indicator, year, value, reason from target").iloc[0]
    assert target.tolist()[:4] == ["T1", "A", 2026, 120.0]
    assert pd.isna(target["reason"])
    assert reader.query("select rule, sheet, message from finding")["message"].tolist() == ["合计不符"]
    row = reader.query("select * from upload").iloc[0]
    assert (row["purpose"], row["file_name"], row["bytes"], row["loaded_by"]) == ("report", "季报.xlsx", 10, "王芳")
    assert row["loaded_at"] == datetime(2026, 7, 3, 9, 30)  # noqa: DTZ001 - UTC without a zone, as stored
    assert reader.query("select upload, event, done_by from upload_event").values.tolist() == [[1, "loaded", "王芳"]]


def test_times_of_another_zone_are_stored_in_utc(warehouse: Warehouse) -> None:
    beijing = datetime(2026, 7, 3, 17, 30, tzinfo=timezone(timedelta(hours=8)))
    commit_upload(warehouse, replace(upload(), loaded_at=beijing), first_half(), NOTHING, NOTHING)
    assert warehouse.reader().query("select cast(loaded_at as varchar) t from upload")["t"][0] == "2026-07-03 09:30:00"


def test_uploads_are_numbered_and_an_undone_number_is_not_used_again(warehouse: Warehouse) -> None:
    for number in (1, 2):
        assert commit_upload(warehouse, upload(b"%d" % number), first_half(), NOTHING, NOTHING) == number
    undo_upload(warehouse, 2, "王芳")
    assert commit_upload(warehouse, upload(b"3"), first_half(), NOTHING, NOTHING) == 3


def test_a_correction_counts_and_undoing_it_brings_back_the_earlier_value(warehouse: Warehouse) -> None:
    figure = ("T1", "A", "2026-01-01", "2026-03-31")
    commit_upload(warehouse, upload(b"1"), observations((*figure, 40)), NOTHING, NOTHING)
    commit_upload(warehouse, upload(b"2"), observations((*figure, 44)), NOTHING, NOTHING)
    assert in_force(warehouse)["observations"][["upload", "value"]].values.tolist() == [[2, 44]]
    undo_upload(warehouse, 2, "王芳", reason="重复报送")
    assert in_force(warehouse)["observations"][["upload", "value"]].values.tolist() == [[1, 40]]
    events = warehouse.reader().query("select event, done_by, reason from upload_event where upload = 2")
    assert events["event"].tolist() == ["loaded", "undone"]
    assert events["reason"][1] == "重复报送"


def test_another_span_is_another_figure(warehouse: Warehouse) -> None:
    commit_upload(
        warehouse,
        upload(),
        observations(("T1", "A", "2026-01-01", "2026-03-31", 40), ("T1", "A", "2026-01-01", "2026-06-30", 70)),
        NOTHING,
        NOTHING,
    )
    assert sorted(in_force(warehouse)["observations"]["value"]) == [40, 70]


def test_of_two_figures_alike_in_one_upload_the_later_counts(warehouse: Warehouse) -> None:
    figure = ("T1", "A", "2026-01-01", "2026-03-31")
    commit_upload(warehouse, upload(), observations((*figure, 40), (*figure, 41)), NOTHING, NOTHING)
    assert in_force(warehouse)["observations"]["value"].tolist() == [41]


def test_a_revised_target_counts_and_the_old_one_stays_readable(warehouse: Warehouse) -> None:
    commit_upload(warehouse, upload(b"1", purpose="targets"), NOTHING, targets(("T1", "A", 2026, 120)), NOTHING)
    revised = targets(("T1", "A", 2026, 130)).assign(reason="县委调整")
    commit_upload(warehouse, upload(b"2", purpose="edit"), NOTHING, revised, NOTHING)
    assert in_force(warehouse)["targets"][["value", "reason"]].values.tolist() == [[130, "县委调整"]]
    assert warehouse.reader().query("select value from target order by upload")["value"].tolist() == [120, 130]


step = st.one_of(
    st.tuples(
        st.just("load"),
        st.lists(
            st.tuples(st.sampled_from(["T1", "T2"]), st.sampled_from("AB"), st.integers(1, 2), st.integers(-5, 5)),
            max_size=4,
        ),
    ),
    st.tuples(st.just("undo"), st.integers(1, 4)),
)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(step, max_size=5), st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 9)), min_size=1, max_size=3)
)
def test_load_then_undo_leaves_everything_as_it_was_and_redo_restores_it(
    steps: list[tuple[str, object]], figures: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        warehouse = Warehouse.create(Path(folder), COUNTY)
        for count, (what, details) in enumerate(steps):
            _take(warehouse, what, details, count)
        before = in_force(warehouse)
        loaded = commit_upload(
            warehouse,
            upload(b"the last"),
            observations(*[("T1", code, "2026-01-01", "2026-06-30", value) for code, value in figures]),
            targets(*[("T2", code, 2026, value) for code, value in figures]),
            NOTHING,
            aliases(("unit", "T2", "柳河"), ("indicator", "A", "建会")),
        )
        with_it = in_force(warehouse)
        assert loaded in set(with_it["observations"]["upload"])
        undo_upload(warehouse, loaded, "王芳")
        assert_same(before, in_force(warehouse))
        redo_upload(warehouse, loaded, "王芳")
        assert_same(with_it, in_force(warehouse))


def _take(warehouse: Warehouse, what: str, details: object, count: int) -> None:
    if what == "load":
        assert isinstance(details, list)
        spans = {1: "2026-03-31", 2: "2026-06-30"}
        rows = [(unit, code, "2026-01-01", spans[quarter], value) for unit, code, quarter, value in details]
        goals = [(unit, code, 2026, value) for unit, code, _quarter, value in details]
        commit_upload(warehouse, upload(b"%d" % count), observations(*rows), targets(*goals), NOTHING)
    else:
        assert isinstance(details, int)
        known = warehouse.reader().query("select upload from upload where undone_at is null")["upload"].tolist()
        if details in known:
            undo_upload(warehouse, details, "王芳")


@pytest.mark.parametrize("act", [undo_upload, redo_upload])
def test_an_upload_that_is_not_there_is_refused(warehouse: Warehouse, act: "type[undo_upload]") -> None:  # type: ignore[valid-type]
    with pytest.raises(InputError) as refused:
        act(warehouse, 7, "王芳")
    assert "7" in refused.value.message


def test_nothing_is_undone_or_redone_twice(warehouse: Warehouse) -> None:
    commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING)
    version = warehouse.version()
    with pytest.raises(InputError):
        redo_upload(warehouse, 1, "王芳")
    assert warehouse.version() == version
    undo_upload(warehouse, 1, "王芳")
    with pytest.raises(InputError):
        undo_upload(warehouse, 1, "王芳")
    redo_upload(warehouse, 1, "王芳")
    assert len(in_force(warehouse)["observations"]) == 8


def test_an_upload_is_found_by_its_bytes_while_it_counts(warehouse: Warehouse) -> None:
    first, other = upload(b"same bytes"), upload(b"other bytes")
    for _time in range(2):
        commit_upload(warehouse, first, first_half(), NOTHING, NOTHING)
    assert find_upload_by_hash(warehouse.reader(), first.sha256) == 2
    assert find_upload_by_hash(warehouse.reader(), other.sha256) is None
    undo_upload(warehouse, 2, "王芳")
    assert find_upload_by_hash(warehouse.reader(), first.sha256) == 1
    undo_upload(warehouse, 1, "王芳")
    assert find_upload_by_hash(warehouse.reader(), first.sha256) is None


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (("T9", "A", "2026-01-01", "2026-06-30", 1.0), "T9"),
        (("T1", "Z", "2026-01-01", "2026-06-30", 1.0), "Z"),
        (("T1", "A", "2026-06-30", "2026-01-01", 1.0), "C1"),
        (("T1", "A", "2026-01-01", "2026-06-30", float("nan")), "C1"),
        (("T1", "A", "2026-01-01", "2026-06-30", float("inf")), "C1"),
        (("T1", "A", "2026-01-01", "2026-06-30", 1e12), "C1"),
        (("T1", "A", "2026-01-01", "2026-06-30", -1e12), "C1"),
    ],
)
def test_a_figure_that_cannot_be_stored_refuses_the_whole_upload(
    warehouse: Warehouse, figure: tuple[str, str, str, str, float], told: str
) -> None:
    figures = observations(("T1", "A", "2026-01-01", "2026-03-31", 1.0), figure)
    with pytest.raises(InputError) as refused:
        commit_upload(warehouse, upload(), figures, NOTHING, NOTHING)
    assert told in refused.value.message
    assert warehouse.version() == 1
    assert warehouse.reader().query("select count(*) n from upload")["n"][0] == 0


@pytest.mark.parametrize("goal", [("T9", "A", 2026, 1.0), ("T1", "Z", 2026, 1.0), ("T1", "A", 2026, 1e15)])
def test_a_target_that_cannot_be_stored_refuses_the_whole_upload(
    warehouse: Warehouse, goal: tuple[str, str, int, float]
) -> None:
    with pytest.raises(InputError):
        commit_upload(warehouse, upload(), first_half(), targets(goal), NOTHING)
    assert warehouse.version() == 1


@settings(max_examples=12, deadline=None)
@given(st.lists(step, min_size=1, max_size=6), st.integers(0, 3))
def test_it_does_not_matter_which_uploads_were_additions_and_which_were_taken_into_a_whole_file(
    steps: list[tuple[str, object]], most_additions: int
) -> None:
    tables = ("upload", "upload_event", "observation", "target", "finding", "alias", "unit", "indicator", "setting")
    questions = {**IN_FORCE, **{table: f"select * from {table} order by all" for table in tables}}
    found = []
    for most in (0, most_additions, 32):
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder, pytest.MonkeyPatch.context() as patch:
            patch.setattr("guoban.warehouse.warehouse.MOST_ADDITIONS", most)
            patch.setattr("guoban.warehouse.uploads.utc_now", lambda: datetime(2026, 7, 4))  # noqa: DTZ001
            warehouse = Warehouse.create(Path(folder), COUNTY)
            for count, (what, details) in enumerate(steps):
                _take(warehouse, what, details, count)
            reader = warehouse.reader()
            found.append({name: reader.query(sql) for name, sql in questions.items()})
    for other in found[1:]:
        for name, frame in found[0].items():
            pd.testing.assert_frame_equal(frame, other[name], obj=name)
