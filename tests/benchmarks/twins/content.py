"""What the overview and the page of an indicator show, as plain data and Plotly figures, for their twins.

The frames are those that Guoban's own pages ask for, kept as long as the store's version stands, as there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from guoban.answers import Answers, answers, view_on
from guoban.calendar import quarter_end
from guoban.charts.headline import indicator_headline, overview_headline
from guoban.charts.matrix import shown_indicators
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import amount, percent
from guoban.charts.palette import INK, LAST_YEAR, LINE_STRONG, PAPER, TARGET, look
from guoban.charts.standing import shares_by_unit, value_due
from guoban.charts.unit_bars import by_progress
from guoban.charts.view import subline
from guoban.charts.year_points import path_points, year_points
from guoban.place import data_folder

YEAR = 2026
INDICATOR = "ORG-01"
_SHARES = {"on_schedule": 1, "finished": 1, "slightly": -1, "behind": -1, "not_reported": -1}
_STATUS_OF = {"finished": "done", "slightly": "slightly_behind"}


@dataclass(frozen=True)
class Card:
    """A headline figure: name, value, where it stands, and its path through the year."""

    name: str
    value: str
    state: str
    path: list[float]
    figure: go.Figure


@dataclass(frozen=True)
class Overview:
    """heads: of the matrix; cells: unit → text and fill of each cell; lists: what needs attention, who is silent."""

    title: str
    line: str
    cards: list[Card]
    ranking: go.Figure
    heads: list[str]
    cells: dict[str, list[tuple[str, str]]]
    lists: list[str]


@dataclass(frozen=True)
class IndicatorPage:
    """facts: name and value; table: its head and its rows."""

    title: str
    line: str
    facts: list[tuple[str, str]]
    bars: go.Figure
    path: go.Figure
    lists: list[str]
    head: list[str]
    table: list[list[str]]


def overview(quarter: int) -> Overview:
    """The overview of a quarter's end."""
    source, on = answers(data_folder()), quarter_end(YEAR, quarter)
    view, rows, root = view_on(source, on), source.progress(on), source.catalogue.root.code
    own, compared = rows[rows["unit"] == root], rows[rows["parent"] == root]
    scores = source.appraisal(on)
    scores = scores[scores["parent"] == root].sort_values(["rank", "unit_position"], na_position="last")
    shown = compared[compared["indicator"].isin(shown_indicators(own, 12))]
    columns = shown.drop_duplicates("indicator").sort_values("indicator_position")
    cells = {(row["unit"], row["indicator"]): row for row in shown.to_dict(orient="records")}
    matrix = {
        name: [_cell(cells.get((unit, code))) for code in columns["indicator"]]
        for unit, name in zip(scores["unit"], scores["unit_name"], strict=True)
    }
    return Overview(
        overview_headline(own, view), subline(view), _cards(source, own, on), _ranking(scores, compared),
        list(columns["indicator_name"]), matrix, _attention(source, rows, on),
    )  # fmt: skip


def indicator(quarter: int) -> IndicatorPage:
    """The page of one indicator at a quarter's end."""
    source, on = answers(data_folder()), quarter_end(YEAR, quarter)
    view, rows, root = view_on(source, on), source.indicator(on, INDICATOR), source.catalogue.root.code
    own, units = rows[rows["unit"] == root].iloc[0], by_progress(rows[rows["parent"] == root])
    measure = measure_of(own)
    facts = [(name, str(amount(own[name], measure))) for name in ("value", "target", "forecast", "needed_per_quarter")]
    facts += [("progress", percent(own["progress"])), ("covers", f"{own['covers']}/{own['of_units']}")]
    figures = ("value", "target", "previous_year", "forecast", "needed_per_quarter")
    table = [
        [row["unit_name"], look(row["status"]).name, percent(row["progress"]), str(row["as_of"]),
         *(str(amount(row[name], measure)) for name in figures)]
        for row in units.to_dict(orient="records")
    ]  # fmt: skip
    warned = source.warnings(on)
    warned = warned[(warned["indicator"] == INDICATOR) & (warned["parent"] == root)]
    return IndicatorPage(
        indicator_headline(str(own["indicator_name"]), units, view), subline(view), [*facts], _bars(units),
        _path(source, own, on), _sentences(warned.head(6)), ["单位", "状态", "完成率", "截至", *figures], table,
    )  # fmt: skip


