"""The path of a year: this year against the schedule and last year, with the forecast for 31 December."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from guoban.charts.figure import Trace, framed, legend_row, number_axis, scatter, text_width
from guoban.charts.forecast import forecast_words
from guoban.charts.headline import indicator_subline
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import Scale, in_measure, scale_for, scaled, short_day
from guoban.charts.palette import INK, INK_SOFT, LAST_YEAR, LINE_STRONG, PAPER, look
from guoban.charts.view import View, source_line
from guoban.charts.year_points import Line, YearPoints, path_points, year_points
from guoban.text import _

HEIGHT = 300
WIDTH = 400
LEFT, RIGHT = 52, 40


def year_chart(row: pd.Series, path: pd.DataFrame, view: View) -> go.Figure:
    """The lines of one unit and indicator.

    row: its row of `measures.progress`. path: its rows of `measures.path`, this year and last.
    """
    points = year_points(row, path_points(path).get((row["unit"], row["indicator"]), []), view)
    scale = scale_for(_values(points, row), measure_of(row))
    colour = look(row["status"]).text
    traces = [
        *_line(points.last_year, scale, _("last year"), {"color": LAST_YEAR, "width": 1.5}),
        *_line(points.schedule, scale, _("schedule"), {"color": INK_SOFT, "width": 1.5, "dash": "3px,3px"}),
        *_line(points.this_year, scale, _("this year"), {"color": colour, "width": 3}, mode="lines+markers"),
    ]
    if points.this_year and pd.notna(row["forecast"]) and not view.year_is_over:
        traces.append(_forecast(points.this_year[-1], float(row["forecast"]), scale, colour))
    layout = {
        "hovermode": "x unified",
        "legend": legend_row(),
        "xaxis": _days_axis(view.year),
        "yaxis": {"rangemode": "tozero" if points.from_zero else "normal", "automargin": True}
        | number_axis(scale.measure),
    }
    return framed(
        traces,
        layout,
        title=in_measure(_("{name}: the year so far").format(name=row["indicator_name"]), scale.measure),
        subtitle=forecast_words(row, view) or indicator_subline(row, measure_of(row)),
        source=source_line(view),
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        width=WIDTH,
        top=26 * _legend_rows(traces),
        bottom=24,
    )


def _legend_rows(traces: list[Trace]) -> int:
    """How many rows the legend takes where the figure is narrowest; an entry's line and gaps take 48 pixels."""
    wanted = sum(text_width(trace["name"], 12) + 48 for trace in traces)
    return 1 if wanted <= WIDTH - LEFT - RIGHT else 2


def _days_axis(year: int) -> dict[str, Any]:
    days = [date(year, month, 1) for month in (1, 4, 7, 10)] + [date(year, 12, 31)]
    return {
        "range": [days[0], days[-1]],
        "tickvals": days,
        "ticktext": [short_day(day) for day in days],
        "tickfont": {"size": 11, "color": INK_SOFT},
        "ticklabelstandoff": 8,
        "hoverformat": "%Y-%m-%d",
        "linecolor": LINE_STRONG,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _line(line: Line, scale: Scale, name: str, style: dict[str, Any], mode: str = "lines") -> list[Trace]:
    """The trace of a line, or none where there are no points."""
    if not line:
        return []
    trace = scatter(
        name=name,
        x=[day for day, _value in line],
        y=[value / scale.divisor for _day, value in line],
        mode=mode,
        line=style,
        marker={"size": 8, "color": style["color"], "line": {"color": PAPER, "width": 1.5}},
        text=[scaled(value, scale) for _day, value in line],
        hovertemplate="%{text}",
    )
    return [trace]


def _forecast(last: tuple[date, float], forecast: float, scale: Scale, colour: str) -> Trace:
    """From the last figure to the end of the year."""
    (last_day, last_value) = last
    return scatter(
        name=_("forecast"),
        x=[last_day, date(last_day.year, 12, 31)],
        y=[last_value / scale.divisor, forecast / scale.divisor],
        mode="lines+markers",
        line={"color": colour, "width": 1.5, "dash": "1px,4px"},
        marker={"size": [0, 11], "symbol": "diamond-open", "color": colour, "line": {"color": INK, "width": 2}},
        text=["", scaled(forecast, scale)],
        hovertemplate="%{text}",
    )


def _values(points: YearPoints, row: pd.Series) -> list[float]:
    known = [value for line in (points.this_year, points.schedule, points.last_year) for _day, value in line]
    return [*known, float(row["forecast"])] if pd.notna(row["forecast"]) else known
