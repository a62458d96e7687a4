"""The deck for the meeting room: which sheets, their sentences over all cases, their names, their stamp."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from guoban.charts.numbers import NOTHING
from guoban.report.meeting import meeting_deck, quarter_words
from guoban.report.meeting_words import laggards_headline, task_headline
from guoban.report.stamp import stamp
from guoban.text import CHINESE, ENGLISH, speaking
from tests.charts.frames import HALF, figures, units_figures, view
from tests.report.made_up import ROOT, TOWNS, report, row
from tests.report.wall import county, ranking, units_of

NAME = '集体/合同: "试点"?'
FIRST, LAST, WITHIN = date(2026, 3, 31), date(2026, 12, 31), date(2026, 5, 20)
AHEAD, LATE, SLIGHT, SILENT = "on_schedule", "behind", "slightly_behind", "not_reported"


def words_of(svg: str) -> list[str]:
    """Every text of a drawing, which has to be well-formed XML."""
    tree = ElementTree.fromstring(svg)
    return [each.text or "" for each in tree.iter("{http://www.w3.org/2000/svg}text")]


def test_the_deck_asks_one_question_a_sheet() -> None:
    keys = [sheet.key for sheet in meeting_deck(county(28))]
    assert keys == ["overview", "area-集体协商", "area-帮扶救助", "COL-01", "AID-01", "laggards", "ranking"]


def test_a_deck_of_one_area_begins_with_its_tasks_and_says_so() -> None:
    whole = county(28)
    narrowed = replace(whole, progress=whole.progress[whole.progress["area"] == "集体协商"])
    sheets = meeting_deck(narrowed, "集体协商")
    assert [sheet.key for sheet in sheets] == ["area-集体协商", "COL-01", "laggards", "ranking"]
    assert sheets[0].stamp[0].startswith("云岭县总工会 · 2026年上半年 · 集体协商 · 判定口径：")


def test_a_deck_of_one_unit_shows_its_own_year_and_no_ranking() -> None:
    sheets = meeting_deck(replace(county(5), unit="T004"))
    assert [sheet.key for sheet in sheets] == [
        "overview", "area-集体协商", "area-帮扶救助", "COL-01", "AID-01", "laggards",
    ]  # fmt: skip
    assert sheets[0].headline.startswith("第4系统工会：")
    assert sheets[3].headline == "综合集体合同：完成111.9%，序时进度50%，已完成"
    assert "第4系统工会" in sheets[3].stamp[0]
    assert sheets[3].file_name == "2026年二季度_第4系统工会_综合集体合同"


def test_without_anything_there_is_still_one_true_sheet() -> None:
    (sheet,) = meeting_deck(report([], of_units=3, reported=0))
    assert sheet.headline == "2026年尚未下达年度目标"
    assert words_of(sheet.svg)[0] == sheet.headline


@pytest.mark.parametrize(
    ("statuses", "on", "reported", "sentences"),
    [
        (
            [AHEAD], HALF, 3,
            ["时间过半，4项任务全部达到序时进度", "综合集体合同：3个单位全部达到序时进度", "没有滞后的任务"],
        ),
        (
            [LATE], HALF, 3,
            [
                "时间过半，4项任务无一达到序时进度，4项滞后",
                "综合集体合同：3个单位无一达到序时进度，3个滞后",
                "12项任务滞后，最多的是第3乡镇总工会等3个单位，各4项",
            ],
        ),
        (
            [SILENT], HALF, 0,
            ["时间过半，尚无单位报送", "综合集体合同：尚无单位报送", "尚无单位报送，无法与序时进度对照"],
        ),
        (
            [AHEAD], FIRST, 3,
            ["时间过季，4项任务全部达到序时进度", "综合集体合同：3个单位全部达到序时进度", "没有滞后的任务"],
        ),
        (
            ["done"], LAST, 3,
            ["全年收官，4项任务全部完成", "综合集体合同：3个单位全部完成任务", "没有滞后的任务"],
        ),
        (
            [LATE], LAST, 3,
            [
                "全年收官，4项任务无一完成，4项滞后",
                "综合集体合同：3个单位无一完成任务，3个滞后",
                "12项任务滞后，最多的是第3乡镇总工会等3个单位，各4项",
            ],
        ),
        ([SLIGHT], HALF, 3, ["时间过半，4项任务无一达到序时进度", "", "没有滞后的任务，略滞后12项"]),
    ],
)  # fmt: skip
def test_every_sentence_is_true_of_its_case(statuses: list[str], on: date, reported: int, sentences: list[str]) -> None:
    made = county(3, statuses, on=on, view=view(on, of_units=3, reported=reported, silent=()))
    found = {sheet.key: sheet.headline for sheet in meeting_deck(made)}
    for key, sentence in zip(("overview", "COL-01", "laggards"), sentences, strict=True):
        assert not sentence or found[key] == sentence


@pytest.mark.parametrize(
    ("statuses", "chinese", "english"),
    [
        ([], "2026年尚未下达年度目标", "No annual targets have been set for 2026"),
        ([AHEAD, SILENT], "没有滞后的任务，1项未报", "No task is behind, 1 task not reported"),
        (
            [LATE, AHEAD],
            "1项任务滞后，差距最大的是第1乡镇工会联合会的综合集体合同",
            "1 task is behind, furthest 第1乡镇工会联合会 with 综合集体合同",
        ),
    ],
)
def test_what_is_furthest_behind_is_said_in_both_languages(statuses: list[str], chinese: str, english: str) -> None:
    rows = units_figures(statuses)
    with speaking(CHINESE):
        assert laggards_headline(rows, view(), alone=False) == chinese
    with speaking(ENGLISH):
        assert laggards_headline(rows, view(), alone=False) == english


def test_a_unit_with_most_behind_is_named_with_their_number() -> None:
    rows = [row(TOWNS[0], LATE, indicator=f"I{place}") for place in range(3)] + [row(TOWNS[1], LATE)]
    found = laggards_headline(report(rows).progress, view(), alone=False)
    assert found == "4项任务滞后，最多的是青石镇总工会，有3项"


def test_tasks_of_one_unit_are_named_without_it() -> None:
    rows = figures([LATE, AHEAD, SLIGHT])
    assert laggards_headline(rows, view(), alone=True) == "1项任务滞后，差距最大的是指标1"


def test_a_single_task_says_how_it_stands() -> None:
    silent, aimless = figures([SILENT, "no_target"]).iloc[0], figures([SILENT, "no_target"]).iloc[1]
    assert task_headline(silent) == "指标1：未报"
    assert task_headline(aimless) == "指标2：无目标"
    assert task_headline(silent, whose="青石镇总工会") == "青石镇总工会 · 指标1：未报"


@pytest.mark.parametrize(
    ("on", "chinese", "english"),
    [
        (FIRST, "2026年一季度", "2026 Q1"),
        (HALF, "2026年二季度", "2026 Q2"),
        (date(2026, 9, 30), "2026年三季度", "2026 Q3"),
        (LAST, "2026年四季度", "2026 Q4"),
        (WITHIN, "2026年二季度（截至5月20日）", "2026 Q2 (to 20 May)"),
    ],
)
def test_a_picture_is_named_after_its_quarter(on: date, chinese: str, english: str) -> None:
    assert quarter_words(on) == chinese
    with speaking(ENGLISH):
        assert quarter_words(on) == english


def test_pictures_have_names_that_every_file_system_takes() -> None:
    rows = [row(unit, indicator_name=NAME) for unit in TOWNS[:2]]
    names = [sheet.file_name for sheet in meeting_deck(report([row(ROOT, indicator_name=NAME), *rows]))]
    assert "2026年二季度_集体-合同- -试点--" in names
    assert names[0] == "2026年二季度_总览"


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("count", [1, 5, 28, 60, 300])
def test_every_sheet_carries_headline_source_rule_and_store(count: int, language: str) -> None:
    with speaking(language):
        made = county(count)
        sheets = meeting_deck(made)
        lines = stamp(made)
    for sheet in sheets:
        found = "".join(words_of(sheet.svg)).replace(" ", "")
        assert sheet.headline.replace(" ", "") in found
        for line in lines:
            assert line.replace(" ", "") in found
        assert sheet.told
    assert len({sheet.key for sheet in sheets}) == len(sheets)
    assert len({sheet.file_name for sheet in sheets}) == len(sheets)


@pytest.mark.parametrize("count", [1, 5, 28, 40])
def test_no_unit_is_dropped_where_all_can_be_drawn(count: int) -> None:
    made = county(count)
    for sheet in meeting_deck(made):
        if sheet.key in ("COL-01", "ranking"):
            found = words_of(sheet.svg)
            assert [unit.name for unit in units_of(count) if unit.name not in found] == []


@pytest.mark.parametrize("count", [60, 300])
def test_what_is_folded_is_counted(count: int) -> None:
    sheets = {sheet.key: sheet for sheet in meeting_deck(county(count))}
    silent = sum(1 for place in range(1, count + 1) if place % 7 == 6)
    folded = count - silent - 40
    assert f"图中为前20个单位和后20个单位，居中的{folded}个单位从略" in words_of(sheets["COL-01"].svg)
    assert any(words.startswith("未报：") and words.endswith(f"等{silent}个") for words in sheets["COL-01"].told)


def test_those_who_have_not_reported_stand_at_the_foot_of_the_ranking() -> None:
    sheet = meeting_deck(county(28))[-1]
    rows = [words for words in sheet.told if "○" in words]
    assert len(rows) == 4
    assert sheet.told[28 - 4 + 1 :][:4] == tuple(rows)


def test_the_first_quarter_of_the_first_year_has_nobody_to_come_forward() -> None:
    scores = ranking(units_of(5)).assign(rank_before=None, step=None).astype({"step": "Int64", "rank_before": "Int64"})
    sheet = meeting_deck(county(5, appraisal=scores))[-1]
    assert "没有上期名次，无法比较升降。" in "".join(sheet.told)
    assert NOTHING not in sheet.headline


def test_what_must_not_be_exceeded_is_told_from_what_must_be_reached() -> None:
    rows = [
        row(ROOT, indicator=f"I{place}", indicator_name=name, direction=direction)
        for place, (name, direction) in enumerate((("走访企业", "higher"), ("信访接待", "lower")))
    ]
    told = meeting_deck(report(rows))[0].told
    assert "走访企业 56% 达序时 67.2 / 120 份" in told
    assert "信访接待 56% 达序时 67.2 / ≤120 份" in told
