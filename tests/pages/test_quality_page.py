"""The quality page over a real store."""

import re

from test_figures_on_pages import drawn, headline, opened

from guoban.catalogue import read_catalogue
from guoban.measures import completeness, corrections
from guoban.place import ROOT
from guoban.warehouse import Warehouse


def test_the_headline_counts_what_is_missing_below_the_organisation(demo_county, monkeypatch):
    expected = completeness(Warehouse(demo_county).reader(), year=2026, quarter=2)
    expected = expected[expected["parent"].notna()]
    said = headline(opened("quality", demo_county, monkeypatch, year="2026", quarter="2"))
    assert f"应报{len(expected)}项，缺{(~expected['reported'].astype(bool)).sum()}项" in said


def test_the_calendar_has_every_unit_and_the_quarters_up_to_the_one_asked_for(demo_county, monkeypatch):
    said = drawn(opened("quality", demo_county, monkeypatch, year="2026", quarter="1"))
    calendar = said[said.index("gb-calendar") : said.index("</section>", said.index("gb-calendar"))]
    assert len(re.findall(r'<th scope="row">', calendar)) == 28
    assert re.findall(r"quality\?year=(\d+)&quarter=(\d)", calendar) == [
        ("2025", "1"), ("2025", "2"), ("2025", "3"), ("2025", "4"), ("2026", "1"),
    ]  # fmt: skip


def test_each_correction_leads_to_where_its_figure_comes_from(demo_county, monkeypatch):
    changed = corrections(Warehouse(demo_county).reader(), year=2026, quarter=1)
    assert len(changed)
    said = drawn(opened("quality", demo_county, monkeypatch, year="2026", quarter="1"))
    table = said[said.index("gb-corrections") : said.index("</section>", said.index("gb-corrections"))]
    linked = re.findall(r'<td class="num"><a href="unit\?[^"]*unit=(\w+)&indicator=([\w-]+)"', table)
    assert linked == list(zip(changed["unit"], changed["indicator"], strict=True))


def test_an_area_counts_its_own_figures_alone(demo_county, monkeypatch):
    expected = completeness(Warehouse(demo_county).reader(), year=2026, quarter=2)
    expected = expected[expected["parent"].notna() & (expected["area"] == "集体协商")]
    said = headline(opened("quality", demo_county, monkeypatch, year="2026", quarter="2", area="集体协商"))
    assert f"应报{len(expected)}项" in said


def test_an_empty_store_says_that_nothing_is_expected(tmp_path, monkeypatch):
    catalogue = read_catalogue(ROOT / "data/examples/demonstration-county/catalogue")
    said = drawn(opened("quality", Warehouse.create(tmp_path / "data", catalogue).folder, monkeypatch))
    assert "各单位没有应报数据" in said
