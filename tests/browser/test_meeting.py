"""The sheets on the wall: turned by keys, saved as pictures of themselves, no label over another at any size."""

import re

import pytest
from PIL import Image
from serving import wait_for

from guoban.report.meeting import meeting_deck
from guoban.text import CHINESE, ENGLISH, speaking
from guoban.web.deck_page import deck_page
from tests.report.wall import county as county_of

CROWDED = """() => {
  // the box of a text is as high as its font's line; what is inked are its letters
  const inked = (box) => ({left: box.left, right: box.right, top: box.top + box.height * .2,
                           bottom: box.bottom - box.height * .13});
  const meet = (one, other, slack) =>
    one.left < other.right - slack && other.left < one.right - slack
    && one.top < other.bottom - slack && other.top < one.bottom - slack;
  const wrong = [];
  for (const section of document.querySelectorAll("section")) {
    section.style.display = "block";
    const paper = section.querySelector("svg").getBoundingClientRect(), key = section.dataset.key;
    const texts = [...section.querySelectorAll("svg text")].filter((each) => each.textContent)
      .map((each) => [each.textContent, inked(each.getBoundingClientRect()),
                      parseFloat(each.getAttribute("font-size"))]);
    const shapes = [...section.querySelectorAll("svg rect, svg line, svg circle")].slice(1)
      .map((each) => each.getBoundingClientRect());
    for (const [text, box] of texts) {
      if (box.left < paper.left + 40 || box.right > paper.right - 40
          || box.top < paper.top + 30 || box.bottom > paper.bottom - 20) wrong.push(`${key}: cut: ${text}`);
      for (const shape of shapes) if (meet(shape, box, 1)) wrong.push(`${key}: a bar or line through ${text}`);
    }
    texts.forEach(([text, box], place) => texts.slice(place + 1).forEach(([other, its]) => {
      if (meet(box, its, 1.5)) wrong.push(`${key}: ${text} runs into ${other}`);
    }));
    section.style.display = "";
  }
  return wrong;
}"""

SMALLEST = """() => Math.min(...[...document.querySelectorAll("section svg text")]
  .filter((each) => each.textContent).map((each) => parseFloat(each.getAttribute("font-size"))))"""


SIZES = [
    (1, ENGLISH, True), (5, CHINESE, False), (28, CHINESE, False), (28, ENGLISH, True), (40, CHINESE, False),
    (60, ENGLISH, True), (300, CHINESE, False), (300, ENGLISH, True),
]  # fmt: skip
"""How many units, in which language, and whether with long names: small counties with names of either length."""


@pytest.mark.parametrize(("count", "language", "long_names"), SIZES)
def test_no_label_of_a_sheet_is_cut_or_runs_into_another(visit, count, language, long_names):
    with speaking(language):
        visit.page.set_content(deck_page(meeting_deck(county_of(count, long_names=long_names)), "会议图片", "/"))
    assert visit.page.evaluate(CROWDED) == []
    assert long_names or visit.page.evaluate(SMALLEST) >= 20


@pytest.mark.parametrize(
    ("moved", "complaint"),
    [
        ("each.setAttribute('y', +each.getAttribute('y') - 40)", "runs into"),
        ("each.setAttribute('x', 1800)", "cut"),
        ("each.setAttribute('x', +each.getAttribute('x') + 300)", "a bar or line through"),
    ],
)
def test_a_label_in_the_wrong_place_is_noticed(visit, moved, complaint):
    visit.page.set_content(deck_page(meeting_deck(county_of(28)), "会议图片", "/"))
    visit.page.evaluate(
        f"""() => {{
          const each = [...document.querySelectorAll("[data-key='COL-01'] svg text")]
            .find((text) => text.textContent === "第2园区工会联合会");
          {moved};
        }}"""
    )
    assert any(complaint in each and "第2园区工会联合会" in each for each in visit.page.evaluate(CROWDED))


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_no_label_of_the_demonstration_county_is_cut_or_runs_into_another(county, visit, language):
    visit.page.goto(f"{county}/language/{language}")
    for address in (
        "year=2026&quarter=2", "year=2026&quarter=1", "year=2025&quarter=4", "year=2026&quarter=2&unit=T02",
        "year=2026&quarter=2&area=集体协商",
    ):  # fmt: skip
        visit.page.goto(f"{county}/meeting/deck?{address}")
        assert (address, visit.page.evaluate(CROWDED)) == (address, [])


