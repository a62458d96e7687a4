"""Forms for a row that is not there yet: a unit, an indicator."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from guoban.catalogue import Catalogue
from guoban.catalogue.indicator_rows import MONEY_MEASURE, RATIO_MEASURE
from guoban.catalogue.words import DIRECTIONS, KINDS
from guoban.text import _
from pages.catalogue_draft import CatalogueDraft

_FIXED = {"money": MONEY_MEASURE, "ratio": RATIO_MEASURE}


def unit_form(catalogue: Catalogue, draft: CatalogueDraft) -> Mapping[str, str] | None:
    """The cells of another unit once the form is sent."""
    _heading(_("Another unit"))
    units = {unit.code: unit.name for unit in catalogue.under(catalogue.root.code)}
    with st.form(f"new_unit_{draft.number}", clear_on_submit=False):
        first, second = st.columns(2)
        code = first.text_input(_("Code"), max_chars=30, placeholder="T15")
        name = second.text_input(_("Name"), max_chars=60)
        kind = first.text_input(_("Kind of unit"), max_chars=30)
        parent = second.selectbox(_("Under"), list(units), format_func=lambda each: units[each])
        if st.form_submit_button(_("Add to the changes")):
            return {"code": code, "name": name, "kind": kind, "parent": parent or "", "aliases": ""}
    return None


def indicator_form(catalogue: Catalogue, draft: CatalogueDraft) -> Mapping[str, str] | None:
    """The cells of another indicator once the form is sent."""
    _heading(_("Another indicator"))
    names = {"": "—"} | {code: each.name_zh for code, each in catalogue.indicators.items()}
    with st.form(f"new_indicator_{draft.number}", clear_on_submit=False):
        first, second = st.columns(2)
        code = first.text_input(_("Code"), max_chars=30, placeholder="ORG-20")
        area = second.selectbox(_("Area of work"), catalogue.areas, format_func=_)
        name = first.text_input(_("Chinese name"), max_chars=60)
        english = second.text_input(_("English name"), max_chars=80)
        kind = first.selectbox(_("Kind of measure"), list(KINDS), format_func=lambda each: _(KINDS[each]))
        measure = second.text_input(_("Measure"), max_chars=12)
        direction = first.selectbox(_("Direction"), list(DIRECTIONS), format_func=lambda each: _(DIRECTIONS[each]))
        weight = second.text_input(_("Weight"), value="1", max_chars=12)
        numerator = first.selectbox(_("Numerator of a ratio"), list(names), format_func=lambda each: names[each])
        denominator = second.selectbox(_("Denominator of a ratio"), list(names), format_func=lambda each: names[each])
        if st.form_submit_button(_("Add to the changes")):
            return {
                "code": code, "name_zh": name, "name_en": english, "area": area or "", "kind": kind or "",
                "measure": _FIXED.get(kind or "", measure), "direction": direction or "", "numerator": numerator or "",
                "denominator": denominator or "", "weight": weight, "headline": "0",
            }  # fmt: skip
    return None


def _heading(words: str) -> None:
    st.html(f'<section class="gb-part"><h2>{escape(words)}</h2></section>')
