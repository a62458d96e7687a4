"""Findings still open: warnings one by one at their cells, notes by file and folded."""

from collections.abc import Hashable
from html import escape
from typing import Any

import pandas as pd

from guoban.charts.links import Links, anchor
from guoban.charts.severity import SEVERITIES
from guoban.charts.uploads_list import download
from guoban.text import _, ngettext

OPEN = "#gb-open"
"""Where it stands on its page."""

MOST = 30
"""Findings shown one by one, and notes of one file; the rest is counted."""


def open_findings(findings: pd.DataFrame, links: Links) -> str:
    """The findings as HTML; findings: rows of `measures.open_findings`, gravest first."""
    heading = f"<h2>{escape(_('Findings still open'))}</h2>"
    if findings.empty:
        nothing = escape(_("No finding is open."))
        return f'<section class="gb-findings" id="gb-open">{heading}<p class="gb-quiet">{nothing}</p></section>'
    is_note = findings["severity"] == "note"
    grave, notes = findings[~is_note], findings[is_note]
    body = f"<ol>{_entries(grave, links, with_file=True)}</ol>{_rest(len(grave))}"
    if grave.empty:
        body = f'<p class="gb-quiet">{escape(_("No warning is open, only notes."))}</p>'
    return f'<section class="gb-findings gb-open" id="gb-open">{heading}{body}{_notes(notes, links)}</section>'


def _notes(notes: pd.DataFrame, links: Links) -> str:
    folds = []
    for (_number, name), part in notes.groupby(["upload", "file_name"], sort=False):
        count = ngettext("{count} note", "{count} notes", len(part)).format(count=len(part))
        folds.append(
            f"<details><summary>{escape(str(name))} <small>{escape(count)}</small></summary>"
            f"<ol>{_entries(part, links, with_file=False)}</ol>{_rest(len(part))}</details>"
        )
    if not folds:
        return ""
    words = ngettext("{count} note in the files", "{count} notes in the files", len(notes)).format(count=len(notes))
    return f'<h3>{escape(words)}</h3><div class="gb-folds">{"".join(folds)}</div>'


def _entries(findings: pd.DataFrame, links: Links, *, with_file: bool) -> str:
    return "".join(_entry(row, links, with_file=with_file) for row in findings.head(MOST).to_dict(orient="records"))


def _entry(row: dict[Hashable, Any], links: Links, *, with_file: bool) -> str:
    sign, word = SEVERITIES[row["severity"]]
    place = "!".join(str(part) for part in (row["sheet"], row["cell"]) if isinstance(part, str))
    source = ""
    if isinstance(row["unit"], str) and isinstance(row["indicator"], str):
        address = links.source(row["unit"], row["indicator"])
        source = f'<p class="gb-hint">{anchor(address, _("where the figure comes from"))}</p>'
    file = f"{download(pd.Series(row), links)} · " if with_file else ""
    hint = f'<p class="gb-hint">{escape(str(row["hint"]))}</p>' if row["hint"] else ""
    return (
        f'<li><p class="gb-finding-head"><b class="gb-severity gb-severity-{row["severity"]}">'
        f'<i aria-hidden="true">{sign}</i>{escape(_(word))}</b><span class="gb-place">{file}{escape(place)}</span></p>'
        f"<p>{escape(str(row['message']))}</p>{hint}{source}</li>"
    )


def _rest(count: int) -> str:
    rest = count - MOST
    if rest <= 0:
        return ""
    words = ngettext("and {count} more finding", "and {count} more findings", rest).format(count=rest)
    return f'<p class="gb-quiet">{escape(words)}</p>'
