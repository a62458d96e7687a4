"""Closing a quarter on the page of quality, and pages of the cut."""

import re
from datetime import date

import pytest
from test_figures_on_pages import drawn, opened
from test_roles_on_pages import ADMINISTRATOR, LEADER, REPORTER, sign_in

from guoban.answers import answers
from guoban.answers_of_cut import answers_of_cut
from guoban.meeting import DeckAsked, deck
from guoban.warehouse import Warehouse, undo_upload
from guoban.warehouse.closings import closings

ASKED = {"year": "2026", "quarter": "2"}


def keys(page) -> set[str]:
    return {each.key for each in page.button}


@pytest.fixture
def closed(demo_data, monkeypatch):
    """The county after its administrator has closed the second quarter on the page."""
    sign_in(monkeypatch, ADMINISTRATOR)
    page = opened("quality", demo_data, monkeypatch, **ASKED)
    page.text_input(key="cut_name").input("半年<b>通报").run()
    page.button(key="close_quarter").click().run()
    assert not page.exception
    assert "封账版“半年<b>通报”，陈主席" in drawn(page)
    return demo_data


def undated(page: str) -> str:
    """A page without the minute in which it was drawn."""
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d生成", "", page)


@pytest.mark.parametrize("page", ["overview", "indicator", "unit", "appraisal", "compare", "quality", "meeting"])
def test_every_page_of_a_cut_names_it_and_shows_what_was_frozen(closed, monkeypatch, page):
    before = drawn(opened(page, closed, monkeypatch, **ASKED, cut="半年<b>通报"))
    assert ("cut=%E5%8D%8A" if page == "meeting" else "半年<b>通报") in before
    warehouse = Warehouse(closed)
    ((last,),) = warehouse.reader().rows("select max(upload) from observation_in_force where last_day <= '2026-06-30'")
    undo_upload(warehouse, last, "县总", reason="误报")
    after = opened(page, closed, monkeypatch, **ASKED, cut="半年<b>通报")
    assert not after.exception
    (closing,) = closings(warehouse.reader())
    assert answers_of_cut(closed, closing).reader.version == closing.version < answers(closed).reader.version
    assert undated(drawn(after)) == undated(before)


def test_every_sheet_for_the_wall_of_a_cut_names_it(closed):
    (closing,) = closings(Warehouse(closed).reader())
    sheets = deck(answers_of_cut(closed, closing), DeckAsked(date(2026, 6, 30)))
    assert all("半年&lt;b&gt;通报" in sheet.svg for sheet in sheets)


def test_what_has_changed_since_is_told_with_its_reason_and_the_rank(closed, monkeypatch):
    warehouse = Warehouse(closed)
    ((last,),) = warehouse.reader().rows("select max(upload) from observation_in_force where unit = 'T02'")
    undo_upload(warehouse, last, "县总", reason="重复<i>上报")
    shown = drawn(opened("quality", closed, monkeypatch, **ASKED))
    assert "重复<i>上报" in shown
    assert "gb-since" in shown


@pytest.mark.parametrize("visitor", [LEADER, REPORTER], ids=lambda each: each.name)
def test_only_administrators_are_offered_to_close_and_open(closed, monkeypatch, visitor):
    sign_in(monkeypatch, visitor)
    page = opened("quality", closed, monkeypatch, **ASKED)
    assert "封账版“半年<b>通报”" in drawn(page)
    assert not {"close_quarter", "reopen_quarter", "let_in_unit"} & keys(page)


def test_opened_again_it_can_be_closed_under_another_name(closed, monkeypatch):
    page = opened("quality", closed, monkeypatch, **ASKED)
    page.button(key="reopen_quarter").click().run()
    assert "须说明理由" in drawn(page)
    page.text_input(key="reopen_reason").input("上级要求").run()
    page.button(key="reopen_quarter").click().run()
    assert "重新开放：上级要求" in drawn(page)
    assert "close_quarter" in keys(page)


def test_a_quarter_that_goes_on_is_not_offered_to_be_closed(demo_data, monkeypatch):
    sign_in(monkeypatch, ADMINISTRATOR)
    monkeypatch.setattr("pages.closing.today", lambda: date(2026, 6, 30))
    assert "close_quarter" not in keys(opened("quality", demo_data, monkeypatch, **ASKED))


def test_a_cut_that_is_not_there_is_said(closed, monkeypatch):
    page = opened("overview", closed, monkeypatch, **ASKED, cut="没有")
    assert "没有封账版“没有”" in drawn(page)
