"""The path of a year: this year against the schedule and last year, with the forecast for 31 December."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from guoban.charts.figure import framed, number_axis
from guoban.charts.forecast import forecast_words
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import Scale, in_measure, scale_for, scaled, short_day
from guoban.charts.palette import INK, INK_SOFT, LAST_YEAR, LINE_STRONG, PAPER, look
from guoban.charts.view import View, source_line
from guoban.charts.year_points import Line, YearPoints, year_points
from guoban.text import _

HEIGHT = 300
WIDTH = 420


def year_chart(row: pd.Series, path: pd.DataFrame, view: View) -> go.Figure:
    """The lines of one unit and indicator.

    row: its row of `measures.progress`. path: its rows of `measures.path`, this year and last.
    """
    points = year_points(row, path, view)
    scale = scale_for(_values(points, row), measure_of(row))
    figure = go.Figure()
    _add_line(figure, points.last_year, scale, _("last year"), color=LAST_YEAR, width=1.5)
    _add_line(figure, points.schedule, scale, _("schedule"), color=INK_SOFT, width=1.5, dash="3px,3px")
    _add_line(figure, points.this_year, scale, _("this year"), color=look(row["status"]).text, width=3, markers=True)
    if points.this_year and pd.notna(row["forecast"]) and not view.year_is_over:
        _add_forecast(figure, points, float(row["forecast"]), scale, look(row["status"]).text)
    months = [date(view.year, month, 1) for month in (1, 4, 7, 10)] + [date(view.year, 12, 31)]
    figure.update_layout(
        dragmode=False,
        hovermode="x unified",
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": 12, "color": INK_SOFT},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        xaxis={
            "range": [date(view.year, 1, 1), date(view.year, 12, 31)],
            "tickvals": months,
            "fixedrange": True,
            "ticktext": [short_day(day) for day in months],
            "tickfont": {"size": 11, "color": INK_SOFT},
            "showgrid": False,
            "linecolor": LINE_STRONG,
            "zeroline": False,
            "hoverformat": "%Y-%m-%d",
        },
        yaxis={"rangemode": "tozero" if points.from_zero else "normal", "automargin": True}
        | number_axis(scale.measure),
    )
    return framed(
        figure,
        title=in_measure(_("{name}: the year so far").format(name=row["indicator_name"]), scale.measure),
        subtitle=forecast_words(row, view),
        source=source_line(view),
        height=HEIGHT,
        left=52,
        right=26,
        width=WIDTH,
        top=26,
        bottom=24,
    )


def _add_line(
    figure: go.Figure,
    line: Line,
    scale: Scale,
    name: str,
    *,
    color: str,
    width: float,
    dash: str = "solid",
    markers: bool = False,
) -> None:
    if not line:
        return
    values = [value / scale.divisor for _day, value in line]
    texts = [scaled(value, scale) for _day, value in line]
    figure.add_scatter(
        x=[day for day, _value in line],
        y=values,
        name=name,
        mode="lines+markers" if markers else "lines",
        line={"color": color, "width": width, "dash": dash},
        marker={"size": 8, "color": color, "line": {"color": PAPER, "width": 1.5}},
        text=texts,
        hovertemplate="%{text}",
        cliponaxis=False,
    )


def _add_forecast(figure: go.Figure, points: YearPoints, forecast: float, scale: Scale, color: str) -> None:
    (last_day, last_value) = points.this_year[-1]
    end = date(last_day.year, 12, 31)
    figure.add_scatter(
        x=[last_day, end],
        y=[last_value / scale.divisor, forecast / scale.divisor],
        name=_("forecast"),
        mode="lines+markers",
        line={"color": color, "width": 1.5, "dash": "1px,4px"},
        text=["", scaled(forecast, scale)],
        hovertemplate="%{text}",
        marker={"size": [0, 11], "symbol": "diamond-open", "color": color, "line": {"color": INK, "width": 2}},
        cliponaxis=False,
    )


def _values(points: YearPoints, row: pd.Series) -> list[float]:
    known = [value for line in (points.this_year, points.schedule, points.last_year) for _day, value in line]
    return [*known, float(row["forecast"])] if pd.notna(row["forecast"]) else known
