"""Rows of bullets: a name, how much of the target is done against the mark of the schedule, the share, the figures.

All shares are of a target, so that small and large units stand side by side and one line shows who is past it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from guoban.charts.palette import INK, INK_SOFT, LINE_STRONG, TARGET, look
from guoban.charts.sheets.fold import MOST, MOST_OF_LONG, ONE_COLUMN
from guoban.charts.sheets.letters import LINE, broken, extent, fitted
from guoban.charts.sheets.paper import BODY, Box, in_lines, line, linked, rect, text
from guoban.charts.status import done_share
from guoban.text import pgettext

_HIGHEST_ROW, _LARGEST = 108.0, 40.0
_SHARE_OF_ROW = 0.8
_SHORTEST_BAR, _MOST_OF_NAMES = 0.24, 0.46
_BETWEEN_COLUMNS = 72
_MOST_SHOWN = 1.5
"""The share of a target at which a bar ends, however much more was done; the number beside it says how much."""
_FOLD = 46.0


@dataclass(frozen=True, slots=True)
class Bullet:
    """One row.

    progress: the share done, None = not known. due: the share due, None = no schedule to compare with.
    figures: what stands at the end of the row, 36 / 50. address: where the row leads.
    """

    name: str
    status: str
    progress: float | None
    due: float | None
    figures: str
    has_target: bool = True
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row, from its left edge."""

    names: float
    bar: float
    share: float
    figures: float
    size: float
    gap: float


def bullet_of(row: pd.Series, name: str, figures: str, address: str = "") -> Bullet:
    """The bullet of a row of `measures.progress`. A level without a schedule is due whole."""
    has_target = row["status"] != "no_target" and pd.notna(row["target"])
    known = pd.notna(row["progress"]) and row["status"] not in ("not_reported", "no_target")
    due = 1.0 if pd.isna(row["schedule"]) else float(row["schedule"])
    return Bullet(
        name,
        str(row["status"]),
        float(row["progress"]) if known else None,
        due if has_target else None,
        figures,
        has_target,
        address,
    )


def share_words(bullets: Sequence[Bullet]) -> list[str]:
    """The share done of each, without decimals unless one would then seem to reach a schedule that it misses."""
    close = any(_seems_equal(each) for each in bullets)
    return [
        done_share(each.progress, 1 if close else 0) if each.progress is not None else _no_share(each.status)
        for each in bullets
    ]


def _no_share(status: str) -> str:
    return pgettext("cell", "not reported") if status == "not_reported" else look(status).name


def _seems_equal(each: Bullet) -> bool:
    if each.progress is None or each.due is None or each.progress == each.due:
        return False
    return math.floor(each.progress * 100 + 0.5) == math.floor(each.due * 100 + 0.5)


def bullets(rows: Sequence[Bullet], box: Box, *, above: int | None = None, between: str = "") -> str:
    """The rows drawn into a box, in one column, in two where they are many.

    above, between: how many rows stand before the place where others are folded, and what is said there.
    """
    if not rows:
        return ""
    columns = 1 if len(rows) <= ONE_COLUMN and not between else 2
    room = box.height - (_FOLD if between else 0)
    first = above if above is not None and between else math.ceil(len(rows) / columns)
    height = min(_HIGHEST_ROW, room / max(first, len(rows) - first))
    width = (box.width - _BETWEEN_COLUMNS * (columns - 1)) / columns
    shares = share_words(rows)
    at = _columns(rows, shares, width, height)
    top = max([1.0, *(each.progress for each in rows if each.progress is not None)])
    scale = at.bar / min(top, _MOST_SHOWN)
    parts = []
    for place in range(columns):
        part = slice(0, first) if place == 0 else slice(first, None)
        x = box.x + place * (width + _BETWEEN_COLUMNS)
        parts.append(_column(rows[part], shares[part], x, box.y, height, at, scale))
    if between:
        parts.append(text(box.x, box.y + room + _FOLD * 0.8, between, BODY, INK_SOFT))
    return "".join(parts)


def with_room(rows: Sequence[Bullet], width: float) -> list[Bullet]:
    """The rows, without their figures where these would leave only a stump of a bar."""
    width = width if len(rows) <= ONE_COLUMN else (width - _BETWEEN_COLUMNS) / 2
    if rows and _columns(rows, share_words(rows), width, BODY).bar < width * _SHORTEST_BAR:
        return [replace(each, figures="") for each in rows]
    return list(rows)


