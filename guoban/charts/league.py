"""The league table: rank and step, score, stars, and the score of every area of work, unit by unit, as HTML.

A trial of other rules stands beside what is stored, in place of the areas.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from guoban.charts.appraisal_words import silent
from guoban.charts.links import Links, anchor
from guoban.charts.numbers import NOTHING, grouped
from guoban.charts.ranking import step_words
from guoban.charts.status import badge
from guoban.charts.view import View, source_line
from guoban.text import CHINESE, _, language, ngettext

STARS = 5
_NO_PART = '<td class="gb-part-score gb-soft">–</td>'


def league(
    scores: pd.DataFrame, areas: pd.DataFrame, low: float, view: View, links: Links, shown_areas: Sequence[str]
) -> str:
    """The table as it is stored.

    scores: rows of `measures.appraisal`; units without a rank stand at the foot, below them
    those that have not reported, whatever their rank. areas: `measures.appraisal_by_area`.
    low: a score of an area below this is marked. shown_areas: the areas with a column, in their order.
    """
    first = ((_("Rank"), "num"), (_("Step"), "num"), (_("Unit"), ""), (_("Score"), ""), (_("Stars"), ""))
    heads = "".join(
        f'<th scope="col" class="gb-area-head">{anchor(_with_area(links, area).page("appraisal"), _(area))}</th>'
        for area in shown_areas
    )
    cells = _area_cells(areas, low, links)
    absent = absentees(scores, view)
    body = "".join(
        _row(
            row, links, "".join(cells.get((row["unit"], area), _NO_PART) for area in shown_areas),
            absent=row["unit"] in absent,
        )
        for _index, row in absent_last(by_rank(scores), absent).iterrows()
    )  # fmt: skip
    legend = _legend(low) if shown_areas else ""
    return _table(_("Scores"), legend, _heads(first) + heads + _heads([(_("Not reported"), "")]), body, view)


def trial_league(scores: pd.DataFrame, view: View, links: Links) -> str:
    """The table of a trial, in the order of the trial; scores: rows of `measures.appraisal_what_if`."""
    heads = (
        (_("Rank in the trial"), "num"),
        (_("Up or down"), "num"),
        (_("Unit"), ""),
        (_("Score in the trial"), ""),
        (_("Stars in the trial"), ""),
        (_("Rank: stored → trial"), "num"),
        (_("Score as stored"), ""),
        (_("Stars as stored"), ""),
    )
    rows = scores.sort_values(["trial_rank", "rank", "unit_position"], na_position="last")
    body = "".join(_trial_row(row, links) for _index, row in rows.iterrows())
    return _table(_("A trial beside what is stored"), "", _heads(heads), body, view)


def absentees(scores: pd.DataFrame, view: View) -> set[str]:
    """Units that sent nothing for the quarter, or nothing at all of what was asked of them."""
    return {code for code, _name in view.silent} | set(scores.loc[silent(scores), "unit"])


def by_rank(scores: pd.DataFrame) -> pd.DataFrame:
    """From the first to the last; of equals in roster order; without a rank at the foot."""
    return scores.sort_values(["rank", "unit_position"], na_position="last", kind="stable")


def absent_last(ranked: pd.DataFrame, absent: Collection[str]) -> pd.DataFrame:
    """The same order, with the units that have not reported at the foot, none of them dropped."""
    gone = ranked["unit"].isin(absent)
    return pd.concat([ranked[~gone], ranked[gone]])


def stars_words(stars: float | None) -> str:
    """★★★★☆, or – where there is no score."""
    if stars is None or pd.isna(stars):
        return NOTHING
    return "★" * int(stars) + "☆" * (STARS - int(stars))


def _row(row: pd.Series, links: Links, further: str, *, absent: bool) -> str:
    missing = len(row["not_reported"])
    address = links.unit(row["unit"])
    reported = badge("not_reported") if absent else (_missing(missing) if missing else "")
    return (
        f'<tr><td class="num gb-rank">{_rank(row["rank"])}</td><td class="num gb-step">{_step(row["step"])}</td>'
        f'<th scope="row">{anchor(address, str(row["unit_name"]))}</th>'
        f'<td class="gb-score">{_score(row["score"], address)}</td>'
        f'<td class="gb-stars">{_stars(row["stars"])}</td>{further}'
        f'<td class="gb-unreported">{reported}</td></tr>'
    )


def _trial_row(row: pd.Series, links: Links) -> str:
    address = links.unit(row["unit"])
    ranks = f"{_rank(row['rank'])} → {_rank(row['trial_rank'])}"
    return (
        f'<tr><td class="num gb-rank">{_rank(row["trial_rank"])}</td><td class="num gb-step">{_step(row["moved"])}</td>'
        f'<th scope="row">{anchor(address, str(row["unit_name"]))}</th>'
        f'<td class="gb-score">{_score(row["trial_score"], address)}</td>'
        f'<td class="gb-stars">{_stars(row["trial_stars"])}</td><td class="num">{ranks}</td>'
        f'<td class="gb-score">{_score(row["score"], address)}</td>'
        f'<td class="gb-stars">{_stars(row["stars"])}</td></tr>'
    )


def _rank(rank: float | None) -> str:
    return NOTHING if rank is None or pd.isna(rank) else str(int(rank))


def _legend(low: float) -> str:
    marked = _("▼ below {score}").format(score=grouped(low, 0))
    meaning = _("score by area of work, at most 100")
    return f'<p class="gb-legend"><span>{escape(meaning)}</span><span class="gb-low">{escape(marked)}</span></p>'


def _missing(count: int) -> str:
    return f"○ {escape(ngettext('{count} item', '{count} items', count).format(count=count))}"


def _score(score: float, address: str) -> str:
    """The score, a bar of its length beside it, as a link to whose it is."""
    if pd.isna(score):
        return NOTHING
    return f'<a href="{escape(address)}"><b>{grouped(score, 1)}</b>{_meter(score)}</a>'


def _meter(score: float) -> str:
    return f'<span class="gb-meter" style="--share:{_share(score):.1f}%"></span>'


def _stars(stars: float | None) -> str:
    if stars is None or pd.isna(stars):
        return NOTHING
    said = ngettext("{count} star", "{count} stars", int(stars)).format(count=int(stars))
    return f'<span aria-hidden="true">{stars_words(stars)}</span><span class="gb-hidden">{escape(said)}</span>'


def _step(step: float) -> str:
    words = step_words(step)
    css = "gb-up" if words.startswith("↑") else "gb-down" if words.startswith("↓") else "gb-soft"
    return f'<span class="{css}">{words}</span>'


def _area_cells(areas: pd.DataFrame, low: float, links: Links) -> dict[tuple[str, str], str]:
    """(unit, area) → its cell, a link to the unit with the area chosen."""
    cells = {}
    for unit, area, score in zip(areas["unit"], areas["area"], areas["score"], strict=True):
        if pd.isna(score):
            continue
        is_low = round(score, 6) < low
        sign = '<i aria-hidden="true">▼</i>' if is_low else ""
        link = f'<a href="{escape(_with_area(links, area).unit(unit))}">{sign}{grouped(score, 0)}{_meter(score)}</a>'
        css = "gb-part-score gb-low" if is_low else "gb-part-score"
        cells[unit, area] = f'<td class="{css}">{link}</td>'
    return cells


def _share(score: float) -> float:
    return max(0.0, min(float(score), 100.0))


def _with_area(links: Links, area: str) -> Links:
    return replace(links, kept=links.kept | {"area": area})


def _heads(columns: Sequence[tuple[str, str]]) -> str:
    return "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in columns)


def _table(title: str, legend: str, heads: str, body: str, view: View) -> str:
    tag = "zh-CN" if language() == CHINESE else "en"
    return (
        f'<section class="gb-league"><h2>{escape(title)}</h2>{legend}'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{escape(title)}">'
        f'<table class="gb-table" lang="{tag}"><caption class="gb-hidden">{escape(title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<p class="gb-source">{escape(source_line(view))}</p></section>'
    )
