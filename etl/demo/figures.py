"""The figures of the demonstration county as they truly were, before anybody filed them.

Drawn once from the unit's strength, the duty's scale and a die of its own for each unit, indicator and year, so that a
change to one of them leaves the others as they are.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from etl.demo.county import MEMBERS, ROOT, Member
from etl.demo.dice import die_of
from etl.demo.duties import FLOWS, LEVELS, RATES, FlowDuty, LevelDuty
from guoban.catalogue.model import Catalogue, Indicator

FIRST_YEAR, THIS_YEAR = 2024, 2026
YEARS = (2024, 2025, 2026)
QUARTERS_OF_THIS_YEAR = 2

Shares = tuple[float, float, float, float]
Key = tuple[str, str, int]

PROJECTS: dict[str, dict[int, tuple[float, ...]]] = {
    # the key project of those who have one, at each quarter's end: 0 not begun, 0.5 under way, 1 done
    "T01": {2024: (0, 0.5, 0.5, 1), 2025: (0, 0, 0.5, 0.5), 2026: (0.5, 1)},
    "T03": {2025: (0, 0.5, 1, 1), 2026: (0, 0.5)},
    "T12": {2026: (0, 0)},
    "S01": {2025: (0.5, 0.5, 0.5, 1), 2026: (0, 0.5)},
    "P01": {2024: (0, 0, 0.5, 0.5), 2025: (0.5, 0.5, 1, 1), 2026: (0.5, 0.5)},
}
RANKS: dict[int, tuple[int, ...]] = {2024: (5, 4, 4, 3), 2025: (3, 4, 3, 2), 2026: (3, 2)}
"""The county's place in the superior union's appraisal at each quarter's end."""

RANK_TARGETS = {2024: 4, 2025: 3, 2026: 2}
PROJECT, RANK = "SLF-05", "SLF-06"
HIGHEST_GOAL = 0.99
"""Nobody is asked for a rate without exception."""


@dataclass(frozen=True)
class Figures:
    """What really happened.

    amounts: (unit, indicator, year) → what each quarter brought, for flows; base units.
    levels: (unit, indicator, year) → the level at each quarter's end, for stocks, milestones and ranks.
    targets: (unit, indicator, year) → the annual target; base units, fractions of 1 for ratios.
    """

    amounts: dict[Key, tuple[float, ...]] = field(default_factory=dict)
    levels: dict[Key, tuple[float, ...]] = field(default_factory=dict)
    targets: dict[Key, float] = field(default_factory=dict)

    def to_date(self, unit: str, indicator: str, year: int, quarter: int) -> float:
        """A flow from 1 January to the quarter's end."""
        return round(sum(self.amounts[unit, indicator, year][:quarter]), 2)

    def rate(self, unit: str, numerator: str, denominator: str, year: int, quarter: int) -> float:
        """A ratio of two levels, fraction of 1, to a tenth of a percent as units write it."""
        top = self.levels[unit, numerator, year][quarter - 1]
        return round(top / self.levels[unit, denominator, year][quarter - 1], 3)

    def reports(self, unit: str, indicator: str, year: int) -> bool:
        """Whether the unit has the indicator to report in that year."""
        return (unit, indicator, year) in self.amounts or (unit, indicator, year) in self.levels


def draw_figures(catalogue: Catalogue) -> Figures:
    """Draw every figure of every unit, 2024 to the second quarter of 2026."""
    figures = Figures()
    for member in MEMBERS:
        for level in LEVELS:
            if member.branch in level.who:
                _draw_level(figures, member, level, catalogue)
        for flow in FLOWS:
            if member.branch in flow.who:
                _draw_flow(figures, member, flow, catalogue)
        for rate in RATES:
            if member.branch in rate.who:
                better = 0.06 * (member.strength - 0.54)
                for year in YEARS:
                    goal = round(rate.county + better - 0.01 * (THIS_YEAR - year), 2)
                    least = _above_last_year(figures, member, catalogue.indicators[rate.code], year)
                    figures.targets[member.code, rate.code, year] = min(HIGHEST_GOAL, max(goal, least))
    for unit, years in PROJECTS.items():
        for year, states in years.items():
            figures.levels[unit, PROJECT, year] = states
            figures.targets[unit, PROJECT, year] = 1.0
    for year in YEARS:
        figures.levels[ROOT.code, RANK, year] = tuple(float(rank) for rank in RANKS[year])
        figures.targets[ROOT.code, RANK, year] = RANK_TARGETS[year]
        for rate in RATES:
            figures.targets[ROOT.code, rate.code, year] = round(rate.county - 0.01 * (THIS_YEAR - year), 2)
    return figures


def _above_last_year(figures: Figures, member: Member, rate: Indicator, year: int) -> float:
    """The least that an office would ask of a rate: about two points above where it closed the year before."""
    try:
        top, whole = (
            figures.levels[member.code, part or "", year - 1][-1] for part in (rate.numerator, rate.denominator)
        )
    except KeyError:
        return 0.0  # the first year, or parts that are flows: each year begins anew
    return math.floor(100 * top / whole + 2.5) / 100


