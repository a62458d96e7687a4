"""The uploads that a unit's figures came from, newest first."""

from html import escape

import pandas as pd

from guoban.charts.links import Links
from guoban.charts.numbers import stored_moment
from guoban.charts.row import Row
from guoban.text import _


def uploads_list(uploads: pd.DataFrame, links: Links) -> str:
    """File, number, time and person of each upload as an HTML list.

    uploads: rows of `measures.uploads`, newest first.
    """
    heading = f"<h2>{escape(_('Uploads'))}</h2>"
    if uploads.empty:
        return f'<section class="gb-uploads">{heading}<p class="gb-quiet">{escape(_("No upload yet."))}</p></section>'
    entries = "".join(_entry(row, links) for _index, row in uploads.iterrows())
    return f'<section class="gb-uploads">{heading}<ol>{entries}</ol></section>'


def download(row: Row, links: Links) -> str:
    """The name of an upload's file, a link to the file where it may be opened. row: with upload and file_name."""
    address = escape(links.original(int(row["upload"])))
    if not address:
        return escape(str(row["file_name"]))
    title = escape(_("Download the file as it was sent in"))
    return f'<a href="{address}" download title="{title}">{escape(str(row["file_name"]))}</a>'


def _entry(row: pd.Series, links: Links) -> str:
    notes = [
        _("no. {number}").format(number=int(row["upload"])),
        stored_moment(pd.Timestamp(row["loaded_at"]).to_pydatetime()),
    ]
    notes.append(str(row["loaded_by"]))
    if pd.notna(row["undone_at"]):
        notes.append(_("taken back"))
    return f'<li>{download(row, links)}<span class="gb-note">{escape(" · ".join(notes))}</span></li>'
