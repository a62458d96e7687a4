"""Spans: which days a title, a head or a file name says its figures cover.

find_spans("2026年第二季度工会工作情况表")      → one mention, 2026-04-01..2026-06-30, "quarter"
find_spans("截至6月底", default_year=2026)      → one mention, 2026-01-01..2026-06-30, "as_of", names_year False
find_spans("填报日期:2026年7月5日")             → one mention, "day": a date of signature, no reported span
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from guoban.calendar import Span, parse_period, quarter_end, quarter_span, year_to_quarter

SpanKind = Literal["cumulative", "quarter", "month", "year", "range", "as_of", "day"]


@dataclass(frozen=True, slots=True)
class SpanMention:
    """One span as a text names it.

    text: the words, with full-width characters made narrow.
    kind: "cumulative" from 1 January over more than its own month or quarter (上半年, 1-8月, 前三季度); "quarter",
      "month", "year" for such a period alone; "range" for other days; "as_of" for a day up to which figures are counted
      (截至5月底: from 1 January to it); "day" for a bare date, which may as well be that of a signature.
    names_year: the text says the year; otherwise it is the one the caller supposed.
    """

    span: Span
    text: str
    kind: SpanKind
    names_year: bool


def find_spans(text: str, default_year: int | None = None) -> list[SpanMention]:
    """Every span `text` names, in the order of the text.

    default_year: the year of mentions that name none and have no other year near them; without it these are left out.
    A year that only dates another mention (2026年…上半年) is not a mention of its own.
    """
    return list(_find(text, default_year))


@lru_cache(maxsize=16384)
def find_year(text: str) -> int | None:
    """The year `text` names: 2026年, 二〇二六年, 2026 with no digit beside it, or within a span."""
    narrow = _narrow(text)
    if found := _YEAR_NAMED.search(narrow) or _YEAR_ALONE.search(narrow):
        return _year(found[1])
    return next((mention.span.last_day.year for mention in _find(text, None)), None)


_WIDE: dict[int, str | int] = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: " ", 0xA0: " "}
_DASHES: dict[int, str | int] = dict.fromkeys(map(ord, "—–－‐‑‒―─~～〜∼"), "-")
_ROMAN = str.maketrans({"Ⅰ": "1", "Ⅱ": "2", "Ⅲ": "3", "Ⅳ": "4"})


def _narrow(text: str) -> str:
    """Full-width made narrow, every dash made a hyphen, blanks left out beside Chinese characters."""
    text = text.translate(_WIDE).translate(_DASHES).translate(_ROMAN)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])", "", text)


_Y = r"(?:19|20)\d\d|二[〇零○0oO][〇零○一二三四五六七八九]{2}"
_N = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_QUARTER = r"[1-4一二三四]"
_TO = r"\s*(?:至|到|-+)\s*"
_YEAR_BEFORE = rf"(?:(?<!\d)(?P<year>{_Y}|(?<!\d)[12]\d(?=年))\s*(?:年度?|[-._/ ])?的?)?"
_NO_DIGIT = r"(?!\d)"

_YEAR_NAMED = re.compile(rf"(?<!\d)({_Y})年")
_YEAR_ALONE = re.compile(r"(?<!\d)(?<!\d\.)(20\d\d)(?!\d|\.\d)")
_SIGNED_AS_OF = r"(?P<until>(?:截至|截止|统计时间|统计时点|时点|数据时间|年初至|至)(?:到|至|于)?(?:日期|时间)?:?)"
"""Words before a day that make it the end of what was counted."""


@lru_cache(maxsize=16384)
def _find(text: str, default_year: int | None) -> tuple[SpanMention, ...]:
    if not _WORTH_A_LOOK.search(text):
        return ()
    narrow = _narrow(text)
    found: list[_Found] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(narrow):
            found.append(_Found(match.start(), match.end(), match, read))
            narrow = narrow[: match.start()] + "\0" * (match.end() - match.start()) + narrow[match.end() :]
    found.sort(key=lambda one: one.start)
    return tuple(_dated(found, default_year))


_WORTH_A_LOOK = re.compile(r"[年月季半QqHhＱＨ]|\d{4}|[０-９]{4}")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    match: re.Match[str]
    read: "_Read"


_Read = Callable[[re.Match[str], int], tuple[Span, SpanKind]]
"""A match and the year it is in → the days, and what they mean. Raises ValueError for days no calendar has."""


def _dated(found: list[_Found], default_year: int | None) -> Iterator[SpanMention]:
    """Give each form its year: its own, else the nearest before it, else the nearest after, else the supposed one."""
    years = [(one.start, year) for one in found if (year := _own_year(one)) is not None and not _is_bare_day(one)]
    lent = set()
    mentions: list[tuple[int, SpanMention, bool]] = []
    for one in found:
        year, names_year = _own_year(one), True
        if year is None and years:
            position, year = min(years, key=lambda known: (known[0] > one.start, abs(known[0] - one.start)))
            lent.add(position)
        elif year is None:
            year, names_year = default_year, False
        if year is None:
            continue
        try:
            span, kind = one.read(one.match, year)
        except ValueError:
            continue  # 31 June: no day at all, so no mention
        only_a_year = kind == "year" and one.match.re is _BARE_YEAR
        mentions.append((one.start, SpanMention(span, one.match[0], kind, names_year), only_a_year))
    return (mention for start, mention, only_a_year in mentions if not (only_a_year and start in lent))


def _is_bare_day(one: _Found) -> bool:
    """A date of signature, which says nothing about the year that is reported."""
    parts = one.match.groupdict()
    return one.read in (_day, _packed_day) and not (parts.get("until") or parts.get("stop"))


def _own_year(one: _Found) -> int | None:
    return _year(one.match["year"]) if one.match.groupdict().get("year") else None


_DIGITS = {
    character: str(value)
    for value, characters in enumerate(("〇零○oO", *"一二三四五六七八九"))
    for character in characters
}


def _year(written: str) -> int:
    digits = "".join(_DIGITS.get(character, character) for character in written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _small(written: str) -> int:
    """A month, day or quarter: 6, 06, 六, 十一, 三十一."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    number = int(_DIGITS[ones]) if ones else 0
    return number + 10 * (int(_DIGITS[tens]) if tens else 1) if ten else number


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
    later = _year(match["later"]) if match["later"] else year
    month = _small(match["month2"]) if match["month2"] else _small(match["month"])
    return _named(date(year, _small(match["month"]), _small(match["day"])), date(later, month, _small(match["day2"])))


