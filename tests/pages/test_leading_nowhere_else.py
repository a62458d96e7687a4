"""Whatever a visitor sees leads to what they may see: every link of every page they may open."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from test_figures_on_pages import drawn, opened
from test_roles_on_pages import ADMINISTRATOR, BOUND, LEADER, REPORTER, closed, sign_in  # noqa: F401 - a fixture

from guoban.access.people import Visitor
from guoban.access.rights import answered_for, open_pages, visible_units
from guoban.answers import answers
from guoban.place import ROOT
from guoban.warehouse import Warehouse, units_of_upload

VIEWS = {
    "overview": {},
    "indicator": {"indicator": "COL-01"},
    "unit": {"unit": "T02", "indicator": "ORG-01"},
    "appraisal": {},
    "compare": {"unit": "T02", "against": "last_quarter"},
    "quality": {},
    "upload": {},
}
PERIOD = {"year": "2026", "quarter": "2"}
NO_PAGES = ("original", "meeting", "login", "logout", "account", "language")


def addresses(html: str) -> set[str]:
    return {each for each in re.findall(r'href="([^"#]*)', html) if each not in ("", ".")}


def astray(data, visitor: Visitor, address: str) -> str:
    """What is the matter with a link, "" = nothing."""
    catalogue = answers(data).catalogue
    seen, own = visible_units(visitor, catalogue), answered_for(visitor, catalogue)
    parts = urlsplit(address.removeprefix("./"))
    page, asked = parts.path, parse_qs(parts.query)
    if page.startswith("original/"):
        reader = Warehouse(data).reader()
        units = units_of_upload(reader.rows, int(page.partition("/")[2]))
        return "" if own is None or units <= own else "a file of others"
    if (page or "overview") not in open_pages(visitor, sees_all=seen is None) and not page.startswith(NO_PAGES):
        return "a page that is not listed"
    if seen is not None and not set(asked.get("unit", [])) <= seen:
        return "a unit of others"
    return ""


@pytest.mark.parametrize("page", VIEWS)
@pytest.mark.parametrize("visitor", [LEADER, BOUND, REPORTER, ADMINISTRATOR], ids=lambda each: each.name)
def test_every_link_leads_where_its_reader_may_go(demo_county, monkeypatch, page, visitor):
    if page not in open_pages(visitor, sees_all=True):
        pytest.skip("the page is not listed")
    sign_in(monkeypatch, visitor)
    found = addresses(drawn(opened(page, demo_county, monkeypatch, **PERIOD, **VIEWS[page])))
    assert found or page == "upload"
    assert {each: why for each in found if (why := astray(demo_county, visitor, each))} == {}


@pytest.mark.parametrize("page", ["unit", "upload"])
@pytest.mark.parametrize("visitor", [BOUND, REPORTER], ids=lambda each: each.name)
def test_where_nobody_sees_the_others_no_link_leads_to_them(closed, monkeypatch, page, visitor):  # noqa: F811
    if page not in open_pages(visitor, sees_all=False):
        pytest.skip("the page is not listed")
    sign_in(monkeypatch, visitor)
    found = addresses(drawn(opened(page, closed, monkeypatch, **PERIOD, **VIEWS[page])))
    assert found or page == "upload"
    assert {each: why for each in found if (why := astray(closed, visitor, each))} == {}


def test_what_was_drawn_for_one_is_not_shown_to_another(demo_county, monkeypatch):
    asked = PERIOD | VIEWS["unit"] | {"unit": "T03"}
    sign_in(monkeypatch, ADMINISTRATOR)
    assert any(
        each.startswith("original/") for each in addresses(drawn(opened("unit", demo_county, monkeypatch, **asked)))
    )
    sign_in(monkeypatch, BOUND)
    said = addresses(drawn(opened("unit", demo_county, monkeypatch, **asked)))
    assert not any(each.startswith("original/") for each in said)


def test_every_page_there_is_is_somebody_s() -> None:
    everybody = open_pages(ADMINISTRATOR, sees_all=True)
    assert everybody == {path.stem for path in (ROOT / "pages").glob("*.py") if f"{path.stem}" in everybody}
    assert {"targets", "admin"} == everybody - open_pages(LEADER, sees_all=True) - {"upload"}
    assert open_pages(BOUND, sees_all=False) == {"unit"}
    assert open_pages(REPORTER, sees_all=False) == {"unit", "upload"}


@pytest.mark.parametrize("visitor", [LEADER, BOUND, REPORTER], ids=lambda each: each.name)
def test_the_page_of_targets_is_for_administrators(demo_county, monkeypatch, visitor):
    from streamlit.testing.v1 import AppTest

    sign_in(monkeypatch, visitor)
    monkeypatch.setenv("GUOBAN_DATA", str(demo_county))
    app = AppTest.from_file(str(ROOT / "pages" / "targets.py"), default_timeout=60).run()
    assert len(app.exception) == 1
    assert drawn(app) == ""
