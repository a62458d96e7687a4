"""Numbers in sentences that lead to what they count, in every language, and never anywhere else."""

import re
from html import unescape

import pandas as pd
import pytest
from frames import figure_row, frame, view
from hypothesis import given
from hypothesis import strategies as st

from guoban.charts.compare_table import Sides, compare_headline
from guoban.charts.headline import indicator_headline, overview_headline, unit_headline
from guoban.charts.leading import Leading, leading, leading_name, staying, with_links
from guoban.charts.quality_words import quality_headline
from guoban.charts.standing import Tally
from guoban.charts.target_sums import targets_headline
from guoban.charts.view import subline
from guoban.text import CHINESE, ENGLISH, speaking

STATUSES = ("on_schedule", "on_schedule", "behind", "slightly_behind", "not_reported")
ADDRESS = "unit?year=2026&area=%E7%BB%B4&unit=T01"


def links_of(drawn: str) -> list[tuple[str, str]]:
    return [(unescape(address), text) for address, text in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', drawn)]


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_each_count_of_a_headline_leads_to_what_it_counts(language: str) -> None:
    rows = frame([figure_row(status, indicator=f"I{place}") for place, status in enumerate(STATUSES)])
    with speaking(language):
        said = overview_headline(rows, view(), lambda found: leading(found, ADDRESS, "quality?year=2026"))
        plain = overview_headline(rows, view())
    assert links_of(with_links(said)) == [(ADDRESS, "2"), (ADDRESS, "1"), ("quality?year=2026", "1")]
    assert re.sub("<[^>]*>", "", with_links(said)) == plain


@pytest.mark.parametrize("headline", [unit_headline, indicator_headline])
def test_headlines_of_a_unit_and_an_indicator_lead_to_their_tables(headline) -> None:
    rows = frame([figure_row(status, indicator=f"I{place}") for place, status in enumerate(STATUSES)])
    drawn = with_links(headline("甲<乙", rows, view(), lambda found: leading(found, "#gb-tasks")))
    assert {address for address, _text in links_of(drawn)} == {"#gb-tasks"}
    assert "甲&lt;乙" in drawn


def test_how_many_have_reported_leads_to_who_has() -> None:
    assert links_of(with_links(subline(view(reported=27, of_units=28), "quality?year=2026"))) == [
        ("quality?year=2026", "27")
    ]


CALENDAR_OF_TWO = pd.DataFrame({"expected": [90, 10], "missing": [3, 2], "late": [1, 0]})
SIDES = Sides("本季", "上季", "上季度", "T01", "T01")


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            lambda lead: quality_headline(
                CALENDAR_OF_TWO, pd.DataFrame({"severity": ["warning"] * 4}), view(), 2, lead
            ),
            {("#gb-calendar", "100"), ("#gb-missing", "5"), ("#gb-calendar", "1"), ("#gb-open", "4")},
        ),
        (
            lambda lead: compare_headline(
                pd.DataFrame({"better": [1.0, 1.0, -1.0, 0.0, 0.0, 0.0]}), "甲镇", SIDES, lead
            ),
            {("#gb-sides", "6"), ("#gb-sides", "2"), ("#gb-sides", "1"), ("#gb-sides", "3")},
        ),
        (
            lambda lead: targets_headline(pd.DataFrame({"difference": [0.0, 2.0, None]}), 2026, 9, lead),
            {("#gb-target-sums", "1"), ("#gb-target-sums", "2")},
        ),
    ],
    ids=["quality", "compare", "targets"],
)
def test_counts_lead_to_the_part_of_the_page_that_lists_what_they_count(language, said, wanted) -> None:
    with speaking(language):
        drawn, plain = with_links(said(Leading)), said(staying)
    assert set(links_of(drawn)) == wanted
    assert unescape(re.sub("<[^>]*>", "", drawn)) == plain


def test_a_name_in_a_headline_leads_to_its_page_whatever_it_is_called() -> None:
    drawn = with_links(leading_name("甲<乙> & Co. \ue0f1", ADDRESS) + "领先")
    assert links_of(drawn) == [(ADDRESS, "甲&lt;乙&gt; &amp; Co. ")]
    assert with_links(leading_name("甲镇", "javascript:alert(1)")).count("<a") == 0


def test_counts_stay_numbers() -> None:
    found = leading(Tally(ahead=3, slightly=1, behind=2), ADDRESS)
    assert (found.tasks, found.late, found.ahead > 2) == (6, 3, True)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elsewhere", "https://elsewhere?a=1", '"onclick="'])
def test_nothing_leads_out_of_the_pages(address: str) -> None:
    assert "<a" not in with_links(f"{Leading(3, address)}")


@given(st.text())
def test_any_other_text_is_only_escaped(text: str) -> None:
    drawn = with_links(text)
    assert "<" not in drawn
    assert unescape(drawn) == re.sub("[\ue0f0-\ue0f2]", "", unescape(drawn))
