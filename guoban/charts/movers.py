"""Beside the league table: whose scores rose and fell most, who left what unreported, and the rules behind a score."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from guoban.charts.league import STARS, absentees, by_rank
from guoban.charts.links import Links, anchor
from guoban.charts.numbers import MINUS, grouped
from guoban.charts.status import badge
from guoban.charts.view import View
from guoban.text import _, ngettext, pgettext

MOST = 5
NAMED = 3
"""Indicators of a unit that are named before the rest is counted."""


def movers(scores: pd.DataFrame, view: View, links: Links) -> str:
    """Progress since the quarter before: the five whose scores rose most and the five whose scores fell most.

    scores: rows of `measures.appraisal`. Who has not reported is in neither list: `unreported` names them below.
    """
    known = by_rank(scores[scores["gain"].notna() & ~scores["unit"].isin(absentees(scores, view))])
    if known.empty:
        nothing = _("There are no earlier scores to compare with.")
        body = f'<h2>{escape(_("Progress"))}</h2><p class="gb-quiet">{escape(nothing)}</p>'
        return f'<section class="gb-movers"><div>{body}</div></section>'
    gain = known["gain"].round(6)
    up = known[gain > 0].sort_values("gain", ascending=False, kind="stable")
    down = known[gain < 0].sort_values("gain", kind="stable")
    return (
        f'<section class="gb-movers">{_list(_("Progress since last quarter"), up, _("No score rose."), links)}'
        f"{_list(_('Lost most since last quarter'), down, _('No score fell.'), links)}</section>"
    )


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


def _list(title: str, rows: pd.DataFrame, nothing: str, links: Links) -> str:
    heading = f"<h2>{escape(title)}</h2>"
    if rows.empty:
        return f'<div>{heading}<p class="gb-quiet">{escape(nothing)}</p></div>'
    entries = "".join(_mover(row, links) for _index, row in rows.head(MOST).iterrows())
    rest = len(rows) - MOST
    more = ngettext("and {count} more unit", "and {count} more units", rest).format(count=rest) if rest > 0 else ""
    tail = f'<p class="gb-quiet">{escape(more)}</p>' if more else ""
    return f"<div>{heading}<ol>{entries}</ol>{tail}</div>"


def _mover(row: pd.Series, links: Links) -> str:
    css, sign = ("gb-up", "+") if row["gain"] > 0 else ("gb-down", MINUS)
    ranks = _("{before} → {now}").format(before=int(row["rank_before"]), now=int(row["rank"]))
    return (
        f'<li><b class="{css}">{sign}{grouped(abs(row["gain"]), 1)}</b>'
        f"{anchor(links.unit(row['unit']), str(row['unit_name']))}<span>{escape(ranks)}</span></li>"
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
