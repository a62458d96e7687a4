"""Every page as it is opened: nothing cut, nobody kept out, no word of another language, whole on paper.

A view of a page is opened once and asked everything that is held of it; what changes the page comes last.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessible import beyond_the_keyboard, grave_findings
from readable import BEYOND, CROWDED, SIDEWAYS, SMALL, WRITTEN
from serving import Visit
from views import ADDRESSES, DRAWN, OTHERS, PAGES, PARTS, SCREENS, View, said, views
from words import chinese_left, codes_and_english_names, english_left, everything_unfolded, names_and_data

from tests.paper import A4, Paper, boxes_for_letters, squeezed

EVERYTHING = PAGES | PARTS | OTHERS
WALL, WALL_CHINESE = views("wall", "zh_CN", EVERYTHING), views("wall", "zh_CN", PAGES | PARTS)
DESK = [*views("desk", "zh_CN", EVERYTHING), *views("desk", "en", EVERYTHING)]
ENGLISH = views("desk", "en", PAGES | PARTS | {"source": "", "targets of an indicator": ""})
PHONE = views("phone", "zh_CN", PAGES | PARTS)
PRINTED = [
    *WALL_CHINESE,
    View("wall", "zh_CN", "targets of an indicator"),
    *views("desk", "en", dict.fromkeys(("overview", "indicator", "unit", "targets"))),
]
SIZES = """() => [...document.querySelectorAll(".gb-bars, .gb-year, .gb-matrix, .gb-bar, .gb-plot")].map((each) => {
  const {width, height} = each.getBoundingClientRect();
  return [Math.round(width), Math.round(height), each.getAttribute("style")];
})"""
SOURCE = {"zh_CN": "数据来源：各单位报表", "en": "Source: reports of the units"}
WITHOUT_FIGURES = {*PARTS, "upload", "admin", "targets", "targets of an indicator"}


@pytest.fixture
def seen(view: View, county: str, window: Visit) -> Iterator[Visit]:
    """The window with the view in it; it is left open for the next test of the same view."""
    if window.standing != view:
        window.sweep()
        width, height = SCREENS[view.screen]
        window.page.set_viewport_size({"width": width, "height": height})
        window.speak(county, view.language)
        window.open(f"{county}/{ADDRESSES[view.page]}")
        window.page.wait_for_function(DRAWN)
        window.page.evaluate("document.fonts.ready")
        window.standing = view
    yield window
    assert window.taken_complaints() == []


@pytest.fixture(scope="module")
def data_words(demo_county: Path) -> list[str]:
    """Whatever Chinese words the county's data have."""
    return names_and_data(demo_county)


@pytest.mark.parametrize("view", [*WALL, *DESK], ids=said)
def test_no_label_is_cut_or_runs_into_another(seen, view):
    assert seen.page.evaluate(CROWDED) == []


@pytest.mark.parametrize("view", PHONE, ids=said)
def test_a_page_fits_a_phone(seen, view):
    width, _height = SCREENS["phone"]
    assert max(seen.page.evaluate(SIDEWAYS)) <= width
    assert seen.page.evaluate(BEYOND) == []
    assert seen.page.evaluate(SMALL) == []


@pytest.mark.parametrize("view", [View("phone", "zh_CN", "unit")], ids=said)
def test_the_tasks_of_a_unit_stand_as_cards_on_a_phone(seen, view):
    width, height = SCREENS[view.screen]
    table = seen.page.locator(".gb-tasks")
    assert table.bounding_box()["width"] <= width
    task = table.locator("tbody tr:not(.gb-area)").first
    name, status = task.locator("th"), task.locator(".gb-badge")
    assert name.bounding_box()["y"] < status.bounding_box()["y"]
    assert task.bounding_box()["height"] < height / 8


@pytest.mark.parametrize("view", [*WALL_CHINESE, *PHONE], ids=said)
def test_a_page_keeps_out_nobody_who_does_not_see_it(seen, view):
    assert grave_findings(seen.page) == []


@pytest.mark.parametrize("view", PRINTED, ids=said)
def test_a_page_is_printed_whole_and_without_its_controls(seen, view, tmp_path):
    before = seen.page.evaluate(SIZES)
    paper = printed(seen, tmp_path)
    assert seen.page.evaluate(SIZES) == before, "a chart is not as it was before it was printed"
    for sheet in paper.sizes:
        assert sheet == pytest.approx((A4[1], A4[0]), abs=1)
    assert paper.beyond_the_edge() == []
    assert all(paper.texts), "a sheet is empty"
    written = on_paper(seen)
    assert [text for text, of_control in written if of_control] == []
    asked = Counter("".join(squeezed(text) for text, _ in written))
    del asked["-"]  # one at the end of a line is read back as if the word had been broken there
    assert asked - Counter(paper.text) == Counter()
    assert squeezed(seen.page.locator("[data-testid=stMain] h1").first.inner_text()) in paper.texts[0]
    if view.page not in WITHOUT_FIGURES:
        assert squeezed(SOURCE[view.language]) in paper.text
    assert boxes_for_letters(paper) == []


@pytest.mark.parametrize("view", WALL_CHINESE, ids=said)
def test_the_keyboard_gets_everywhere_and_is_seen_where_it_is(seen, view):
    reached, wrong = beyond_the_keyboard(seen.page)
    assert reached > 12
    assert wrong == []


@pytest.mark.parametrize("view", WALL_CHINESE, ids=said)
def test_a_page_in_chinese_says_no_word_of_english(seen, view, demo_county):
    assert seen.page.title() == "过半 · 工会指标看板"
    assert seen.page.locator("html").get_attribute("lang") == "zh-CN"
    assert seen.page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert re.search(r"[\u4e00-\u9fff]", seen.page.locator("[data-testid=stMain] h1").first.inner_text())
    data = codes_and_english_names(demo_county) if view.page in PARTS else []
    assert english_left(everything_unfolded(seen.page), data) == []


@pytest.mark.parametrize("view", ENGLISH, ids=said)
def test_a_page_in_english_says_no_word_of_chinese_but_names_and_data(seen, view, data_words):
    assert seen.page.locator("html").get_attribute("lang") == "en"
    assert chinese_left(everything_unfolded(seen.page), data_words) == []


def printed(seen: Visit, folder: Path) -> Paper:
    path = folder / "printed.pdf"
    seen.page.pdf(path=path, prefer_css_page_size=True)
    return Paper(path)


def on_paper(seen: Visit) -> list[tuple[str, bool]]:
    """Every text that is not hidden on paper, and whether it belongs to a control."""
    seen.page.emulate_media(media="print")
    found = seen.page.evaluate(WRITTEN)
    seen.page.emulate_media(media="null")
    return [(text, of_control) for text, of_control in found]
