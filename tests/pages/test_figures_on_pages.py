"""Overview, indicator and unit over a real store: what they say is what the measures say, and filters are obeyed."""

import html
import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from lxml.html import fromstring
from streamlit.testing.v1 import AppTest

from guoban.catalogue import read_catalogue
from guoban.charts.palette import LOOKS
from guoban.charts.style import style_sheet
from guoban.measures import progress
from guoban.place import ROOT
from guoban.warehouse import Warehouse

HALF = date(2026, 6, 30)
PAGES = ("overview", "indicator", "unit")


def opened(page: str, data: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setenv("GUOBAN_DATA", str(data))
    monkeypatch.syspath_prepend(str(ROOT))
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def drawn(app: AppTest) -> str:
    """The page's HTML without its style sheet, entities resolved."""
    bodies = (str(each.proto.body) for each in app.get("html"))
    return html.unescape("\n".join(body for body in bodies if not body.startswith("<style>")))


def test_the_way_of_each_unit_is_drawn_for_whoever_asks_and_for_nobody_else(
    demo_county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = {"year": "2026", "quarter": "2", "indicator": "COL-01"}
    assert not opened("indicator", demo_county, monkeypatch, **address).get("plotly_chart")
    app = opened("indicator", demo_county, monkeypatch, **address, courses="yes")
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    rows = progress(Warehouse(demo_county).reader(), year=2026, on=HALF, indicators=["COL-01"])
    told = rows[(rows["parent"] == "YX") & rows["progress"].notna()]
    assert {trace["name"].split(" ", 1)[1] for trace in figure["data"][:-2]} == set(told["unit_name"])


def headline(app: AppTest) -> str:
    found = re.search("<h1>(.*?)</h1>", drawn(app))
    assert found
    return re.sub("<[^>]*>", "", found[1])


def rows(data: Path) -> pd.DataFrame:
    return progress(Warehouse(data).reader(), year=2026, on=HALF)


def reached(own: pd.DataFrame) -> tuple[int, int]:
    """How many tasks there are, and how many of them reach their schedule."""
    tasks = own[own["target"].notna() & (own["status"] != "no_target")]
    return len(tasks), int(tasks["status"].isin(["done", "on_schedule", "met"]).sum())


def test_the_headline_of_the_overview_counts_the_organisations_tasks(demo_county, monkeypatch):
    data = rows(demo_county)
    count, ahead = reached(data[data["parent"].isna()])
    said = headline(opened("overview", demo_county, monkeypatch, year="2026", quarter="2"))
    assert f"{count}项任务中{ahead}项达到序时进度" in said
    assert said.startswith("时间过半")


def test_the_headline_of_a_unit_counts_its_tasks(demo_county, monkeypatch):
    data = rows(demo_county)
    count, ahead = reached(data[data["unit"] == "T02"])
    said = headline(opened("unit", demo_county, monkeypatch, year="2026", quarter="2", unit="T02"))
    name = data.loc[data["unit"] == "T02", "unit_name"].iloc[0]
    assert said.startswith(f"{name}：{count}项任务中{ahead}项达到序时进度")


def test_the_headline_of_an_indicator_counts_the_units(demo_county, monkeypatch):
    data = rows(demo_county)
    units = data[(data["indicator"] == "COL-01") & data["parent"].notna()]
    count, ahead = reached(units)
    said = headline(opened("indicator", demo_county, monkeypatch, year="2026", quarter="2", indicator="COL-01"))
    assert f"{count}个单位中{ahead}个达到序时进度" in said


def test_an_area_draws_its_indicators_alone(demo_county, monkeypatch):
    app = opened("overview", demo_county, monkeypatch, year="2026", quarter="2", area="集体协商")
    data = rows(demo_county)
    area = dict(zip(data["indicator"], data["area"], strict=True))
    linked = set(re.findall(r"indicator=([A-Z]+-\d+)", drawn(app)))
    assert linked
    assert {area[code] for code in linked} == {"集体协商"}


def test_a_chosen_quarter_stands_in_the_address_and_changes_what_is_drawn(demo_county, monkeypatch):
    app = opened("overview", demo_county, monkeypatch, year="2026", quarter="2")
    before = drawn(app)
    (quarters,) = [each for each in app.button_group if each.key == "filter_quarter"]
    quarters.set_value(1).run()
    assert app.query_params["quarter"] in ("1", ["1"])
    assert "截至2026年3月31日" in drawn(app)
    assert drawn(app) != before


@pytest.mark.parametrize(
    ("page", "address", "sentence"),
    [
        ("indicator", {"indicator": "NONE"}, "没有指标“NONE”"),
        ("unit", {"unit": "NONE"}, "没有单位“NONE”"),
        ("unit", {"unit": "T01", "indicator": "NONE"}, "没有指标“NONE”，无法显示数据来源"),
        ("overview", {"area": "没有的领域"}, "时间过半"),
        ("overview", {"quarter": "9"}, "项任务中"),
        ("overview", {"year": "abc", "quarter": "-1"}, "项任务中"),
    ],
)
def test_what_the_address_does_not_mean_falls_back_in_words(demo_county, monkeypatch, page, address, sentence):
    assert sentence in drawn(opened(page, demo_county, monkeypatch, **{"year": "2026", "quarter": "2"} | address))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_so_and_breaks_nothing(page, tmp_path, monkeypatch):
    catalogue = read_catalogue(ROOT / "data/examples/demonstration-county/catalogue")
    data = Warehouse.create(tmp_path / "data", catalogue).folder
    said = drawn(opened(page, data, monkeypatch))
    assert re.search("尚未下达年度目标|没有单位|未设目标|无单位|暂无", said), said[:300]


@pytest.mark.parametrize("page", PAGES)
def test_a_folder_without_a_store_is_told_with_what_to_do(page, tmp_path, monkeypatch):
    assert "etl init" in drawn(opened(page, tmp_path, monkeypatch))


def test_every_status_has_its_sign_and_its_colour(demo_county, monkeypatch):
    data = rows(demo_county)
    own = data[data["unit"] == "T01"]
    app = opened("unit", demo_county, monkeypatch, year="2026", quarter="2", unit="T01")
    said = drawn(app)
    style = style_sheet()
    for status in own["status"].unique():
        look, name = LOOKS[status], status.replace("_", "-")
        shown = len(re.findall(f'<td><span class="gb-badge gb-is-{name}"><i aria-hidden="true">{look.sign}</i>', said))
        assert shown == (own["status"] == status).sum()
        assert f"--{name}-text:{look.text}" in style
        assert f".gb-badge.gb-is-{name}{{color:var(--{name}-text)}}" in style


def test_the_bars_of_an_indicator_are_the_figures_of_the_units(demo_county, monkeypatch):
    app = opened("indicator", demo_county, monkeypatch, year="2026", quarter="2", indicator="ORG-01")
    table = fromstring(drawn(app)).xpath("//section[@class='gb-bars']//tbody/tr")
    shown = {row.xpath("string(th)"): row.xpath("string(td[2])").split(" /")[0] for row in table}
    data = rows(demo_county)
    figures = data[(data["indicator"] == "ORG-01") & data["parent"].notna()].set_index("unit_name")["value"]
    assert len(shown) == 28
    assert {name: value for name, value in shown.items() if value != "—"} == {
        name: f"{value:.0f}" for name, value in figures.dropna().items()
    }
