"""Single cells: what cannot be read, what is missing, what could be read in two ways."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from etl.checks.rules import finding
from etl.checks.wording import joined, number, unit_name
from etl.layout.block import Block
from etl.layout.cell_states import BLANK, FIGURE, MARK, MERGED, UNREADABLE, WRONG_MEASURE
from etl.layout.figures import Codes, Ints, unit_of
from etl.layout.plans import Purpose
from etl.model import Finding
from guoban.catalogue.model import Catalogue

_MOST_SINGLE_MARKS = 20
"""Up to so many typed marks on a sheet are reported cell by cell, more of them unit by unit."""


def check_cells(block: Block, catalogue: Catalogue, codes: Codes) -> Iterator[Finding]:
    """Everything odd about single cells of rows that can be loaded."""
    if not block.unclear and (block.states[block.is_figure_row] == FIGURE).all():
        return
    units = unit_of(block, codes)
    yield from _unreadable(block, catalogue, codes, units)
    yield from _unclear(block)
    yield from _either(block, catalogue, codes, units)
    yield from _missing(block, catalogue, codes, units)


def count_missing(block: Block, codes: Codes) -> int:
    """How many figures a table asks for and does not have: pairs of unit and indicator without any figure."""
    if (block.states[block.is_figure_row] == FIGURE).all():
        return 0
    return len(_missing_pairs(block, codes, unit_of(block, codes)))


def _unreadable(block: Block, catalogue: Catalogue, codes: Codes, units: Ints) -> Iterator[Finding]:
    sheet = block.table.grid.sheet
    wrong = np.isin(block.states, (UNREADABLE, WRONG_MEASURE, MERGED)) & block.is_figure_row[:, None]
    for i, j in np.argwhere(wrong).tolist():
        plan = block.plans[block.plan_of[i, j]]
        if not plan.purpose.is_loaded and plan.purpose is not Purpose.NO_SPAN:
            continue
        place = int(block.table.rows.places[i]), int(block.places[j])
        raw = sheet.error_cells.get(place) or str(block.table.grid.cells[place])
        indicator = catalogue.indicators[plan.indicator or ""]
        unit = unit_name(catalogue, codes.units[units[i, j]]) if units[i, j] >= 0 else ""
        cell = block.address(i, j)
        words: dict[str, Any]
        if block.states[i, j] == MERGED:
            yield finding("merged-figure", sheet=sheet.name, cell=cell)
        elif block.states[i, j] == WRONG_MEASURE:
            words = {"raw": raw.strip(), "indicator": indicator.name_zh, "own": indicator.measure}
            yield finding("value-measure-mismatch", sheet=sheet.name, cell=cell, **words)
        else:
            words = {"raw": raw.strip(), "unit": unit, "indicator": indicator.name_zh}
            yield finding("unreadable-value", sheet=sheet.name, cell=cell, **words)


def _unclear(block: Block) -> Iterator[Finding]:
    for i, j in block.unclear:
        raw = number(block.values[i, j] * 100)
        cell = block.address(i, j)
        share = number(block.values[i, j] * 10_000)
        yield finding("percent-unclear", sheet=block.table.grid.sheet.name, cell=cell, raw=raw, percent=f"{share}%")


def _either(block: Block, catalogue: Catalogue, codes: Codes, units: Ints) -> Iterator[Finding]:
    sheet = block.table.grid.sheet.name
    for (i, j), (first, second) in block.either.items():
        raw = str(block.table.grid.cells[int(block.table.rows.places[i]), int(block.places[j])]).strip()
        cell = block.address(i, j)
        indicator = catalogue.indicators[block.plans[block.plan_of[i, j]].indicator or ""].name_zh
        words: dict[str, Any] = {"raw": raw, "first": first, "second": second, "indicator": indicator}
        words["unit"] = unit_name(catalogue, codes.units[units[i, j]]) if units[i, j] >= 0 else ""
        choices, about = (first, second), f"{sheet}!{cell}"
        yield finding("percent-or-fraction", sheet=sheet, cell=cell, choices=choices, about=about, **words)


def _missing_pairs(block: Block, codes: Codes, units: Ints) -> list[tuple[int, str, int, int, bool]]:
    """(unit, indicator, row, column, is a typed mark) for each unit and indicator of a table without any figure."""
    observed = np.array([plan.purpose is Purpose.OBSERVATION for plan in block.plans], bool)[block.plan_of]
    asked = observed & block.is_figure_row[:, None] & (units >= 0)
    if not (asked & np.isin(block.states, (BLANK, MARK))).any():
        return []
    found: dict[tuple[int, str], tuple[int, int, bool]] = {}
    answered: set[tuple[int, str]] = set()
    indicators = [plan.indicator or "" for plan in block.plans]
    for i, j in np.argwhere(asked & np.isin(block.states, (BLANK, MARK))).tolist():
        key = int(units[i, j]), indicators[block.plan_of[i, j]]
        typed = bool(block.states[i, j] == MARK)
        if key not in found or (typed and not found[key][2]):
            found[key] = i, j, typed
    rows = {key[0] for key in found}
    for i, j in np.argwhere(asked & ~np.isin(block.states, (BLANK, MARK)) & np.isin(units, list(rows))).tolist():
        answered.add((int(units[i, j]), indicators[block.plan_of[i, j]]))
    return [
        (unit, indicator, *where) for (unit, indicator), where in found.items() if (unit, indicator) not in answered
    ]


def _missing(block: Block, catalogue: Catalogue, codes: Codes, units: Ints) -> Iterator[Finding]:
    """One finding a typed mark where there are few of them; else one a unit, or one an indicator missing everywhere."""
    pairs = _missing_pairs(block, codes, units)
    sheet = block.table.grid.sheet.name
    marked = [pair for pair in pairs if pair[4]]
    words: dict[str, Any]
    single = marked if len(marked) <= _MOST_SINGLE_MARKS else []
    for unit, indicator, i, j, _typed in single:
        words = {
            "unit": _name(unit, catalogue, codes),
            "indicators": catalogue.indicators[indicator].name_zh,
        }
        yield finding("missing-value", sheet=sheet, cell=block.address(i, j), **words)
    by_unit: dict[int, list[tuple[str, int, int]]] = {}
    for unit, indicator, i, j, typed in pairs:
        if not (typed and single):
            by_unit.setdefault(unit, []).append((indicator, i, j))
    for unit, missing in by_unit.items():
        names = [catalogue.indicators[indicator].name_zh for indicator, _i, _j in missing]
        _indicator, i, j = missing[0]
        words = {"unit": _name(unit, catalogue, codes), "indicators": joined(names)}
        yield finding("missing-value", sheet=sheet, cell=block.address(i, j), **words)


def _name(unit: int, catalogue: Catalogue, codes: Codes) -> str:
    return unit_name(catalogue, codes.units[unit])
