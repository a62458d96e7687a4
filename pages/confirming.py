"""Standing by the figures of a unit, and taking that back."""

import streamlit as st

from guoban.access.rights import loaded_units, may_all
from guoban.answers import Answers
from guoban.calendar import quarter_end
from guoban.charts.confirmed import confirmed_line
from guoban.charts.view import period as period_words
from guoban.place import data_folder
from guoban.text import _
from guoban.warehouse import Warehouse
from guoban.warehouse.confirmations import (
    Capacity,
    confirm_figures,
    confirmation_of,
    figures_seen,
    undo_confirmation,
)
from pages.failures import explained
from pages.filters import Period
from pages.whose import visitor


def confirmed(source: Answers, code: str, period: Period) -> str:
    """Who stands by the figures of a unit, as HTML; empty where nobody does."""
    found = confirmation_of(source.reader, code, period.year, period.quarter)
    if found is None:
        return ""
    about = period_words(quarter_end(period.year, period.quarter))
    return confirmed_line(found.name, found.capacity.said, found.confirmed_at, about, holds=found.holds)


def confirming(source: Answers, code: str, period: Period) -> None:
    """What confirms the figures that are shown, for those who answer for the unit; nothing for others."""
    units = loaded_units(visitor(), source.catalogue)
    if not (visitor().uploads and may_all([code], units)):
        return
    found = confirmation_of(source.reader, code, period.year, period.quarter)
    if found is not None and found.holds:
        if st.button(_("Take the confirmation back"), key="undo_confirmation", type="tertiary"):
            with explained():
                undo_confirmation(Warehouse(data_folder()), found.number, visitor().name, units)
            st.rerun()
        return
    seen = figures_seen(source.reader, code, period.year, period.quarter)
    if seen is None:
        return
    with st.popover(_("Confirm these figures"), key="gb_confirming"):
        name = st.text_input(_("Who stands by them"), key="confirm_name", max_chars=60)
        capacity = st.radio(
            _("As"), list(Capacity), format_func=lambda each: each.said, key="confirm_capacity", horizontal=True
        )
        if st.button(_("Confirm"), key="confirm_figures", type="primary") and capacity is not None:
            with explained():
                confirm_figures(
                    Warehouse(data_folder()), unit=code, year=period.year, quarter=period.quarter, name=name,
                    capacity=capacity, by=visitor().name, seen=seen, units=units,
                )  # fmt: skip
            st.rerun()
