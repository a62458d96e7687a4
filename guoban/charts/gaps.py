"""What is missing of a unit: what it has not reported, and figures older than asked or incomplete, with the days."""

from html import escape

import pandas as pd

from guoban.charts.figure_notes import figure_notes
from guoban.charts.links import Links, anchor
from guoban.charts.status import badge
from guoban.text import _, ngettext


def gaps(rows: pd.DataFrame, expected: pd.DataFrame, links: Links) -> str:
    """The gaps as an HTML list.

    rows: rows of `measures.progress` of one unit. expected: its rows of `measures.completeness` for the quarter.
    """
    heading = f"<h2>{escape(_('Gaps'))}</h2>"
    names = dict(zip(rows["indicator"], rows["indicator_name"], strict=True))
    entries = [
        _entry(
            badge("not_reported"),
            links.indicator(row["indicator"], row["unit"]),
            str(names.get(row["indicator"], row["indicator_name"])),
            _late(row),
        )
        for _index, row in expected[~expected["reported"].astype(bool)].iterrows()
    ]
    missing = set(expected.loc[~expected["reported"].astype(bool), "indicator"])
    for _index, row in rows[rows["value"].notna() & (rows["stale"] | ~rows["complete"].astype(bool))].iterrows():
        if row["indicator"] not in missing:
            notes = _("; ").join(figure_notes(row))
            address = links.source(row["unit"], row["indicator"])
            entries.append(_entry("", address, str(row["indicator_name"]), notes))
    if not entries:
        return f'<section class="gb-gaps">{heading}<p class="gb-quiet">{escape(_("Nothing is missing."))}</p></section>'
    return f'<section class="gb-gaps">{heading}<ul>{"".join(entries)}</ul></section>'


def _entry(mark: str, address: str, name: str, words: str) -> str:
    note = f'<span class="gb-note">{escape(words)}</span>' if words else ""
    return f"<li>{anchor(address, name)}{mark}{note}</li>"


def _late(row: pd.Series) -> str:
    days = row["days_late"]
    if pd.isna(days) or days <= 0:
        return ""
    return ngettext("{count} day late", "{count} days late", int(days)).format(count=int(days))
