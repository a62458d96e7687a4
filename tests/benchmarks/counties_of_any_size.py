"""Stores of any size for the benchmarks: a county with so many units and indicators, three years of quarters."""

import hashlib
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from guoban.access.demonstration import mark_demonstration
from guoban.calendar import quarter_span
from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Settings, Unit
from guoban.warehouse import NewUpload, Warehouse, commit_upload

YEARS = (2023, 2024, 2025)
_FIGURE = ["unit", "indicator", "value"]
_READ_AT = {"sheet": "季报", "cell": "C8", "raw": "25", "note": None, "quote": None}
AREAS = ("组织建设", "集体协商", "维权服务", "帮扶救助")


LONG = "云岭县高新技术产业开发区新就业形态劳动者工会联合会"


def filled(
    folder: Path, *, units: int, indicators: int, years: Sequence[int] = YEARS, long_names: bool = False
) -> Warehouse:
    """A store in which every unit has a target and a figure for every indicator and quarter."""
    catalogue = county(units, indicators, long_names=long_names)
    warehouse = Warehouse.create(folder, catalogue)
    draw = random.Random(1)
    codes = [code for code, unit in catalogue.units.items() if unit.parent]
    for year in years:
        for quarter in (1, 2, 3, 4):
            span = quarter_span(year, quarter)
            frame = pd.DataFrame(
                [(unit, each, float(draw.randint(0, 50))) for unit in codes for each in catalogue.indicators],
                columns=_FIGURE,
            )
            days = {"first_day": pd.Timestamp(span.first_day), "last_day": pd.Timestamp(span.last_day)}
            targets = frame.assign(value=frame["value"] * 4 + 10, year=year, **_READ_AT | {"reason": None})
            _load(
                warehouse,
                f"{year}Q{quarter}",
                frame.assign(**days | _READ_AT),
                targets if quarter == 1 else targets[:0],
            )
    mark_demonstration(warehouse.folder)  # the figures are drawn by lot
    return warehouse


def publish_again(warehouse: Warehouse) -> None:
    """A new version with the same figures."""
    warehouse.publish(lambda connection: None)


def load_report(warehouse: Warehouse, unit: str, day: int) -> None:
    """Another report of one unit for a quarter (numbered through all years): a figure for every indicator."""
    span = quarter_span(YEARS[day // 4], day % 4 + 1)
    number = warehouse.version()
    draw = random.Random(number)
    indicators = warehouse.reader().catalogue.indicators
    frame = pd.DataFrame([(unit, each, float(draw.randint(0, 50))) for each in indicators], columns=_FIGURE)
    days = {"first_day": pd.Timestamp(span.first_day), "last_day": pd.Timestamp(span.last_day)}
    _load(warehouse, f"{unit} {number}", frame.assign(**days | _READ_AT), pd.DataFrame())


def county(units: int, indicators: int, *, long_names: bool = False) -> Catalogue:
    """A county general union with so many units right under it; of ten indicators two are levels and one is money.

    long_names: every third unit has a name as long as real ones get.
    """
    root = Unit("ROOT", "云岭县总工会", "县", None, 0)
    names = [f"{LONG}{each}" if long_names and each % 3 == 0 else f"第{each}乡镇总工会" for each in range(1, units + 1)]
    below = [Unit(f"T{place:03}", name, "乡镇", "ROOT", place) for place, name in enumerate(names, 1)]
    kinds = (Kind.STOCK, Kind.STOCK, Kind.MONEY) + (Kind.FLOW,) * 7
    measured = [
        Indicator(
            f"I{place:03}", f"第{place}项指标", f"Indicator {place}", AREAS[place % 4], kinds[place % 10],
            "元" if kinds[place % 10] is Kind.MONEY else "份", Direction.HIGHER, headline=place < 6, position=place,
        )
        for place in range(indicators)
    ]  # fmt: skip
    return Catalogue(
        {unit.code: unit for unit in (root, *below)}, {each.code: each for each in measured}, Settings("云岭县总工会")
    )


def _load(warehouse: Warehouse, name: str, observations: pd.DataFrame, targets: pd.DataFrame) -> None:
    upload = NewUpload(
        "report", f"{name}.xlsx", hashlib.sha256(name.encode()).hexdigest(), 0, "tester",
        datetime(2026, 1, 1, tzinfo=UTC), None,
    )  # fmt: skip
    commit_upload(warehouse, upload, observations, targets, pd.DataFrame())
