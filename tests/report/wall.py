"""Counties of any size for the sheets of a meeting: long and short names, every status, some units silent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from guoban.catalogue import Catalogue, Settings, Unit
from guoban.report.figures import ReportFigures
from tests.charts.frames import HALF, path
from tests.report.made_up import ROOT, report, row

LONG = "云岭县高新技术产业开发区新就业形态劳动者工会联合会"
SHARES = {"done": 1.12, "on_schedule": 0.63, "slightly_behind": 0.44, "behind": 0.17}
INDICATORS = (
    ("COL-01", "综合集体合同", "份", "flow", True),
    ("AID-01", "帮扶资金发放", "元", "money", True),
    ("ORG-05", "工会组建率", "%", "ratio", False),
    ("AID-06", "职工医疗互助活动参加人数（含新就业形态劳动者）", "人次", "flow", False),
)
CYCLE = ("on_schedule", "slightly_behind", "on_schedule", "behind", "done", "on_schedule", "not_reported")


def units_of(count: int, *, long_names: bool = False) -> list[Unit]:
    """Units right under the organisation; of long names every third is one."""
    kinds = ("乡镇总工会", "系统工会", "园区工会联合会")
    return [
        Unit(
            f"T{place:03}",
            f"{LONG}{place}" if long_names and place % 3 == 0 else f"第{place}{kinds[place % 3]}",
            "乡镇", "ROOT", place,
        )
        for place in range(1, count + 1)
    ]  # fmt: skip


def county(
    count: int, statuses: Sequence[str] = CYCLE, *, on: date = HALF, long_names: bool = False, **changes: object
) -> ReportFigures:
    """A county with so many units, each with the four indicators, their statuses taken in turn from `statuses`."""
    units = units_of(count, long_names=long_names)
    rows = []
    for unit in (ROOT, *units):
        for place, (code, name, measure, kind, headline) in enumerate(INDICATORS):
            status = statuses[(unit.position + place) % len(statuses)]
            share = SHARES.get(status)
            target = {"元": 4_130_000.0, "%": 0.91}.get(measure, 40.0 + 7 * (unit.position % 9))
            rows.append(
                row(
                    unit, status, indicator=code, indicator_name=name, indicator_position=place, measure=measure,
                    kind=kind, headline=headline, area=("集体协商", "帮扶救助")[place % 2],
                    area_name=("集体协商", "帮扶救助")[place % 2],
                    target=None if status == "no_target" else target,
                    progress=share and share - unit.position / 5000,
                    value=None if share is None else target * share,
                )
            )  # fmt: skip
    absent = tuple((unit.code, unit.name) for unit in units if unit.position % 7 == 0)
    made = report(rows, on=on, of_units=count, reported=count - len(absent), silent=absent, appraisal=ranking(units))
    known = {each.code: each for each in (ROOT, *units)}
    paths = pd.concat(path(unit="ROOT", indicator=code) for code, *_rest in INDICATORS)
    catalogue = Catalogue(known, made.catalogue.indicators, Settings("云岭县总工会"))
    return replace(made, catalogue=catalogue, paths=paths, **changes)  # type: ignore[arg-type]


def ranking(units: Sequence[Unit]) -> pd.DataFrame:
    """Scores that fall with the place of a unit; every unit has moved."""
    rows = [
        {
            "unit": unit.code, "unit_name": unit.name, "parent": "ROOT", "score": 99.5 - 95.0 * place / len(units),
            "rank": place + 1, "rank_before": (place + 5) % len(units) + 1,
            "step": (place + 5) % len(units) - place, "stars": 3, "indicators": 4, "not_reported": [],
            "unit_position": unit.position,
        }
        for place, unit in enumerate(units)
    ]  # fmt: skip
    whole = dict.fromkeys(("rank", "rank_before", "step", "stars"), "Int64")
    return pd.DataFrame(rows).astype({"score": float} | whole)
