"""Closing a quarter on the page of quality: the button, what is closed, and what has changed since."""

from html import escape

import pandas as pd
import streamlit as st

from guoban.access.rights import loaded_units
from guoban.answers import Answers, indicator_name
from guoban.answers_of_cut import answers_of_cut
from guoban.answers_within import AnswersWithin
from guoban.calendar import quarter_end
from guoban.catalogue import Catalogue
from guoban.charts.links import Links
from guoban.charts.numbers import stored_moment
from guoban.charts.since_cut_table import since_cut_table
from guoban.measures.completeness import reported_of
from guoban.measures.since_cut import changes_since
from guoban.place import data_folder
from guoban.text import _, ngettext
from guoban.warehouse import Warehouse
from guoban.warehouse.closings import Closing, close_quarter, closings, let_unit_in, reopen_quarter
from pages.failures import explained, failures
from pages.filters import AREA, CUT, QUARTER, YEAR, Period, kept
from pages.frame import note, today
from pages.whose import visitor


def closing_of(source: Answers, period: Period) -> Closing | None:
    """The closing of the quarter that is shown, the last one; None where it was never closed."""
    asked = (period.year, period.quarter)
    return next((each for each in closings(source.reader) if (each.year, each.quarter) == asked), None)


def closing_section(source: Answers, period: Period) -> None:
    """What was closed and what has changed since, for everybody; closing and opening, for administrators.

    Nothing where the quarter goes on or the page shows a cut itself.
    """
    for message in failures():
        note(message)
    goes_on = quarter_end(period.year, period.quarter) >= today()
    if source.cut is not None or isinstance(source, AnswersWithin) or goes_on:
        return
    closing = closing_of(source, period)
    if closing is not None:
        st.html(f'<section class="gb-part gb-closing">{_told(closing)}</section>')
    if visitor().administers:
        with st.container(horizontal=True, key="gb_closing"):
            if closing is None or not closing.is_closed:
                _close(source, period, again=closing is not None)
            else:
                _change(source, closing)


def changes_section(source: Answers, period: Period) -> str:
    """What has changed since the quarter was closed, as HTML; empty where it was not."""
    closing = closing_of(source, period)
    if closing is None or source.cut is not None or isinstance(source, AnswersWithin):
        return ""
    then = answers_of_cut(data_folder(), closing)
    found = changes_since(then.reader, source.reader, closing)
    return since_cut_table(_named(source, then, found, closing), closing.cut, Links(kept(YEAR, QUARTER, AREA)))


def _named(source: Answers, then: Answers, found: pd.DataFrame, closing: Closing) -> pd.DataFrame:
    on = closing.last_day
    names = _shown_as(source.catalogue)
    units = pd.DataFrame(
        {
            "unit": list(source.catalogue.units),
            "unit_name": [each.name for each in source.catalogue.units.values()],
        }
    )
    ranks = [
        each.appraisal(on)[["unit", "rank"]].rename(columns={"rank": name})
        for each, name in ((then, "rank_old"), (source, "rank_new"))
    ]
    for more, key in ((names, "indicator"), (units, "unit"), *((each, "unit") for each in ranks)):
        found = found.merge(more, on=key, how="left", sort=False)
    return found


def _shown_as(catalogue: Catalogue) -> pd.DataFrame:
    columns = ["indicator", "indicator_name", "measure", "decimals", "display_measure"]
    found = catalogue.indicators.values()
    rows = [(each.code, indicator_name(each), each.measure, each.decimals, each.display_measure) for each in found]
    return pd.DataFrame(rows, columns=columns).astype({"display_measure": object})


def _told(closing: Closing) -> str:
    """By whom it was closed and what had been reported, the link to the cut, and what was done to it since."""
    at = stored_moment(closing.closed_at)
    said = _("Closed as “{cut}” by {who}, {moment}: {reported} of {count} units had reported").format(
        cut=closing.cut, who=closing.closed_by, moment=at, reported=closing.reported, count=closing.of_units
    )
    parts = [said, *([closing.reason] if closing.reason else [])]
    if not closing.is_closed and closing.reopened_at is not None:
        opened = _("opened again by {who}, {moment}: {reason}")
        moment = stored_moment(closing.reopened_at)
        parts.append(opened.format(who=closing.reopened_by, moment=moment, reason=closing.reopened_why))
    address = escape(Links(kept(YEAR, QUARTER, AREA) | {CUT: closing.cut}).page("quality"))
    link = f'<a href="{address}">{escape(_("Look at the cut"))}</a>'
    return f"<p><b>{escape(_('Closed quarter'))}</b> {escape(' · '.join(parts))} {link}</p>"


def _close(source: Answers, period: Period, *, again: bool) -> None:
    reported, of_units = reported_of(source.reader, period.year, period.quarter)
    silent = of_units - reported
    with st.popover(_("Close this quarter")):
        words = _("All {count} units have reported.").format(count=of_units)
        if silent:
            words = ngettext(
                "{silent} of {count} units has not reported – close all the same?",
                "{silent} of {count} units have not reported – close all the same?",
                silent,
            ).format(silent=silent, count=of_units)
        st.html(f"<p>{escape(words)}</p>")
        usual = f"{period.year}Q{period.quarter}"
        proposed = f"{usual}-{_count(source, period) + 1}" if again else usual
        cut = st.text_input(_("Name of the cut"), proposed, key="cut_name", max_chars=60)
        remark = st.text_input(_("Remark"), key="cut_remark", max_chars=300)
        if st.button(_("Close the quarter"), key="close_quarter", type="primary"):
            with explained():
                warehouse = Warehouse(data_folder())
                close_quarter(
                    warehouse, year=period.year, quarter=period.quarter, cut=cut, by=visitor().name, reason=remark,
                    tally=lambda reader: reported_of(reader, period.year, period.quarter), today=today(),
                    units=loaded_units(visitor(), source.catalogue),
                )  # fmt: skip
            st.rerun()


def _count(source: Answers, period: Period) -> int:
    return sum((each.year, each.quarter) == (period.year, period.quarter) for each in closings(source.reader))


def _change(source: Answers, closing: Closing) -> None:
    warehouse, units = Warehouse(data_folder()), loaded_units(visitor(), source.catalogue)
    with st.popover(_("Let a unit in again")):
        codes = [each.code for each in source.seen_units if each.code not in closing.let_in]
        chosen = st.selectbox(
            _("Unit"), codes, index=None, key="let_in", placeholder=_("Choose"),
            format_func=lambda code: source.catalogue.units[code].name,
        )  # fmt: skip
        if st.button(_("Let it in"), key="let_in_unit") and chosen is not None:
            with explained():
                let_unit_in(warehouse, closing.cut, chosen, visitor().name, units)
            st.rerun()
    with st.popover(_("Open the quarter again")):
        reason = st.text_input(_("Reason"), key="reopen_reason", max_chars=300)
        if st.button(_("Open again"), key="reopen_quarter"):
            with explained():
                reopen_quarter(warehouse, closing.cut, visitor().name, reason, units)
            st.rerun()
