"""Every page's headline over all cases in both languages, and each against the figures it is made of."""

import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from frames import HALF, STATUSES, figures, scores, units_figures, view
from hypothesis import given
from hypothesis import strategies as st

from guoban.charts.appraisal_words import appraisal_headline
from guoban.charts.compare_table import Sides, compare_headline
from guoban.charts.headline import indicator_headline, overview_headline, unit_headline
from guoban.charts.quality_words import quality_headline
from guoban.charts.standing import tally
from guoban.charts.target_sums import targets_headline
from guoban.report.meeting_words import laggards_headline
from guoban.text import CHINESE, ENGLISH, speaking

FIRST, LAST = date(2026, 3, 31), date(2026, 12, 31)
AHEAD, LATE, SLIGHT, SILENT, NONE = "on_schedule", "behind", "slightly_behind", "not_reported", "no_target"
MIXED = [AHEAD, "done", LATE, SLIGHT, SILENT]
SIDES = Sides("本年", "上年同期", "上年同期", "T01", "T01", time="last_year")
LEVELS = ("met", "near", "not_met")


def overview(statuses: list[str], on: date = HALF) -> str:
    return overview_headline(figures(statuses), view(on))


def unit(statuses: list[str], on: date = HALF) -> str:
    return unit_headline("洋口镇", figures(statuses), view(on))


def indicator(statuses: list[str], on: date = HALF) -> str:
    return indicator_headline("集体合同", units_figures(statuses), view(on))


def laggards(statuses: list[str], on: date = HALF) -> str:
    return laggards_headline(units_figures(statuses), view(on), alone=False)


def compare(better: list[float | None]) -> str:
    return compare_headline(pd.DataFrame({"better": pd.Series(better, dtype=float)}), "洋口镇", SIDES)


def quality(expected: int, missing: int = 0, late: int = 0, warnings: int = 0) -> str:
    calendar = pd.DataFrame({"expected": [expected], "missing": [missing], "late": [late]})
    found = pd.DataFrame({"severity": ["warning"] * warnings + ["note"]})
    return quality_headline(calendar, found, view(), 2)


def targets(differences: list[float | None], count: int) -> str:
    return targets_headline(pd.DataFrame({"difference": pd.Series(differences, dtype=float)}), 2026, count)


def appraisal(steps: list[int | None], **changes: object) -> str:
    """Units whose scores fall from 100 by ten, with these steps."""
    frame = scores(len(steps)).assign(
        score=[100.0 - 10 * place for place in range(len(steps))],
        rank=[float(place) for place in range(1, len(steps) + 1)],
        step=pd.Series(steps, dtype=float),
    )
    for column, values in changes.items():
        frame[column] = values
    return appraisal_headline(frame, view())


