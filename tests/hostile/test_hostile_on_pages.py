"""A thousand hostile texts on every page: shown as text, and the page is made of what it is made of otherwise."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from guoban.access.people import Role, Visitor
from guoban.place import ROOT
from guoban.text.literal import literal
from guoban.web.entrance_page import Entrance, Field, Form, entrance_page
from tests.hostile.county import catalogue, storable, told
from tests.hostile.seen import Seen, html_of, spoken
from tests.hostile.strings import hostile

PAGES = ("overview", "indicator", "unit", "appraisal", "compare", "upload", "quality", "targets", "meeting", "admin")
ADMINISTRATOR = Visitor("<b>陈主席</b>", Role.ADMINISTRATOR, (), 1)
TEXTS = storable(hostile())


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("counties")
    plain = [f"第{place}工会" + "联" * (len(text) % 40) for place, text in enumerate(TEXTS[:150])]  # as many kinds
    return {"hostile": told(folder / "hostile", TEXTS), "plain": told(folder / "plain", plain)}


def opened(page: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GUOBAN_DATA", str(data))
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: ADMINISTRATOR)
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=120)
    app.query_params["year"], app.query_params["quarter"], app.query_params["unit"] = "2026", "2", "U0001"
    app.query_params["indicator"], app.query_params["courses"] = "I0", "yes"
    app.run()
    assert not app.exception
    return app


NAMES_MANY = {"overview": 400, "indicator": 900, "appraisal": 900, "quality": 800, "targets": 50}
"""Pages that name so many units in full, out of a thousand."""

LEFT = re.compile(r"[<>\[\]*_`$:|#~!]")
"""What Markdown would make something of."""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_hostile_texts_is_made_of_what_it_is_made_of_otherwise(counties, page, monkeypatch):
    before, after = (opened(page, counties[which], monkeypatch) for which in ("plain", "hostile"))
    plain, odd = Seen(html_of(before)), Seen(html_of(after))
    assert odd.kinds - plain.kinds == set()
    assert odd.leads_elsewhere == plain.leads_elsewhere == []
    assert sum(unit.name in odd.text for unit in catalogue(TEXTS).units.values()) >= NAMES_MANY.get(page, 0)
    marked_up = [text for text in spoken(after) if text not in spoken(before)]
    assert [text for text in marked_up if LEFT.search(re.sub(r"\\.", "", text))] == []


def test_the_drawing_that_is_explored_takes_no_text_for_its_own_marks(counties, monkeypatch):
    """Plotly reads tags in names; escaped, they are shown."""
    (chart,) = opened("indicator", counties["hostile"], monkeypatch).get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    named = json.dumps([[trace.get("name"), trace.get("text")] for trace in figure["data"]], ensure_ascii=False)
    assert "&lt;" in named
    assert not re.search(r"<(?!/?b>|br>|/?span|extra)", named)


def failing() -> None:
    """A page whose file cannot be read, as the framework runs it."""
    import streamlit as st

    from guoban.errors import InputError
    from guoban.web.failures import show_failure

    for text in st.session_state["texts"]:
        show_failure(InputError(text, text))


def test_what_could_not_be_done_is_told_as_text():
    app = AppTest.from_function(failing, default_timeout=60)
    app.session_state["texts"] = TEXTS
    app.run()
    assert not app.exception
    told = [each.proto.body for each in app.error]
    assert len(told) == len(TEXTS)
    assert [text for text in told if LEFT.search(re.sub(r"\\.", "", text))] == []


@pytest.mark.parametrize(
    "text", ["**粗**", ":smile: :red[x] :material/delete:", "a -- b -> c", "www.a.example", "x@y.example"]
)
def test_text_is_kept_and_what_begins_something_is_taken_apart(text):
    said = literal(text)
    assert re.sub("\u2060|\\\\(?=[!-/:-@\\[-`{-~])", "", said) == text
    assert not re.search(r":\w+:|--|->|www\.|@\w", said.replace("\\", ""))


def test_the_pages_to_sign_in_on_show_any_name_as_text():
    plain = Seen(entrance_page(entrance("县工会"), "token"))
    for text in TEXTS:
        odd = Seen(entrance_page(entrance(text), "token"))
        assert odd.kinds == plain.kinds
        assert odd.leads_elsewhere == []


def entrance(text: str) -> Entrance:
    form = Form("/login", text, [Field("name", text, value=text, hint=text)], [("next", text)], title=text)
    return Entrance(text, text, [form], text, text, "/")
