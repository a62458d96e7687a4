"""The league table and what stands beside it: every unit in its place, nothing said that the figures do not say."""

import re
from html import unescape

import pandas as pd
import pytest
from frames import scores, view

from guoban.charts.appraisal_words import appraisal_headline
from guoban.charts.league import league, trial_league
from guoban.charts.links import Links
from guoban.charts.movers import movers, scoring_rules, unreported
from guoban.charts.two_lists import two_lists
from guoban.text import speaking

LINKS = Links({"year": "2026", "quarter": "2"})


def standing(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `measures.appraisal`, differing from an ordinary one in what is given."""
    frame = scores(len(rows), ["甲镇工会", "乙镇工会", "丙镇工会", "丁镇工会"][: len(rows)])
    for place, changes in enumerate(rows):
        for column, value in changes.items():
            frame.at[place, column] = value
    return frame


def row(score: float | None, rank: int | None, step: int | None = 0, **more: object) -> dict[str, object]:
    before = None if step is None or rank is None else rank + step
    return {"score": score, "rank": rank, "step": step, "rank_before": before} | more


@pytest.mark.parametrize(
    ("rows", "chinese", "english"),
    [
        (
            [row(90, 1, 1), row(80, 2, -1)],
            "甲镇工会90.0分居首，上升1位，乙镇工会下降1位",
            "甲镇工会 leads with 90.0, up 1 place, 乙镇工会 fell 1 place",
        ),
        (
            [row(90, 1), row(80, 2, 1), row(70, 3, 1), row(60, 4, -2)],
            "甲镇工会90.0分居首，乙镇工会等2个单位上升1位，丁镇工会下降2位",
            "甲镇工会 leads with 90.0, 2 units (乙镇工会 first) rose 1 place, 丁镇工会 fell 2 places",
        ),
        ([row(90, 1), row(80, 2)], "甲镇工会90.0分居首，名次均无变化", "甲镇工会 leads with 90.0, no rank has changed"),
        (
            [row(90, 1, None), row(80, 2, None)],
            "甲镇工会90.0分居首，无上期名次可比",
            "甲镇工会 leads with 90.0, there are no earlier ranks to compare with",
        ),
        (
            [row(90, 1, 2), row(90, 1, 1), row(70, 3, -2)],
            "甲镇工会等2个单位以90.0分并列第一，甲镇工会上升2位，丙镇工会下降2位",
            "2 units (甲镇工会 first) share the lead with 90.0, 甲镇工会 rose 2 places, 丙镇工会 fell 2 places",
        ),
        ([row(100, 1), row(100, 1)], "2个单位均得100.0分，并列第一", "All 2 units share the first place with 100.0"),
        (
            [row(90, 1)],
            "甲镇工会考核得90.0分，无其他单位可比",
            "甲镇工会 scores 90.0; there is no other unit to compare it with",
        ),
        (
            [row(0, 1, None, indicators=2, not_reported=["a", "b"])],
            "2026年上半年：各单位均未报送，暂不排名",
            "first half of 2026: no unit has reported yet, so there is no ranking",
        ),
        (
            [row(None, None, None, indicators=0)],
            "2026年上半年：没有到期的年度目标，暂不考核",
            "first half of 2026: no target is due yet, so there is nothing to appraise",
        ),
    ],
)
def test_the_headline_is_true_for_every_case(rows, chinese, english):
    assert appraisal_headline(standing(*rows), view()) == chinese
    with speaking("en"):
        assert appraisal_headline(standing(*rows), view()) == english


def areas() -> pd.DataFrame:
    return pd.DataFrame(
        [("T01", "集体协商", 62.4), ("T01", "帮扶救助", 100.0), ("T02", "集体协商", 75.0)],
        columns=["unit", "area", "score"],
    )


def test_every_unit_has_its_row_and_the_one_without_a_score_stands_at_the_foot():
    html = league(scores(5), areas(), 75, view(), LINKS, ["集体协商"])
    places = re.findall(r'<td class="num gb-rank">(.*?)</td>', html)
    assert places == ["1", "2", "3", "4", "5"]
    assert html.count("<tr>") == 6
    none = league(standing(row(None, None, None), row(50, 1)), areas(), 75, view(), LINKS, [])
    assert re.findall(r'gb-rank">(.*?)</td>', none) == ["1", "—"]


def test_a_score_below_the_line_has_a_sign_and_leads_to_the_area_of_the_unit():
    html = unescape(league(scores(2), areas(), 75, view(), LINKS, ["集体协商", "帮扶救助"]))
    cells = re.findall(r'<td class="(gb-part-score[^"]*)">(.*?)</td>', html)
    assert [("gb-low" in css, "▼" in cell) for css, cell in cells[:3]] == [(True, True), (False, False), (False, False)]
    assert cells[3] == ("gb-part-score gb-soft", "–")  # T02 has no task in that area
    assert "area=%E9%9B%86%E4%BD%93%E5%8D%8F%E5%95%86&unit=T01" in cells[0][1]


def test_a_unit_that_sent_nothing_is_said_to_be_so_and_one_with_gaps_says_how_many():
    silent_view = view(silent=(("T02", "乙镇工会"),))
    frame = standing(row(90, 1, not_reported=["a", "b"], indicators=5), row(80, 2))
    html = league(frame, areas(), 75, silent_view, LINKS, [])
    assert re.findall(r'<td class="gb-unreported">(.*?)</td>', html)[0] == "○ 2项"
    assert "gb-is-not-reported" in re.findall(r'<td class="gb-unreported">(.*?)</td>', html)[1]
    beside = unreported(frame, {"a": "集体合同", "b": "建家"}, silent_view, LINKS)
    assert beside.index("乙镇工会") < beside.index("甲镇工会")
    assert "集体合同" in beside
    assert "本季度未报送" in beside


def test_names_are_escaped():
    html = league(scores(1, ["<b>甲"]), areas(), 75, view(), LINKS, [])
    assert "<b>甲" not in html
    assert "&lt;b&gt;甲" in html


def test_risers_and_fallers_are_listed_furthest_first_with_their_ranks():
    rows = standing(row(90, 1, 1, gain=1.26), row(80, 2, 2, gain=4), row(70, 3, -3, gain=-0.5), row(60, 4, gain=0))
    html = movers(rows, view(), LINKS)
    assert re.findall(r'<b class="gb-(?:up|down)">(.*?)</b>', html) == ["+4.0", "+1.3", "\u22120.5"]
    assert "第4名→第2名" in html
    assert "没有上期得分" in movers(standing(row(90, 1, None, gain=None)), view(), LINKS)


def test_who_has_not_reported_neither_leads_the_progress_nor_stands_above_the_foot():
    rows = standing(row(90, 1, gain=9), row(80, 2, gain=2), row(70, 3, gain=-1))
    absent = view(silent=(("T01", "甲镇工会"),))
    html = movers(rows, absent, LINKS)
    assert re.findall(r'<b class="gb-(?:up|down)">(.*?)</b>', html) == ["+2.0", "\u22121.0"]
    order = re.findall(r"<th scope=\"row\"><a [^>]*unit=(T\d+)", league(rows, areas(), 75, absent, LINKS, []))
    assert order == ["T02", "T03", "T01"]


def test_a_trial_shows_the_rank_as_stored_and_as_tried():
    frame = standing(row(90, 1), row(80, 2)).assign(
        trial_score=[70.0, 85.0], trial_rank=[2, 1], trial_stars=[0, 4], moved=[-1, 1]
    )
    html = trial_league(frame, view(), LINKS)
    assert re.findall(r"(\d → \d)", html) == ["2 → 1", "1 → 2"]
    assert re.findall(r'<span class="gb-(?:up|down)">(.*?)</span>', html) == ["↑1", "↓1"]


def test_the_rules_say_how_many_units_have_how_many_stars():
    html = scoring_rules(standing(row(96, 1, stars=5), row(80, 2, stars=3), row(10, 3, stars=0)), 1.2, (95, 85, 75))
    assert re.findall(r"<b>(\d)个单位</b>", html) == ["1", "0", "1", "1"]
    assert "最高按1.2计" in html


def test_the_list_of_progress_has_every_unit_the_silent_and_the_new_at_its_foot():
    rows = standing(row(90, 1, gain=9), row(80, 2, gain=None), row(70, 3, gain=-1), row(60, 4, gain=5))
    listed = re.findall(r"unit=(T\d+)", movers(rows, view(silent=(("T01", "甲镇工会"),)), LINKS))
    assert listed == ["T04", "T03", "T02", "T01"]


def test_a_ranking_leads_with_the_first_of_the_score_and_of_the_progress():
    rows = standing(row(90, 1, gain=9), row(80, 2, gain=2), row(70, 3, gain=-1), row(60, 4, gain=5))
    html = two_lists(rows, view(silent=(("T01", "甲镇工会"),)), LINKS)
    best, risen = html.split("</ol>")[:2]
    assert re.findall(r"unit=(T\d+)", best) == ["T02", "T03", "T04"]
    assert re.findall(r"unit=(T\d+)", risen) == ["T04", "T02"]
    assert "未报1个单位，列于末位" in html


@pytest.mark.parametrize(("gain", "said"), [(None, "没有上期得分"), (-2.0, "没有单位得分上升")])
def test_where_nobody_has_come_forward_the_second_list_says_so(gain, said):
    html = two_lists(standing(row(90, 1, gain=gain), row(80, 2, gain=gain)), view(silent=()), LINKS)
    assert said in html
    assert "未报" not in html
