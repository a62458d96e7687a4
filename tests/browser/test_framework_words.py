"""What the framework says by itself is said in Chinese, and what it would say of a defect is not said."""

import re

import pytest
from readable import VISIBLE_WORDS
from serving import Visit, served

from guoban.place import ROOT

NOT_WORDS = re.compile(r"• XLSX, XLS|\d+(\.\d+)?[KMG]?B|add icon|(year|month|day), 日期")
"""Sizes and file kinds; the name of an icon; the parts of a date field, which no page of ours has."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    data = tmp_path_factory.mktemp("gallery")
    with served(ROOT / "tests" / "browser" / "gallery_app.py", data) as url:
        yield url, data


def english(visit: Visit) -> list[str]:
    return [
        words
        for words in visit.page.evaluate(VISIBLE_WORDS)
        if re.search("[A-Za-z]{2}", words)
        and not re.search(r"[\u4e00-\u9fff]", words)
        and not NOT_WORDS.fullmatch(words)
    ]


def open_gallery(visit: Visit, url: str) -> None:
    visit.open(url)
    visit.page.locator(".modebar-btn").first.wait_for(state="attached")
    visit.page.locator("[data-testid=stDataFrame]").last.wait_for()


def look_at_rest(visit: Visit) -> None:
    """Nothing is opened."""


def look_at_the_list(visit: Visit) -> None:
    visit.page.locator("[data-testid=stMultiSelect] input").first.click()
    visit.page.get_by_role("option").first.wait_for()


def look_for_what_is_not_there(visit: Visit) -> None:
    visit.page.locator("[data-testid=stSelectbox] input").first.click()
    visit.page.keyboard.type("丁")
    visit.page.get_by_text("没有匹配项").wait_for()


def look_at_the_toolbar(visit: Visit) -> None:
    visit.page.locator("[data-testid=stDataFrame]").first.hover()
    visit.page.get_by_role("button", name="全屏").first.wait_for()


def look_at_the_dialog(visit: Visit) -> None:
    visit.page.get_by_role("button", name="打开对话").click()
    visit.page.get_by_role("dialog").wait_for()


def look_at_a_file_of_the_wrong_kind(visit: Visit) -> None:
    visit.page.locator("input[type=file]").set_input_files({"name": "甲.txt", "mimeType": "text/plain", "buffer": b"a"})
    visit.page.get_by_text("不支持").wait_for()


def look_at_a_file_that_is_too_large(visit: Visit) -> None:
    too_large = {"name": "甲.xlsx", "mimeType": "application/zip", "buffer": b"a" * 1_048_577}
    visit.page.locator("input[type=file]").set_input_files(too_large)
    visit.page.get_by_text("文件不得超过 1").wait_for()


def look_at_the_menu_of_a_column(visit: Visit) -> None:
    table = visit.page.locator("[data-testid=stDataFrame]").first
    table.hover(position={"x": 120, "y": 18})
    box = table.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] - 20, box["y"] + 18)
    visit.page.get_by_text("升序排列").wait_for()


@pytest.mark.parametrize(
    "look",
    [
        look_at_rest,
        look_at_the_list,
        look_for_what_is_not_there,
        look_at_the_toolbar,
        look_at_the_dialog,
        look_at_a_file_of_the_wrong_kind,
        look_at_a_file_that_is_too_large,
        look_at_the_menu_of_a_column,
    ],
)
def test_a_widget_says_nothing_in_english(gallery, visit, look):
    open_gallery(visit, gallery[0])
    look(visit)
    assert english(visit) == []


def test_a_defect_is_one_sentence_on_the_page_and_a_traceback_in_the_log(gallery, visit):
    url, data = gallery
    open_gallery(visit, url)
    visit.page.get_by_role("button", name="出错").click()
    told = visit.page.locator("[data-testid=stAlert]").inner_text()
    number = re.search(r"编号 (\d{4}-\d{4}-[0-9a-f]{4})", told)
    assert number
    assert "RuntimeError" not in visit.page.content()
    log = (data / "log" / "guoban.log").read_text(encoding="utf-8")
    assert number[1] in log
    assert "RuntimeError: a defect that nobody may see" in log
