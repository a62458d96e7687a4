"""Overview: time is half gone; are the tasks half done?"""

import pandas as pd
import streamlit as st

from guoban.charts.attention import attention, silent
from guoban.charts.cards import cards
from guoban.charts.figure import config, picture_name
from guoban.charts.headline import overview_headline
from guoban.charts.links import Links
from guoban.charts.matrix import matrix, shown_indicators
from guoban.charts.ranking import ranking
from guoban.charts.view import View, subline
from guoban.charts.view import period as period_words
from guoban.text import _
from pages.answers import Answers
from pages.filters import AREA, EVERY_AREA, QUARTER, YEAR, kept
from pages.frame import area_filter, dress, head, headline, period_filters, store, view_of


def show() -> None:
    """Draw the page."""
    dress()
    source = store()
    root = source.catalogue.root
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
    links = Links(kept(YEAR, QUARTER, AREA))
    view = view_of(source, period)
    rows = source.progress(period.on)
    if area != EVERY_AREA:
        rows = rows[rows["area"] == area]
    own = rows[rows["unit"] == root.code]
    with top:
        st.html(headline(overview_headline(own, view), subline(view)))
    leading = own[own["indicator"].isin(shown_indicators(own, 6))]
    paths = source.paths(period.year, (root.code,), tuple(leading["indicator"]))
    st.html(cards(leading, paths, view, links))
    _units(source, rows, view, links)


def _units(source: Answers, rows: pd.DataFrame, view: View, links: Links) -> None:
    """Ranking, matrix and what needs attention, side by side."""
    root = source.catalogue.root
    scores = source.appraisal(view.on)
    scores = scores[scores["parent"] == root.code].sort_values(["rank", "unit_position"], na_position="last")
    order = list(scores["unit"])
    compared = rows[rows["unit"].isin(order)]
    wanted = shown_indicators(rows[rows["unit"] == root.code], 12)
    with st.container(key="gb_units"):
        left, middle, right = st.columns([27, 47, 26], gap="medium")
        with left:
            st.plotly_chart(
                ranking(scores, compared, view, links),
                theme=None,
                key="ranking",
                config=config(picture_name(period_words(view.on), _("Units ranked"))),
            )
        with middle:
            st.html(matrix(scores[["unit", "unit_name"]], compared[compared["indicator"].isin(wanted)], view, links))
        with right:
            shown = rows[rows["unit"].isin([root.code, *order])]
            st.html(attention(shown, root.code, links) + silent(view, links))


show()
