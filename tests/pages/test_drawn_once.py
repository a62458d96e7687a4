"""A page that somebody looked at is not drawn anew: until the store, the address, the language or the day changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_figures_on_pages import drawn, opened

from guoban.answers import answers
from guoban.drawn import DrawnPages
from guoban.text import ENGLISH, speaking
from guoban.warehouse import Warehouse
from pages import frame


def test_a_view_is_drawn_once_and_shown_again(demo_data, monkeypatch):
    first = drawn(opened("quality", demo_data, monkeypatch, year="2026", quarter="2"))
    monkeypatch.setattr("guoban.charts.calendar_table.calendar_table", pytest.fail)
    assert drawn(opened("quality", demo_data, monkeypatch, year="2026", quarter="2")) == first


@pytest.mark.parametrize("page", ["overview", "indicator", "unit", "appraisal", "compare", "quality"])
def test_another_address_shows_another_view(demo_county, monkeypatch, page):
    first = drawn(opened(page, demo_county, monkeypatch, year="2026", quarter="2"))
    assert drawn(opened(page, demo_county, monkeypatch, year="2026", quarter="1")) != first


def test_another_version_of_the_store_or_another_language_has_nothing_drawn_yet(demo_data):
    before = answers(demo_data)
    with speaking(ENGLISH):
        assert answers(demo_data).drawn is not before.drawn
    Warehouse(demo_data).publish(lambda connection: None)
    assert answers(demo_data).drawn is not before.drawn


def test_what_was_drawn_yesterday_is_drawn_anew(demo_data, monkeypatch):
    source, days = answers(demo_data), iter(["yesterday", "today", "today"])
    monkeypatch.setattr(frame, "today", lambda: next(days))
    monkeypatch.setattr(frame.st, "query_params", {})
    pieces = iter([("one",), ("two",), ("three",)])
    shown = [frame.draw_once(source, "page", lambda: next(pieces)) for _again in range(3)]
    assert shown == [("one",), ("two",), ("two",)]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=40), st.integers(0, 60))
def test_no_more_is_kept_than_there_is_room_for_but_the_newest_always(asked, most):
    pages = DrawnPages(most)
    for key, length in asked:
        piece = pages.page(key, lambda length=length: ("x" * length,))
        assert pages.page(key, pytest.fail) == piece
        assert pages._letters == sum(len(kept[0]) for kept in pages._pages.values())
        assert pages._letters <= most or len(pages._pages) == 1
