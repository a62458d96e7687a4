"""Units, indicators and settings as they travel between rooms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

Area = str
"""An area of work (工作领域): 组织建设, 集体协商 …, as the indicator catalogue writes it."""


class Kind(StrEnum):
    """What adding up means for an indicator (domain.md, "Kinds of indicator")."""

    FLOW = "flow"
    MONEY = "money"
    STOCK = "stock"
    RATIO = "ratio"
    MILESTONE = "milestone"


class Direction(StrEnum):
    """Whether more is better."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation that reports (单位). `parent` is a code, or None for the root."""

    code: str
    name: str
    kind: str
    parent: str | None
    position: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured (指标).

    measure: the base unit of measure (计量单位): 元 for money, % for ratios (stored as fractions of 1).
    numerator, denominator: codes, for ratios only.
    schedule: cumulative shares of the year due at the four quarter ends, fractions of 1; None = by days (rule 7).
    display_measure: 万元 or 亿元 to fix how money is shown; None = by size.
    """

    code: str
    name_zh: str
    name_en: str
    area: Area
    kind: Kind
    measure: str
    direction: Direction
    numerator: str | None = None
    denominator: str | None = None
    synonyms: tuple[str, ...] = ()
    headline: bool = False
    weight: Decimal = Decimal(1)
    schedule: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    decimals: int | None = None
    display_measure: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator may set.

    slack, tolerance: the edges of the bands of rule 9, fractions of 1: short by less than slack is on schedule still,
    by at most tolerance slightly behind. No slack is the rule; 10 and 30 points are what some cities go by.
    stars: lowest scores for five, four and three stars (domain rule 11).
    score_cap: the most that one indicator's pace counts (domain rule 11).
    due_day: day of the month after a quarter's end on which reports are due.
    amount_gap: by how much of the earlier one, a fraction of 1, an amount has to differ to be called more or less.
    level_gap: the same of a level; of a ratio in points.
    see_others: whether whoever is bound to units sees the figures of the others too: in a county rankings are public.
    sign_off: whether what a reporter uploads counts only once an administrator has approved it.
    backup_hour: from which on a backup is made each day, None = never. backups_kept: of so many days, weeks and months.
    """

    organisation: str = ""
    tolerance: Decimal = Decimal("0.10")
    stars: tuple[Decimal, Decimal, Decimal] = (Decimal(95), Decimal(85), Decimal(75))
    score_cap: Decimal = Decimal(1)
    due_day: int = 10
    amount_gap: Decimal = Decimal("0.05")
    level_gap: Decimal = Decimal("0.01")
    slack: Decimal = Decimal(0)
    see_others: bool = True
    sign_off: bool = True
    backup_hour: int | None = 2
    backups_kept: tuple[int, int, int] = (7, 4, 12)


@dataclass(frozen=True)
class Catalogue:
    """The roster of units and the list of indicators, each in its order."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def root(self) -> Unit:
        """The unit at the top of the tree."""
        return next(unit for unit in self.units.values() if unit.parent is None)

    @cached_property
    def _children(self) -> dict[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            if unit.parent is not None:
                found.setdefault(unit.parent, []).append(unit)
        return {code: tuple(sorted(units, key=lambda unit: unit.position)) for code, units in found.items()}

    def children(self, code: str) -> tuple[Unit, ...]:
        """The units directly under `code`, in roster order."""
        return self._children.get(code, ())

    def under(self, code: str) -> Iterator[Unit]:
        """`code` itself and every unit below it, parents before children."""
        yield self.units[code]
        for child in self.children(code):
            yield from self.under(child.code)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Areas of work in the order of their first indicator."""
        return tuple(dict.fromkeys(indicator.area for indicator in self.indicators.values()))
