"""Sparklines: the year's path of one figure as a small SVG picture, with last year's path and the schedule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guoban.charts.palette import INK_SOFT, LAST_YEAR, PAPER
from guoban.charts.picture import picture
from guoban.charts.year_points import YearPoints

WIDTH = 240
HEIGHT = 54
_PAD = 5
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Maps a day of the year and a value to the drawing's coordinates."""

    lowest: float
    highest: float

    def at(self, share_of_year: float, value: float) -> Point:
        height = (value - self.lowest) / (self.highest - self.lowest)
        x = _PAD + share_of_year * (WIDTH - 2 * _PAD)
        return round(x, 1), round(HEIGHT - _PAD - height * (HEIGHT - 2 * _PAD), 1)


def sparkline(points: YearPoints, colour: str, label: str) -> str:
    """The path of a year as an HTML image.

    points: this year's values so far, the schedule and last year, as `year_points` gives them.
    colour: of this year's line. label: what a screen reader says in place of the drawing.
    """
    values = [value for line in (points.this_year, points.schedule, points.last_year) for _day, value in line]
    lowest = min(values, default=0.0) if not points.from_zero else min(0.0, *values, 0.0)
    highest = max(values, default=1.0)
    frame = _Frame(lowest, highest if highest > lowest else lowest + 1)
    drawn = [
        _line(frame, points.last_year, f'stroke="{LAST_YEAR}" stroke-width="1.25"'),
        _line(frame, points.schedule, f'stroke="{INK_SOFT}" stroke-width="1.25" stroke-dasharray="2 3"'),
        _line(frame, points.this_year, f'stroke="{colour}" stroke-width="2.25"'),
    ]
    if points.this_year:
        x, y = frame.at(share_of_year(points.this_year[-1][0]), points.this_year[-1][1])
        drawn.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}" stroke="{PAPER}" stroke-width="1.5"/>')
    return picture("".join(drawn), WIDTH, HEIGHT, "gb-spark", label)


def share_of_year(on: date) -> float:
    """The share of its year gone at the end of a day; 1 January before work counts as 0."""
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    return 0.0 if on == first else (on - first).days / (last - first).days


def _line(frame: _Frame, line: Sequence[tuple[date, float]], style: str) -> str:
    if len(line) < 2:
        return ""
    path = " ".join(f"{x},{y}" for x, y in (frame.at(share_of_year(on), value) for on, value in line))
    return f'<polyline points="{path}" fill="none" stroke-linecap="round" stroke-linejoin="round" {style}/>'
