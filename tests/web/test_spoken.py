"""The language somebody reads."""

import pytest
from starlette.routing import Route, Router

from guoban.web.spoken import COOKIE, choose_language, chosen_language

ROUTES = Router([Route("/language/{chosen}", choose_language)])


@pytest.mark.parametrize(
    ("cookies", "language"), [({}, "zh_CN"), ({COOKIE: "en"}, "en"), ({COOKIE: "<script>"}, "zh_CN")]
)
def test_an_unknown_language_is_chinese(cookies, language):
    assert chosen_language(cookies) == language


def test_a_choice_is_kept_and_leads_back_to_the_same_view(call):
    answer = call(ROUTES, "/language/en", referer="http://127.0.0.1:8501/unit?year=2026&unit=A")
    assert answer.status == 303
    assert answer.headers["location"] == "/unit?year=2026&unit=A"
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=en;")


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://elsewhere.example/page",
        "http://127.0.0.1:8501//elsewhere.example",
        "http://127.0.0.1:8501/language/en",
    ],
)
def test_a_choice_never_leads_elsewhere(call, referer):
    assert call(ROUTES, "/language/en", referer=referer).headers["location"] == "/"


def test_a_made_up_language_is_kept_as_chinese(call):
    answer = call(ROUTES, "/language/xx; Domain=example.com")
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=zh_CN;")
