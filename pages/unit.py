"""Unit: how does one unit stand?"""

import pandas as pd
import streamlit as st

from guoban.answers import Answers, Drawn, indicator_name
from guoban.charts.facts import facts, unit_facts
from guoban.charts.gaps import gaps
from guoban.charts.headline import unit_headline
from guoban.charts.links import Links
from guoban.charts.matrix import legend
from guoban.charts.provenance import provenance
from guoban.charts.task_table import task_table
from guoban.charts.uploads_list import uploads_list
from guoban.charts.view import source_line, subline
from guoban.text import _
from pages.filters import AREA, EVERY_AREA, INDICATOR, QUARTER, YEAR, Period, asked, kept
from pages.frame import (
    area_filter,
    draw_once,
    dress,
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
    dress()
    source = store()
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
    if not pieces:
        nothing_for(view_of(source, period, area))
        return
    summary, tasks, beside, foot = pieces
    st.html(summary)
    _provenance(source, code, period)
    with st.container(key="gb_unit"):
        left, right = st.columns([74, 26], gap="large")
        with left:
            st.html(tasks)
        with right:
            st.html(beside)
    take_away(source, period.on, code)
    st.html(foot)


def _first_unit(source: Answers) -> str:
    """The unit shown where the address names none: the first below the top."""
    root = source.catalogue.root
    return next((each.code for each in source.catalogue.under(root.code) if each.parent is not None), root.code)


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
    """The headline; and, where the unit has anything, facts, table of tasks, gaps and uploads, the source line."""
    links = Links(kept(YEAR, QUARTER, AREA))
    view = view_of(source, period, area)
    rows = source.progress(period.on)
    rows = rows[rows["unit"] == code]
    if area != EVERY_AREA:
        rows = rows[rows["area"] == area]
    title = headline(unit_headline(source.catalogue.units[code].name, rows, view), subline(view))
    if rows.empty:
        return (title,)
    expected = source.completeness(period.year, period.quarter)
    expected = expected[(expected["unit"] == code) & expected["indicator"].isin(rows["indicator"])]
    uploads = source.uploads()
    behind_figures = set(rows["last_upload"].dropna()) | set(expected["upload"].dropna())
    return (
        title,
        facts(unit_facts(*_score(source, code, period), rows)),
        legend(of_cells=False) + task_table(rows, links),
        gaps(rows, expected, links) + uploads_list(uploads[uploads["upload"].isin(behind_figures)], links),
        source_note(source_line(view)),
    )


show()
