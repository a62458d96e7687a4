"""Looks back in words: an arrow only beyond the gap, a dash with its reason, and the rule under the legend."""

import pandas as pd
import pytest
from frames import figure_row, frame, path, peers, trend, units_figures, view
from lxml import html
from lxml.html import fromstring

from guoban.charts.bullet import FULL, bullet
from guoban.charts.cards import cards
from guoban.charts.facts import indicator_facts
from guoban.charts.in_force import bands_rule, gap_rule, same_rule
from guoban.charts.links import Links
from guoban.charts.peer_marks import peer_key, peer_progress
from guoban.charts.task_table import task_table
from guoban.charts.trend_words import Trends, turn_span, turn_texts
from guoban.charts.unit_bars import unit_bars
from guoban.charts.view import bands_in_short
from guoban.text import ENGLISH, speaking

LINKS = Links()
NOTHING_SAID = {"now": None, "before": None, "change": None, "relative": None, "turn": None, "better": None}


def words_of(**changes: object) -> list[str]:
    about = {name: changes.pop(name) for name in ("kind", "measure", "covers_of") if name in changes}
    told = about.pop("covers_of", 1)
    row = pd.Series(figure_row(covers=told, **about))
    return [turn.words for turn in Trends.of(trend(**changes)).turns(row)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["环比 ↑20.0%", "同比 ↑20.0%"]),
        ({"change": -6.0, "relative": -0.2, "turn": -1.0, "better": -1.0}, ["环比 ↓20.0%", "同比 ↓20.0%"]),
        ({"change": 1.0, "relative": 0.033, "turn": 0.0, "better": 0.0}, ["环比 +3.3%", "同比 +3.3%"]),
        ({"change": -1.0, "relative": -0.033, "turn": 0.0, "better": 0.0}, ["环比 −3.3%", "同比 −3.3%"]),
        ({"change": 0.0, "relative": 0.0, "turn": 0.0, "better": 0.0}, ["环比 持平", "同比 持平"]),
        ({"before": 0.0, "now": 6.0, "relative": None}, ["环比 ↑6 份", "同比 ↑6 份"]),
        (
            {"kind": "ratio", "measure": "%", "change": 0.034, "relative": None},
            ["环比 ↑3.4个百分点", "同比 ↑3.4个百分点"],
        ),
        (NOTHING_SAID | {"why": "others"}, ["环比 —", "同比 —"]),
    ],
)
def test_a_look_back_says_how_far_and_which_way(changes: dict[str, object], expected: list[str]) -> None:
    assert words_of(**changes) == expected


@pytest.mark.parametrize(
    ("why", "words"),
    [("running", "本季未结束"), ("not_told", "本季未报"), ("none_before", "上季无数"), ("others", "上季单位不同")],
)
def test_a_dash_has_its_reason_and_no_arrow(why: str, words: str) -> None:
    first = Trends.of(trend(**NOTHING_SAID, why=why)).turn(pd.Series(figure_row()), "last_quarter")
    drawn = turn_span(first)
    assert words in drawn
    assert "—" in drawn
    assert "↑" not in drawn
    assert "↓" not in drawn
    assert turn_texts([first]) == ""


def test_what_was_never_told_is_not_reported_and_not_zero() -> None:
    turns = Trends().turns(pd.Series(figure_row("not_reported")))
    assert [(turn.words, turn.why) for turn in turns] == [("环比 —", "本季未报"), ("同比 —", "本季未报")]


def test_the_colour_says_better_or_worse_and_words_say_it_too() -> None:
    row = pd.Series(figure_row(direction="lower"))
    drawn = turn_span(Trends.of(trend(better=-1.0)).turns(row)[0])
    assert 'class="gb-down"' in drawn
    assert "上升，走低" in drawn


def test_where_not_all_units_of_a_figure_are_compared_it_says_of_how_many() -> None:
    row = pd.Series(figure_row(own=False, covers=24, of_units=28))
    (turn, _other) = Trends.of(trend(covers=22)).turns(row)
    assert turn.behind == "36 份，前期30 份，已报24个单位中可比22个"
    assert Trends.of(trend(covers=24)).turns(row)[0].units == ""


