"""Columns beside the figures: last year's are held to the store, computed ones to what they are computed from.

None of them is loaded. A cell that agrees with any of the ways in which it may be meant (本季 or 累计, per cent or
fraction) is right.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from etl.checks.arrays import Flags, Floats
from etl.checks.aside import Asides, Sort, read_asides
from etl.checks.citing import first_of
from etl.checks.course import read_course
from etl.checks.ledger import Ledger
from etl.checks.past import Past
from etl.checks.rules import finding
from etl.checks.wording import amount, number, percent
from etl.layout.block import Block
from etl.layout.cell_states import FIGURE
from etl.layout.figures import Figures, Ints, unit_of
from etl.layout.plans import Purpose, shifted
from etl.layout.words import Role
from etl.model import Finding
from guoban.calendar import Span
from guoban.catalogue.model import Catalogue, Kind

_TOLERANCE = 0.006
_RATE_TOLERANCE = 0.0051
"""A rate given to whole per cent may be half a per cent off."""


def check_beside(block: Block, ledger: Ledger, targets: Figures, catalogue: Catalogue, past: Past) -> Iterator[Finding]:
    """Every such cell of a table that disagrees. targets: of the file."""
    asides = read_asides(block, ledger, targets.codes)
    if asides is None:
        return
    stored = _last_year(asides)
    yield from _against_store(asides, stored, catalogue)
    yield from _growth(asides, stored, catalogue)
    yield from _completion(asides, _targets(asides, targets, past), catalogue)


def _last_year(asides: Asides) -> Floats:
    """What the store has for each cell's span a year earlier: the likeliest, the other one, all of the year."""
    ledger, course = asides.ledger, read_course(asides.ledger, 3)
    spans = [_a_year_before(plan.span, asides.year) for plan in asides.block.plans]
    periods = [course.ending(span.last_day) if span else -1 for span in spans]
    closes = [course.ending(span.last_day.replace(month=12, day=31)) if span else -1 for span in spans]
    exact = asides.in_ledger(ledger.stored, [ledger.column(span) if span else -1 for span in spans])
    to_date, close_to_date = (asides.in_ledger(course.to_date, places) for places in (periods, closes))
    level, close_level = (asides.in_ledger(course.levels, places) for places in (periods, closes))
    gain = asides.in_ledger(course.gains, periods)
    adds = ledger.adds_up[asides.pair]
    reaches_back = np.array([bool(span and span.first_day.month == span.first_day.day == 1) for span in spans])
    likely = np.where(adds, np.where(reaches_back[asides.plan], to_date, gain), level)
    likely = np.where(np.isfinite(exact), exact, likely)
    others = np.where(adds, np.where(reaches_back[asides.plan], gain, to_date), level)
    return np.column_stack([likely, others, np.where(adds, close_to_date, close_level)])


def _a_year_before(span: Span | None, year: int) -> Span | None:
    """`span` in the year before `year`, where its head may have put it already."""
    return shifted(span, year - 1 - span.last_day.year) if span else None


def _agree(values: Floats, candidates: Floats) -> Flags:
    """Which values are near any of their candidates, one row each."""
    return np.asarray((np.abs(values[:, None] - candidates) <= _TOLERANCE).any(axis=1))


def _against_store(asides: Asides, stored: Floats, catalogue: Catalogue) -> Iterator[Finding]:
    """Last year's figures that differ from the store's, by more than rounding."""
    cells = asides.of(Sort.SAME_SPAN, Sort.LAST_YEAR, Sort.CLOSE)
    sorts = asides.sort[cells]
    candidates = stored[cells].copy()
    candidates[sorts == Sort.SAME_SPAN, 2] = np.nan
    candidates[sorts == Sort.CLOSE, :2] = np.nan
    expected = np.where(sorts == Sort.CLOSE, stored[cells, 2], stored[cells, 0])
    doubtful = np.isfinite(expected) & ~_agree(asides.value[cells], candidates)
    rounded = {
        cell: asides.rounding(cell) * abs(float(asides.value[cell]) / (asides.written(cell) or 1.0))
        for cell in cells[doubtful].tolist()
    }
    wrong = {
        cell: float(value)
        for cell, value, near in zip(cells[doubtful].tolist(), expected[doubtful], candidates[doubtful], strict=True)
        if not (np.abs(near - asides.value[cell]) <= rounded[cell]).any()
    }

    def differs(cell: int) -> Finding:
        indicator, span = asides.indicator(cell, catalogue), _a_year_before(asides.plan_of(cell).span, asides.year)
        if span is not None and asides.sort[cell] == Sort.CLOSE:
            span = Span(span.first_day.replace(month=1, day=1), span.last_day.replace(month=12, day=31))
        return finding(
            "last-year-differs",
            **asides.words(cell, catalogue),
            span=str(span),
            written=amount(float(asides.value[cell]), indicator),
            stored=amount(wrong[cell], indicator),
        )

    yield from _by_column(asides, wrong, differs)


