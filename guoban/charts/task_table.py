"""Every indicator of one unit, by area of work: a bullet against target and schedule, and the figures beside it."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from guoban.charts.bullet import bullet
from guoban.charts.figure_notes import figure_notes
from guoban.charts.forecast import needed
from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, Measure, amount, whole
from guoban.charts.standing import tally
from guoban.charts.status import badge, distances_in_words, done_share, progress_words
from guoban.charts.trend_words import AGAINST, Trends, turn_span
from guoban.text import _

_LINES_OF_A_SHEET, _LINES_OF_THREE_COLUMNS = 24, 100


TASKS = "#gb-tasks"
"""Where the table stands on its page."""


def task_table(rows: pd.DataFrame, trends: Trends, peers: Mapping[tuple[str, str], float], links: Links) -> str:
    """One table an area, as HTML.

    rows: rows of `measures.progress` of one unit, with `area_name`, in the order of indicator_position.
    trends: how its figures turned. peers: unit, indicator → how far the middle unit of its kind has come.
    """
    rows = rows.assign(distance=distances_in_words(rows))
    sections = []
    for area, part in rows.groupby("area_name", sort=False):
        body = "".join(
            _row(row, trends, peers.get((row["unit"], row["indicator"])), links) for _index, row in part.iterrows()
        )
        sections.append(
            f'<tbody><tr class="gb-area"><th scope="rowgroup" colspan="8"><h2>{escape(str(area))}</h2>'
            f"<span>{escape(_area_words(part))}</span></th></tr>{body}</tbody>"
        )
    heads = (
        (_("Indicator"), ""),
        (_("Done"), "num"),
        (_("Annual target"), "num"),
        (_("Against target and schedule"), ""),
        (_("Status"), ""),
        (_(AGAINST["last_quarter"]), "num"),
        (_(AGAINST["last_year"]), "num"),
        (_("Forecast · needed a quarter"), "num"),
    )
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    caption = escape(_("Every indicator of the unit against its target and the schedule"))
    return (
        f'<div class="gb-scroll gb-of-tasks" tabindex="0" role="region" aria-label="{caption}">'
        f'<table id="gb-tasks" class="gb-table gb-tasks{_on_paper(rows)}">'
        f'<caption class="gb-hidden">{caption}</caption><thead><tr>{head}</tr></thead>{"".join(sections)}</table></div>'
        f"{_footnote(rows)}"
    )


def _on_paper(rows: pd.DataFrame) -> str:
    """Into how many columns print.css is to put the lines, as a class, so that they stay on one sheet."""
    lines = len(rows) + rows["area_name"].nunique()
    return (
        "" if lines <= _LINES_OF_A_SHEET else " gb-columns-3" if lines <= _LINES_OF_THREE_COLUMNS else " gb-columns-4"
    )


def _footnote(rows: pd.DataFrame) -> str:
    """What the sign means that stands on paper in place of each figure's notes, where the lines are in columns."""
    if not _on_paper(rows) or not any(figure_notes(row) for _index, row in rows.iterrows()):
        return ""
    words = _("※ older or incomplete, or not of every unit: the page itself says which")
    return f'<p class="gb-paper-only gb-quiet">{escape(words)}</p>'


def _row(row: pd.Series, trends: Trends, peers: float | None, links: Links) -> str:
    measure = measure_of(row)
    name = anchor(links.indicator(row["indicator"], row["unit"]), str(row["indicator_name"]))
    words = progress_words(row)
    if peers is not None:
        words = _("{first}, {second}").format(first=words, second=_("middle of its kind {share}").format(
            share=done_share(peers)))  # fmt: skip
    drawing = ""
    if pd.notna(row["progress"]):
        drawn = bullet(row["status"], row["progress"], row["schedule"], words, peers)
        drawing = f'<a href="{escape(links.indicator(row["indicator"], row["unit"]))}">{drawn}</a>'
    turned = "".join(
        f'<td class="num gb-turned" data-against="{escape(turn.against)}">{turn_span(turn, named=False)}</td>'
        for turn in trends.turns(row)
    )
    share = "" if pd.isna(row["progress"]) else f'<b class="gb-share">{escape(done_share(row["progress"], 0))}</b>'
    return (
        f'<tr><th scope="row">{name}{_notes(row)}</th><td class="num">{_figure(row, measure, links)}</td>'
        f'<td class="num">{_cell(row["target"], measure)}</td><td class="gb-drawn">{drawing}{share}</td>'
        f"<td>{badge(row['status'], row['distance'])}</td>"
        f'{turned}<td class="num gb-soft">{_outlook(row, measure)}</td></tr>'
    )


def _figure(row: pd.Series, measure: Measure, links: Links) -> str:
    """The figure as a link to where it comes from; what was not reported comes from nowhere."""
    if pd.isna(row["value"]):
        return _cell(row["value"], measure)
    address = escape(links.source(row["unit"], row["indicator"]))
    return f'<a href="{address}">{_cell(row["value"], measure)}</a>'


def _notes(row: pd.Series) -> str:
    notes = figure_notes(row)
    return f'<small class="gb-note">{escape(_("; ").join(notes))}</small>' if notes else ""


def _area_words(part: pd.DataFrame) -> str:
    found = tally(part)
    if not found.tasks:
        return _("no target")
    return _("{ahead} of {count} on schedule").format(ahead=found.ahead, count=found.tasks)


def _cell(value: float | None, measure: Measure) -> str:
    shown = amount(value, measure)
    return f"{escape(shown.number)}<small>{escape(shown.measure)}</small>" if shown.measure else escape(shown.number)


def _outlook(row: pd.Series, measure: Measure) -> str:
    if pd.isna(row["forecast"]):
        return NOTHING
    words = _cell(whole(row["forecast"], measure), measure)
    if needed(row):
        need = row["needed_per_quarter"]
        words += f" · {_cell(whole(need, measure, at_least=True), measure)}"
    return words