CASES: list[tuple[Callable[..., str], tuple[object, ...], str, str]] = [
    (overview, ([AHEAD, AHEAD, AHEAD], HALF), "时间过半，3项任务全部达到序时进度",
     "Half the year is gone: all 3 tasks are on schedule"),
    (overview, ([LATE, LATE, LATE], HALF), "时间过半，3项任务无一达到序时进度，3项滞后",
     "Half the year is gone: none of the 3 tasks is on schedule, 3 behind"),
    (overview, (MIXED, HALF), "时间过半，5项任务中2项达到序时进度，1项滞后，1项未报",
     "Half the year is gone: 2 of 5 tasks are on schedule, 1 behind, 1 not reported"),
    (overview, ([SILENT, SILENT, SILENT], HALF), "时间过半，有目标的3项任务均未报送",
     "Half the year is gone: none of the 3 tasks has been reported"),
    (overview, (MIXED, FIRST), "时间过季，5项任务中2项达到序时进度，1项滞后，1项未报",
     "A quarter of the year is gone: 2 of 5 tasks are on schedule, 1 behind, 1 not reported"),
    (overview, (["done", "done", LATE], LAST), "全年收官，3项任务完成2项，1项滞后",
     "The year is over: 2 of 3 tasks were completed, 1 behind"),
    (overview, (["done", "done", "done"], LAST), "全年收官，3项任务全部完成",
     "The year is over: all 3 tasks were completed"),
    (overview, ([AHEAD], HALF), "时间过半，唯一一项任务达到序时进度",
     "Half the year is gone: the only task is on schedule"),
    (overview, ([LATE], HALF), "时间过半，唯一一项任务未达序时进度",
     "Half the year is gone: the only task is not on schedule"),
    (overview, ([NONE, NONE], HALF), "2026年尚未下达年度目标",
     "No annual targets have been set for 2026"),
    (unit, ([AHEAD, AHEAD, AHEAD], HALF), "洋口镇：3项任务全部达到序时进度",
     "洋口镇: all 3 tasks are on schedule"),
    (unit, ([LATE, LATE, LATE], HALF), "洋口镇：3项任务无一达到序时进度，3项滞后",
     "洋口镇: none of the 3 tasks is on schedule, 3 behind"),
    (unit, (MIXED, HALF), "洋口镇：5项任务中2项达到序时进度，1项滞后，1项未报",
     "洋口镇: 2 of 5 tasks are on schedule, 1 behind, 1 not reported"),
    (unit, ([SILENT, SILENT, SILENT], HALF), "洋口镇：尚未报送",
     "洋口镇: nothing reported yet"),
    (unit, (MIXED, FIRST), "洋口镇：5项任务中2项达到序时进度，1项滞后，1项未报",
     "洋口镇: 2 of 5 tasks are on schedule, 1 behind, 1 not reported"),
    (unit, (["done", "done", LATE], LAST), "洋口镇：3项任务完成2项，1项滞后",
     "洋口镇: 2 of 3 tasks were completed, 1 behind"),
    (unit, (["done", "done", "done"], LAST), "洋口镇：3项任务全部完成",
     "洋口镇: all 3 tasks were completed"),
    (unit, ([AHEAD], HALF), "洋口镇：唯一一项任务达到序时进度",
     "洋口镇: the only task is on schedule"),
    (unit, ([LATE], HALF), "洋口镇：唯一一项任务未达序时进度",
     "洋口镇: the only task is not on schedule"),
    (unit, ([NONE, NONE], HALF), "洋口镇：2026年尚未下达目标",
     "洋口镇: no annual targets for 2026"),
    (indicator, ([AHEAD, AHEAD, AHEAD], HALF), "集体合同：3个单位全部达到序时进度",
     "集体合同: all 3 units are on schedule"),
    (indicator, ([LATE, LATE, LATE], HALF), "集体合同：3个单位无一达到序时进度，3个滞后",
     "集体合同: none of the 3 units is on schedule, 3 behind"),
    (indicator, (MIXED, HALF), "集体合同：5个单位中2个达到序时进度，1个滞后，1个未报",
     "集体合同: 2 of 5 units are on schedule, 1 behind, 1 not reported"),
    (indicator, ([SILENT, SILENT, SILENT], HALF), "集体合同：尚无单位报送",
     "集体合同: no unit has reported yet"),
    (indicator, (MIXED, FIRST), "集体合同：5个单位中2个达到序时进度，1个滞后，1个未报",
     "集体合同: 2 of 5 units are on schedule, 1 behind, 1 not reported"),
    (indicator, (["done", "done", LATE], LAST), "集体合同：3个单位中2个完成任务，1个滞后",
     "集体合同: 2 of 3 units completed the task, 1 behind"),
    (indicator, (["done", "done", "done"], LAST), "集体合同：3个单位全部完成任务",
     "集体合同: all 3 units completed the task"),
    (indicator, ([AHEAD], HALF), "集体合同：唯一一个单位达到序时进度",
     "集体合同: the only unit is on schedule"),
    (indicator, ([LATE], HALF), "集体合同：唯一一个单位未达序时进度",
     "集体合同: the only unit is not on schedule"),
    (indicator, ([NONE, NONE], HALF), "集体合同：2026年尚无单位承担目标",
     "集体合同: no unit has a target for 2026"),
    (laggards, ([AHEAD, AHEAD, AHEAD], HALF), "没有滞后的任务",
     "No task is behind"),
    (laggards, ([LATE, LATE, LATE], HALF), "3项任务滞后，差距最大的是第1乡镇工会联合会的综合集体合同",
     "3 tasks are behind, furthest 第1乡镇工会联合会 with 综合集体合同"),
    (laggards, (MIXED, HALF), "1项任务滞后，差距最大的是第3乡镇工会联合会的综合集体合同",
     "1 task is behind, furthest 第3乡镇工会联合会 with 综合集体合同"),
    (laggards, ([SILENT, SILENT, SILENT], HALF), "尚无单位报送，无法与序时进度对照",
     "Nothing has been reported yet, so nothing can be compared with the schedule"),
    (laggards, (MIXED, FIRST), "1项任务滞后，差距最大的是第3乡镇工会联合会的综合集体合同",
     "1 task is behind, furthest 第3乡镇工会联合会 with 综合集体合同"),
    (laggards, (["done", "done", LATE], LAST), "1项任务滞后，差距最大的是第3乡镇工会联合会的综合集体合同",
     "1 task is behind, furthest 第3乡镇工会联合会 with 综合集体合同"),
    (laggards, (["done", "done", "done"], LAST), "没有滞后的任务",
     "No task is behind"),
    (laggards, ([AHEAD], HALF), "没有滞后的任务",
     "No task is behind"),
    (laggards, ([LATE], HALF), "1项任务滞后，差距最大的是第1乡镇工会联合会的综合集体合同",
     "1 task is behind, furthest 第1乡镇工会联合会 with 综合集体合同"),
    (laggards, ([NONE, NONE], HALF), "2026年尚未下达年度目标",
     "No annual targets have been set for 2026"),
    (indicator, (["met", "not_met", "near", SILENT],), "集体合同：4个单位中1个达标，1个未达标，1个未报",
     "集体合同: 1 of 4 units reaches the target, 1 short of it, 1 not reported"),
    (compare, ([1, 1],), "洋口镇与上年同期相比：2项可比，2项向好，0项走低",
     "洋口镇 against 上年同期: 2 indicators compared, 2 better, 0 worse"),
    (compare, ([-1, -1],), "洋口镇与上年同期相比：2项可比，0项向好，2项走低",
     "洋口镇 against 上年同期: 2 indicators compared, 0 better, 2 worse"),
    (compare, ([1, -1, 0, None],), "洋口镇与上年同期相比：3项可比，1项向好，1项走低，1项持平",
     "洋口镇 against 上年同期: 3 indicators compared, 1 better, 1 worse, 1 about the same"),
    (compare, ([None, None],), "洋口镇：与上年同期暂无可比数据",
     "洋口镇: nothing can be compared with 上年同期"),
    (compare, ([1],), "洋口镇与上年同期相比：1项可比，1项向好，0项走低",
     "洋口镇 against 上年同期: 1 indicator compared, 1 better, 0 worse"),
    (compare, ([0, 0],), "洋口镇与上年同期相比：2项可比，0项向好，0项走低，2项持平",
     "洋口镇 against 上年同期: 2 indicators compared, 0 better, 0 worse, 2 about the same"),
    (quality, (10,), "2026年第2季度：应报10项全部报齐",
     "Quarter 2 of 2026: all 10 figures expected are there"),
    (quality, (10, 10), "2026年第2季度：应报10项均未报送",
     "Quarter 2 of 2026: none of the 10 figures expected has been reported"),
    (quality, (10, 3, 2, 1), "2026年第2季度：应报10项，缺3项，2项迟报，1个问题待核实",
     "Quarter 2 of 2026: 3 of 10 figures are missing, 2 came late, 1 warning is open"),
    (quality, (10, 1), "2026年第2季度：应报10项，缺1项",
     "Quarter 2 of 2026: 1 of 10 figures is missing"),
    (quality, (1,), "2026年第2季度：应报1项全部报齐",
     "Quarter 2 of 2026: the only figure expected is there"),
    (quality, (1, 1), "2026年第2季度：应报1项均未报送",
     "Quarter 2 of 2026: the only figure expected has not been reported"),
    (quality, (0,), "2026年第2季度：各单位没有应报数据",
     "Quarter 2 of 2026: no figure is expected of any unit"),
    (targets, ([None], 0), "2026年尚未下达目标",
     "2026: no target has been set yet"),
    (targets, ([0, 0], 40), "2026年已下达目标40项，2项总目标均与各单位合计一致",
     "2026: 40 targets set; all 2 totals agree with the units' sums"),
    (targets, ([5, -5], 40), "2026年已下达目标40项，2项总目标中2项与各单位合计不一致",
     "2026: 40 targets set; 2 of 2 totals differ from the units' sums"),
    (targets, ([0, 5, None], 40), "2026年已下达目标40项，2项总目标中1项与各单位合计不一致",
     "2026: 40 targets set; 1 of 2 totals differs from the units' sum"),
    (targets, ([None], 1), "2026年已下达目标1项",
     "2026: 1 target set"),
    (targets, ([0], 1), "2026年已下达目标1项，1项总目标均与各单位合计一致",
     "2026: 1 target set; 1 total agrees with the units' sum"),
    (targets, ([5], 1), "2026年已下达目标1项，1项总目标中1项与各单位合计不一致",
     "2026: 1 target set; 1 of 1 totals differs from the units' sum"),
    (appraisal, ([0, 0, 0],), "第1乡镇工会联合会100.0分居首，名次均无变化",
     "第1乡镇工会联合会 leads with 100.0, no rank has changed"),
    (appraisal, ([1, -1, 0],), "第1乡镇工会联合会100.0分居首，上升1位，第2乡镇工会联合会下降1位",
     "第1乡镇工会联合会 leads with 100.0, up 1 place, 第2乡镇工会联合会 fell 1 place"),
    (appraisal, ([None, None],), "第1乡镇工会联合会100.0分居首，无上期名次可比",
     "第1乡镇工会联合会 leads with 100.0, there are no earlier ranks to compare with"),
    (appraisal, ([2, 0, -2],), "第1乡镇工会联合会100.0分居首，上升2位，第3乡镇工会联合会下降2位",
     "第1乡镇工会联合会 leads with 100.0, up 2 places, 第3乡镇工会联合会 fell 2 places"),
    (appraisal, ([0],), "第1乡镇工会联合会考核得100.0分，无其他单位可比",
     "第1乡镇工会联合会 scores 100.0; there is no other unit to compare it with"),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "about", "chinese", "english"), CASES)
