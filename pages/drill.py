"""A click on a unit's bar in a chart opens that unit, with the filters kept."""

import streamlit as st

from guoban.place import ROOT
from pages.filters import AREA, QUARTER, UNIT, YEAR, kept

_CLICKED = "clicked_unit"


def remember_click(chart: str) -> None:
    """Callback of a chart's selection: keep the code of the unit that was clicked (its customdata)."""
    points = st.session_state[chart].selection.points
    if points:
        clicked = points[0].get("customdata")
        st.session_state[_CLICKED] = clicked[0] if isinstance(clicked, list) else clicked


def follow_click() -> None:
    """Open the unit clicked just before, if any; called before a page draws anything."""
    unit = st.session_state.pop(_CLICKED, None)
    if unit:
        page = st.Page(ROOT / "pages" / "unit.py", url_path="unit")
        st.switch_page(page, query_params=kept(YEAR, QUARTER, AREA) | {UNIT: str(unit)})
