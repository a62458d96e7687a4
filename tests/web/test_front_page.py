"""The framework's page in our words."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.responses import FileResponse, HTMLResponse, JSONResponse

from guoban.text import CHINESE, ENGLISH, speaking, words
from guoban.web.framework_words import PATTERNS, WORDS
from guoban.web.front_page import FrontPage, content_policy, rewrite

STATIC = Path(streamlit.__file__).parent / "static"
INDEX = STATIC / "index.html"


@pytest.fixture(scope="module")
def framework() -> str:
    """All of the framework's scripts."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (STATIC / "static" / "js").glob("*.js"))


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_still_one_of_the_framework(framework, word):
    found = f"`{word}`" in framework or f"`{word} `" in framework  # outside the assertion: it would print 20 MB
    assert found


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.said)
def test_every_pattern_is_still_one_of_the_framework(framework, pattern):
    found = pattern.written in framework
    assert found


@pytest.mark.parametrize("said", [*WORDS, *(pattern.said for pattern in PATTERNS)])
def test_every_word_is_said_in_chinese(said):
    chinese = words(CHINESE).gettext(said)
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert said.count("$1") == chinese.count("$1")


def test_the_page_speaks_chinese_and_is_ours():
    page = rewrite(INDEX.read_text(encoding="utf-8"), CHINESE)
    assert '<html lang="zh-CN">' in page
    assert "<title>过半 · 工会指标看板</title>" in page
    assert "data:image/svg+xml;base64," in page
    assert "favicon.png" not in page
    assert '"Fullscreen": "全屏"' in page


def test_the_page_in_english_carries_no_dictionary():
    page = rewrite(INDEX.read_text(encoding="utf-8"), ENGLISH)
    assert '<html lang="en">' in page
    assert "MutationObserver" not in page
    assert "<title>Streamlit</title>" not in page


def test_no_door_for_programs_is_shown():
    page = rewrite(INDEX.read_text(encoding="utf-8"), CHINESE)
    assert "_stcore/agent" not in re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)


def test_only_the_scripts_of_the_page_may_run():
    page = "<script>a()</script><script>b()</script>"
    policy = content_policy(page)
    assert policy.count("'sha256-") == 2
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert content_policy("<script>c()</script>").split("'sha256-")[1] not in policy


@pytest.mark.parametrize(
    ("cookie", "lang"), [("", "zh-CN"), ("guoban_language=en", "en"), ("guoban_language=xx", "zh-CN")]
)
def test_the_language_is_the_cookies(call, cookie, lang):
    app = FrontPage(FileResponse(INDEX))
    answer = call(app, accept="text/html", cookie=cookie, if_none_match='"x"', accept_encoding="gzip")
    assert f'<html lang="{lang}">' in answer.body
    assert int(answer.headers["content-length"]) == len(answer.body.encode())
    assert "etag" not in answer.headers


def test_answers_that_are_not_pages_pass_untouched(call):
    assert call(FrontPage(JSONResponse({"lang": "en"})), accept="text/html").body == '{"lang":"en"}'
    page = '<html lang="en"></html>'
    assert call(FrontPage(HTMLResponse(page)), accept="*/*").body == page


def test_words_stay_as_they_are_outside_the_page():
    with speaking(ENGLISH):
        assert words(ENGLISH).gettext("Upload") == "Upload"
