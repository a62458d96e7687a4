"""Quality: can I trust these figures?"""

import pandas as pd
import streamlit as st

from guoban.answers import Answers, indicator_name
from guoban.charts.calendar_table import calendar_table
from guoban.charts.corrections_table import corrections_table
from guoban.charts.leading import Leading
from guoban.charts.links import Links
from guoban.charts.missing_figures import missing_figures
from guoban.charts.open_findings import open_findings
from guoban.charts.quality_words import quality_headline
from guoban.charts.view import subline
from guoban.drawn import Drawn
from guoban.text import _
from pages.closing import changes_section, closing_section
from pages.filters import AREA, QUARTER, YEAR, Period, kept
from pages.frame import (
    area_filter,
    draw_once,
    head,
    headline,
    nothing_for,
    period_filters,
    store,
    today,
    view_of,
)


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
    title, *pieces = draw_once(source, "quality", lambda: _draw(source, period, area))
    with top:
        st.html(title)
    if not pieces:
        nothing_for(view_of(source, period, area))
        return
    closing_section(source, period)
    with st.container(key="gb_quality"):
        for column, piece in zip(st.columns([50, 50], gap="large"), pieces, strict=True):
            with column:
                st.html(piece)


def _calendar(source: Answers, period: Period, area: str) -> pd.DataFrame:
    """How the units below the organisation reported, from last year's first quarter to the one asked for."""
    first = max(min(source.years(source.today or today())), period.year - 1)
    quarters = [(year, quarter) for year in range(first, period.year + 1) for quarter in (1, 2, 3, 4)]
    wanted = [each for each in quarters if each <= (period.year, period.quarter)]
    found = pd.concat([source.calendar(year, quarter, area) for year, quarter in wanted], ignore_index=True)
    return found[found["parent"].notna()]


def _of_area(rows: pd.DataFrame, area: str) -> pd.DataFrame:
    """The rows of an area of work; what belongs to none is kept, for nobody knows that it is not meant."""
    return rows[(rows["area"] == area) | rows["area"].isna()] if area else rows


def _draw(source: Answers, period: Period, area: str) -> Drawn:
    """The headline; and, where anything was asked for, the calendar, and findings, corrections and what is missing."""
    view = view_of(source, period, area)
    calendar = _calendar(source, period, area)
    now = calendar[(calendar["year"] == period.year) & (calendar["quarter"] == period.quarter)]
    findings = _of_area(source.open_findings(period.year, period.quarter), area)
    said = " · ".join([subline(view), *([_(area)] if area else [])])
    title = headline(quality_headline(now, findings, view, period.quarter, Leading), said)
    if calendar.empty:
        return (title,)
    links = Links(kept(YEAR, QUARTER, AREA))
    names = {each.code: indicator_name(each) for each in source.catalogue.indicators.values()}
    expected = _of_area(source.completeness(period.year, period.quarter), area)
    expected = expected[expected["parent"].notna()]
    corrections = _of_area(source.corrections(period.year, period.quarter), area)
    return (
        title,
        calendar_table(calendar, view, links, (period.year, period.quarter)),
        changes_section(source, period)
        + corrections_table(corrections, links)
        + open_findings(findings, links)
        + missing_figures(expected, names, links),
    )


show()