def _cards(source: Answers, own: pd.DataFrame, on: date) -> list[Card]:
    leading = own[own["indicator"].isin(shown_indicators(own, 6))]
    paths = path_points(source.paths(YEAR, tuple(leading["unit"].unique()), tuple(leading["indicator"])))
    view = view_on(source, on)
    cards = []
    for _index, row in leading.iterrows():
        points = year_points(row, paths.get((row["unit"], row["indicator"]), []), view)
        state = f"{look(row['status']).name} {percent(row['progress'])}"
        figure = _lines([points.last_year, points.schedule, points.this_year], row, 54)
        path = [value for _day, value in points.this_year]
        cards.append(Card(row["indicator_name"], str(amount(row["value"], measure_of(row))), state, path, figure))
    return cards


def _lines(lines: Sequence[Sequence[tuple[date, float]]], row: "pd.Series[object]", height: int) -> go.Figure:
    styles = [{"color": LAST_YEAR}, {"color": INK, "dash": "dot"}, {"color": look(str(row["status"])).text, "width": 3}]
    traces = [
        {"type": "scatter", "x": [day for day, _ in line], "y": [value for _, value in line], "line": style}
        for line, style in zip(lines, styles, strict=True)
    ]
    hidden = {"visible": False} if height < 100 else {}
    layout = {"height": height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "showlegend": False}
    return go.Figure({"data": traces, "layout": layout | {"xaxis": hidden, "yaxis": hidden}}, _validate=False)


def _ranking(scores: pd.DataFrame, compared: pd.DataFrame) -> go.Figure:
    shares = shares_by_unit(compared, list(scores["unit"]))
    names = list(scores["unit_name"])
    traces = [
        {"type": "bar", "orientation": "h", "y": names, "x": list(shares[name] * side),
         "marker": {"color": look(_STATUS_OF.get(name, name)).fill}}
        for name, side in _SHARES.items()
    ]  # fmt: skip
    return _rows(
        traces,
        [f"{score:.1f} {step:+.0f}" for score, step in zip(scores["score"], scores["step"].fillna(0), strict=True)],
        names,
    )


def _bars(units: pd.DataFrame) -> go.Figure:
    rows = units.to_dict(orient="records")
    names = [row["unit_name"] for row in rows]
    due = [
        value_due(row["schedule"], **{name: row[name] for name in ("target", "baseline", "kind", "direction")})
        for row in rows
    ]
    traces = [
        {"type": "bar", "orientation": "h", "y": names, "x": list(units["target"]), "marker": {"color": TARGET}},
        {"type": "bar", "orientation": "h", "y": names, "x": list(units["value"]), "width": 0.5,
         "marker": {"color": [look(row["status"]).fill for row in rows]}},
        {"type": "scatter", "mode": "markers", "y": names, "x": due,
         "marker": {"symbol": "line-ns", "size": 10, "line": {"color": INK, "width": 2}}},
    ]  # fmt: skip
    return _rows(traces, [percent(row["progress"], 0) for row in rows], names, "overlay")


def _rows(traces: list[dict[str, object]], texts: list[str], names: list[str], mode: str = "relative") -> go.Figure:
    notes = [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": name, "text": text, "showarrow": False}
        for name, text in zip(names, texts, strict=True)
    ]
    axis = {"autorange": "reversed", "dtick": 1, "linecolor": LINE_STRONG}
    layout = {
        "barmode": mode, "height": 28 * len(names) + 60, "annotations": notes, "yaxis": axis, "showlegend": False,
        "margin": {"l": 140, "r": 90, "t": 20, "b": 40}, "plot_bgcolor": PAPER,
    }  # fmt: skip
    return go.Figure({"data": traces, "layout": layout}, _validate=False)


def _path(source: Answers, own: "pd.Series[object]", on: date) -> go.Figure:
    found = path_points(source.paths(YEAR, (str(own["unit"]),), (INDICATOR,)))
    points = year_points(own, found.get((str(own["unit"]), INDICATOR), []), view_on(source, on))
    return _lines([points.last_year, points.schedule, points.this_year], own, 300)


def _cell(row: dict[object, object] | None) -> tuple[str, str]:
    if row is None or row["status"] == "no_target":
        return "–", PAPER
    shown = look(str(row["status"]))
    return f"{shown.sign} {percent(row['progress'], 0)}", shown.fill  # type: ignore[arg-type]


def _attention(source: Answers, rows: pd.DataFrame, on: date) -> list[str]:
    root = source.catalogue.root.code
    warned = source.warnings(on)
    warned = warned[(warned["unit"] == root) | (warned["parent"] == root)]
    _of_units, silent = source.reporting(on.year, (on.month + 2) // 3)
    return [*_sentences(warned.head(6)), f"另有 {len(warned) - 6} 项", *(f"{name} 未报" for _code, name in silent)]


def _sentences(warned: pd.DataFrame) -> list[str]:
    return [
        f"{row['unit_name']} · {row['indicator_name']} {look(row['status']).name} {percent(row['progress'])}"
        for row in warned.to_dict(orient="records")
    ]
