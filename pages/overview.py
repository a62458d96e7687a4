"""Overview: time is half gone; are the tasks half done?"""

import pandas as pd
import streamlit as st

from guoban.answers import Answers
from guoban.charts.attention import attention, silent
from guoban.charts.cards import cards
from guoban.charts.headline import overview_headline
from guoban.charts.leading import leading
from guoban.charts.league import absent_last, absentees, by_rank
from guoban.charts.links import Links
from guoban.charts.matrix import RULE_HEIGHT, heads_height, matrix, shown_indicators
from guoban.charts.ranking import ranking
from guoban.charts.trend_words import Trends
from guoban.charts.two_lists import two_lists
from guoban.charts.view import View, subline
from guoban.drawn import Drawn
from pages.filters import AREA, EVERY_AREA, QUARTER, YEAR, Period, kept
from pages.frame import area_filter, draw_once, head, headline, nothing_for, period_filters, store, view_of
from pages.take_away import take_away

CARDS = 6
COLUMNS = 12
WARNINGS = 6


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
    title, *pieces = draw_once(source, "overview", lambda: _draw(source, period, area))
    with top:
        st.html(title)
    if not pieces:
        nothing_for(view_of(source, period, area))
        return
    leading, ranked, crossed, beside = pieces
    st.html(leading)
    with st.container(key="gb_units"):
        columns = st.columns([27, 48, 25], gap="medium")
        for column, piece in zip(columns, (ranked, crossed, beside), strict=True):
            with column:
                st.html(piece)
    take_away(source, period.on)


def _draw(source: Answers, period: Period, area: str) -> Drawn:
    """The headline; and, where there is anything to show, cards, ranking, matrix and what needs attention."""
    links = Links(kept(YEAR, QUARTER, AREA))
    view = view_of(source, period, area)
    root = source.catalogue.root.code
    rows = source.progress(period.on)
    if area != EVERY_AREA:
        rows = rows[rows["area"] == area]
    own = rows[rows["unit"] == root]
    silent_at = links.page("quality")
    title = headline(
        overview_headline(own, view, lambda found: leading(found, links.unit(root), silent_at)),
        subline(view, silent_at),
    )
    if rows.empty:
        return (title,)
    scores = source.appraisal(view.on)
    scores = scores[scores["parent"] == root]
    scores = absent_last(by_rank(scores), absentees(scores, view))
    compared = rows[rows["parent"] == root]
    cells = compared[compared["indicator"].isin(shown_indicators(own, COLUMNS))]
    return (
        title,
        _headline_cards(source, own, view, links) + two_lists(scores, view, links),
        ranking(scores, compared, view, links, RULE_HEIGHT + heads_height(cells["indicator_name"])),
        matrix(scores[["unit", "unit_name"]], cells, view, links),
        _warnings(source, rows, view, links),
    )


def _headline_cards(source: Answers, own: pd.DataFrame, view: View, links: Links) -> str:
    """The organisation's headline indicators, or the weightiest of an area."""
    leading = own[own["indicator"].isin(shown_indicators(own, CARDS))]
    paths = source.paths(view.year, tuple(leading["unit"].unique()), tuple(leading["indicator"]))
    trends = Trends.of(source.trend(view.on, (source.catalogue.root.code,)))
    return cards(leading, paths, trends, view, links)


def _warnings(source: Answers, rows: pd.DataFrame, view: View, links: Links) -> str:
    """What needs attention among the organisation's own tasks and its units', and who is silent."""
    root = source.catalogue.root.code
    warned = source.warnings(view.on)
    near = (warned["unit"] == root) | (warned["parent"] == root)
    warned = warned[near & warned["indicator"].isin(rows["indicator"].unique())]
    silences = source.silences(view.on, tuple(code for code, _name in view.silent))
    return attention(warned, root, view, links, shown=WARNINGS) + silent(view, silences, links)


show()