def test_both_looks_back_stand_on_a_card_with_the_rule_under_the_legend() -> None:
    drawn = cards(frame([figure_row()]), path(), Trends.of(trend()), view(), LINKS)
    text = html.fragment_fromstring(drawn).text_content()
    assert "环比" in text
    assert "同比" in text
    assert "累计数相差超过5%、存量超过1%、比率超过1个百分点才标" in text


def test_both_looks_back_are_columns_of_a_units_table_and_facts_of_an_indicator() -> None:
    table = task_table(frame([figure_row()]), Trends.of(trend()), {}, LINKS)
    assert table.count("20.0%") == 2
    facts = indicator_facts(pd.Series(figure_row()), view(), Trends.of(trend()))
    assert [str(fact.value) for fact in facts[1:3]] == ["↑20.0%", "↑20.0%"]


@pytest.mark.parametrize(
    ("edges", "rule", "short"),
    [
        (
            {},
            "判定口径：完成率不低于序时进度为达序时，相差不超过10个百分点为略滞后，超过为滞后",
            "落后不超过10个百分点为略滞后",
        ),
        (
            {"slack": 0.1, "tolerance": 0.3},
            "判定口径：完成率不低于序时进度或相差不到10个百分点为达序时，相差不超过30个百分点为略滞后，超过为滞后",
            "落后不到10个百分点为达序时，不超过30个百分点为略滞后",
        ),
        (
            {"tolerance": 0.075},
            "判定口径：完成率不低于序时进度为达序时，相差不超过7.5个百分点为略滞后，超过为滞后",
            "落后不超过7.5个百分点为略滞后",
        ),
    ],
)
def test_the_rule_in_force_is_printed(edges: dict[str, object], rule: str, short: str) -> None:
    assert bands_rule(view(**edges)) == rule
    assert bands_in_short(view(**edges)) == short


def test_the_rules_name_the_gaps_of_the_settings() -> None:
    seen = view(amount_gap=0.2, level_gap=0.005)
    assert "累计数相差超过20%、存量超过0.5%、比率超过0.5个百分点" in gap_rule(seen)
    assert "累计数相差不超过20%、存量不超过0.5%" in same_rule(seen)
    with speaking(ENGLISH):
        assert "20% of an amount, 0.5% of a level, 0.5 pp" in gap_rule(seen)


def test_the_middle_of_a_kind_is_a_mark_on_the_bullet() -> None:
    at = f"M{0.4 * FULL:.1f}"
    assert at in bullet("behind", 0.2, 0.5, "x", 0.4)
    assert at not in bullet("behind", 0.2, 0.5, "x")
    rows = frame([figure_row()])
    assert "同类中位数50.0%" in task_table(rows, Trends(), peer_progress(peers("T01")), LINKS)
    assert "同类中位数" not in task_table(rows, Trends(), {}, LINKS)


def test_the_key_names_kind_and_number_or_why_there_is_no_mark() -> None:
    assert "已报的“乡镇”类单位完成率中位数，最多13个单位" in peer_key("乡镇", peers("T01"))
    assert "不足三个" in peer_key("企业", peers())


def test_the_bars_mark_the_middle_of_each_kind_at_the_units_own_scale() -> None:
    rows = units_figures(["done", "behind", "not_reported"])
    own = pd.Series(figure_row(unit="ROOT", unit_name="县总工会"))
    marks = pd.concat([peers("T01", value=60.0), peers("T03", value=30.0)])
    drawn = unit_bars(rows, own, view(), LINKS, None, marks)
    rows_drawn = fromstring(drawn).xpath("//tbody/tr")
    at = [[float(each[5:-1]) for each in row.xpath(".//i[@class='gb-middle']/@style")] for row in rows_drawn]
    (style,) = rows_drawn[0].xpath(".//i[@class='gb-bar gb-target']/@style")
    target = float(style.rpartition(":")[2].rstrip("%"))
    assert at[1] == []
    assert (at[0][0], at[2][0]) == (pytest.approx(target / 2, abs=0.05), pytest.approx(target / 4, abs=0.05))
    assert "同类中位数" in rows_drawn[0].xpath("string(td[1]/a/@title)")
    assert "gb-middle" not in unit_bars(rows, own, view(), LINKS)
