"""What was read from a workbook, for the person who sent it: counts, findings at their cells, old and new values."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import amount, day, number, short_day
from guoban.charts.severity import SEVERITIES
from guoban.text import CHINESE, _, language, mark, ngettext

CHANGES: Mapping[str, str] = {
    "new": mark("new"),
    "corrected": mark("corrected"),
    "unchanged": mark("unchanged"),
    "missing": mark("missing"),
}
SHOWN_ROWS = 200
"""Rows of a table shown before the rest is folded into one line that counts them."""


def counts_strip(counts: Iterable[tuple[str, int]]) -> str:
    """A row of labelled counts as HTML: units, indicators, values, new, corrected, unchanged."""
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{number(count)}</dd></div>" for label, count in counts)
    return f'<dl class="gb-counts">{items}</dl>'


def reading_line(words: Iterable[tuple[str, str]]) -> str:
    """How a file was understood, as a row of tags. words: (kind, text), kind one of plain, good, bad."""
    tags = "".join(f'<span class="gb-tag gb-tag-{kind}">{escape(text)}</span>' for kind, text in words)
    return f'<p class="gb-tags">{tags}</p>'


def span_words(first_day: date, last_day: date) -> str:
    """2026年1月1日至6月30日; the year stands twice only where it changes."""
    if first_day == last_day:
        return day(first_day)
    same_year = first_day.year == last_day.year
    last = short_day(last_day) if same_year and language() == CHINESE else day(last_day)
    first = day(first_day) if not same_year or language() == CHINESE else short_day(first_day)
    return _("{first_day} to {last_day}").format(first_day=first, last_day=last)


def findings_list(findings: pd.DataFrame) -> str:
    """Findings gravest first: sign and word, where, what, how to mend it.

    findings: severity, sheet, cell, message, hint, anchor (its own), link (to its cell, "" where that is not drawn);
    sheet and cell may be missing.
    """
    if findings.empty:
        return f'<p class="gb-good"><i aria-hidden="true">✓</i>{escape(_("Nothing to mend."))}</p>'
    order = list(SEVERITIES)
    ranked = findings.assign(gravity=findings["severity"].map(order.index)).sort_values("gravity", kind="stable")
    entries = "".join(_finding_entry(row) for row in ranked.head(SHOWN_ROWS).itertuples())
    return f'<ol class="gb-findings">{entries}</ol>{_rest(len(ranked))}'


def finding_head(severity: str, place: str, link: str = "") -> str:
    """The first line of a finding: sign and word, and where; the place is a link where the cell is drawn."""
    sign, word = SEVERITIES[severity]
    return _head(severity, sign, _(word), place, link)


def settled_head(place: str, link: str = "") -> str:
    """The first line of a question that has been answered."""
    return _head("settled", "✓", _("settled"), place, link)


def _head(css: str, sign: str, word: str, place: str, link: str) -> str:
    where = f'<a class="gb-place" href="#{escape(link)}">{escape(place)}</a>' if link else escape(place)
    return (
        f'<p class="gb-finding-head"><b class="gb-severity gb-severity-{css}">'
        f'<i aria-hidden="true">{sign}</i>{escape(word)}</b> <span class="gb-place">{where}</span></p>'
    )


def findings_strip(counts: Mapping[str, int]) -> str:
    """How many findings of each severity, gravest first: ✕ 2  ? 1  △ 3."""
    return "".join(
        f'<span class="gb-severity gb-severity-{severity}" title="{escape(_(word))}">'
        f"{sign} {number(counts[severity])}</span>"
        for severity, (sign, word) in SEVERITIES.items()
        if counts.get(severity)
    )


def changes_table(changes: pd.DataFrame, count: int) -> str:
    """What a load would change, one row a figure, in the order given.

    changes: unit_name, indicator_name, period, old, new, change (new | corrected | unchanged), cell, link (to its cell,
    or ""), and the columns `measure`, `display_measure`, `decimals` that say how the figure is written.
    count: how many there are in all, those that are not among `changes` included.
    """
    if changes.empty:
        return f'<p class="gb-soft">{escape(_("No figure would change."))}</p>'
    rows = "".join(_change_row(row) for _index, row in changes.head(SHOWN_ROWS).iterrows())
    heads = (
        (_("Unit"), ""), (_("Indicator"), ""), (_("Period"), ""), (_("Old"), "num"), (_("New"), "num"),
        (_("Change"), ""), (_("Cell"), ""),
    )  # fmt: skip
    return _table(_("What will change"), heads, rows, count)


def _finding_entry(row: Any) -> str:
    place = "!".join(str(part) for part in (row.sheet, row.cell) if isinstance(part, str))
    hint = f'<p class="gb-hint">{escape(row.hint)}</p>' if row.hint else ""
    return (
        f'<li id="{escape(row.anchor)}">{finding_head(row.severity, place, row.link)}'
        f"<p>{escape(row.message)}</p>{hint}</li>"
    )


def _change_row(row: pd.Series) -> str:
    measure = measure_of(row)
    old = None if pd.isna(row["old"]) else float(row["old"])
    cell = escape(str(row["cell"]))
    if row["link"]:
        cell = f'<a href="#{escape(row["link"])}">{cell}</a>'
    return (
        f'<tr class="gb-change-{row["change"]}"><th scope="row">{escape(str(row["unit_name"]))}</th>'
        f"<td>{escape(str(row['indicator_name']))}</td><td>{escape(str(row['period']))}</td>"
        f'<td class="num gb-soft">{escape(str(amount(old, measure)))}</td>'
        f'<td class="num">{escape(str(amount(float(row["new"]), measure)))}</td>'
        f'<td>{escape(_(CHANGES[str(row["change"])]))}</td><td class="gb-place">{cell}</td></tr>'
    )


def _table(caption: str, heads: Iterable[tuple[str, str]], rows: str, count: int) -> str:
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    return (
        f'<div class="gb-scroll gb-tall" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="gb-table gb-review"><caption class="gb-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{_rest(count)}"
    )


def _rest(count: int) -> str:
    rest = count - SHOWN_ROWS
    more = ngettext("{count} more row is not shown.", "{count} more rows are not shown.", rest).format(
        count=number(rest)
    )
    return f'<p class="gb-quiet">{escape(more)}</p>' if rest > 0 else ""
