"""Decks for the meeting room, by the filters in an address, kept as long as the version of the store they show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

from guoban.answers import Answers, report_figures
from guoban.calendar import quarter_of, quarter_so_far
from guoban.charts.sheets.paper import Sheet
from guoban.report.meeting import meeting_deck

KEPT = 24
"""Decks kept of one version: a meeting turns over the same few."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


@dataclass(frozen=True, slots=True)
class DeckAsked:
    """What a deck is about. on: the day up to which figures count; area: empty = all; unit: its code, None = all."""

    on: date
    area: str = ""
    unit: str | None = None


_decks: WeakKeyDictionary[Answers, dict[DeckAsked, tuple[Sheet, ...]]] = WeakKeyDictionary()


def deck(source: Answers, asked: DeckAsked) -> tuple[Sheet, ...]:
    """The sheets, in the language of `source`; there is always one."""
    kept = _decks.setdefault(source, {})
    if asked not in kept:
        made = _made(source, asked)
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)), None)
        kept[asked] = made
    return kept[asked]


def asked_by(address: Mapping[str, str], source: Answers, today: date) -> DeckAsked:
    """What an address asks for: year, quarter, area and unit as the pages write them.

    A quarter that is none is taken for the one of the newest figure; an area or a unit that is not there for all.
    """
    newest = source.last_day() or today
    year, quarter = _number(address, "year", newest.year), _number(address, "quarter", quarter_of(newest))
    if not _FIRST_YEAR <= year <= _LAST_YEAR or quarter not in (1, 2, 3, 4):
        year, quarter = newest.year, quarter_of(newest)
    area, unit = address.get("area", ""), address.get("unit", "")
    return DeckAsked(
        quarter_so_far(year, quarter, today),
        area if area in source.catalogue.areas else "",
        unit if unit in source.catalogue.units and unit != source.catalogue.root.code else None,
    )


def _made(source: Answers, asked: DeckAsked) -> tuple[Sheet, ...]:
    figures = report_figures(source, asked.on, asked.unit)
    if not asked.area:
        return meeting_deck(figures)
    narrowed = replace(
        figures,
        progress=figures.progress[figures.progress["area"] == asked.area],
        before=figures.before[figures.before["area"] == asked.area],
        appraisal=source.appraisal_of(asked.on, asked.area),
    )
    return meeting_deck(narrowed, asked.area)


def _number(address: Mapping[str, str], name: str, otherwise: int) -> int:
    written = address.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= 4 else otherwise
