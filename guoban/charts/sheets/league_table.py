"""The ranking on a sheet: the scores, best first, and beside them who has come forward since last quarter."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from guoban.charts.links import Links
from guoban.charts.numbers import NOTHING, grouped
from guoban.charts.palette import INK, INK_SOFT, LINE, LINE_STRONG, look
from guoban.charts.ranking import step_words
from guoban.charts.sheets.fold import ONE_COLUMN
from guoban.charts.sheets.letters import extent, fitted
from guoban.charts.sheets.paper import BODY, Box, in_lines, line, linked, rect, text
from guoban.text import _

_HEAD, _HEAD_SIZE = 58.0, 34.0
_HIGHEST_ROW, _LARGEST = 76.0, 38.0
_SHARE_OF_SCORES = 0.68
_BETWEEN = 72.0
_FOLD = 46.0
_UP, _DOWN = look("on_schedule").text, look("behind").text


@dataclass(frozen=True, slots=True)
class Place:
    """A row: rank, name, score and step as they are written; share: of the best score, for the bar.

    address: where it leads.
    """

    rank: str
    name: str
    score: str
    step: str
    share: float
    absent: bool = False
    address: str = ""


def places(scores: pd.DataFrame, absent: Iterable[str], links: Links) -> list[Place]:
    """The rows of `measures.appraisal` as they are written, in the order given."""
    away = set(absent)
    best = scores["score"].max()
    return [
        Place(
            NOTHING if pd.isna(row["rank"]) else str(int(row["rank"])),
            str(row["unit_name"]),
            NOTHING if pd.isna(row["score"]) else grouped(row["score"], 1),
            look("not_reported").sign if row["unit"] in away else step_words(row["step"]),
            0.0 if pd.isna(row["score"]) or not best > 0 else max(0.0, float(row["score"] / best)),
            row["unit"] in away,
            links.unit(row["unit"]),
        )
        for row in scores.to_dict(orient="records")
    ]


def progress_list(scores: pd.DataFrame, links: Links) -> list[Place]:
    """The units that have risen, furthest first, with their ranks before and now in place of a score."""
    risen = scores[scores["step"].notna() & (scores["step"].fillna(0) > 0)]
    ordered = risen.sort_values(["step", "rank", "unit_position"], ascending=[False, True, True], kind="stable")
    return [
        Place(
            step_words(row["step"]),
            str(row["unit_name"]),
            _("{before} → {now}").format(before=int(row["rank_before"]), now=int(row["rank"])),
            "",
            0.0,
            address=links.unit(row["unit"]),
        )
        for row in ordered.to_dict(orient="records")
    ]


def league_table(
    ranked: Sequence[Place], risen: Sequence[Place], nothing_risen: str, box: Box, *, above: int, between: str
) -> str:
    """Both lists drawn into a box; above, between: as in `bullets`. nothing_risen: said where nobody has risen."""
    width = box.width * _SHARE_OF_SCORES - _BETWEEN / 2
    parts = [_scores(ranked, Box(box.x, box.y, width, box.height), above, between)]
    x = box.x + width + _BETWEEN
    beside = Box(x, box.y, box.x + box.width - x, box.height)
    parts.append(line(x - _BETWEEN / 2, box.y + 4, x - _BETWEEN / 2, box.bottom - 4, LINE, 2))
    parts.append(text(x, box.y + _HEAD_SIZE * 0.95, _("Forward since last quarter"), _HEAD_SIZE, bold=True))
    below = Box(x, box.y + _HEAD, beside.width, beside.height - _HEAD)
    if not risen:
        fits = fitted(nothing_risen, below.width, below.height, BODY)
        parts.append(in_lines(x, below.y + BODY * len(fits.lines) * 0.7, fits.lines, fits.size, INK_SOFT))
        return "".join(parts)
    parts.append(_risen(risen, below))
    return "".join(parts)


def _scores(ranked: Sequence[Place], box: Box, above: int, between: str) -> str:
    columns = 1 if len(ranked) <= ONE_COLUMN and not between else 2
    first = above if between else math.ceil(len(ranked) / columns)
    room = box.height - _HEAD - (_FOLD if between else 0)
    height = min(_HIGHEST_ROW, room / max(first, len(ranked) - first, 1))
    width = (box.width - _BETWEEN * (columns - 1)) / columns
    parts = [text(box.x, box.y + _HEAD_SIZE * 0.95, _("Scores"), _HEAD_SIZE, bold=True)]
    for column in range(columns):
        part = ranked[:first] if column == 0 else ranked[first:]
        x = box.x + column * (width + _BETWEEN)
        parts.append(_rows(part, Box(x, box.y + _HEAD, width, room), height, bars=columns == 1))
    if between:
        parts.append(text(box.x, box.bottom - _FOLD * 0.2, between, BODY, INK_SOFT))
    return "".join(parts)


def _risen(risen: Sequence[Place], box: Box) -> str:
    """As many as have room at the size of the others, then how many more there are."""
    height = 52.0
    most = int(box.height // height)
    shown = risen if len(risen) <= most else risen[: most - 1]
    parts = [_rows(shown, box, height, bars=False, rank_colour=_UP)]
    if len(shown) < len(risen):
        words = _("and {count} more").format(count=len(risen) - len(shown))
        parts.append(text(box.x, box.y + (len(shown) + 0.65) * height, words, BODY, INK_SOFT))
    return "".join(parts)


def _rows(rows: Sequence[Place], box: Box, height: float, *, bars: bool, rank_colour: str = INK_SOFT) -> str:
    """Rank, name, score and step of each row; names take what the others leave."""
    if not rows:
        return ""
    size = max(float(BODY), min(_LARGEST, height * 0.5))
    gap = size * 0.6
    ranks, scores, steps = (
        max(extent(words, size, bold=True) for words in column)
        for column in ([each.rank for each in rows], [each.score for each in rows], [each.step for each in rows])
    )
    left = box.width - ranks - scores - steps - gap * (3 if steps else 2)
    names = min(left, max(extent(each.name, size) for each in rows) + 2) if bars else left
    end = box.x + box.width
    parts = []
    for place, each in enumerate(rows):
        middle = box.y + (place + 0.5) * height
        base = middle + size * 0.36
        drawing = [text(box.x + ranks, base, each.rank, size, rank_colour, bold=True, anchor="end")]
        fits = fitted(each.name, names, height * 0.96, size)
        drawing.append(in_lines(box.x + ranks + gap, middle, fits.lines, fits.size))
        if bars and left - names > 120 and each.share:
            room = left - names - gap
            drawing.append(
                rect(box.x + ranks + 2 * gap + names, middle - height * 0.25, room * each.share, height * 0.5,
                     look("no_target").fill, LINE_STRONG)
            )  # fmt: skip
        drawing.append(text(end - steps - (gap if steps else 0), base, each.score, size, INK, bold=True, anchor="end"))
        if each.step:
            drawing.append(text(end, base, each.step, size, _step_colour(each), anchor="end"))
        parts.append(linked(each.address, "".join(drawing)))
    return "".join(parts)


def _step_colour(each: Place) -> str:
    if each.step.startswith("↑"):
        return _UP
    return _DOWN if each.step.startswith("↓") else INK_SOFT
