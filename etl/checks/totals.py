"""Totals in rows and columns (domain rule 12): never loaded, checked against the sum of their parts.

Which rows a total adds up is not written anywhere. All rows of units, the rows since the last total and the rows up to
the next one are tried, and the reading that explains most of the row's figures is taken.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from etl.checks.rules import finding
from etl.checks.wording import amount
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.layout.columns import Column
from etl.layout.head import Head
from etl.layout.plans import Purpose
from etl.layout.tables import RowSort
from etl.layout.words import Role
from etl.model import Finding
from guoban.catalogue.model import Catalogue, Kind

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_ADDED_UP = (Kind.FLOW, Kind.MONEY, Kind.STOCK)
_NO_SUM = re.compile(r"均|去年|上年|同期|上季|上月|上期|承前|承上|次页")
"""Totals of something else than the rows: 平均, 人均, 上季合计; what is carried from page to page."""

_ASIDE = (Role.RATE, Role.COMPARISON)
"""What stands beside figures and does not add up: 完成率, 比去年同期增减."""


def check_totals(block: Block, catalogue: Catalogue, blocks: Sequence[Block] = ()) -> Iterator[Finding]:
    """Totals of one table that differ from the sums of their parts, by row and by column.

    blocks: all of the file; a list of units folded into two tables side by side may have one total for both.
    """
    yield from _rows(block, catalogue, [other for other in blocks if _is_folded(block, other)])
    yield from _columns(block, catalogue)


def _is_folded(block: Block, other: Block) -> bool:
    """Whether two tables of one sheet have the same heads."""
    if other is block or other.table.grid is not block.table.grid:
        return False
    one, two = ([column.head for column in each.table.figure_columns] for each in (block, other))
    return one == two and block.table.rows.heads == other.table.rows.heads


def _rows(block: Block, catalogue: Catalogue, folded: Sequence[Block]) -> Iterator[Finding]:
    rows = block.table.rows
    totals = np.flatnonzero(rows.are(RowSort.TOTAL))
    parts = rows.are(RowSort.FIGURES, RowSort.UNKNOWN)
    if not totals.size or not parts.any():
        return
    values = np.where(block.states == FIGURE, block.values, np.nan)
    added = _added_up(block, catalogue)
    for row in totals.tolist():
        if _NO_SUM.search(_row_name(block, row)):
            continue
        readings = [_sum(values[mask]) for mask in _readings(row, totals, parts)]
        if folded:
            readings.append(_sum(np.concatenate([values[parts], *map(_parts, folded)])))
        checked = added & np.isfinite(values[row])
        if not readings or not checked.any():
            continue
        differs = [checked & ~_agrees(values[row], reading) for reading in readings]
        best = min(range(len(readings)), key=lambda place: int(differs[place].sum()))
        for column in np.flatnonzero(differs[best]).tolist():
            yield _mismatch(
                block, catalogue, row, column, values[row, column], readings[best][column], _row_name(block, row)
            )


def _readings(row: int, totals: npt.NDArray[np.int64], parts: Mask) -> list[Mask]:
    """The sets of rows that a total in `row` may add up: everything, those since the last total, those to the next."""
    before = max((int(other) for other in totals if other < row), default=-1)
    after = min((int(other) for other in totals if other > row), default=len(parts))
    above, below = parts.copy(), parts.copy()
    above[: before + 1] = False
    above[row:] = False
    below[: row + 1] = False
    below[after:] = False
    different = {mask.tobytes(): mask for mask in (parts, above, below)}  # with one total two are the same
    return [mask for mask in different.values() if mask.any()]


def _parts(block: Block) -> Floats:
    """The figures of a table that a total may add up."""
    values: Floats = np.where(block.states == FIGURE, block.values, np.nan)
    return values[block.table.rows.are(RowSort.FIGURES, RowSort.UNKNOWN)]


def _sum(values: Floats) -> Floats:
    """Sums by column; a column without any figure has none."""
    present = np.isfinite(values)
    return np.where(present.any(axis=0), np.where(present, values, 0.0).sum(axis=0), np.nan)


def _agrees(total: Floats, parts: Floats) -> Mask:
    """Equal but for rounding of what is shown: half a unit of the last decimal of the total."""
    allowed = np.maximum(0.006, np.abs(total) * 1e-9)
    return np.asarray(~np.isfinite(parts) & (total == 0) | (np.abs(total - parts) <= allowed))


def _added_up(block: Block, catalogue: Catalogue) -> Mask:
    """Columns (of the first kind of row) whose figures add up: not rates, not milestones, not ranks."""
    flags = []
    for plan in block.plans:
        indicator = catalogue.indicators.get(plan.indicator or "")
        adds = indicator is not None and indicator.kind in _ADDED_UP and indicator.measure != "名"
        flags.append(adds and plan.purpose in (Purpose.OBSERVATION, Purpose.TARGET, Purpose.NO_SPAN))
    usable = np.array(flags, bool)[block.plan_of]
    rows = block.table.rows.are(RowSort.FIGURES, RowSort.UNKNOWN)
    return np.asarray(usable[rows].all(axis=0)) if rows.any() else np.zeros(block.values.shape[1], bool)


def _columns(block: Block, catalogue: Catalogue) -> Iterator[Finding]:
    """A column of totals: over the units of a row, or over the quarters of one indicator."""
    columns = block.table.figure_columns
    if not any(column.head.total for column in columns):
        return
    values = np.where(block.states == FIGURE, block.values, np.nan)
    for j, column in enumerate(columns):
        if not column.head.total or column.head.role in _ASIDE:
            continue
        for i in np.flatnonzero(block.is_figure_row & np.isfinite(values[:, j])).tolist():
            parts = [k for k in range(len(columns)) if _is_part(block, i, k, j)]
            if any(columns[k].head.unit for k in parts):
                parts = _nearest_sum(columns, values[i], parts, j)
            indicator = catalogue.indicators.get(block.plans[block.plan_of[i, j]].indicator or "")
            if len(parts) < 2 or indicator is None or indicator.kind not in _ADDED_UP:
                continue
            total, added = float(values[i, j]), float(np.nansum(values[i, parts]))
            if not _agrees(np.array([total]), np.array([added]))[0]:
                yield _mismatch(block, catalogue, i, j, total, added, column.head.label, indicator.code)


def _nearest_sum(columns: tuple[Column, ...], values: Floats, parts: list[int], total: int) -> list[int]:
    """All units across, or those since the last total column where these are what a 小计 among them adds up to."""
    before = max((k for k in range(total) if columns[k].head.total), default=-1)
    near = [k for k in parts if before < k < total]
    return near if len(near) > 1 and _agrees(values[[total]], np.nansum(values[near], keepdims=True)).all() else parts


def _is_part(block: Block, row: int, part: int, total: int) -> bool:
    """Whether a column is one of those that a total column adds up in a row: the same but for its unit or its span."""
    one, whole = block.table.figure_columns[part].head, block.table.figure_columns[total].head
    if one.total or one.unknown or _figure_role(one) is not _figure_role(whole):
        return False
    if one.unit is not None:
        return (one.period, one.span, one.indicator) == (whole.period, whole.span, whole.indicator)
    plan, sum_of = block.plans[block.plan_of[row, part]], block.plans[block.plan_of[row, total]]
    of_year = one.span is not None and one.span.kind in ("quarter", "month")
    return plan.purpose is Purpose.OBSERVATION and plan.indicator == sum_of.indicator and of_year


def _figure_role(head: Head) -> Role | None:
    """What sort of figures a head names, apart from words such as 乡镇 over its units."""
    return head.role if head.role is not None and head.role.is_figure else None


def _row_name(block: Block, row: int) -> str:
    """What a total calls itself."""
    table = block.table
    for column in table.columns:
        if not column.is_figures:
            word = table.grid.word(int(table.rows.places[row]), column.place)
            if word is not None and word.total:
                return " ".join(word.text.split())
    return ""


def _mismatch(
    block: Block, catalogue: Catalogue, row: int, column: int, total: float, parts: float, name: str,
    code: str | None = None,
) -> Finding:  # fmt: skip
    indicator = catalogue.indicators[code or block.plans[block.plan_of[row, column]].indicator or ""]
    return finding(
        "total-mismatch",
        sheet=block.table.grid.sheet.name,
        cell=block.address(row, column),
        indicator=indicator.name_zh,
        name=name,
        total=amount(total, indicator),
        parts=amount(parts, indicator),
        difference=amount(abs(total - parts), indicator),
    )
