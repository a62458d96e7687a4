"""What each branch of the county's unions reports, and how much of it there is.

`who` are the branches that report it: T townships, S systems, E enterprises, P the park, J the county offices.
Amounts are a year's target for 1,000 employees.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FlowDuty:
    """An amount that adds up over the year.

    yearly: target for 1,000 employees (yuan for money).
    effect: how well the county as a whole does on it, 1 = as the units' strength says.
    cap: the target is a cap, and less is better.
    of: the flow it is a part of (settled out of accepted); it then has no target of its own.
    shape: cumulative share of the year reached at each quarter's end, where the catalogue has no schedule of its own.
    grid: figures are multiples of it (money in whole 100 yuan, leaflets by ten).
    """

    code: str
    who: str
    yearly: float
    effect: float = 1.0
    cap: bool = False
    of: str | None = None
    target: bool = True
    shape: tuple[float, float, float, float] = (0.25, 0.5, 0.75, 1.0)
    grid: float = 1


@dataclass(frozen=True, slots=True)
class LevelDuty:
    """A state on a day.

    start: for 1,000 employees at the end of 2023; or, with `of`, the share of that other level.
    step: growth a year, as a fraction of the level; or, with `of`, points added to the share a year.
    since: first year in which it is asked.
    """

    code: str
    who: str
    start: float
    step: float
    of: str | None = None
    target: bool = True
    since: int = 2024


@dataclass(frozen=True, slots=True)
class RateDuty:
    """A ratio with a target, reported by its two parts. county: the county's own target, a fraction of 1."""

    code: str
    who: str
    county: float


LEVELS = (
    LevelDuty("ORG-08", "TSEPJ", 1000, 0.015, target=False),
    LevelDuty("ORG-07", "TSEPJ", 0.84, 0.028, of="ORG-08"),
    LevelDuty("ORG-12", "TSEPJ", 0.41, 0.004, of="ORG-07", target=False),
    LevelDuty("ORG-13", "TSEPJ", 0.88, 0.03, of="ORG-07"),
    LevelDuty("ORG-02", "TSP", 9, 0.05),
    LevelDuty("ORG-03", "TSP", 14, 0.02, target=False),
    LevelDuty("ORG-04", "TSP", 0.82, 0.035, of="ORG-03"),
    LevelDuty("ORG-15", "T", 3, 0.04),
    LevelDuty("ORG-17", "TSP", 0.34, 0.05, of="ORG-02"),
    LevelDuty("COL-05", "TSP", 8, 0.02, target=False),
    LevelDuty("COL-06", "TSP", 0.74, 0.05, of="COL-05"),
    LevelDuty("COL-10", "TSEP", 0.62, 0.04, of="ORG-08"),
    LevelDuty("AID-03", "TSEPJ", 4.2, -0.08),
    LevelDuty("AID-11", "TP", 3.1, 0.2, since=2026),
    LevelDuty("SKL-04", "SEP", 0.9, 0.2),
    LevelDuty("CUL-07", "TSEPJ", 1.6, 0.09),
    LevelDuty("DEM-02", "TSP", 6, 0.02, target=False),
    LevelDuty("DEM-01", "TSP", 0.76, 0.045, of="DEM-02"),
    LevelDuty("DEM-04", "TSP", 5, 0.02, target=False),
    LevelDuty("DEM-05", "TSP", 0.72, 0.05, of="DEM-04"),
    LevelDuty("FIN-02", "TSP", 11, 0.03, target=False),
    LevelDuty("FIN-03", "TSP", 0.78, 0.045, of="FIN-02"),
)

