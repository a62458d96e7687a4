"""Indicator: how does one indicator stand, and who holds it up?"""

from functools import partial

import pandas as pd
import streamlit as st

from guoban.answers import Answers, indicator_name
from guoban.charts.attention import attention
from guoban.charts.facts import facts, indicator_facts
from guoban.charts.figure import config, picture_name
from guoban.charts.figures_table import figures_table
from guoban.charts.headline import indicator_headline
from guoban.charts.in_force import bands_rule, gap_rule, rule_line
from guoban.charts.links import Links
from guoban.charts.peer_marks import kinds_key
from guoban.charts.trend_words import Trends
from guoban.charts.unit_bars import by_progress, unit_bars
from guoban.charts.view import View, subline
from guoban.charts.view import period as period_words
from guoban.charts.year_chart import year_chart
from guoban.text import _
from pages.drill import follow_click, remember_click
from pages.filters import AREA, INDICATOR, PEERS, QUARTER, UNIT, YEAR, asked, choice, kept, switch
from pages.frame import dress, head, headline, note, period_filters, store, view_of


def show() -> None:
    """Draw the page."""
    follow_click()
    dress()
    source = store()
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        code = _chosen_indicator(source)
    view = view_of(source, period)
    rows = source.indicator(period.on, code)
    root = source.catalogue.root.code
    own = rows[rows["unit"] == root].iloc[0]
    units = by_progress(rows[rows["parent"] == root])
    with top:
        st.html(headline(indicator_headline(str(own["indicator_name"]), units, view), subline(view)))
    if asked(INDICATOR) not in ("", code):
        note(_("There is no indicator “{code}”; the first of the list is shown.").format(code=asked(INDICATOR)))
    trends = Trends.of(source.trend(view.on, (root,)))
    st.html(facts(indicator_facts(own, view, trends, Links(kept(YEAR, QUARTER, AREA)))) + rule_line(_rules(view)))
    _draw(source, rows[rows["unit"] == root], units, view)


def _rules(view: View) -> str:
    """The rules in force, by which statuses and arrows are given."""
    return _("; ").join([bands_rule(view), gap_rule(view)])


def _chosen_indicator(source: Answers) -> str:
    """The control for the indicator; where the address names none the first of its area, headline indicators first."""
    indicators = sorted(source.catalogue.indicators.values(), key=lambda each: each.position)
    leading = min(indicators, key=lambda each: (each.area != asked(AREA), not each.headline, each.position))
    return choice(INDICATOR, _("Indicator"), {each.code: indicator_name(each) for each in indicators}, leading.code)


def _draw(source: Answers, own: pd.DataFrame, units: pd.DataFrame, view: View) -> None:
    """Bars of the units and the path of the year side by side, the table below."""
    links = Links(kept(YEAR, QUARTER, AREA, PEERS))
    picked = asked(UNIT) or None
    row = own.iloc[0]
    path = source.paths(view.year, (row["unit"],), (row["indicator"],))
    name = str(row["indicator_name"])
    with st.container(key="gb_pair"):
        left, right = st.columns([58, 42], gap="large")
        with left:
            peers = _peers(source, units, view)
            st.plotly_chart(
                unit_bars(units, row, view, links, picked, peers),
                theme=None,
                key="unit_bars",
                on_select=partial(remember_click, "unit_bars", str(row["indicator"])),
                selection_mode="points",
                config=config(picture_name(period_words(view.on), name)),
            )
        with right:
            st.plotly_chart(
                year_chart(row, path, view),
                theme=None,
                key="year_chart",
                config=config(picture_name(period_words(view.on), name, _("The year so far"))),
            )
            warned = source.warnings(view.on)
            warned = warned[(warned["indicator"] == row["indicator"]) & (warned["parent"] == row["unit"])]
            st.html(attention(warned, str(row["unit"]), view, links, shown=6))
    st.html(figures_table(pd.concat([own, units[own.columns]]), str(row["unit"]), links, picked))


def _peers(source: Answers, units: pd.DataFrame, view: View) -> pd.DataFrame | None:
    """The middle of each unit's kind for the indicator, unless that is switched off."""
    if not switch(PEERS, _("Mark the middle of the same kind")):
        return None
    found = source.peers(view.on, tuple(units["unit"]))
    found = found[found["indicator"].isin(units["indicator"])]
    st.html(kinds_key(found))
    return found


show()
