"""The path of a year: this year against the schedule and last year, with the forecast for 31 December."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

import pandas as pd

from guoban.charts.bar_rows import Words, figure_head
from guoban.charts.even_marks import even_marks
from guoban.charts.figure import picture_name, text_width
from guoban.charts.forecast import forecast_words
from guoban.charts.headline import indicator_subline
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import Scale, in_measure, scale_for, scaled, short_day
from guoban.charts.palette import INK_SOFT, LAST_YEAR, look
from guoban.charts.picture import picture
from guoban.charts.sparkline import share_of_year
from guoban.charts.status import css_name
from guoban.charts.view import View, period, source_line
from guoban.charts.year_points import Line, YearPoints, path_points, year_points
from guoban.text import _

_EDGE = 0.02
"""What the lines keep clear of the drawing's edges, a share of it, so that their ends are not cut."""
_LABEL_SIZE = 11


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line of the chart: its name in the legend, its class there, its points and its stroke."""

    name: str
    css: str
    line: Line
    stroke: str


def year_chart(row: pd.Series, path: pd.DataFrame, view: View, links: Links) -> str:
    """The lines of one unit and indicator, as HTML; its days lead to the quarters they close.

    row: its row of `measures.progress`. path: its rows of `measures.path`, this year and last.
    """
    points = year_points(row, path_points(path).get((row["unit"], row["indicator"]), []), view)
    lines = [each for each in _lines(points, row, view) if each.line]
    scale = scale_for([value for each in lines for _day, value in each.line], measure_of(row))
    values = [value / scale.divisor for each in lines for _day, value in each.line]
    marks = even_marks(min([0.0, *values]) if points.from_zero else min(values, default=0.0), max(values, default=1.0))
    frame = _Frame(marks[0], marks[-1], scale)
    words = Words(
        in_measure(_("{name}: the year so far").format(name=row["indicator_name"]), scale.measure),
        forecast_words(row, view) or indicator_subline(row, measure_of(row)),
        source_line(view),
        picture_name(period(view.on), str(row["indicator_name"]), _("The year so far")),
        "".join(
            f'<span><i class="gb-key-{each.css}" aria-hidden="true"></i>{escape(each.name)}</span>' for each in lines
        ),
    )
    figures = [scaled(mark * scale.divisor, scale) for mark in marks]
    days = _days(lines, frame, _quarters_told(path, row, view, links))
    room = math.ceil(max(text_width(figure, _LABEL_SIZE) for figure in figures)) + 8
    return (
        f'<section class="gb-year gb-is-{css_name(row["status"])}" data-picture="{escape(words.picture)}">'
        f'{figure_head(words)}<div class="gb-plot" style="--figures:{room}px">{_grid(frame, marks, figures)}'
        f"{_picture(lines, frame, words.title)}{_ends(lines, frame)}{days}{_quarters(view.year)}</div>"
        f'<p class="gb-source">{escape(words.source)}</p></section>'
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Days and values as shares of the drawing's width and height, from its lower left corner."""

    lowest: float
    highest: float
    scale: Scale

    def height(self, value: float) -> float:
        share = (value / self.scale.divisor - self.lowest) / (self.highest - self.lowest)
        return _EDGE + share * (1 - 2 * _EDGE)


def _lines(points: YearPoints, row: pd.Series, view: View) -> Iterator[_Drawn]:
    """The lines from the one at the back to the one in front."""
    colour = look(row["status"]).text
    yield _Drawn(_("last year"), "last-year", points.last_year, f'stroke="{LAST_YEAR}" stroke-width="1.5"')
    yield _Drawn(
        _("schedule"), "due", points.schedule, f'stroke="{INK_SOFT}" stroke-width="1.5" stroke-dasharray="3 3"'
    )
    yield _Drawn(_("this year"), "this-year", points.this_year, f'stroke="{colour}" stroke-width="3"')
    if points.this_year and pd.notna(row["forecast"]) and not view.year_is_over:
        ahead = (points.this_year[-1], (date(view.year, 12, 31), float(row["forecast"])))
        yield _Drawn(_("forecast"), "forecast", ahead, f'stroke="{colour}" stroke-width="1.5" stroke-dasharray="1 4"')