def _by_column(asides: Asides, cells: Iterable[int], found: Callable[[int], Finding]) -> Iterator[Finding]:
    """Findings column by column, of many alike the first ones."""
    columns: dict[int, list[int]] = {}
    for cell in cells:
        columns.setdefault(int(asides.column[cell]), []).append(cell)
    for alike in columns.values():
        yield from first_of(alike, found)


def _now(asides: Asides) -> Floats:
    """What the file says for the span of each cell, then for other spans that end on the same day."""
    ledger, spans = asides.ledger, [plan.span for plan in asides.block.plans]
    found = [asides.in_ledger(ledger.filed, [ledger.column(span) if span else -1 for span in spans])]
    for column in np.flatnonzero(ledger.is_filed).tolist():
        ends = [column if span and np.datetime64(span.last_day) == ledger.last_day[column] else -1 for span in spans]
        found.append(asides.in_ledger(ledger.filed, ends))
    return np.column_stack(found)


@dataclass(frozen=True, slots=True)
class _Worked:
    """How a computed column of some cells may have come about: (this, other) by its formula, one row a cell.

    this, other: figures of which any may be meant. shares: the formula of every pair of them, this by this.
    """

    this: Floats
    other: Floats
    shares: Floats

    def pair(self, row: int, place: int) -> tuple[float, float]:
        """The two figures that a share was worked out from."""
        first, second = divmod(place, self.other.shape[1])
        return float(self.this[row, first]), float(self.other[row, second])


