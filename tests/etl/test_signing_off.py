"""A reporter submits, an administrator approves or returns; nothing counts before it is approved."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.load import commit, read_file
from etl.rebuild import rebuild
from etl.signing_off import approve, review, submit
from etl.verify import verify
from guoban.access.events import Did, events
from guoban.access.people import NotAllowedError
from guoban.access.store import AccessStore
from guoban.errors import InputError
from guoban.measures import completeness
from guoban.warehouse import (
    State,
    Warehouse,
    return_submission,
    submissions,
    undo_upload,
    withdraw_submission,
)
from guoban.warehouse.backup import back_up
from guoban.warehouse.originals import original_path
from guoban.warehouse.restore import restore
from tests.etl.counties import small_county, workbook_of

HEAD = ["单位", "新建工会(家)", "新增会员(人)"]


def book(*rows: list[object], title: str = "2026年1—3月工会工作统计表") -> bytes:
    return workbook_of([title], HEAD, *rows)


OWN = book(["甲镇", 3, 40])
BOTH = book(["甲镇", 3, 40], ["乙乡", 1, 10])


@pytest.fixture
def warehouse(tmp_path) -> Warehouse:
    return small_county(tmp_path / "data")


def own(warehouse: Warehouse) -> frozenset[str]:
    return frozenset(each.code for each in warehouse.reader().catalogue.units.values() if each.name.startswith("甲镇"))


def send(warehouse: Warehouse, content: bytes, name: str = "季报.xlsx", **how) -> int:
    reading = read_file(content, name, warehouse.reader())
    return submit(warehouse, reading, content, by="周敏", units=own(warehouse), **how)


def load(warehouse: Warehouse, content: bytes, name: str = "县总.xlsx", **how):
    return commit(warehouse, read_file(content, name, warehouse.reader()), content, by="县总", **how)


def figures(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.reader().rows("select unit, indicator, value from observation_in_force order by all")


def state(warehouse: Warehouse, number: int) -> State:
    return next(each.state for each in submissions(warehouse.reader()) if each.number == number)


def test_what_was_submitted_counts_for_nothing_until_it_is_approved(warehouse):
    number = send(warehouse, OWN)
    assert (figures(warehouse), state(warehouse, number)) == ([], State.SUBMITTED)
    assert approve(warehouse, number, by="陈主席").upload == 1
    assert [value for *_rest, value in figures(warehouse)] == [3, 40]
    (found,) = submissions(warehouse.reader())
    assert (found.state, found.done_by, found.upload) == (State.APPROVED, "陈主席", 1)
    stored = warehouse.reader().rows("select loaded_by, approved_by, submitted_at is not null from upload")
    assert stored == [("周敏", "陈主席", True)]


def test_where_a_file_has_to_be_signed_off_loading_it_straight_away_is_refused(warehouse):
    with pytest.raises(NotAllowedError):
        load(warehouse, OWN, units=own(warehouse))
    assert figures(warehouse) == []


def test_a_returned_file_says_what_to_mend_and_a_mended_one_can_be_sent(warehouse):
    number = send(warehouse, OWN)
    with pytest.raises(InputError, match="说明"):
        return_submission(warehouse, number, "陈主席", " ")
    return_submission(warehouse, number, "陈主席", "新增会员数应与花名册一致")
    (found,) = submissions(warehouse.reader())
    assert (found.state, found.remark) == (State.RETURNED, "新增会员数应与花名册一致")
    with pytest.raises(InputError, match="退回"):
        approve(warehouse, number, by="陈主席")
    again = send(warehouse, book(["甲镇", 3, 42]))
    approve(warehouse, again, by="陈主席")
    assert [value for *_rest, value in figures(warehouse)] == [3, 42]


def test_the_second_of_two_administrators_is_told_who_was_quicker(warehouse):
    number = send(warehouse, OWN)
    approve(warehouse, number, by="陈主席")
    before = warehouse.version()
    for late in (
        lambda: approve(warehouse, number, by="李主任"),
        lambda: return_submission(warehouse, number, "李主任", "再核"),
        lambda: withdraw_submission(warehouse, number, "周敏"),
    ):
        with pytest.raises(InputError, match="陈主席"):
            late()
    assert (warehouse.version(), len(figures(warehouse))) == (before, 2)


def test_only_who_answers_for_all_approves_and_returns(warehouse):
    number, units = send(warehouse, OWN), own(warehouse)
    with pytest.raises(NotAllowedError):
        approve(warehouse, number, by="周敏", units=units)
    with pytest.raises(NotAllowedError):
        return_submission(warehouse, number, "周敏", "不行", units=units)
    with pytest.raises(NotAllowedError):
        withdraw_submission(warehouse, number, "吴刚", units={"B"})
    assert submissions(warehouse.reader(), {"B"}) == ()
    withdraw_submission(warehouse, number, "周敏", units=units)
    assert state(warehouse, number) is State.WITHDRAWN


def test_what_was_approved_is_not_taken_back_without_an_administrator(warehouse):
    upload = approve(warehouse, send(warehouse, OWN), by="陈主席").upload
    with pytest.raises(NotAllowedError):
        undo_upload(warehouse, upload, "周敏", units=own(warehouse))
    undo_upload(warehouse, upload, "陈主席")
    assert figures(warehouse) == []


def test_the_same_file_is_not_submitted_twice_nor_once_it_counts(warehouse):
    number = send(warehouse, OWN)
    with pytest.raises(InputError, match="已上报"):
        send(warehouse, OWN)
    approve(warehouse, number, by="陈主席")
    with pytest.raises(InputError):
        send(warehouse, OWN)
    assert len(submissions(warehouse.reader())) == 1


def test_the_review_compares_with_what_counts_now_and_not_with_what_counted_then(warehouse):
    number = send(warehouse, OWN)
    load(warehouse, book(["甲镇", 3, 38]))
    found = review(warehouse, warehouse.reader(), number)
    assert (found.changes.corrected, found.changes.unchanged, found.changes.new) == (1, 1, 0)
    assert found.changes.frame.set_index("change")["old"]["corrected"] == 38


def test_figures_of_others_are_left_out_as_they_were_when_it_was_submitted(warehouse):
    with pytest.raises(InputError):
        send(warehouse, BOTH)
    number = send(warehouse, BOTH, skip_errors=True)
    approve(warehouse, number, by="陈主席")
    assert {unit for unit, *_rest in figures(warehouse)} == set(own(warehouse))


def test_a_file_that_reads_differently_by_now_is_refused_in_a_sentence(warehouse):
    number = send(warehouse, OWN)

    def rename(connection) -> None:
        connection.execute("delete from alias where subject = 'unit'")
        connection.execute("update unit set name = '丙街道' where code = $code", {"code": next(iter(own(warehouse)))})
        connection.execute("update store set roster = 'another'")

    warehouse.publish(rename)
    with pytest.raises(InputError, match="与上报时不一致"):
        approve(warehouse, number, by="陈主席")
    assert state(warehouse, number) is State.SUBMITTED
    return_submission(warehouse, number, "陈主席", "单位已更名，请重新上报")


def test_a_file_that_is_lost_is_not_approved(warehouse):
    number = send(warehouse, OWN)
    (found,) = submissions(warehouse.reader())
    original_path(warehouse.originals, found.sha256, found.file_name).unlink()
    with pytest.raises(InputError, match="丢失"):
        approve(warehouse, number, by="陈主席")


def test_in_time_is_what_was_submitted_in_time(warehouse):
    in_time, late = pd.Timestamp("2026-04-08 02:00", tz="UTC"), pd.Timestamp("2026-05-20 02:00", tz="UTC")
    number = send(warehouse, OWN, at=in_time.to_pydatetime())
    approve(warehouse, number, by="陈主席", at=late.to_pydatetime())
    told = completeness(warehouse.reader(), year=2026, quarter=1).dropna(subset=["first_loaded_at"])
    assert set(told["first_loaded_at"]) == {in_time.tz_localize(None)}


def test_submissions_come_through_backup_rebuild_and_verify(warehouse, tmp_path):
    approve(warehouse, send(warehouse, OWN), by="陈主席")
    returned = send(warehouse, book(["甲镇", 5, 50]), "二稿.xlsx")
    return_submission(warehouse, returned, "陈主席", "请核")
    waiting = send(warehouse, book(["甲镇", 6, 60]), "三稿.xlsx")
    before = submissions(warehouse.reader())
    assert rebuild(warehouse, accept_differences=False, advance=lambda: None).differences == ()
    assert submissions(warehouse.reader()) == before
    backed_up = back_up(warehouse, tmp_path / "backup.zip")
    assert (backed_up.originals, backed_up.lost) == (3, ())
    elsewhere = Warehouse(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "backup.zip")
    assert submissions(elsewhere.reader()) == before
    approve(elsewhere, waiting, by="陈主席")
    assert [value for *_rest, value in figures(elsewhere)] == [6, 60]
    assert not [each for each in verify(elsewhere, elsewhere.reader()) if each.lost or each.differences]


def test_everything_that_is_done_is_in_the_log(warehouse):
    approve(warehouse, send(warehouse, OWN), by="陈主席")
    other = send(warehouse, book(["甲镇", 5, 50]))
    return_submission(warehouse, other, "陈主席", "请核")
    withdraw_submission(warehouse, send(warehouse, book(["甲镇", 6, 60])), "周敏")
    told = [(event.did, event.account) for event in reversed(events(AccessStore(warehouse.folder)))]
    assert told == [
        (Did.SUBMITTED, "周敏"), (Did.APPROVED, "陈主席"), (Did.SUBMITTED, "周敏"), (Did.RETURNED, "陈主席"),
        (Did.SUBMITTED, "周敏"), (Did.WITHDRAWN, "周敏"),
    ]  # fmt: skip


STEPS = st.lists(st.sampled_from(["submit", "return", "withdraw", "approve and undo"]), max_size=6)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(0, 99))
def test_whatever_is_submitted_returned_withdrawn_or_approved_and_undone_leaves_every_answer_as_it_was(
    tmp_path_factory, steps, value
):
    warehouse = small_county(tmp_path_factory.mktemp("any") / "data")
    load(warehouse, book(["甲镇", 3, 40], ["乙乡", 1, 10]))
    before = figures(warehouse)
    for number, step in enumerate(steps):
        waiting = send(warehouse, book(["甲镇", value + number, 200 + number]))
        if step == "return":
            return_submission(warehouse, waiting, "陈主席", "请核")
        elif step == "withdraw":
            withdraw_submission(warehouse, waiting, "周敏")
        elif step == "approve and undo":
            undo_upload(warehouse, approve(warehouse, waiting, by="陈主席").upload, "陈主席")
        assert figures(warehouse) == before
