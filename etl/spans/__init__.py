"""Spans: which days a title, a head or a file name says its figures cover.

find_spans("2026年第二季度工会工作情况表")      → one mention, 2026-04-01..2026-06-30, "quarter"
find_spans("截至6月底", default_year=2026)      → one mention, 2026-01-01..2026-06-30, "as_of", names_year False
find_spans("填报日期:2026年7月5日")             → one mention, "day": a date of signature, no reported span
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from etl.spans.forms import BARE_YEAR, FORMS, Read, read_day, read_packed_day
from etl.spans.mention import SpanKind, SpanMention
from etl.spans.writing import YEAR, narrow, year_of

__all__ = ["SpanKind", "SpanMention", "find_spans", "find_year"]


def find_spans(text: str, default_year: int | None = None) -> list[SpanMention]:
    """Every span `text` names, in the order of the text.

    default_year: the year of mentions that name none and have no other year near them; without it these are left out.
    A year that only dates another mention (2026年…上半年) is not a mention of its own.
    """
    return list(_find(text, default_year))


_YEAR_NAMED = re.compile(rf"(?<!\d)({YEAR})年")
_YEAR_ALONE = re.compile(r"(?<!\d)(?<!\d\.)(20\d\d)(?!\d|\.\d)")


@lru_cache(maxsize=16384)
def find_year(text: str) -> int | None:
    """The year `text` names: 2026年, 二〇二六年, 2026 with no digit beside it, or within a span."""
    written = narrow(text)
    if found := _YEAR_NAMED.search(written) or _YEAR_ALONE.search(written):
        return year_of(found[1])
    return next((mention.span.last_day.year for mention in _find(text, None)), None)


@lru_cache(maxsize=16384)
def _find(text: str, default_year: int | None) -> tuple[SpanMention, ...]:
    if not _WORTH_A_LOOK.search(text):
        return ()
    left = narrow(text)
    found: list[_Found] = []
    for pattern, read in FORMS:
        for match in pattern.finditer(left):
            found.append(_Found(match.start(), match.end(), match, read))
            left = left[: match.start()] + "\0" * (match.end() - match.start()) + left[match.end() :]
    found.sort(key=lambda one: one.start)
    return tuple(_dated(found, default_year))


_WORTH_A_LOOK = re.compile(r"[年月季半QqHhＱＨ]|\d{4}|[０-９]{4}")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    match: re.Match[str]
    read: Read


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
        only_a_year = kind == "year" and one.match.re is BARE_YEAR
        mentions.append((one.start, SpanMention(span, one.match[0], kind, names_year), only_a_year))
    return (mention for start, mention, only_a_year in mentions if not (only_a_year and start in lent))


def _is_bare_day(one: _Found) -> bool:
    """A date of signature, which says nothing about the year that is reported."""
    parts = one.match.groupdict()
    return one.read in (read_day, read_packed_day) and not (parts.get("until") or parts.get("stop"))


def _own_year(one: _Found) -> int | None:
    return year_of(one.match["year"]) if one.match.groupdict().get("year") else None
