"""What figures with one row a unit share: the axis of names, the columns of figures at the right.

Names are links to the units' pages. None is left out, cut or written across another: every row has its tick, a long
name goes over two lines, and the margin is as wide as the widest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guoban.charts.figure import Trace, plain, text_width, wrapped
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


def fold_line(above: int, between: int) -> list[dict[str, Any]]:
    """A dotted line across where `between` rows are left out after the first `above`; none where all are drawn."""
    if not between:
        return []
    line = {"color": INK_SOFT, "width": 1, "dash": "2px,3px"}
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": above - 0.5, "y1": above - 0.5}
    return [across | {"line": line}]


def names_axis(names: Sequence[str], codes: Sequence[str], links: Links, picked: str | None = None) -> dict[str, Any]:
    """The y axis of the rows 0, 1, 2 … from top to bottom. picked: the code of a unit whose name is set in bold."""
    # Plotly sets lines apart by the size of the axis' letters, whatever size a label itself has
    base = min((name_lines(name)[1] for name in names), default=NAME_SIZE)
    labels = [
        _label(name, links.unit(code), base, bold=code == picked) for name, code in zip(names, codes, strict=True)
    ]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": _rows_range(len(labels)),
        "tickfont": {"size": base, "color": INK},
        "ticklabelstandoff": _STANDOFF,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures at the right of the rows: its head, one text a row, and its width in pixels."""

    head: str
    texts: Sequence[str]
    width: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns as a figure takes them: traces, settings of the layout, annotations, and the margin they stand in."""

    traces: list[Trace]
    layout: dict[str, Any]
    heads: list[dict[str, Any]]
    margin: int


def figure_columns(columns: Sequence[Column]) -> Columns:
    """The columns in the right margin, from left to right, right-aligned.

    Each is the labels of an axis of its own, shifted by pixels: whatever width the figure is shown in, no bar and no
    mark can run into them, nor one column into the next.
    """
    traces, layout, heads, edge = [], {}, [], 0
    for number, column in enumerate(columns, 2):
        edge += column.width
        traces.append({"type": "scatter", "x": [None], "y": [None], "yaxis": f"y{number}", "showlegend": False})
        layout[f"yaxis{number}"] = _column_axis(column.texts, edge)
        heads.append(_column_head(column.head, edge))
    return Columns(traces, layout, heads, edge + 4)


def _column_axis(texts: Sequence[str], edge: int) -> dict[str, Any]:
    return {
        "overlaying": "y",
        "side": "left",
        "anchor": "free",
        "position": 1,
        "shift": edge,
        "tickmode": "array",
        "tickvals": list(range(len(texts))),
        "ticktext": list(texts),
        "range": _rows_range(len(texts)),
        "tickfont": {"size": NAME_SIZE, "color": INK},
        "ticklabelstandoff": 0,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _column_head(head: str, edge: int) -> dict[str, Any]:
    return {
        "text": plain(head),
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1,
        "xshift": edge,
        "yshift": 4,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": INK_SOFT},
    }


def _rows_range(count: int) -> list[float]:
    return [max(1, count) - 0.5, -0.5]


def _label(name: str, address: str, base: int, *, bold: bool) -> str:
    lines, size = name_lines(name)
    words = "<br>".join(plain(line) for line in lines)
    style = f"color:{INK}" + (f";font-size:{size}px" if size != base else "")
    return f'<a href="{address}" target="_self" style="{style}">{f"<b>{words}</b>" if bold else words}</a>'
