"""What was read from a workbook, for the person who sent it: counts, findings at their cells, old and new values."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

import pandas as pd

from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, amount, day, short_day
from guoban.text import CHINESE, _, language, mark, ngettext

SEVERITIES: Mapping[str, tuple[str, str]] = {
    "error": ("✕", mark("error")),
    "question": ("?", mark("to settle")),
    "warning": ("△", mark("warning")),
    "note": ("·", mark("note")),
}
"""Severity of a finding (contract.md) → its sign and word, gravest first."""

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
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{count:,}</dd></div>" for label, count in counts)
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


def findings_table(findings: pd.DataFrame) -> str:
    """Findings gravest first: sign and word, where, what, how to mend it.

    findings: severity, sheet, cell, message, hint; sheet and cell may be missing.
    """
    if findings.empty:
        return f'<p class="gb-good">{escape(_("Nothing to mend."))}</p>'
    order = list(SEVERITIES)
    ranked = findings.assign(gravity=findings["severity"].map(order.index)).sort_values("gravity", kind="stable")
    rows = "".join(_finding_row(row) for _index, row in ranked.head(SHOWN_ROWS).iterrows())
    return _table(
        _("Findings"),
        ((_("Severity"), ""), (_("Where"), ""), (_("What was found"), ""), (_("What to do"), "")),
        rows,
        len(ranked),
    )


def changes_table(changes: pd.DataFrame) -> str:
    """What a load would change, one row a figure: corrected first, then new, then unchanged.

    changes: unit_name, indicator_name, period, old, new, change (new | corrected | unchanged), cell, and the columns
    `measure`, `display_measure`, `decimals` that say how the figure is written.
    """
    if changes.empty:
        return f'<p class="gb-soft">{escape(_("No figure would change."))}</p>'
    order = ["corrected", "new", "unchanged"]
    ranked = changes.assign(rank=changes["change"].map(order.index)).sort_values("rank", kind="stable")
    rows = "".join(_change_row(row) for _index, row in ranked.head(SHOWN_ROWS).iterrows())
    heads = (
        (_("Unit"), ""), (_("Indicator"), ""), (_("Period"), ""), (_("Old"), "num"), (_("New"), "num"),
        (_("Change"), ""), (_("Cell"), ""),
    )  # fmt: skip
    return _table(_("What will change"), heads, rows, len(ranked))


def _finding_row(row: pd.Series) -> str:
    severity = str(row["severity"])
    sign, word = SEVERITIES[severity]
    place = "!".join(str(row[part]) for part in ("sheet", "cell") if pd.notna(row[part]))
    return (
        f'<tr><td class="gb-severity gb-severity-{severity}"><i aria-hidden="true">{sign}</i>{escape(_(word))}</td>'
        f'<td class="gb-place">{escape(place) or NOTHING}</td><td>{escape(str(row["message"]))}</td>'
        f"<td>{escape(str(row['hint']))}</td></tr>"
    )


def _change_row(row: pd.Series) -> str:
    measure = measure_of(row)
    old = None if pd.isna(row["old"]) else float(row["old"])
    return (
        f'<tr class="gb-change-{row["change"]}"><th scope="row">{escape(str(row["unit_name"]))}</th>'
        f"<td>{escape(str(row['indicator_name']))}</td><td>{escape(str(row['period']))}</td>"
        f'<td class="num gb-soft">{escape(str(amount(old, measure)))}</td>'
        f'<td class="num">{escape(str(amount(float(row["new"]), measure)))}</td>'
        f'<td>{escape(_(CHANGES[str(row["change"])]))}</td><td class="gb-place">{escape(str(row["cell"]))}</td></tr>'
    )


def _table(caption: str, heads: Iterable[tuple[str, str]], rows: str, count: int) -> str:
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    rest = count - SHOWN_ROWS
    more = ngettext("{count} more row is not shown.", "{count} more rows are not shown.", rest).format(count=rest)
    foot = f'<p class="gb-soft">{escape(more)}</p>' if rest > 0 else ""
    return (
        f'<div class="gb-scroll gb-tall" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="gb-table gb-review"><caption class="gb-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{foot}"
    )
