"""Figures against the unit's own history: a slip of ten, a hundred, ten thousand, or far outside of what is usual."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from etl.checks.arrays import Flags, Floats
from etl.checks.citing import Cited
from etl.checks.course import Course, read_course
from etl.checks.ledger import Ledger
from etl.checks.rules import finding
from etl.checks.wording import number
from etl.layout.figures import Ints
from etl.model import Finding
from guoban.catalogue.model import Kind
from guoban.text import _


@dataclass(frozen=True, slots=True)
class _Factor:
    """By how much a figure may be wrong. A finding needs so many figures of the past; the written one lies further
    from all of them than `outside` times. steady: only where the past never changed by more than so many times."""

    times: float
    needed: int
    outside: float
    steady: float | None = None


_FACTORS = (_Factor(10_000, 1, 1000), _Factor(100, 2, 20), _Factor(10, 4, 4, steady=3))
_NEAREST = min(factor.outside for factor in _FACTORS)
_NEAR = 0.3
"""Put right, the figure is within 30 % of something usual."""

_SMALL = 5
"""Below this the usual figure says little: two unions last quarter, twenty now, is a good quarter."""

_YEARS_OF_HABIT = 2
_POINTS = 5
"""Figures of the past needed before anything is called unusual."""

_LEAST_SPREAD = 2.0
"""Of what is counted in twos and threes, a dozen is still chance."""


def check_habits(ledger: Ledger, cited: Cited, told: Flags) -> Iterator[Finding]:
    """What is wrong by a power of ten, then what else is far outside of the unit's own past.

    told: figures that something was said about already; extended.
    """
    if not np.isfinite(ledger.stored).any():
        return
    courses = {months: read_course(ledger, months) for months in _grains(ledger)}
    for column in np.flatnonzero(ledger.is_filed).tolist():
        for course in courses.values():
            if (period := course.period_of(ledger, column)) is not None:
                yield from _slips(ledger, course, column, period, cited, told)
                break
    for course in courses.values():
        yield from _outliers(ledger, course, cited, told)


def _grains(ledger: Ledger) -> tuple[int, ...]:
    """Quarters; months too where the file has spans that end with a month and not with a quarter."""
    ends = ledger.last_day[ledger.is_filed].astype("datetime64[M]").astype(np.int64) % 12 + 1
    short = (ledger.last_day - ledger.first_day)[ledger.is_filed] < np.timedelta64(32, "D")
    return (3, 1) if (short | (ends % 3 != 0)).any() else (3,)


def _slips(ledger: Ledger, course: Course, column: int, period: int, cited: Cited, told: Flags) -> Iterator[Finding]:
    """Figures of one span that ten, a hundred or ten thousand times more or less would make usual."""
    usual, same_season = _usual(ledger, course, column, period)
    written = ledger.filed[:, column]
    times, nearest = _put_right(written, usual, same_season, cumulative=course.is_cumulative(ledger, column))
    rows = np.flatnonzero((times != 1) & ~ledger.are("rank", Kind.MILESTONE))
    places = [place for place in ledger.place[rows, column].tolist() if not told[place]]
    told[places] = True
    row_of = dict(zip(ledger.place[rows, column].tolist(), rows.tolist(), strict=True))

    def found(place: int) -> Finding:
        row = row_of[place]
        return _slip(ledger, cited, row, place, float(times[row]), float(nearest[row]))

    yield from cited.listed(places, found)


def _usual(ledger: Ledger, course: Course, column: int, period: int) -> tuple[Floats, Floats]:
    """What figures of this span can be compared with, one column each, and that of the same season last year."""
    n, back = course.per_year, _YEARS_OF_HABIT * course.per_year
    earlier = slice(max(period - back, 0), period)
    nothing = np.full(len(ledger.unit), np.nan)
    season = course.levels[:, period - n] if period >= n else nothing
    usual = course.levels[:, earlier]
    if course.is_cumulative(ledger, column) and period % n:
        done = period % n
        so_far = course.to_date[:, period - 1] * (done + 1) / done
        last_years = [course.to_date[:, period - n * k] for k in (1, 2) if period >= n * k]
        flows = np.column_stack([so_far, *last_years])
        flow_season = last_years[0] if last_years else nothing
    else:
        flows = course.gains[:, earlier]
        flow_season = course.gains[:, period - n] if period >= n else nothing
    width = max(usual.shape[1], flows.shape[1])
    both = np.where(ledger.adds_up, _widened(flows, width).T, _widened(usual, width).T).T
    return both, np.where(ledger.adds_up, flow_season, season)


def _widened(values: Floats, width: int) -> Floats:
    missing = width - values.shape[1]
    return np.hstack([values, np.full((len(values), missing), np.nan)]) if missing else values


def _put_right(written: Floats, usual: Floats, same_season: Floats, *, cumulative: bool) -> tuple[Floats, Floats]:
    """(times, nearest): written ÷ times is near something usual; 1 where nothing is wrong."""
    times, nearest = np.ones(len(written)), np.full(len(written), np.nan)
    if not usual.shape[1]:
        return times, nearest
    most, least = np.fmax.reduce(usual, axis=1), np.fmin.reduce(usual, axis=1)
    rows = np.flatnonzero((written > 0) & ((written > _NEAREST * most) | (written * _NEAREST < least)))
    if not len(rows):
        return times, nearest  # as mostly: no factor asks for less
    count = np.isfinite(usual[rows]).sum(axis=1)
    values, past = written[rows], usual[rows]
    high = np.max(np.where(np.isfinite(past), past, -np.inf), axis=1)
    low = np.min(np.where(np.isfinite(past), past, np.inf), axis=1)
    for factor in _FACTORS:
        needed = 2 if cumulative and factor.needed > 2 else factor.needed
        trusted = (count >= needed) & (high > 0)
        if factor.steady is not None:
            trusted &= (high <= factor.steady * low) & np.isfinite(same_season[rows]) & (low >= _SMALL)
        too_much = trusted & (values > factor.outside * high)
        too_little = trusted & (values * factor.outside < low)
        for wrong, by in ((too_much, factor.times), (too_little, 1 / factor.times)):
            for row in np.flatnonzero(wrong & (times[rows] == 1)).tolist():
                known = past[row][np.isfinite(past[row]) & (past[row] > 0)]
                close = known[np.argmin(np.abs(np.log(values[row] / by / known)))]
                if abs(values[row] / by - close) <= _NEAR * close:
                    times[rows[row]], nearest[rows[row]] = by, close
    return times, nearest


def _slip(ledger: Ledger, cited: Cited, row: int, place: int, times: float, usual: float) -> Finding:
    is_money = ledger.kinds[row] == str(Kind.MONEY) and max(times, 1 / times) > 5000
    ratio = (
        _("{factor} times").format(factor=number(round(times)))
        if times > 1
        else _("1/{factor} of").format(factor=number(round(1 / times)))
    )
    meant, read = ("元", "万元") if times > 1 else ("万元", "元")
    return finding(
        "money-measure-doubtful" if is_money else "magnitude-doubtful",
        **cited.where(place),
        **cited.whose(place),
        value=cited.amount(place),
        ratio=ratio,
        usual=cited.amount(place, usual),
        likely=cited.amount(place, float(cited.figures.value[place]) / times),
        meant=meant,
        read=read,
    )


def _outliers(ledger: Ledger, course: Course, cited: Cited, told: Flags) -> Iterator[Finding]:
    """What a quarter (or month) brought, far outside of what the ones before it brought: by median and MAD."""
    kinds = ledger.are(Kind.FLOW, Kind.MONEY, Kind.STOCK)
    if course.gains.shape[1] <= _POINTS or not kinds.any():
        return
    for period in range(_POINTS, course.gains.shape[1]):
        part, whole = course.columns[period]
        if not any(column >= 0 and ledger.is_filed[column] for column in (part, whole)):
            continue
        place = np.maximum(_places(ledger, part), np.where(_places(ledger, part) < 0, _places(ledger, whole), -1))
        rows = np.flatnonzero(kinds & (place >= 0) & np.isfinite(course.filed_gains[:, period]))
        rows = rows[~told[place[rows]]]
        past = course.gains.T[:period, rows].T  # periods one after another in memory, as they are gone through
        enough = np.isfinite(past).sum(axis=1) >= _POINTS
        if not enough.all():
            rows, past = rows[enough], past.T[:, enough].T
        if not len(rows):
            continue
        gains = course.filed_gains[rows, period]
        far = _is_far(gains, past, course.levels[rows, period - 1], stock=~ledger.adds_up[rows])
        past_of = dict(zip(place[rows[far]].tolist(), zip(gains[far].tolist(), past[far], strict=True), strict=True))
        told[list(past_of)] = True

        def found(place: int, past_of: dict[int, tuple[float, Floats]] = past_of, period: int = period) -> Finding:
            gain, before = past_of[place]
            return _outlier(course, cited, place, period, gain, before[np.isfinite(before)])

        yield from cited.listed(past_of, found)


def _places(ledger: Ledger, column: int) -> Ints:
    return ledger.place[:, column] if column >= 0 else np.full(len(ledger.unit), -1)


def _is_far(gains: Floats, past: Floats, level: Floats, *, stock: Flags) -> Flags:
    """Eight deviations from the median and four times all that was seen, or below a fifth of the least.

    A deviation is the scaled median absolute deviation, but no less than chance alone gives counts of that size. A
    level has to change by a tenth as well; work that never brought anything has no habit.
    """
    high, low = np.fmax.reduce(np.abs(past), axis=1), np.fmin.reduce(past, axis=1)
    outside = (np.abs(gains) > 4 * high) | (~stock & (low > 0) & (gains < low / 5))
    if not outside.any():
        return np.zeros(len(gains), bool)  # before any median is looked for
    middle = median(past)
    spread = 1.4826 * median(np.abs(past - middle[:, None]))
    size = np.abs(middle)
    least = np.where(stock, 0.01 * np.abs(np.nan_to_num(level)), 0.0)
    spread = np.maximum.reduce([spread, 0.15 * size, np.sqrt(size), least, np.full_like(size, _LEAST_SPREAD)])
    moved = ~stock | (np.abs(gains) > 0.1 * np.abs(np.nan_to_num(level)))
    return np.asarray(outside & moved & (stock | (middle > 0)) & (np.abs(gains - middle) > 8 * spread))


def median(values: Floats) -> Floats:
    """The median of each row, missing ones not counted; NaN for a row without any. (numpy's own is far slower.)"""
    ordered = np.sort(values, axis=1)
    count = np.isfinite(ordered).sum(axis=1)
    rows = np.arange(len(ordered))
    below, above = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, ordered.shape[1] - 1)
    middle = (ordered[rows, below] + ordered[rows, above]) / 2
    return np.asarray(np.where(count > 0, middle, np.nan))


def _outlier(course: Course, cited: Cited, place: int, period: int, gain: float, before: Floats) -> Finding:
    return finding(
        "outlier",
        **cited.where(place),
        **cited.whose(place),
        span=str(course.span(period)),
        gain=cited.amount(place, gain),
        count=len(before),
        low=cited.amount(place, float(before.min())),
        high=cited.amount(place, float(before.max())),
    )
