"""What needs attention, worst first, each with a sentence and a link; the rest folded by its reason and counted."""

from collections import Counter
from html import escape

import pandas as pd

from guoban.charts.links import Links, anchor
from guoban.charts.row import Row
from guoban.charts.status import badge, distances_in_words
from guoban.charts.view import View
from guoban.charts.warning_words import (
    REASONS,
    leading_reason,
    reason_name,
    reason_tag,
    silence_words,
    warning_sentence,
)
from guoban.text import _, ngettext, pgettext

NAMED = 3
"""How many units a sentence names before it counts the rest."""

FOLDED = 6
"""How many entries a fold shows; those behind them are counted unit by unit."""

_GIVEN = [
    "unit", "unit_name", "indicator", "indicator_name", "kind", "measure", "direction", "display_measure", "decimals",
    "value", "target", "baseline", "progress", "schedule", "status", "needed_per_quarter", "behind", "out_of_reach",
    "jumped", "falling", "best", "most", "brought", "latest", "before", "earlier",
]  # fmt: skip


def attention(warned: pd.DataFrame, root: str, view: View, links: Links, shown: int = 8) -> str:
    """The worst figures as an HTML list, below it one fold a reason with what the list has no room for.

    warned: rows of `Answers.warnings`, worst first, of the organisation and its units. The organisation's own tasks
    come first (at most half of the list), then the units' figures. A figure is told once, with all its reasons, and
    counted under the gravest. What silent units last reported is left out: `silent` tells of them.
    """
    heading = f"<h2>{escape(_('Needs attention'))}</h2>"
    gone = [code for code, _name in view.silent]
    warned = warned.loc[~warned["unit"].isin(gone).to_numpy(), _GIVEN]  # frames of forty columns are dear to cut
    if warned.empty:
        return f'<section class="gb-attention">{heading}<p class="gb-quiet">{escape(_nothing(view))}</p></section>'
    warned = warned.assign(reason=leading_reason(warned))
    units = list(warned["unit"].to_numpy(object))
    listed, folded = _arranged(units, list(warned["reason"].to_numpy(object)), root, shown)
    rows = _rows(warned, [*listed, *(place for places in folded.values() for place in places[:FOLDED])])
    holding = _names_by_indicator(warned[warned["behind"].to_numpy(dtype=bool) & (warned["unit"] != root).to_numpy()])
    alone = warned["indicator"].nunique() == 1
    entries = "".join(
        _own_entry(rows[place], holding.get(rows[place]["indicator"], []), links)
        if rows[place]["unit"] == root
        else _unit_entry(rows[place], links, alone=alone)
        for place in listed
    )
    opened = {rows[place]["reason"] for place in listed}
    names = dict(zip(units, warned["unit_name"].to_numpy(object), strict=True))
    folds = "".join(
        _fold(
            reason,
            "".join(_unit_entry(rows[place], links, alone=alone) for place in places[:FOLDED]),
            len(places),
            _counted([units[place] for place in places[FOLDED:]], names, reason, links),
            opened=reason in opened,
        )
        for reason, places in folded.items()
    )
    return f'<section class="gb-attention">{heading}<ol>{entries}</ol>{folds}</section>'


def silent(view: View, silences: pd.DataFrame, links: Links) -> str:
    """The units that have not reported, by name, and since when; silences: rows of `measures.silences` of them."""
    heading = f"<h2>{escape(_('Units that have not reported'))}</h2>"
    if not view.silent:
        words = _("Every unit has reported.") if view.of_units else _("No unit is expected to report.")
        return f'<section class="gb-silent">{heading}<p class="gb-quiet">{escape(words)}</p></section>'
    told = silences.set_index("unit")
    longest = sorted(view.silent, key=lambda unit: -int(told["quarters"].get(unit[0], 0)))
    since = {code: silence_words(told["last_day"][code], int(told["quarters"][code])) for code in told.index}
    names = "".join(
        f'<li>{anchor(links.unit(code), name)}<span class="gb-note">{escape(since.get(code, ""))}</span></li>'
        for code, name in longest
    )
    return f'<section class="gb-silent">{heading}<ul>{names}</ul></section>'


