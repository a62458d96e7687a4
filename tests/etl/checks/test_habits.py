"""Figures against the unit's own past: what is a slip, what is unusual, and what is nobody's business."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guoban.calendar import Span, parse_period, year_to_quarter
from tests.etl.grids import A, Read, read, sheet_of

QUARTERS = [f"{year}Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)][:9]
"""From the first quarter of 2024 to the first of 2026."""

HABIT_RULES = {"money-measure-doubtful", "magnitude-doubtful", "outlier"}


def past(values: list[float | None], periods: list[str], indicator: str = "ORG-06") -> pd.DataFrame:
    """What 望江镇 reported for these periods, the last of them last; None = nothing."""
    spans = [(parse_period(period), value) for period, value in zip(periods[-len(values) :], values, strict=True)]
    return told([(indicator, span, value) for span, value in spans if value is not None])


def told(figures: list[tuple[str, Span, float]]) -> pd.DataFrame:
    """Figures of 望江镇: indicator, span, value."""
    rows = [("T01", indicator, span.first_day, span.last_day, value) for indicator, span, value in figures]
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "first_day", "last_day", "value"])
    return frame.astype({"first_day": "datetime64[s]", "last_day": "datetime64[s]", "value": "float64"})


def second_quarter(value: float, values: list[float | None], name: str = "新增会员", code: str = "ORG-06") -> Read:
    """The reading of one figure for the second quarter of 2026."""
    return read(sheet_of(["2026年第二季度"], ["单位", name], [A, value]), earlier=past(values, QUARTERS, code))


def said(found: Read) -> list[str]:
    return [rule for rule in found.rules if rule in HABIT_RULES]


STEADY: list[float | None] = [40, 44, 38, 41, 43]


@pytest.mark.parametrize(
    ("value", "values", "rule"),
    [
        (410, STEADY, "magnitude-doubtful"),
        (4.2, STEADY, "magnitude-doubtful"),
        (4_100, STEADY, "magnitude-doubtful"),
        (410_000, [41], "magnitude-doubtful"),
        (4_300, [43, 41], "magnitude-doubtful"),
        (250, STEADY, "outlier"),
        (180, [40, 44, 38, 41, 43, 39], "outlier"),
    ],
)
def test_a_figure_far_from_the_past_is_found(value: float, values: list[float | None], rule: str) -> None:
    assert said(second_quarter(value, values)) == [rule]


@pytest.mark.parametrize(
    ("value", "values"),
    [
        (95, STEADY),  # twice as much is a good quarter
        (12, STEADY),  # and a quarter of it a bad one
        (0, STEADY),  # nobody slips into a zero
        (430, [43]),  # one quarter is no habit
        (4_300, [43]),
        (250, [44, 38, 41, 43]),  # fewer than five
        (430, [300, 12, 45, 2, 41]),  # never the same twice
        (14, [2, 1, 2, 2, 2]),  # small numbers say little
        (400, [12, 410, 9, 11, 14]),  # the same season last year
        (410, [40, 44, 38, None, None]),  # nothing of the same season
        (41, [0, 0, 0, 0, 0]),
    ],
)
def test_what_may_well_be_is_not_doubted(value: float, values: list[float | None]) -> None:
    assert said(second_quarter(value, values)) == []


def test_the_first_years_have_no_habits() -> None:
    assert said(read(sheet_of(["2026年第二季度"], ["单位", "新增会员"], [A, 410]))) == []


@pytest.mark.parametrize(
    ("value", "meant", "read_as", "likely"),
    [(97.8, "万元", "元", "978,000元"), (9_780_000_000, "元", "万元", "978,000元")],
)
def test_yuan_and_ten_thousand_yuan_are_told_apart_by_the_past(
    value: float, meant: str, read_as: str, likely: str
) -> None:
    found = second_quarter(value, [950_000.0, 1_020_000.0], "帮扶资金发放（元）", "AID-01")
    (doubt,) = found.of("money-measure-doubtful")
    assert f"可能应为{meant}，而非{read_as}" in doubt.message
    assert likely in doubt.hint
    assert len(found.figures) == 1


def test_a_cumulative_figure_is_held_to_the_same_span_last_year() -> None:
    frame = told([("AID-01", year_to_quarter(2025, 2), 900_000), ("AID-01", year_to_quarter(2026, 1), 400_000)])
    sheet = sheet_of(["2026年上半年"], ["单位", "帮扶资金发放（元）"], [A, 95])
    assert said(read(sheet, earlier=frame)) == ["money-measure-doubtful"]
    assert "cumulative-falling" not in read(sheet, earlier=frame).rules  # the same slip is said once


def test_a_level_is_held_to_the_levels_before() -> None:
    assert said(second_quarter(1_213, [11_800, 11_900, 12_000, 12_050, 12_100], "会员总数", "ORG-07")) == [
        "magnitude-doubtful"
    ]
    assert said(second_quarter(12_400, [11_800, 11_900, 12_000, 12_050, 12_100], "会员总数", "ORG-07")) == []


def test_a_level_that_leaps_is_unusual() -> None:
    levels: list[float | None] = [11_800, 11_900, 12_000, 12_050, 12_100, 12_180, 12_260]
    assert said(second_quarter(19_900, levels, "会员总数", "ORG-07")) == ["outlier"]


def test_a_month_is_held_to_the_months_before() -> None:
    months = [f"2025-{month:02}" for month in range(1, 13)] + [f"2026-{month:02}" for month in range(1, 6)]
    sheet = sheet_of(["2026年6月"], ["单位", "新增会员"], [A, 130])
    assert said(read(sheet, earlier=past([13.0] * 17, months))) == ["magnitude-doubtful"]
    assert said(read(sheet, earlier=past([60.0] * 17, months))) == []


def test_only_what_was_before_counts() -> None:
    frame = past([400.0, 410.0, 390.0, 405.0, 402.0], ["2026Q1", "2026Q2", "2025Q4", "2025Q3", "2025Q2"])
    assert said(read(sheet_of(["2024年第二季度"], ["单位", "新增会员"], [A, 40]), earlier=frame)) == []


def test_many_slips_of_one_indicator_have_one_cause_and_are_counted() -> None:
    codes = ["T01", "T02", "T03", "T04", "T05", "T06", "S01"]
    frames = [past([950_000.0, 900_000.0], QUARTERS, "AID-01").assign(unit=code) for code in codes]
    names = ["望江镇", "澄湖镇", "柳坪镇", "白鹭镇", "松岭镇", "石渡乡", "教育系统"]
    sheet = sheet_of(["2026年第二季度"], ["单位", "帮扶资金发放"], *([name, 92] for name in names))
    found = read(sheet, earlier=pd.concat(frames))
    assert len(found.of("money-measure-doubtful")) == 5
    assert [finding.message.startswith("同类问题另有2处") for finding in found.of("more-of-the-same")] == [True]


@settings(max_examples=60, deadline=None)
@given(
    usual=st.floats(5, 5_000),
    swings=st.lists(st.floats(0.6, 1.6), min_size=9, max_size=9),
    now=st.floats(0.5, 2.0),
    cumulative=st.booleans(),
)
def test_a_county_that_swings_by_half_is_never_doubted(
    usual: float, swings: list[float], now: float, cumulative: bool
) -> None:
    quarters = [float(round(usual * swing)) for swing in swings]
    value = round(usual * now)
    if not cumulative:
        assert said(second_quarter(value, list(quarters))) == []
        return
    to_date = [sum(quarters[place - place % 4 : place + 1]) for place in range(9)]
    spans = [year_to_quarter(2024 + place // 4, place % 4 + 1) for place in range(9)]
    frame = told([("ORG-06", span, value) for span, value in zip(spans, to_date, strict=True)])
    sheet = sheet_of(["2026年上半年"], ["单位", "新增会员"], [A, to_date[-1] + value])
    found = read(sheet, earlier=frame, today=date(2026, 7, 10))
    assert said(found) == []
    assert "cumulative-falling" not in found.rules
