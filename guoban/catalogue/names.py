"""Names as people write them: what a code, a name or an alias stands for."""

import unicodedata
from collections.abc import Iterable

from guoban.catalogue.model import Catalogue
from guoban.text import pgettext


def fold(text: str) -> str:
    """`text` without what the eye does not see: blanks, full-width forms, capitals."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def listed(names: Iterable[str]) -> str:
    """Codes or names one after the other, as a sentence lists them."""
    return pgettext("list", ", ").join(names)


def units_named(catalogue: Catalogue, text: str) -> tuple[str, ...]:
    """Codes of the units that `text` stands for: none, one, or several where it is ambiguous.

    A code wins over a name and a name over an alias; the catalogue allows no alias of two units.
    """
    wanted = fold(text)
    units = catalogue.units.values()
    by_code = tuple(unit.code for unit in units if fold(unit.code) == wanted)
    by_name = tuple(unit.code for unit in units if fold(unit.name) == wanted)
    return by_code or by_name or tuple(unit.code for unit in units if wanted in map(fold, unit.aliases))


def indicators_named(catalogue: Catalogue, text: str) -> tuple[str, ...]:
    """Codes of the indicators that `text` stands for: none, one, or several where a synonym is shared.

    A code wins over a name (Chinese or English) and a name over a synonym.
    """
    wanted = fold(text)
    indicators = catalogue.indicators.values()
    by_code = tuple(found.code for found in indicators if fold(found.code) == wanted)
    by_name = tuple(found.code for found in indicators if wanted in (fold(found.name_zh), fold(found.name_en)))
    return by_code or by_name or tuple(found.code for found in indicators if wanted in map(fold, found.synonyms))
