"""Indicator: how does one indicator stand, and who holds it up?"""

import pandas as pd
import streamlit as st

from guoban.answers import Answers, indicator_name
from guoban.charts.attention import attention
from guoban.charts.courses import courses, courses_config
from guoban.charts.facts import facts, indicator_facts
from guoban.charts.figure import picture_name
from guoban.charts.figures_table import FIGURES, figures_table
from guoban.charts.headline import indicator_headline
from guoban.charts.in_force import bands_rule, gap_rule, rule_line
from guoban.charts.leading import leading
from guoban.charts.links import Links
from guoban.charts.peer_marks import kinds_key
from guoban.charts.trend_words import Trends
from guoban.charts.unit_bars import by_progress, unit_bars
from guoban.charts.view import View, subline
from guoban.charts.view import period as period_words
from guoban.charts.year_chart import year_chart
from guoban.drawn import Drawn
from guoban.text import _
from pages.filters import (
    AREA,
    COURSES,
    INDICATOR,
    PEERS,
    QUARTER,
    UNIT,
    YEAR,
    Period,
    asked,
    choice,
    kept,
    switch,
    switched_on,
)  # fmt: skip
from pages.frame import draw_once, head, headline, note, period_filters, store, view_of


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        code = _chosen_indicator(source)
    title, summary, bars, year, table = draw_once(source, "indicator", lambda: _draw(source, period, code))
    with top:
        st.html(title)
    if asked(INDICATOR) not in ("", code):
        note(_("There is no indicator “{code}”; the first of the list is shown.").format(code=asked(INDICATOR)))
    st.html(summary)
    with st.container(key="gb_pair"):
        left, right = st.columns([58, 42], gap="large")
        with left:
            switch(PEERS, _("Mark the middle of the same kind"))
            st.html(bars)
        with right:
            st.html(year)
    _courses(source, period, code)
    st.html(table)


def _courses(source: Answers, period: Period, code: str) -> None:
    """The way of each unit through the year, for whoever asks to explore it."""
    if not switch(COURSES, _("Explore the way of each unit"), usual=False):
        return
    view = view_of(source, period)
    rows = source.indicator(period.on, code)
    root = source.catalogue.root.code
    own, units = rows[rows["unit"] == root].iloc[0], by_progress(rows[rows["parent"] == root])
    figure = courses(units, own, source.paths(view.year, (root, *units["unit"]), (code,)), view)
    if figure is None:
        note(_("No unit has progress to be shown yet."))
        return
    name = picture_name(period_words(view.on), str(own["indicator_name"]), _("ways of the units"))
    st.plotly_chart(figure, theme=None, key="courses", config=courses_config(name))


def _rules(view: View) -> str:
    """The rules in force, by which statuses and arrows are given."""
    return _("; ").join([bands_rule(view), gap_rule(view)])


def _chosen_indicator(source: Answers) -> str:
    """The control for the indicator; where the address names none the first of its area, headline indicators first."""
    indicators = sorted(source.catalogue.indicators.values(), key=lambda each: each.position)
    leading = min(indicators, key=lambda each: (each.area != asked(AREA), not each.headline, each.position))
    return choice(INDICATOR, _("Indicator"), {each.code: indicator_name(each) for each in indicators}, leading.code)


def _draw(source: Answers, period: Period, code: str) -> Drawn:
    """Headline, facts, bars of the units, the path of the year with what needs attention, and the table."""
    links = Links(kept(YEAR, QUARTER, AREA, PEERS))
    picked = asked(UNIT) or None
    view = view_of(source, period)
    rows = source.indicator(period.on, code)
    root = source.catalogue.root.code
    own = rows[rows["unit"] == root]
    row = own.iloc[0]
    units = by_progress(rows[rows["parent"] == root])
    trends = Trends.of(source.trend(view.on, (root,)))
    peers = _peers(source, units, view) if switched_on(PEERS) else None
    path = source.paths(view.year, (root,), (code,))
    warned = source.warnings(view.on)
    warned = warned[(warned["indicator"] == code) & (warned["parent"] == root)]
    bars = unit_bars(units, row, view, links, picked, peers)
    return (
        headline(
            indicator_headline(str(row["indicator_name"]), units, view, lambda found: leading(found, FIGURES)),
            subline(view, links.page("quality")),
        ),
        facts(indicator_facts(row, view, trends, links)) + rule_line(_rules(view)),
        bars if peers is None else bars + kinds_key(peers),
        year_chart(row, path, view, links) + attention(warned, root, view, links, shown=6),
        figures_table(pd.concat([own, units[own.columns]]), root, links, picked),
    )


def _peers(source: Answers, units: pd.DataFrame, view: View) -> pd.DataFrame:
    """The middle of each unit's kind for the indicator."""
    found = source.peers(view.on, tuple(units["unit"]))
    return found[found["indicator"].isin(units["indicator"])]


show()
