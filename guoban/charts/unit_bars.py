"""One indicator over the units, one row a unit.

The target is a pale bar, what is done a bar in its status colour on it, the schedule a mark across.
"""

import math
import re
from collections.abc import Iterator
from html import escape

import pandas as pd

from guoban.charts.bar_rows import NAME_SIZE, Bar, Column, Mark, Row, Words, bar_rows
from guoban.charts.bar_rows import Scale as DrawnScale
from guoban.charts.ends import ends
from guoban.charts.even_marks import even_marks
from guoban.charts.figure import picture_name, text_width
from guoban.charts.headline import indicator_subline
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, PERCENT, Scale, scale_for, scaled
from guoban.charts.palette import look
from guoban.charts.standing import distance, value_due
from guoban.charts.status import css_name, distances_in_words, done_share
from guoban.charts.view import View, period, source_line
from guoban.text import _

_TAG = re.compile(r"<[^>]*>")


def by_progress(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows from the furthest ahead to the furthest behind; at the foot, in roster order, those without a place."""
    ahead = distance(rows).where(~rows["status"].isin(("no_target", "not_reported")))
    ranked = rows.assign(ahead=ahead).sort_values(
        ["ahead", "unit_position"], ascending=[False, True], na_position="last", kind="stable"
    )
    return ranked.drop(columns="ahead")


def unit_bars(
    rows: pd.DataFrame,
    own: pd.Series,
    view: View,
    links: Links,
    picked: str | None = None,
    peers: pd.DataFrame | None = None,
) -> str:
    """The bars as HTML, in the order of `rows`; every unit keeps its row, whether it has reported or not.

    Of very many units the first and the last are drawn, and the subtitle counts those between.

    rows: rows of `measures.progress` of one indicator, one a unit, all in one measure.
    own: the organisation's row of the same indicator. picked: the code of a unit to be set in bold.
    peers: rows of `measures.peers` of the same indicator, marked on the bars; None = no marks.
    """
    measure = measure_of(own)
    scale = scale_for([*rows["value"], *rows["target"]], measure)
    ended = ends(rows)
    rows = ended.rows
    each = [row for _index, row in rows.iterrows()]
    middles = _middles(peers)
    marked = [*map(_due, each), *(value for value, _progress in middles.values())]
    axis = _Axis(_known([*rows["value"], *rows["target"], *marked], scale))
    figures, standings = [_figures(row, scale) for row in each], [_standing(row) for row in each]
    drawn = [
        Row(
            name=str(row["unit_name"]),
            address=links.unit(str(row["unit"])),
            bar_address=links.source(str(row["unit"]), str(row["indicator"])),
            bars=list(_bars(row, scale, axis)),
            marks=list(_marks(row, middles, scale, axis)),
            told=[*_told(row, scale, distance_words), *_middle_words(row, middles)],
            figures=[done, standing],
            picked=row["unit"] == picked,
        )
        for row, distance_words, done, standing in zip(each, distances_in_words(rows), figures, standings, strict=True)
    ]
    words = Words(
        _("{name}, unit by unit").format(name=own["indicator_name"]),
        _("; ").join(
            [
                indicator_subline(own, measure),
                *ended.told(
                    _("the first {first} and the last {last}; the {count} between are in the table of the page")
                ),
            ]
        ),
        source_line(view),
        picture_name(period(view.on), str(own["indicator_name"])),
        _legend(with_middles=bool(middles)),
    )
    columns = [
        Column(_("done / target"), _column_width(figures, _("done / target"))),
        Column(_("progress"), _column_width(standings, _("progress"))),
    ]
    labels = [(axis.share(mark), scaled(mark * scale.divisor, scale)) for mark in axis.marks]
    return bar_rows(words, drawn, columns, DrawnScale(labels, below=True, lined=True), fold=ended.fold)


class _Axis:
    """Figures as shares of the drawing's width, which begins at nought or at the least figure below it."""

    def __init__(self, values: list[float]) -> None:
        self.marks = even_marks(min([0.0, *values]), max([0.0, *values]))

    def share(self, value: float) -> float:
        return (value - self.marks[0]) / (self.marks[-1] - self.marks[0])


def _bars(row: pd.Series, scale: Scale, axis: _Axis) -> Iterator[Bar]:
    for name, css in (("target", "gb-target"), ("value", f"gb-done gb-fill-{css_name(row['status'])}")):
        if pd.notna(row[name]):
            nought, end = axis.share(0.0), axis.share(float(row[name]) / scale.divisor)
            yield Bar(min(nought, end), max(nought, end), css)


def _marks(row: pd.Series, middles: dict[str, tuple[float, float]], scale: Scale, axis: _Axis) -> Iterator[Mark]:
    due = _due(row)
    if due is not None:
        yield Mark(axis.share(due / scale.divisor), "gb-due")
    if row["unit"] in middles:
        yield Mark(axis.share(middles[row["unit"]][0] / scale.divisor), "gb-middle")


def _middle_words(row: pd.Series, middles: dict[str, tuple[float, float]]) -> Iterator[str]:
    if row["unit"] in middles:
        yield _("middle of its kind {share}").format(share=done_share(middles[row["unit"]][1]))


def _legend(*, with_middles: bool) -> str:
    keys = [("gb-swatch gb-target", _("annual target")), ("gb-due", _("schedule"))]
    keys += [("gb-middle", _("median of its kind"))] if with_middles else []
    return "".join(f'<span><i class="{css}" aria-hidden="true"></i>{escape(words)}</span>' for css, words in keys)


def _middles(peers: pd.DataFrame | None) -> dict[str, tuple[float, float]]:
    """Unit → where it would stand at the median progress of its kind, and that progress; not of those without one."""
    if peers is None:
        return {}
    known = peers[peers["peer_value"].notna()]
    columns = (known["unit"], known["peer_value"].astype(float), known["peer_progress"].astype(float))
    return {str(unit): (value, progress) for unit, value, progress in zip(*columns, strict=True)}


def _column_width(texts: list[str], head: str) -> int:
    """Room for the widest of the texts, without their tags, and for the head of the column."""
    widest = max((text_width(_TAG.sub("", text), NAME_SIZE) for text in texts), default=0.0)
    return math.ceil(max(widest, text_width(head, 12))) + 14


def _figures(row: pd.Series, scale: Scale) -> str:
    done = scaled(row["value"], scale) if pd.notna(row["value"]) else NOTHING
    if pd.isna(row["target"]):
        return done
    return f'{done} <span class="gb-soft">/ {scaled(row["target"], scale)}</span>'


def _standing(row: pd.Series) -> str:
    shown = look(row["status"])
    if row["status"] in ("not_reported", "no_target") or pd.isna(row["progress"]):
        return f"{escape(shown.name)} {shown.sign}"
    share = escape(done_share(row["progress"], 0))
    return f'{share} <span class="gb-is-{css_name(row["status"])}">{shown.sign}</span>'


def _told(row: pd.Series, scale: Scale, distance_words: str) -> list[str]:
    shown = look(row["status"])
    measure = "" if scale.measure == PERCENT else f" {scale.measure}"
    figures = _("{done} of {target}").format(done=scaled(row["value"], scale), target=scaled(row["target"], scale))
    lines = [f"{row['unit_name']}  {shown.sign} {shown.name}", figures + measure]
    if pd.notna(row["progress"]):
        lines.append(done_share(row["progress"]) + (f" · {distance_words}" if distance_words else ""))
    return lines


def _due(row: pd.Series) -> float | None:
    return value_due(
        row["schedule"],
        target=row["target"],
        baseline=row["baseline"],
        kind=row["kind"],
        direction=row["direction"],
    )


def _known(values: list[float | None], scale: Scale) -> list[float]:
    return [float(value) / scale.divisor for value in values if value is not None and pd.notna(value)]
