"""The latest uploads, newest first, each to be undone or put back."""

from collections.abc import Hashable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from guoban.access.people import Visitor
from guoban.access.rights import NONE, Units
from guoban.charts.numbers import number
from guoban.text import _
from guoban.warehouse import Reader, Warehouse, redo_upload, undo_upload
from guoban.warehouse.closed import touched_by_upload
from guoban.warehouse.closings import Closing, closings
from pages.failures import explained
from pages.reasons import reason_for

LATEST_UPLOADS = 15


def latest_uploads(
    warehouse: Warehouse, reader: Reader, uploads: pd.DataFrame, by: Visitor, units: Units, *, undoes: bool = True
) -> None:
    """The fifteen latest uploads, each to be undone or put back.

    uploads: rows of `measures.uploads`, newest first. by: whose hand it is; units: those whom they answer for.
    undoes: whether they are theirs to undo.
    """
    st.html(f'<section class="gb-part gb-latest"><h2>{escape(_("Latest uploads"))}</h2></section>')
    if uploads.empty:
        st.html(f'<p class="gb-quiet">{escape(_("Nothing has been loaded yet."))}</p>')
    latest = [Upload.of(row) for row in uploads.head(LATEST_UPLOADS).to_dict("records")]
    closed = {each.number: touched_by_upload(reader.rows, each.number) for each in latest} if closings(reader) else {}
    for each in latest:
        _upload(
            warehouse, each, by, units if undoes else NONE, [closing for closing, _of in closed.get(each.number, [])]
        )


@dataclass(frozen=True, slots=True)
class Upload:
    """One line of the latest uploads."""

    number: int
    file_name: str
    words: str
    counts: bool

    @classmethod
    def of(cls, row: dict[Hashable, Any]) -> "Upload":
        at = pd.Timestamp(row["loaded_at"]).tz_localize("UTC").tz_convert("Asia/Shanghai").strftime("%Y-%m-%d %H:%M")
        counted = [
            words.format(count=number(row[what]))
            for what, words in (("figures", _("{count} figures")), ("targets", _("{count} targets")))
            if row[what]
        ]
        approved = row["approved_by"]
        signed = [] if pd.isna(approved) else [_("approved by {name}").format(name=approved)]
        words = " · ".join((*counted, str(row["loaded_by"]), at, *signed))
        return cls(int(row["upload"]), str(row["file_name"]), words, bool(row["counts"]))


def _upload(warehouse: Warehouse, upload: Upload, by: Visitor, units: Units, closed: list[Closing]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"gb_upload_{upload.number}"):
        undone = "" if upload.counts else f' <span class="gb-tag gb-tag-bad">{escape(_("undone"))}</span>'
        st.html(
            f'<p class="gb-upload"><b>#{upload.number}</b> {escape(upload.file_name)}{undone}'
            f"<small>{escape(upload.words)}</small></p>"
        )
        if units == NONE:
            return
        label = _("Undo") if upload.counts else _("Put back")
        if not closed:
            if st.button(label, key=f"undo_{upload.number}", type="tertiary"):
                _turn(warehouse, upload, by, units)
            return
        with st.popover(label, type="tertiary"):
            reason = reason_for(closed, f"undo_reason_{upload.number}")
            if st.button(label, key=f"undo_{upload.number}"):
                _turn(warehouse, upload, by, units, reason)


def _turn(warehouse: Warehouse, upload: Upload, by: Visitor, units: Units, reason: str | None = None) -> None:
    with explained():
        turn = undo_upload if upload.counts else redo_upload
        turn(warehouse, upload.number, by.name, units=units, reason=reason)
    st.rerun()
