"""The compare page over a real store, and its words."""

import re
from datetime import date

import pandas as pd
import pytest
from test_figures_on_pages import drawn, headline, opened

from guoban.catalogue import read_catalogue
from guoban.charts.compare_table import Sides, compare_headline, compare_table
from guoban.charts.links import Links
from guoban.charts.view import View
from guoban.measures import Against, comparison
from guoban.place import ROOT
from guoban.warehouse import Warehouse

HALF = date(2026, 6, 30)


def view() -> View:
    return View("云岭县总工会", HALF, 0.5)


SIDES = Sides("本年", "上年同期", "上年同期", "T01", "T01")


def rows(*changes: dict[str, object]) -> pd.DataFrame:
    """Rows of `measures.comparison`, with the names that pages add."""
    given: dict[str, object] = {
        "indicator": "COL-01", "indicator_name": "集体合同", "area": "集体协商", "area_name": "集体协商",
        "kind": "flow",
        "measure": "份", "display_measure": None, "decimals": None, "direction": "higher", "value": 50.0,
        "other_value": 40.0, "change": 10.0, "relative": 0.25, "progress": 0.5, "other_progress": 0.45,
        "progress_change": 0.05, "stale": False, "covers": 1.0, "told": 1.0, "why": None, "better": 1.0,
    }  # fmt: skip
    return pd.DataFrame([given | each for each in changes])


@pytest.mark.parametrize(
    ("against", "kind", "said"),
    [
        ("last_year", Against.LAST_YEAR, "与上年同期相比"),
        ("last_quarter", Against.LAST_QUARTER, "与上季度相比"),
        ("T03", Against.UNIT, "相比"),
    ],
)
def test_the_headline_counts_what_the_measures_say(demo_county, monkeypatch, against, kind, said):
    other = against if kind is Against.UNIT else None
    found = comparison(Warehouse(demo_county).reader(), year=2026, on=HALF, unit="T02", against=kind, other=other)
    known = found["better"].dropna()
    page = opened("compare", demo_county, monkeypatch, year="2026", quarter="2", unit="T02", against=against)
    words = headline(page)
    assert said in words
    assert f"{len(known)}项可比，{(known > 0).sum()}项" in words
    assert len(re.findall(r"gb-pair-bars", drawn(page))) == len(found)


def test_each_figure_leads_to_where_it_comes_from_with_the_filters_kept(demo_county, monkeypatch):
    page = opened(
        "compare", demo_county, monkeypatch, year="2026", quarter="2", unit="T02", against="T03", area="集体协商"
    )
    said = drawn(page)
    assert "unit?year=2026&quarter=2&area=%E9%9B%86%E4%BD%93%E5%8D%8F%E5%95%86&unit=T03&indicator=COL-01" in said


def test_the_other_side_stands_in_the_address(demo_county, monkeypatch):
    page = opened("compare", demo_county, monkeypatch, year="2026", quarter="2")
    page.selectbox(key="filter_against").select("last_quarter").run()
    assert page.query_params["against"] in ("last_quarter", ["last_quarter"])
    assert "与上季度相比" in headline(page)


def test_a_side_that_does_not_exist_falls_back_to_last_year(demo_county, monkeypatch):
    page = opened("compare", demo_county, monkeypatch, year="2026", quarter="2", against="NONE")
    assert "与上年同期相比" in headline(page)


def test_an_empty_store_says_that_nothing_can_be_compared(tmp_path, monkeypatch):
    catalogue = read_catalogue(ROOT / "data/examples/demonstration-county/catalogue")
    said = drawn(opened("compare", Warehouse.create(tmp_path / "data", catalogue).folder, monkeypatch))
    assert "暂无可比数据" in said


def test_a_missing_side_has_no_bar_no_difference_and_no_sign():
    html = compare_table(
        rows({"other_value": None, "change": None, "relative": None, "better": None}), SIDES, view(), Links()
    )
    cells = re.findall(r'<td class="?num[^>]*>(.*?)</td>', html)
    assert cells[1:4] == ["—", "—", "—"]
    assert html.count("%3Crect") == 1
    assert "▲" not in html


def test_ratios_differ_in_points():
    changes = {"kind": "ratio", "measure": "%", "value": 0.9, "other_value": 0.8, "change": 0.1, "relative": None}
    html = compare_table(rows(changes), SIDES, view(), Links())
    assert "+10.0个百分点" in html


def test_better_and_worse_have_signs_and_between_units_stand_at_the_progress():
    worse = compare_table(rows({"change": -10.0, "better": -1.0}), SIDES, view(), Links())
    assert re.search(r"▼.*?−10", worse)
    units = Sides("甲镇", "乙镇", "乙镇", "T01", "T02")
    html = compare_table(rows({}), units, view(), Links())
    assert re.search(r"▲.*?\+5\.0个百分点", html)
    assert html.count("▲") == 1
    assert (
        compare_headline(rows({}, {"better": 0.0}), "甲镇", units)
        == "甲镇与乙镇相比：2项可比，1项领先，0项落后，1项持平"
    )