def test_a_headline_says_what_the_figures_say(
    headline: Callable[..., str], about: tuple[object, ...], chinese: str, english: str
) -> None:
    with speaking(CHINESE):
        assert headline(*about) == chinese
    with speaking(ENGLISH):
        assert headline(*about) == english


def counts(sentence: str) -> list[int]:
    """The numbers of a sentence, without the year and the quarter."""
    return [int(found) for found in re.findall(r"\d+", re.sub(r"2026年第2季度|Quarter 2 of 2026|2026", "", sentence))]


some_statuses = st.lists(st.sampled_from([*STATUSES, *LEVELS]), min_size=1, max_size=20)


@given(some_statuses, st.sampled_from((HALF, LAST)), st.sampled_from((unit, indicator)))
def test_of_units_and_indicators_the_sentence_counts_what_the_frame_counts(statuses, on, headline) -> None:
    found = tally(figures(statuses))
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            said = counts(headline(statuses, on))
        if found.tasks in (0, 1) or found.not_reported == found.tasks:
            assert said == []
            continue
        expected = [found.tasks]
        expected += [found.ahead] if 0 < found.ahead < found.tasks else []
        expected += [count for count in (found.behind, found.not_reported) if count]
        assert sorted(said) == sorted(expected)


@given(st.lists(st.sampled_from((1.0, 0.0, -1.0, None)), min_size=1, max_size=20))
def test_of_a_comparison_better_worse_and_the_same_add_up(better: list[float | None]) -> None:
    known = [each for each in better if each is not None]
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            said = counts(compare(better))
        if not known:
            assert said == []
            continue
        assert said[:3] == [len(known), known.count(1.0), known.count(-1.0)]
        assert said[3:] == ([known.count(0.0)] if known.count(0.0) else [])
        assert sum(said[1:]) == said[0]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 5))
