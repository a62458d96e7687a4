"""Corrections: figures that a later upload changed, from what to what, when and by which file."""

from html import escape

import pandas as pd

from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import PERCENT, YUAN, Measure, measure_name, number, percent, short_day, stored_moment
from guoban.charts.uploads_list import download
from guoban.text import CHINESE, _, language, ngettext

MOST = 60


def corrections_table(corrections: pd.DataFrame, links: Links) -> str:
    """The corrections as HTML, newest first; corrections: rows of `measures.corrections` with indicator_name."""
    title = escape(_("Figures corrected since"))
    if corrections.empty:
        nothing = escape(_("No figure of the quarter was changed by a later upload."))
        return f'<section class="gb-corrections"><h2>{title}</h2><p class="gb-quiet">{nothing}</p></section>'
    heads = (
        (_("Unit"), ""),
        (_("Indicator"), ""),
        (_("Days covered"), ""),
        (_("Old → new"), "num"),
        (_("Changed"), ""),
        (_("File"), ""),
    )
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    body = "".join(_row(row, links) for _index, row in corrections.head(MOST).iterrows())
    return (
        f'<section class="gb-corrections"><h2>{title}</h2>'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{title}"><table class="gb-table">'
        f'<caption class="gb-hidden">{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f"{_rest(len(corrections))}</section>"
    )


def _row(row: pd.Series, links: Links) -> str:
    measure = measure_of(row)
    first_day, last_day = (short_day(pd.Timestamp(row[name]).date()) for name in ("first_day", "last_day"))
    span = (
        first_day
        if first_day == last_day
        else _("{first_day} to {last_day}").format(first_day=first_day, last_day=last_day)
    )
    figures = exactly(row["old_value"], row["value"], measure)
    changed = f"{stored_moment(pd.Timestamp(row['loaded_at']).to_pydatetime())} · {row['loaded_by']}"
    return (
        f'<tr><th scope="row">{anchor(links.unit(row["unit"]), str(row["unit_name"]))}</th>'
        f"<td>{anchor(links.indicator(row['indicator'], row['unit']), str(row['indicator_name']))}</td>"
        f"<td>{escape(span)}</td>"
        f'<td class="num">{anchor(links.source(row["unit"], row["indicator"]), figures)}</td>'
        f"<td>{escape(changed)}</td><td>{download(row, links)}</td></tr>"
    )


def exactly(old: float, new: float, measure: Measure) -> str:
    """Both figures unrounded, as a small correction would not be seen in 万元; an old one that is missing is —."""
    if measure.name == PERCENT:
        return f"{percent(old, 2)} → {percent(new, 2)}"
    before = "¥" if measure.name == YUAN and language() != CHINESE else ""
    return f"{before}{number(old)} → {before}{number(new)} {measure_name(measure.name)}".rstrip()


def _rest(count: int) -> str:
    rest = count - MOST
    if rest <= 0:
        return ""
    words = ngettext("and {count} more correction", "and {count} more corrections", rest).format(count=rest)
    return f'<p class="gb-quiet">{escape(words)}</p>'
