"""Submitting on the upload page, and reviewing there what was submitted."""

import pytest
from streamlit.testing.v1 import AppTest
from test_roles_on_pages import ADMINISTRATOR, LEADER, REPORTER, sign_in
from test_sending import told, workbook

from guoban.access.people import NotAllowedError, Visitor
from guoban.catalogue import read_catalogue
from guoban.place import ROOT
from guoban.warehouse import State, Warehouse, submissions
from pages import sending

OWN = workbook([1, "望江镇", 3, 40])


@pytest.fixture
def warehouse(tmp_path) -> Warehouse:
    """An empty store with the roster of the demonstration county."""
    return Warehouse.create(tmp_path / "data", read_catalogue(ROOT / "data/examples/demonstration-county/catalogue"))


def opened(warehouse: Warehouse, monkeypatch, visitor: Visitor, **asked: str) -> AppTest:
    sign_in(monkeypatch, visitor)
    monkeypatch.setenv("GUOBAN_DATA", str(warehouse.folder))
    monkeypatch.syspath_prepend(str(ROOT))
    page = AppTest.from_file(str(ROOT / "pages" / "upload.py"), default_timeout=30)
    for name, value in asked.items():
        page.query_params[name] = value
    return page.run()


def drawn(page: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in page.get("html"))


def buttons(page: AppTest) -> set[str]:
    return {each.key for each in page.button}


def submitted(warehouse: Warehouse, monkeypatch, content: bytes = OWN) -> AppTest:
    page = opened(warehouse, monkeypatch, REPORTER)
    page.file_uploader(key="files").upload("季报.xlsx", content, "").run()
    page.button(key="confirm_0").click().run()
    assert not page.exception
    return page


def state(warehouse: Warehouse, number: int = 1) -> State:
    return next(each.state for each in submissions(warehouse.reader()) if each.number == number)


def test_a_reporter_submits_and_nothing_counts_yet(warehouse, monkeypatch):
    page = submitted(warehouse, monkeypatch)
    assert "待审核" in drawn(page)
    assert (told(warehouse), state(warehouse)) == ({}, State.SUBMITTED)
    assert "withdraw_1" in buttons(page)
    assert not {"review_1", "approve"} & buttons(page)


def test_an_administrator_loads_at_once(warehouse, monkeypatch):
    page = opened(warehouse, monkeypatch, ADMINISTRATOR)
    page.file_uploader(key="files").upload("季报.xlsx", OWN, "").run()
    page.button(key="confirm_0").click().run()
    assert told(warehouse) == {"新建工会": 3, "新增会员": 40}
    assert submissions(warehouse.reader()) == ()


def test_it_is_reviewed_and_approved(warehouse, monkeypatch):
    submitted(warehouse, monkeypatch)
    page = opened(warehouse, monkeypatch, ADMINISTRATOR)
    page.button(key="review_1").click().run()
    assert not page.exception
    assert "季报.xlsx" in drawn(page)
    assert "gb-sheet" in drawn(page)
    page.button(key="approve").click().run()
    assert not page.exception
    assert told(warehouse) == {"新建工会": 3, "新增会员": 40}
    assert "陈主席审核" in drawn(page)
    assert "undo_1" in buttons(page)
    assert "undo_1" not in buttons(opened(warehouse, monkeypatch, REPORTER))


def test_it_is_returned_with_a_remark_that_its_sender_reads(warehouse, monkeypatch):
    submitted(warehouse, monkeypatch)
    page = opened(warehouse, monkeypatch, ADMINISTRATOR, submission="1")
    page.button(key="return").click().run()
    assert "须说明需要修改的内容" in drawn(page)
    page.text_area(key="remark_1").input("<b>会员数</b>请核").run()
    page.button(key="return").click().run()
    assert state(warehouse) is State.RETURNED
    page = opened(warehouse, monkeypatch, REPORTER)
    assert "&lt;b&gt;会员数&lt;/b&gt;请核" in drawn(page)
    assert told(warehouse) == {}


def test_a_reporter_withdraws(warehouse, monkeypatch):
    page = submitted(warehouse, monkeypatch)
    page.button(key="withdraw_1").click().run()
    assert state(warehouse) is State.WITHDRAWN


def test_a_reporter_reaches_no_review_by_its_address(warehouse, monkeypatch):
    submitted(warehouse, monkeypatch)
    page = opened(warehouse, monkeypatch, REPORTER, submission="1")
    assert "approve" not in buttons(page)
    for visitor in (REPORTER, LEADER):
        with pytest.raises(NotAllowedError):
            sending.approve(warehouse, 1, by=visitor)
    assert state(warehouse) is State.SUBMITTED


@pytest.mark.parametrize("asked", ["7", "x", "1" * 30, "-1"])
def test_an_address_that_names_no_submission_shows_the_page(warehouse, monkeypatch, asked):
    page = opened(warehouse, monkeypatch, ADMINISTRATOR, submission=asked)
    assert not page.exception
    assert page.file_uploader(key="files")


def test_the_second_of_two_administrators_reads_who_was_quicker(warehouse, monkeypatch):
    submitted(warehouse, monkeypatch)
    page = opened(warehouse, monkeypatch, ADMINISTRATOR, submission="1")
    sending.approve(warehouse, 1, by=Visitor("李主任", ADMINISTRATOR.role, (), 9))
    page.button(key="approve").click().run()
    assert not page.exception
    assert "李主任" in drawn(page)
    assert warehouse.reader().last_upload == 1


def test_where_nobody_signs_off_a_reporter_loads_at_once(warehouse, monkeypatch):
    def change(connection) -> None:
        connection.execute("update setting set value = 'no' where name = 'sign_off'")
        connection.execute("update store set roster = 'another'")

    warehouse.publish(change)
    page = submitted(warehouse, monkeypatch)
    assert told(warehouse) == {"新建工会": 3, "新增会员": 40}
    assert "undo_1" in buttons(page)
