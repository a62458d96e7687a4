"""From page to page, and what is kept on the way: the filters, the language, the guard at the door."""

import http.client
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from readable import VISIBLE_WORDS
from words import english_left

from guoban.web.framework_words import WORDS

PAGES = ["", "indicator", "unit", "appraisal", "compare", "upload", "quality", "targets", "meeting", "admin"]


def test_the_list_of_pages_leads_to_each(county, visit):
    visit.open(county)
    links = visit.page.locator(".guoban-pages a")
    # the page writes its quarter into the address and is drawn again meanwhile: wait for the list
    expect(links).to_have_text(["总览", "指标", "单位", "考核", "对比", "上报", "质量", "目标", "会议", "管理"])
    headlines = set()
    for number in range(links.count()):
        links.nth(number).click()
        visit.page.wait_for_url(f"**/{PAGES[number]}*")
        visit.settle()
        headlines.add(visit.page.locator("[data-testid=stMain] h1").first.inner_text())
    assert len(headlines) == len(PAGES) - 1  # the page for the wall begins with the overview, and with its headline


def test_charts_are_drawn_on_the_overview(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    assert visit.page.locator(".gb-bars .gb-bar").count() > 28
    drawn = visit.page.evaluate(
        "() => [...document.querySelectorAll('.gb-card img')].map((image) => image.complete && image.naturalWidth > 0)"
    )
    assert drawn == [True] * 6
    assert visit.page.locator(".gb-matrix tbody tr").count() == 28
    assert visit.page.locator(".gb-matrix td a").count() > 28 * 6


def test_a_link_shows_the_same_view_again(county, visit):
    visit.open(f"{county}/?year=2025&quarter=3")
    assert "2025年前三季度" in visit.page.locator(".gb-headline").inner_text()
    visit.page.reload()
    visit.settle()
    assert "2025年前三季度" in visit.page.locator(".gb-headline").inner_text()


def test_the_other_language_is_chosen_kept_and_given_back(county, visit):
    visit.open(f"{county}/unit?year=2026&quarter=1")
    visit.page.get_by_role("link", name="English").click()
    in_language(visit, "en")
    assert "quarter=1" in visit.page.url
    assert "/unit" in visit.page.url
    assert visit.page.locator(".guoban-pages a").first.inner_text() == "Overview"
    visit.open(f"{county}/upload")
    assert visit.page.locator("[data-testid=stFileUploader] button").first.inner_text().endswith("Upload")
    visit.page.get_by_role("link", name="中文").click()
    in_language(visit, "zh-CN")
    assert not set(visit.page.evaluate(VISIBLE_WORDS)) & set(WORDS)


def in_language(visit, tag):
    """Wait for the page that was loaded anew; `<html>` itself has no height here, so it never counts as visible."""
    visit.page.locator(f"html[lang={tag}]").wait_for(state="attached")
    visit.settle()


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {"Host": "gonghui.example"}, 403),
        ("/", {"Origin": "https://gonghui.example"}, 403),
        ("/", {"X-Forwarded-For": "192.168.1.9"}, 403),
        ("/_stcore/metrics", {}, 404),
        ("/_stcore/agent/openapi.json", {}, 404),
        ("/health", {}, 200),
        (
            "/_stcore/stream",
            {
                "Origin": "https://gonghui.example",
                "Connection": "Upgrade",
                "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "AQIDBAUGBwgJCgsMDQ4PEA==",
            },
            403,
        ),
    ],
)
def test_the_running_server_refuses_what_it_must(county, path, headers, status):
    connection = http.client.HTTPConnection(urlsplit(county).netloc, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    assert answer.status == status
    assert answer.getheader("X-Content-Type-Options") == "nosniff" or status != 200


def test_the_way_of_each_unit_is_explored_by_whoever_asks(county, visit):
    """Plotly comes with the switch, not with the page, and its tool bar speaks Chinese."""
    fetched = []
    visit.page.on("request", lambda request: fetched.append(request.url))
    visit.open(f"{county}/indicator?year=2026&quarter=2&indicator=COL-01")
    assert not [url for url in fetched if "plotly" in url.lower()]
    visit.page.get_by_text("查看各单位走势（互动图）").click()
    chart = visit.page.locator(".js-plotly-plot")
    chart.locator(".legendtext", has_text="云城街道总工会").wait_for()
    assert "courses=yes" in visit.page.url
    assert chart.locator(".scatterlayer .trace").count() > 20
    chart.hover(position={"x": 300, "y": 300})
    titles = [button.get_attribute("data-title") for button in chart.locator(".modebar-btn").all()]
    assert titles
    assert english_left(titles, []) == []
