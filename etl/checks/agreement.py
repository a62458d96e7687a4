"""The same figure more than once in a file: with the same value, as 本季 and 累计 of one row, or in contradiction."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from etl.checks.arrays import Flags
from etl.checks.citing import Cited, first_of
from etl.checks.rules import finding
from etl.checks.running import not_cumulative
from etl.layout.block import Block
from etl.layout.figures import Figures, Ints
from etl.layout.words import Role
from etl.model import Finding
from guoban.catalogue.model import Catalogue

_TOLERANCE = 1e-6
_MOST_CONTRADICTIONS = 20
"""So many contradictions between two tables are listed, the others counted."""


@dataclass(frozen=True)
class Settled:
    """Figures without repeats and contradictions, and what was found on the way."""

    figures: Figures
    findings: list[Finding]


def settle_repeats(figures: Figures, catalogue: Catalogue, blocks: tuple[Block, ...]) -> Settled:
    """Keep each figure once.

    Same value: the first is kept, one note a sheet. In one row, 累计 wins over 本季 (domain rule 2). A figure of its
    own wins over the half of a pair. Otherwise different values contradict each other and none of them is kept.
    """
    keys = _keys(figures)
    if _all_differ(keys):
        return Settled(figures, [])
    order = pd.factorize(keys)[0]
    cited = Cited(figures, catalogue, tuple(block.table.grid.sheet.name for block in blocks))
    chosen = _chosen(figures, order)
    repeated = chosen != np.arange(len(figures))
    different = repeated & (np.abs(figures.value - figures.value[chosen]) > _TOLERANCE)
    keep = ~repeated
    disputed: list[tuple[int, int]] = []
    findings: list[Finding] = []
    places = np.flatnonzero(different)
    for first, group in pd.Series(places).groupby(chosen[places], sort=False):
        one, others = int(str(first)), group.tolist()
        if figures.cumulative[one] and all(_same_row(figures, other, one) for other in others):
            findings.append(not_cumulative(cited, one, float(figures.value[others[0]])))
        elif not figures.derived[others].all():
            keep[one] = False
            disputed.append((one, others[0]))
    findings += _disputes(disputed, cited, blocks)
    beside = repeated & (figures.derived | _in_same_row(figures, chosen))
    agreed = repeated & ~beside & ~np.isin(chosen, chosen[places])
    for block in np.unique(figures.block[agreed]).tolist():
        told = np.flatnonzero(agreed & (figures.block == block))
        findings.append(finding("duplicate-figure", **cited.where(int(told[0])), count=len(told)))
    return Settled(figures.kept(keep), findings)


def _keys(figures: Figures) -> Ints:
    """One number for each unit, indicator and span (or year)."""
    spans = figures.span_of
    return np.asarray(
        (figures.unit * len(figures.codes.indicators) + figures.indicator) * (spans.max(initial=0) + 1) + spans
    )


_FEW_TIMES = 8
"""Numbers up to so many times as many as there are of them are counted in less time than they are sorted."""


def _all_differ(numbers: Ints) -> bool:
    """Whether no number, of 0 and above, is there twice."""
    if numbers.max(initial=0) < _FEW_TIMES * len(numbers):
        return bool(np.bincount(numbers).max(initial=0) <= 1)
    return len(np.unique(numbers)) == len(numbers)


def _chosen(figures: Figures, order: Ints) -> Ints:
    """For each figure the one that stands for all with its key: its own before a half of a pair, 累计, the first."""
    places = np.lexsort((np.arange(len(order)), ~figures.cumulative, figures.derived, order))
    firsts = places[np.r_[True, np.diff(order[places]) != 0]]
    return np.asarray(firsts[order])  # keys are numbered from 0 without a gap, so the n-th first is that of key n


def _in_same_row(figures: Figures, chosen: Ints) -> Flags:
    """Which figures are 本季 to a chosen 累计 (or the reverse) of the same row."""
    same_place = (figures.block == figures.block[chosen]) & (figures.row == figures.row[chosen])
    return np.asarray(same_place & (figures.cumulative != figures.cumulative[chosen]))


def _same_row(figures: Figures, one: int, other: int) -> bool:
    same_place = figures.block[one] == figures.block[other] and figures.row[one] == figures.row[other]
    return bool(same_place and figures.cumulative[one] != figures.cumulative[other])


def _disputes(disputed: list[tuple[int, int]], cited: Cited, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    """Contradictions: of a unit with two rows once for the rows, between two tables and within one a figure each."""
    figures = cited.figures
    rows: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    between: dict[tuple[int, int], list[int]] = {}  # blocks → places among the disputed
    for number, (first, second) in enumerate(disputed):
        block = int(figures.block[first])
        if block != figures.block[second]:
            between.setdefault((block, int(figures.block[second])), []).append(number)
        elif _has_row_a_unit(blocks[block]) and figures.column[first] == figures.column[second]:
            both = sorted((int(figures.row[first]), int(figures.row[second])))
            rows.setdefault((block, both[0], both[1]), []).append((first, second))
        else:
            between.setdefault((block, block), []).append(number)
    for pairs in rows.values():
        yield _unit_twice(cited, pairs)
    for (one, other), numbers in between.items():
        rule = "contradiction" if one == other else "tables-disagree"
        yield from first_of(numbers, partial(_contradiction, rule, cited, disputed), _MOST_CONTRADICTIONS)


def _has_row_a_unit(block: Block) -> bool:
    """Whether each row of a table is a unit, all of its figures beside it."""
    table = block.table
    return table.column_of(Role.UNIT) is not None and table.column_of(Role.INDICATOR) is None


def _unit_twice(cited: Cited, pairs: list[tuple[int, int]]) -> Finding:
    first, second = sorted(pairs[0])
    whose = cited.whose(first)
    return finding(
        "unit-twice",
        **cited.where(second),
        unit=whose["unit"],
        first_row=int(cited.figures.place_row[first]) + 1,
        second_row=int(cited.figures.place_row[second]) + 1,
        count=len(pairs),
        example=f"{whose['indicator']} {cited.amount(first)} ≠ {cited.amount(second)}",
    )


def _contradiction(rule: str, cited: Cited, disputed: list[tuple[int, int]], number: int) -> Finding:
    figures, (first, second) = cited.figures, disputed[number]
    is_target = bool(np.isnat(figures.first_day[first]))
    return finding(
        rule,
        **cited.where(second),
        **cited.whose(first),
        span=str(figures.year[first]) if is_target else str(cited.span(first)),
        first=cited.amount(first),
        first_cell=cited.address(first),
        second=cited.amount(second),
    )