def test_of_quality_the_sentence_counts_missing_late_and_open(expected, missing, late, warnings) -> None:
    missing, late = min(missing, expected), min(late, expected)
    said = counts(quality(expected, missing, late, warnings))
    told = [count for count in (late, warnings) if count]
    if not expected:
        assert said == []
    elif missing in (0, expected):
        assert said == [expected, *told]
    else:
        assert said == [expected, missing, *told]


@given(st.lists(st.sampled_from((None, 0.0, 5.0, -5.0)), max_size=12), st.integers(0, 999))
def test_of_targets_the_sentence_counts_set_compared_and_differing(differences, count: int) -> None:
    known = [each for each in differences if each is not None]
    apart = sum(each != 0 for each in known)
    said = counts(targets(differences, count))
    if not count:
        assert said == []
    else:
        assert said == [count, *([len(known)] if known else []), *([apart] if apart else [])]


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=9))
def test_of_the_appraisal_the_furthest_up_and_down_are_those_of_the_frame(steps: list[int]) -> None:
    said = re.findall(r"(上升|下降)(\d+)位", appraisal(list(steps)))
    expected = [("上升", str(max(steps)))] if max(steps) > 0 else []
    expected += [("下降", str(-min(steps)))] if min(steps) < 0 else []
    assert said == expected


@given(some_statuses)
def test_of_what_lags_the_sentence_counts_what_is_behind(statuses: list[str]) -> None:
    found = tally(units_figures(statuses))
    said = laggards(statuses)
    if found.tasks and found.behind:
        assert said.startswith(f"{found.behind}项任务滞后")
    else:
        assert "项任务滞后" not in said
