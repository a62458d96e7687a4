"""Looks back, peers and the two lists, over a real store: what a page shows is what the measures say."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml.html import fromstring
from test_figures_on_pages import drawn, opened

from guoban.answers import answers
from guoban.charts.numbers import percent
from guoban.measures import appraisal, peers, trend
from guoban.warehouse import Warehouse

HALF = date(2026, 6, 30)
ROOT = "YX"


def asked(page: str, demo_county: Path, monkeypatch: pytest.MonkeyPatch, **address: str):
    return opened(page, demo_county, monkeypatch, year="2026", quarter="2", **address)


def sizes(said: str, against: str) -> list[str]:
    return re.findall(rf"{against} <b class=\"[^\"]*\">(?:<i[^>]*>[↑↓]</i><span[^>]*>[^<]*</span>)?([^<]*)</b>", said)


def test_every_card_looks_back_to_last_quarter_and_last_year(demo_county, monkeypatch):
    said = drawn(asked("overview", demo_county, monkeypatch))
    rows = trend(Warehouse(demo_county).reader(), year=2026, on=HALF, units=[ROOT]).set_index(["indicator", "against"])
    codes = re.findall(r'gb-card"><h2><a href="indicator\?[^"]*indicator=([\w-]+)"', said)
    assert len(codes) == 6
    for against, words in (("last_quarter", "环比"), ("last_year", "同比")):
        found = [rows.loc[(code, against)] for code in codes]
        for size, row in zip(sizes(said, words), found, strict=True):
            if row["relative"] == row["relative"]:  # not of a ratio
                assert size.lstrip("+\u2212") == percent(abs(row["relative"]))
        arrows = [code for code, row in zip(codes, found, strict=True) if row["turn"]]
        assert len(re.findall(rf"{words} <b class=\"[^\"]*\"><i", said)) == len(arrows)


def test_the_ranking_leads_with_two_lists_and_ends_with_who_has_not_reported(demo_county, monkeypatch):
    page = asked("overview", demo_county, monkeypatch)
    said = drawn(page)
    scores = appraisal(Warehouse(demo_county).reader(), year=2026, on=HALF)
    scores = scores[scores["parent"].notna()]
    lists = said[said.index("gb-lists") : said.index("gb-matrix")]
    best, risen = (re.findall(r"unit=(\w+)", part) for part in lists.split("</ol>")[:2])
    assert best == list(scores.nsmallest(3, "rank")["unit"])
    assert risen == list(scores.nlargest(3, "gain")["unit"])
    ranked = fromstring(said).xpath("//section[@class='gb-bars']//tbody//th/a/@href")
    order = [re.search(r"unit=(\w+)", address)[1] for address in ranked]
    (absent,) = [code for code, _name in answers(demo_county).reporting(2026, 2)[1]]
    assert set(order) == set(scores["unit"])
    assert order[-1] == absent


def test_the_middle_of_the_kind_can_be_switched_off_and_stays_off(demo_county, monkeypatch):
    page = asked("unit", demo_county, monkeypatch, unit="T02")
    found = peers(Warehouse(demo_county).reader(), year=2026, on=HALF, units=["T02"])
    assert f"最多{found['peers'].max()}个单位" in drawn(page)
    assert "同类中位数" in drawn(page)
    page.toggle(key="filter_peers").set_value(False).run()
    assert not page.exception
    assert page.query_params["peers"] in ("no", ["no"])
    assert "同类中位数" not in drawn(page).replace("标出同类单位中位数", "")
    assert "peers=no" in drawn(page)  # and links carry it along
    page.toggle(key="filter_peers").set_value(True).run()
    assert "peers" not in page.query_params


def test_the_bars_of_an_indicator_are_marked_where_the_middle_of_each_kind_stands(demo_county, monkeypatch):
    page = asked("indicator", demo_county, monkeypatch, indicator="COL-01")
    marks = drawn(page).count('<i class="gb-middle" style=')
    reader = Warehouse(demo_county).reader()
    units = [unit.code for unit in reader.catalogue.children(ROOT)]
    found = peers(reader, year=2026, on=HALF, units=units)
    assert marks == (found["indicator"] == "COL-01").sum() > 20
    off = asked("indicator", demo_county, monkeypatch, indicator="COL-01", peers="no")
    assert "gb-middle" not in drawn(off)


@pytest.mark.parametrize("page", ["overview", "indicator", "unit"])
def test_the_rule_in_force_stands_under_the_legend(demo_county, monkeypatch, page):
    assert "判定口径：完成率不低于序时进度为达序时，相差不超过10个百分点为略滞后" in drawn(
        asked(page, demo_county, monkeypatch)
    )
