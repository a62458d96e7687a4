"""What every Plotly figure shares: fonts, title, subtitle and source line inside it, a mode bar in our language."""

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from guoban.charts.numbers import PERCENT, THIN_SPACE
from guoban.charts.palette import INK, INK_SOFT, LINE, PAPER
from guoban.text import CHINESE, language

FONTS = "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
Trace = dict[str, Any]

SOURCE_LINE_HEIGHT = 16
_NARROW, _CAPITAL, _WIDE = 0.56, 0.74, 1.0

_MODE_BAR_REMOVED = ["select2d", "lasso2d", "autoScale2d", "zoom2d", "pan2d", "zoomIn2d", "zoomOut2d"]
_PLOTLY_CHINESE = {
    "Autoscale": "自动缩放",
    "Box Select": "框选",
    "Click to enter Colorscale title": "点击输入色标标题",
    "Compare data on hover": "悬停时对比数据",
    "Double-click on legend to isolate one trace": "双击图例可单独显示一项",
    "Double-click to zoom back out": "双击还原",
    "Download plot as a PNG": "保存为图片",
    "Download plot as a png": "保存为图片",
    "Download plot": "保存为图片",
    "Pan": "平移",
    "Reset axes": "还原坐标",
    "Show closest data on hover": "悬停时显示最近的数据",
    "Snapshot succeeded": "图片已保存",
    "Sorry, there was a problem downloading your snapshot!": "图片保存失败",
    "Taking snapshot - this may take a few seconds": "正在生成图片，请稍候",
    "Toggle Spike Lines": "显示辅助线",
    "Zoom": "缩放",
    "Zoom in": "放大",
    "Zoom out": "缩小",
}


def plain(text: str) -> str:
    """Text from data as Plotly is to show it: its few HTML tags are not tags, line ends are blanks."""
    return escape(" ".join(text.split()), quote=False)


def text_width(text: str, size: float) -> float:
    """The width of `text` in pixels, on the safe side: a Chinese letter a full square, others by their size."""
    return sum(map(_share_of_square, text)) * size + 1


def _share_of_square(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() or letter in "mw%&@" else _NARROW


def wrapped(text: str, width: float, size: float) -> list[str]:
    """`text` cut into lines no wider than `width` pixels, at blanks and after punctuation where it can be."""
    lines, line = [], ""
    for piece in pieces(text):
        if line and text_width(line + piece, size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def pieces(text: str) -> Iterable[str]:
    """Chinese letters singly, with punctuation kept at the end of a line; runs of other letters whole."""
    piece = ""
    for letter in text:
        closing = letter in "，。；：、！？）》”·,.;:!?)% "
        if closing or (piece and not _breaks(letter) and not _breaks(piece[-1]) and piece[-1] != " "):
            piece += letter
        else:
            if piece:
                yield piece
            piece = letter
    if piece:
        yield piece


def _breaks(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def bar(**settings: Any) -> Trace:
    """A horizontal bar trace."""
    return {"type": "bar", "orientation": "h", **settings}


def scatter(**settings: Any) -> Trace:
    """A trace of points, lines or texts; nothing of it is cut at the edge of the drawing."""
    return {"type": "scatter", "cliponaxis": False, **settings}


def framed(
    traces: Sequence[Trace],
    layout: dict[str, Any],
    *,
    title: str,
    subtitle: str,
    source: str,
    height: float,
    left: float,
    right: float,
    width: float,
    top: float = 0,
    bottom: float = 0,
    head: float = 0,
    notes: Sequence[dict[str, Any]] = (),
) -> go.Figure:
    """The figure of `traces` and `layout` with title, subtitle and source line around it and margins that fit them.

    It is made in one go, from plain dictionaries: Plotly checks every step of one put together piece by piece, which
    takes three times as long.

    height: of the drawing itself, without title and source. left, right: margins for labels.
    width: the narrowest the figure is shown, for breaking the lines.
    top, bottom: room for axis labels under the title and above the source line.
    head: the least height of title and axis labels together, for a drawing that stands level with its neighbour.
    notes: further annotations.
    """
    heads = wrapped(title, width - 8, 17)
    below = wrapped(subtitle, width - 8, 12)
    sources = wrapped(source, width - 8, 11)
    above = max(head, 24 * len(heads) + 17 * len(below) + 12 + top)
    under = SOURCE_LINE_HEIGHT * len(sources) + 10 + bottom
    words = "<br>".join(f"<b>{plain(line)}</b>" for line in heads)
    words += "".join(f'<br><span style="font-size:12px;color:{INK_SOFT}">{plain(line)}</span>' for line in below)
    font = {"family": FONTS, "size": 13, "color": INK}
    frame = {
        "height": height + above + under,
        "margin": {"l": left, "r": right, "t": above, "b": under, "pad": 0},
        "font": font,
        "separators": f".{THIN_SPACE}" if language() == CHINESE else ".,",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "dragmode": False,
        "hoverlabel": {
            "align": "left",
            "bgcolor": PAPER,
            "bordercolor": LINE,
            "font": {"family": FONTS, "size": 13, "color": INK},
        },
        "title": {
            "text": words,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 2, "t": 20},
            "font": {"size": 17, "color": INK, "family": FONTS},
            "automargin": False,
        },
        "annotations": [_source_annotation(sources, left, bottom), *notes],
        "meta": {"title": title, "subtitle": subtitle, "source": source},
        "template": _PLAIN,
    }
    return go.Figure({"data": list(traces), "layout": frame | layout}, _validate=checking_figures)


checking_figures = False
"""Whether Plotly is to check every property of a figure, a third of the time a page takes; the tests have it do so."""

_PLAIN: dict[str, Any] = {"data": {}, "layout": {}}
"""No template: everything about a figure is said by the figure."""


def _source_annotation(lines: list[str], left: float, bottom: float) -> dict[str, Any]:
    return {
        "text": "<br>".join(plain(line) for line in lines),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xshift": -left + 2,
        "yshift": -bottom - 8,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"size": 11, "color": INK_SOFT, "family": FONTS},
    }


def legend_row() -> dict[str, Any]:
    """A legend as one row over the drawing, which explains and does not switch."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": 12, "color": INK_SOFT},
        "itemclick": False,
        "itemdoubleclick": False,
    }


def config(file_name: str) -> dict[str, Any]:
    """What `st.plotly_chart(config=…)` is given: mode bar in the chosen language, pictures named and twice as large."""
    shown: dict[str, Any] = {
        "displaylogo": False,
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "modeBarButtonsToRemove": _MODE_BAR_REMOVED,
        "toImageButtonOptions": {"format": "png", "filename": file_name, "scale": 2},
    }
    if language() == CHINESE:
        shown |= {"locale": "zh-CN", "locales": {"zh-CN": {"dictionary": _PLOTLY_CHINESE, "format": {}}}}
    return shown


def number_axis(measure: str) -> dict[str, Any]:
    """Settings of an axis of figures: thousands set apart as everywhere, per cent with its sign."""
    return {
        "tickformat": ",~f",
        "ticksuffix": PERCENT if measure == PERCENT else "",
        "tickfont": {"size": 11, "color": INK_SOFT},
        "gridcolor": LINE,
        "zeroline": False,
        "fixedrange": True,
        "nticks": 6,
    }


def picture_name(*parts: str) -> str:
    """A file name for a picture, 2026年上半年_集体合同: nothing in it that a file system refuses."""
    joined = "_".join(parts)
    return "".join("-" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in joined).strip(". ")
