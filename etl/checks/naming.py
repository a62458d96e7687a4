"""Names that are not known, and figures that have none."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from etl.checks.rules import finding
from etl.layout.address import address
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.layout.columns import Column
from etl.layout.head import Head
from etl.layout.measures import is_alike
from etl.layout.plans import Plan, Purpose
from etl.layout.tables import RowSort
from etl.layout.words import Role
from etl.model import Finding
from etl.names import Names
from guoban.catalogue.model import Catalogue


def check_names(block: Block, catalogue: Catalogue, names: Names) -> Iterator[Finding]:
    """Everything in one table that names nothing known; each name is asked about once."""
    yield from _rows(block, names)
    yield from _columns(block, catalogue, names)
    yield from _prose(block)
    yield from _whole_table(block, catalogue, names)
    yield from _measures(block, catalogue)


def _rows(block: Block, names: Names) -> Iterator[Finding]:
    table, rows = block.table, block.table.rows
    unit_column = table.column_of(Role.UNIT)
    key = unit_column or table.column_of(Role.INDICATOR)
    asked: set[str] = set()
    sheet = table.grid.sheet.name
    for i in np.flatnonzero(rows.are(RowSort.UNKNOWN, RowSort.PART, RowSort.NAMELESS)).tolist():
        sort = rows.sorts[i]
        cell = address(int(rows.places[i]), key.place if key else table.region.left)
        head = rows.heads[rows.head_of[i]]
        about_unit = unit_column is not None and rows.units[i] is None and not head.left_out
        name = " ".join(rows.names[i].split()) if about_unit else head.unknown or head.label
        if sort in (RowSort.UNKNOWN, RowSort.PART) and name not in asked:
            asked.add(name)
            if sort == RowSort.PART:
                yield finding("part-left-out", sheet=sheet, cell=cell, name=name)
            elif about_unit and not _is_left_out(block, rows.names[i]):
                yield _unknown_unit(name, names, sheet, cell)
            elif not about_unit:
                yield _unknown_indicator(name, head.ambiguous, names, sheet, cell)
        elif sort == RowSort.NAMELESS:
            yield finding("row-without-name", sheet=sheet, cell=block.address(i, _first_figure(block, i)))


def _is_left_out(block: Block, name: str) -> bool:
    return bool(name) and block.table.grid.vocabulary.word(name).left_out


def _first_figure(block: Block, row: int) -> int:
    return int(np.flatnonzero(block.states[row] == FIGURE)[0]) if (block.states[row] == FIGURE).any() else 0


def _columns(block: Block, catalogue: Catalogue, names: Names) -> Iterator[Finding]:
    if not any(plan.purpose in _NAMELESS for plan in block.plans):
        return
    table = block.table
    sheet = table.grid.sheet.name
    units_across = any(column.head.unit for column in table.figure_columns)
    filled = (block.states == FIGURE).any(axis=0)
    row = table.region.head[-1] if table.region.head else table.region.first
    for j, column in enumerate(table.figure_columns):
        plans = block.purposes(j)
        cell = address(_head_row(block, column, row), column.place)
        head = column.head
        if not filled[j]:
            continue
        if Purpose.PART in plans:
            yield finding("part-left-out", sheet=sheet, cell=cell, name=head.label)
        elif Purpose.UNKNOWN_COLUMN in plans and units_across:
            yield _unknown_unit(head.unknown, names, sheet, cell)
        elif Purpose.UNKNOWN_COLUMN in plans:
            yield finding("column-not-understood", sheet=sheet, cell=cell, name=head.unknown or head.label)
        elif Purpose.NO_INDICATOR in plans and table.column_of(Role.INDICATOR) is None:
            if head.is_empty:
                yield finding("row-without-name", sheet=sheet, cell=cell)
            else:
                yield _unknown_indicator(head.unknown or head.label, head.ambiguous, names, sheet, cell)


def _prose(block: Block) -> Iterator[Finding]:
    """Columns headed as figures, such as 完成情况, whose cells are sentences with numbers in them."""
    table = block.table
    for column in table.columns:
        if column.role is not Role.NOTE or column.head.role is not Role.VALUE:
            continue
        for row in table.rows.places[block.is_figure_row].tolist():
            text = table.grid.text(row, column.place)
            if any(character.isdecimal() for character in text):
                cell = address(row, column.place)
                name, raw = column.head.label, " ".join(text.split())
                yield finding("prose-not-read", sheet=table.grid.sheet.name, cell=cell, name=name, raw=raw)
                break


_NAMELESS = (Purpose.PART, Purpose.UNKNOWN_COLUMN, Purpose.NO_INDICATOR)


def _head_row(block: Block, column: Column, row: int) -> int:
    """The row of the lowest text over a column."""
    for candidate in reversed(block.table.region.head):
        if block.table.grid.text(candidate, column.place):
            return candidate
    return row


def _whole_table(block: Block, catalogue: Catalogue, names: Names) -> Iterator[Finding]:
    table = block.table
    if table.column_of(Role.UNIT) is not None or any(column.head.unit for column in table.figure_columns):
        return
    if table.unit_of_all is None and table.context.unknown_unit:
        said = table.context.unknown_unit
        choices = tuple(code for code, _score in names.unit(said).choices)
        yield finding("unknown-unit", sheet=table.grid.sheet.name, choices=choices, about=said, name=said)
    elif table.unit_of_all is None:
        likely = [code for code, _score in names.unit(table.context.title or table.grid.sheet.name).choices]
        others = [
            unit.code for unit in catalogue.units.values() if unit.parent is not None or len(catalogue.units) == 1
        ]
        choices = tuple(dict.fromkeys([*likely, *others]))
        yield finding("no-unit", sheet=table.grid.sheet.name, choices=choices)


def _measures(block: Block, catalogue: Catalogue) -> Iterator[Finding]:
    """Heads whose measure the indicator cannot have, or counts in another way."""
    table = block.table
    sheet = table.grid.sheet.name
    seen: set[tuple[str | None, str | None]] = set()
    for i, j, plan in _first_cells(block):
        if plan.indicator is None or plan.measure is None or (plan.indicator, plan.measure) in seen:
            continue
        seen.add((plan.indicator, plan.measure))
        indicator = catalogue.indicators[plan.indicator]
        mismatch = plan.purpose is Purpose.WRONG_MEASURE
        if not mismatch and (not plan.purpose.is_loaded or is_alike(plan.measure, indicator)):
            continue
        head = _naming_head(block, i, j)
        words: dict[str, Any] = {
            "name": head.label, "measure": plan.measure, "indicator": indicator.name_zh, "own": indicator.measure
        }  # fmt: skip
        if mismatch:
            yield finding(
                "measure-mismatch", sheet=sheet, cell=block.address(i, j), about=head.label,
                choices=tuple(code for code, _score in _choices(block, head)), **words,
            )  # fmt: skip
        else:
            yield finding("other-measure", sheet=sheet, cell=block.address(i, j), **words)


def _choices(block: Block, head: Head) -> tuple[tuple[str, float], ...]:
    return block.table.grid.vocabulary.names.indicator(head.label).choices


def _first_cells(block: Block) -> Iterator[tuple[int, int, Plan]]:
    """The first cell with a figure of every plan that has a measure."""
    cells = np.flatnonzero((block.states == FIGURE) & block.is_figure_row[:, None])
    first = np.full(len(block.plans), -1)
    first[block.plan_of.ravel()[cells[::-1]]] = cells[::-1]  # of several the one that is written last stays
    for plan, cell in zip(block.plans, first.tolist(), strict=True):
        if plan.measure is not None and cell >= 0:
            yield *divmod(cell, block.states.shape[1]), plan


def _naming_head(block: Block, row: int, column: int) -> Head:
    """The head that names the indicator of a cell."""
    across = block.table.figure_columns[column].head
    return across if across.indicator else block.table.rows.heads[block.table.rows.head_of[row]]


def _unknown_unit(name: str, names: Names, sheet: str, cell: str) -> Finding:
    choices = tuple(code for code, _score in names.unit(name).choices)
    return finding("unknown-unit", sheet=sheet, cell=cell, choices=choices, about=name, name=name)


def _unknown_indicator(name: str, ambiguous: bool, names: Names, sheet: str, cell: str) -> Finding:
    rule = "ambiguous-name" if ambiguous else "unknown-indicator"
    choices = tuple(code for code, _score in names.indicator(name).choices)
    return finding(rule, sheet=sheet, cell=cell, choices=choices, about=name, name=name)
