"""Labels against the catalogue: exact, alias, normalised - or a question with ranked choices."""

import re
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from rapidfuzz import fuzz

from etl.names.forms import indicator_base, indicator_forms, unit_base, unit_forms
from etl.names.labels import compact
from guoban.catalogue.model import Catalogue

How = Literal["exact", "alias", "normalised", "none"]
Alias = tuple[str, str, str]
"""("unit" or "indicator", code, name), as the store's table of aliases has them."""

MOST_CHOICES = 5
_NUMBERED = re.compile(r"([A-Za-z]{0,6}[-_]?[0-9]{1,4})\s*(?=\D)(.{2,})", re.DOTALL)
_REMEMBERED = 50_000
LEAST_SCORE = 40.0
"""Similarity, of 100, below which a name is no choice worth offering."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a label means.

    code: the unit or indicator; None where none fits, or more than one.
    how: "exact" name or code, "alias", "normalised", or "none".
    choices: for "none", (code, score of 100), likeliest first; never chosen without a person.
    """

    code: str | None
    how: How
    choices: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a label means, and nothing about what else it could mean.

    code, how: as in NameMatch. shared: the codes likeliest meant where there is no single one. ambiguous: the label is
    a name of all of them.
    """

    code: str | None
    how: How
    shared: frozenset[str] = frozenset()
    ambiguous: bool = False


def _settle(codes: set[str], how: How) -> Known:
    if len(codes) == 1:
        return Known(next(iter(codes)), how)
    return Known(None, "none", frozenset(codes), ambiguous=True)


@dataclass
class _Index:
    """The names of one subject.

    names, aliases, forms, cores: from a writing to the codes that share it; bases: with each code's own ending.
    found: what was asked before.
    """

    forms_of: Callable[[str], tuple[str, ...]]
    base_of: Callable[[str], tuple[str, str]]
    names: dict[str, set[str]] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    forms: dict[str, set[str]] = field(default_factory=dict)
    bases: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    cores: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    found: dict[str, NameMatch] = field(default_factory=dict)
    asked: dict[str, Known] = field(default_factory=dict)

    def add(self, code: str, name: str, *, is_alias: bool) -> None:
        """Make `code` known by `name`."""
        if not name.strip():
            return
        (self.aliases if is_alias else self.names).setdefault(name.strip(), set()).add(code)
        for form in self.forms_of(name):
            self.forms.setdefault(form, set()).add(code)
        base, ending = self.base_of(name)
        self.bases.setdefault(base, set()).add((code, ending))
        self.cores.setdefault((self.forms_of(name)[-1], base), set()).add(code)

    def match(self, text: str) -> NameMatch:
        """What `text` means; asked once for each writing."""
        known = self.found.get(text)
        if known is None:
            if len(self.found) >= _REMEMBERED:
                self.found.clear()
            known = self.found[text] = self._match(text)
        return known

    def known(self, text: str) -> Known:
        """What `text` means, without ranking what else it could be: that is slow, and most texts are no names."""
        found = self.asked.get(text)
        if found is None:
            if len(self.asked) >= _REMEMBERED:
                self.asked.clear()
            found = self.asked[text] = self._known(text)
        return found

    def _match(self, text: str) -> NameMatch:
        known = self.known(text)
        if known.code:
            return NameMatch(known.code, known.how)
        return NameMatch(None, "none", self._choices(text, set(known.shared)))

    def _known(self, text: str) -> Known:
        written = text.strip()
        if codes := self.names.get(written):
            return _settle(codes, "exact")
        if codes := self.aliases.get(written):
            return _settle(codes, "alias")
        for form in self.forms_of(text):
            if codes := self.forms.get(form):
                return _settle(codes, "normalised")
        base, ending = self.base_of(text)
        sharing = self.bases.get(base, set())
        if sharing and all(not ending or not other for _, other in sharing):
            return _settle({code for code, _ in sharing}, "normalised")
        return self._after_a_number(written) or Known(None, "none", frozenset(code for code, _ in sharing))

    def _after_a_number(self, text: str) -> Known | None:
        """03 城关镇 and T01城关镇: a number or the right code before a name. Names themselves keep their numbers."""
        found = _NUMBERED.match(text)
        if found is None:
            return None
        known = self.known(found[2])
        if known.code and (found[1].isdigit() or self.names.get(found[1]) == {known.code}):
            return Known(known.code, "normalised")
        return None

    def _choices(self, text: str, likely: set[str]) -> tuple[tuple[str, float], ...]:
        """`likely` codes first, then those whose names look like `text`: core to core, with its ending and without."""
        core, (base, _) = self.forms_of(text)[-1], self.base_of(text)
        scores: dict[str, float] = {}
        for (known_core, known_base), codes in self.cores.items():
            score = round((fuzz.ratio(core, known_core) + fuzz.ratio(base, known_base)) / 2, 1)
            for code in codes:
                scores[code] = max(scores.get(code, 0.0), score)
        ranked = sorted(scores, key=lambda code: (code not in likely, -scores[code], code))
        kept = [code for code in ranked if code in likely or scores[code] >= LEAST_SCORE]
        return tuple((code, scores[code]) for code in kept[:MOST_CHOICES])


class Names:
    """The names of a catalogue's units and indicators, with aliases learnt later."""

    def __init__(self, catalogue: Catalogue, aliases: Iterable[Alias] = ()) -> None:
        place = _place(catalogue)
        self._units = _Index(partial(unit_forms, place=place), partial(unit_base, place=place))
        self._indicators = _Index(indicator_forms, indicator_base)
        for unit in catalogue.units.values():
            self._add(self._units, unit.code, (unit.code, unit.name), unit.aliases)
        for indicator in catalogue.indicators.values():
            names = (indicator.code, indicator.name_zh, indicator.name_en)
            self._add(self._indicators, indicator.code, names, indicator.synonyms)
        for subject, code, name in aliases:
            (self._units if subject == "unit" else self._indicators).add(code, name, is_alias=True)

    @classmethod
    def of(cls, catalogue: Catalogue, aliases: Iterable[Alias] = ()) -> "Names":
        """The same object for the same catalogue and aliases, as long as the catalogue is in use."""
        learnt = tuple(aliases)
        kept = _made.get(id(catalogue))
        if kept is None or kept[0]() is not catalogue or kept[1] != learnt:
            names = cls(catalogue, learnt)
            _made[id(catalogue)] = (weakref.ref(catalogue), learnt, names)
            return names
        return kept[2]

    def unit(self, text: str) -> NameMatch:
        """The unit a label means."""
        return self._units.match(text)

    def indicator(self, text: str) -> NameMatch:
        """The indicator a head means; a measure in it, numbering, marks and line breaks do not matter."""
        return self._indicators.match(text)

    def known_unit(self, text: str) -> Known:
        """The unit a label means, many times quicker than `unit` where it means none."""
        return self._units.known(text)

    def known_indicator(self, text: str) -> Known:
        """The indicator a head means, many times quicker than `indicator` where it means none."""
        return self._indicators.known(text)

    @staticmethod
    def _add(index: _Index, code: str, names: tuple[str, ...], aliases: tuple[str, ...]) -> None:
        for name in names:
            index.add(code, name, is_alias=False)
        for alias in aliases:
            index.add(code, alias, is_alias=True)


_made: dict[int, tuple["weakref.ref[Catalogue]", tuple[Alias, ...], Names]] = {}


def _place(catalogue: Catalogue) -> str:
    """What the county is called: its union's name without 总工会."""
    root = next((unit for unit in catalogue.units.values() if unit.parent is None), None)
    return compact(root.name).removesuffix("总工会") if root else ""
