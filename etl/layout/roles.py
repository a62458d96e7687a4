"""What every cell of a sheet's tables was read as, in few rectangles: for whoever draws the sheet."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from etl.layout.block import Block
from etl.layout.head import Head
from etl.layout.plans import Purpose
from etl.layout.tables import RowSort
from etl.layout.words import Role
from etl.model import CellRole, RoleArea

_ROLES = tuple(CellRole)
_NUMBER = {role: number for number, role in enumerate(_ROLES)}
_NOTHING = -1

_OF_PURPOSE = {
    Purpose.OBSERVATION: CellRole.VALUE,
    Purpose.TARGET: CellRole.TARGET,
    Purpose.TOTAL: CellRole.TOTAL,
    Purpose.NO_SPAN: CellRole.OPEN,
    Purpose.NO_INDICATOR: CellRole.OPEN,
    Purpose.WRONG_MEASURE: CellRole.OPEN,
}
"""Figures of any other purpose are left out."""

_OF_ROW = {
    RowSort.TOTAL: CellRole.TOTAL,
    RowSort.PART: CellRole.LEFT_OUT,
    RowSort.UNKNOWN: CellRole.OPEN,
    RowSort.NAMELESS: CellRole.LEFT_OUT,
}
"""What the sort of a row makes of its figures; rows of words have none."""

_OF_COLUMN = {Role.UNIT: CellRole.UNIT, Role.INDICATOR: CellRole.INDICATOR}


def role_areas(blocks: tuple[Block, ...]) -> tuple[RoleArea, ...]:
    """The rectangles of all tables of one sheet, heads first."""
    return tuple(area for block in blocks for area in (*_heads(block), *_body(block)))


def _heads(block: Block) -> Iterator[RoleArea]:
    """The head of a table, as far as its columns say something."""
    rows = [row - 1 for row in block.table.header_rows]
    used = [column.place for column in block.table.columns if column.role is not None or not column.head.is_empty]
    if rows and used:
        yield RoleArea(CellRole.HEAD, rows[0], used[0], rows[-1], used[-1])


def _body(block: Block) -> Iterator[RoleArea]:
    table = block.table
    columns = [column for column in table.columns if column.role is not None]
    if not columns or not len(table.rows.places):
        return
    roles = np.full((len(table.rows.places), len(columns)), _NOTHING, np.int8)
    figures = _figures(block)
    place_of_figures = {int(place): number for number, place in enumerate(block.places)}
    words = table.rows.are(RowSort.WORDS)
    totals = table.rows.are(RowSort.TOTAL)
    for number, column in enumerate(columns):
        if column.place in place_of_figures:
            roles[:, number] = figures[:, place_of_figures[column.place]]
        elif column.role is not None and column.role.is_key:
            key = _OF_COLUMN.get(column.role, CellRole.KEY)
            roles[:, number] = np.where(totals, _NUMBER[CellRole.TOTAL], _NUMBER[key])
    roles[words] = _NOTHING
    yield from _rectangles(roles, table.rows.places, [column.place for column in columns])


def _figures(block: Block) -> npt.NDArray[np.int8]:
    """The role of every figure of a block, as a number."""
    of_plan = [_NUMBER[_OF_PURPOSE.get(plan.purpose, CellRole.LEFT_OUT)] for plan in block.plans]
    of_head = np.array(of_plan, np.int8)[block.by_head]
    nameless = np.array([plan.purpose is Purpose.NO_INDICATOR for plan in block.plans], bool)[block.by_head]
    down = np.array([_asks(head) for head in block.table.rows.heads], bool)
    across = np.array([_asks(column.head) for column in block.table.figure_columns], bool)
    of_head[nameless & ~(down[:, None] | across)] = _NUMBER[CellRole.LEFT_OUT]
    roles = of_head[block.table.rows.head_of]
    for sort, role in _OF_ROW.items():
        roles[block.table.rows.are(sort)] = _NUMBER[role]
    return roles


def _asks(head: Head) -> bool:
    """Whether somebody is asked what a head means; one that names nothing at all, 完成率 by itself, is left out."""
    return bool(head.unknown or head.ambiguous)


def _rectangles(roles: npt.NDArray[np.int8], rows: npt.NDArray[np.int64], columns: list[int]) -> Iterator[RoleArea]:
    """Runs of equal rows, each cut into runs of equal columns."""
    starts = np.flatnonzero((roles[1:] != roles[:-1]).any(axis=1)) + 1
    for band in np.split(np.arange(len(roles)), starts):
        across = roles[band[0]].tolist()
        left = 0
        for place in range(1, len(columns) + 1):
            if place < len(columns) and across[place] == across[left] and columns[place] == columns[place - 1] + 1:
                continue
            if across[left] != _NOTHING:
                role = _ROLES[across[left]]
                yield RoleArea(role, int(rows[band[0]]), columns[left], int(rows[band[-1]]), columns[place - 1])
            left = place
