"""The cells of a table that are never loaded and can be verified: last year's figures, growth, completion."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.checks.arrays import Floats
from etl.checks.ledger import Ledger
from etl.checks.wording import unit_name
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.layout.figures import Codes, Ints, unit_of
from etl.layout.head import Head
from etl.layout.plans import Plan, Purpose
from etl.layout.words import Role
from guoban.catalogue.model import Catalogue, Indicator


class Sort(IntEnum):
    """What a column beside the figures holds."""

    OTHER = 0
    SAME_SPAN = 1  # the same span a year earlier
    LAST_YEAR = 2  # either that or all of last year: 上年 alone does not say
    CLOSE = 3  # all of last year, or the level at its end
    GROWTH = 4  # against last year, as a share or as a difference
    COMPLETION = 5  # of the target


_SORTS = (
    (re.compile("环比|上季|上月|上期|期初|基数|基期|序时|时序"), Sort.OTHER),
    (re.compile("同比|增长|增减|增幅|较去年|较上年|较同期|比去年|比上年"), Sort.GROWTH),
    (re.compile("完成率|完成比例|完成百分比|完成进度|完成(全年|年度)?目标|占(年度|全年)(目标|任务)"), Sort.COMPLETION),
    (re.compile("(去年|上年)全年|上年末|去年底|上年底|年初"), Sort.CLOSE),
    (re.compile(r"同期|\d{4}\s*年"), Sort.SAME_SPAN),
    (re.compile("去年|上年"), Sort.LAST_YEAR),
)


def sort_of(head: Head) -> Sort:
    """What a head makes of its figures; a year alone (2025年 in a table about 2026) is last year's."""
    if head.role not in (Role.COMPARISON, Role.RATE) and head.year is None:
        return Sort.OTHER
    return next((sort for pattern, sort in _SORTS if pattern.search(head.label)), Sort.OTHER)


@dataclass(frozen=True)
class Asides:
    """Cells to be verified, one place in every array each.

    year: the year the table is about. row, column: in the block. plan: number of its plan. sort: a Sort. pair: its row
    in the ledger. value: in base units.
    """

    block: Block
    ledger: Ledger
    codes: Codes
    year: int
    row: Ints
    column: Ints
    plan: Ints
    sort: Ints
    pair: Ints
    value: Floats

    def of(self, *sorts: Sort) -> Ints:
        """The places of the cells of some sorts."""
        return np.flatnonzero(np.isin(self.sort, sorts))

    def in_ledger(self, values: Floats, columns: list[int]) -> Floats:
        """For each cell the value of its pair, in the column given for its plan; NaN for column -1."""
        column = np.array(columns, np.int64)[self.plan]
        return np.asarray(np.where(column >= 0, values[self.pair, column], np.nan))

    @property
    def kind(self) -> npt.NDArray[np.str_]:
        """The kind of each cell's indicator."""
        return np.asarray(self.ledger.kinds[self.pair])

    def plan_of(self, cell: int) -> Plan:
        """How a cell is read."""
        return self.block.plans[int(self.plan[cell])]

    def written(self, cell: int) -> float:
        """A cell as the sheet has it: a rate under a note 单位：万元 is no money."""
        text = self.block.written.get((int(self.row[cell]), int(self.column[cell])))
        has_measure = text is not None and text.measure is not None
        return float(self.value[cell]) / (1.0 if has_measure else self.plan_of(cell).factor)

    def rounding(self, cell: int) -> float:
        """Half a unit of the last decimal that the sheet gives."""
        decimals = f"{round(self.written(cell), 6):f}".rstrip("0").partition(".")[2]
        return float(0.5001 * 10.0 ** -len(decimals))

    def indicator(self, cell: int, catalogue: Catalogue) -> Indicator:
        """What a cell is about."""
        return catalogue.indicators[self.codes.indicators[self.ledger.indicator[self.pair[cell]]]]

    def words(self, cell: int, catalogue: Catalogue) -> dict[str, Any]:
        """Where a cell stands, whose it is, and what the sheet calls it."""
        table, i, j = self.block.table, int(self.row[cell]), int(self.column[cell])
        head = table.figure_columns[j].head
        if sort_of(head) is Sort.OTHER:
            head = table.rows.heads[table.rows.head_of[i]]
        return {
            "sheet": table.grid.sheet.name,
            "cell": self.block.address(i, j),
            "unit": unit_name(catalogue, self.codes.units[self.ledger.unit[self.pair[cell]]]),
            "indicator": self.indicator(cell, catalogue).name_zh,
            "name": head.label.split("·")[-1],
        }


def has_asides(block: Block) -> bool:
    """Whether a table has any such cells."""
    return any(_is_aside(plan) for plan in block.plans)


def read_asides(block: Block, ledger: Ledger, codes: Codes) -> Asides | None:
    """The cells to be verified, about units and indicators that the file has figures of; None if there are none."""
    years = [plan.span.last_day.year for plan in block.plans if plan.span and plan.purpose is Purpose.OBSERVATION]
    wanted = [_is_aside(plan) for plan in block.plans]
    if not years or not len(ledger.unit):
        return None
    units = unit_of(block, codes)
    figures = (block.states == FIGURE) & block.is_figure_row[:, None] & (units >= 0)
    row, column = np.nonzero(np.array(wanted, bool)[block.plan_of] & figures)
    plan = block.plan_of[row, column]
    numbers = {code: place for place, code in enumerate(codes.indicators)}
    indicator = np.array([numbers.get(found.indicator or "", -1) for found in block.plans], np.int64)[plan]
    keys = ledger.unit * len(codes.indicators) + ledger.indicator
    key = units[row, column] * len(codes.indicators) + indicator
    pair = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    across = np.array([sort_of(found.head) for found in block.table.figure_columns], np.int64)[column]
    down = np.array([sort_of(head) for head in block.table.rows.heads], np.int64)[block.table.rows.head_of][row]
    sort = np.where(across > 0, across, down)
    keep = (keys[pair] == key) & (sort > 0)
    row, column = row[keep], column[keep]
    value = block.values[row, column]
    return Asides(block, ledger, codes, max(years), row, column, plan[keep], sort[keep], pair[keep], value)


def _is_aside(plan: Plan) -> bool:
    return plan.purpose in (Purpose.COMPARISON, Purpose.COMPUTED) and plan.span is not None
