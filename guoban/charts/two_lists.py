"""What a ranking leads with: the first by score (总分榜) and by progress since last quarter (进步榜)."""

from collections.abc import Collection, Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd

from guoban.charts.league import absentees, by_rank
from guoban.charts.links import Links, anchor
from guoban.charts.movers import gain_words
from guoban.charts.numbers import grouped
from guoban.charts.view import View
from guoban.text import _, ngettext

FIRST = 3
"""Places named of each list; the whole of both stands on the page of the appraisal."""


def two_lists(scores: pd.DataFrame, view: View, links: Links) -> str:
    """Both lists side by side, as HTML; scores: rows of `measures.appraisal`.

    Who has not reported is in neither and counted behind the first; in the ranking below they stand at the foot.
    """
    absent = absentees(scores, view)
    there = [row for row in by_rank(scores).to_dict(orient="records") if row["unit"] not in absent]
    ranked = [row for row in there if pd.notna(row["rank"])]
    gained = sorted((row for row in there if row["gain"] > 0), key=lambda row: -round(row["gain"], 6))  # equals by rank
    address = links.page("appraisal")
    best = [_entry(row, str(int(row["rank"])), grouped(row["score"], 1), links) for row in ranked[:FIRST]]
    risen = [_entry(row, "", f'<i class="gb-up">{gain_words(row["gain"])}</i>', links) for row in gained[:FIRST]]
    nothing_risen = _("There are no earlier scores to compare with.") if scores["gain"].isna().all() else ""
    return (
        f'<section class="gb-lists">{_list(_("Scores"), best, _at_the_foot(absent), address)}'
        f"{_list(_('Progress since last quarter'), risen, nothing_risen or _none_risen(gained), address)}</section>"
    )


def _list(title: str, entries: list[str], remark: str, address: str) -> str:
    tail = f"<span>{escape(remark)}</span>" if remark else ""
    listed = f"<ol>{''.join(entries)}</ol>" if entries else ""
    return f"<div><h2>{anchor(address, title)}</h2>{listed}{tail}</div>"


def _entry(row: Mapping[Hashable, Any], rank: str, figure: str, links: Links) -> str:
    place = f"<b>{rank}</b>" if rank else ""
    return f"<li>{place}{anchor(links.unit(row['unit']), str(row['unit_name']))}<em>{figure}</em></li>"


def _at_the_foot(absent: Collection[str]) -> str:
    if not absent:
        return ""
    return ngettext(
        "{count} unit not reported, at the foot", "{count} units not reported, at the foot", len(absent)
    ).format(count=len(absent))


def _none_risen(gained: list[dict[Hashable, Any]]) -> str:
    return "" if gained else _("No score rose.")
