"""Targets: what was asked of whom?"""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from etl.template import Blank, Layout, asked_of, blank_workbook, remarks, reporting_units
from guoban.access.rights import require
from guoban.answers import Answers, indicator_name
from guoban.calendar import Shares, quarter_end
from guoban.charts.leading import Leading
from guoban.charts.links import Links
from guoban.charts.target_grid import Grid, target_grid
from guoban.charts.target_history import revision
from guoban.charts.target_sums import target_sums, targets_headline
from guoban.measures.target_edit import WAY, Pair, Standing, last_year_shapes, revisions, standing_targets
from guoban.place import data_folder
from guoban.text import _, language, speaking
from guoban.warehouse import Reader, Warehouse, redo_upload, undo_upload
from pages.failures import explained, failures
from pages.filters import AREA, INDICATOR, UNIT, YEAR, choice, kept
from pages.frame import head, headline, note, store, today
from pages.target_draft import Draft, cell_name, draft_of
from pages.target_review import review
from pages.target_table import Targets, by_area, by_indicator, by_unit
from pages.target_typed import typed_table
from pages.whose import visitor

BY_WHAT = "by"
SHOWN_REVISIONS = 20


def show() -> None:
    """Draw the page."""
    source = store()
    require(visitor().administers)
    warehouse = Warehouse(data_folder())
    with head():
        top = st.container(key="gb_title")
        year = _year_filter(source)
        by, what = _what_filter(source)
    standing = standing_targets(source.reader, year)
    sums = source.target_sums(year)
    with top:
        sub = " · ".join([source.catalogue.settings.organisation or source.catalogue.root.name, _said_how()])
        st.html(headline(targets_headline(sums, year, len(standing), Leading), sub))
    for message in failures():
        note(message)
    draft = draft_of(year)
    targets = _targets(source, year, standing, draft, by, what)
    _table(targets, source, {AREA: by_area, INDICATOR: by_indicator, UNIT: by_unit}[by](targets, what), by, what)
    review(warehouse, targets, visitor())
    with st.container(key="gb_target_below"):
        left, right = st.columns([54, 46], gap="large")
        links = Links(kept(YEAR, AREA))
        with left:
            of_units = len(source.catalogue.children(source.catalogue.root.code))
            st.html(target_sums(sums, of_units, links))
        with right:
            _tools(source, year)
            _history(warehouse, source, year, links)


def _said_how() -> str:
    return _("type over a target or paste from Excel → see old and new below → give a reason → submit")


def _year_filter(source: Answers) -> int:
    """The control for the year, the next one among them: its targets are set before it begins."""
    now = today().year
    years = [*source.years(today()), now + 1]
    return int(choice(YEAR, _("Year"), {str(year): str(year) for year in years}, str(now)))


def _what_filter(source: Answers) -> tuple[str, str]:
    """The controls for what the table is of: an area of work, an indicator or a unit."""
    catalogue = source.catalogue
    ways = {AREA: _("By area of work"), INDICATOR: _("By indicator"), UNIT: _("By unit")}
    by = choice(BY_WHAT, _("Table"), ways, AREA)
    if by == AREA:
        return by, choice(AREA, _("Area of work"), {area: _(area) for area in catalogue.areas}, catalogue.areas[0])
    if by == INDICATOR:
        names = {code: indicator_name(each) for code, each in catalogue.indicators.items()}
        return by, choice(INDICATOR, _("Indicator"), names, next(iter(names)))
    units = {unit.code: unit.name for unit in catalogue.under(catalogue.root.code)}
    return by, choice(UNIT, _("Unit"), units, catalogue.root.code)


def _targets(
    source: Answers, year: int, standing: Mapping[Pair, Standing], draft: Draft, by: str, what: str
) -> Targets:
    """What the table shows: what is in force, what was typed over it, and what comes of it."""
    catalogue = source.catalogue
    overtaken = draft.overtaken(standing)
    units, indicators = _looked_at(source, draft, by, what)
    path = source.paths(year, units, indicators) if indicators else None
    shapes: Mapping[Pair, Shares] = {} if path is None else last_year_shapes(path, year)
    revised, refused = revisions(catalogue, standing, draft.texts, shapes)
    return Targets(
        catalogue, year, standing, draft,
        {(each.unit, each.indicator): each for each in revised},
        {(each.unit, each.indicator): each for each in refused},
        frozenset(overtaken), shapes, {} if path is None else _totals(path, year), Links(kept(YEAR, AREA)),
    )  # fmt: skip


