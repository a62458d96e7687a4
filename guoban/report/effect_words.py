"""What a change of the catalogue would do to the figures, in sentences for the page and the command line."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from guoban.charts.calendar_table import STATES
from guoban.charts.numbers import day, number
from guoban.charts.palette import LOOKS
from guoban.text import _, ngettext

Moves = Mapping[tuple[str, str], int]

SHOWN_MOVES = 6
"""Of the kinds of moves the most frequent are named."""


class Effect(Protocol):
    """`measures.effect.Effect`."""

    @property
    def on(self) -> date: ...
    @property
    def statuses(self) -> Moves: ...
    @property
    def figures(self) -> int: ...
    @property
    def scores(self) -> int: ...
    @property
    def ranks(self) -> int: ...
    @property
    def stars(self) -> Moves: ...
    @property
    def reporting(self) -> Moves: ...
    @property
    def is_nothing(self) -> bool: ...


def effect_sentences(found: Effect) -> list[str]:
    """One sentence for each sort of thing that would change; one alone where nothing would."""
    as_of = _("As of {day}").format(day=day(found.on))
    if found.is_nothing:
        return [_("{as_of}, no figure, status, score or rank changes.").format(as_of=as_of)]
    said = []
    if count := sum(found.statuses.values()):
        words = ngettext("{count} cell changes its status", "{count} cells change their status", count)
        said.append(_moved(words.format(count=number(count)), found.statuses, _status))
    if found.figures:
        words = ngettext(
            "{count} cell has another figure or progress.",
            "{count} cells have another figure or progress.",
            found.figures,
        )
        said.append(words.format(count=number(found.figures)))
    if found.scores:
        words = ngettext(
            "{count} unit has another score; another rank: {ranks}.",
            "{count} units have another score; another rank: {ranks}.",
            found.scores,
        )
        said.append(words.format(count=number(found.scores), ranks=number(found.ranks)))
    if count := sum(found.stars.values()):
        words = ngettext("{count} unit changes its stars", "{count} units change their stars", count)
        said.append(_moved(words.format(count=number(count)), found.stars, _stars))
    if count := sum(found.reporting.values()):
        words = ngettext("{count} unit reports in another way", "{count} units report in another way", count)
        said.append(_moved(words.format(count=number(count)), found.reporting, _state))
    return [_("{as_of}: {sentence}").format(as_of=as_of, sentence=said[0]), *said[1:]]


def _moved(words: str, moves: Moves, said: Callable[[str], str]) -> str:
    """How many, then from what to what."""
    most = sorted(moves.items(), key=lambda each: -each[1])
    parts = [
        _("{before} → {after}: {count}").format(before=said(before), after=said(after), count=number(count))
        for (before, after), count in most[:SHOWN_MOVES]
    ]
    if rest := sum(count for _move, count in most[SHOWN_MOVES:]):
        parts.append(_("others: {count}").format(count=number(rest)))
    return _("{what} ({details}).").format(what=words, details=_("; ").join(parts))


def _status(status: str) -> str:
    return f"{LOOKS[status].sign} {LOOKS[status].name}" if status in LOOKS else _("no task")


def _stars(stars: str) -> str:
    return _("none") if not stars else f"{stars}★" if stars != "0" else _("no star")


def _state(state: str) -> str:
    return _(STATES[state].word) if state in STATES else _("not asked")
