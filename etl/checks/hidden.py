"""What was read though nobody sees it on the screen: hidden sheets, rows and columns."""

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from etl.checks.rules import finding
from etl.checks.wording import joined
from etl.layout.address import column_letters
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.model import Finding
from guoban.text import _


def check_hidden(block: Block) -> Iterator[Finding]:
    """One note for a hidden sheet with figures, and one for the hidden rows and columns that have some."""
    sheet = block.table.grid.sheet
    figures = (block.states == FIGURE) & block.is_figure_row[:, None]
    if not figures.any():
        return
    if sheet.hidden:
        yield finding("hidden-sheet", sheet=sheet.name, name=sheet.name)
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return
    rows = np.intersect1d(block.table.rows.places[figures.any(axis=1)], sheet.hidden_rows).astype(int).tolist()
    columns = np.intersect1d(block.places[figures.any(axis=0)], sheet.hidden_columns).astype(int).tolist()
    places = []
    if rows:
        places.append(_("rows {rows}").format(rows=joined(_runs(rows, [str(row + 1) for row in rows]))))
    if columns:
        letters = [column_letters(column) for column in columns]
        places.append(_("columns {columns}").format(columns=joined(_runs(columns, letters))))
    if places:
        first = (rows or [int(block.table.rows.places[0])])[0], (columns or [int(block.places[0])])[0]
        cell = f"{column_letters(first[1])}{first[0] + 1}"
        yield finding("hidden-cells", sheet=sheet.name, cell=cell, places=joined(places))


def _runs(numbers: list[int], names: list[str]) -> list[str]:
    """5, 6, 7, 9 → 5-7, 9."""
    runs = []
    for _step, group in groupby(enumerate(numbers), lambda placed: placed[1] - placed[0]):
        places = [place for place, _number in group]
        first, last = names[places[0]], names[places[-1]]
        runs.append(first if first == last else f"{first}-{last}")
    return runs
