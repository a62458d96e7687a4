"""The forms in which titles, heads and file names write periods, from the most to the least particular."""

import re
from collections.abc import Callable
from datetime import date

from etl.spans.mention import SpanKind
from etl.spans.writing import DAY, MONTH, QUARTER, YEAR, small_number, year_of
from guoban.calendar import Span, parse_period, quarter_end, quarter_span, year_to_quarter

Read = Callable[[re.Match[str], int], tuple[Span, SpanKind]]
"""A match and the year it is in → the days, and what they mean. Raises ValueError for days no calendar has."""


_TO = r"\s*(?:至|到|-+)\s*"
_YEAR_BEFORE = rf"(?:(?<!\d)(?P<year>{YEAR}|(?<!\d)[12]\d(?=年))\s*(?:年度?|[-._/ ])?的?)?"
_NO_DIGIT = r"(?!\d)"

_SIGNED_AS_OF = r"(?P<until>(?:截至|截止|统计时间|统计时点|时点|数据时间|年初至|至)(?:到|至|于)?(?:日期|时间)?:?)"
"""Words before a day that make it the end of what was counted."""


def _month_end(year: int, month: int) -> date:
    return parse_period(f"{year}M{month}").last_day


def _named(first_day: date, last_day: date) -> tuple[Span, SpanKind]:
    """What days from one to another are called."""
    if last_day < first_day:
        raise ValueError
    span = Span(first_day, last_day)
    year = first_day.year
    if (first_day.month, first_day.day) == (1, 1) and last_day.year == year:
        return span, "year" if last_day == date(year, 12, 31) else "month" if last_day.month == 1 else "cumulative"
    if any(span == quarter_span(year, quarter) for quarter in (2, 3, 4)):
        return span, "quarter"
    if first_day.day == 1 and last_day == _month_end(year, first_day.month):
        return span, "month"
    return span, "range"


