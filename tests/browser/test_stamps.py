"""A picture saved from a chart is complete on its own: its letters are drawn, and it says what it is a picture of."""

import io
import re

import pytest
from PIL import Image
from views import DRAWN

SCALE, MARGIN = 2, 16

CHART = ".gb-bars"

LETTERS = """(words) => {
  const chart = document.querySelector(".gb-bars"), frame = chart.getBoundingClientRect(), found = [];
  const texts = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, start = node.nodeValue.indexOf(words);
    if (start < 0) continue;
    for (let place = start; place < start + words.length; place++) {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      const box = range.getBoundingClientRect();
      found.push([box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
    }
    return found;
  }
  throw new Error(`not written: ${words}`);
}"""
"""Where each letter of some words stands in the first chart of the page, in pixels from its corner."""


def saved(visit, path):
    """Save the first chart as a picture, as its button does; its name."""
    chart = visit.page.locator(CHART).first
    chart.hover()
    with visit.page.expect_download() as fetched:
        chart.get_by_role("button", name="保存图片").click()
    fetched.value.save_as(path)
    return fetched.value.suggested_filename


def looks(picture, boxes, margin=0):
    """How each letter is drawn: its ink cut out of the picture, brought to one size. margin: around the chart."""
    sides = [tuple(round((side + margin) * SCALE) for side in box) for box in boxes]
    cuts = [picture.crop(box).convert("L").resize((16, 24)) for box in sides]
    return [cut.point(lambda grey: 0 if grey < 160 else 255).tobytes() for cut in cuts]


def different(words, drawn):
    """Whether letters that differ look different and none is empty."""
    return len(set(drawn)) == len(set(words)) and all(0 in look for look in drawn)


def test_a_saved_picture_has_its_letters_and_its_stamp(county, visit, tmp_path):
    visit.open(f"{county}/?year=2026&quarter=2&area=集体协商")
    visit.page.wait_for_function(DRAWN)
    name = saved(visit, tmp_path / "ranking.png")
    assert name == "2026年上半年_单位排名.png"
    stamp = visit.page.locator(CHART).first.locator(".gb-source").text_content()
    for said in ("集体协商", "28个单位已报27个", "截至2026年6月30日", "不超过10个百分点为略滞后"):
        assert said in stamp
    assert re.search(r"数据库第\d+版", stamp)
    size = visit.page.locator(CHART).first.bounding_box()
    with Image.open(tmp_path / "ranking.png") as picture:
        assert picture.size == pytest.approx(
            [(size[side] + 2 * MARGIN) * SCALE for side in ("width", "height")], abs=SCALE
        )
        for words in ("单位排名", "各单位报表", "云城街道总工会"):
            assert different(words, looks(picture, visit.page.evaluate(LETTERS, words), MARGIN))


def test_a_font_without_the_letters_would_be_noticed(county, visit):
    """The check above tells letters from the boxes that stand for letters a font does not have."""
    visit.open(f"{county}/?year=2026&quarter=2")
    visit.page.wait_for_function(DRAWN)
    missing = "\u0378\u0379\u0380\u0381"
    title = visit.page.locator(f"{CHART} h2").first
    title.evaluate("(each, words) => { each.textContent = words }", missing)
    chart = visit.page.locator(CHART).first
    shot = chart.screenshot(scale="device")
    boxes = visit.page.evaluate(LETTERS, missing)
    with Image.open(io.BytesIO(shot)) as picture:
        drawn = looks(picture.resize((picture.width * SCALE, picture.height * SCALE)), boxes)
        assert not different(missing, drawn)
