"""How numbers and days are written, in one place and for both languages.

Chinese: thousands set apart by a thin space (GB/T 15835), 万元 and 亿元 by size, 2026年6月30日.
English: commas, k, m and bn, 30 June 2026.
Rounding is half up, as an accountant rounds. A number that is not there is written —.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from numbers import Real

from babel.dates import format_date, format_datetime

from guoban.text import CHINESE, _, language

NOTHING = "—"
THIN_SPACE = "\u202f"
MINUS = "\u2212"
YUAN = "元"
PERCENT = "%"

_YUAN_STEPS = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"))
_ENGLISH_STEPS = ((Decimal(1_000_000_000), "bn"), (Decimal(1_000_000), "m"), (Decimal(1_000), "k"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure ready to be shown: the number, and the measure that stands behind it (may be empty)."""

    number: str
    measure: str

    def __str__(self) -> str:
        return f"{self.number} {self.measure}".rstrip() if self.measure else self.number


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is counted in (计量单位), and how it is to be shown.

    name: the base measure (家, 份, 元, %); display: 万元 or 亿元 to fix the scale of money, None = by size;
    decimals: fixed number of decimals, None = by size.
    """

    name: str
    display: str | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Divide by `divisor`, write `decimals` places, name it `measure`."""

    divisor: float
    decimals: int | None
    measure: str


def is_number(value: object) -> bool:
    """Whether there is a finite number to show."""
    return isinstance(value, Real | Decimal) and not isinstance(value, bool) and math.isfinite(value)


def grouped(value: float | Decimal, decimals: int) -> str:
    """`value` rounded half up to `decimals` places, thousands set apart."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    written = f"{rounded:,.{decimals}f}".replace("-", MINUS)
    return written.replace(",", THIN_SPACE) if language() == CHINESE else written


def number(value: float | None, decimals: int | None = None) -> str:
    """A plain number; whole ones without decimals, others with at most two, unless `decimals` says so."""
    if value is None or not is_number(value):
        return NOTHING
    if decimals is not None:
        return grouped(value, decimals)
    written = grouped(value, 2)
    return written.rstrip("0").rstrip(".") if "." in written else written


def percent(fraction: float | None, decimals: int = 1) -> str:
    """A fraction of 1 as per cent: 0.489 → 48.9%."""
    if fraction is None or not is_number(fraction):
        return NOTHING
    return grouped(Decimal(repr(float(fraction))) * 100, decimals) + "%"


def points(fraction: float) -> str:
    """The size of a difference of two percentages, without its sign: 0.011 → 1.1 个百分点.

    A difference that is there but rounds to nothing is said to be under 0.1, never 0.0.
    """
    size = abs(fraction) * 100
    if 0 < size < 0.05:
        return _("under 0.1 points")
    return _("{number} points").format(number=grouped(size, 1))


def scale_for(values: Iterable[float | None], measure: Measure) -> Scale:
    """One scale for all `values`, chosen by the largest, so that a column or an axis reads in one measure."""
    if measure.name == PERCENT:
        return Scale(0.01, 1 if measure.decimals is None else measure.decimals, PERCENT)
    if measure.name != YUAN:
        return Scale(1, measure.decimals, measure_name(measure.name))
    largest = max((abs(value) for value in values if value is not None and is_number(value)), default=0.0)
    steps = _YUAN_STEPS if language() == CHINESE else _ENGLISH_STEPS
    wanted = measure.display if language() == CHINESE else None
    for divisor, name in steps:
        if wanted == name or (wanted is None and largest >= divisor):
            decimals = measure.decimals if measure.decimals is not None else money_decimals(largest / float(divisor))
            return Scale(float(divisor), decimals, name)
    return Scale(1, measure.decimals, YUAN if language() == CHINESE else "")


def money_decimals(scaled: float) -> int:
    """Decimals for scaled money: 97.8 万元, but 1 317 万元."""
    return 0 if scaled >= 1_000 else 1 if scaled >= 10 else 2


def scaled(value: float | None, scale: Scale) -> str:
    """The number of `value` on `scale`, without the measure (but with the % of a percentage)."""
    if value is None or not is_number(value):
        return NOTHING
    exact = Decimal(repr(float(value))) / Decimal(repr(scale.divisor))
    written = grouped(exact, scale.decimals) if scale.decimals is not None else number(float(exact))
    return written + PERCENT if scale.measure == PERCENT else written


def amount(value: float | None, measure: Measure) -> Amount:
    """A figure with its measure, money in 元, 万元 or 亿元 by its size."""
    if value is None or not is_number(value):
        return Amount(NOTHING, "")
    scale = scale_for((value,), measure)
    written = scaled(value, scale)
    if scale.measure == PERCENT:
        return Amount(written, "")
    if measure.name == YUAN and language() != CHINESE:
        return Amount(f"¥{written}{scale.measure}", "")
    return Amount(written, scale.measure)


def estimate(value: float | None, measure: Measure, *, at_least: bool = False) -> Amount:
    """A figure that was worked out, not counted: things and people come whole. at_least: rounded up, for a need."""
    return amount(whole(value, measure, at_least=at_least), measure)


def whole(value: float | None, measure: Measure, *, at_least: bool = False) -> float | None:
    """`value` as a whole number where the measure counts things; money and percentages as they are."""
    if value is None or not is_number(value) or measure.name in (YUAN, PERCENT):
        return value
    return float(math.ceil(round(value, 6)) if at_least else math.floor(value + 0.5))


def measure_name(name: str) -> str:
    """家, 份, 人次 … as it stands behind a figure; English leaves it out, for the name says what is counted."""
    return name if language() == CHINESE else ""


def in_measure(title: str, measure: str) -> str:
    """A title with the measure of all its figures behind it: 全部数据（份）."""
    return _("{title} ({measure})").format(title=title, measure=measure) if measure else title


def day(on: date) -> str:
    """2026年6月30日 · 30 June 2026."""
    if language() == CHINESE:
        return f"{on.year}年{on.month}月{on.day}日"
    return format_date(on, "d MMMM y", locale="en")


def short_day(on: date) -> str:
    """6月30日 · 30 June."""
    if language() == CHINESE:
        return f"{on.month}月{on.day}日"
    return format_date(on, "d MMMM", locale="en")


def stored_moment(at: datetime) -> str:
    """A moment of the store, which is UTC without saying so, as the clock of the office shows it."""
    return moment(at.replace(tzinfo=UTC).astimezone())


def moment(at: datetime) -> str:
    """2026-07-08 09:12 in both languages; a stamp, not prose."""
    return format_datetime(at, "yyyy-MM-dd HH:mm", locale="en")
