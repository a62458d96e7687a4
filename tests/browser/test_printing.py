"""Every page on paper: A4 landscape, whole, without its controls, in letters that can be read and copied."""

from collections import Counter
from pathlib import Path

import pytest

from tests.paper import A4, Paper, boxes_for_letters, squeezed

PAGES = {
    "overview": "?year=2026&quarter=2",
    "indicator": "indicator?year=2026&quarter=2&indicator=COL-01",
    "unit": "unit?year=2026&quarter=2&unit=T02",
    "appraisal": "appraisal?year=2026&quarter=2",
    "compare": "compare?year=2026&quarter=2",
    "upload": "upload",
    "quality": "quality?year=2026&quarter=2",
    "meeting": "meeting?year=2026&quarter=2",
}
SCREENS = {"zh_CN": (1920, 1080), "en": (1366, 768)}
SOURCE = {"zh_CN": "数据来源：各单位报表", "en": "Source: reports of the units"}
WITHOUT_FIGURES = {"upload"}

DRAWN = """() => !document.querySelector("[data-testid=stSkeleton]")"""

WRITTEN = """() => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const controls = "button, input, select, label, [role=combobox], [data-testid=stSidebar] *, [data-testid=stHeader] *";
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement, range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (!parent.checkVisibility() || !range.getClientRects().length) continue;
    if (parent.closest(".gb-hidden, style, script, defs")) continue;
    if (!texts.currentNode.nodeValue.trim() || getComputedStyle(parent).fontSize === "0px") continue;
    found.push([texts.currentNode.nodeValue, parent.closest(controls) !== null]);
  }
  return found;
}"""


def printed(visit, folder: Path) -> Paper:
    visit.page.wait_for_function(DRAWN)
    path = folder / "printed.pdf"
    visit.page.pdf(path=path, prefer_css_page_size=True)
    return Paper(path)


def on_paper(visit) -> list[tuple[str, bool]]:
    """Every text that is not hidden on paper, and whether it belongs to a control."""
    visit.page.emulate_media(media="print")
    found = visit.page.evaluate(WRITTEN)
    visit.page.emulate_media(media="screen")
    return [(text, of_control) for text, of_control in found]


@pytest.mark.parametrize(
    ("page", "language"),
    [*((page, "zh_CN") for page in PAGES), ("overview", "en"), ("indicator", "en"), ("unit", "en")],
)
def test_a_page_is_printed_whole_and_without_its_controls(county, visit, tmp_path, page, language):
    width, height = SCREENS[language]
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.open(f"{county}/language/{language}")
    visit.open(f"{county}/{PAGES[page]}")
    paper = printed(visit, tmp_path)
    for sheet in paper.sizes:
        assert sheet == pytest.approx((A4[1], A4[0]), abs=1)
    assert paper.beyond_the_edge() == []
    assert all(paper.texts), "a sheet is empty"
    written = on_paper(visit)
    assert [text for text, of_control in written if of_control] == []
    asked = Counter("".join(squeezed(text) for text, _ in written))
    del asked["-"]  # one at the end of a line is read back as if the word had been broken there
    assert asked - Counter(paper.text) == Counter()
    assert squeezed(visit.page.locator("[data-testid=stMain] h1").first.inner_text()) in paper.texts[0]
    if page not in WITHOUT_FIGURES:
        assert squeezed(SOURCE[language]) in paper.text
    assert boxes_for_letters(paper) == []


@pytest.mark.parametrize(("unit", "language"), [("T02", "zh_CN"), ("S03", "en"), ("YX", "zh_CN")])
def test_a_unit_is_printed_on_one_sheet(county, visit, tmp_path, unit, language):
    visit.open(f"{county}/language/{language}")
    visit.open(f"{county}/unit?year=2026&quarter=2&unit={unit}")
    assert len(printed(visit, tmp_path).sizes) == 1


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "打印本页"), ("en", "Print this page")])
def test_the_page_offers_to_be_printed(county, visit, language, words):
    visit.open(f"{county}/language/{language}")
    visit.page.evaluate("() => { window.print = () => { window.asked = (window.asked ?? 0) + 1 } }")
    visit.page.get_by_role("button", name=words).click()
    assert visit.page.evaluate("window.asked") == 1


def test_every_page_of_the_list_is_printed_here(county, visit):
    visit.open(county)
    listed = visit.page.locator("[data-testid=stSidebar] [data-testid=stPageLink] a")
    addresses = {each.get_attribute("href").rsplit("/", 1)[-1].split("?")[0] or "overview" for each in listed.all()}
    assert addresses - {"targets"} <= set(PAGES)  # its table is for typing into, and wider than paper
