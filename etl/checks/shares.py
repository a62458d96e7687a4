"""Targets against their parts (domain rule 6): the quarters of a year, the units below a unit."""

from collections.abc import Iterator

import numpy as np

from etl.checks.arrays import Flags, Floats
from etl.checks.citing import Cited, first_of
from etl.checks.past import Past
from etl.checks.rules import finding
from etl.checks.wording import amount, unit_name
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.layout.figures import Codes, Figures, Ints, unit_of
from etl.layout.plans import Purpose
from etl.layout.words import Role
from etl.model import Finding
from guoban.calendar import Span, quarter_span
from guoban.catalogue.model import Catalogue, Kind

_TOLERANCE = 0.006


def check_quarters(block: Block, targets: Figures, catalogue: Catalogue) -> Iterator[Finding]:
    """Targets of a table for quarters (or halves) that do not add up to the target of the year.

    Cumulative ones, the last of which is the target of the year, are right as well.
    """
    plans = block.plans
    parts = [n for n, plan in enumerate(plans) if plan.purpose is Purpose.PART and plan.indicator and plan.span]
    if not parts or not len(targets):
        return
    annual = _by_key(targets)
    units, codes = unit_of(block, targets.codes), targets.codes
    heads = block.table.rows.heads
    found: dict[tuple[int, str, int], dict[Span, tuple[float, int, int]]] = {}
    for i, j in np.argwhere(np.isin(block.plan_of, parts) & (block.states == FIGURE) & (units >= 0)).tolist():
        plan = plans[block.plan_of[i, j]]
        roles = block.table.figure_columns[j].head.role, heads[block.table.rows.head_of[i]].role
        if plan.span is not None and plan.indicator and (Role.TARGET in roles or block.table.context.targets):
            key = int(units[i, j]), plan.indicator, plan.span.last_day.year
            found.setdefault(key, {})[plan.span] = float(block.values[i, j]), i, j
    numbers = {code: n for n, code in enumerate(codes.indicators)}
    wrong: list[tuple[tuple[int, str, int], float, int, int, float]] = []
    for (unit, code, year), by_span in found.items():
        whole = annual.get((unit, numbers[code], year))
        indicator = catalogue.indicators[code]
        pieces = _whole_year(year, by_span)
        if whole is None or pieces is None or indicator.kind not in (Kind.FLOW, Kind.MONEY):
            continue
        total, last = sum(value for value, _i, _j in pieces), pieces[-1]
        cumulative = abs(last[0] - whole) <= _TOLERANCE and sorted(pieces) == pieces
        if abs(total - whole) > _TOLERANCE and not cumulative:
            wrong.append(((unit, code, year), whole, last[1], last[2], total))

    def differs(number: int) -> Finding:
        (unit, code, _year), whole, i, j, total = wrong[number]
        indicator = catalogue.indicators[code]
        return finding(
            "target-quarters-mismatch",
            sheet=block.table.grid.sheet.name,
            cell=block.address(i, j),
            unit=unit_name(catalogue, codes.units[unit]),
            indicator=indicator.name_zh,
            whole=amount(whole, indicator),
            parts=amount(total, indicator),
            difference=amount(abs(whole - total), indicator),
        )

    yield from first_of(list(range(len(wrong))), differs)


def _by_key(targets: Figures) -> dict[tuple[int, int, int], float]:
    keys = zip(targets.unit.tolist(), targets.indicator.tolist(), targets.year.tolist(), strict=True)
    return dict(zip(keys, targets.value.tolist(), strict=True))


def _whole_year(year: int, by_span: dict[Span, tuple[float, int, int]]) -> list[tuple[float, int, int]] | None:
    """The four quarters, or the two halves, where all of them are there; cumulative quarters count as quarters."""
    quarters = [quarter_span(year, quarter) for quarter in (1, 2, 3, 4)]
    new_year = quarters[0].first_day
    to_date = [Span(new_year, quarter.last_day) for quarter in quarters]
    halves = [to_date[1], Span(quarters[2].first_day, quarters[3].last_day)]
    for wanted in (quarters, to_date, halves):
        if all(span in by_span for span in wanted):
            return [by_span[span] for span in wanted]
    return None


def check_tree(targets: Figures, cited: Cited, past: Past) -> Iterator[Finding]:
    """Targets of a unit that differ from the sum over the units below it, where the file brings either of them.

    While a county hands out targets letter by letter its units have less than the whole: only where the file has the
    unit and those below it together, or where those below have been given more than the whole, is it said.
    """
    if not len(targets):
        return
    codes, catalogue = targets.codes, cited.catalogue
    parents = _parents(catalogue, codes)
    for year in np.unique(targets.year).tolist():
        here = np.flatnonzero(targets.year == year)
        filed = np.full((len(codes.units), len(codes.indicators)), np.nan)
        place = np.full(filed.shape, -1)
        filed[targets.unit[here], targets.indicator[here]] = targets.value[here]
        place[targets.unit[here], targets.indicator[here]] = here
        known = np.where(np.isfinite(filed), filed, past.targets(codes, year))
        adds = np.array([_adds_up(cited, code) for code in codes.indicators], bool)
        named = np.unique(targets.unit[here])
        for parent in np.unique(np.concatenate([named, parents[named][parents[named] >= 0]])).tolist():
            below = np.flatnonzero(parents == parent)
            if len(below):
                yield from _against_parts(parent, below, known, filed, adds, place, cited, targets)


def _parents(catalogue: Catalogue, codes: Codes) -> Ints:
    """The number of each unit's parent; -1 for the root."""
    numbers = {code: n for n, code in enumerate(codes.units)}
    return np.array([numbers.get(catalogue.units[code].parent or "", -1) for code in codes.units], np.int64)


def _adds_up(cited: Cited, code: str) -> bool:
    indicator = cited.catalogue.indicators[code]
    return indicator.kind in (Kind.FLOW, Kind.MONEY, Kind.STOCK) and indicator.measure != "名"


def _against_parts(
    parent: int, below: Ints, known: Floats, filed: Floats, adds: Flags, place: Ints,
    cited: Cited, targets: Figures,
) -> Iterator[Finding]:  # fmt: skip
    parts = np.where(np.isfinite(known[below]), known[below], 0.0).sum(axis=0)
    own, given = known[parent], np.isfinite(known[below]).sum(axis=0)
    together = np.isfinite(filed[parent]) & (np.isfinite(filed[below]).sum(axis=0) >= 2)
    touched = np.isfinite(filed[parent]) | np.isfinite(filed[below]).any(axis=0)
    differs = np.isfinite(own) & (given > 0) & (np.abs(parts - own) > _TOLERANCE)
    wrong = adds & touched & differs & (together | (parts > own))

    def found(indicator: int) -> Finding:
        here = int(place[parent, indicator])
        here = here if here >= 0 else int(max(place[below, indicator]))
        return finding(
            "target-parts-mismatch",
            **cited.where(here),
            unit=unit_name(cited.catalogue, targets.codes.units[parent]),
            indicator=cited.indicator(here).name_zh,
            whole=cited.amount(here, float(own[indicator])),
            parts=cited.amount(here, float(parts[indicator])),
            count=int(given[indicator]),
            difference=cited.amount(here, abs(float(own[indicator] - parts[indicator]))),
        )

    yield from first_of(np.flatnonzero(wrong).tolist(), found)
