"""The store held against the files it was read from, on demand: how far it has come, and what came of it."""

from html import escape

import streamlit as st

from etl.verify import Verified, lost_submissions, verify
from guoban.access.events import Did, record
from guoban.access.people import Visitor
from guoban.access.rights import require
from guoban.access.store import AccessStore
from guoban.answers import Answers
from guoban.charts.backup_table import inside_words
from guoban.charts.numbers import number
from guoban.text import _, ngettext
from guoban.warehouse import Warehouse
from guoban.warehouse.catalogue_log import require_all
from guoban.warehouse.closings import closings, cut_of
from pages.failures import explained

_OUTCOME = "verify_outcome"
NAMED = 8


def verifying(warehouse: Warehouse, source: Answers, by: Visitor) -> None:
    """The button, the bar, and the outcome of the last time in this visit."""
    st.html(f'<section class="gb-part"><h2>{escape(_("The store against its files"))}</h2></section>')
    words = _(
        "Every byte of the store is read, then every kept file once more, and each figure held against its cell. "
        "Nothing is changed; looking and loading go on meanwhile."
    )
    st.html(f'<p class="gb-quiet">{escape(words)}</p>')
    if st.button(_("Verify now"), key="verify_now"):
        st.session_state.pop(_OUTCOME, None)
        with explained():
            require(by.administers)
            st.session_state[_OUTCOME] = _verified(warehouse, source, by)
        st.rerun()
    if outcome := st.session_state.get(_OUTCOME):
        st.html(inside_words(*outcome))


def _verified(warehouse: Warehouse, source: Answers, by: Visitor) -> tuple[list[str], list[str]]:
    """What came of it: sentences, and each place that is not as it should be."""
    warehouse.require_sound()
    for closing in closings(source.reader):
        cut_of(warehouse.folder, closing).require_sound()
    require_all(warehouse.folder, source.reader)
    uploads = source.uploads()
    total = max(int((uploads["purpose"] != "edit").sum()), 1)
    bar = st.progress(0.0, _("Verifying"))
    found: list[Verified] = []
    for each in verify(warehouse, source.reader):
        found.append(each)
        bar.progress(min(len(found) / total, 1.0), each.file_name)
    bar.empty()
    differences = [difference for each in found for difference in each.differences]
    lost = [each for each in found if each.lost]
    confirmed = sum(each.confirmed + each.by_cell for each in found)
    held = ngettext("{count} upload held against its file.", "{count} uploads held against their files.", len(found))
    told = ngettext("{count} figure confirmed.", "{count} figures confirmed.", confirmed)
    said = [held.format(count=number(len(found))), told.format(count=number(confirmed))]
    unsent = lost_submissions(warehouse, source.reader)
    if not differences and not lost and not unsent:
        said.append(_("All is as it was sent in."))
    named = [
        _("{file} {place}: stored {stored}, in the file {found}").format(
            file=each.file_name, place=f"{each.sheet}!{each.cell}", stored=each.stored, found=each.found or "—"
        )
        for each in differences
    ]
    gone = [*(each.file_name for each in lost), *(each.file_name for each in unsent)]
    named += [_("{file}: the file is gone or is not as it was sent in").format(file=file) for file in gone]
    about = f"{len(found)} · {len(differences)} ≠ · {len(lost) + len(unsent)} ✕"
    record(AccessStore(warehouse.folder), Did.VERIFIED, by.name, about=about)
    return said, named
