"""A click on a bar in a chart opens its unit, or where its figure comes from, with the filters kept."""

import streamlit as st

from guoban.place import ROOT
from pages.filters import AREA, INDICATOR, QUARTER, UNIT, YEAR, kept

_CLICKED = "clicked_bar"


def remember_click(chart: str, indicator: str = "") -> None:
    """Callback of a chart's selection: keep what was clicked, a bar whose customdata is the code of a unit.

    indicator: the code of the one that every bar of the chart shows; empty where a bar stands for several.
    """
    points = st.session_state[chart].selection.points
    if points:
        clicked = points[0].get("customdata")
        unit = str(clicked[0] if isinstance(clicked, list) else clicked)
        st.session_state[_CLICKED] = {UNIT: unit} | ({INDICATOR: indicator} if indicator else {})


def follow_click() -> None:
    """Open what was clicked just before, if anything was; called before a page draws anything."""
    clicked = st.session_state.pop(_CLICKED, None)
    if clicked:
        page = st.Page(ROOT / "pages" / "unit.py", url_path="unit")
        st.switch_page(page, query_params=kept(YEAR, QUARTER, AREA) | clicked)