FLOWS = (
    FlowDuty("ORG-01", "TSP", 1.9, 1.04),
    FlowDuty("ORG-06", "TSEPJ", 46, 1.02),
    FlowDuty("ORG-10", "TP", 14, 0.93),
    FlowDuty("ORG-16", "TSP", 0.8, 1.0),
    FlowDuty("COL-01", "TSP", 5.2, 1.05, shape=(0.2, 0.52, 0.8, 1.0)),
    FlowDuty("COL-02", "TSEP", 6.4, 1.02, shape=(0.2, 0.52, 0.8, 1.0)),
    FlowDuty("COL-03", "TP", 0.9, 0.97),
    FlowDuty("COL-04", "S", 0.7, 1.0),
    FlowDuty("COL-11", "TP", 4.4, 0.9),
    FlowDuty("RGT-01", "TSEPJ", 2.2, cap=True),
    FlowDuty("RGT-02", "TSEPJ", 0.94, of="RGT-01", target=False),
    FlowDuty("RGT-04", "TSEP", 2.6, 0.9, target=False),
    FlowDuty("RGT-05", "TSEP", 0.86, of="RGT-04", target=False),
    FlowDuty("RGT-07", "TSP", 1.4, 0.88),
    FlowDuty("RGT-09", "TP", 36_000, 0.72, grid=100),
    FlowDuty("RGT-10", "TSEPJ", 1.7, 1.06),
    FlowDuty("RGT-11", "TSEPJ", 150, 1.03),
    FlowDuty("RGT-12", "SJ", 420, 1.0, grid=10),
    FlowDuty("RGT-14", "TSP", 12, 1.01),
    FlowDuty("AID-01", "TSEPJ", 32_000, 0.99, grid=100),
    FlowDuty("AID-02", "TSEPJ", 38, 1.02),
    FlowDuty("AID-04", "TSEPJ", 2.4),
    FlowDuty("AID-05", "TSEPJ", 5_600, grid=100),
    FlowDuty("AID-06", "TSEPJ", 560, 0.97),
    FlowDuty("AID-08", "TSE", 21_000, 0.95, grid=100),
    FlowDuty("AID-09", "TSEPJ", 2.1),
    FlowDuty("AID-10", "TSEPJ", 90, 0.8, shape=(0.1, 0.48, 0.85, 1.0)),
    FlowDuty("AID-13", "T", 13, 1.04),
    FlowDuty("SKL-01", "TSEPJ", 0.9, 1.0),
    FlowDuty("SKL-02", "TSP", 4.6, 0.98),
    FlowDuty("SKL-03", "SEJ", 0.8, 0.9),
    FlowDuty("SKL-05", "SEP", 3.2, 0.94),
    FlowDuty("SKL-07", "TSEPJ", 74, 1.06),
    FlowDuty("SKL-08", "TEP", 7, 0.74),
    FlowDuty("CUL-01", "TSEPJ", 2.2, 1.14),
    FlowDuty("CUL-02", "TSEPJ", 190, 1.08),
    FlowDuty("CUL-03", "TSEPJ", 1.5, 1.0),
    FlowDuty("CUL-05", "TSEPJ", 6, 1.07),
    FlowDuty("DEM-07", "TSEP", 5.5, 1.05),
    FlowDuty("DEM-08", "TSEP", 0.3, cap=True),
    FlowDuty("DEM-09", "SE", 16, 0.96),
    FlowDuty("FIN-01", "TSEPJ", 118_000, 0.9, grid=100, shape=(0.22, 0.47, 0.72, 1.0)),
    FlowDuty("SLF-01", "TSEPJ", 9, 1.0),
    FlowDuty("SLF-02", "TP", 4, 1.03),
)

RATES = (
    RateDuty("ORG-05", "TSP", 0.91),
    RateDuty("ORG-09", "TSEPJ", 0.91),
    RateDuty("ORG-14", "TSEPJ", 0.95),
    RateDuty("COL-07", "TSP", 0.87),
    RateDuty("RGT-03", "TSEPJ", 0.95),
    RateDuty("DEM-03", "TSP", 0.90),
    RateDuty("DEM-06", "TSP", 0.87),
    RateDuty("FIN-04", "TSP", 0.92),
)
