"""Frames as tables for people: columns of even width in Chinese as in English, numbers as offices write them."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TextIO

import pandas as pd
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.commands.listing import listed
from guoban.text import _

WAN, YI = 10_000, 100_000_000
_WIDTH_OF_FILES = 400
"""Columns are never cut where nobody sits before the screen: a file or a pipe is as wide as it has to be."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. show: a row of the frame → the text of its cell; right: numbers stand to the right."""

    head: str
    show: Callable[[Any], str]
    right: bool = False


def print_table(frame: pd.DataFrame, columns: Sequence[Column], *, title: str, out: TextIO) -> None:
    """Write one row a row of `frame`."""
    table = Table(box=SIMPLE, title=title or None, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(column.head, justify="right" if column.right else "left", overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(Text(column.show(row)) for column in columns))
    console(out).print(table)


def console(out: TextIO) -> Console:
    """A console on `out`, as wide as its terminal, or as wide as needed where there is none."""
    width = None if out.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_FILES
    return Console(file=out, width=width, highlight=False, soft_wrap=False)


def plain_column(head: str, name: str, *, right: bool = False) -> Column:
    """A column of the frame as it is, empty where it is missing."""
    return Column(head, lambda row: plain_text(getattr(row, name)), right)


def moment_column(head: str, name: str) -> Column:
    """A column of moments, kept as UTC, in the time of this machine; empty where it is missing."""

    def show(row: Any) -> str:
        moment = getattr(row, name)
        if pd.isna(moment):
            return ""
        local: datetime = moment.to_pydatetime().replace(tzinfo=UTC).astimezone()
        return f"{local:%Y-%m-%d %H:%M}"

    return Column(head, show)


def plain_text(value: Any) -> str:
    """A cell of words, names in a row, a day or a number."""
    if isinstance(value, list | tuple):
        return listed(map(plain_text, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)


def number(value: float | None, kind: str, measure: str) -> str:
    """A figure with its measure: 97.80 万元, 91.2%, 2,573 人; — where there is none."""
    if value is None or pd.isna(value):
        return "—"
    if kind == "ratio":
        return percent(value)
    if kind == "money":
        if abs(value) >= YI:
            return f"{value / YI:,.2f} 亿元"
        return f"{value / WAN:,.2f} 万元" if abs(value) >= WAN else f"{value:,.2f} 元"
    if kind == "milestone":
        return {0.0: _("not begun"), 0.5: _("under way"), 1.0: _("completed")}.get(value, f"{value:g}")
    return f"{value:,.6f}".rstrip("0").rstrip(".") + f" {measure}"


def percent(value: float | None) -> str:
    """A fraction of 1 as a percentage to a tenth; — where there is none."""
    return "—" if value is None or pd.isna(value) else f"{value:.1%}"
