"""The figures of one table as arrays: what each cell says, in base units, and what is to become of it."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from etl.layout.address import address
from etl.layout.cell_states import BLANK, FIGURE, MARK, MERGED, UNREADABLE, WRONG_MEASURE
from etl.layout.context import Context
from etl.layout.grid import EMPTY, NUMBER, TEXT, cross
from etl.layout.head import Head
from etl.layout.measures import fits
from etl.layout.plans import Plan, Purpose, plan
from etl.layout.shares import FormatOf, read_shares
from etl.layout.tables import Places, RowSort, Table
from etl.model import Answers
from etl.values import ParsedValue, parse_value
from guoban.catalogue.model import Catalogue, Kind

_MILESTONES = {
    word: share
    for share, words in (
        (0.0, "未启动 未开始 未开工 未动工 未开展 尚未启动"),
        (0.5, "进行中 推进中 在建 建设中 实施中 正在进行 正在推进 已启动 已开工 筹备中 启动"),
        (1.0, "已完成 完成 已竣工 竣工 已建成 建成 全部完成 √"),
    )
    for word in words.split()
}


@dataclass(frozen=True)
class Block:
    """The figures of one table.

    values, states, plan_of: one a body row and figure column. places: 0-based columns of the sheet.
    by_head: the plan of each distinct row head and column.
    written: what texts in it said. unclear: cells whose share could be read in two ways and was read as per cent.
    either: cells whose share can be read in two ways: "93%", "0.93%", the likelier first.
    """

    table: Table
    places: npt.NDArray[np.int64]
    plans: tuple[Plan, ...]
    by_head: npt.NDArray[np.int64]
    plan_of: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]
    written: dict[tuple[int, int], ParsedValue]
    unclear: list[tuple[int, int]] = field(default_factory=list)
    either: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def is_figure_row(self) -> npt.NDArray[np.bool_]:
        """Body rows whose figures can be loaded."""
        return self.table.rows.are(RowSort.FIGURES)

    @cached_property
    def figure_plans(self) -> tuple[Plan, ...]:
        """The plans of rows whose figures can be loaded: what a row of totals would be matters to nobody."""
        heads = np.unique(self.table.rows.head_of[self.is_figure_row])
        numbers = set(self.by_head[heads].ravel().tolist())
        return tuple(plan for number, plan in enumerate(self.plans) if number in numbers)

    def purposes(self, column: int) -> set[Purpose]:
        """What becomes of the figures of one column, by the kinds of row that cross it."""
        return {self.plans[number].purpose for number in set(self.by_head[:, column].tolist())}

    def address(self, row: int, column: int) -> str:
        """The A1 address of a cell, by its row and column in the block."""
        return address(int(self.table.rows.places[row]), int(self.places[column]))


def read_block(
    table: Table, catalogue: Catalogue, today: date, format_of: FormatOf, answers: Answers | None = None
) -> Block:
    """Read every figure of a table. answers: what a person has settled about shares that can be read in two ways."""
    columns = table.figure_columns
    places = np.array([column.place for column in columns], np.int64)
    plans, by_head = _plans(table, catalogue, today)
    plan_of = by_head[table.rows.head_of]
    where = cross(table.rows.places, places)
    sorts, values, texts = table.grid.sorts[where], table.grid.values[where], table.grid.text_of[where]
    plain = sorts == NUMBER
    states = np.where(plain, FIGURE, np.where(sorts == EMPTY, BLANK, UNREADABLE)).astype(np.int8)
    states[plain & ~np.isfinite(values)] = UNREADABLE
    written: dict[tuple[int, int], ParsedValue] = {}
    for i, j in np.argwhere(sorts == TEXT).tolist():
        text = table.grid.texts[texts[i, j]]
        value = parse_value(text)
        written[i, j] = value
        values[i, j], states[i, j] = _read_text(text, value, plans[plan_of[i, j]], catalogue)
    block = Block(table, places, plans, by_head, plan_of, values, states, written)
    _mark_merged(block)
    read_shares(block, plain, format_of, answers)
    _scale(block)
    return _with_sums_as_totals(block, catalogue, today)


def _plans(table: Table, catalogue: Catalogue, today: date) -> tuple[tuple[Plan, ...], npt.NDArray[np.int64]]:
    """The distinct plans, and which one each kind of row has with each column.

    Kept with the vocabulary: hundreds of units fill in the same form for the same span.
    """
    rows, columns = table.rows.heads, tuple(column.head for column in table.figure_columns)
    known, key = table.grid.vocabulary.plans, (rows, columns, table.context.of_figures, today)
    found = known.get(key)
    if found is None:
        if len(known) >= _MOST_TEMPLATES:
            known.clear()
        found = known[key] = _worked_out(rows, columns, table.context, catalogue, today)
    return found


_MOST_TEMPLATES = 500


def _worked_out(
    rows: tuple[Head, ...], columns: tuple[Head, ...], context: Context, catalogue: Catalogue, today: date
) -> tuple[tuple[Plan, ...], npt.NDArray[np.int64]]:
    numbered: dict[Plan, int] = {}
    by_head = np.empty((len(rows), len(columns)), np.int64)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            found = plan(row, column, context, catalogue, today)
            by_head[i, j] = numbered.setdefault(found, len(numbered))
    by_head.flags.writeable = False  # shared by all tables with these heads
    return tuple(numbered), by_head


def _read_text(text: str, value: ParsedValue, plan: Plan, catalogue: Catalogue) -> tuple[float, int]:
    """A text among the figures → its value and state."""
    if plan.milestone and (share := _MILESTONES.get("".join(text.split()))) is not None:
        return share, FIGURE
    if value.state in ("missing", "empty"):
        return np.nan, MARK if value.state == "missing" else BLANK
    if value.number is None:
        return np.nan, UNREADABLE
    if plan.indicator is not None and plan.purpose.is_loaded:
        if value.pair is not None and not plan.share:
            return np.nan, UNREADABLE
        measure = value.measure
        if (
            measure is not None
            and measure not in ("万", "亿")
            and not fits(measure, catalogue.indicators[plan.indicator])
        ):
            return np.nan, WRONG_MEASURE if value.pair is None else UNREADABLE
    return value.number, FIGURE


def _mark_merged(block: Block) -> None:
    """A figure merged over several rows or columns of figures belongs to nobody in particular.

    Unless they are one field of a form drawn with merged cells: rows of the same unit, columns under the same head.
    """
    rows, columns = block.table.rows.places, block.places
    for area in block.table.grid.merged:
        inside_rows = np.flatnonzero((rows >= area.top) & (rows <= area.bottom))
        inside_columns = np.flatnonzero((columns >= area.left) & (columns <= area.right))
        if len(inside_rows) * len(inside_columns) < 2 or block.states[inside_rows[0], inside_columns[0]] != FIGURE:
            continue
        if _is_one_field(block, inside_rows, inside_columns):
            continue
        block.states[inside_rows[0], inside_columns[0]] = MERGED
        block.values[inside_rows[0], inside_columns[0]] = np.nan


def _is_one_field(block: Block, rows: Places, columns: Places) -> bool:
    """Whether rows and columns say the same, all of them."""
    held, heads = block.table.rows, block.table.figure_columns
    about = {(held.units[row], held.names[row], int(held.head_of[row])) for row in rows.tolist()}
    return len(about) == 1 and all(heads[column].head == heads[columns[0]].head for column in columns.tolist())


def _scale(block: Block) -> None:
    """Apply the measures of heads and notes; a text that carries its own measure is in base units already."""
    factors = np.array([found.factor for found in block.plans])
    if (factors == 1.0).all():
        return
    scale = factors[block.plan_of]
    for place, value in block.written.items():
        if value.measure is not None:
            scale[place] = 1.0
    block.values[:] = block.values * scale


def _with_sums_as_totals(block: Block, catalogue: Catalogue, today: date) -> Block:
    """`block` with a parent that is the sum of all other units as a total: 云溪县 where others write 合计."""
    adds = np.array([_adds(plan, catalogue) for plan in block.plans], bool)[block.plan_of]
    return _with_total_columns(_with_total_row(block, adds, catalogue), adds, catalogue, today)


def _adds(plan: Plan, catalogue: Catalogue) -> bool:
    """Whether figures of several units are added up: not percentages, milestones, ranks, nor what is worked out."""
    if plan.indicator is None or plan.purpose not in (Purpose.OBSERVATION, Purpose.TARGET, Purpose.NO_SPAN):
        return False
    indicator = catalogue.indicators[plan.indicator]
    return indicator.kind in (Kind.FLOW, Kind.MONEY, Kind.STOCK) and indicator.measure != "名"


def _with_total_row(block: Block, adds: npt.NDArray[np.bool_], catalogue: Catalogue) -> Block:
    rows = block.table.rows
    here = np.flatnonzero(block.is_figure_row)
    parents = _parents([rows.units[row] for row in here.tolist()], catalogue)
    if len(rows.heads) > 1 or len(here) < 3 or len(parents) != 1:
        return block
    row = here[parents[0]]
    own, others = block.values[row], block.values[here[here != row]]
    if not _adds_up(own, others, adds[row]):
        return block
    sorts = rows.sorts.copy()
    sorts[row] = int(RowSort.TOTAL)
    return replace(block, table=replace(block.table, rows=replace(rows, sorts=sorts)))


def _with_total_columns(block: Block, adds: npt.NDArray[np.bool_], catalogue: Catalogue, today: date) -> Block:
    """Units across, each with one column or several (目标, 累计): the parent's are totals where they are sums."""
    columns = block.table.figure_columns
    here = np.flatnonzero(block.is_figure_row)
    alike: dict[Head, list[int]] = {}
    for place, column in enumerate(columns):
        if column.head.unit is not None and not column.head.total:
            alike.setdefault(replace(column.head, unit=None, label=""), []).append(place)
    above, are_sums = set(), False
    for places in alike.values():
        parents = _parents([columns[place].head.unit for place in places], catalogue)
        if len(places) < 3 or len(parents) != 1:
            return block
        own = places.pop(parents[0])
        above.add(columns[own].place)
        if adds[here, own].any():
            if not _adds_up(block.values[here, own], block.values[here][:, places].T, adds[here, own]):
                return block
            are_sums = True
    if not are_sums:
        return block
    table = replace(
        block.table,
        columns=tuple(
            replace(column, head=replace(column.head, total=True)) if column.place in above else column
            for column in block.table.columns
        ),
    )
    plans, by_head = _plans(table, catalogue, today)
    return replace(block, table=table, plans=plans, by_head=by_head, plan_of=by_head[table.rows.head_of])


def _parents(units: list[str | None], catalogue: Catalogue) -> list[int]:
    """The places of units under which others of the list stand."""
    above = {catalogue.units[unit].parent for unit in units if unit is not None}
    return [place for place, unit in enumerate(units) if unit is not None and unit in above]


def _adds_up(own: npt.NDArray[np.float64], others: npt.NDArray[np.float64], adds: npt.NDArray[np.bool_]) -> bool:
    """Whether all of a parent's figures that can be added up are the sums of the others', one row a unit."""
    asked = adds & np.isfinite(own)
    sums = np.nansum(others[:, asked], axis=0)
    return bool((own[asked] > 0).any() and np.allclose(own[asked], sums, rtol=1e-9, atol=0.006))
