"""Figures of reports made up for the tests: any tasks of any units, with the frames that belong to them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pandas as pd

from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Settings, Unit
from guoban.report.figures import ReportFigures
from tests.charts.frames import HALF, figure_row, frame, view

ROOT = Unit("ROOT", "云岭县总工会", "县", None, 0)
TOWNS = (
    Unit("T01", "青石镇总工会", "乡镇", "ROOT", 1),
    Unit("T02", "柳河乡工会联合会", "乡镇", "ROOT", 2),
    Unit("T03", "教育系统工会", "系统", "ROOT", 3),
)
MOMENT = datetime(2026, 7, 8, 1, 12, tzinfo=UTC)

Row = Mapping[str, object]


def row(unit: Unit, status: str = "on_schedule", **changes: object) -> dict[str, object]:
    """A row of progress of one unit."""
    given = {"unit": unit.code, "unit_name": unit.name, "parent": unit.parent, "unit_position": unit.position}
    return figure_row(status, **(given | changes))


def report(rows: Sequence[Row], *, unit: str = "ROOT", on: date = HALF, **changes: object) -> ReportFigures:
    """A report made from rows of progress; further fields of ReportFigures and of its view by name."""
    progress = frame([dict(each) for each in rows])
    viewed = {name: changes.pop(name) for name in ("reported", "of_units", "silent", "elapsed") if name in changes}
    given: dict[str, object] = {
        "view": view(on, made_at=MOMENT, store_version=7, **viewed),
        "catalogue": Catalogue(
            {each.code: each for each in (ROOT, *TOWNS)}, _indicators(progress), Settings("云岭县总工会")
        ),
        "unit": unit,
        "progress": progress,
        "before": progress.iloc[0:0],
        "appraisal": scores({}),
        "completeness": pd.DataFrame(),
        "paths": pd.DataFrame(),
        "uploads": pd.DataFrame(),
        "observations": observations([]),
    }
    return ReportFigures(**(given | changes))  # type: ignore[arg-type]


def scores(given: Mapping[str, tuple[float, int, int]]) -> pd.DataFrame:
    """Rows of `measures.appraisal`: score, rank and rank before of units by their code."""
    names = {each.code: each for each in TOWNS}
    rows = [
        {
            "unit": code, "unit_name": names[code].name, "parent": "ROOT", "score": score, "rank": rank,
            "rank_before": before, "step": before - rank, "stars": 3, "indicators": 4, "not_reported": [],
            "unit_position": names[code].position,
        }
        for code, (score, rank, before) in given.items()
    ]  # fmt: skip
    columns = ["unit", "unit_name", "parent", "score", "rank", "rank_before", "step", "stars", "indicators",
               "not_reported", "unit_position"]  # fmt: skip
    made = pd.DataFrame(rows, columns=columns)
    return made.astype({"score": float, "rank": "Int64", "rank_before": "Int64", "step": "Int64", "stars": "Int64"})


def observations(rows: Sequence[Row]) -> pd.DataFrame:
    """Rows of `Answers.observations`."""
    given: dict[str, object] = {
        "unit": "T01", "unit_name": TOWNS[0].name, "indicator": "COL-01", "first_day": pd.Timestamp("2026-01-01"),
        "last_day": pd.Timestamp("2026-06-30"), "value": 66.0, "raw": "66", "note": None, "sheet": "季报",
        "cell": "C8", "upload": 12, "file_name": "青石镇二季度.xlsx", "sha256": "ab" * 32,
        "loaded_at": pd.Timestamp("2026-07-03 02:30"), "loaded_by": "沈秀兰", "indicator_name": "综合集体合同",
        "decimals": None, "display_measure": None, "measure": "份",
    }  # fmt: skip
    return pd.DataFrame([given | each for each in rows], columns=list(given))


def _indicators(progress: pd.DataFrame) -> dict[str, Indicator]:
    rows = progress.drop_duplicates("indicator").to_dict(orient="records")
    return {
        each["indicator"]: Indicator(
            each["indicator"], each["indicator_name"], each["indicator_name"], each["area"], Kind(each["kind"]),
            each["measure"], Direction(each["direction"]), headline=each["headline"],
            position=each["indicator_position"],
        )
        for each in rows
    }  # fmt: skip
