"""Understands one text of a sheet: names by the catalogue, everything else by the words of heads."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypedDict
from weakref import WeakKeyDictionary

from etl.layout.head import Head
from etl.layout.measures import is_measure
from etl.layout.mentions import UnitMentions
from etl.layout.words import (
    COUNT_WORDS,
    FIGURE_WORDS,
    KEY_WORDS,
    LEADING_MARK,
    OF_WHICH,
    PERIOD_WORDS,
    SEPARATORS,
    TOTAL,
    Period,
    Role,
    Word,
)
from etl.model import Answers
from etl.names import Names, is_total, split_measure
from etl.spans import SpanMention, find_spans
from guoban.catalogue.model import Catalogue
from guoban.catalogue.names import fold

SOME_YEAR = 2000
"""Stands in for the year while a text is only asked whether it names a span at all."""

_LONGEST_NAME = 60
_LONGEST_LABEL = 150
"""A name with everything that is written around it: number, measure, what counts in brackets."""


class Vocabulary:
    """What every text of a file means, each distinct text understood once.

    names: the catalogue's names and aliases. answers: what a person has settled about this very file.
    """

    def __init__(self, catalogue: Catalogue, names: Names, answers: Answers | None = None) -> None:
        self.catalogue = catalogue
        self.names = names
        self._units = _folded(answers.units if answers else {})
        self._indicators = _folded(answers.indicators if answers else {})
        self._areas = frozenset(map(fold, catalogue.areas))
        self._words: dict[str, Word] = {}
        self.heads: dict[tuple[str, ...], Head] = {}
        self.plans: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, catalogue: Catalogue, names: Names, answers: Answers | None = None) -> "Vocabulary":
        """A vocabulary; without answers the same one for the same names, with all that it has understood so far."""
        if answers is not None and (answers.units or answers.indicators):
            return cls(catalogue, names, answers)
        kept = _made.get(names)
        if kept is None or len(kept._words) > _REMEMBERED:
            kept = _made[names] = cls(catalogue, names)
        return kept

    def word(self, text: str) -> Word:
        """`text` understood: as a name if it is one, else taken apart into the words of heads."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._understand(text)
        return found

    def name(self, text: str) -> Word | None:
        """`text` as a name of its own, not as a name with words around it; None if it is none."""
        word = self._as_name(text)
        return word if word is not None and word.is_name else None

    def settled(self, label: str, *, unknown: bool) -> Word | None:
        """What the whole label of a path means where a person has said so, now or (if `unknown`) before; else None."""
        answer = self._answered(label)
        if answer is not None or not unknown:
            return answer
        word = self._as_name(label)
        return word if word is not None and not word.ambiguous else None

    @cached_property
    def mentions(self) -> UnitMentions:
        """Where names of units stand inside longer texts."""
        return UnitMentions(self.catalogue)

    def is_root(self, code: str) -> bool:
        """Whether a unit stands at the top of the tree, with others below it."""
        unit = self.catalogue.units[code]
        return unit.parent is None and len(self.catalogue.units) > 1

    def _understand(self, text: str) -> Word:
        return self._as_name(text) or self._as_words(text)

    def _as_name(self, text: str) -> Word | None:
        """`text` as a known unit or indicator, with the measure it carries; None if it is neither."""
        answer = self._answered(text)
        if answer is not None:
            return answer
        if len(text) > _LONGEST_LABEL:
            return None
        unit = self.names.known_unit(text)
        if unit.code:
            return Word(text, unit=unit.code)
        indicator = self.names.known_indicator(text)
        if indicator.code:
            mentions = find_spans(text, SOME_YEAR) if indicator.how == "normalised" else []
            span = mentions[0] if mentions else None
            return Word(text, indicator=indicator.code, measure=split_measure(text)[1], span=span)
        if unit.ambiguous or indicator.ambiguous:
            return Word(text, ambiguous=True, rest=text)
        return None

    def _answered(self, text: str) -> Word | None:
        key = fold(text)
        if (unit := self._units.get(key)) is not None:
            return Word(text, unit=unit) if unit else _left_out(text)
        if (indicator := self._indicators.get(key)) is not None:
            return Word(text, indicator=indicator) if indicator else _left_out(text)
        return None

    def _as_words(self, text: str) -> Word:
        stripped = text.strip()
        if not stripped or len(stripped) > _LONGEST_NAME:
            return Word(text, rest=stripped)
        name, measure = split_measure(stripped)
        bare = OF_WHICH.sub("", name.strip())
        of_which = bare != name.strip()
        bare = LEADING_MARK.sub("", bare)
        word = self._bare_word(bare, text) if bare else Word(text)
        if measure:
            word = replace(word, measure=measure)
        return replace(word, of_which=True) if of_which else word

    def _bare_word(self, bare: str, text: str) -> Word:
        key = fold(bare)
        if (role := KEY_WORDS.get(key)) is not None:
            return Word(text, role=role)
        if key in self._areas:
            return Word(text, area=True)
        if is_measure(bare):
            return Word(text, measure=bare)
        apart = self._taken_apart(key, text)
        if apart.indicator is None and (TOTAL.fullmatch(key) or (is_total(bare) and key not in _FIGURE_HEADS)):
            return Word(text, total=True)
        return apart

    def _taken_apart(self, key: str, text: str) -> Word:
        """Peel known words off both ends until a name, or nothing, is left."""
        found = _Peeled()
        rest = _plain_dashes(key)
        mentions = find_spans(rest, SOME_YEAR)
        while rest:
            if (named := self._named_rest(rest)) is not None:
                return replace(named, text=text, **found.said())
            if (left := _without_span(rest, mentions)) is not None and rest not in _FIGURE_HEADS:
                found.span, rest = left
                mentions = []
            elif (peeled := _peel(rest)) is not None:
                token, rest = peeled
                found.take(token)
            else:
                break
            rest = rest.strip(SEPARATORS)
        rest = "" if rest in self._areas else rest
        if rest and strongest(found.roles) in (Role.COMPARISON, Role.RATE):
            return Word(text, rest=key)  # 职工收入增长率: an indicator we do not know, not the growth of one we do
        return Word(text, rest=rest, **found.said())

    def _named_rest(self, rest: str) -> Word | None:
        if len(rest) < 2:
            return None
        for name in (rest, f"{rest}数"):
            match = self.names.known_indicator(name)
            if match.code:
                return Word(rest, indicator=match.code)
        match = self.names.known_unit(rest)
        return Word(rest, unit=match.code) if match.code else None


