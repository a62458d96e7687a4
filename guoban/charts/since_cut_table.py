"""Changes since a cut: figures that are others now, who changed them and why, and what it does to the rank."""

from html import escape

import pandas as pd

from guoban.charts.corrections_table import exactly
from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import number, short_day, stored_moment
from guoban.text import _, mark, ngettext

MOST = 60

_EVENTS = {"loaded": mark("corrected by a load"), "undone": mark("taken back"), "redone": mark("put back")}


def since_cut_table(changes: pd.DataFrame, cut: str, links: Links) -> str:
    """The changes as HTML, the latest first.

    changes: rows of `measures.since_cut` with unit_name, indicator_name, measure, decimals and display_measure, and
    `rank_old`, `rank_new` of the unit, missing where it has none. cut: its name.
    """
    title = escape(_("Changes since the cut “{name}”").format(name=cut))
    if changes.empty:
        nothing = escape(_("No figure has changed since."))
        return f'<section class="gb-corrections gb-since"><h2>{title}</h2><p class="gb-quiet">{nothing}</p></section>'
    heads = (
        (_("Unit"), ""), (_("Indicator"), ""), (_("Old → new"), "num"), (_("Rank"), "num"), (_("Changed"), ""),
        (_("Reason"), ""),
    )  # fmt: skip
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    body = "".join(_row(row, links) for _index, row in changes.head(MOST).iterrows())
    rest = len(changes) - MOST
    words = ngettext("and {count} more change", "and {count} more changes", rest).format(count=rest)
    more = f'<p class="gb-quiet">{escape(words)}</p>' if rest > 0 else ""
    return (
        f'<section class="gb-corrections gb-since"><h2>{title}</h2>'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{title}"><table class="gb-table">'
        f'<caption class="gb-hidden">{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f"{more}</section>"
    )


def _row(row: pd.Series, links: Links) -> str:
    days = " – ".join(short_day(pd.Timestamp(row[name]).date()) for name in ("first_day", "last_day"))
    did = " · ".join(
        (stored_moment(pd.Timestamp(row["done_at"]).to_pydatetime()), str(row["done_by"]), _(_EVENTS[row["event"]]))
        if pd.notna(row["done_at"])
        else ()
    )
    said = "" if pd.isna(row["reason"]) else str(row["reason"])
    return (
        f'<tr><th scope="row">{anchor(links.unit(row["unit"]), str(row["unit_name"]))}</th>'
        f"<td>{anchor(links.indicator(row['indicator'], row['unit']), str(row['indicator_name']))}"
        f"<small>{escape(days)}</small></td>"
        f'<td class="num">{anchor(links.source(row["unit"], row["indicator"]), _figures(row))}</td>'
        f'<td class="num">{escape(_ranks(row))}</td><td>{escape(did)}</td><td>{escape(said)}</td></tr>'
    )


def _figures(row: pd.Series) -> str:
    measure = measure_of(row)
    if pd.notna(row["old"]) and pd.notna(row["new"]):
        return exactly(row["old"], row["new"], measure)
    one = exactly(0 if pd.isna(row["old"]) else row["old"], 0 if pd.isna(row["new"]) else row["new"], measure)
    before, after = one.split(" → ")
    return f"— → {after}" if pd.isna(row["old"]) else f"{before} → —"


def _ranks(row: pd.Series) -> str:
    before, after = ("—" if pd.isna(row[name]) else number(row[name]) for name in ("rank_old", "rank_new"))
    return before if before == after else f"{before} → {after}"
