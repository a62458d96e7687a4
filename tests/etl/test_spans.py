"""Spans as titles, heads and file names mention them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.spans import SpanMention, find_spans, find_year
from guoban.calendar import quarter_span


def _told(text: str, default_year: int | None = 2020) -> list[tuple[str, str, bool]]:
    return [(str(found.span), found.kind, found.names_year) for found in find_spans(text, default_year)]


_QUARTER_2 = ("2026-04-01..2026-06-30", "quarter", True)
_HALF_YEAR = ("2026-01-01..2026-06-30", "cumulative", True)
_TO_JUNE = ("2026-01-01..2026-06-30", "as_of", True)


@pytest.mark.parametrize(
    "text",
    [
        "2026年第二季度", "2026年2季度", "2026年二季度", "2026 年 第 2 季度", "2026年第2季", "２０２６年第２季度",
        "二〇二六年第二季度",
        "Q2 2026", "2026Q2", "2026年Q2", "2026-Q2", "26年二季度", "城关镇2026年二季度报表.xlsx",
        "季报_2026Q2_终稿(1).xlsx",
        "2026年4-6月", "2026年4、5、6月", "2026年4月1日至6月30日", "2026.4.1-2026.6.30", "2026年Ⅱ季度",
    ],
)  # fmt: skip
def test_a_quarter_means_its_own_days(text: str) -> None:
    assert _told(text) == [_QUARTER_2]


@pytest.mark.parametrize(
    "text",
    [
        "2026年上半年", "2026年1-6月", "2026年1—6月份", "2026年1至6月", "2026年1～6月", "2026年１－６月",
        "2026年一至六月",
        "2026年1月至6月", "2026年1月至2026年6月", "2026.1-6月", "2026H1", "H1 2026", "2026年半年报", "2026年半年度",
        "2026年1月1日至6月30日", "2026年1月1日—2026年6月30日", "2026.1.1-2026.6.30", "2026-01-01至2026-06-30",
        "20260101-20260630", "2026年1-2季度", "2026年一、二季度", "2026年前两季度", "二〇二六年上半年",
        "2026年前6个月", "2026年前六个月",
    ],
)  # fmt: skip
def test_a_half_year_counts_from_1_january(text: str) -> None:
    assert _told(text) == [_HALF_YEAR]


@pytest.mark.parametrize(
    "text",
    [
        "截至2026年6月30日", "截止2026年6月30日", "至2026年6月30日", "截至2026-06-30", "2026年6月底", "2026年6月末",
        "2026年二季度末",
        "截至2026年六月底", "统计时间：2026年6月30日", "2026年6月30日止", "截至20260630",
    ],
)  # fmt: skip
def test_a_day_up_to_which_is_counted_is_as_of(text: str) -> None:
    assert _told(text) == [_TO_JUNE]


@pytest.mark.parametrize(
    ("text", "first_day", "last_day", "kind"),
    [
        ("2026年1—8月份", "01-01", "08-31", "cumulative"), ("2026年前三季度", "01-01", "09-30", "cumulative"),
        ("2026年一至三季度", "01-01", "09-30", "cumulative"), ("截至2026年5月底", "01-01", "05-31", "as_of"),
        ("2026年第三季度末", "01-01", "09-30", "as_of"), ("2026.06", "06-01", "06-30", "month"),
        ("2026-06", "06-01", "06-30", "month"), ("2026年6月", "06-01", "06-30", "month"),
        ("月报202606", "06-01", "06-30", "month"),
        ("2026年2月份", "02-01", "02-28", "month"), ("2026年十二月", "12-01", "12-31", "month"),
        ("2026年度", "01-01", "12-31", "year"), ("2026年全年", "01-01", "12-31", "year"),
        ("二〇二六年", "01-01", "12-31", "year"),
        ("2026年", "01-01", "12-31", "year"), ("2026年下半年", "07-01", "12-31", "range"),
        ("2026年2-3季度", "04-01", "09-30", "range"),
        ("2026年3月16日-6月15日", "03-16", "06-15", "range"),
    ],
)  # fmt: skip
def test_other_periods_are_read(text: str, first_day: str, last_day: str, kind: str) -> None:
    assert _told(text) == [(f"2026-{first_day}..2026-{last_day}", kind, True)]


@pytest.mark.parametrize(
    "text", ["填报日期:2026年7月5日", "2026年7月5日", "2026-07-05", "2026/7/5", "二〇二六年七月五日", "20260705"]
)
def test_a_day_alone_may_be_that_of_a_signature(text: str) -> None:
    assert _told(text) == [("2026-07-05..2026-07-05", "day", True)]


@pytest.mark.parametrize(
    "text",
    [
        "四季送温暖", "单位:万元", "25人以上企业", "COL-02", "1-本月累计", "年初至今", "截至目前", "2026年1月32日",
        "6月31日", "1-6", "",
        "2024-2026年", "本季度", "2026Q5", "12.5", "电话 13912345678", "0515-86213456",
    ],
)  # fmt: skip
def test_what_names_no_span_gives_none(text: str) -> None:
    assert [found for found in _told(text) if found[1] != "year"] == []


def test_without_a_year_the_supposed_one_counts_and_is_marked() -> None:
    assert _told("1-6月", 2026) == [("2026-01-01..2026-06-30", "cumulative", False)]
    assert find_spans("1-6月") == []


def test_a_year_in_the_title_dates_the_period_beside_it_and_is_no_mention_of_its_own() -> None:
    assert _told("2026年工会工作进度表(1-6月)") == [_HALF_YEAR]


def test_a_whole_year_beside_a_period_stays_a_mention() -> None:
    assert _told("2026年度目标及上半年完成情况") == [("2026-01-01..2026-12-31", "year", True), _HALF_YEAR]


def test_a_date_of_signature_lends_its_year_to_nothing() -> None:
    assert _told("上半年  填报日期:2027年1月5日") == [
        ("2020-01-01..2020-06-30", "cumulative", False),
        ("2027-01-05..2027-01-05", "day", True),
    ]


def test_two_spans_are_given_in_the_order_of_the_text() -> None:
    assert _told("2026年第二季度（累计1-6月）") == [_QUARTER_2, _HALF_YEAR]


def test_each_period_takes_the_year_before_it() -> None:
    assert [span for span, *_ in _told("2025年上半年 2026年上半年")] == [
        "2025-01-01..2025-06-30",
        "2026-01-01..2026-06-30",
    ]


def test_a_mention_says_its_words() -> None:
    assert find_spans("工会２０２６年第二季度情况") == [
        SpanMention(quarter_span(2026, 2), "2026年第二季度", "quarter", True)
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026年季报", 2026), ("二〇二六年", 2026), ("季报2026.xlsx", 2026), ("26年二季度", 2026),
        ("20260630", 2026), ("2026.06", 2026),
        ("电话13920261234", None), ("单位:万元", None), ("2026", 2026),
    ],
)  # fmt: skip
def test_the_year_is_found(text: str, year: int | None) -> None:
    assert find_year(text) == year


_HOW = ["{y}年1-{m}月", "{y}年1月至{m}月份", "截至{y}年{m}月底", "{y}年一月—{m}月", "{y}.01-{y}.{m:02}"]


@given(
    st.integers(2015, 2035), st.integers(2, 12), st.sampled_from(_HOW), st.sampled_from(["", "工会工作", "XX县总工会"])
)
def test_a_period_from_january_reads_back_from_any_writing(year: int, month: int, how: str, before: str) -> None:
    found = find_spans(before + how.format(y=year, m=month) + "情况表", 2000)
    assert [(mention.span.first_day, mention.span.last_day.month) for mention in found] == [(date(year, 1, 1), month)]


@given(st.text(alphabet="0123456789年月日季度半上下第一二三四五六十至-—.Qq截底末前、 ", max_size=30))
def test_any_text_gives_an_answer(text: str) -> None:
    for mention in find_spans(text, 2026):
        assert mention.text
        assert mention.kind != "as_of" or mention.span.first_day == date(mention.span.last_day.year, 1, 1)
