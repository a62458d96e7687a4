"""The headline indicators as cards: value, status, distance to the schedule, sparkline."""

from html import escape

import pandas as pd

from guoban.charts.in_force import gap_rule
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import amount
from guoban.charts.palette import look
from guoban.charts.sparkline import sparkline
from guoban.charts.status import LEVEL_STATUSES, badge, distances_in_words, progress_words
from guoban.charts.trend_words import Trends, turns_line
from guoban.charts.view import View
from guoban.charts.year_points import PathPoint, path_points, year_points
from guoban.text import _


def cards(rows: pd.DataFrame, paths: pd.DataFrame, trends: Trends, view: View, links: Links) -> str:
    """One card an indicator, as HTML.

    rows: the organisation's rows of `measures.progress`, in the order to be shown.
    paths: rows of `measures.path` for the same unit and indicators. trends: how their figures turned.
    """
    points = path_points(paths)
    drawn = [
        _card(row, words, points.get((row["unit"], row["indicator"]), []), trends, view, links)
        for (_index, row), words in zip(rows.iterrows(), distances_in_words(rows), strict=True)
    ]
    heading = _("Headline indicators")
    return (
        f'<section class="gb-cards" aria-label="{escape(heading)}"><ul>{"".join(drawn)}</ul>{_legend(view)}</section>'
    )


def _card(row: pd.Series, distance: str, path: list[PathPoint], trends: Trends, view: View, links: Links) -> str:
    shown = amount(row["value"], measure_of(row))
    name = escape(str(row["indicator_name"]))
    below = _below(row)
    label = _("{name}: this year's path against the schedule and last year").format(name=row["indicator_name"])
    drawing = sparkline(year_points(row, path, view), look(row["status"]).text, label)
    value = f"{escape(shown.number)}<small>{escape(shown.measure)}</small>"
    if pd.notna(row["value"]):
        address = escape(links.source(row["unit"], row["indicator"]))
        value = f'<a href="{address}" title="{escape(_("Where this figure comes from"))}">{value}</a>'
    return (
        f'<li class="gb-card"><h2><a href="{escape(links.indicator(row["indicator"]))}">{name}</a></h2>'
        f'<p class="gb-value">{value}</p>'
        f'<p class="gb-state">{badge(row["status"], distance)}</p>'
        f'<p class="gb-below">{escape(below)}</p>{turns_line(trends.turns(row))}{drawing}</li>'
    )


def _below(row: pd.Series) -> str:
    if row["status"] in LEVEL_STATUSES:
        return _("target {target}").format(target=amount(row["target"], measure_of(row)))
    return progress_words(row)


def _legend(view: View) -> str:
    entries = (("this-year", _("this year")), ("due", _("schedule")), ("last-year", _("last year")))
    keys = "".join(
        f'<span><i class="gb-key-{key}" aria-hidden="true"></i>{escape(words)}</span>' for key, words in entries
    )
    return f'<p class="gb-legend"><span class="gb-rule">{escape(gap_rule(view))}</span>{keys}</p>'
