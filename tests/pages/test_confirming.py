"""Standing by the figures of a unit on its page."""

import pytest
from test_figures_on_pages import drawn, opened
from test_roles_on_pages import ADMINISTRATOR, LEADER, REPORTER, sign_in

from guoban.warehouse import Warehouse, undo_upload
from guoban.warehouse.confirmations import confirmation_of

ASKED = {"year": "2026", "quarter": "2", "unit": "T02"}


def keys(page) -> set[str]:
    return {each.key for each in page.button}


@pytest.mark.parametrize("visitor", [REPORTER, ADMINISTRATOR], ids=lambda each: each.name)
def test_who_answers_for_a_unit_confirms_its_figures_and_takes_that_back(demo_data, monkeypatch, visitor):
    sign_in(monkeypatch, visitor)
    page = opened("unit", demo_data, monkeypatch, **ASKED)
    page.text_input(key="confirm_name").input("王<b>建国").run()
    page.button(key="confirm_figures").click().run()
    assert not page.exception
    assert "2026年上半年数据已确认：王<b>建国（主席）" in drawn(page)
    page.button(key="undo_confirmation").click().run()
    assert "数据已确认" not in drawn(page)
    assert confirmation_of(Warehouse(demo_data).reader(), "T02", 2026, 2) is None


def test_a_figure_that_changed_since_is_said_on_the_page(demo_data, monkeypatch):
    sign_in(monkeypatch, REPORTER)
    page = opened("unit", demo_data, monkeypatch, **ASKED)
    page.text_input(key="confirm_name").input("王建国").run()
    page.button(key="confirm_figures").click().run()
    warehouse = Warehouse(demo_data)
    ((last,),) = warehouse.reader().rows("select max(upload) from observation_in_force where unit = 'T02'")
    undo_upload(warehouse, last, "县总")
    page = opened("unit", demo_data, monkeypatch, **ASKED)
    assert "确认后数据有变动" in drawn(page)
    assert "confirm_figures" in keys(page)


@pytest.mark.parametrize("unit", ["T02", "T03"])
def test_others_are_offered_nothing(demo_data, monkeypatch, unit):
    sign_in(monkeypatch, LEADER if unit == "T02" else REPORTER)
    page = opened("unit", demo_data, monkeypatch, **(ASKED | {"unit": unit}))
    assert not page.exception
    assert not {"confirm_figures", "undo_confirmation"} & keys(page)


def test_without_a_name_the_page_says_so(demo_data, monkeypatch):
    sign_in(monkeypatch, REPORTER)
    page = opened("unit", demo_data, monkeypatch, **ASKED)
    page.button(key="confirm_figures").click().run()
    assert "请填写确认人" in drawn(page)
