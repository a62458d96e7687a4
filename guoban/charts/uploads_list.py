"""The uploads that a unit's figures came from, newest first."""

from html import escape

import pandas as pd

from guoban.charts.numbers import moment
from guoban.text import _


def uploads_list(uploads: pd.DataFrame) -> str:
    """File, number, time and person of each upload as an HTML list.

    uploads: rows of `measures.uploads`, newest first.
    """
    heading = f"<h2>{escape(_('Uploads'))}</h2>"
    if uploads.empty:
        return f'<section class="gb-uploads">{heading}<p class="gb-quiet">{escape(_("No upload yet."))}</p></section>'
    entries = "".join(_entry(row) for _index, row in uploads.iterrows())
    return f'<section class="gb-uploads">{heading}<ol>{entries}</ol></section>'


def _entry(row: pd.Series) -> str:
    notes = [
        _("no. {number}").format(number=int(row["upload"])),
        moment(pd.Timestamp(row["loaded_at"]).to_pydatetime()),
    ]
    notes.append(str(row["loaded_by"]))
    if pd.notna(row["undone_at"]):
        notes.append(_("taken back"))
    return f'<li>{escape(str(row["file_name"]))}<span class="gb-note">{escape(" · ".join(notes))}</span></li>'
