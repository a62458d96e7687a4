"""Overview: time is half gone; are the tasks half done?"""

from functools import partial

import pandas as pd
import streamlit as st

from guoban.answers import Answers
from guoban.charts.attention import attention, silent
from guoban.charts.cards import cards
from guoban.charts.figure import config, picture_name
from guoban.charts.headline import overview_headline
from guoban.charts.league import absent_last, absentees, by_rank
from guoban.charts.links import Links
from guoban.charts.matrix import ABOVE_HEADS, heads_height, matrix, shown_indicators
from guoban.charts.ranking import ranking
from guoban.charts.trend_words import Trends
from guoban.charts.two_lists import two_lists
from guoban.charts.view import View, subline
from guoban.charts.view import period as period_words
from guoban.text import _
from pages.drill import follow_click, remember_click
from pages.filters import AREA, EVERY_AREA, QUARTER, YEAR, kept
from pages.frame import area_filter, dress, head, headline, nothing_for, period_filters, store, view_of
from pages.take_away import take_away

CARDS = 6
COLUMNS = 12
WARNINGS = 6


def show() -> None:
    """Draw the page."""
    follow_click()
    dress()
    source = store()
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
    links = Links(kept(YEAR, QUARTER, AREA))
    view = view_of(source, period, area)
    rows = source.progress(period.on)
    if area != EVERY_AREA:
        rows = rows[rows["area"] == area]
    own = rows[rows["unit"] == source.catalogue.root.code]
    with top:
        st.html(headline(overview_headline(own, view), subline(view)))
    if rows.empty:
        nothing_for(view)
        return
    _headline_cards(source, own, view, links)
    _units(source, rows, view, links)
    take_away(source, view.on)


def _headline_cards(source: Answers, own: pd.DataFrame, view: View, links: Links) -> None:
    """The organisation's headline indicators, or the weightiest of an area."""
    leading = own[own["indicator"].isin(shown_indicators(own, CARDS))]
    paths = source.paths(view.year, tuple(leading["unit"].unique()), tuple(leading["indicator"]))
    trends = Trends.of(source.trend(view.on, (source.catalogue.root.code,)))
    st.html(cards(leading, paths, trends, view, links))


def _units(source: Answers, rows: pd.DataFrame, view: View, links: Links) -> None:
    """Ranking, matrix and what needs attention, side by side."""
    root = source.catalogue.root.code
    scores = source.appraisal(view.on)
    scores = scores[scores["parent"] == root]
    scores = absent_last(by_rank(scores), absentees(scores, view))
    compared = rows[rows["parent"] == root]
    wanted = shown_indicators(rows[rows["unit"] == root], COLUMNS)
    cells = compared[compared["indicator"].isin(wanted)]
    st.html(two_lists(scores, view, links))
    with st.container(key="gb_units"):
        left, middle, right = st.columns([27, 48, 25], gap="medium")
        with left:
            st.plotly_chart(
                ranking(scores, compared, view, links, head=ABOVE_HEADS + heads_height(cells["indicator_name"])),
                theme=None,
                key="ranking",
                on_select=partial(remember_click, "ranking"),
                selection_mode="points",
                config=config(picture_name(period_words(view.on), _("Units ranked"))),
            )
        with middle:
            st.html(matrix(scores[["unit", "unit_name"]], cells, view, links))
        with right:
            _warnings(source, rows, view, links)


def _warnings(source: Answers, rows: pd.DataFrame, view: View, links: Links) -> None:
    """What needs attention among the organisation's own tasks and its units', and who is silent."""
    root = source.catalogue.root.code
    warned = source.warnings(view.on)
    near = (warned["unit"] == root) | (warned["parent"] == root)
    warned = warned[near & warned["indicator"].isin(rows["indicator"].unique())]
    silences = source.silences(view.on, tuple(code for code, _name in view.silent))
    st.html(attention(warned, root, view, links, shown=WARNINGS) + silent(view, silences, links))


show()
