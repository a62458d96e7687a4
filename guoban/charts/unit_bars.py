"""One indicator over the units, one row a unit.

The target is a pale bar, what is done a bar in its status colour on it, the schedule a mark across.
"""

import math
import re

import pandas as pd
import plotly.graph_objects as go

from guoban.charts.ends import Ends, ends
from guoban.charts.figure import Trace, bar, framed, legend_row, number_axis, plain, scatter, text_width
from guoban.charts.headline import indicator_subline
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, PERCENT, Scale, scale_for, scaled
from guoban.charts.palette import INK, INK_SOFT, LINE_STRONG, PAPER, TARGET, look
from guoban.charts.standing import distance, value_due
from guoban.charts.status import distances_in_words, done_share
from guoban.charts.unit_rows import NAME_SIZE, ROW, Column, figure_columns, fold_line, names_axis, names_margin
from guoban.charts.view import View, source_line
from guoban.text import _

WIDTH = 560
ROW_HEIGHT = ROW + 2
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
) -> go.Figure:
    """The bars, in the order of `rows`; every unit keeps its row, whether it has reported or not.

    Of very many units the first and the last are drawn, and the subtitle counts those between.

    rows: rows of `measures.progress` of one indicator, one a unit, all in one measure.
    own: the organisation's row of the same indicator. picked: a unit to be set in bold.
    peers: rows of `measures.peers` of the same indicator, marked on the bars; None = no marks.
    """
    measure = measure_of(own)
    scale = scale_for([*rows["value"], *rows["target"]], measure)
    drawn = ends(rows)
    rows = drawn.rows
    codes, names = list(rows["unit"]), [str(name) for name in rows["unit_name"]]
    each = [row for _index, row in rows.iterrows()]
    traces = [*_bars(each, scale, _hovers(rows, scale)), *_peer_marks(codes, peers, scale)]
    figures, standings = [_figures(row, scale) for row in each], [_standing(row) for row in each]
    columns = figure_columns([
        Column(_("done / target"), figures, _column_width(figures, _("done / target"))),
        Column(_("progress"), standings, _column_width(standings, _("progress"))),
    ])  # fmt: skip
    layout = {
        "barmode": "overlay",
        "clickmode": "event+select",
        "legend": legend_row(),
        "shapes": fold_line(drawn.above, drawn.between),
        "xaxis": {"rangemode": "tozero", "side": "bottom", **number_axis(scale.measure)},
        "yaxis": names_axis(names, codes, links, picked) | {"linecolor": LINE_STRONG},
    }
    return framed(
        traces + columns.traces,
        layout | columns.layout,
        notes=columns.heads,
        title=_("{name}, unit by unit").format(name=own["indicator_name"]),
        subtitle=_("; ").join([indicator_subline(own, measure), *_between(drawn)]),
        source=source_line(view),
        height=ROW_HEIGHT * max(1, len(rows)),
        left=names_margin(names),
        right=columns.margin,
        width=WIDTH,
        top=28,
        bottom=24,
    )


def _between(drawn: Ends) -> list[str]:
    """Where the units are that are not drawn; nothing where all are."""
    if not drawn.between:
        return []
    words = _("the first {first} and the last {last}; the {count} between are in the table of the page")
    return [words.format(first=drawn.above, last=drawn.below, count=drawn.between)]


def _bars(each: list[pd.Series], scale: Scale, hovers: list[str]) -> list[Trace]:
    """Target, done and schedule; a click on a unit's bar gives its code (customdata)."""
    places = list(range(len(each)))
    looks = [look(row["status"]) for row in each]
    edges = {"color": [shown.edge for shown in looks], "width": 1}
    target = bar(
        name=_("annual target"),
        x=[_on(row["target"], scale) for row in each],
        y=places,
        width=0.8,
        marker={"color": TARGET, "line": {"color": LINE_STRONG, "width": 0.5}},
        hoverinfo="skip",
    )
    done = bar(
        name=_("done so far"),
        x=[_on(row["value"], scale) for row in each],
        y=places,
        width=0.46,
        marker={"color": [shown.fill for shown in looks], "line": edges},
        customdata=[row["unit"] for row in each],
        hovertext=hovers,
        hoverinfo="text",
        showlegend=False,
    )
    schedule = scatter(
        name=_("schedule"),
        x=[_on(_due(row), scale) for row in each],
        y=places,
        mode="markers",
        marker={"symbol": "line-ns", "size": 10, "line": {"color": INK, "width": 2.5}},
        hoverinfo="skip",
    )
    return [target, done, schedule]


def _peer_marks(codes: list[str], peers: pd.DataFrame | None, scale: Scale) -> list[Trace]:
    """Where each unit would stand at the median progress of its kind; units without one have no mark."""
    if peers is None or peers.empty:
        return []
    places = {code: place for place, code in enumerate(codes)}
    marked = peers[peers["unit"].isin(places) & peers["peer_value"].notna()].to_dict(orient="records")
    hovers = [_("middle of its kind {share}").format(share=done_share(each["peer_progress"])) for each in marked]
    marks = scatter(
        name=_("median of its kind"),
        x=[_on(each["peer_value"], scale) for each in marked],
        y=[places[each["unit"]] for each in marked],
        mode="markers",
        marker={"symbol": "diamond", "size": 8, "color": PAPER, "line": {"color": INK, "width": 1.5}},
        hovertext=[plain(words) for words in hovers],
        hoverinfo="text",
        showlegend=False,  # a third entry would not find room beside the others; the page says what ◇ means
    )
    return [marks]


def _column_width(texts: list[str], head: str) -> int:
    """Room for the widest of the texts, without their tags, and for the head of the column."""
    widest = max((text_width(_TAG.sub("", text), NAME_SIZE) for text in texts), default=0.0)
    return math.ceil(max(widest, text_width(head, 12))) + 14


def _figures(row: pd.Series, scale: Scale) -> str:
    done = scaled(row["value"], scale) if pd.notna(row["value"]) else NOTHING
    if pd.isna(row["target"]):
        return done
    return f"{done} <span style='color:{INK_SOFT}'>/ {scaled(row['target'], scale)}</span>"


def _standing(row: pd.Series) -> str:
    shown = look(row["status"])
    if row["status"] in ("not_reported", "no_target") or pd.isna(row["progress"]):
        return f"{shown.name} {shown.sign}"
    return f"{plain(done_share(row['progress'], 0))} <span style='color:{shown.text}'>{shown.sign}</span>"


def _hovers(rows: pd.DataFrame, scale: Scale) -> list[str]:
    measure = "" if scale.measure == PERCENT else f" {plain(scale.measure)}"
    texts = []
    for (_index, row), words in zip(rows.iterrows(), distances_in_words(rows), strict=True):
        shown = look(row["status"])
        figures = _("{done} of {target}").format(done=scaled(row["value"], scale), target=scaled(row["target"], scale))
        lines = [f"<b>{plain(str(row['unit_name']))}</b>  {shown.sign} {shown.name}", figures + measure]
        if pd.notna(row["progress"]):
            lines.append(plain(done_share(row["progress"])) + (f" · {words}" if words else ""))
        texts.append("<br>".join(lines))
    return texts


def _due(row: pd.Series) -> float | None:
    return value_due(
        row["schedule"],
        target=row["target"],
        baseline=row["baseline"],
        kind=row["kind"],
        direction=row["direction"],
    )


def _on(value: float | None, scale: Scale) -> float | None:
    return None if value is None or pd.isna(value) else float(value) / scale.divisor