def _across(day: date) -> float:
    return _EDGE + share_of_year(day) * (1 - 2 * _EDGE)


def _picture(lines: list[_Drawn], frame: _Frame, title: str) -> str:
    drawing = "".join(
        f'<polyline points="{_corners(each.line, frame)}" fill="none" stroke-linejoin="round" '
        f'vector-effect="non-scaling-stroke" {each.stroke}/>'
        for each in lines
    )
    return picture(drawing, 100, 100, "gb-lines", title, stretched=True)


def _corners(line: Line, frame: _Frame) -> str:
    return " ".join(f"{100 * _across(day):.2f},{100 - 100 * frame.height(value):.2f}" for day, value in line)


def _grid(frame: _Frame, marks: list[float], figures: list[str]) -> str:
    """A line and a figure for every mark of the scale."""
    heights = [frame.height(mark * frame.scale.divisor) for mark in marks]
    return "".join(
        f'<i class="gb-level" style="bottom:{height:.2%}"></i>'
        f'<span class="gb-figure" style="bottom:{height:.2%}">{figure}</span>'
        for height, figure in zip(heights, figures, strict=True)
    )


def _ends(lines: list[_Drawn], frame: _Frame) -> str:
    """A dot at every figure of this year, a diamond at the forecast."""
    return "".join(
        f'<i class="gb-dot-{each.css}" style="left:{_across(day):.2%};bottom:{frame.height(value):.2%}"></i>'
        for each in lines
        for day, value in {"this-year": each.line, "forecast": each.line[-1:]}.get(each.css, ())
    )


def _days(lines: list[_Drawn], frame: _Frame, addresses: Mapping[date, str]) -> str:
    """What stands on each day, told where the pointer is nearest to it; a link where there is more to be seen of it."""
    days = sorted({day for each in lines for day, _value in each.line})
    places = [_across(day) for day in days]
    if not days:
        return ""
    between = [0.0, *((one + other) / 2 for one, other in pairwise(places)), 1.0]
    told = []
    for day, (start, end) in zip(days, pairwise(between), strict=True):
        known = [(each.name, value) for each in lines for on, value in each.line if on == day]
        words = escape("\n".join([short_day(day), *(f"{name} {scaled(value, frame.scale)}" for name, value in known)]))
        place = f'title="{words}" aria-label="{words}" style="left:{start:.2%};width:{end - start:.2%}"'
        if day in addresses:
            told.append(f'<a class="gb-day" href="{escape(addresses[day])}" {place}></a>')
        else:
            told.append(f'<span class="gb-day" role="img" tabindex="0" {place}></span>')
    return "".join(told)


def _quarters_told(path: pd.DataFrame, row: pd.Series, view: View, links: Links) -> dict[date, str]:
    """Days of the year that close a quarter of which something was told → the indicator's page of that quarter.

    The first of January stands for last year's close.
    """
    told = {day.date() for day, value in zip(path["on"], path["value"], strict=True) if pd.notna(value)}
    days = {day: day for day in told if day.year == view.year} | {view.on: view.on}
    closed = date(view.year - 1, 12, 31)
    if closed in told:
        days[date(view.year, 1, 1)] = closed
    return {day: links.on(end).indicator(str(row["indicator"])) for day, end in days.items()}


def _quarters(year: int) -> str:
    """The days under the drawing: where quarters begin, and the end of the year."""
    days = [date(year, month, 1) for month in (1, 4, 7, 10)] + [date(year, 12, 31)]
    return "".join(
        f'<span class="gb-when" style="left:{_across(day):.2%}">{escape(short_day(day))}</span>' for day in days
    )