def most_rows(names: Iterable[str], width: float) -> int:
    """How many rows to draw of more than can be drawn: fewer where names are so long that they take two lines."""
    column = (width - _BETWEEN_COLUMNS) / 2
    longest = max((extent(name, BODY) for name in names), default=0.0)
    return MOST if longest <= column * _MOST_OF_NAMES else MOST_OF_LONG


def _columns(rows: Sequence[Bullet], shares: Sequence[str], width: float, height: float) -> _Columns:
    """Widths that suit every row. Where bars would become short, letters become smaller, then names are broken."""
    least, largest = width * _SHORTEST_BAR, max(float(BODY), min(_LARGEST, height * 0.46))
    at = _widths(rows, shares, width, largest)
    while at.bar < least and at.size > BODY:
        at = _widths(rows, shares, width, max(float(BODY), at.size - 2))
    if at.bar < least and height >= 2 * at.size * LINE:
        wanted = at.names - (least - at.bar)
        narrower = max(wanted, *(_narrowest(each.name, at.size, at.names) for each in rows))
        return replace(at, names=narrower, bar=at.bar + at.names - narrower)
    return at


def _widths(rows: Sequence[Bullet], shares: Sequence[str], width: float, size: float) -> _Columns:
    gap = size * 0.7
    share = max(extent(words, size, bold=True) for words in shares) + size * 1.6  # a sign behind each
    figures = max(extent(each.figures, size) for each in rows)
    names = min(max(extent(each.name, size) for each in rows) + 2, width * _MOST_OF_NAMES)
    bar = width - names - share - figures - gap * (3 if figures else 2)
    return _Columns(names, bar, share, figures, size, gap)


def _narrowest(name: str, size: float, most: float) -> float:
    """Half of a name, or as much of it as its longest word takes: the narrowest it is broken to."""
    return max(min(most, extent(part, size)) for part in broken(name, max(extent(name, size) / 2 + size, 1), size)) + 2


def _column(
    rows: Sequence[Bullet], shares: Sequence[str], x: float, y: float, height: float, at: _Columns, scale: float
) -> str:
    """Rows under each other, the line of the schedule through all of them where it is the same for all."""
    parts = []
    dues = {each.due for each in rows if each.due is not None}
    bar_x = x + at.names + at.gap
    for place, (each, words) in enumerate(zip(rows, shares, strict=True)):
        middle = y + (place + 0.5) * height
        parts.append(_row(each, words, x, middle, height, at, scale))
        if each.due is not None and len(dues) > 1:
            half = height * 0.40
            parts.append(line(bar_x + each.due * scale, middle - half, bar_x + each.due * scale, middle + half, INK, 4))
    if len(dues) == 1:
        due_x = bar_x + dues.pop() * scale
        parts.append(line(due_x, y + height * 0.06, due_x, y + (len(rows) - 0.06) * height, INK, 4))
    return "".join(parts)


def _row(each: Bullet, words: str, x: float, middle: float, height: float, at: _Columns, scale: float) -> str:
    shown = look(each.status)
    name = fitted(each.name, at.names, height * 0.96, at.size)
    parts = [in_lines(x, middle, name.lines, name.size)]
    bar_x, thick = x + at.names + at.gap, min(height * _SHARE_OF_ROW, 56.0)
    if each.has_target:
        parts.append(rect(bar_x, middle - thick / 2, scale, thick, TARGET, LINE_STRONG))
    if each.progress is not None and each.progress > 0:
        length, inner = min(each.progress, _MOST_SHOWN) * scale, thick * 0.62
        parts.append(rect(bar_x, middle - inner / 2, length, inner, shown.fill, shown.edge))
    end = bar_x + at.bar + at.gap + at.share
    share_x = end - at.size * 1.6
    parts.append(text(share_x, middle + at.size * 0.36, words, at.size, shown.text, bold=True, anchor="end"))
    parts.append(text(end - at.size / 2, middle + at.size * 0.36, shown.sign, at.size, shown.text, anchor="middle"))
    if at.figures:
        parts.append(
            text(end + at.gap + at.figures, middle + at.size * 0.36, each.figures, at.size, INK_SOFT, anchor="end")
        )
    return linked(each.address, "".join(parts))


def told(rows: Iterable[Bullet]) -> list[str]:
    """The rows in words, for those who do not see them."""
    listed = list(rows)
    return [
        " ".join(dict.fromkeys(part for part in (each.name, words, look(each.status).name, each.figures) if part))
        for each, words in zip(listed, share_words(listed), strict=True)
    ]
