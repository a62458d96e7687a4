"""Compare: against last year, last quarter, another unit."""

import streamlit as st

from guoban.answers import Answers
from guoban.charts.compare_table import Sides, compare_headline, compare_table
from guoban.charts.leading import Leading
from guoban.charts.links import Links
from guoban.charts.view import View, source_line, subline
from guoban.drawn import Drawn
from guoban.measures import Against
from guoban.text import _
from pages.filters import AGAINST, AREA, QUARTER, YEAR, Period, choice, kept
from pages.frame import (
    area_filter,
    draw_once,
    head,
    headline,
    note_another_unit,
    nothing_for,
    period_filters,
    source_note,
    store,
    unit_filter,
    view_of,
)


def show() -> None:
    """Draw the page."""
    source = store(frozen=True)
    with head():
        top = st.container(key="gb_title")
        period = period_filters(source)
        area = area_filter(source)
        unit = unit_filter(source, source.catalogue.root.code)
        against = _chosen_against(source, unit)
    title, *pieces = draw_once(source, "compare", lambda: _draw(source, period, area, unit, against))
    with top:
        st.html(title)
    note_another_unit(source.catalogue.units[unit])
    if not pieces:
        nothing_for(view_of(source, period, area))
        return
    for piece in pieces:
        st.html(piece)


def _draw(source: Answers, period: Period, area: str, unit: str, against: str) -> Drawn:
    """The headline; and, where there is anything to compare, the table and the source line."""
    view = view_of(source, period, area)
    sides = _sides(source, unit, against)
    kind = Against(against) if against in _TIMES else Against.UNIT
    rows = source.comparison(view.on, unit, kind, against if kind is Against.UNIT else None)
    if area:
        rows = rows[rows["area"] == area]
    said = " · ".join([subline(view), *([_(area)] if area else [])])
    title = headline(compare_headline(rows, source.catalogue.units[unit].name, sides, Leading), said)
    if rows.empty:
        return (title,)
    return (
        title,
        compare_table(rows, sides, view, Links(kept(YEAR, QUARTER, AREA))),
        source_note(_("; ").join([_rule(kind, view), source_line(view)])),
    )


_TIMES = (Against.LAST_YEAR, Against.LAST_QUARTER)


def _chosen_against(source: Answers, unit: str) -> str:
    """The control for the other side: a time, or the code of another unit."""
    others = source.catalogue.under(source.catalogue.root.code)
    options = {Against.LAST_YEAR.value: _("Same day last year"), Against.LAST_QUARTER.value: _("Last quarter")}
    options |= {each.code: each.name for each in others if each.code != unit}
    return choice(AGAINST, _("Compared with"), options, Against.LAST_YEAR.value)


def _sides(source: Answers, unit: str, against: str) -> Sides:
    if against == Against.LAST_YEAR:
        return Sides(_("This year"), _("Same day last year"), _("the same day last year"), unit, unit, time=against)
    if against == Against.LAST_QUARTER:
        return Sides(
            _("This quarter"), _("Last quarter"), _("the quarter before"), unit, unit, with_progress=False, time=against
        )
    units = source.catalogue.units
    return Sides(units[unit].name, units[against].name, units[against].name, unit, against)


def _rule(kind: Against, view: View) -> str:
    """By which rule the two sides are compared."""
    if kind is Against.LAST_YEAR:
        return _("What was missing is compared with nothing; percentages are apart by points")
    if kind is Against.LAST_QUARTER:
        return _("What each quarter itself brought; levels and percentages as they stood at its end")
    return _("Better and worse by progress in {year}, not by size").format(year=view.year)


show()
