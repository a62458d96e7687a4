"""All checks of one file, in the order in which they build on each other."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from etl.checks.agreement import settle_repeats
from etl.checks.aside import has_asides
from etl.checks.beside import check_beside
from etl.checks.cells import check_cells, count_missing
from etl.checks.citing import Cited
from etl.checks.habits import check_habits
from etl.checks.hidden import check_hidden
from etl.checks.ledger import read_ledger
from etl.checks.limits import check_rates, settle_limits
from etl.checks.naming import check_names
from etl.checks.past import Past
from etl.checks.precedence import check_precedence
from etl.checks.running import check_falling, check_parts
from etl.checks.shares import check_quarters, check_tree
from etl.checks.timing import check_spans
from etl.checks.totals import check_totals
from etl.layout.block import Block
from etl.layout.figures import Codes, Figures, day_of, figures_of, joined
from etl.layout.plans import Purpose
from etl.model import Finding, Severity
from etl.names import Names
from guoban.catalogue.model import Catalogue

_YEARS_BACK = 2
"""History reaches back so many years before the first year that a file reports on."""

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


def check(blocks: tuple[Block, ...], catalogue: Catalogue, names: Names, today: date, past: Past) -> Checked:
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
        findings += check_hidden(block)
        findings += check_totals(block, catalogue, blocks)
        if not timing:
            observed.append(figures_of(block, number, Purpose.OBSERVATION, catalogue, codes))
            targeted.append(figures_of(block, number, Purpose.TARGET, catalogue, codes))
    figures = []
    for parts in (observed, targeted):
        within = settle_limits(joined(parts, codes), catalogue, sheets)
        once = settle_repeats(within.figures, catalogue, blocks)
        findings += [*within.findings, *once.findings]
        figures.append(once.figures)
    observations, targets = figures
    findings += check_rates(observations, catalogue, sheets)
    findings += _against_others(observations, targets, blocks, catalogue, past)
    missing = sum(count_missing(block, codes) for block in blocks)
    return Checked(observations, targets, in_order(findings), sheets, missing)


def _against_others(
    observations: Figures, targets: Figures, blocks: tuple[Block, ...], catalogue: Catalogue, past: Past
) -> list[Finding]:
    """The figures of the file against each other and against those of the store; of each figure the worst is said."""
    sheets = tuple(block.table.grid.sheet.name for block in blocks)
    findings = [found for block in blocks for found in check_quarters(block, targets, catalogue)]
    findings += check_tree(targets, Cited(targets, catalogue, sheets), past)
    if not len(observations):
        return findings
    first_year = day_of(observations.last_day.min()).year - _YEARS_BACK
    until = date(day_of(observations.last_day.max()).year, 12, 31)
    earlier = past.figures(observations.codes, np.unique(observations.unit), date(first_year, 1, 1), until)
    asides = [block for block in blocks if has_asides(block)]
    if not len(earlier) and not asides and _is_of_one_span(observations):
        return findings  # nothing to be held against
    ledger = read_ledger(observations, earlier, catalogue)
    cited, told = Cited(observations, catalogue, sheets), np.zeros(len(observations), bool)
    findings += check_parts(ledger, cited, told)
    findings += check_habits(ledger, cited, told)
    findings += check_falling(ledger, cited, told)
    findings += check_precedence(ledger, earlier, cited, past)
    for block in asides:
        findings += check_beside(block, ledger, targets, catalogue, past)
    return findings


def _is_of_one_span(figures: Figures) -> bool:
    first, last = figures.first_day, figures.last_day
    return bool((first == first[0]).all() and (last == last[0]).all())


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Errors first, then questions, warnings, notes; the same thing about the same cell once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda found: _WEIGHT[found.severity]))
