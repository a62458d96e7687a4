"""Headlines: true for every case, with the frame's own numbers."""

import re
from datetime import date

import pandas as pd
import pytest
from frames import HALF, STATUSES, figure_row, figures, units_figures, view
from hypothesis import given, settings
from hypothesis import strategies as st

from guoban.charts.headline import indicator_headline, indicator_subline, overview_headline, unit_headline
from guoban.charts.measure_of import measure_of
from guoban.charts.standing import tally
from guoban.text import CHINESE, ENGLISH, speaking

FIRST = date(2026, 3, 31)
THIRD = date(2026, 9, 30)
LAST = date(2026, 12, 31)
WITHIN = date(2026, 5, 20)

AHEAD, LATE, SLIGHT, SILENT = "on_schedule", "behind", "slightly_behind", "not_reported"


@pytest.mark.parametrize(
    ("statuses", "on", "chinese", "english"),
    [
        ([AHEAD] * 5, HALF, "时间过半，5项任务全部达到序时进度", "Half the year is gone: all 5 tasks are on schedule"),
        (
            [AHEAD] * 3 + [LATE, SLIGHT],
            HALF,
            "时间过半，5项任务中3项达到序时进度，1项滞后",
            "Half the year is gone: 3 of 5 tasks are on schedule, 1 behind",
        ),
        (
            [LATE] * 4,
            HALF,
            "时间过半，4项任务无一达到序时进度，4项滞后",
            "Half the year is gone: none of the 4 tasks is on schedule, 4 behind",
        ),
        (
            [AHEAD, LATE, SILENT],
            HALF,
            "时间过半，3项任务中1项达到序时进度，1项滞后，1项未报",
            "Half the year is gone: 1 of 3 tasks is on schedule, 1 behind, 1 not reported",
        ),
        ([AHEAD], HALF, "时间过半，唯一一项任务达到序时进度", "Half the year is gone: the only task is on schedule"),
        ([LATE], HALF, "时间过半，唯一一项任务未达序时进度", "Half the year is gone: the only task is not on schedule"),
        (
            [SILENT] * 3,
            HALF,
            "时间过半，有目标的3项任务均未报送",
            "Half the year is gone: none of the 3 tasks has been reported",
        ),
        (["no_target"] * 2, HALF, "2026年尚未下达年度目标", "No annual targets have been set for 2026"),
        ([], HALF, "2026年尚未下达年度目标", "No annual targets have been set for 2026"),
        (
            [AHEAD, LATE],
            FIRST,
            "时间过季，2项任务中1项达到序时进度，1项滞后",
            "A quarter of the year is gone: 1 of 2 tasks is on schedule, 1 behind",
        ),
        (
            [AHEAD, LATE],
            THIRD,
            "前三季度已过，2项任务中1项达到序时进度，1项滞后",
            "Three quarters of the year are gone: 1 of 2 tasks is on schedule, 1 behind",
        ),
        (
            ["done", "met", LATE],
            LAST,
            "全年收官，3项任务完成2项，1项滞后",
            "The year is over: 2 of 3 tasks were completed, 1 behind",
        ),
        (["done", "met"], LAST, "全年收官，2项任务全部完成", "The year is over: all 2 tasks were completed"),
        (
            [LATE, SLIGHT],
            LAST,
            "全年收官，2项任务无一完成，1项滞后",
            "The year is over: none of the 2 tasks was completed, 1 behind",
        ),
        ([LATE], LAST, "全年收官，唯一一项任务未完成", "The year is over: the only task was not completed"),
        (["done"], LAST, "全年收官，唯一一项任务已完成", "The year is over: the only task was completed"),
        (
            [AHEAD, AHEAD],
            WITHIN,
            "全年时间已过38.4%，2项任务全部达到序时进度",
            "38.4% of the year is gone: all 2 tasks are on schedule",
        ),
    ],
)
def test_the_overview_says_what_the_figures_say(statuses: list[str], on: date, chinese: str, english: str) -> None:
    rows, seen = figures(statuses), view(on, elapsed=0.3836 if on == WITHIN else 0.5)
    with speaking(CHINESE):
        assert overview_headline(rows, seen) == chinese
    with speaking(ENGLISH):
        assert overview_headline(rows, seen) == english


