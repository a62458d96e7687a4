"""The units ranked by score, with their tasks on either side of the schedule line.

To the right of the line stand the tasks that reach the schedule, to its left those that do not.
"""

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from guoban.charts.ends import Ends, ends
from guoban.charts.figure import Trace, bar, framed, plain
from guoban.charts.links import Links
from guoban.charts.numbers import grouped, percent
from guoban.charts.palette import INK, INK_SOFT, look
from guoban.charts.standing import shares_by_unit
from guoban.charts.unit_rows import ROW, Column, figure_columns, fold_line, names_axis, names_margin
from guoban.charts.view import View, source_line
from guoban.text import _, ngettext

WIDTH = 376
"""The narrowest the figure is shown on a wide screen, in pixels."""

_SIDES = (
    ("on_schedule", "on_schedule", 1),
    ("finished", "done", 1),
    ("slightly", "slightly_behind", -1),
    ("behind", "behind", -1),
    ("not_reported", "not_reported", -1),
)
"""Column of the shares, the status it is drawn as, and the side of the line; from the line outwards."""


def ranking(scores: pd.DataFrame, rows: pd.DataFrame, view: View, links: Links, head: int = 0) -> go.Figure:
    """One bar a unit, in the order of `scores`; a unit without a score or a task keeps its place.

    Of very many units the first and the last are drawn, and the subtitle counts those between.

    scores: rows of `measures.appraisal` (unit, unit_name, score, rank, rank_before, step, stars, not_reported).
    rows: rows of `measures.progress` of the same units, the tasks that are drawn.
    head: the least height above the first bar, in pixels, to stand level with a table beside it.
    """
    drawn = ends(scores)
    scores = drawn.rows
    codes, names = list(scores["unit"]), [str(name) for name in scores["unit_name"]]
    shares = shares_by_unit(rows, codes)
    height = max(1, len(codes))
    each = zip(scores.to_dict(orient="records"), shares.to_dict(orient="records"), strict=True)
    traces = _bars(shares, [_hover(row, share) for row, share in each])
    columns = figure_columns([
        Column(_("score"), [_score(score) for score in scores["score"]], 42),
        Column(_("step"), [_step(step) for step in scores["step"]], 38),
    ])  # fmt: skip
    line = {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": height - 0.5, "line": {"color": INK, "width": 2}}
    layout = {
        "barmode": "relative",
        "clickmode": "event+select",
        "shapes": [line, *fold_line(drawn.above, drawn.between)],
        "xaxis": _schedule_axis(shares),
        "yaxis": names_axis(names, codes, links),
    }
    return framed(
        traces + columns.traces,
        layout | columns.layout,
        notes=columns.heads,
        title=_("Units ranked"),
        subtitle=_("; ").join([_("tasks on schedule to the right, others to the left"), *_between(drawn)]),
        source=source_line(view),
        height=ROW * height,
        left=names_margin(names),
        right=columns.margin,
        width=WIDTH,
        top=22,
        head=head,
    )


def step_words(step: float | None) -> str:
    """↑2, ↓3, or – where a rank did not move or was not known before."""
    if step is None or pd.isna(step) or int(step) == 0:
        return "–"
    return f"↑{int(step)}" if step > 0 else f"↓{-int(step)}"


def _between(drawn: Ends) -> list[str]:
    """Where the units are that are not drawn; nothing where all are."""
    if not drawn.between:
        return []
    words = _("the first {first} and the last {last}; the {count} between are on the appraisal page")
    return [words.format(first=drawn.above, last=drawn.below, count=drawn.between)]


def _bars(shares: pd.DataFrame, hover: list[str]) -> list[Trace]:
    """One trace a status; a click on any of a unit's bars gives its code (customdata)."""
    traces = []
    for name, status, side in _SIDES:
        shown = look(status)
        traces.append(
            bar(
                name=f"{shown.sign} {shown.name}",
                x=[share * side for share in shares[name]],
                y=list(range(len(shares))),
                width=0.64,
                marker={"color": shown.fill, "line": {"color": shown.edge, "width": 0.75}},
                customdata=list(shares.index),
                hovertext=hover,
                hoverinfo="text",
                showlegend=False,
            )
        )
    return traces


def _schedule_axis(shares: pd.DataFrame) -> dict[str, object]:
    """From the longest bar on the left to the longest on the right; at least a tenth, so that an empty side is seen."""
    left = float((shares["slightly"] + shares["behind"] + shares["not_reported"]).max() or 0.0)
    right = float((shares["on_schedule"] + shares["finished"]).max() or 0.0)
    return {
        "range": [-max(left, 0.1), max(right, 0.1)] if len(shares) else [-0.5, 0.5],
        "side": "top",
        "tickvals": [0],
        "ticktext": [_("schedule")],
        "tickfont": {"size": 12, "color": INK},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _score(score: float) -> str:
    return "–" if pd.isna(score) else f"<b>{grouped(score, 1)}</b>"


def _step(step: float) -> str:
    return f"<span style='color:{INK_SOFT}'>{step_words(step)}</span>"


def _hover(row: dict[Hashable, Any], shares: dict[Hashable, Any]) -> str:
    return "<br>".join([f"<b>{plain(str(row['unit_name']))}</b>", *_rank_lines(row), *_task_lines(shares)])


def _rank_lines(row: dict[Hashable, Any]) -> Iterator[str]:
    if pd.notna(row["score"]):
        words = _("score {score}, rank {rank}").format(score=grouped(row["score"], 1), rank=int(row["rank"]))
        stars = 0 if pd.isna(row["stars"]) else int(row["stars"])
        yield f"{words}  {'★' * stars}".rstrip()
    if pd.notna(row["rank_before"]):
        yield _("rank at the end of last quarter {rank}").format(rank=int(row["rank_before"]))


def _task_lines(shares: dict[Hashable, Any]) -> Iterator[str]:
    total = int(shares["tasks"])
    yield ngettext("{count} task", "{count} tasks", total).format(count=total)
    for column, status, _side in _SIDES:
        count = round(shares[column] * total)
        if count:
            yield f"{look(status).sign} {look(status).name} {count} ({percent(shares[column], 0)})"
