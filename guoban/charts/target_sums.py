"""The sum of the parts against the whole: the organisation's own targets beside those of its units, area by area."""

from html import escape

import pandas as pd

from guoban.charts.leading import Lead, staying
from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import MINUS, NOTHING, number, scale_for, scaled
from guoban.text import _, ngettext


def differing(sums: pd.DataFrame) -> int:
    """How many of the organisation's targets differ from the sum of its units'."""
    return int((sums["difference"].fillna(0) != 0).sum())


SUMS = "#gb-target-sums"
"""Where the table stands on its page."""


def targets_headline(sums: pd.DataFrame, year: int, count: int, lead: Lead = staying) -> str:
    """How many targets were set, and whether those of the whole are what its parts add up to.

    sums: rows of `measures.target_sums` of the organisation. count: targets in force of all units. lead: what becomes
    of the counts of totals, which lead to the table of them.
    """
    if not count:
        return _("{year}: no target has been set yet").format(year=year)
    start = ngettext("{year}: {count} target set", "{year}: {count} targets set", count).format(
        year=year, count=number(count)
    )
    compared, apart = int(sums["difference"].notna().sum()), differing(sums)
    if not compared:
        return start
    if not apart:
        words = ngettext(
            "{count} total agrees with the units' sum", "all {count} totals agree with the units' sums", compared
        )
        return _("{start}; {words}").format(start=start, words=words.format(count=lead(compared, SUMS)))
    words = ngettext(
        "{count} of {compared} totals differs from the units' sum",
        "{count} of {compared} totals differ from the units' sums",
        apart,
    )
    return _("{start}; {words}").format(
        start=start, words=words.format(count=lead(apart, SUMS), compared=lead(compared, SUMS))
    )


def target_sums(sums: pd.DataFrame, of_units: int, links: Links) -> str:
    """The table as HTML.

    sums: rows of `measures.target_sums` with indicator_name, area_name, display_measure, decimals. of_units: how many
    units there are right below the organisation.
    """
    title = escape(_("Sum of the units against the whole"))
    if sums.empty:
        nothing = escape(_("No target has been set for this year."))
        return f'<section class="gb-target-sums"><h2>{title}</h2><p class="gb-quiet">{nothing}</p></section>'
    heads = (_("Indicator"), _("Own target"), _("Sum of the units"), _("Whole less sum"), _("Units with a target"))
    head = "".join(
        f'<th scope="col"{"" if place == 0 else " class=num"}>{escape(words)}</th>' for place, words in enumerate(heads)
    )
    sections = "".join(_area(str(area), part, of_units, links) for area, part in sums.groupby("area_name", sort=False))
    return (
        f'<section class="gb-target-sums" id="gb-target-sums"><h2>{title}</h2>'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="gb-table"><caption class="gb-hidden">{title}</caption>'
        f"<thead><tr>{head}</tr></thead>{sections}</table></div></section>"
    )


def _area(area: str, part: pd.DataFrame, of_units: int, links: Links) -> str:
    apart = differing(part)
    said = ngettext("{count} differs", "{count} differ", apart).format(count=apart) if apart else ""
    body = "".join(_row(row, of_units, links) for _index, row in part.iterrows())
    return (
        f'<tbody><tr class="gb-area"><th scope="rowgroup" colspan="5"><h3>{escape(area)}</h3>'
        f"<span>{escape(said)}</span></th></tr>{body}</tbody>"
    )


def _row(row: pd.Series, of_units: int, links: Links) -> str:
    scale = scale_for((row["own_target"], row["sum_of_parts"]), measure_of(row))
    behind = f"<small>{escape(scale.measure)}</small>" if scale.measure not in ("", "%") else ""
    cells = [
        f"{escape(scaled(row[name], scale))}{behind if pd.notna(row[name]) else ''}"
        for name in ("own_target", "sum_of_parts")
    ]
    apart, css = NOTHING, ""
    if pd.notna(row["difference"]):
        sign = "+" if row["difference"] > 0 else MINUS if row["difference"] < 0 else ""
        apart = f"{sign}{scaled(abs(row['difference']), scale)}"
        css = " gb-differs" if row["difference"] else ""
    return (
        f'<tr><th scope="row">{anchor(links.indicator(row["indicator"]), str(row["indicator_name"]))}</th>'
        + "".join(f'<td class="num">{cell}</td>' for cell in cells)
        + f'<td class="num{css}">{escape(apart)}</td>'
        + f'<td class="num gb-soft">{int(row["parts"])} / {of_units}</td></tr>'
    )
