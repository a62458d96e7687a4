"""The way of every unit through the year, to be explored: pointed at, zoomed into, shown one by one.

The one figure that Plotly draws. Its script is as large as all else together, so it comes to those who ask for it.
"""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from guoban.charts.figure import FONTS
from guoban.charts.numbers import THIN_SPACE, percent, short_day
from guoban.charts.palette import INK, INK_SOFT, LINE, PAPER, look
from guoban.charts.standing import LEVELS
from guoban.charts.view import QUARTER_ENDS, View, source_line
from guoban.text import CHINESE, _, language

_HEIGHT, _ABOVE, _BELOW = 560, 76, 56
_MODE_BAR_REMOVED = ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"]
_PLOTLY_CHINESE = {
    "Box Select": "框选",
    "Double-click on legend to isolate one trace": "双击图例可单独显示一项",
    "Double-click to zoom back out": "双击还原",
    "Download plot as a PNG": "保存为图片",
    "Download plot as a png": "保存为图片",
    "Download plot": "保存为图片",
    "Pan": "平移",
    "Reset axes": "还原坐标",
    "Snapshot succeeded": "图片已保存",
    "Sorry, there was a problem downloading your snapshot!": "图片保存失败",
    "Taking snapshot - this may take a few seconds": "正在生成图片，请稍候",
    "Zoom": "缩放",
}


def courses(units: pd.DataFrame, own: pd.Series, path: pd.DataFrame, view: View) -> go.Figure | None:
    """Progress at the quarters' ends up to the asked day, a line a unit; None where no unit has any.

    units: rows of `measures.progress` of one indicator, one a unit, in the order of the legend. own: the
    organisation's row. path: rows of `measures.path` of all of them. Where nothing new came for a quarter, no point is.
    """
    told = path[(path["year"] == view.year) & path["progress"].notna() & ~path["stale"].astype(bool)]
    told = told[told["on"] <= pd.Timestamp(view.on)]
    known = {str(code): rows.sort_values("on") for code, rows in told.groupby("unit", sort=False)}
    traces = [_line(row, known[row["unit"]]) for row in units.to_dict(orient="records") if row["unit"] in known]
    if not traces:
        return None
    if own["unit"] in known:
        traces.append(_line(own, known[own["unit"]]) | {"line": {"color": INK, "width": 4}, "marker": {"size": 9}})
    due = path[(path["year"] == view.year) & (path["unit"] == own["unit"]) & path["schedule"].notna()].sort_values("on")
    traces.append(_schedule(due, view))
    title = _("{name}, the way of each unit").format(name=own["indicator_name"])
    return go.Figure({"data": traces, "layout": _layout(title, view)}, _validate=False)


def courses_config(file_name: str) -> dict[str, Any]:
    """What `st.plotly_chart(config=…)` is given: mode bar in the chosen language, pictures named and twice as large."""
    shown: dict[str, Any] = {
        "displaylogo": False,
        "modeBarButtonsToRemove": _MODE_BAR_REMOVED,
        "toImageButtonOptions": {"format": "png", "filename": file_name, "scale": 2},
    }
    if language() == CHINESE:
        shown |= {"locale": "zh-CN", "locales": {"zh-CN": {"dictionary": _PLOTLY_CHINESE, "format": {}}}}
    return shown


def _line(row: Mapping[Any, Any] | pd.Series, rows: pd.DataFrame) -> dict[str, Any]:
    shown, name = look(str(row["status"])), _plain(str(row["unit_name"]))
    days, shares = list(rows["on"].dt.date), [float(share) for share in rows["progress"]]
    hovers = [f"<b>{name}</b><br>{short_day(on)} {percent(share)}" for on, share in zip(days, shares, strict=True)]
    if row["kind"] not in LEVELS:  # an amount begins anew with the year
        days, shares, hovers = [date(days[0].year, 1, 1), *days], [0.0, *shares], ["", *hovers]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"{shown.sign} {name}",
        "x": days,
        "y": shares,
        "line": {"color": shown.edge, "width": 1.5},
        "marker": {"size": 6},
        "hovertext": hovers,
        "hoverinfo": "text",
    }


def _schedule(due: pd.DataFrame, view: View) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _("schedule"),
        "x": [date(view.year, 1, 1), *due["on"].dt.date],
        "y": [0.0, *map(float, due["schedule"])],
        "line": {"color": INK_SOFT, "width": 2, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _layout(title: str, view: View) -> dict[str, Any]:
    words = _("point at a line for its figures; click a name to hide it, double-click to see it alone")
    head = f'<b>{_plain(title)}</b><br><span style="font-size:12px;color:{INK_SOFT}">{_plain(words)}</span>'
    font = {"family": FONTS, "size": 13, "color": INK}
    days = [date(view.year, 1, 1), *(date(view.year, month, day) for month, day in QUARTER_ENDS)]
    return {
        "height": _HEIGHT,
        "margin": {"l": 56, "r": 8, "t": _ABOVE, "b": _BELOW},
        "font": font,
        "separators": f".{THIN_SPACE}" if language() == CHINESE else ".,",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "hoverlabel": {"align": "left", "bgcolor": PAPER, "bordercolor": LINE, "font": font},
        "title": {"text": head, "x": 0, "xref": "container", "y": 0.97, "yref": "container", "yanchor": "top",
                  "pad": {"l": 2}, "font": {**font, "size": 17}},
        "legend": {"font": {"size": 12, "color": INK}, "itemsizing": "constant", "tracegroupgap": 0},
        "xaxis": {"tickvals": days, "ticktext": [short_day(day) for day in days], "gridcolor": LINE, "zeroline": False},
        "yaxis": {"tickformat": ".0%", "gridcolor": LINE, "zerolinecolor": LINE, "rangemode": "tozero"},
        "annotations": [{
            "text": _plain(source_line(view)), "xref": "paper", "yref": "paper", "x": 0, "y": 0, "xshift": -54,
            "yshift": -32, "xanchor": "left", "yanchor": "top", "showarrow": False,
            "font": {**font, "size": 11, "color": INK_SOFT},
        }],
        "template": {"data": {}, "layout": {}},
    }  # fmt: skip


def _plain(text: str) -> str:
    """Text from data as Plotly is to show it: its few HTML tags are not tags, line ends are blanks."""
    return escape(" ".join(text.split()), quote=False)