_REMEMBERED = 50_000
_made: "WeakKeyDictionary[Names, Vocabulary]" = WeakKeyDictionary()


def strongest(roles: list[Role]) -> Role | None:
    """What several words of one head say together.

    目标完成情况 names both ends and so neither; 上年完成数 is last year's; 目标完成率 is a rate.
    """
    for role in (Role.COMPARISON, Role.RATE):
        if role in roles:
            return role
    if Role.TARGET in roles and Role.VALUE in roles:
        return None
    return roles[0] if roles else None


def _left_out(text: str) -> Word:
    return Word(text, role=Role.ASIDE, left_out=True)


def _folded(answers: Mapping[str, str]) -> dict[str, str]:
    return {fold(text): code for text, code in answers.items()}


@dataclass
class _Peeled:
    """The words taken off a text so far."""

    roles: list[Role] = field(default_factory=list)
    period: Period | None = None
    measure: str | None = None
    span: SpanMention | None = None

    def take(self, token: str) -> None:
        if (role := FIGURE_WORDS.get(token)) is not None:
            self.roles.append(role)
        elif (measure := COUNT_WORDS.get(token)) is not None:
            self.roles.append(Role.VALUE)
            self.measure = measure
        else:
            self.period = PERIOD_WORDS[token]

    def said(self) -> "_Said":
        return {"role": strongest(self.roles), "period": self.period, "measure": self.measure, "span": self.span}


class _Said(TypedDict):
    role: Role | None
    period: Period | None
    measure: str | None
    span: SpanMention | None


_FIGURE_HEADS = frozenset({*FIGURE_WORDS, *PERIOD_WORDS, *COUNT_WORDS})


def _plain_dashes(text: str) -> str:
    """`text` with the dashes of 1—6月 written as find_spans gives them back."""
    return re.sub("[—–－‐‑‒―─~～〜∼到]", "至", text)


def _without_span(text: str, mentions: list[SpanMention]) -> tuple[SpanMention, str] | None:
    """A span that stands at one end of `text`, and what is left; None when none does."""
    for mention in mentions:
        words = fold(mention.text)
        if words and text.startswith(words):
            return mention, text[len(words) :]
        if words and text.endswith(words):
            return mention, text[: -len(words)]
    return None


def _peel(text: str) -> tuple[str, str] | None:
    """The longest known word at either end of `text`, there also in brackets, and what is left."""
    at_start, at_end = _AT_START.match(text), _AT_END.search(text)
    if at_start is not None and (at_end is None or len(at_start.group()) >= len(at_end.group())):
        return at_start.group(), text[at_start.end() :]
    return (at_end["word"] or at_end["inside"], text[: at_end.start()]) if at_end is not None else None


_EITHER = "|".join(map(re.escape, sorted(_FIGURE_HEADS, key=len, reverse=True)))
_AT_START = re.compile(f"(?:{_EITHER})")
_AT_END = re.compile(
    f"(?:(?!(?<=[0-9〇零一二三四五六七八九])年)(?P<word>{_EITHER})|[(\\[【](?P<inside>{_EITHER})[)\\]】])$"
)
"""2026年目标 ends with 目标 behind a year, not with 年目标."""