def _looked_at(source: Answers, draft: Draft, by: str, what: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Units and indicators whose last year is asked for: those of the table, and those that are to follow it."""
    catalogue = source.catalogue
    units = {AREA: [], INDICATOR: list(catalogue.units), UNIT: [what]}[by]
    indicators = {AREA: [], INDICATOR: [what], UNIT: list(catalogue.indicators)}[by]
    spread = [pair for pair, fields in draft.texts.items() if WAY in fields]
    units, indicators = ([*units, *(pair[0] for pair in spread)], [*indicators, *(pair[1] for pair in spread)])
    return tuple(dict.fromkeys(units)), tuple(dict.fromkeys(indicators))


def _totals(path: pd.DataFrame, year: int) -> dict[Pair, Decimal]:
    """Where last year ended."""
    ended = path[(path["on"] == pd.Timestamp(quarter_end(year - 1, 4))) & path["value"].notna()]
    return {
        (str(unit), str(indicator)): Decimal(repr(round(float(value), 6)))
        for unit, indicator, value in zip(ended["unit"], ended["indicator"], ended["value"], strict=True)
    }


def _table(targets: Targets, source: Answers, grid: Grid, by: str, what: str) -> None:
    """The table to type into; what is typed arrives before the page is drawn again."""
    draft = targets.draft
    key = f"targets_{draft.year}_{by}_{what}_{draft.number}"

    def hear(typed: Mapping[str, str]) -> None:
        draft.hear(typed, targets.standing, source.catalogue)

    texts = {cell_name(*pair, field): text for pair, fields in draft.texts.items() for field, text in fields.items()}
    typed_table(key, target_grid(grid), texts, hear)


def _tools(source: Answers, year: int) -> None:
    """The blank workbook for a year's targets, and the way in for a filled-in one."""
    with st.container(horizontal=True, key="gb_target_tools"):
        st.download_button(
            _("Blank target workbook"),
            partial(_blank, source.reader, year, language()),
            _("Targets of {year}.xlsx").format(year=year),
            key="blank_targets",
            on_click="ignore",
        )
        words = escape(_("Load a filled-in workbook"))
        st.html(f'<p class="gb-way"><a href="upload">{words} →</a></p>')


def _blank(reader: Reader, year: int, chosen: str) -> bytes:
    """The workbook, made when it is asked for; the framework calls this outside of the session that speaks."""
    with speaking(chosen):
        catalogue = reader.catalogue
        units = list(reporting_units(catalogue))
        asked_for = asked_of(reader, units, year, for_targets=True)
        organisation = catalogue.settings.organisation or catalogue.root.name
        known = remarks(reader, quarter_end(year, 4))
        return blank_workbook(Blank(organisation, year, None, units, asked_for, known), Layout.WIDE)


def _history(warehouse: Warehouse, source: Answers, year: int, links: Links) -> None:
    """Who changed what, newest first, each upload to be undone or put back."""
    changes = source.target_revisions(year)
    st.html(f'<section class="gb-target-history"><h2>{_("Revisions")}</h2></section>')
    if changes.empty:
        st.html(f'<p class="gb-quiet">{_("No target has been set for this year.")}</p>')
    shown = {number: changes[changes["upload"] == number] for number in changes["upload"].unique()[:SHOWN_REVISIONS]}
    told = source.drawn.page(
        ("revisions", year, tuple(links.kept.items())), lambda: tuple(revision(rows, links) for rows in shown.values())
    )
    for (number, rows), drawn in zip(shown.items(), told, strict=True):
        undone = bool(rows["undone_at"].notna().any())
        with st.container(horizontal=True, vertical_alignment="top", key=f"gb_history_{number}"):
            st.html(drawn)
            if st.button(_("Put back") if undone else _("Undo"), key=f"undo_targets_{number}", type="tertiary"):
                with explained():
                    require(visitor().administers)
                    (redo_upload if undone else undo_upload)(warehouse, int(number), visitor().name)
                st.rerun()


show()
