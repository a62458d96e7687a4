"""A unit on one sheet of paper, and the button for printing. What is held of every page is in test_every_page.py."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from views import DRAWN, PAGES

from tests.paper import Paper


def printed(visit, folder: Path) -> Paper:
    visit.page.wait_for_function(DRAWN)
    path = folder / "printed.pdf"
    visit.page.pdf(path=path, prefer_css_page_size=True)
    return Paper(path)


@pytest.mark.parametrize(("unit", "language"), [("T02", "zh_CN"), ("S03", "en"), ("YX", "zh_CN")])
def test_a_unit_is_printed_on_one_sheet(county, visit, tmp_path, unit, language):
    visit.speak(county, language)
    visit.open(f"{county}/unit?year=2026&quarter=2&unit={unit}")
    assert len(printed(visit, tmp_path).sizes) == 1


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "打印本页"), ("en", "Print this page")])
def test_the_page_offers_to_be_printed(county, visit, language, words):
    visit.open(f"{county}/language/{language}")
    visit.page.evaluate("() => { window.print = () => { window.asked = (window.asked ?? 0) + 1 } }")
    visit.page.get_by_role("button", name=words).click()
    assert visit.page.evaluate("window.asked") == 1


def test_every_page_of_the_list_is_looked_at(county, visit):
    visit.open(county)
    listed = visit.page.locator(".guoban-pages a")
    expect(listed).to_have_count(len(PAGES))
    addresses = {each.get_attribute("href").rsplit("/", 1)[-1].split("?")[0] or "overview" for each in listed.all()}
    assert addresses == set(PAGES)
