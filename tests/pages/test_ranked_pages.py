"""The appraisal page over a real store: what it says is what the measures say, and a trial changes nothing."""

import re
from datetime import date

from test_figures_on_pages import drawn, headline, opened

from guoban.catalogue import read_catalogue
from guoban.measures import appraisal
from guoban.place import ROOT
from guoban.warehouse import Warehouse

HALF = date(2026, 6, 30)


def ranks(said: str) -> list[str]:
    return re.findall(r'<td class="num gb-rank">(.*?)</td>', said)


def test_the_table_has_every_unit_in_the_order_of_its_rank(demo_county, monkeypatch):
    said = drawn(opened("appraisal", demo_county, monkeypatch, year="2026", quarter="2"))
    scores = appraisal(Warehouse(demo_county).reader(), year=2026, on=HALF)
    scores = scores[scores["parent"].notna()].sort_values(["rank", "unit_position"])
    assert ranks(said) == [str(rank) for rank in scores["rank"]]
    table = said[said.index("gb-league") :]
    assert re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', table) == list(scores["unit_name"])


def test_the_headline_names_who_leads(demo_county, monkeypatch):
    scores = appraisal(Warehouse(demo_county).reader(), year=2026, on=HALF)
    leader = scores[scores["parent"].notna() & (scores["rank"] == 1)].iloc[0]
    said = headline(opened("appraisal", demo_county, monkeypatch, year="2026", quarter="2"))
    assert said.startswith(f"{leader['unit_name']}{leader['score']:.1f}分居首")


def test_one_kind_is_ranked_among_its_own(demo_county, monkeypatch):
    said = drawn(opened("appraisal", demo_county, monkeypatch, year="2026", quarter="2", kind="系统"))
    assert ranks(said) == [str(place) for place in range(1, 10)]


def test_a_trial_stands_beside_what_is_stored_and_can_be_taken_back(demo_county, monkeypatch):
    page = opened("appraisal", demo_county, monkeypatch, year="2026", quarter="2")
    before = drawn(page)
    assert "试算结果，未保存" not in before
    page.number_input(key="trial_area_7").set_value(5.0).run()
    assert not page.exception
    during = drawn(page)
    assert "试算结果，未保存" in during
    assert "工会经费×5" in during
    moved = re.search(r"(\d+)个单位名次变化", during)
    assert moved
    assert int(moved[1]) == sum(a != b for a, b in re.findall(r"(\d+) → (\d+)</td>", during)) > 0
    page.button(key="trial_reset").click().run()
    assert not page.exception
    assert ranks(drawn(page)) == ranks(before)
    assert "试算结果，未保存" not in drawn(page)


def test_stars_in_the_wrong_order_are_refused_in_words(demo_county, monkeypatch):
    page = opened("appraisal", demo_county, monkeypatch, year="2026", quarter="2")
    page.number_input(key="trial_stars_5").set_value(10.0).run()
    assert "五星线不得低于四星线" in drawn(page)
    assert "试算结果，未保存" not in drawn(page)


def test_an_empty_store_has_nothing_to_rank_and_says_so(tmp_path, monkeypatch):
    catalogue = read_catalogue(ROOT / "data/examples/demonstration-county/catalogue")
    said = drawn(opened("appraisal", Warehouse.create(tmp_path / "data", catalogue).folder, monkeypatch))
    assert "没有到期的年度目标，暂不考核" in said
