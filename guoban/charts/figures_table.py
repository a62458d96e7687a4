"""All figures of one indicator, unit by unit, as an HTML table with the organisation's own row on top."""

from html import escape

import pandas as pd

from guoban.charts.figure_notes import figure_notes
from guoban.charts.forecast import method_name, needed
from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, Scale, in_measure, percent, scale_for, scaled, whole
from guoban.charts.status import badge, distances_in_words, done_share
from guoban.text import _

FIGURES = "#gb-figures"
"""Where the table stands on its page."""


def figures_table(rows: pd.DataFrame, root: str, links: Links, picked: str | None = None) -> str:
    """The table as HTML.

    rows: rows of `measures.progress` of one indicator, in the order to be shown; the row of `root` is the roll-up.
    picked: a unit whose row is set off. All amounts stand in one measure, named in the head.
    """
    measure = measure_of(rows.iloc[0])
    amounts = [*rows["value"], *rows["target"], *rows["previous_year"], *rows["forecast"]]
    scale = scale_for(amounts, measure)
    is_ratio = bool((rows["kind"] == "ratio").any())
    methods = {method_name(method) for method in rows["forecast_method"]} - {""}
    method = methods.pop() if len(methods) == 1 else ""
    columns = [
        _("Unit"),
        _("Done"),
        _("Annual target"),
        _("Progress"),
        _("Schedule"),
        _("Status"),
        _("Same day last year"),
        _("Forecast"),
        _("Needed a quarter"),
        _("As of"),
    ]
    if is_ratio:
        columns[2:2] = [_("Numerator"), _("Denominator")]
    words_columns = (_("Unit"), _("Status"))
    below = {_("Forecast"): f'<small class="gb-note">{escape(method)}</small>'}
    head = "".join(
        f'<th scope="col"{"" if words in words_columns else " class=num"}>{escape(words)}{below.get(words, "")}</th>'
        for words in columns
    )
    body = "".join(
        _row(
            row,
            distance,
            scale,
            links,
            is_root=row["unit"] == root,
            is_picked=row["unit"] == picked,
            is_ratio=is_ratio,
            names_method=not method,
        )
        for (_index, row), distance in zip(rows.iterrows(), distances_in_words(rows), strict=True)
    )
    caption = in_measure(_("All figures"), scale.measure)
    return (
        f'<section class="gb-figures" id="gb-figures"><h2>{escape(caption)}</h2>'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="gb-table"><caption class="gb-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></section>"
    )


def _row(
    row: pd.Series,
    distance: str,
    scale: Scale,
    links: Links,
    *,
    is_root: bool,
    is_picked: bool,
    is_ratio: bool,
    names_method: bool,
) -> str:
    css = " ".join(name for name, wanted in (("gb-root", is_root), ("gb-picked", is_picked)) if wanted)
    notes = figure_notes(row)
    small = f'<small class="gb-note">{escape(_("; ").join(notes))}</small>' if notes else ""
    as_of = "" if pd.isna(row["as_of"]) else pd.Timestamp(row["as_of"]).date().isoformat()
    figure = scaled(row["value"], scale)
    cells = [
        anchor(links.source(row["unit"], row["indicator"]), figure) if pd.notna(row["value"]) else figure,
        scaled(row["target"], scale),
        escape(done_share(row["progress"])),
        percent(None if pd.isna(row["target"]) else row["schedule"], 0),
    ]
    if is_ratio:
        parts = Scale(1, None, "")
        cells[1:1] = [scaled(row["numerator"], parts), scaled(row["denominator"], parts)]
    after = [
        scaled(row["previous_year"], scale),
        _forecast(row, scale, names_method=names_method),
        _needed(row, scale),
        as_of,
    ]
    return (
        f'<tr class="{css}"><th scope="row">{anchor(links.unit(row["unit"]), str(row["unit_name"]))}{small}</th>'
        + "".join(f'<td class="num">{cell}</td>' for cell in cells)
        + f"<td>{badge(row['status'], distance)}</td>"
        + "".join(f'<td class="num">{cell}</td>' for cell in after)
        + "</tr>"
    )


def _forecast(row: pd.Series, scale: Scale, *, names_method: bool) -> str:
    written = escape(scaled(whole(row["forecast"], measure_of(row)), scale))
    method = method_name(row["forecast_method"]) if names_method else ""
    return f'{written}<small class="gb-note">{escape(method)}</small>' if method else written


def _needed(row: pd.Series, scale: Scale) -> str:
    if not needed(row):
        return NOTHING
    return scaled(whole(row["needed_per_quarter"], measure_of(row), at_least=True), scale)
