"""Every mark that stands for a unit or an indicator is a link, and its address keeps the filters of the page."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from views import ADDRESSES, DRAWN, PARTS

OF_AN_AREA = {
    "overview of an area": "?year=2026&quarter=2&area=集体协商",
    "overview, a year finished": "?year=2025&quarter=4",
    "indicator, of an area": "indicator?year=2026&quarter=2&area=集体协商&unit=T02",
    "unit, an area of it": "unit?year=2026&quarter=2&unit=T02&area=维权服务",
    "quality of an area": "quality?year=2026&quarter=2&area=集体协商",
    "meeting of an area": "meeting?year=2026&quarter=2&area=集体协商&unit=T02",
}
PAGES = {name: address for name, address in (ADDRESSES | OF_AN_AREA).items() if name not in (*PARTS, "upload", "admin")}
"""The page for uploads has no filters, and a link there would lead away from a file that is being read.

That for accounts has neither units nor indicators.
"""

MARKS = (
    ".gb-card", ".gb-lists li", ".gb-bars tbody th", ".gb-bars .gb-bar", ".gb-matrix thead th:not(:first-child)",
    ".gb-matrix tbody th", ".gb-matrix td:not(.gb-fill-no-target)", ".gb-attention ol > li", ".gb-attention ul > li",
    ".gb-silent li", ".gb-figures tbody th", ".gb-tasks tr:not(.gb-area) > th[scope=row]", ".gb-tasks .gb-bullet",
    ".gb-pair-bars", ".gb-league tbody th", ".gb-league tbody .gb-meter", ".gb-movers li", ".gb-gaps li",
    ".gb-calendar tbody th", ".gb-calendar td:not(.gb-fill-no-target)", ".gb-corrections tbody tr",
    ".gb-target-sums tr:not(.gb-area) > th[scope=row]", ".gb-target-grid tbody th",
    ".gb-contact li",
)  # fmt: skip
"""What stands for a unit or an indicator, by where it stands."""

LEADING = """(marks) => Object.fromEntries(marks.map((mark) => [mark,
  [...document.querySelectorAll(`[data-testid=stMain] ${mark}`)].map((each) => {
    const link = each.closest("a") ?? each.querySelector("a");
    return link ? link.getAttribute("href") : `nowhere: ${each.textContent.trim().slice(0, 60)}`;
  })]))"""
EVERY_LINK = """() => [...document.querySelectorAll("[data-testid=stMain] a[href]")]
  .map((link) => link.getAttribute("href"))"""
FILTERS = ("year", "quarter", "area")
WITHOUT_FILTERS = ("original", "upload")


def filters(address: str) -> dict[str, str]:
    return {name: value for name, value in parse_qsl(urlsplit(address).query) if name in FILTERS}


@pytest.mark.parametrize("page", PAGES)
def test_every_mark_of_a_unit_or_an_indicator_is_a_link_and_no_link_forgets_a_filter(county, visit, page):
    visit.open(f"{county}/{PAGES[page]}")
    visit.page.wait_for_function(DRAWN)
    asked = filters(PAGES[page])
    found = {mark: addresses for mark, addresses in visit.page.evaluate(LEADING, list(MARKS)).items() if addresses}
    assert found
    for mark, addresses in found.items():
        for address in addresses:
            assert not address.startswith("nowhere"), (mark, address)
            led = dict(parse_qsl(urlsplit(address).query))
            assert set(asked) <= set(led), (mark, address)
            assert {"unit", "indicator"} & set(led) or mark == ".gb-contact li", (mark, address)
            another_time = ".gb-calendar" in mark
            same = {name: value for name, value in asked.items() if name == "area" or not another_time}
            assert same.items() <= led.items(), (mark, address)
    for address in visit.page.evaluate(EVERY_LINK):
        if not address.startswith("#") and address.split("?")[0].split("/")[0] not in WITHOUT_FILTERS:
            assert set(asked) <= set(filters(address)), address


@pytest.mark.parametrize(
    ("page", "number", "shows"),
    [
        ("?year=2026&quarter=2", "h1 a >> nth=0", "unit?year=2026&quarter=2&unit=YX"),
        ("?year=2026&quarter=2", ".gb-headline p a", "quality?year=2026&quarter=2"),
        ("indicator?year=2026&quarter=2&indicator=COL-01", ".gb-year a.gb-day >> nth=1", "&quarter=1"),
        ("unit?year=2026&quarter=2&unit=T02", ".gb-facts a >> nth=1", "appraisal?year=2026&quarter=2"),
    ],
)
def test_a_number_and_a_point_lead_to_what_is_behind_them(county, visit, page, number, shows):
    visit.open(f"{county}/{page}")
    visit.page.wait_for_function(DRAWN)
    visit.page.locator(f"[data-testid=stMain] {number}").click()
    visit.page.wait_for_url(lambda address: shows in address)
    visit.settle()


@pytest.mark.parametrize(
    "page", ["unit?year=2026&quarter=2&unit=T02", "indicator?year=2026&quarter=2&indicator=COL-01"]
)
def test_a_count_of_a_headline_leads_down_to_the_rows_it_counts(county, visit, page):
    visit.open(f"{county}/{page}")
    visit.page.wait_for_function(DRAWN)
    link = visit.page.locator("[data-testid=stMain] h1 a").first
    target = link.get_attribute("href")
    link.click()
    visit.page.wait_for_function(
        "(id) => { const box = document.querySelector(id).getBoundingClientRect(); return box.top < innerHeight - 80 }",
        arg=target,
    )
    assert visit.page.url.endswith(f"{page}{target}")


def test_numbers_that_lead_look_like_the_words_around_them_until_they_are_pointed_at(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    visit.page.wait_for_function(DRAWN)
    link = visit.page.locator("[data-testid=stMain] h1 a").first
    styles = "(each) => { const s = getComputedStyle(each); return [s.color, s.fontWeight, s.textDecorationLine] }"
    words = link.evaluate(
        "(each) => { const s = getComputedStyle(each.parentElement); return [s.color, s.fontWeight] }"
    )
    assert link.evaluate(styles) == [*words, "none"]
    link.focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Shift+Tab")
    assert link.evaluate(styles)[2] == "underline"
    assert link.evaluate("(each) => getComputedStyle(each).textDecorationStyle") == "dotted"