def quarters_of(year: int) -> int:
    """How many quarters of `year` have been reported."""
    return QUARTERS_OF_THIS_YEAR if year == THIS_YEAR else 4


def _draw_flow(figures: Figures, member: Member, duty: FlowDuty, catalogue: Catalogue) -> None:
    own = catalogue.indicators[duty.code].schedule
    shape: Shares = tuple(float(share) for share in own) if own else duty.shape  # type: ignore[assignment]
    leaning = die_of(member.code, duty.code)()  # a unit is good at some things and bad at others, year after year
    for year in YEARS:
        die = die_of(member.code, duty.code, year)
        if duty.of is not None:
            whole = figures.amounts[member.code, duty.of, year]
            figures.amounts[member.code, duty.code, year] = _part_of(whole, duty.yearly, die)
            continue
        target = _target(member, duty, year)
        if duty.target:
            figures.targets[member.code, duty.code, year] = target
        reached = _reached(member, duty, year, shape, (leaning + die()) / 2)
        jitter = [1 + 0.16 * (die() - 0.5) for _ in range(quarters_of(year))]
        amounts: list[float] = []
        for quarter in range(quarters_of(year)):
            so_far = reached * shape[quarter] * (jitter[quarter] if quarter < 3 else 1)
            amounts.append(max(0.0, duty.grid * round((target * so_far - sum(amounts)) / duty.grid)))
        figures.amounts[member.code, duty.code, year] = tuple(amounts)


def _reached(member: Member, duty: FlowDuty, year: int, shape: Shares, luck: float) -> float:
    """How much of what was due a unit brings, 1 = exactly what was due; `luck` from 0 to 1."""
    if duty.cap:
        return 1.22 - 0.5 * member.strength - 0.2 * luck + (0.12 if member.strength < 0.4 else 0)
    if year == THIS_YEAR:
        reached = member.strength / 0.5 * duty.effect * (0.64 + 0.76 * luck)
        return min(reached, 1.06 / max(shape[QUARTERS_OF_THIS_YEAR - 1], 0.01))
    return 1.0 + 0.35 * (member.strength - 0.5) + 0.28 * (luck - 0.5)


def _target(member: Member, duty: FlowDuty, year: int) -> float:
    """An annual target as an office would set it: a round number."""
    size = member.employees / 1000 * (1.35 if member.branch in "EJ" and duty.yearly < 3 else 1.0)
    wanted = (
        duty.yearly * size * (1 + 0.05 * (year - FIRST_YEAR)) * (0.85 + 0.3 * die_of(member.code, duty.code, "T")())
    )
    for limit, step in ((20, 1), (60, 2), (200, 5), (1000, 10), (5000, 50), (20_000, 500), (200_000, 5_000)):
        if wanted < limit:
            return max(1.0, step * round(wanted / step))
    return 10_000.0 * round(wanted / 10_000)


def _part_of(whole: tuple[float, ...], share: float, die: Callable[[], float]) -> tuple[float, ...]:
    """Of what came in each quarter, how much was settled: never more than came in."""
    return tuple(min(came, float(round(came * share * (0.9 + 0.2 * die())))) for came in whole)


def _draw_level(figures: Figures, member: Member, duty: LevelDuty, catalogue: Catalogue) -> None:
    """A level climbs from last year's close towards its target, as far and as fast as the unit is strong."""
    leaning = die_of(member.code, duty.code)()
    scale = 0.9 + 0.2 * leaning
    closing = duty.start * (0.96 + 0.05 * leaning) if duty.of else member.employees / 1000 * duty.start * scale
    if duty.code == "ORG-08":
        closing = float(member.employees)
    for year in YEARS:
        if year < duty.since:
            continue
        die = die_of(member.code, duty.code, year)
        goal = min(0.995, closing + duty.step) if duty.of else closing * (1 + duty.step)
        reached = _climbed(member, year, (leaning + die()) / 2)
        path = [closing + (goal - closing) * reached * share for share in (0.25, 0.5, 0.75, 1.0)]
        wholes = figures.levels[member.code, duty.of, year] if duty.of else (1.0,) * quarters_of(year)
        levels = tuple(float(max(1, round(path[q] * wholes[q]))) for q in range(quarters_of(year)))
        figures.levels[member.code, duty.code, year] = levels
        if duty.target:
            whole = wholes[-1] * (1.0 if year < THIS_YEAR else 1.01) if duty.of else 1.0
            figures.targets[member.code, duty.code, year] = float(max(1, round(goal * whole)))
        closing = path[quarters_of(year) - 1]


def _climbed(member: Member, year: int, luck: float) -> float:
    """Which part of the year's climb a unit makes."""
    if year == THIS_YEAR:
        return member.strength / 0.5 * (0.6 + 0.8 * luck)
    return 0.9 + 0.4 * (member.strength - 0.5) + 0.25 * (luck - 0.5)