def _arranged(units: list[str], reasons: list[str], root: str, shown: int) -> tuple[list[int], dict[str, list[int]]]:
    """The places of the rows that are listed, and of the others by reason, gravest first."""
    own = [place for place, unit in enumerate(units) if unit == root]
    others = [place for place, unit in enumerate(units) if unit != root]
    half = max(shown // 2, shown - len(others))
    listed = own[:half] + others[: shown - min(half, len(own))]
    folded: dict[str, list[int]] = {reason: [] for reason in REASONS}
    told = set(listed)
    for place, reason in enumerate(reasons):
        if place not in told:
            folded[reason].append(place)
    return listed, {reason: places for reason, places in folded.items() if places}


def _rows(warned: pd.DataFrame, places: list[int]) -> dict[int, Row]:
    """The rows at these places, each with its distance from the schedule in words."""
    told = warned.iloc[places]
    told = told.assign(distance=distances_in_words(told))
    return dict(zip(places, told.to_dict(orient="records"), strict=True))


def _own_entry(row: Row, holding: list[str], links: Links) -> str:
    sentence = warning_sentence(row)
    if holding:
        named = pgettext("list", ", ").join(holding[:NAMED])
        behind = _("behind are {count} units, {names} furthest")
        if len(holding) <= NAMED:
            behind = ngettext("behind is {names}", "behind are {count} units: {names}", len(holding))
        sentence = _("{first}; {second}").format(first=sentence, second=behind.format(count=len(holding), names=named))
    return _entry(row, str(row["indicator_name"]), links.indicator(row["indicator"]), sentence, str(row["unit_name"]))


def _unit_entry(row: Row, links: Links, *, alone: bool) -> str:
    title = str(row["unit_name"]) if alone else f"{row['unit_name']} · {row['indicator_name']}"
    return _entry(row, title, links.source(row["unit"], row["indicator"]), warning_sentence(row))


def _entry(row: Row, title: str, address: str, sentence: str, whose: str = "") -> str:
    owner = f'<span class="gb-owner">{escape(whose)}</span>' if whose else ""
    late = row["behind"] or row["out_of_reach"]
    sign = badge(row["status"]) if late else reason_tag(row["reason"])
    return f"<li>{sign}{anchor(address, title)}{owner}<p>{escape(sentence)}</p></li>"


def _fold(reason: str, entries: str, many: int, others: str, *, opened: bool) -> str:
    """What is not in the list for one reason: the worst with their sentences, the others counted under their units."""
    words = ngettext("{count} more figure", "{count} more figures", many)
    if not opened:
        words = ngettext("{count} figure", "{count} figures", many)
    summary = f"<summary>{reason_tag(reason)}<span>{escape(words.format(count=many))}</span></summary>"
    return f"<details>{summary}<ol>{entries}</ol>{others}</details>"


def _counted(units: list[str], names: dict[str, str], reason: str, links: Links) -> str:
    """How many more each unit has, most first: 大椿镇总工会 12, 枫铺镇总工会 9."""
    if not units:
        return ""
    counts = Counter(units).most_common()
    listed = "".join(f"<li>{anchor(links.unit(code), names[code])} {count}</li>" for code, count in counts)
    words = ngettext("and {count} more, by unit", "and {count} more, by unit", len(units)).format(count=len(units))
    label = f"{reason_name(reason)}: {words}"
    return f'<p class="gb-quiet">{escape(words)}</p><ul aria-label="{escape(label)}">{listed}</ul>'


def _names_by_indicator(units: pd.DataFrame) -> dict[str, list[str]]:
    """Who is behind with an indicator, the one furthest behind first."""
    found: dict[str, list[str]] = {}
    names = units["unit_name"].to_numpy(object)
    for indicator, name in zip(units["indicator"].to_numpy(object), names, strict=True):
        found.setdefault(indicator, []).append(name)
    return found


def _nothing(view: View) -> str:
    if view.of_units and not view.reported:
        return _("Nothing has been reported yet.")
    return _("No figure needs attention.")
