"""A status in words and as a badge: sign, word, and how far from the schedule."""

from html import escape

import pandas as pd

from guoban.charts.numbers import percent, points
from guoban.charts.palette import look
from guoban.charts.row import Row
from guoban.charts.standing import LEVELS, distance
from guoban.text import _

LEVEL_STATUSES = ("met", "near", "not_met")


def badge(status: str, more: str = "") -> str:
    """Sign and word of a status as HTML, with further words behind it."""
    shown = look(status)
    tail = f'<span class="gb-more">{escape(more)}</span>' if more else ""
    sign = f'<i aria-hidden="true">{shown.sign}</i>'
    return f'<span class="gb-badge gb-is-{css_name(status)}">{sign}{escape(shown.name)}{tail}</span>'


def css_name(status: str) -> str:
    """The status as it stands in class names."""
    return status.replace("_", "-")


def distances_in_words(rows: pd.DataFrame) -> list[str]:
    """For each row how far it is from its schedule: 快 6.0 个百分点; empty where nothing can be said."""
    gaps = distance(rows).where(~(rows["progress"] < 0))  # below last year's close, points of a rise say nothing
    return [
        distance_words(status, gap, direction, year_done=status == "done")
        for status, gap, direction in zip(rows["status"], gaps, rows["direction"], strict=True)
    ]


def distance_words(status: str, gap: float, direction: str, *, year_done: bool = False) -> str:
    """One distance, a fraction of 1 (positive = ahead), in words. Levels met or not met have none."""
    if pd.isna(gap) or status in ("not_reported", "no_target", *LEVEL_STATUSES):
        return ""
    if gap == 0:
        return _("exactly on schedule") if not year_done else ""
    if direction == "lower":
        words = _("{points} under the schedule") if gap > 0 else _("{points} over the schedule")
    else:
        words = _("{points} ahead") if gap > 0 else _("{points} short")
    return words.format(points=points(gap))


def done_share(progress: float | None, decimals: int = 1) -> str:
    """The share done as per cent; how far a level fell below its baseline is no share of a rise, and is written <0."""
    if progress is not None and progress < 0:
        return "<0"
    return percent(progress, decimals)


def progress_words(row: Row, *, with_schedule: bool = True) -> str:
    """How much is done: 完成56.0%，序时进度50%; 已用60.0% of a cap; 增量完成39.1% of a level with a known baseline."""
    if pd.isna(row["progress"]):
        return ""
    words = _share_words(row)
    if not with_schedule or pd.isna(row["schedule"]) or row["status"] in LEVEL_STATUSES:
        return words
    decimals = 0 if round(row["schedule"] * 100, 6).is_integer() else 1
    schedule = _("schedule {share}").format(share=percent(row["schedule"], decimals))
    return _("{first}, {second}").format(first=words, second=schedule)


def _share_words(row: Row) -> str:
    share = percent(row["progress"])
    if row["direction"] == "lower":
        return _("{share} used").format(share=share)
    if row["kind"] in LEVELS and pd.notna(row["baseline"]) and row["baseline"] < row["target"]:
        return (
            _("below last year's close") if row["progress"] < 0 else _("{share} of the rise done").format(share=share)
        )
    return _("{share} done").format(share=share)
