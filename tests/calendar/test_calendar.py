"""Days, spans, quarters, and what is due by when."""

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.calendar import (
    Shares,
    Span,
    parse_period,
    previous_quarter_end,
    quarter_end,
    quarter_of,
    quarter_span,
    same_day_last_year,
    schedule_share,
    year_to_quarter,
)
from guoban.errors import InputError

days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
WINTER: Shares = (Decimal("0.7"), Decimal("0.75"), Decimal("0.8"), Decimal(1))
AUTUMN: Shares = (Decimal(0), Decimal(0), Decimal(1), Decimal(1))


@st.composite
def rising_shares(draw: st.DrawFn) -> Shares:
    first, second, third = sorted(draw(st.tuples(*[st.integers(0, 100)] * 3)))
    return Decimal(first) / 100, Decimal(second) / 100, Decimal(third) / 100, Decimal(1)


@pytest.mark.parametrize(
    ("text", "first_day", "last_day"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026M05", date(2026, 5, 1), date(2026, 5, 31)),
        ("2026-05", date(2026, 5, 1), date(2026, 5, 31)),
        ("2024M2", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        (" ２０２６ｑ２ ", date(2026, 4, 1), date(2026, 6, 30)),
    ],
)
def test_a_period_is_read_by_its_name(text: str, first_day: date, last_day: date) -> None:
    assert parse_period(text) == Span(first_day, last_day)


@pytest.mark.parametrize(
    "text", ["", "26", "2026H3", "2026Q5", "2026M13", "2026-00", "2026-5-1", "1026", "2026Q", "半年"]
)
def test_what_is_no_period_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_period(text)
    assert f"“{text}”" in refused.value.message
    assert "2026Q2" in refused.value.hint


def test_a_span_knows_its_days() -> None:
    span = Span.parse("2026-01-01..2026-06-30")
    assert span == Span(date(2026, 1, 1), date(2026, 6, 30))
    assert span.days == 181
    assert Span(date(2026, 2, 3), date(2026, 2, 3)).days == 1


@given(days, days)
def test_a_span_is_written_as_it_is_read(one: date, other: date) -> None:
    span = Span(min(one, other), max(one, other))
    assert Span.parse(str(span)) == span


@pytest.mark.parametrize(
    "text", ["2026-01-01", "2026-01-01..", "2026-02-30..2026-03-01", "a..b", "2026-01-01..2026-02-01..x"]
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        Span.parse(text)


def test_a_span_that_ends_before_it_begins_is_refused_naming_both_days() -> None:
    with pytest.raises(InputError) as refused:
        Span(date(2026, 6, 30), date(2026, 1, 1))
    assert "2026-06-30" in refused.value.message
    assert "2026-01-01" in refused.value.message


def test_spans_are_ordered_by_first_day_then_last_day() -> None:
    spans = [
        Span.parse(text) for text in ("2026-04-01..2026-06-30", "2026-01-01..2026-06-30", "2026-01-01..2026-03-31")
    ]
    assert [str(span) for span in sorted(spans)] == [
        "2026-01-01..2026-03-31",
        "2026-01-01..2026-06-30",
        "2026-04-01..2026-06-30",
    ]


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_there_are_four_quarters(quarter: int) -> None:
    with pytest.raises(InputError):
        quarter_end(2026, quarter)


@given(days)
def test_every_day_lies_in_its_quarter_and_after_the_quarter_before(day: date) -> None:
    span = quarter_span(day.year, quarter_of(day))
    assert span.first_day <= day <= span.last_day
    assert year_to_quarter(day.year, quarter_of(day)) == Span(date(day.year, 1, 1), span.last_day)
    assert previous_quarter_end(day) == span.first_day - timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 6, 30), date(2026, 3, 31)),
        (date(2026, 7, 1), date(2026, 6, 30)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (date(2026, 12, 31), date(2026, 9, 30)),
    ],
)
def test_the_quarter_end_before_a_day_is_strictly_before_it(day: date, before: date) -> None:
    assert previous_quarter_end(day) == before


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 6, 30), date(2025, 6, 30)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2025, 2, 27), date(2024, 2, 27)),
        (date(2024, 2, 28), date(2023, 2, 28)),
    ],
)
def test_the_same_day_last_year_keeps_the_end_of_a_month(day: date, before: date) -> None:
    assert same_day_last_year(day) == before


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2100])
def test_exactly_a_quarter_more_is_due_at_each_quarter_end(year: int) -> None:
    due = [schedule_share(quarter_end(year, quarter)) for quarter in (1, 2, 3, 4)]
    assert due == [Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), Decimal(1)]


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 1, 1), Decimal(1) / 365),
        (date(2024, 1, 1), Decimal(1) / 366),
        (date(2026, 5, 31), Decimal(151) / 365),
        (date(2024, 5, 31), Decimal(152) / 366),
        (date(2026, 12, 30), Decimal(364) / 365),
        (date(2026, 4, 1), Decimal("0.25")),  # 91 of 365 days are less than the quarter that was due the day before
    ],
)
def test_between_quarter_ends_the_days_count(day: date, share: Decimal) -> None:
    assert schedule_share(day) == share


@given(days)
def test_something_is_due_every_day_and_never_more_than_all(day: date) -> None:
    assert 0 < schedule_share(day) <= 1


@given(days, st.none() | rising_shares())
def test_no_day_has_less_due_than_the_day_before(day: date, shares: Shares | None) -> None:
    following = day + timedelta(days=1)
    if following.year == day.year:
        assert schedule_share(day, shares) <= schedule_share(following, shares)
    assert 0 <= schedule_share(day, shares) <= 1


@given(days, rising_shares())
def test_own_shares_are_met_exactly_at_the_quarter_ends(day: date, shares: Shares) -> None:
    for quarter, share in enumerate(shares, start=1):
        assert schedule_share(quarter_end(day.year, quarter), shares) == share


@pytest.mark.parametrize(
    ("day", "shares", "share"),
    [
        (date(2026, 1, 9), WINTER, Decimal("0.07")),  # 9 of 90 days
        (date(2026, 2, 14), WINTER, Decimal("0.35")),  # 45 of 90 days
        (date(2026, 10, 23), WINTER, Decimal("0.85")),  # 23 of 92 days: a quarter of the last fifth
        (date(2026, 6, 30), AUTUMN, Decimal(0)),
        (date(2026, 7, 1), AUTUMN, Decimal(1) / 92),
        (date(2026, 9, 30), AUTUMN, Decimal(1)),
        (date(2026, 10, 1), AUTUMN, Decimal(1)),
    ],
)
def test_own_shares_rise_by_days_in_between(day: date, shares: Shares, share: Decimal) -> None:
    assert schedule_share(day, shares) == share


@given(st.integers(1990, 2099))
def test_the_schedule_stays_within_two_days_of_the_days_elapsed(year: int) -> None:
    length = 366 if isleap(year) else 365
    first = date(year, 1, 1)
    shares = [schedule_share(first + timedelta(days=day)) for day in range(length)]
    for elapsed, share in enumerate(shares, start=1):
        assert abs(share - Decimal(elapsed) / length) < Decimal(2) / length
