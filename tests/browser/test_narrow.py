"""On a phone held upright: nothing makes a page scroll sideways, and what is tapped is large enough for a finger."""

import pytest

PAGES = {
    "overview": "?year=2026&quarter=2",
    "indicator": "indicator?year=2026&quarter=2&indicator=COL-01",
    "unit": "unit?year=2026&quarter=2&unit=T02",
    "appraisal": "appraisal?year=2026&quarter=2",
    "compare": "compare?year=2026&quarter=2",
    "upload": "upload",
    "quality": "quality?year=2026&quarter=2",
    "targets": "targets?year=2026",
    "meeting": "meeting?year=2026&quarter=2",
}
WIDTH, HEIGHT = 390, 844

DRAWN = """() => !document.querySelector("[data-testid=stSkeleton]")"""

SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map((each) => each.scrollWidth)"""

BEYOND = """() => {
  const found = [], texts = document.createTreeWalker(
    document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement, range = document.createRange();
    if (!texts.currentNode.nodeValue.trim() || !parent.checkVisibility() || parent.closest(".gb-hidden")) continue;
    const scrolls = (each) => each && (["auto", "scroll"].includes(getComputedStyle(each).overflowX)
      && each.dataset.testid !== "stMain" || scrolls(each.parentElement));
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (!scrolls(parent) && (box.left < 0 || box.right > innerWidth + 1)) found.push(texts.currentNode.nodeValue);
  }
  return found;
}"""

SMALL = """() => [...document.querySelectorAll(
    "[data-testid=stMain] :is(.stButtonGroup button, .stButton button, .stDownloadButton button, .react-aria-ComboBox),"
    + ".gb-silent a, [data-testid=stExpandSidebarButton]")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 40)
  .map((each) => `${each.innerText || each.outerHTML.slice(0, 80)}: ${each.getBoundingClientRect().height}`)"""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone(county, visit, page):
    visit.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    visit.open(f"{county}/{PAGES[page]}")
    visit.page.wait_for_function(DRAWN)
    assert max(visit.page.evaluate(SIDEWAYS)) <= WIDTH
    assert visit.page.evaluate(BEYOND) == []
    assert visit.page.evaluate(SMALL) == []


def test_the_tasks_of_a_unit_stand_as_cards_on_a_phone(county, visit):
    visit.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    visit.open(f"{county}/{PAGES['unit']}")
    table = visit.page.locator(".gb-tasks")
    table.wait_for()
    assert table.bounding_box()["width"] <= WIDTH
    task = table.locator("tbody tr:not(.gb-area)").first
    name, status = task.locator("th"), task.locator(".gb-badge")
    assert name.bounding_box()["y"] < status.bounding_box()["y"]
    assert task.bounding_box()["height"] < HEIGHT / 8
