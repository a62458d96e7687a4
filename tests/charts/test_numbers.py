"""How numbers and days are written."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.charts.numbers import (
    MINUS,
    NOTHING,
    THIN_SPACE,
    Measure,
    amount,
    day,
    estimate,
    grouped,
    moment,
    number,
    percent,
    points,
    scale_for,
    scaled,
    short_day,
)
from guoban.text import CHINESE, ENGLISH, speaking

YUAN = Measure("元")
PIECES = Measure("份")
PERCENT = Measure("%")


@pytest.mark.parametrize(
    ("value", "measure", "chinese", "english"),
    [
        (0, PIECES, "0 份", "0"),
        (702, PIECES, "702 份", "702"),
        (2573, Measure("人"), f"2{THIN_SPACE}573 人", "2,573"),
        (1234567, Measure("人次"), f"1{THIN_SPACE}234{THIN_SPACE}567 人次", "1,234,567"),
        (12.5, Measure("场次"), "12.5 场次", "12.5"),
        (0.912, PERCENT, "91.2%", "91.2%"),
        (0, YUAN, "0 元", "¥0"),
        (8000, YUAN, f"8{THIN_SPACE}000 元", "¥8.00k"),
        (978_000, YUAN, "97.8 万元", "¥978.0k"),
        (13_173_100, YUAN, f"1{THIN_SPACE}317 万元", "¥13.2m"),
        (210_000_000, YUAN, "2.10 亿元", "¥210.0m"),
        (210_000_000, Measure("元", "万元"), f"21{THIN_SPACE}000 万元", "¥210.0m"),
        (978_000, Measure("元", None, 2), "97.80 万元", "¥978.00k"),
        (None, PIECES, NOTHING, NOTHING),
        (float("nan"), YUAN, NOTHING, NOTHING),
    ],
)
def test_amounts_are_written_in_the_habit_of_each_language(
    value: float | None, measure: Measure, chinese: str, english: str
) -> None:
    with speaking(CHINESE):
        assert str(amount(value, measure)) == chinese
    with speaking(ENGLISH):
        assert str(amount(value, measure)) == english


@pytest.mark.parametrize(
    ("fraction", "decimals", "written"),
    [
        (0.489, 1, "48.9%"),
        (0.5, 0, "50%"),
        (0.5425, 1, "54.3%"),
        (1.104, 0, "110%"),
        (-0.011, 1, f"{MINUS}1.1%"),
        (0.0, 1, "0.0%"),
        (-0.0001, 1, "0.0%"),
        (None, 1, NOTHING),
        (float("inf"), 1, NOTHING),
    ],
)
def test_percentages_round_half_up(fraction: float | None, decimals: int, written: str) -> None:
    assert percent(fraction, decimals) == written


@pytest.mark.parametrize(
    ("fraction", "written"),
    [
        (0.011, "1.1个百分点"),
        (-0.082, "8.2个百分点"),
        (0.0004, "不足0.1个百分点"),
        (-0.0001, "不足0.1个百分点"),
        (0.0, "0.0个百分点"),
    ],
)
def test_a_small_difference_is_never_written_as_none(fraction: float, written: str) -> None:
    assert points(fraction) == written


def test_a_column_reads_in_one_measure() -> None:
    scale = scale_for([9_780_000, 5_000, None, 0], YUAN)
    assert scale.measure == "万元"
    assert [scaled(value, scale) for value in (9_780_000, 5_000, None)] == ["978.0", "0.5", NOTHING]


def test_figures_of_a_ratio_keep_their_sign_in_a_column() -> None:
    assert scaled(0.889, scale_for([0.9], PERCENT)) == "88.9%"


@pytest.mark.parametrize(
    ("value", "measure", "at_least", "written"),
    [
        (9.2, PIECES, False, "9 份"),
        (9.5, PIECES, False, "10 份"),
        (9.2, PIECES, True, "10 份"),
        (9.0000000001, PIECES, True, "9 份"),
        (12_345.6, YUAN, True, "1.23 万元"),
        (0.123, PERCENT, True, "12.3%"),
    ],
)
def test_what_is_worked_out_comes_whole_where_things_are_counted(
    value: float, measure: Measure, at_least: bool, written: str
) -> None:
    assert str(estimate(value, measure, at_least=at_least)) == written


def test_days_are_written_in_the_habit_of_each_language() -> None:
    on = date(2026, 6, 30)
    with speaking(CHINESE):
        assert (day(on), short_day(on)) == ("2026年6月30日", "6月30日")
    with speaking(ENGLISH):
        assert (day(on), short_day(on)) == ("30 June 2026", "30 June")
    assert moment(datetime(2026, 7, 8, 9, 12)) == "2026-07-08 09:12"  # noqa: DTZ001


@given(st.integers(-(10**12), 10**12))
def test_grouping_loses_no_digit(value: int) -> None:
    with speaking(CHINESE):
        written = grouped(value, 0)
    assert int(written.replace(THIN_SPACE, "").replace(MINUS, "-")) == value


@given(st.floats(0, 1e9, allow_nan=False))
def test_a_number_is_written_to_the_nearest_hundredth(value: float) -> None:
    with speaking(ENGLISH):
        assert float(number(value).replace(",", "")) == pytest.approx(value, abs=0.00501)
