"""A quarter is closed: a cut that stays as it was for ever, and later changes that say why."""

import shutil
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import COUNTY, NOTHING, observations, targets, upload

from guoban.access.events import Did, events
from guoban.access.people import NotAllowedError
from guoban.access.store import AccessStore
from guoban.errors import InputError
from guoban.measures import appraisal, progress
from guoban.measures.since_cut import changes_since
from guoban.warehouse import Warehouse, commit_upload, redo_upload, undo_upload
from guoban.warehouse.backup import back_up
from guoban.warehouse.closed import QuarterClosedError
from guoban.warehouse.closings import (
    Closing,
    close_quarter,
    closing_called,
    closings,
    cut_of,
    let_unit_in,
    reopen_quarter,
)
from guoban.warehouse.frozen import CUTS
from guoban.warehouse.restore import restore

HALF, FIRST, THIRD = ("2026-01-01", "2026-06-30"), ("2026-01-01", "2026-03-31"), ("2026-01-01", "2026-09-30")
YEAR_AGO = ("2025-01-01", "2025-06-30")
TODAY = date(2026, 7, 20)


def load(warehouse: Warehouse, unit: str, span: tuple[str, str], value: float, **how) -> int:
    content = f"{unit}{span}{value}{how}".encode()
    by = how.pop("by", "王芳")
    new = replace(upload(content), loaded_by=by, **how)
    return commit_upload(warehouse, new, observations((unit, "A", *span, value)), NOTHING, NOTHING)


def close(warehouse: Warehouse, cut: str = "二季度", **how) -> Closing:
    asked = {"year": 2026, "quarter": 2, "by": "陈主席", "tally": lambda _reader: (1, 2), "today": TODAY} | how
    return close_quarter(warehouse, cut=cut, **asked)


def answers(reader) -> list[pd.DataFrame]:
    return [
        progress(reader, year=2026, on=date(2026, 6, 30)),
        appraisal(reader, year=2026, on=date(2026, 6, 30)),
        reader.query("select * from observation_in_force order by all"),
        reader.query("select * from target_in_force order by all"),
    ]


def same(before: list[pd.DataFrame], after: list[pd.DataFrame]) -> None:
    for one, other in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.fixture
def county(warehouse: Warehouse) -> Warehouse:
    """Two units with figures and targets."""
    load(warehouse, "T1", HALF, 10)
    load(warehouse, "T2", HALF, 20)
    goals = targets(("T1", "A", 2026, 40), ("T2", "A", 2026, 40))
    commit_upload(warehouse, upload(b"goals", purpose="targets"), NOTHING, goals, NOTHING)
    return warehouse


def test_a_cut_says_what_was_frozen_by_whom_and_who_had_reported(county):
    version = county.version()
    closing = close(county, reason="一个单位未报")
    assert (closing.cut, closing.closed_by, closing.reported, closing.of_units) == ("二季度", "陈主席", 1, 2)
    assert (closing.version, closing.reason, closing.is_closed) == (version, "一个单位未报", True)
    assert closings(county.reader()) == (closing,)
    assert events(AccessStore(county.folder), did=Did.CLOSED)[0].account == "陈主席"


STEPS = st.lists(
    st.tuples(st.sampled_from(["load", "undo", "target", "reopen", "close"]), st.integers(0, 60)), max_size=8
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_a_cut_answers_the_same_for_ever_whatever_is_done_after(tmp_path_factory, steps):
    warehouse = Warehouse.create(tmp_path_factory.mktemp("any") / "data", COUNTY)
    load(warehouse, "T1", HALF, 10)
    first = close(warehouse)
    before = answers(cut_of(warehouse.folder, first).reader())
    same(answers(warehouse.reader()), before)
    for number, (step, value) in enumerate(steps):
        if step == "load":
            load(warehouse, "T2" if value % 2 else "T1", HALF, value, reason=f"更正{number}")
        elif step == "target":
            goal = targets(("T1", "A", 2026, 50 + value))
            new = upload(f"{number}".encode(), purpose="targets")
            commit_upload(warehouse, new, NOTHING, goal, NOTHING)
        elif step == "undo":
            counts = warehouse.reader().rows("select 1 from upload where upload = 1 and undone_at is null")
            (undo_upload if counts else redo_upload)(warehouse, 1, "县总", reason="误报")
        elif step == "reopen" and closings(warehouse.reader())[0].is_closed:
            reopen_quarter(warehouse, closings(warehouse.reader())[0].cut, "陈主席", "上级要求")
        elif step == "close" and not any(each.is_closed for each in closings(warehouse.reader())):
            close(warehouse, f"第{number}次")
    found = closing_called(warehouse.reader(), "二季度")
    same(answers(cut_of(warehouse.folder, found).reader()), before)


def test_a_change_in_a_closed_quarter_needs_a_reason_and_is_told_with_it(county):
    closing = close(county)
    before = county.version()
    for late in (lambda: load(county, "T1", HALF, 12), lambda: undo_upload(county, 1, "县总")):
        with pytest.raises(QuarterClosedError, match="二季度"):
            late()
    assert county.version() == before
    number = load(county, "T1", HALF, 12, reason="漏计两家", by="沈秀兰")
    undo_upload(county, 2, "县总", reason="重复上报")
    told = changes_since(cut_of(county.folder, closing).reader(), county.reader(), closing)
    assert [(row.unit, row.old, row.event, row.upload, row.done_by, row.reason) for row in told.itertuples()] == [
        ("T2", 20, "undone", 2, "县总", "重复上报"), ("T1", 10, "loaded", number, "沈秀兰", "漏计两家"),
    ]  # fmt: skip
    assert told["new"].isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("span", "value", "needs"),
    [
        (HALF, 10, False),
        (HALF, 11, True),
        (FIRST, 3, True),
        (THIRD, 15, False),
        (YEAR_AGO, 4, False),
    ],
    ids=["the same figure", "another figure", "an earlier one of the year", "a later quarter", "last year"],
)
def test_only_what_changes_the_closed_quarter_needs_a_reason(county, span, value, needs):
    close(county)
    if needs:
        with pytest.raises(QuarterClosedError):
            load(county, "T1", span, value)
    else:
        load(county, "T1", span, value)


