"""What figures with one row a unit share: the axis of names, the columns of figures at the right.

Names are links to the units' pages. None is left out, cut or written across another: every row has its tick, a long
name goes over two lines, and the margin is as wide as the widest.
"""

from collections.abc import Sequence
from typing import Any

from guoban.charts.figure import Trace, plain, scatter, text_width, wrapped
from guoban.charts.links import Links
from guoban.charts.palette import INK, INK_SOFT

ROW = 28
"""Height of one unit in pixels; Plotly leaves out axis labels when rows are lower."""

NAME_SIZE = 13
SMALL_NAME_SIZE = 11
WIDEST_NAME = 220
"""A name wider than this, in pixels, goes over two lines of smaller letters."""

_STANDOFF = 6


def name_lines(name: str) -> tuple[list[str], int]:
    """A unit's name in one or two lines, and the font size for it."""
    if text_width(name, NAME_SIZE) <= WIDEST_NAME:
        return [name], NAME_SIZE
    width = max(WIDEST_NAME, text_width(name, SMALL_NAME_SIZE) / 2)
    lines = wrapped(name, width, SMALL_NAME_SIZE)
    while len(lines) > 2:
        width += SMALL_NAME_SIZE
        lines = wrapped(name, width, SMALL_NAME_SIZE)
    return lines, SMALL_NAME_SIZE


def names_margin(names: Sequence[str]) -> float:
    """The left margin that the names need, in pixels."""
    widths = [text_width(line, size) for lines, size in map(name_lines, names) for line in lines]
    return max(widths, default=0.0) + _STANDOFF + 4


def names_axis(names: Sequence[str], codes: Sequence[str], links: Links, picked: str | None = None) -> dict[str, Any]:
    """The y axis of the rows 0, 1, 2 … from top to bottom. picked: the code of a unit whose name is set in bold."""
    labels = [_label(name, links.unit(code), bold=code == picked) for name, code in zip(names, codes, strict=True)]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [max(1, len(labels)) - 0.5, -0.5],
        "tickfont": {"size": NAME_SIZE, "color": INK},
        "ticklabelstandoff": _STANDOFF,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }


def column_axis(left: float, right: float, heads: Sequence[str] = (), places: Sequence[float] = ()) -> dict[str, Any]:
    """An x axis that carries columns of text between two shares of the width, with heads where they stand (0 to 1)."""
    return {
        "domain": [left, right],
        "range": [0, 1],
        "anchor": "y",
        "side": "top",
        "tickmode": "array",
        "tickvals": list(places),
        "ticktext": list(heads),
        "tickfont": {"size": 12, "color": INK_SOFT},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def text_column(texts: Sequence[str], axis: str, right_edge: float, size: int = NAME_SIZE) -> Trace:
    """One text a row, right-aligned on an axis of its own, so that no bar and no mark can run into it."""
    return scatter(
        x=[right_edge] * len(texts),
        y=list(range(len(texts))),
        xaxis=axis,
        mode="text",
        text=list(texts),
        textposition="middle left",
        textfont={"size": size, "color": INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _label(name: str, address: str, *, bold: bool) -> str:
    lines, size = name_lines(name)
    words = "<br>".join(plain(line) for line in lines)
    style = f"color:{INK}" + (f";font-size:{size}px" if size != NAME_SIZE else "")
    return f'<a href="{address}" target="_self" style="{style}">{f"<b>{words}</b>" if bold else words}</a>'
