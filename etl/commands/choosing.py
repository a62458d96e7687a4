"""Units and indicators as a person names them on the command line → codes."""

from collections.abc import Callable, Iterable, Sequence

from etl.commands.listing import listed
from guoban.catalogue import Catalogue, indicators_named, units_named
from guoban.errors import UsageError
from guoban.text import _

OFFERED = 3


def units(catalogue: Catalogue, texts: Sequence[str] | None) -> list[str] | None:
    """Codes of the units named by code, name or alias; None where none were named. UsageError for an unknown one."""
    return [unit(catalogue, text) for text in texts] if texts else None


def unit(catalogue: Catalogue, text: str) -> str:
    """The code of one unit. Raises UsageError with the nearest names."""
    names = {unit.code: (unit.name, *unit.aliases) for unit in catalogue.units.values()}
    unknown = _("There is no unit “{name}”.")
    return _one(text, units_named(catalogue, text), names, unknown)


def indicators(catalogue: Catalogue, texts: Sequence[str] | None) -> list[str] | None:
    """Codes of the indicators named by code, name or alias; None where none were named."""
    return [indicator(catalogue, text) for text in texts] if texts else None


def indicator(catalogue: Catalogue, text: str) -> str:
    """The code of one indicator. Raises UsageError with the nearest names."""
    names = {found.code: (found.name_zh, found.name_en, *found.synonyms) for found in catalogue.indicators.values()}
    return _one(text, indicators_named(catalogue, text), names, _("There is no indicator “{name}”."))


def _one(text: str, codes: tuple[str, ...], names: dict[str, tuple[str, ...]], unknown: str) -> str:
    if len(codes) == 1:
        return codes[0]
    if codes:
        several = listed(f"{names[code][0]} ({code})" for code in codes)
        raise UsageError(
            _("“{name}” can mean several things.").format(name=text), _("Say which: {names}.").format(names=several)
        )
    nearest = listed(f"{names[code][0]} ({code})" for code in _nearest(text, names))
    hint = _("Nearest: {names}.").format(names=nearest) if nearest else ""
    raise UsageError(unknown.format(name=text), hint)


def _nearest(text: str, names: dict[str, tuple[str, ...]]) -> list[str]:
    """Codes whose names look most like `text`, best first."""
    from rapidfuzz import fuzz, process

    scorer: Callable[..., float] = fuzz.WRatio
    every = [(name, code) for code, of_code in names.items() for name in (*of_code, code)]
    found = process.extract(text, [name for name, _code in every], scorer=scorer, limit=12, score_cutoff=40)
    codes: Iterable[str] = (every[index][1] for _name, _score, index in found)
    return list(dict.fromkeys(codes))[:OFFERED]
