"""Units, indicators and settings: a table to type into, below it what it would change and what was changed."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from guoban.answers import Answers
from guoban.catalogue.texts import INDICATORS, UNITS
from guoban.charts.numbers import number
from guoban.charts.target_grid import Grid, target_grid
from guoban.place import data_folder
from guoban.text import _, ngettext
from guoban.warehouse import Warehouse
from guoban.warehouse.catalogue_change import standing_catalogue
from guoban.warehouse.catalogue_guards import used_codes
from pages.catalogue_draft import CatalogueDraft, Checked, add_row, cell_name, checked, draft_on, take_out
from pages.catalogue_forms import indicator_form, unit_form
from pages.catalogue_review import history, review
from pages.catalogue_table import indicators_grid, settings_grid, units_grid
from pages.failures import explained
from pages.filters import AREA, KIND, choice
from pages.frame import head, headline
from pages.target_typed import typed_table
from pages.whose import visitor

UNITS_PART, INDICATORS_PART, SETTINGS_PART = "units", "indicators", "settings"
MANY_UNITS = 120
"""Beyond so many the table shows one kind of units at a time."""


def catalogue_part(source: Answers, part: str) -> None:
    """Draw one of the three parts."""
    draft = draft_on(standing_catalogue(source.reader))
    with head():
        top = st.container(key="gb_title")
        which = _filter(source, part)
    with top:
        st.html(headline(_title(source, part), _said_how(), _meant(part)))
    table = st.container()
    check = checked(draft.texts())
    with table:
        _table(draft, check, part, which, source)
    warehouse = Warehouse(data_folder())
    review(source, warehouse, draft, check, visitor())
    with st.container(key="gb_target_below"):
        left, right = st.columns([54, 46], gap="large")
        with left:
            history(source, warehouse, visitor())
        with right:
            _rows_in_and_out(source, draft, part)


def _said_how() -> str:
    return _("type over a cell or paste from Excel → see old and new below, and the effect → give a reason → in force")


def _meant(part: str) -> str:
    """What has to be known of the columns."""
    if part == UNITS_PART:
        return _("Other names are set apart by commas; a unit is moved by the name of another one in “under”.")
    if part == INDICATORS_PART:
        return _("Shares due are cumulative and end at 100; none at all = by days. Weight 0 = not in the appraisal.")
    return ""


def _title(source: Answers, part: str) -> str:
    catalogue = source.catalogue
    if part == UNITS_PART:
        below = len(catalogue.units) - 1
        return ngettext("{count} unit under {root}", "{count} units under {root}", below).format(
            count=number(below), root=catalogue.root.name
        )
    if part == INDICATORS_PART:
        counted = sum(each.weight > 0 for each in catalogue.indicators.values())
        words = _("{count} indicators in {areas} areas of work; {counted} count in the appraisal")
        return words.format(
            count=number(len(catalogue.indicators)), areas=len(catalogue.areas), counted=number(counted)
        )
    return _("The rules by which figures are judged")


def _filter(source: Answers, part: str) -> str:
    """Which rows are shown: an area of work, a kind of units where there are many, else all ("")."""
    catalogue = source.catalogue
    if part == INDICATORS_PART:
        return choice(AREA, _("Area of work"), {area: _(area) for area in catalogue.areas}, catalogue.areas[0])
    if part == UNITS_PART and len(catalogue.units) > MANY_UNITS:
        kinds = {unit.kind: _(unit.kind) for unit in catalogue.units.values()}
        return choice(KIND, _("Kind of unit"), kinds, next(iter(kinds)))
    return ""


def _table(draft: CatalogueDraft, check: Checked, part: str, which: str, source: Answers) -> None:
    """The table to type into; what is typed arrives before the page is drawn again."""
    grid: Grid
    if part == UNITS_PART:
        grid = units_grid(draft, check, which, source.catalogue)
    elif part == INDICATORS_PART:
        grid = indicators_grid(draft, check, which)
    else:
        grid = settings_grid(draft, check)

    def hear(typed: Mapping[str, str]) -> None:
        draft.hear(typed)

    texts = {cell_name(*place): text for place, text in draft.typed.items()}
    key = f"catalogue-{part}-{which.replace('_', '-')}-{draft.number}"  # the framework takes no two underscores
    typed_table(key, target_grid(grid), texts, hear)


def _rows_in_and_out(source: Answers, draft: CatalogueDraft, part: str) -> None:
    """Forms for another unit or indicator, and for taking out one that nothing speaks of."""
    if part == SETTINGS_PART:
        return
    table, form = (UNITS, unit_form) if part == UNITS_PART else (INDICATORS, indicator_form)
    cells = form(source.catalogue, draft)
    if cells is not None:
        with explained():
            add_row(draft, table, cells)
        st.rerun()
    _taking_out(source, draft, table)


def _taking_out(source: Answers, draft: CatalogueDraft, table: str) -> None:
    used = used_codes(source.reader.rows, "unit" if table == UNITS else "indicator")
    texts = draft.texts()[table]
    free = {
        code: cells.get("name") or cells.get("name_zh") or code
        for code, cells in texts.items()
        if code not in used and code != source.catalogue.root.code
    }
    heading = _("Take a unit off the roster") if table == UNITS else _("Take an indicator out of the catalogue")
    st.html(f'<section class="gb-part"><h2>{escape(heading)}</h2></section>')
    if table == UNITS:
        rule = _(
            "Only a unit without figures and targets can go. One that has some stays with them: from the year on for "
            "which it gets no targets nothing is asked of it. A unit that is renamed keeps its former name as another."
        )
    else:
        rule = _(
            "Only an indicator without figures and targets can go. To count one no more, set its weight to 0 and take "
            "it off the overview: its figures stay and are shown."
        )
    st.html(f'<p class="gb-quiet">{escape(rule)}</p>')
    if not free:
        st.html(f'<p class="gb-quiet">{escape(_("At present figures or targets speak of every one."))}</p>')
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="gb_take_out"):
        chosen = st.selectbox(
            _("Which one"), list(free), format_func=lambda code: f"{free[code]}", index=None, key=f"out_{draft.number}",
            placeholder=_("Choose"),
        )  # fmt: skip
        if st.button(_("Take out"), key="take_out", disabled=chosen is None) and chosen is not None:
            take_out(draft, table, chosen)
            st.rerun()
