"""What needs attention, worst first, each with a sentence and a link; and who has not reported."""

from html import escape

import pandas as pd

from guoban.charts.forecast import needed
from guoban.charts.links import Links, anchor
from guoban.charts.numbers import NOTHING
from guoban.charts.standing import BEHIND, worst_first
from guoban.charts.status import badge, distances_in_words, progress_words
from guoban.charts.view import View
from guoban.text import _, ngettext, pgettext

NAMED = 3
"""How many units a sentence names before it counts the rest."""


def attention(rows: pd.DataFrame, root: str, links: Links, shown: int = 8) -> str:
    """The worst figures as an HTML list.

    rows: rows of `measures.progress` for the organisation and its units. The organisation's own tasks that are behind
    come first (at most half of the list), then the units' figures; within each the one furthest behind first.
    """
    worst = worst_first(rows)
    alone = rows["indicator"].nunique() == 1
    own = worst[worst["unit"] == root].head(shown // 2)
    units = worst[worst["unit"] != root]
    holding = _names_by_indicator(units)
    leading = units.head(shown - len(own))
    entries = [_own_entry(row, holding.get(row["indicator"], []), links) for _index, row in own.iterrows()]
    entries += [
        _unit_entry(row, distance, links, alone=alone)
        for (_index, row), distance in zip(leading.iterrows(), distances_in_words(leading), strict=True)
    ]
    heading = f"<h2>{escape(_('Needs attention'))}</h2>"
    if not entries:
        return f'<section class="gb-attention">{heading}<p class="gb-quiet">{escape(_nothing(rows))}</p></section>'
    more = len(own) + len(units) - len(entries)
    tail = ngettext("and {count} more figure behind", "and {count} more figures behind", more).format(count=more)
    rest = f'<p class="gb-quiet">{escape(tail)}</p>' if more > 0 else ""
    return f'<section class="gb-attention">{heading}<ol>{"".join(entries)}</ol>{rest}</section>'


def silent(view: View, links: Links) -> str:
    """The units that have not reported, by name."""
    heading = f"<h2>{escape(_('Units that have not reported'))}</h2>"
    if not view.silent:
        words = _("Every unit has reported.") if view.of_units else _("No unit is expected to report.")
        return f'<section class="gb-silent">{heading}<p class="gb-quiet">{escape(words)}</p></section>'
    names = "".join(f"<li>{anchor(links.unit(code), name)}</li>" for code, name in view.silent)
    return f'<section class="gb-silent">{heading}<ul>{names}</ul></section>'


def _names_by_indicator(units: pd.DataFrame) -> dict[str, list[str]]:
    """Who is behind with an indicator, the one furthest behind first."""
    found: dict[str, list[str]] = {}
    for indicator, name in zip(units["indicator"], units["unit_name"], strict=True):
        found.setdefault(indicator, []).append(str(name))
    return found


def _own_entry(row: pd.Series, holding: list[str], links: Links) -> str:
    sentence = progress_words(row)
    if holding:
        named = pgettext("list", ", ").join(holding[:NAMED])
        behind = _("behind are {count} units, {names} furthest")
        if len(holding) <= NAMED:
            behind = ngettext("behind is {names}", "behind are {count} units: {names}", len(holding))
        sentence = _("{first}; {second}").format(first=sentence, second=behind.format(count=len(holding), names=named))
    return _entry(row, str(row["indicator_name"]), links.indicator(row["indicator"]), sentence, str(row["unit_name"]))


def _unit_entry(row: pd.Series, distance: str, links: Links, *, alone: bool) -> str:
    title = str(row["unit_name"]) if alone else f"{row['unit_name']} · {row['indicator_name']}"
    clauses = [progress_words(row, with_schedule=False), distance]
    need = needed(row)
    if need:
        clauses.append(_("needs {amount} a quarter").format(amount=need))
    sentence = _(", ").join(clause for clause in clauses if clause) or NOTHING
    return _entry(
        row, title, links.unit(row["unit"]) if alone else links.indicator(row["indicator"], row["unit"]), sentence
    )


def _entry(row: pd.Series, title: str, address: str, sentence: str, whose: str = "") -> str:
    owner = f'<span class="gb-owner">{escape(whose)}</span>' if whose else ""
    return f"<li>{badge(row['status'])}{anchor(address, title)}{owner}<p>{escape(sentence)}</p></li>"


def _nothing(rows: pd.DataFrame) -> str:
    if (rows["status"] == "not_reported").all():
        return _("Nothing has been reported yet.")
    if not rows["status"].isin(BEHIND).any():
        return _("No figure is behind.")
    return NOTHING