def _months(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    later = _year(match["later"]) if match["later"] else year
    return _named(date(year, _small(match["month"]), 1), _month_end(later, _small(match["month2"])))


def _quarters(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    first, last = _small(match["quarter"]), _small(match["quarter2"])
    return _named(quarter_span(year, first).first_day, quarter_end(year, last))


def _first_quarters(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return year_to_quarter(year, {"两": 2}.get(match["quarter"]) or _small(match["quarter"])), "cumulative"


def _day(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    day = date(year, _small(match["month"]), _small(match["day"]))
    if match["until"] or match["stop"]:
        return Span(date(year, 1, 1), day), "as_of"
    return Span(day, day), "day"


def _packed_day(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    day = date(year, int(match["month"]), int(match["day"]))
    return (Span(date(year, 1, 1), day), "as_of") if match["until"] else (Span(day, day), "day")


def _end_of_month(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return Span(date(year, 1, 1), _month_end(year, _small(match["month"]))), "as_of"


def _end_of_quarter(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return year_to_quarter(year, _small(match["quarter"])), "as_of"


def _quarter(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return quarter_span(year, _small(match["quarter"])), "quarter"


def _half(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    if match["half"] in ("下", "2"):
        return Span(date(year, 7, 1), date(year, 12, 31)), "range"
    return year_to_quarter(year, 2), "cumulative"


def _month(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return parse_period(f"{year}M{_small(match['month'])}"), "month"


def _nothing(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    raise ValueError(match[0])


def _whole_year(match: re.Match[str], year: int) -> tuple[Span, SpanKind]:
    return parse_period(str(year)), "year"


_D = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_BARE_YEAR = re.compile(rf"(?<!\d)(?P<year>{_Y})年(?!度|[代初中])")

_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern, read)
    for pattern, read in (
        # 2024-2026年: years of a plan, no span that figures are reported for
        (rf"(?<!\d)(?:{_Y})年?{_TO}(?:{_Y})年", _nothing),
        # 2026年1月1日至6月30日, 1月1日-6月30日, 2026.1.1-2026.6.30, 2026-01-01至2026-06-30, 2026/1/1-6/30
        (
            rf"(?:(?P<year>{_Y})年)?(?P<month>{_N})月(?P<day>{_D})[日号]?(?:起)?{_TO}"
            rf"(?:(?P<later>{_Y})年)?(?:(?P<month2>{_N})月)?(?P<day2>{_D})[日号]",
            _days,
        ),
        (
            rf"(?<!\d)(?P<year>{_Y})[-./](?P<month>{_N})[-./](?P<day>{_D}){_TO}"
            rf"(?:(?P<later>{_Y})[-./])?(?P<month2>{_N})[-./](?P<day2>{_D}){_NO_DIGIT}",
            _days,
        ),
        (
            rf"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d){_TO}(?P<later>20\d\d)(?P<month2>\d\d)(?P<day2>\d\d){_NO_DIGIT}",
            _days,
        ),
        # 截至2026年6月30日, 6月30日止, 2026年7月5日, 2026-06-30, 20260630
        (
            rf"{_SIGNED_AS_OF}?(?:(?<!\d)(?P<year>{_Y})年)?(?P<month>{_N})月(?P<day>{_D})[日号](?P<stop>为?止)?",
            _day,
        ),
        (
            rf"{_SIGNED_AS_OF}?(?<![\d.])(?P<year>{_Y})([-./])(?P<month>{_N})\3(?P<day>{_D}){_NO_DIGIT}(?P<stop>为?止)?",
            _day,
        ),
        (rf"{_SIGNED_AS_OF}?(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d){_NO_DIGIT}", _packed_day),
        # 2026年1-6月, 1月至6月, 2026年1月至2026年6月, 2026.1-6月, 2026.01-2026.06
        (
            rf"{_YEAR_BEFORE}(?<!\d)(?P<month>{_N})(?:月份?)?{_TO}(?:(?P<later>{_Y})(?:年|[-./]))?(?P<month2>{_N})月",
            _months,
        ),
        (
            rf"(?<!\d)(?P<year>{_Y})[./](?P<month>{_N}){_TO}(?:(?P<later>{_Y})[./])?(?P<month2>{_N}){_NO_DIGIT}",
            _months,
        ),
        # 4、5、6月
        (
            rf"{_YEAR_BEFORE}(?<!\d)(?P<month>{_N})月?[、,](?:(?:{_N})月?[、,])*(?P<month2>{_N})月(?P<later>(?!))?",
            _months,
        ),
        # 年初至6月底, 截至五月底, 6月末
        (rf"(?:{_SIGNED_AS_OF})?{_YEAR_BEFORE}(?<!\d)(?P<month>{_N})月份?[底末]", _end_of_month),
        (rf"{_SIGNED_AS_OF}{_YEAR_BEFORE}(?<!\d)(?P<month>{_N})月份?", _end_of_month),
        # 第三季度末; 一至三季度, 一、二季度; 前三季度; 第二季度, 2026Q2, Q2 2026, 2Q2026
        (rf"(?:{_SIGNED_AS_OF})?{_YEAR_BEFORE}第?(?P<quarter>{_QUARTER})季度?[底末]", _end_of_quarter),
        (
            rf"{_YEAR_BEFORE}第?(?P<quarter>{_QUARTER})(?:季度?)?(?:{_TO}|[、,])第?(?P<quarter2>{_QUARTER})季度?",
            _quarters,
        ),
        (rf"{_YEAR_BEFORE}前(?P<quarter>[234两二三四])个?季度?", _first_quarters),
        (rf"{_YEAR_BEFORE}(?<!\d)(?:第(?P<quarter>{_QUARTER})季度?)", _quarter),
        (rf"{_YEAR_BEFORE}(?<!\d)(?P<quarter>{_QUARTER})季(?:度|报|(?=$|[^\w]))", _quarter),
        (rf"(?<![A-Z])Q(?P<quarter>[1-4])[\s,/_-]*(?P<year>20\d\d){_NO_DIGIT}", _quarter),
        (rf"{_YEAR_BEFORE}(?<![A-Z])(?:Q(?P<quarter>[1-4])(?![A-Z0-9]))", _quarter),
        (rf"(?<![A-Z])H(?P<half>[12])[\s,/_-]*(?P<year>20\d\d){_NO_DIGIT}", _half),
        (rf"{_YEAR_BEFORE}(?<![A-Z])H(?P<half>[12])(?![A-Z0-9])", _half),
        (rf"{_YEAR_BEFORE}(?P<half>[上下])半年度?", _half),
        (rf"{_YEAR_BEFORE}(?P<half>)半年(?:报|度|总结|工作|完成|任务|统计)", _half),
        # 2026年6月, 6月份, 2026.06, 2026-06, 2026M06
        (rf"{_YEAR_BEFORE}(?<![\d-])(?P<month>{_N})月(?:份|度)?(?![底末\d])", _month),
        (r"(?<![\d.-])(?P<year>20\d\d)[-./M](?P<month>0[1-9]|1[0-2])(?![\d./-])", _month),
        (rf"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2]){_NO_DIGIT}", _month),
        # 2026年度, 2026年全年, 全年, 年报; 2026年
        (rf"(?<!\d)(?P<year>{_Y})(?:年度|年?全年|年?年[报终底末])", _whole_year),
        (r"(?P<year>(?!))?(?:全年|年报|年终)", _whole_year),
        (_BARE_YEAR, _whole_year),
    )
)
"""Forms from the most to the least particular; what one has read is hidden from those after it."""
