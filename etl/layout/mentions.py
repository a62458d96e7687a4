"""Units that a title or a label mentions among other words: 云溪县望江镇总工会2026年上半年工作情况表.

A name counts only where it stands by itself. 县总工会 in 建湖县总工会 is part of another union's name, and what 望江镇
stands in front of in 望江镇中心小学工会 is another union.
"""

import re
from collections.abc import Callable, Iterable

from etl.names.forms import unit_forms
from guoban.catalogue.model import Catalogue, Unit
from guoban.catalogue.names import fold

_LONGEST_TEXT = 200
"""Characters in which a title or a label has said whose it is."""

_SHORTEST = 3
_SHORT_TOWNSHIP = re.compile(r".[镇乡]")
"""Names of two characters count as well where they can hardly be anything else."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BEFORE = re.compile(r"(?:[年度月日份期]|单位|附件|关于|[的和及与由为表会处]|[省市县区州盟旗])$")
"""Chinese that may stand right in front of a unit's name: a date, a particle, the place above it."""

_ANOTHER_UNION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}?(?:公司|集团|学校|小学|中学|幼儿园|医院|卫生院|银行|[^数]厂)|[\u4e00-\u9fff]{1,4}村(?!级))"
    r"[\u4e00-\u9fff]{0,6}?工会"
)
"""What follows a unit's name where that is but the place of another: 望江镇|中心小学工会, 望江镇|北山村联合工会."""

_REST_OF_LABEL = re.compile(r"(?:总工会|(?:联合)?工会\w{0,6}|工联会|人民政府|办事处|党委|委员会)?(?![\u4e00-\u9fff])")


class UnitMentions:
    """Where the names of a roster stand in texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        units = catalogue.units.values()
        cores = _by_name(units, lambda unit: unit_forms(unit.name)[-1:])
        self._codes = cores | _by_name(units, lambda unit: (unit.name, *unit.aliases))
        self._longest = max(map(len, self._codes), default=0)

    def within(self, text: str) -> str | None:
        """The code of the unit that a title mentions; of several the one with the longest name, then the first."""
        return self._find(text, is_label=False)

    def labelled(self, text: str) -> str | None:
        """The code of the unit that what stands behind 填报单位： begins with and goes no further than."""
        first, *more = text.split() or [""]
        found = self._find(text, is_label=True)
        return self._find(first, is_label=True) if found is None and more else found

    def _find(self, text: str, *, is_label: bool) -> str | None:
        folded = fold(text)[:_LONGEST_TEXT]
        for length in range(min(len(folded), self._longest), 1, -1):
            for start in range(len(folded) - length + 1):
                code = self._codes.get(folded[start : start + length])
                if code is not None and _stands_alone(folded[:start], folded[start + length :], is_label=is_label):
                    return code
        return None


def _by_name(units: Iterable[Unit], names_of: Callable[[Unit], Iterable[str]]) -> dict[str, str]:
    """Code by folded name; names that several units share are left out."""
    found: dict[str, set[str]] = {}
    for unit in units:
        for name in map(fold, names_of(unit)):
            if len(name) >= _SHORTEST or _SHORT_TOWNSHIP.fullmatch(name):
                found.setdefault(name, set()).add(unit.code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _stands_alone(before: str, after: str, *, is_label: bool) -> bool:
    if before and _CHINESE.match(before[-1]) and not _BEFORE.search(before):
        return False
    return _REST_OF_LABEL.match(after) is not None if is_label else _ANOTHER_UNION.match(after) is None
