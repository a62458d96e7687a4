"""The deck for the meeting room: one question a sheet, each answered by the sentence above its chart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from guoban.calendar import quarter_end, quarter_of
from guoban.charts.appraisal_words import appraisal_headline
from guoban.charts.figure import picture_name
from guoban.charts.headline import indicator_headline, overview_headline, unit_headline
from guoban.charts.league import absentees
from guoban.charts.links import Links
from guoban.charts.matrix import shown_indicators
from guoban.charts.numbers import short_day
from guoban.charts.sheets.paper import Sheet
from guoban.charts.standing import tasks
from guoban.charts.view import period
from guoban.report.figures import ReportFigures
from guoban.report.meeting_sheets import (
    Words,
    indicator_drawing,
    laggards_drawing,
    late_drawing,
    ranking_drawing,
    tasks_drawing,
)
from guoban.report.meeting_words import laggards_headline, sub_of, task_headline
from guoban.report.stamp import stamp
from guoban.text import _

INDICATORS = 6
"""Sheets for single indicators where an area has no headline indicator of its own."""


def meeting_deck(figures: ReportFigures, area: str = "") -> tuple[Sheet, ...]:
    """The sheets: all tasks, each area of work, each headline indicator, what is furthest behind, the ranking.

    area: the area of work that `figures` have been narrowed to; empty = all. Its tasks are then the first sheet.
    """
    foot, links = _foot(figures, area), _links(figures, area)
    sheets = [_tasks_sheet(figures, figures.own, foot, area, links)]
    if not area:
        asked = tasks(figures.own).sort_values("indicator_position", kind="stable")
        areas = dict.fromkeys(asked["area"])
        sheets += [_tasks_sheet(figures, asked[asked["area"] == each], foot, each, links) for each in areas]
    sheets += _indicator_sheets(figures, area, foot, links)
    if len(tasks(figures.progress[figures.progress["unit"].isin(figures.units)])):
        sheets.append(_laggards_sheet(figures, foot, links))
    sheets += _ranking_sheets(figures, foot, links)
    return tuple(sheets)


def file_name(figures: ReportFigures, topic: str) -> str:
    """The name of a sheet's picture, without ending: 2026年二季度_集体合同."""
    parts = [quarter_words(figures.view.on), topic]
    return picture_name(*(parts if figures.is_whole else [parts[0], figures.unit_name, topic]))


def quarter_words(on: date) -> str:
    """2026年二季度; on a day within it 2026年二季度（截至5月20日）."""
    quarter = quarter_of(on)
    names = _("{year} Q1"), _("{year} Q2"), _("{year} Q3"), _("{year} Q4")
    words = names[quarter - 1].format(year=on.year)
    if on == quarter_end(on.year, quarter):
        return words
    return _("{quarter} (to {day})").format(quarter=words, day=short_day(on))


def _foot(figures: ReportFigures, area: str) -> list[str]:
    """The stamp in two lines: what was asked for and the rule, and where it comes from."""
    asked, source, rule = stamp(figures, _(area) if area else "")
    return [" · ".join((asked, rule)), source]


def _links(figures: ReportFigures, area: str) -> Links:
    """From the show up to the pages, with the filters of the deck."""
    on = figures.view.on
    kept = {"area": area} if area else {}
    return Links(kept, "../").at(on.year, quarter_of(on))


def _page_of(figures: ReportFigures, links: Links) -> str:
    """The page that shows what a deck is about: the overview, or that of its unit."""
    return links.page("") if figures.is_whole else links.unit(figures.unit)


def _tasks_sheet(figures: ReportFigures, rows: pd.DataFrame, foot: Sequence[str], area: str, links: Links) -> Sheet:
    """The tasks of the whole, or of one area."""
    if area:
        headline, topic, key = unit_headline(_(area), rows, figures.view), _(area), f"area-{area}"
        shown = list(rows["indicator"])
    else:
        headline = (
            overview_headline(rows, figures.view)
            if figures.is_whole
            else unit_headline(figures.unit_name, rows, figures.view)
        )
        topic, key = _("Overview"), "overview"
        shown = shown_indicators(tasks(rows), max(INDICATORS, int(rows["headline"].astype(bool).sum())))
    within = replace(links, kept=links.kept | ({"area": area} if area else {}))
    words = Words(headline, sub_of(figures), foot, _page_of(figures, within))
    svg, told = tasks_drawing(rows, rows[rows["indicator"].isin(shown)], words, within)
    return Sheet(key, topic, file_name(figures, topic), headline, svg, told, tuple(foot), words.address)


def _indicator_sheets(figures: ReportFigures, area: str, foot: Sequence[str], links: Links) -> list[Sheet]:
    """One sheet a headline indicator; in an area that has none one for each of its weightiest."""
    own, below = figures.own.sort_values("indicator_position", kind="stable"), figures.below
    own = own[own["indicator"].isin({*tasks(own)["indicator"], *tasks(below)["indicator"]})]
    codes = list(own.loc[own["headline"].astype(bool), "indicator"])
    if not codes and area:
        codes = shown_indicators(own, INDICATORS)
    rows = {str(row["indicator"]): row for _index, row in own[own["indicator"].isin(codes)].iterrows()}
    units = dict(iter(below[below["indicator"].isin(codes)].groupby("indicator", sort=False)))
    return [_indicator_sheet(figures, rows[code], units.get(code, below.iloc[:0]), foot, links) for code in codes]


def _indicator_sheet(
    figures: ReportFigures, own: pd.Series, below: pd.DataFrame, foot: Sequence[str], links: Links
) -> Sheet:
    name = str(own["indicator_name"])
    asked = tasks(below)
    if len(asked) == 1:
        headline = task_headline(asked.iloc[0], whose=str(asked["unit_name"].iloc[0]))
    else:
        headline = indicator_headline(name, below, figures.view) if len(asked) else task_headline(own)
    svg, told = indicator_drawing(figures, own, below, headline, foot, links)
    address = links.indicator(own["indicator"], own["unit"])
    return Sheet(str(own["indicator"]), name, file_name(figures, name), headline, svg, told, tuple(foot), address)


def _laggards_sheet(figures: ReportFigures, foot: Sequence[str], links: Links) -> Sheet:
    alone = not len(tasks(figures.below))
    rows, topic = figures.own if alone else figures.below, _("Furthest behind")
    headline, address = laggards_headline(rows, figures.view, alone=alone), _page_of(figures, links)
    words = Words(headline, sub_of(figures), foot, address)
    svg, told = late_drawing(rows, words, figures.view, links) if alone else laggards_drawing(rows, words, links)
    return Sheet("laggards", topic, file_name(figures, topic), headline, svg, told, tuple(foot), address)


def _ranking_sheets(figures: ReportFigures, foot: Sequence[str], links: Links) -> list[Sheet]:
    """The ranking of the units below; none where there is nobody to compare."""
    scores = figures.appraisal[figures.appraisal["parent"] == figures.unit]
    if len(scores) < 2 or scores["rank"].isna().all():
        return []
    headline, topic = appraisal_headline(scores, figures.view), _("Ranking")
    sub = _("{period}; the score counts every task with its weight").format(period=period(figures.view.on))
    address = links.page("appraisal")
    words = Words(headline, sub, foot, address)
    svg, told = ranking_drawing(scores, absentees(scores, figures.view), words, links)
    return [Sheet("ranking", topic, file_name(figures, topic), headline, svg, told, tuple(foot), address)]
