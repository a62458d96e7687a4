"""All checks of one file, in the order in which they build on each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from etl.checks.agreement import check_parts, settle_repeats
from etl.checks.cells import check_cells, count_missing
from etl.checks.limits import check_rates, settle_limits
from etl.checks.naming import check_names
from etl.checks.timing import check_spans
from etl.checks.totals import check_totals
from etl.layout.block import Block
from etl.layout.figures import Codes, Figures, figures_of, joined
from etl.layout.plans import Purpose
from etl.model import Finding, Severity
from etl.names import Names
from guoban.catalogue.model import Catalogue

EarlierFigures = Callable[[date, date], pd.DataFrame]
"""(first day, last day) → figures in force that lie between them: unit, indicator, first_day, last_day, value."""

_WEIGHT = {Severity.ERROR: 0, Severity.QUESTION: 1, Severity.WARNING: 2, Severity.NOTE: 3}


@dataclass(frozen=True)
class Checked:
    """What may be loaded, and everything found.

    sheets: the sheet of each block. missing: how many figures are asked for and blank.
    """

    observations: Figures
    targets: Figures
    findings: tuple[Finding, ...]
    sheets: tuple[str, ...]
    missing: int


def check(
    blocks: tuple[Block, ...], catalogue: Catalogue, names: Names, today: date, earlier: EarlierFigures
) -> Checked:
    """Check the tables of a file and the figures in them; what is wrong or open is left out of the figures."""
    codes = Codes.of(catalogue)
    sheets = tuple(block.table.grid.sheet.name for block in blocks)
    findings: list[Finding] = []
    observed: list[Figures] = []
    targeted: list[Figures] = []
    for number, block in enumerate(blocks):
        timing = list(check_spans(block, today))
        findings += timing
        findings += check_names(block, catalogue, names)
        findings += check_cells(block, catalogue, codes)
        findings += check_totals(block, catalogue)
        if not timing:
            observed.append(figures_of(block, number, Purpose.OBSERVATION, catalogue, codes))
            targeted.append(figures_of(block, number, Purpose.TARGET, catalogue, codes))
    figures = []
    for parts in (observed, targeted):
        within = settle_limits(joined(parts, codes), catalogue, sheets)
        once = settle_repeats(within.figures, catalogue, sheets)
        findings += [*within.findings, *once.findings]
        figures.append(once.figures)
    observations, targets = figures
    findings += check_rates(observations, catalogue, sheets)
    findings += _parts(observations, catalogue, sheets, earlier)
    missing = sum(count_missing(block, codes) for block in blocks)
    return Checked(observations, targets, in_order(findings), sheets, missing)


def _parts(
    observations: Figures, catalogue: Catalogue, sheets: tuple[str, ...], earlier: EarlierFigures
) -> list[Finding]:
    """Cumulative figures against their parts; the store is asked only where the file has both 累计 and a part of it."""
    examples = np.unique(observations.span_of, return_index=True)[1]
    if len(examples) < 2:
        return []
    spans = set(zip(observations.first_day[examples].tolist(), observations.last_day[examples].tolist(), strict=True))
    ends = {last for first, last in spans if any(other != first and until == last for other, until in spans)}
    before = max((first for first, last in spans if last in ends), default=None)
    stored = earlier(date(before.year, 1, 1), before) if before is not None else pd.DataFrame()
    return list(check_parts(observations, stored, catalogue, sheets))


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Errors first, then questions, warnings, notes; the same thing about the same cell once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: _WEIGHT[found.severity]))