def _growth(asides: Asides, stored: Floats, catalogue: Catalogue) -> Iterator[Finding]:
    """Growth that is neither the share nor the difference between this year's figure and last year's."""
    cells = _computed(asides, Sort.GROWTH)
    if not len(cells):
        return
    now, last = _now(asides)[cells], np.column_stack([_beside_of(asides, cells), stored[cells, :2]])
    differences = now[:, :, None] - last[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (differences / last[:, None, :]).reshape(len(cells), -1)
    differences = differences.reshape(len(cells), -1)

    def is_meant(row: int, cell: int, known: Flags) -> bool:
        return _means(asides, cell, shares[row][known], differences[row][known])

    yield from _differing(asides, cells, _Worked(now, last, shares), is_meant, "({0} − {1}) ÷ {1}", catalogue)


def _completion(asides: Asides, targets: Floats, catalogue: Catalogue) -> Iterator[Finding]:
    """Rates of completion that are not figure ÷ target, for any figure and target of the unit that may be meant."""
    cells = _computed(asides, Sort.COMPLETION)
    if not len(cells):
        return
    now, aims = _now(asides)[cells], targets[asides.pair[cells]]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (now[:, :, None] / aims[:, None, :]).reshape(len(cells), -1)

    def is_meant(row: int, cell: int, known: Flags) -> bool:
        full = np.minimum(shares[row][known], 1.0)  # some write no more than all of it
        return _means(asides, cell, np.concatenate([shares[row][known], full]))

    yield from _differing(asides, cells, _Worked(now, aims, shares), is_meant, "{0} ÷ {1}", catalogue)


def _computed(asides: Asides, sort: Sort) -> Ints:
    """The cells of a computed column, of indicators that are counted."""
    cells = asides.of(sort)
    return cells[np.isin(asides.kind[cells], (Kind.FLOW, Kind.MONEY, Kind.STOCK))]


def _differing(
    asides: Asides,
    cells: Ints,
    worked: _Worked,
    is_meant: Callable[[int, int, Flags], bool],
    formula: str,
    catalogue: Catalogue,
) -> Iterator[Finding]:
    """Cells that say none of what they may have been computed as, each beside the first pair of figures there is.

    is_meant: by row of `worked`, cell and the shares that are known. formula: of the two figures {0} and {1}.
    """
    wrong: dict[int, tuple[int, int]] = {}
    for row, cell in enumerate(cells.tolist()):
        known = np.isfinite(worked.shares[row])
        if known.any() and not is_meant(row, cell, known):
            wrong[cell] = row, int(np.flatnonzero(known)[0])

    def differs(cell: int) -> Finding:
        indicator = asides.indicator(cell, catalogue)
        row, place = wrong[cell]
        return finding(
            "computed-differs",
            **asides.words(cell, catalogue),
            written=number(round(asides.written(cell), 6)),
            formula=formula.format(*(amount(value, indicator) for value in worked.pair(row, place))),
            computed=percent(float(worked.shares[row, place])),
        )

    yield from _by_column(asides, wrong, differs)


def _beside_of(asides: Asides, cells: Ints) -> Floats:
    """Last year's figure that stands in the table itself for the pair and span of each cell; NaN where none does."""
    sources = asides.of(Sort.SAME_SPAN, Sort.LAST_YEAR)
    spans = [_a_year_before(plan.span, asides.year) for plan in asides.block.plans]
    standing = {(int(asides.pair[c]), spans[asides.plan[c]]): float(asides.value[c]) for c in sources.tolist()}
    found = [standing.get((int(asides.pair[c]), spans[asides.plan[c]]), np.nan) for c in cells.tolist()]
    return np.array(found, np.float64)


def _means(asides: Asides, cell: int, shares: Floats, differences: Floats | None = None) -> bool:
    """Whether a cell is one of these shares, as a fraction or per cent, or one of these differences."""
    written, rounding, value = asides.written(cell), asides.rounding(cell), float(asides.value[cell])
    as_fraction = rounding if rounding < 0.1 else 0.0  # a whole number as a fraction is exact: 1 means all of it
    for said, allowed in ((written, as_fraction), (written / 100, rounding / 100)):
        if (np.abs(shares - said) <= max(_RATE_TOLERANCE, allowed)).any():
            return True
    if differences is None:
        return False
    allowed = max(_TOLERANCE, rounding * abs(value / written) if written else rounding)
    return bool((np.abs(np.abs(differences) - abs(value)) <= allowed).any())


def _targets(asides: Asides, targets: Figures, past: Past) -> Floats:
    """Targets that each pair has: of the file, of the store where the file has none, for part of the year."""
    ledger, codes = asides.ledger, asides.codes
    keys = ledger.unit * len(codes.indicators) + ledger.indicator
    found = np.full((len(keys), 3), np.nan)
    if not len(asides.of(Sort.COMPLETION)):
        return found
    of_year = targets.year == asides.year
    _put(found[:, 0], keys, (targets.unit * len(codes.indicators) + targets.indicator)[of_year], targets.value[of_year])
    if np.isnan(found[:, 0]).any():
        stored = past.targets(codes, asides.year)[ledger.unit, ledger.indicator]
        found[:, 1] = np.where(np.isfinite(found[:, 0]), np.nan, stored)
    _put(found[:, 2], keys, *_part_targets(asides))
    return found


def _put(into: Floats, keys: Ints, wanted: Ints, values: Floats) -> None:
    if not len(wanted):
        return
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    known = keys[place] == wanted
    into[place[known]] = values[known]


def _part_targets(asides: Asides) -> tuple[Ints, Floats]:
    """Targets for less than a year that stand in the table: 本季完成率 is measured by them."""
    block, codes = asides.block, asides.codes
    heads = [column.head.role is Role.TARGET for column in block.table.figure_columns]
    parts = np.array([plan.purpose is Purpose.PART and plan.indicator is not None for plan in block.plans], bool)
    units = unit_of(block, codes)
    cells = parts[block.plan_of] & (block.states == FIGURE) & (units >= 0) & np.array(heads, bool)[None, :]
    numbers = {code: n for n, code in enumerate(codes.indicators)}
    indicator = np.array([numbers.get(plan.indicator or "", 0) for plan in block.plans], np.int64)[block.plan_of]
    return (units * len(codes.indicators) + indicator)[cells], block.values[cells]
