"""Who changed which target, from what to what: one revision, and the revisions about to be stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from guoban.charts.corrections_table import exactly
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import number, stored_moment
from guoban.charts.row import Row
from guoban.charts.uploads_list import download
from guoban.text import _, mark, ngettext

WAYS: Mapping[str, str] = {
    "schedule": mark("by schedule"),
    "last_year": mark("as last year"),
    "hand": mark("by hand"),
}
SHOWN_ROWS = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the revisions about to be stored: what of which target, from what to what."""

    unit: str
    indicator: str
    what: str
    old: str
    new: str
    note: str = ""


def revision(rows: pd.DataFrame, links: Links) -> str:
    """One revision as a fold of HTML: when, by whom, why, how many; inside, each from what to what.

    rows: rows of `measures.target_revisions` of one upload, with indicator_name, display_measure, decimals.
    """
    first = rows.iloc[0]
    by_hand = first["purpose"] == "edit"
    count = ngettext("{count} target", "{count} targets", len(rows)).format(count=number(len(rows)))
    said = [_("no. {number}").format(number=int(first["upload"]))]
    said += [stored_moment(pd.Timestamp(first["loaded_at"]).to_pydatetime()), str(first["loaded_by"]), count]
    if pd.notna(first["undone_at"]):
        said.append(_("undone by {who}").format(who=first["undone_by"]))
    what = escape(_("by hand in the table")) if by_hand else escape(str(first["file_name"]))
    if pd.notna(first["reason"]) and first["reason"]:
        what += f": {escape(str(first['reason']))}"
    heads = (_("Unit"), _("Indicator"), _("Old → new"), _("Where"))
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    body = "".join(_row(row, links) for row in rows.head(SHOWN_ROWS).to_dict(orient="records"))
    rest = len(rows) - SHOWN_ROWS
    more = ngettext("{count} more row is not shown.", "{count} more rows are not shown.", rest)
    return (
        '<section class="gb-target-history"><details>'
        f"<summary>{what}<small>{escape(' · '.join(said))}</small></summary>"
        f'<div class="gb-scroll"><table class="gb-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        + (f'<p class="gb-quiet">{escape(more.format(count=rest))}</p>' if rest > 0 else "")
        + "</details></section>"
    )


def changes_to_store(changes: Sequence[Change], refused: Sequence[str]) -> str:
    """What is about to be stored, old → new, and in one sentence each what cannot be."""
    title = ngettext("{count} revision to submit", "{count} revisions to submit", len(changes))
    heads = (_("Unit"), _("Indicator"), _("What"), _("Old"), _("New"))
    head = "".join(
        f'<th scope="col"{" class=num" if place > 2 else ""}>{escape(words)}</th>' for place, words in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(each.unit)}</th><td>{escape(each.indicator)}'
        f"{f'<small>{escape(each.note)}</small>' if each.note else ''}</td><td>{escape(each.what)}</td>"
        f'<td class="num gb-soft">{escape(each.old)}</td><td class="num"><b>{escape(each.new)}</b></td></tr>'
        for each in changes
    )
    wrong = "".join(f'<li><i aria-hidden="true">✕</i>{escape(sentence)}</li>' for sentence in refused)
    table = (
        f'<div class="gb-scroll"><table class="gb-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    return (
        f'<section class="gb-revisions" role="status"><h2>{escape(title.format(count=len(changes)))}</h2>'
        f"{f'<ul>{wrong}</ul>' if wrong else ''}{table if changes else ''}</section>"
    )


def _row(row: Row, links: Links) -> str:
    if row["what"] == "split":
        old = _(WAYS.get(row["old_way"] if pd.notna(row["old_way"]) else "schedule", "by hand"))
        change = f"{old} → {_(WAYS[row['way']])}"
        if pd.notna(row["due_q1"]):
            dues = " / ".join(number(row[name]) for name in ("due_q1", "due_q2", "due_q3", "value"))
            change += _(" (due by quarter: {dues})").format(dues=dues)
    else:
        change = exactly(row["old_value"], row["value"], measure_of(row))
    where = escape(_("by hand")) if row["purpose"] == "edit" else f"{download(row, links)} {_place(row)}"
    return (
        f'<tr><th scope="row">{escape(str(row["unit_name"]))}</th><td>{escape(str(row["indicator_name"]))}</td>'
        f"<td>{escape(change)}</td><td>{where}</td></tr>"
    )


def _place(row: Row) -> str:
    return escape("!".join(str(part) for part in (row["sheet"], row["cell"]) if part))
