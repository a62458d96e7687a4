"""Targets as a table to type into: real text, so that it can be read aloud, selected and printed.

What the cells do when somebody types is in served/target_grid.js.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from guoban.charts.links import anchor
from guoban.charts.numbers import NOTHING, PERCENT, YUAN, grouped, measure_name
from guoban.text import _

TEXT = ' class="gb-cell-text gb-cell-said"'
NUMERIC = ' inputmode="decimal"'


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. name: what it is called when it is typed into, "" = it cannot be.

    text: what stands in it. before: what stood there before it was typed over. state: "" (as it stands), edited, wrong
    (refused) or newer (somebody else has revised it). label: what it is, for those who do not see the table; note: what
    is the matter with it. choices: value → words, for a cell that is chosen and not typed. is_text: words stand in it
    and no figure.
    """

    text: str
    name: str = ""
    before: str = ""
    state: str = ""
    label: str = ""
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, where its name leads, its cells. is_whole: it is that of the organisation itself."""

    name: str
    address: str
    cells: Sequence[Cell]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The table. heads: its columns, each a name with its measure. sums: rows at the foot, which cannot be typed in."""

    caption: str
    first: str
    heads: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    sums: Sequence[Row] = ()


def target_grid(grid: Grid) -> str:
    """The table as HTML."""
    first = grid.rows[0].cells if grid.rows else [Cell("")] * len(grid.heads)
    heads = "".join(
        f'<th scope="col"{TEXT if cell.is_text else ""}>{escape(name)}'
        f"{f'<small>{escape(measure)}</small>' if measure else ''}</th>"
        for (name, measure), cell in zip(grid.heads, first, strict=True)
    )
    body = "".join(_row(row) for row in grid.rows)
    foot = f"<tfoot>{''.join(_row(row) for row in grid.sums)}</tfoot>" if grid.sums else ""
    caption = escape(grid.caption)
    return (
        f'<div class="gb-scroll gb-tall gb-target-grid" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="gb-table"><caption class="gb-hidden">{caption}</caption><thead><tr>'
        f'<th scope="col">{escape(grid.first)}</th>{heads}</tr></thead><tbody>{body}</tbody>{foot}</table></div>'
    )


def _row(row: Row) -> str:
    name = anchor(row.address, row.name) if row.address else escape(row.name)
    css = ' class="gb-root"' if row.is_whole else ""
    return f'<tr{css}><th scope="row">{name}</th>{"".join(_cell(cell) for cell in row.cells)}</tr>'


def _cell(cell: Cell) -> str:
    if not cell.name:
        return f"<td{TEXT if cell.is_text else ''}>{escape(cell.text)}</td>"
    css = " ".join([f"gb-cell-{cell.state}"] * bool(cell.state) + ["gb-cell-text"] * cell.is_text)
    invalid = ' aria-invalid="true"' if cell.state == "wrong" else ""
    title = f' title="{escape(cell.note)}"' if cell.note else ""
    named = f'data-cell="{escape(cell.name)}" aria-label="{escape(cell.label)}"{invalid}{title}'
    if cell.choices:
        options = "".join(
            f'<option value="{escape(value)}"{" selected" if value == cell.text else ""}>{escape(words)}</option>'
            for value, words in cell.choices
        )
        return f'<td class="{css}"><select {named}>{options}</select></td>'
    before = escape(_("was {figure}").format(figure=cell.before)) if cell.state and cell.before else ""
    return (
        f'<td class="{css}"><input {named} value="{escape(cell.text)}"'
        f'{"" if cell.is_text else NUMERIC} autocomplete="off">'
        f"<small>{before}</small></td>"
    )


def measure_typed(name: str) -> str:
    """The measure in which a target is typed, as it stands in a head; money is never without one."""
    money = {YUAN: _("yuan"), "万元": _("10,000 yuan"), "亿元": _("100 million yuan")}
    return money.get(name, PERCENT if name == PERCENT else measure_name(name))


def figure(text: str) -> str:
    """A figure as it would be typed, thousands set apart and nothing rounded away; — where there is none."""
    if not text:
        return NOTHING
    return grouped(Decimal(text), len(text.partition(".")[2]))