def test_reporters_are_refused_until_their_unit_is_let_in_again(county):
    close(county)
    for unit in ("T1", "T2"):
        with pytest.raises(QuarterClosedError, match="已封账"):
            load(county, unit, HALF, 12, reason="补报", own=frozenset({unit}))
    let_unit_in(county, "二季度", "T1", "陈主席")
    load(county, "T1", HALF, 12, reason="补报", own=frozenset({"T1"}))
    with pytest.raises(QuarterClosedError):
        load(county, "T2", HALF, 12, reason="补报", own=frozenset({"T2"}))
    with pytest.raises(InputError):
        let_unit_in(county, "二季度", "T1", "陈主席")


def test_opened_again_nothing_is_asked_and_the_cut_stays(county):
    closing = close(county)
    with pytest.raises(InputError, match="理由"):
        reopen_quarter(county, "二季度", "陈主席", "")
    reopen_quarter(county, "二季度", "陈主席", "上级要求重报")
    load(county, "T1", HALF, 12)
    (found,) = closings(county.reader())
    assert (found.is_closed, found.reopened_why) == (False, "上级要求重报")
    assert answers(cut_of(county.folder, closing).reader())[2]["value"].tolist() == [10, 20]
    assert close(county, "二季度复").is_closed


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"units": {"T1"}}, NotAllowedError), ({"cut": " "}, InputError), ({"cut": "x" * 61}, InputError),
        ({"today": date(2026, 6, 30)}, InputError), ({"quarter": 1, "cut": "已有"}, InputError),
        ({"cut": "另一版"}, InputError),
    ],
    ids=["a reporter", "no name", "too long a name", "not over", "name taken", "closed already"],
)  # fmt: skip
def test_what_cannot_be_closed_is_refused_and_changes_nothing(county, how, error):
    close(county, "已有")
    before, folders = county.version(), sorted((county.folder / CUTS).iterdir())
    with pytest.raises(error):
        close(county, **how)
    assert (county.version(), sorted((county.folder / CUTS).iterdir())) == (before, folders)


def test_only_who_answers_for_all_opens_again_and_lets_in(county):
    close(county)
    with pytest.raises(NotAllowedError):
        reopen_quarter(county, "二季度", "周敏", "改", units={"T1"})
    with pytest.raises(NotAllowedError):
        let_unit_in(county, "二季度", "T1", "周敏", units={"T1"})


def test_a_backup_brings_the_cut_back_and_an_older_one_here_stays(county, tmp_path):
    closing = close(county)
    before = answers(cut_of(county.folder, closing).reader())
    back_up(county, tmp_path / "backup.zip")
    elsewhere = Warehouse(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "backup.zip")
    same(answers(cut_of(elsewhere.folder, closing_called(elsewhere.reader(), "二季度")).reader()), before)
    load(county, "T1", HALF, 12, reason="更正")
    restore(county, tmp_path / "backup.zip")
    same(answers(cut_of(county.folder, closing).reader()), before)


def test_a_backup_names_a_cut_that_is_lost(county, tmp_path):
    closing = close(county)
    shutil.rmtree(county.folder / CUTS / closing.folder)
    assert back_up(county, tmp_path / "backup.zip").lost == ("二季度",)
