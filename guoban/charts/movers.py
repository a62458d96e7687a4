"""Beside the league table: how far every score rose or fell, who left what unreported, and the rules behind a score."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from guoban.charts.league import STARS, absent_last, absentees, by_rank
from guoban.charts.links import Links, anchor
from guoban.charts.numbers import MINUS, NOTHING, grouped
from guoban.charts.status import badge
from guoban.charts.view import View
from guoban.text import _, ngettext, pgettext

NAMED = 3
"""Indicators of a unit that are named before the rest is counted."""


def movers(scores: pd.DataFrame, view: View, links: Links) -> str:
    """Progress since the quarter before: every unit by how much its score gained, furthest up first.

    scores: rows of `measures.appraisal`. Who has not reported, or had no score before, stands at the foot.
    """
    absent = absentees(scores, view)
    heading = f"<h2>{escape(_('Progress since last quarter'))}</h2>"
    if scores["gain"].isna().all():
        nothing = _("There are no earlier scores to compare with.")
        return f'<section class="gb-movers">{heading}<p class="gb-quiet">{escape(nothing)}</p></section>'
    ordered = by_gain(scores, absent).to_dict(orient="records")
    entries = "".join(_mover(row, links, absent=row["unit"] in absent) for row in ordered)
    return f'<section class="gb-movers">{heading}<ol>{entries}</ol></section>'


def by_gain(scores: pd.DataFrame, absent: Collection[str]) -> pd.DataFrame:
    """From the furthest risen to the furthest fallen, of equals by rank; those who have not reported at the foot."""
    ranked = by_rank(scores)
    gain = ranked["gain"].astype(float).round(6)
    ordered = ranked.assign(gained=gain).sort_values("gained", ascending=False, na_position="last", kind="stable")
    return absent_last(ordered.drop(columns="gained"), absent)


def gain_words(gain: float) -> str:
    """+4.0, −0.5; ±0 where a score is the same, — where there was none before."""
    if pd.isna(gain):
        return NOTHING
    return f"{'+' if gain > 0 else MINUS if gain < 0 else '±'}{grouped(abs(gain), 1)}"


def unreported(scores: pd.DataFrame, names: Mapping[str, str], view: View, links: Links) -> str:
    """Units that sent nothing for the quarter, and what has a target and no figure; names: indicator → its name."""
    absent = absentees(scores, view)
    rows = scores[scores["unit"].isin(absent) | (scores["not_reported"].map(len) > 0)]
    rows = rows.assign(there=~rows["unit"].isin(absent)).sort_values(["there", "unit_position"])
    heading = f"<h2>{escape(_('Not reported'))}</h2>"
    if rows.empty:
        return f'<section class="gb-gaps">{heading}<p class="gb-quiet">{escape(_("Nothing is missing."))}</p></section>'
    entries = "".join(
        f"<li>{anchor(links.unit(row['unit']), str(row['unit_name']))}"
        f"{badge('not_reported') if row['unit'] in absent else ''}"
        f'<span class="gb-note">{_missing(row, names, links)}</span></li>'
        for _index, row in rows.iterrows()
    )
    return f'<section class="gb-gaps gb-below-list">{heading}<ul>{entries}</ul></section>'


def scoring_rules(scores: pd.DataFrame, cap: float, stars: Sequence[float]) -> str:
    """How a score is made, and how many units have how many stars; stars: lowest scores for five, four and three."""
    rule = _(
        "Score = what each task earns × its weight ÷ all weights × 100; a task earns its progress ÷ the schedule, "
        "at most {cap}. What was not reported earns 0."
    ).format(cap=grouped(cap, 2).rstrip("0").rstrip("."))
    lines = []
    for count, least in zip((5, 4, 3), stars, strict=True):
        lines.append(_grade("★" * count + "☆" * (STARS - count), _("{score} and above"), least, scores, count))
    lines.append(_grade("☆" * STARS, _("below {score}"), stars[-1], scores, 0))
    return (
        f'<section class="gb-rules"><h2>{escape(_("How scores are made"))}</h2><ul>{"".join(lines)}</ul>'
        f'<p class="gb-quiet">{escape(rule)}</p></section>'
    )


def _grade(stars: str, words: str, least: float, scores: pd.DataFrame, count: int) -> str:
    units = int((scores["stars"] == count).sum())
    said = ngettext("{count} unit", "{count} units", units).format(count=units)
    threshold = words.format(score=f"{least:g}")
    return f'<li><span class="gb-stars">{stars}</span><span>{escape(threshold)}</span><b>{escape(said)}</b></li>'


def _mover(row: Mapping[Hashable, Any], links: Links, *, absent: bool) -> str:
    gained = 0.0 if absent or pd.isna(row["gain"]) else float(row["gain"])
    css = "gb-up" if gained > 0 else "gb-down" if gained < 0 else "gb-soft"
    ranks = ""
    if absent:
        ranks = badge("not_reported")
    elif pd.notna(row["rank_before"]) and pd.notna(row["rank"]):
        ranks = escape(_("{before} → {now}").format(before=int(row["rank_before"]), now=int(row["rank"])))
    return (
        f'<li><b class="{css}">{NOTHING if absent else gain_words(row["gain"])}</b>'
        f"{anchor(links.unit(row['unit']), str(row['unit_name']))}<span>{ranks}</span></li>"
    )


def _missing(row: pd.Series, names: Mapping[str, str], links: Links) -> str:
    codes = row["not_reported"]
    if not codes:
        return escape(_("nothing for this quarter: scored by what was reported before"))
    if len(codes) >= row["indicators"]:
        words = ngettext("the only task: counted as 0", "all {count} tasks: counted as 0", len(codes))
        return escape(words.format(count=len(codes)))
    named = pgettext("list", ", ").join(
        anchor(links.indicator(code, row["unit"]), names.get(code, code)) for code in codes[:NAMED]
    )
    rest = len(codes) - NAMED
    if rest <= 0:
        return named
    words = ngettext("and {count} more indicator", "and {count} more indicators", rest)
    return f"{named} {escape(words.format(count=rest))}"
