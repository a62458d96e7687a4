"""Unit: how does one unit stand?"""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from guoban.answers import Answers, indicator_name
from guoban.charts.facts import facts, unit_facts
from guoban.charts.gaps import gaps
from guoban.charts.headline import unit_headline
from guoban.charts.in_force import gap_rule, rule_line
from guoban.charts.leading import leading
from guoban.charts.links import Links
from guoban.charts.matrix import legend
from guoban.charts.peer_marks import peer_key, peer_progress
from guoban.charts.provenance import provenance
from guoban.charts.task_table import TASKS, task_table
from guoban.charts.trend_words import Trends
from guoban.charts.uploads_list import uploads_list
from guoban.charts.view import View, source_line, subline
from guoban.drawn import Drawn
from guoban.text import _
from pages.confirming import confirmed, confirming
from pages.failures import failures
from pages.filters import AREA, EVERY_AREA, INDICATOR, PEERS, QUARTER, YEAR, Period, asked, kept, switch, switched_on
from pages.frame import (
    area_filter,
    draw_once,
    head,
    headline,
    note,
    note_another_unit,
    nothing_for,
    period_filters,
    source_note,
    store,
    unit_filter,
    view_of,
)
from pages.take_away import take_away


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
        code = unit_filter(source, _first_unit(source))
    unit = source.catalogue.units[code]
    title, *pieces = draw_once(source, "unit", lambda: _draw(source, code, period, area))
    with top:
        st.html(title)
    note_another_unit(unit)
    for message in failures():
        note(message)
    if not pieces:
        nothing_for(view_of(source, period, area))
        return
    summary, tasks, beside, foot = pieces
    st.html(summary)
    _provenance(source, code, period)
    with st.container(key="gb_unit"):
        left, right = st.columns([74, 26], gap="large")
        with left:
            switch(PEERS, _("Mark the middle of the same kind"))
            st.html(tasks)
        with right:
            st.html(beside)
    take_away(source, period.on, code)
    confirming(source, code, period)
    st.html(foot)


def _first_unit(source: Answers) -> str:
    """The unit shown where the address names none: the first below the top."""
    units = source.seen_units
    return next((each.code for each in units if each.parent is not None), units[0].code)


def _score(source: Answers, code: str, period: Period) -> tuple[pd.Series | None, int]:
    """The unit's row of the appraisal, None where it has none, and how many it is ranked with."""
    scores = source.appraisal(period.on)
    own = scores[scores["unit"] == code]
    if own.empty:
        return None, 0
    row = own.iloc[0]
    return row, int((scores["parent"] == row["parent"]).sum())


def _provenance(source: Answers, code: str, period: Period) -> None:
    """Where the figure that the address asks for comes from; nothing where it asks for none."""
    indicator = asked(INDICATOR)
    if not indicator:
        return
    if indicator not in source.catalogue.indicators:
        note(_("There is no indicator “{code}”, so where it comes from cannot be shown.").format(code=indicator))
        return
    every = source.indicator(period.on, indicator)
    row = every[every["unit"] == code].iloc[0]
    below = every[every["parent"] == code]
    if row["own"] or pd.isna(row["value"]):
        below = below.iloc[0:0]
    names = {each.code: indicator_name(each) for each in source.catalogue.indicators.values()}
    links = Links(kept(YEAR, QUARTER, AREA))
    st.html(provenance(row, source.lineage(period.on, code, indicator), below, names, links))


def _draw(source: Answers, code: str, period: Period, area: str) -> Drawn:
    """The headline; and, where the unit has anything, facts, rules, table of tasks, gaps and uploads, source line."""
    links = Links(kept(YEAR, QUARTER, AREA, PEERS))
    view = view_of(source, period, area)
    rows = source.progress(period.on)
    rows = rows[rows["unit"] == code]
    if area != EVERY_AREA:
        rows = rows[rows["area"] == area]
    title = headline(
        unit_headline(source.catalogue.units[code].name, rows, view, lambda found: leading(found, TASKS)),
        subline(view, links.page("quality")),
    )
    if rows.empty:
        return (title,)
    expected = source.completeness(period.year, period.quarter)
    expected = expected[(expected["unit"] == code) & expected["indicator"].isin(rows["indicator"])]
    uploads = source.uploads()
    behind_figures = set(rows["last_upload"].dropna()) | set(expected["upload"].dropna())
    return (
        title,
        facts(unit_facts(*_score(source, code, period), rows, links)) + confirmed(source, code, period),
        _tasks(source, rows, code, view, links),
        gaps(rows, expected, links) + uploads_list(uploads[uploads["upload"].isin(behind_figures)], links),
        source_note(source_line(view)),
    )


def _tasks(source: Answers, rows: pd.DataFrame, code: str, view: View, links: Links) -> str:
    """The table of tasks under its rules, with the middle of the unit's kind marked unless that is switched off."""
    key = ""
    marks: Mapping[tuple[str, str], float] = {}
    if switched_on(PEERS):
        peers = source.peers(view.on, (code,))
        key, marks = peer_key(source.catalogue.units[code].kind, peers), peer_progress(peers)
    rules = legend(view, of_cells=False) + rule_line(gap_rule(view))
    return rules + key + task_table(rows, Trends.of(source.trend(view.on, (code,))), marks, links)


show()
