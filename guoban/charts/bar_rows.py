"""Bars with one row a unit, as an HTML table whose one column is a drawing.

Names and figures stand in columns of their own, so that no bar can run into them however wide the table is shown, and a
long name goes over two lines. Names and bars are links; what a bar stands for is told to pointers and screen readers.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from guoban.charts.figure import text_width
from guoban.charts.links import anchor
from guoban.text import _

NAME_SIZE = 13
WIDEST_NAME = 220
"""A name wider than this, in pixels, goes over two lines."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar between two shares of the drawing's width; css: the classes that give it its colours and its height."""

    start: float
    end: float
    css: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark across a row at a share of the drawing's width; css: its class."""

    at: float
    css: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit.

    address, bar_address: where its name and its bars lead. told: lines about the bars.
    figures: what stands in the columns at the right, as HTML.
    """

    name: str
    address: str
    bar_address: str
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    told: Sequence[str]
    figures: Sequence[str]
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures at the right: its head, and its width in pixels."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the rows. legend: HTML; picture: the name of the file when somebody saves it as a picture."""

    title: str
    subtitle: str
    source: str
    picture: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Words at shares of the drawing's width, over the rows or (below) under them; each has a thin line if lined."""

    words: Sequence[tuple[float, str]]
    below: bool = False
    lined: bool = False


def bar_rows(
    words: Words, rows: Sequence[Row], columns: Sequence[Column], scale: Scale, heads: int = 0, fold: int | None = None
) -> str:
    """The table with its title, subtitle and source line.

    heads: the least height of the row of heads, in pixels. fold: the place of the row before which others are left out.
    """
    widths = f"--names:{names_width(row.name for row in rows)}px;--heads:{heads}px"
    lines = _lines(scale) if scale.lined else ""
    body = "".join(_row(row, lines, after_fold=place == fold) for place, row in enumerate(rows))
    shown = '<col class="gb-col-names"><col>' + "".join(f'<col style="width:{each.width}px">' for each in columns)
    numbers = "".join(f'<th scope="col" class="num">{escape(each.head)}</th>' for each in columns)
    unit = f'<th scope="col"><span class="gb-hidden">{escape(_("Unit"))}</span></th>'
    drawn = f'<th scope="col" class="gb-track"><span class="gb-hidden">{escape(words.title)}</span>'
    head = f"<tr>{unit}{drawn}{'' if scale.below else _labels(scale)}</th>{numbers}</tr>"
    foot = f'<tfoot><tr><td></td><td class="gb-track">{_labels(scale)}</td></tr></tfoot>' if scale.below else ""
    return (
        f'<section class="gb-bars" data-picture="{escape(words.picture)}">{figure_head(words)}'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{escape(words.title)}">'
        f'<table style="{widths}"><colgroup>{shown}</colgroup><thead>{head}</thead><tbody>{body}</tbody>{foot}'
        f'</table></div><p class="gb-source">{escape(words.source)}</p></section>'
    )


def figure_head(words: Words) -> str:
    """Title, the button that saves the figure as a picture, subtitle and legend."""
    legend = f'<p class="gb-legend">{words.legend}</p>' if words.legend else ""
    save = f'<button type="button" class="gb-save">{escape(_("Save picture"))}</button>'
    return f'<h2>{escape(words.title)}</h2>{save}<p class="gb-sub">{escape(words.subtitle)}</p>{legend}'


def names_width(names: Iterable[str]) -> int:
    """Room for the longest name on one line, within reason, in pixels."""
    return math.ceil(min(max((text_width(name, NAME_SIZE) for name in names), default=0.0), WIDEST_NAME)) + 10


def _row(row: Row, lines: str, *, after_fold: bool) -> str:
    bars = "".join(
        f'<i class="gb-bar {bar.css}" style="left:{bar.start:.2%};width:{bar.end - bar.start:.2%}"></i>'
        for bar in row.bars
    )
    marks = "".join(f'<i class="{mark.css}" style="left:{mark.at:.2%}"></i>' for mark in row.marks)
    told = escape("\n".join(row.told))
    name = anchor(row.address, row.name)
    long = ' class="gb-long"' if text_width(row.name, NAME_SIZE) > WIDEST_NAME else ""
    classes = " ".join(["gb-picked"] * row.picked + ["gb-after-fold"] * after_fold)
    css = f' class="{classes}"' if classes else ""
    figures = "".join(f'<td class="num">{figure}</td>' for figure in row.figures)
    return (
        f'<tr{css}><th scope="row"{long}>{name}</th><td class="gb-track">'
        f'<a href="{escape(row.bar_address)}" title="{told}" aria-label="{told}">{lines}{bars}{marks}'
        f"</a></td>{figures}</tr>"
    )


def _labels(scale: Scale) -> str:
    """The words of the scale, each centred at its place; at the edges they stay within the drawing."""
    labels = []
    for at, words in scale.words:
        side = " gb-at-start" if at < 0.08 else " gb-at-end" if at > 0.92 else ""
        labels.append(f'<span class="gb-tick{side}" style="left:{at:.2%}">{escape(words)}</span>')
    return "".join(labels)


def _lines(scale: Scale) -> str:
    return "".join(f'<i class="gb-line" style="left:{at:.2%}"></i>' for at, _words in scale.words)
