"""The headline of the appraisal: who leads, who rises, who falls, in one sentence that is true for every case."""

from collections.abc import Callable

import pandas as pd

from guoban.charts.numbers import grouped
from guoban.charts.view import View, period
from guoban.text import _, ngettext

NameOf = Callable[[str, str], str]
"""What stands for a unit, given its code and its name."""


def _bare(_code: str, name: str) -> str:
    return name


def appraisal_headline(scores: pd.DataFrame, view: View, name_of: NameOf = _bare) -> str:
    """The headline over some units; scores: their rows of `measures.appraisal`. name_of: says who is named."""
    ranked = scores[scores["rank"].notna()].sort_values(["rank", "unit_position"])
    if ranked.empty:
        return _("{period}: no target is due yet, so there is nothing to appraise").format(period=period(view.on))
    if silent(ranked).all():
        return _("{period}: no unit has reported yet, so there is no ranking").format(period=period(view.on))
    leaders = ranked[ranked["rank"] == 1]
    best = grouped(leaders["score"].iloc[0], 1)
    if len(ranked) == 1:
        return _("{unit} scores {score}; there is no other unit to compare it with").format(
            unit=named(leaders, name_of), score=best
        )
    if len(leaders) == len(ranked):
        return _("All {count} units share the first place with {score}").format(count=len(ranked), score=best)
    alone = str(leaders["unit"].iloc[0]) if len(leaders) == 1 else None
    words = _("{units} leads with {score}") if alone else _("{units} share the lead with {score}")
    clauses = [words.format(units=named(leaders, name_of), score=best), *_moves(ranked, alone, name_of)]
    return _(", ").join(clauses)


def silent(scores: pd.DataFrame) -> "pd.Series[bool]":
    """Which units have reported nothing of what was asked of them."""
    return (scores["indicators"] > 0) & (scores["not_reported"].map(len) >= scores["indicators"])


def named(units: pd.DataFrame, name_of: NameOf = _bare) -> str:
    """The first of some units by name, and how many they are."""
    first, count = name_of(str(units["unit"].iloc[0]), str(units["unit_name"].iloc[0])), len(units)
    if count == 1:
        return first
    return _("{count} units ({first} first)").format(first=first, count=count)


def _moves(ranked: pd.DataFrame, leader: str | None, name_of: NameOf) -> list[str]:
    """The furthest up and the furthest down, as far as ranks before are known.

    leader: the code of the unit that leads alone and is named already.
    """
    steps = ranked["step"].dropna().astype(int)
    if steps.empty:
        return [_("there are no earlier ranks to compare with")]
    if not steps.any():
        return [_("no rank has changed")]
    clauses = []
    up, down = int(steps.max()), int(-steps.min())
    if up > 0:
        risers = ranked.loc[steps.index[steps == up]]
        if leader in set(risers["unit"]):
            clauses.append(ngettext("up {count} place", "up {count} places", up).format(count=up))
        else:
            words = ngettext("{units} rose {count} place", "{units} rose {count} places", up)
            clauses.append(words.format(units=named(risers, name_of), count=up))
    if down > 0:
        words = ngettext("{units} fell {count} place", "{units} fell {count} places", down)
        clauses.append(words.format(units=named(ranked.loc[steps.index[steps == -down]], name_of), count=down))
    return clauses
