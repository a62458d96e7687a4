"""The units ranked by score, with their tasks on either side of the schedule line.

To the right of the line stand the tasks that reach the schedule, to its left those that do not.
"""

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from guoban.charts.bar_rows import Bar, Column, Mark, Row, Scale, Words, bar_rows
from guoban.charts.ends import ends
from guoban.charts.figure import picture_name
from guoban.charts.links import Links
from guoban.charts.numbers import grouped, percent
from guoban.charts.palette import look
from guoban.charts.standing import shares_by_unit
from guoban.charts.status import css_name
from guoban.charts.view import View, period, source_line
from guoban.text import _, ngettext

_RIGHT = (("on_schedule", "on_schedule"), ("finished", "done"))
_LEFT = (("slightly", "slightly_behind"), ("behind", "behind"), ("not_reported", "not_reported"))
"""Column of the shares and the status it is drawn as, on either side of the line; from the line outwards."""
_NARROWEST = 0.1
"""The least share of tasks that each side has room for, so that an empty one is seen."""


def ranking(scores: pd.DataFrame, rows: pd.DataFrame, view: View, links: Links, heads: int = 0) -> str:
    """One bar a unit as HTML, in the order of `scores`; a unit without a score or a task keeps its place.

    Of very many units the first and the last are drawn, and the subtitle counts those between.

    scores: rows of `measures.appraisal` (unit, unit_name, score, rank, rank_before, step, stars, not_reported).
    rows: rows of `measures.progress` of the same units, the tasks that are drawn.
    heads: the least height of the row of heads, in pixels, to stand level with a table beside it.
    """
    ended = ends(scores)
    scores = ended.rows
    shares = shares_by_unit(rows, list(scores["unit"]))
    left, right = _room(shares, _LEFT), _room(shares, _RIGHT)
    line = left / (left + right)
    drawn = [
        Row(
            name=str(score["unit_name"]),
            address=links.unit(str(score["unit"])),
            bar_address=links.unit(str(score["unit"])),
            bars=[*_bars(share, line, -1 / (left + right), _LEFT), *_bars(share, line, 1 / (left + right), _RIGHT)],
            marks=[Mark(line, "gb-schedule")],
            told=[str(score["unit_name"]), *_rank_lines(score), *_task_lines(share)],
            figures=[_score(score["score"]), f'<span class="gb-soft">{step_words(score["step"])}</span>'],
        )
        for score, share in zip(scores.to_dict(orient="records"), shares.to_dict(orient="records"), strict=True)
    ]
    words = Words(
        _("Units ranked"),
        _("; ").join(
            [
                _("tasks on schedule to the right, others to the left"),
                *ended.told(_("the first {first} and the last {last}; the {count} between are on the appraisal page")),
            ]
        ),
        source_line(view),
        picture_name(period(view.on), _("Units ranked")),
    )
    columns = [Column(_("score"), 44), Column(_("step"), 40)]
    return bar_rows(words, drawn, columns, Scale([(line, _("schedule"))]), heads, ended.fold)


def step_words(step: float | None) -> str:
    """↑2, ↓3, or – where a rank did not move or was not known before."""
    if step is None or pd.isna(step) or int(step) == 0:
        return "–"
    return f"↑{int(step)}" if step > 0 else f"↓{-int(step)}"


def _room(shares: pd.DataFrame, side: tuple[tuple[str, str], ...]) -> float:
    """The share of tasks of the longest bar on a side of the line."""
    longest = sum((shares[name] for name, _status in side), start=pd.Series(0.0, shares.index)).max()
    return _NARROWEST if pd.isna(longest) else max(float(longest), _NARROWEST)


def _bars(share: dict[Hashable, Any], line: float, width: float, side: tuple[tuple[str, str], ...]) -> Iterator[Bar]:
    """The bars of a unit on one side of the line; width: of all its tasks, below nought to the left of the line."""
    edge = line
    for name, status in side:
        if share[name]:
            further = edge + share[name] * width
            yield Bar(min(edge, further), max(edge, further), f"gb-fill-{css_name(status)}")
            edge = further


def _score(score: float) -> str:
    return "–" if pd.isna(score) else f"<b>{grouped(score, 1)}</b>"


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
    for column, status in (*_RIGHT, *_LEFT):
        count = round(shares[column] * total)
        if count:
            yield f"{look(status).sign} {look(status).name} {count} ({percent(shares[column], 0)})"
