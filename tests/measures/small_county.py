"""A small county for the tests of the figures: three units, one indicator of every sort, and a short way to load it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

from guoban.calendar import parse_period
from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Settings, Unit
from guoban.errors import InputError
from guoban.measures import progress
from guoban.warehouse import NewUpload, Reader, Warehouse, commit_upload, undo_upload

COUNTY = Unit("county", "云岭县总工会", "县", None, 0)
A = Unit("A", "青石镇工会联合会", "乡镇", "county", 1)
B = Unit("B", "柳河乡工会联合会", "乡镇", "county", 2)
C = Unit("C", "教育系统工会", "系统", "county", 3)


def _indicator(code: str, kind: Kind, measure: str = "家", **more: object) -> Indicator:
    return Indicator(
        code, code, code, more.pop("area", "工作"), kind, measure, **{"direction": Direction.HIGHER, **more}
    )  # type: ignore[arg-type]


INDICATORS = [
    _indicator("contracts", Kind.FLOW, "份", area="集体协商"),
    _indicator("aid", Kind.MONEY, "元", area="帮扶救助"),
    _indicator("members", Kind.STOCK, "人"),
    _indicator("with_union", Kind.STOCK),
    _indicator("employers", Kind.STOCK),
    _indicator("union_rate", Kind.RATIO, "%", numerator="with_union", denominator="employers"),
    _indicator("closed", Kind.FLOW, "件"),
    _indicator("received", Kind.FLOW, "件", direction=Direction.LOWER),
    _indicator("closing_rate", Kind.RATIO, "%", numerator="closed", denominator="received"),
    _indicator("cases", Kind.FLOW, "件", direction=Direction.LOWER),
    _indicator("hardship", Kind.STOCK, "户", direction=Direction.LOWER),
    _indicator("place", Kind.STOCK, "名", direction=Direction.LOWER),
    _indicator("project", Kind.MILESTONE, "节点"),
    _indicator(
        "visits",
        Kind.FLOW,
        "户",
        schedule=(Decimal("0.7"), Decimal("0.75"), Decimal("0.8"), Decimal(1)),
        area="帮扶救助",
    ),
]


def county(*units: Unit, settings: Settings | None = None, indicators: Sequence[Indicator] = INDICATORS) -> Catalogue:
    """The catalogue of the small county, or of another tree with the same indicators."""
    found = units or (COUNTY, A, B, C)
    placed = [
        Indicator(**{name: getattr(each, name) for name in Indicator.__slots__} | {"position": place})
        for place, each in enumerate(indicators)
    ]
    return Catalogue(
        {unit.code: unit for unit in found}, {each.code: each for each in placed}, settings or Settings("云岭县总工会")
    )


Figure = tuple[str, str, str, float]
"""unit, indicator, period (2026Q1, 2026H1, 2026M05, 2026) or span (2026-01-01..2026-05-31), value"""

Finding = tuple[str, str, str]
"""severity, rule, cell"""


@dataclass
class World:
    """A store being filled."""

    warehouse: Warehouse
    clock: datetime = field(default=datetime(2026, 7, 1, 2, tzinfo=UTC))

    @property
    def reader(self) -> Reader:
        """The store as it is now."""
        return self.warehouse.reader()

    def load(self, *figures: Figure, at: datetime | None = None, findings: Sequence[Finding] = ()) -> int:
        """Load figures as one upload, with what was found in it."""
        return self._commit("report", _observations(figures), pd.DataFrame(), at, _findings(findings))

    def ask(self, *targets: tuple[str, str, int, float]) -> int:
        """Set targets as one upload: unit, indicator, year, value."""
        frame = pd.DataFrame(targets, columns=["unit", "indicator", "year", "value"])
        frame = frame.assign(value=frame["value"].astype(float), sheet="目标", cell="B2", raw="", reason="年初下达")
        return self._commit("targets", pd.DataFrame(), frame, None)

    def undo(self, upload: int) -> None:
        """Take an upload back."""
        undo_upload(self.warehouse, upload, "tester")

    def row(self, unit: str, indicator: str, on: str = "2026-06-30") -> "pd.Series[object]":
        """One row of progress."""
        return one_row(self.reader, unit, indicator, on)

    def _commit(
        self,
        purpose: str,
        observations: pd.DataFrame,
        targets: pd.DataFrame,
        at: datetime | None,
        findings: pd.DataFrame | None = None,
    ) -> int:
        content = f"{purpose}{observations.to_csv()}{targets.to_csv()}".encode()
        upload = NewUpload(
            purpose, "季报.xlsx", hashlib.sha256(content).hexdigest(), len(content), "tester", at or self.clock, None
        )
        return commit_upload(
            self.warehouse, upload, observations, targets, pd.DataFrame() if findings is None else findings
        )


def new_world(folder: Path, catalogue: Catalogue | None = None) -> World:
    """An empty store in a folder."""
    return World(Warehouse.create(folder, catalogue or county()))


def one_row(reader: Reader, unit: str, indicator: str, on: str = "2026-06-30") -> "pd.Series[object]":
    """One row of progress."""
    day = date.fromisoformat(on)
    frame = progress(reader, year=day.year, on=day, units=[unit], indicators=[indicator])
    assert len(frame) == 1
    return frame.iloc[0]


def _observations(figures: Sequence[Figure]) -> pd.DataFrame:
    spans = [_span(period) for _unit, _indicator, period, _value in figures]
    return pd.DataFrame(
        {
            "unit": [unit for unit, _indicator, _period, _value in figures],
            "indicator": [indicator for _unit, indicator, _period, _value in figures],
            "first_day": pd.to_datetime([first_day for first_day, _last_day in spans]),
            "last_day": pd.to_datetime([last_day for _first_day, last_day in spans]),
            "value": [float(value) for _unit, _indicator, _period, value in figures],
            "sheet": "季报",
            "cell": [f"C{row}" for row in range(len(figures))],
            "raw": [str(value) for _unit, _indicator, _period, value in figures],
            "note": None,
            "quote": None,
        }
    )


def _findings(findings: Sequence[Finding]) -> pd.DataFrame:
    rows = [(severity, rule, "季报", cell, f"{rule} {cell}", "") for severity, rule, cell in findings]
    return pd.DataFrame(rows, columns=["severity", "rule", "sheet", "cell", "message", "hint"])


def _span(text: str) -> tuple[str, str]:
    if ".." in text:
        first_day, last_day = text.split("..")
        return first_day, last_day
    try:
        span = parse_period(text)
    except InputError as error:
        raise AssertionError(error.message) from error
    return span.first_day.isoformat(), span.last_day.isoformat()
