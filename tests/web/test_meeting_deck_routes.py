"""/meeting/deck and /meeting/sheet: the sheets for the filters in an address."""

import base64
import hashlib
import re
from html import unescape
from urllib.parse import parse_qsl, quote
from xml.etree import ElementTree

import pytest
from starlette.middleware import Middleware
from starlette.routing import Route, Router

from guoban.access.people import Role, Visitor
from guoban.warehouse import Warehouse
from guoban.warehouse.roster import note_roster_changed
from guoban.web.front_page import FrontPage
from guoban.web.meeting_deck import meeting_deck, meeting_sheet

ROUTES = Router(
    [Route("/meeting/deck", meeting_deck), Route("/meeting/sheet/{number:int}.svg", meeting_sheet)],
    middleware=[Middleware(FrontPage)],
)


@pytest.fixture
def ask(call, demo_county, monkeypatch):
    """ask(path, query) → Answer of the demonstration county."""
    monkeypatch.setenv("GUOBAN_DATA", str(demo_county))

    def asking(path, query="", **headers):
        def application(scope, receive, send):
            return ROUTES({**scope, "query_string": quote(query, safe="=&").encode()}, receive, send)

        return call(application, path, accept="text/html", **headers)

    return asking


def headlines(page):
    return re.findall(r'<h2[^>]*><a href="[^"]*">([^<]*)</a></h2>', page)


def test_the_deck_is_one_page_that_needs_nothing_else(ask):
    answer = ask("/meeting/deck", "year=2026&quarter=2")
    assert answer.status == 200
    assert headlines(answer.body)[0].startswith("时间过半，")
    assert len(headlines(answer.body)) == answer.body.count("<svg ") == 18
    assert not re.findall(r'src="|href="(?!\.\./[a-z]*\?year=2026&amp;quarter=2)', answer.body)
    assert '<a href="../meeting?year=2026&amp;quarter=2"' in answer.body


def test_nothing_runs_on_the_page_but_its_own_script_and_style(ask):
    answer = ask("/meeting/deck", "year=2026&quarter=2")
    policy = answer.headers["content-security-policy"]
    for element in ("script", "style"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", answer.body, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.findall(r"\son\w+=|\sstyle=", answer.body.split("<script>")[0])


def test_the_deck_speaks_the_language_that_was_chosen(ask):
    page = ask("/meeting/deck", "year=2026&quarter=2", cookie="guoban_language=en").body
    assert '<html lang="en">' in page
    assert headlines(page)[0].startswith("Half the year is gone: ")
    assert "Save picture" in page


@pytest.mark.parametrize(
    ("query", "beginning", "sheets"),
    [
        ("", "时间过半", 18),
        ("year=2026&quarter=1", "时间过季", 18),
        ("year=2025&quarter=4", "全年收官", 18),
        ("year=2026&quarter=2&area=集体协商", "集体协商：", 4),
        ("year=2026&quarter=2&unit=T02", "望江镇总工会：", 17),
        ("year=2026&quarter=2&area=no-such-area&unit=nobody", "时间过半", 18),
        ("year=two-thousand&quarter=9", "时间过半", 18),
        ("year=0000&quarter=2", "时间过半", 18),
        ("year=1999&quarter=2", "1999年尚未下达年度目标", 1),
    ],
)
def test_the_filters_of_the_address_choose_the_sheets(ask, query, beginning, sheets):
    found = headlines(ask("/meeting/deck", query).body)
    assert found[0].startswith(beginning)
    assert len(found) == sheets


def test_a_sheet_is_a_picture_of_its_own(ask):
    answer = ask("/meeting/sheet/2.svg", "year=2026&quarter=2")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    root = ElementTree.fromstring(answer.body)
    assert root.get("viewBox") == "0 0 1920 1080"


@pytest.mark.parametrize("number", [0, 19, 10**9])
def test_a_sheet_that_is_not_there_is_refused_in_one_line(ask, number):
    answer = ask(f"/meeting/sheet/{number}.svg", "year=2026&quarter=2")
    assert answer.status == 404
    assert answer.body.count("\n") == 1


def test_without_a_store_the_answer_says_so(ask, tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    answer = ask("/meeting/deck")
    assert answer.status == 503
    assert str(tmp_path) in answer.body


def test_what_an_address_says_is_never_written_into_the_page_as_it_is(ask):
    page = ask("/meeting/deck", 'year=2026&quarter=2&unit="><script>alert(1)</script>').body
    assert page.count("<script>") == 1


@pytest.mark.parametrize("path", ["/meeting/deck", "/meeting/sheet/1.svg"])
def test_sheets_that_rank_everybody_are_refused_to_those_who_may_not_see_the_others(ask, demo_data, monkeypatch, path):
    def close(connection):
        connection.execute("delete from setting where name = 'see_others'")
        connection.execute("insert into setting values ('see_others', 'no')")
        note_roster_changed(connection)

    bound = Visitor("王镇长", Role.LEADER, ("T02",))
    assert ask(path, visitor=bound).status == 200
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    Warehouse(demo_data).publish(close)
    for visitor in (bound, None):
        answer = ask(path, "unit=T02", visitor=visitor)
        assert (answer.status, answer.body.count("\n")) == (403, 1)
    assert ask(path, visitor=Visitor("李书记", Role.LEADER)).status == 200


@pytest.mark.parametrize(
    ("query", "leads"),
    [
        (
            "year=2026&quarter=2",
            ["../?", "../?", "../indicator?", "../?", "../appraisal?"],
        ),
        ("year=2026&quarter=1&area=集体协商", ["../?", "../indicator?", "../appraisal?"]),
        ("year=2026&quarter=2&unit=T02", ["../unit?", "../unit?", "../indicator?", "../unit?"]),
    ],
)
def test_titles_and_rows_lead_back_to_the_pages_with_the_filters_kept(ask, query, leads):
    page = unescape(ask("/meeting/deck", query).body)
    titles = re.findall(r'<h2[^>]*><a href="([^"]*)"', page)
    assert list(dict.fromkeys(each.split("?")[0] + "?" for each in titles)) == list(dict.fromkeys(leads))
    drawn = re.findall(r'<a href="([^"]*)" tabindex="-1">', page)
    assert len(drawn) > 3 * len(titles)
    asked = {name: value for name, value in parse_qsl(query) if name != "unit"}
    for address in titles + drawn:
        assert asked.items() <= dict(parse_qsl(address.split("?")[1])).items(), address


def test_links_change_nothing_of_what_is_drawn(ask):
    svg = ask("/meeting/sheet/1.svg", "year=2026&quarter=2").body
    assert re.sub(r'<a href="[^"]*" tabindex="-1">|</a>', "", svg).count("<text") == svg.count("<text")
    assert not re.findall(r"<a [^>]*(?:fill|stroke|style|class)=", svg)
