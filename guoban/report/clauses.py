"""Parts of sentences that a summary, its problems and its next steps share."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import THIN_SPACE, amount, percent
from guoban.charts.standing import AHEAD, LEVELS, worst_first
from guoban.charts.status import progress_words
from guoban.charts.trend_words import Trends, Turn
from guoban.text import CHINESE, _, language, ngettext, pgettext

NAMED = 3
"""How many units a sentence names before it counts the rest."""

_NUMERALS = "一二三四五六七八九十"


def ended(sentence: str) -> str:
    """A sentence with its full stop, and in English with a capital and a space behind."""
    if language() == CHINESE:
        return f"{sentence}。"
    return f"{sentence[:1].upper()}{sentence[1:]}. "


def listed(names: Sequence[str]) -> str:
    """甲、乙、丙."""
    return pgettext("list", ", ").join(names)


def numbered(place: int, heading: str, level: int = 1) -> str:
    """A heading with its number: 一、… and （一）…; in English 1. … and 1) …"""
    if language() != CHINESE:
        return f"{place}. {heading}" if level == 1 else f"({place}) {heading}"
    tens, ones = divmod(place, 10)
    number = ("" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十") + (
        _NUMERALS[ones - 1] if ones else ""
    )
    return f"{number}、{heading}" if level == 1 else f"（{number}）{heading}"


def amount_of(row: "pd.Series[Any]", column: str) -> str:
    """A figure of a row as prose has it: 1141家, with no space that a Chinese font may not have.

    Of a milestone it is the share done: 50.0%.
    """
    if row["kind"] == "milestone":
        return percent(row[column])
    return in_prose(amount(row[column], measure_of(row)))


def in_prose(shown: object) -> str:
    """An amount without the thin spaces of tables; in Chinese without any."""
    text = str(shown).replace(THIN_SPACE, "")
    return text.replace(" ", "") if language() == CHINESE else text


def stands(row: "pd.Series[Any]", *, with_schedule: bool = True) -> str:
    """How a task stands: its progress against the schedule; of a level that has to be low, the level and its limit."""
    if row["direction"] == "lower" and row["kind"] in LEVELS:
        return _("{value}, not to exceed {target}").format(
            value=amount_of(row, "value"), target=amount_of(row, "target")
        )
    return progress_words(row, with_schedule=with_schedule)


def looked_back(trends: Trends, row: "pd.Series[Any]") -> str:
    """同比增长27.0%，环比基本持平: how a figure turned; empty where nothing can be said."""
    turns = [turn for turn in reversed(trends.turns(row)) if not turn.why]
    if len(turns) > 1 and not any(turn.arrow for turn in turns):
        return _("about unchanged on last year and on last quarter")
    return _(", ").join(_looked_back(turn, row) for turn in turns)


def compared_units(trends: Trends, row: "pd.Series[Any]") -> list[str]:
    """Over how many units a figure was held against the past, where these are not all that reported it."""
    turns = [turn for turn in reversed(trends.turns(row)) if not turn.why and turn.compared]
    if len(turns) == 2 and turns[0].compared == turns[1].compared:
        return [_("{count} units comparable").format(count=turns[0].compared)]
    return [_("{against} {count} units comparable").format(against=turn.against, count=turn.compared) for turn in turns]


def _looked_back(turn: Turn, row: "pd.Series[Any]") -> str:
    size = in_prose(turn.size)
    if not turn.arrow:
        change = _("about unchanged")
    elif row["kind"] == "ratio":
        change = (_("up {size}") if turn.arrow == "↑" else _("down {size}")).format(size=size)
    else:
        words = pgettext("share", "up {size}") if turn.arrow == "↑" else pgettext("share", "down {size}")
        change = words.format(size=size)
    return _("{change} {against}").format(change=change, against=turn.against)


def leading(below: pd.DataFrame) -> str:
    """The units furthest ahead with an indicator; rows: those of the units below."""
    ahead = below[below["status"].isin(AHEAD) & (below["direction"] != "lower")]
    first = ahead.sort_values(["progress", "unit_position"], ascending=[False, True], kind="stable").head(NAMED)
    return _("furthest ahead: {names}").format(names=listed(list(first["unit_name"]))) if len(first) else ""


def holding(below: pd.DataFrame) -> str:
    """The units behind with an indicator and those that have not reported it."""
    late = list(worst_first(below)["unit_name"])
    silent = list(below.loc[below["status"] == "not_reported", "unit_name"])
    clauses = []
    if late:
        clauses.append(_several(late, _("behind: {names}"), _("behind: {names} and others, {count} units in all")))
    if silent:
        words = _("not reported: {names}"), _("not reported: {names} and others, {count} units in all")
        clauses.append(_several(silent, *words))
    return _("; ").join(clauses)


def _several(names: Sequence[str], few: str, many: str) -> str:
    words = few if len(names) <= NAMED else many
    return words.format(names=listed(names[:NAMED]), count=len(names))


def quarters(count: int) -> str:
    """余下2个季度."""
    return ngettext("in the quarter left", "in each of the {count} quarters left", count).format(count=count)
