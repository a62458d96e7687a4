"""What a column of head cells, or the key cells of a row, say together.

Rows and columns are read alike: a path of words from the widest to the narrowest. What a cell of the table is follows
from the path of its row, the path of its column, and the context of the table; a wide table, a transposed one, a form
and a long list differ only in which path names what.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from etl.layout.head import EMPTY, Head
from etl.layout.vocabulary import Vocabulary, strongest
from etl.layout.words import Role, Word
from etl.spans import SpanMention

T = TypeVar("T")


def read_path(texts: tuple[str, ...], vocabulary: Vocabulary) -> Head:
    """Read a path of texts from the widest head to the narrowest; blanks and repeats (merged cells) do not count."""
    path = tuple(dict.fromkeys(text for text in texts if text))
    if not path:
        return EMPTY
    head = vocabulary.heads.get(path)
    if head is None:
        head = vocabulary.heads[path] = _settled(_read(list(path), vocabulary), vocabulary)
    return head


def without_namesakes(heads: list[Head]) -> list[Head]:
    """Heads that say the same but for a word above the indicator that was not understood name no indicator any more."""
    said: dict[tuple[object, ...], set[str]] = {}
    for head in heads:
        if head.indicator is not None and not head.total:
            said.setdefault(_meaning(head), set()).add(head.qualifiers)
    return [
        replace(head, indicator=None, unknown=head.label, ambiguous=True)
        if head.indicator is not None and head.qualifiers and len(said.get(_meaning(head), ())) > 1
        else head
        for head in heads
    ]


def _meaning(head: Head) -> tuple[object, ...]:
    return head.unit, head.indicator, head.role, head.period, head.span and head.span.text, head.year


def _settled(head: Head, vocabulary: Vocabulary) -> Head:
    """`head` with what a person has said about its label."""
    settled = vocabulary.settled(head.unknown or head.label, unknown=bool(head.unknown))
    if settled is None:
        return head
    return replace(
        head, unit=settled.unit, indicator=settled.indicator, left_out=settled.left_out, unknown="", ambiguous=False,
        qualifiers="",
    )  # fmt: skip


def _read(path: list[str], vocabulary: Vocabulary) -> Head:
    words = [vocabulary.word(text) for text in path]
    found = _lowest_name(path, words, vocabulary)
    if found is None:
        return _unnamed(path, words)
    start, end, name = found
    below, above = words[end + 1 :], words[:start]
    # Words below the name narrow it: understood ones say which figure, others make it something we do not know.
    unknown = any(word.rest for word in below)
    # Halves of one name, 会员 over 总数, say nothing on their own.
    within = [words[end], name] if start == end else [name]
    parts = [*above, *within, *below]
    return Head(
        label=_joined(path),
        unit=name.unit or next((word.unit for word in parts if word.unit), None),
        indicator=None if unknown else name.indicator,
        role=_role(parts),
        period=_last(word.period for word in parts),
        span=_span(parts),
        year=_year(parts),
        annual=_is_annual(parts),
        measure=_last(word.measure for word in parts),
        total=any(word.total for word in parts),
        of_which=any(word.of_which for word in within),
        left_out=any(word.left_out for word in parts),
        unknown=_joined(path[start:]) if unknown else "",
        qualifiers=_joined([text for text, word in zip(path[:start], above, strict=True) if word.rest]),
    )


def _lowest_name(path: list[str], words: list[Word], vocabulary: Vocabulary) -> tuple[int, int, Word] | None:
    """The name nearest the figures, and the longest there: 新建 over 工会 is 新建工会.

    An indicator wins over a unit: where a column names both, the unit stands above and is picked up with the rest.
    """
    unit: tuple[int, int, Word] | None = None
    for end in reversed(range(len(path))):
        for start in range(end):
            word = vocabulary.name("".join(path[start : end + 1]))
            if word is not None and word.indicator is not None:
                return start, end, word
        if words[end].indicator is not None:
            return end, end, words[end]
        if words[end].unit is not None and unit is None:
            unit = end, end, words[end]
    return unit


def _unnamed(path: list[str], words: list[Word]) -> Head:
    unknown = [text for text, word in zip(path, words, strict=True) if word.rest or word.ambiguous]
    return Head(
        label=_joined(path),
        role=_role(words),
        period=_last(word.period for word in words),
        span=_span(words),
        year=_year(words),
        annual=_is_annual(words),
        measure=_last(word.measure for word in words),
        total=any(word.total for word in words),
        of_which=any(word.of_which for word in words),
        ambiguous=any(word.ambiguous for word in words),
        left_out=any(word.left_out for word in words),
        unknown=_joined(unknown),
    )


def _is_annual(words: list[Word]) -> bool:
    return any(word.role is Role.TARGET and "年" in word.text and "半年" not in word.text for word in words)


def _role(words: list[Word]) -> Role | None:
    """The lowest word wins, but a plain 完成数 below 去年同期 or 年度目标 adds nothing."""
    roles = [word.role for word in words if word.role is not None]
    hidden = strongest([role for role in roles if role in (Role.COMPARISON, Role.RATE)])
    if hidden is not None:
        return hidden
    said = [role for role in roles if role is not Role.VALUE]
    return said[-1] if said else (Role.VALUE if roles else None)


def _span(words: list[Word]) -> SpanMention | None:
    """The lowest span that says more than a year, else the lowest year."""
    spans = [word.span for word in words if word.span is not None]
    return next((span for span in reversed(spans) if span.kind != "year"), spans[-1] if spans else None)


def _year(words: list[Word]) -> int | None:
    years = [word.span.span.first_day.year for word in words if word.span is not None and word.span.names_year]
    return years[-1] if years else None


def _last(values: Iterable[T | None]) -> T | None:
    found: T | None = None
    for value in values:
        if value is not None:
            found = value
    return found


def _joined(texts: list[str]) -> str:
    return "·".join(" ".join(text.split()) for text in texts)