def test_what_is_read_from_the_back_of_the_room_is_large_and_the_small_print_is_no_smaller_than_20(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    sizes = visit.page.evaluate(
        """() => [...document.querySelectorAll("section")].map((section) => {
          const rule = Math.max(...[...section.querySelectorAll("svg line")].map((each) => +each.getAttribute("y1")));
          const texts = [...section.querySelectorAll("svg text")].filter((each) => each.textContent);
          const above = texts.filter((each) => +each.getAttribute("y") < rule);
          return [Math.min(...above.map((each) => +each.getAttribute("font-size"))),
                  Math.min(...texts.map((each) => +each.getAttribute("font-size")))];
        })"""
    )
    assert all(read >= 28 for read, _smallest in sizes)
    assert {smallest for _read, smallest in sizes} == {20}


def becomes(visit, true):
    """Wait until an expression is true; the page's policy forbids the browser's own way of looking again and again."""
    wait_for(lambda: visit.page.evaluate(true), f"never: {true}")


def shown(visit):
    """The headline of the one sheet that can be seen, and its place as the bar tells it."""
    assert visit.page.locator("section:visible").count() == 1
    return visit.page.locator("section:visible").get_attribute("data-key"), visit.page.locator("output").inner_text()


def test_keys_turn_the_sheets(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    assert shown(visit) == ("overview", "1 / 18")
    for key, place in (
        ("ArrowRight", 2), ("PageDown", 3), ("ArrowDown", 4), (" ", 5), ("Enter", 6), ("ArrowLeft", 5), ("PageUp", 4),
        ("ArrowUp", 3), ("Backspace", 2), ("End", 18), ("ArrowRight", 18), ("Home", 1), ("ArrowLeft", 1),
    ):  # fmt: skip
        visit.page.keyboard.press(key)
        assert (key, shown(visit)[1]) == (key, f"{place} / 18")
    assert visit.page.locator("[role=status]").inner_text().startswith("1 / 18 时间过半")


def test_a_sheet_has_an_address_and_comes_back_when_loaded_anew(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2#COL-01")
    assert shown(visit) == ("COL-01", "14 / 18")
    visit.page.keyboard.press("PageUp")
    assert visit.page.url.endswith("#ORG-06")
    visit.page.reload()
    assert shown(visit)[0] == "ORG-06"


def test_f_fills_the_screen_and_gives_it_back(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    visit.page.keyboard.press("f")
    becomes(visit, "document.fullscreenElement !== null")
    visit.page.keyboard.press("F")
    becomes(visit, "document.fullscreenElement === null")


def test_esc_leads_back_to_the_page_with_the_same_filters(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=1&area=集体协商")
    visit.page.keyboard.press("Escape")
    visit.page.locator(".gb-contact img").first.wait_for()
    visit.settle()
    assert "/meeting?" in visit.page.url
    assert "quarter=1" in visit.page.url
    assert visit.page.locator("[data-testid=stMain] h1").inner_text().startswith("集体协商：")


@pytest.mark.parametrize("screen", [(3840, 2160), (1024, 768)])
def test_a_sheet_fills_the_window_and_nothing_else_is_there(county, visit, screen):
    width, height = screen
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    becomes(visit, "document.body.classList.contains('still')")
    becomes(visit, "getComputedStyle(document.querySelector('.bar')).opacity === '0'")
    box = visit.page.locator("section:visible svg").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, width, height)
    assert visit.page.evaluate("document.documentElement.scrollHeight") == height
    assert visit.page.locator("header, [data-testid=stSidebar], [data-testid=stHeader]").count() == 0
    visit.page.mouse.move(100, 100)
    becomes(visit, "getComputedStyle(document.querySelector('.bar')).opacity === '1'")


def saved(visit, path, press):
    with visit.page.expect_download() as fetched:
        press()
    fetched.value.save_as(path)
    return fetched.value.suggested_filename


def letters(picture, count):
    """The first letters of the headline, each cut out of the picture: they are squares of 60 units, drawn twofold."""
    crops = [picture.crop((192 + place * 120, 124, 192 + (place + 1) * 120, 124 + 120)) for place in range(count)]
    return [crop.convert("1").tobytes() for crop in crops], [crop.convert("1").histogram()[0] for crop in crops]


def test_a_saved_picture_is_the_sheet_four_times_as_large_with_its_letters_and_its_stamp(county, visit, tmp_path):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    name = saved(visit, tmp_path / "sheet.png", lambda: visit.page.keyboard.press("s"))
    assert name == "2026年二季度_总览.png"
    with Image.open(tmp_path / "sheet.png") as picture:
        assert picture.size == (3840, 2160)
        assert "判定口径：" in picture.text["Description"]
        assert re.search(r"28个单位已报27个；截至2026年6月30日；.*数据库第\d+版", picture.text["Description"])
        drawn, ink = letters(picture, 4)  # 时间过半
        assert len(set(drawn)) == 4
        assert all(amount > 800 for amount in ink)
        colours = {colour for _count, colour in picture.convert("RGB").getcolors(2**20)}
        assert {(0x86, 0xC3, 0xA5), (0xC2, 0x4E, 0x3A), (255, 255, 255)} <= colours


def test_a_font_without_the_letters_would_be_noticed(county, visit, tmp_path):
    """The check of the picture above tells letters from the boxes that stand for letters a font does not have."""
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    visit.page.evaluate("document.querySelector('section.now svg text').textContent = '\\u0378\\u0379\\u0380\\u0381'")
    saved(visit, tmp_path / "boxes.png", lambda: visit.page.keyboard.press("S"))
    with Image.open(tmp_path / "boxes.png") as picture:
        drawn, _ink = letters(picture, 4)
        assert len(set(drawn)) < 4


def test_the_saved_picture_is_what_is_on_the_screen(county, visit, tmp_path):
    visit.page.set_viewport_size({"width": 3840, "height": 2160})
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2#COL-01")
    button = visit.page.get_by_role("button", name="保存图片")
    assert saved(visit, tmp_path / "saved.png", button.click) == "2026年二季度_综合集体合同.png"
    becomes(visit, "getComputedStyle(document.querySelector('.bar')).opacity === '0'")
    visit.page.screenshot(path=tmp_path / "seen.png", caret="initial")
    with Image.open(tmp_path / "saved.png") as kept, Image.open(tmp_path / "seen.png") as seen:
        assert kept.size == seen.size == (3840, 2160)
        apart = [abs(a - b) for a, b in zip(
            kept.convert("L").resize((480, 270)).tobytes(), seen.convert("L").resize((480, 270)).tobytes(), strict=True,
        )]  # fmt: skip
        assert max(apart) < 40
        assert sum(apart) / len(apart) < 0.5


def test_every_sheet_is_told_to_those_who_do_not_see_it(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2#COL-01")
    tree = visit.page.locator("main").aria_snapshot()
    assert 'heading "综合集体合同：24个单位中19个达到序时进度，4个滞后"' in tree
    assert "澄湖镇总工会 94% 达序时 34 / 36" in tree
    assert tree.count("heading") == 2  # that of the deck, and that of the sheet that can be seen
    unnamed = visit.page.evaluate(
        "[...document.querySelectorAll('button, a')].filter((each) => !each.textContent.trim()).length"
    )
    assert unnamed == 0


def test_the_bar_shows_itself_to_the_keyboard(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    becomes(visit, "document.body.classList.contains('still')")
    visit.page.keyboard.press("Shift+Tab")
    becomes(visit, "getComputedStyle(document.querySelector('.bar')).opacity === '1'")
    visit.page.locator(".bar [data-does=previous]").focus()
    becomes(visit, "getComputedStyle(document.querySelector('.bar')).opacity === '1'")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert shown(visit)[1] == "2 / 18"


def test_a_printed_deck_has_every_sheet_on_a_page_of_its_own(county, visit):
    visit.page.goto(f"{county}/meeting/deck?year=2026&quarter=2")
    printed = visit.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 18


@pytest.mark.parametrize("width", [1920, 390])
def test_the_page_shows_every_sheet_small_and_leads_to_it(county, visit, width):
    visit.page.set_viewport_size({"width": width, "height": 1080})
    visit.open(f"{county}/meeting?year=2026&quarter=2")
    pictures = visit.page.locator(".gb-contact img")
    assert pictures.count() == 18
    for place in range(18):
        pictures.nth(place).scroll_into_view_if_needed()
    becomes(
        visit, "[...document.querySelectorAll('.gb-contact img')].every((each) => each.complete && each.naturalWidth)"
    )
    main = visit.page.locator("[data-testid=stMain]")
    assert main.evaluate("(each) => each.scrollWidth - each.clientWidth") <= 1
    assert pictures.nth(13).get_attribute("alt").startswith("综合集体合同：")
    pictures.nth(13).click()
    visit.page.wait_for_url("**/meeting/deck?**")
    assert shown(visit) == ("COL-01", "14 / 18")
