"""Meeting: the pictures on the wall."""

import streamlit as st

from guoban.answers import Answers
from guoban.charts.contact_sheet import contact_sheet
from guoban.meeting import DeckAsked, deck
from guoban.text import _
from pages.filters import AREA, QUARTER, UNIT, YEAR, choice, kept
from pages.frame import area_filter, head, headline, note_another_unit, period_filters, store, view_of
from pages.take_away import take_away

EVERY_UNIT = ""


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
        unit = _unit_filter(source)
    view = view_of(source, period)
    sheets = deck(source, DeckAsked(view.on, area, unit or None))
    with top:
        st.html(headline(sheets[0].headline, sheets[0].told[0]))
    note_another_unit(source.catalogue.units[unit] if unit else source.catalogue.root)
    st.html(contact_sheet(sheets, kept(YEAR, QUARTER, AREA, UNIT)))
    take_away(source, view.on, unit or None)


def _unit_filter(source: Answers) -> str:
    """The control for the unit a deck is about; empty = the whole organisation."""
    root = source.catalogue.root.code
    units = {unit.code: unit.name for unit in source.catalogue.units.values() if unit.code != root}
    return choice(UNIT, _("Unit"), {EVERY_UNIT: _("All units")} | units, EVERY_UNIT)


show()
