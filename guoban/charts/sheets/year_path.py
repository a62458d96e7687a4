"""The path of a year on a sheet: this year so far, the schedule, last year; quarters below, figures at the left."""

from datetime import date

from guoban.charts.even_marks import even_marks
from guoban.charts.numbers import Scale, scaled
from guoban.charts.palette import INK, INK_SOFT, LAST_YEAR, LINE, LINE_STRONG, PAPER
from guoban.charts.sheets.letters import extent
from guoban.charts.sheets.paper import BODY, Box, Key, line, stroke_key, text
from guoban.charts.sparkline import share_of_year
from guoban.charts.view import QUARTER_ENDS
from guoban.charts.year_points import Line, YearPoints
from guoban.text import _

_DASHES, _DOTS = "10 12", "1 11"


def year_keys(points: YearPoints, forecast: float | None) -> list[Key]:
    """What each line means."""
    keys = []
    if points.this_year:
        keys.append(stroke_key(_("this year"), INK, 7))
    if points.this_year and forecast is not None:
        keys.append(stroke_key(_("forecast"), INK, 5, _DOTS))
    if points.schedule:
        keys.append(stroke_key(_("schedule"), INK_SOFT, 4, _DASHES))
    if points.last_year:
        keys.append(stroke_key(_("last year"), LAST_YEAR, 4))
    return keys


def year_path(points: YearPoints, forecast: float | None, scale: Scale, year: int, box: Box) -> str:
    """The lines drawn into a box; forecast: for 31 December. scale: how the figures at the axis are written."""
    ahead: Line = ()
    if points.this_year and forecast is not None:
        ahead = (points.this_year[-1], (date(year, 12, 31), forecast))
    values = [
        value / scale.divisor
        for path in (points.this_year, points.schedule, points.last_year, ahead)
        for _on, value in path
    ]
    low = min([0.0, *values]) if points.from_zero else min(values, default=0.0)
    marks = even_marks(low, max(values, default=1.0))
    words = [scaled(mark * scale.divisor, scale) for mark in marks]
    left = max(extent(word, BODY) for word in words) + 20
    plot = Box(box.x + left, box.y + BODY * 0.6, box.width - left - 30, box.height - BODY * 2.4)
    parts = []
    for mark, word in zip(marks, words, strict=True):
        y = _height(mark, marks, plot)
        parts.append(line(plot.x, y, plot.x + plot.width, y, LINE if mark != marks[0] else LINE_STRONG, 2))
        parts.append(text(plot.x - 20, y + BODY * 0.36, word, BODY, INK_SOFT, anchor="end"))
    parts += _quarters(plot, year)
    for path, colour, width, dashes in (
        (points.last_year, LAST_YEAR, 4, ""),
        (points.schedule, INK_SOFT, 4, _DASHES),
        (ahead, INK, 5, _DOTS),
        (points.this_year, INK, 7, ""),
    ):
        parts.append(_path(path, marks, plot, scale, colour, width, dashes))
    if points.this_year:
        x, y = _place(points.this_year[-1], marks, plot, scale)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="{INK}" stroke="{PAPER}" stroke-width="4"/>')
    return "".join(parts)


def _quarters(plot: Box, year: int) -> list[str]:
    """The ends of the quarters under the drawing."""
    parts = []
    for words, (month, day) in zip((_("Q1"), _("Q2"), _("Q3"), _("Q4")), QUARTER_ENDS, strict=True):
        x = plot.x + share_of_year(date(year, month, day)) * plot.width
        middle = x - plot.width / 8
        parts.append(line(x, plot.bottom, x, plot.bottom + 10, LINE_STRONG, 2))
        parts.append(text(middle, plot.bottom + BODY * 1.4, words, BODY, INK_SOFT, anchor="middle"))
    return parts


def _height(value: float, marks: list[float], plot: Box) -> float:
    return plot.bottom - (value - marks[0]) / (marks[-1] - marks[0]) * plot.height


def _place(point: tuple[date, float], marks: list[float], plot: Box, scale: Scale) -> tuple[float, float]:
    on, value = point
    return plot.x + share_of_year(on) * plot.width, _height(value / scale.divisor, marks, plot)


def _path(path: Line, marks: list[float], plot: Box, scale: Scale, colour: str, width: float, dashes: str) -> str:
    if len(path) < 2:
        return ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(point, marks, plot, scale) for point in path))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" '
        f'stroke-linejoin="round"{dashed}/>'
    )