def _days(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    later = year_of(match["later"]) if match["later"] else year
    month = small_number(match["month2"]) if match["month2"] else small_number(match["month"])
    return _named(
        date(year, small_number(match["month"]), small_number(match["day"])),
        date(later, month, small_number(match["day2"])),
    )


def _months(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    later = year_of(match["later"]) if match["later"] else year
    return _named(date(year, small_number(match["month"]), 1), _month_end(later, small_number(match["month2"])))


def _quarters(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    first, last = small_number(match["quarter"]), small_number(match["quarter2"])
    return _named(quarter_span(year, first).first_day, quarter_end(year, last))


def _first_quarters(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return year_to_quarter(year, {"两": 2}.get(match["quarter"]) or small_number(match["quarter"])), "cumulative"


def _first_months(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return _named(date(year, 1, 1), _month_end(year, {"两": 2}.get(match["month"]) or small_number(match["month"])))


def read_day(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    """A day of `year`: since 1 January where the words say "until", else that day alone."""
    day = date(year, small_number(match["month"]), small_number(match["day"]))
    if match["until"] or match["stop"]:
        return Span(date(year, 1, 1), day), "as_of"
    return Span(day, day), "day"


def read_packed_day(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    """A day written as eight digits: since 1 January where the words say "until", else that day alone."""
    day = date(year, int(match["month"]), int(match["day"]))
    return (Span(date(year, 1, 1), day), "as_of") if match["until"] else (Span(day, day), "day")


def _end_of_month(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return Span(date(year, 1, 1), _month_end(year, small_number(match["month"]))), "as_of"


def _end_of_quarter(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return year_to_quarter(year, small_number(match["quarter"])), "as_of"


def _quarter(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return quarter_span(year, small_number(match["quarter"])), "quarter"


def _half(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    if match["half"] in ("下", "2"):
        return Span(date(year, 7, 1), date(year, 12, 31)), "range"
    return year_to_quarter(year, 2), "cumulative"


def _month(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return parse_period(f"{year}M{small_number(match['month'])}"), "month"


def _nothing(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    raise ValueError(match[0])


def _whole_year(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return parse_period(str(year)), "year"


BARE_YEAR = re.compile(rf"(?<!\d)(?P<year>{YEAR})年(?!度|[代初中])")

FORMS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern, read)
    for pattern, read in (
        # 2024-2026年: years of a plan, no span that figures are reported for
        (rf"(?<!\d)(?:{YEAR})年?{_TO}(?:{YEAR})年", _nothing),
        # 2026年1月1日至6月30日, 1月1日-6月30日, 2026.1.1-2026.6.30, 2026-01-01至2026-06-30, 2026/1/1-6/30
        (
            rf"(?:(?P<year>{YEAR})年)?(?P<month>{MONTH})月(?P<day>{DAY})[日号]?(?:起)?{_TO}"
            rf"(?:(?P<later>{YEAR})年)?(?:(?P<month2>{MONTH})月)?(?P<day2>{DAY})[日号]",
            _days,
        ),
        (
            rf"(?<!\d)(?P<year>{YEAR})[-./](?P<month>{MONTH})[-./](?P<day>{DAY}){_TO}"
            rf"(?:(?P<later>{YEAR})[-./])?(?P<month2>{MONTH})[-./](?P<day2>{DAY}){_NO_DIGIT}",
            _days,
        ),
        (
            rf"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d){_TO}(?P<later>20\d\d)(?P<month2>\d\d)(?P<day2>\d\d){_NO_DIGIT}",
            _days,
        ),
        # 截至2026年6月30日, 6月30日止, 2026年7月5日, 2026-06-30, 20260630
        (
            rf"{_SIGNED_AS_OF}?(?:(?<!\d)(?P<year>{YEAR})年)?(?P<month>{MONTH})月(?P<day>{DAY})[日号](?P<stop>为?止)?",
            read_day,
        ),
        (
            rf"{_SIGNED_AS_OF}?(?<![\d.])(?P<year>{YEAR})([-./])(?P<month>{MONTH})\3(?P<day>{DAY}){_NO_DIGIT}(?P<stop>为?止)?",
            read_day,
        ),
        (
            rf"{_SIGNED_AS_OF}?(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d){_NO_DIGIT}",
            read_packed_day,
        ),
        # 2026年1-6月, 1月至6月, 2026年1月至2026年6月, 2026.1-6月, 2026.01-2026.06, 2026年(1-6)月
        (
            rf"{_YEAR_BEFORE}(?<!\d)(?P<month>{MONTH})(?:月份?)?{_TO}(?:(?P<later>{YEAR})(?:年|[-./]))?(?P<month2>{MONTH})月",
            _months,
        ),
        (rf"{_YEAR_BEFORE}[(\[](?P<month>{MONTH}){_TO}(?P<month2>{MONTH})[)\]]月(?P<later>(?!))?", _months),
        (
            rf"(?<!\d)(?P<year>{YEAR})[./](?P<month>{MONTH}){_TO}(?:(?P<later>{YEAR})[./])?(?P<month2>{MONTH}){_NO_DIGIT}",
            _months,
        ),
        # 4、5、6月
        (
            rf"{_YEAR_BEFORE}(?<!\d)(?P<month>{MONTH})月?[、,](?:(?:{MONTH})月?[、,])*(?P<month2>{MONTH})月(?P<later>(?!))?",
            _months,
        ),
        # 2026年前5个月, 前五月
        (rf"{_YEAR_BEFORE}(?<![以提之目])前(?P<month>{MONTH}|两)个?月(?![前内底末])", _first_months),
        # 年初至6月底, 截至五月底, 6月末
        (rf"(?:{_SIGNED_AS_OF})?{_YEAR_BEFORE}(?<!\d)(?P<month>{MONTH})月份?[底末]", _end_of_month),
        (rf"{_SIGNED_AS_OF}{_YEAR_BEFORE}(?<!\d)(?P<month>{MONTH})月份?", _end_of_month),
        # 第三季度末; 一至三季度, 一、二季度; 前三季度; 第二季度, 2026Q2, Q2 2026, 2Q2026
        (rf"(?:{_SIGNED_AS_OF})?{_YEAR_BEFORE}第?(?P<quarter>{QUARTER})季度?[底末]", _end_of_quarter),
        (
            rf"{_YEAR_BEFORE}第?(?P<quarter>{QUARTER})(?:季度?)?(?:{_TO}|[、,])第?(?P<quarter2>{QUARTER})季度?",
            _quarters,
        ),
        (rf"{_YEAR_BEFORE}前(?P<quarter>[234两二三四])个?季度?", _first_quarters),
        (rf"{_YEAR_BEFORE}(?<!\d)(?:第(?P<quarter>{QUARTER})季度?)", _quarter),
        (rf"{_YEAR_BEFORE}(?<!\d)(?P<quarter>{QUARTER})季(?:度|报|(?=$|[^\w]))", _quarter),
        (rf"(?<![A-Z])Q(?P<quarter>[1-4])[\s,/_-]*(?P<year>20\d\d){_NO_DIGIT}", _quarter),
        (rf"{_YEAR_BEFORE}(?<![A-Z])(?:Q(?P<quarter>[1-4])(?![A-Z0-9]))", _quarter),
        (rf"(?<![A-Z])H(?P<half>[12])[\s,/_-]*(?P<year>20\d\d){_NO_DIGIT}", _half),
        (rf"{_YEAR_BEFORE}(?<![A-Z])H(?P<half>[12])(?![A-Z0-9])", _half),
        (rf"{_YEAR_BEFORE}(?P<half>[上下])半年度?", _half),
        (rf"{_YEAR_BEFORE}(?P<half>)半年(?:报|度|总结|工作|完成|任务|统计)", _half),
        # 2026年6月, 6月份, 2026.06, 2026-06, 2026M06
        (rf"{_YEAR_BEFORE}(?<![\d-])(?P<month>{MONTH})月(?:份|度)?(?![底末\d])", _month),
        (r"(?<![\d.-])(?P<year>20\d\d)[-./M](?P<month>0[1-9]|1[0-2])(?![\d./-])", _month),
        (rf"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2]){_NO_DIGIT}", _month),
        # 2026年度, 2026年全年, 全年, 年报; 2026年
        (rf"(?<!\d)(?P<year>{YEAR})(?:年度|年?全年|年?年[报终底末])", _whole_year),
        (r"(?P<year>(?!))?(?:全年|年报|年终)", _whole_year),
        (BARE_YEAR, _whole_year),
    )
)
"""Forms from the most to the least particular; what one has read is hidden from those after it."""