def test_before_the_first_report_the_overview_says_so() -> None:
    silent = view(reported=0, silent=tuple((f"T{place}", f"单位{place}") for place in range(28)))
    assert overview_headline(figures([SILENT] * 3), silent) == "时间过半，尚无单位报送"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([AHEAD, LATE, SLIGHT], "洋口镇：3项任务中1项达到序时进度，1项滞后"),
        ([SILENT, SILENT], "洋口镇：尚未报送"),
        (["no_target"], "洋口镇：2026年尚未下达目标"),
        ([AHEAD, AHEAD], "洋口镇：2项任务全部达到序时进度"),
    ],
)
def test_a_unit_is_named_before_its_finding(statuses: list[str], expected: str) -> None:
    assert unit_headline("洋口镇", figures(statuses), view()) == expected


@pytest.mark.parametrize(
    ("statuses", "on", "expected"),
    [
        ([AHEAD, AHEAD, LATE], HALF, "集体合同：3个单位中2个达到序时进度，1个滞后"),
        ([AHEAD] * 3, HALF, "集体合同：3个单位全部达到序时进度"),
        ([LATE, LATE], HALF, "集体合同：2个单位无一达到序时进度，2个滞后"),
        ([AHEAD], HALF, "集体合同：唯一一个单位达到序时进度"),
        ([SILENT, SILENT], HALF, "集体合同：尚无单位报送"),
        (["no_target"] * 2, HALF, "集体合同：2026年尚无单位承担目标"),
        (["met", "near", "not_met", SILENT], HALF, "集体合同：4个单位中1个达标，1个未达标，1个未报"),
        (["done", LATE], LAST, "集体合同：2个单位中1个完成任务，1个滞后"),
    ],
)
def test_an_indicator_counts_its_units(statuses: list[str], on: date, expected: str) -> None:
    assert indicator_headline("集体合同", units_figures(statuses), view(on)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"value": 423.0, "target": 828.0, "progress": 0.511},
            "县总工会423 份，年度目标828 份，完成51.1%，序时进度50%",
        ),
        (
            {"value": 6.0, "target": 10.0, "progress": 0.6, "direction": "lower"},
            "县总工会6 份，全年上限10 份，已用60.0%，序时进度50%",
        ),
        ({"value": 6.0, "target": None, "progress": None, "status": "no_target"}, "县总工会6 份，未设目标"),
        (
            {
                "value": 0.88,
                "measure": "%",
                "kind": "ratio",
                "target": 0.9,
                "progress": 0.978,
                "schedule": 1.0,
                "status": "near",
            },
            "县总工会88.0%，年度目标90.0%，完成97.8%",
        ),
        (
            {
                "value": 108_000.0,
                "kind": "stock",
                "measure": "人",
                "baseline": 100_000.0,
                "target": 112_000.0,
                "progress": 2 / 3,
            },
            "县总工会108\u202f000 人，年度目标112\u202f000 人，增量完成66.7%，序时进度50%",
        ),
    ],
)
def test_the_organisations_own_figure_stands_below(changes: dict[str, object], expected: str) -> None:
    row = pd.Series(figure_row(unit_name="县总工会", **changes))
    assert indicator_subline(row, measure_of(row)) == expected


def numbers_in(sentence: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", sentence)]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*STATUSES, "met", "near", "not_met"]), min_size=2, max_size=40),
    st.sampled_from((HALF, LAST)),
)
def test_every_number_of_a_headline_is_a_count_of_the_frame(statuses: list[str], on: date) -> None:
    found = tally(figures(statuses))
    allowed = {2026, found.tasks, found.ahead, found.behind, found.not_reported}
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            sentence = overview_headline(figures(statuses), view(on))
        assert set(numbers_in(sentence)) <= allowed
        if 1 < found.tasks != found.not_reported and 0 < found.ahead < found.tasks:
            assert {found.tasks, found.ahead} <= set(numbers_in(sentence))
        if found.behind and found.tasks > 1 and found.not_reported != found.tasks:
            assert found.behind in numbers_in(sentence)


@settings(deadline=None)
@given(st.lists(st.sampled_from(STATUSES), max_size=30))
def test_no_task_is_counted_twice_and_none_is_lost(statuses: list[str]) -> None:
    found = tally(figures(statuses))
    assert found.ahead + found.slightly + found.behind + found.not_reported == found.tasks
    assert found.tasks == sum(status != "no_target" for status in statuses)
