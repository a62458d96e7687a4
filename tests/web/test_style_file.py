"""/style/…: one file for the look of all pages, asked for once."""

import pytest
from starlette.routing import Route, Router

from guoban.text import CHINESE
from guoban.web.front_page import rewrite
from guoban.web.style_file import NAME, style_file

ROUTES = Router([Route("/style/{name}", style_file)])


def test_the_style_sheet_is_kept_by_browsers_for_ever(call):
    answer = call(ROUTES, f"/style/{NAME}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert ".gb-matrix" in answer.body
    assert ".guoban-brand" in answer.body


@pytest.mark.parametrize("name", ["style.css", "0000000000000000.css", "..%2fapp.py"])
def test_a_name_of_another_time_is_not_kept(call, name):
    answer = call(ROUTES, f"/style/{name}")
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_asks_for_it_after_the_framework_s_own_styles():
    page = rewrite("<html><head></head><body><div id=root></div></body></html>", CHINESE)
    assert page.index("</head>") < page.index(f'<link rel="stylesheet" href="./style/{NAME}">') < page.index("</body>")
