"""The strip of facts at the head of an indicator and of a unit."""

from datetime import date

import pandas as pd
from frames import figure_row, figures, trend, view
from lxml import html

from guoban.charts.facts import facts, indicator_facts, unit_facts
from guoban.charts.links import Links
from guoban.charts.trend_words import Trends

LINKS = Links({"year": "2026", "quarter": "2"})


def text_of(drawn: str) -> str:
    return str(html.fragment_fromstring(drawn, create_parent="div").text_content())


def test_the_facts_of_an_indicator_tell_coverage_and_method() -> None:
    row = pd.Series(figure_row(unit="ROOT", own=False, covers=27, of_units=28))
    text = text_of(facts(indicator_facts(row, view(), Trends(), LINKS)))
    for words in ("27/28", "按上年进度推算", "余下每季需完成", "覆盖28个单位中的27个"):
        assert words in text


def test_the_figures_of_an_indicator_lead_to_what_they_are_made_of() -> None:
    trends = Trends.of(trend())
    drawn = html.fragment_fromstring(facts(indicator_facts(pd.Series(figure_row()), view(), trends, LINKS)))
    kept = "year=2026&quarter=2"
    source, targets = f"unit?{kept}&unit=T01&indicator=COL-01", f"targets?{kept}&by=indicator&indicator=COL-01"
    looks_back = [f"compare?{kept}&unit=T01&against={against}" for against in ("last_quarter", "last_year")]
    assert [link.get("href") for link in drawn.iter("a")] == [source, *looks_back, targets, *[source] * 4]


def test_what_is_not_known_leads_nowhere_and_nothing_does_on_paper() -> None:
    silent = pd.Series(figure_row("not_reported", value=None, target=None, progress=None, forecast=None))
    assert "<a " not in facts(indicator_facts(silent, view(), Trends(), LINKS))
    assert "<a " not in facts(indicator_facts(pd.Series(figure_row()), view(), Trends.of(trend())))


def test_the_facts_of_a_unit_lead_to_the_ranking_its_tasks_and_what_is_missing() -> None:
    scores = pd.Series({"score": 87.5, "rank": 3, "rank_before": 5, "step": 2, "stars": 4})
    drawn = html.fragment_fromstring(facts(unit_facts(scores, 28, figures(["done"]), LINKS)))
    addresses = [link.get("href").split("?")[0] for link in drawn.iter("a")]
    assert addresses == ["appraisal", "appraisal", "#gb-tasks", "#gb-tasks", "quality"]


def test_after_the_year_the_facts_forecast_nothing() -> None:
    row = pd.Series(figure_row())
    assert "预计" not in facts(indicator_facts(row, view(date(2026, 12, 31)), Trends(), LINKS))


def test_the_facts_of_a_unit_tell_score_rank_and_step() -> None:
    scores = pd.Series({"score": 87.5, "rank": 3, "rank_before": 5, "step": 2, "stars": 4})
    text = text_of(facts(unit_facts(scores, 28, figures(["done", "behind", "not_reported"]), LINKS)))
    for words in ("87.5", "★★★★☆", "3/ 28", "↑2 · 上季第5名", "1/3"):
        assert words in text


def test_a_unit_that_is_not_appraised_has_no_rank() -> None:
    assert "排名" not in facts(unit_facts(None, 0, figures(["done"]), LINKS))
