"""Frames with the columns of the measures, made up for the tests of the charts."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from guoban.charts.view import View

HALF = date(2026, 6, 30)
STATUSES = ("done", "on_schedule", "slightly_behind", "behind", "not_reported", "no_target")
_PROGRESS = {"done": 1.04, "on_schedule": 0.56, "slightly_behind": 0.44, "behind": 0.21, "no_target": None}


def view(on: date = HALF, **changes: object) -> View:
    """A view of a made-up county at the middle of 2026."""
    given: dict[str, object] = {
        "organisation": "云岭县总工会",
        "on": on,
        "elapsed": 0.5,
        "reported": 27,
        "of_units": 28,
        "silent": (("X03", "交通系统工会"),),
        "last_upload": 137,
    }
    return View(**(given | changes))  # type: ignore[arg-type]


def figure_row(status: str = "on_schedule", **changes: object) -> dict[str, object]:
    """One row of `measures.progress` (with the names and measures that pages add)."""
    progress = _PROGRESS.get(status)
    missing = status == "not_reported"
    target = None if status == "no_target" else 120.0
    given: dict[str, object] = {
        "unit": "T01",
        "unit_name": "洋口镇总工会",
        "kind_of_unit": "乡镇",
        "parent": "ROOT",
        "unit_position": 1,
        "own": True,
        "indicator": "COL-01",
        "indicator_name": "综合集体合同",
        "indicator_position": 1,
        "area": "集体协商",
        "area_name": "集体协商",
        "kind": "flow",
        "measure": "份",
        "direction": "higher",
        "headline": True,
        "weight": 1.0,
        "decimals": None,
        "display_measure": None,
        "value": None if missing else 120.0 * (progress or 0.5),
        "numerator": None,
        "denominator": None,
        "target": target,
        "baseline": None,
        "baseline_as_of": None,
        "progress": None if missing else progress,
        "schedule": None if target is None else 0.5,
        "pace": None if missing or progress is None else progress / 0.5,
        "status": status,
        "complete": not missing,
        "missing_days": [],
        "as_of": None if missing else pd.Timestamp(HALF),
        "stale": False,
        "covers": 0 if missing else 1,
        "of_units": 1,
        "previous_year": 58.0,
        "forecast": None if missing else 118.0,
        "forecast_method": None if missing else "last_year_shape",
        "needed_per_quarter": None if missing else 26.5,
        "last_upload": None if missing else 137,
    }
    return given | changes


def figures(statuses: Sequence[str], **changes: object) -> pd.DataFrame:
    """One row a status, each for an indicator of its own; `changes` win over its name and place."""
    rows = []
    for place, status in enumerate(statuses, 1):
        given = {"indicator": f"IND-{place:02}", "indicator_name": f"指标{place}", "indicator_position": place}
        rows.append(figure_row(status, **(given | changes)))
    return frame(rows)


def units_figures(statuses: Sequence[str], names: Sequence[str] | None = None, **changes: object) -> pd.DataFrame:
    """One row a status, each for a unit of its own, all of one indicator."""
    called = names or [f"第{place}乡镇工会联合会" for place in range(1, len(statuses) + 1)]
    rows = [
        figure_row(status, unit=f"T{place:02}", unit_name=name, unit_position=place, **changes)
        for place, (status, name) in enumerate(zip(statuses, called, strict=True), 1)
    ]
    return frame(rows)


def frame(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Rows as a frame whose numbers are floats, missing ones NaN, as the measures give them."""
    made = pd.DataFrame(rows, columns=list(figure_row()))
    numbers = [
        "value",
        "numerator",
        "denominator",
        "target",
        "baseline",
        "progress",
        "schedule",
        "pace",
        "previous_year",
        "forecast",
        "needed_per_quarter",
        "last_upload",
    ]
    return made.astype(dict.fromkeys(numbers, float))


def scores(count: int, names: Sequence[str] | None = None) -> pd.DataFrame:
    """`count` rows of `measures.appraisal`, best first; the last of more than three has no score."""
    called = names or [f"第{place}乡镇工会联合会" for place in range(1, count + 1)]
    rows = [
        {
            "unit": f"T{place:02}",
            "unit_name": name,
            "kind_of_unit": "乡镇",
            "parent": "ROOT",
            "score": None if count > 3 and place == count else max(0.0, 100.0 - 2.5 * (place - 1)),
            "rank": place,
            "rank_before": place + 1,
            "step": 1,
            "gain": 1.5,
            "stars": 5 if place < 3 else 3,
            "indicators": 42,
            "not_reported": [],
            "unit_position": place,
        }
        for place, name in enumerate(called, 1)
    ]
    return pd.DataFrame(rows).astype(
        {"score": float, "rank": float, "rank_before": float, "step": float, "gain": float}
    )


def path(value: float = 66.0, year: int = 2026, **changes: object) -> pd.DataFrame:
    """Rows of `measures.path` for one unit and indicator: this year to the half, last year whole."""
    rows = []
    for in_year, shares in ((year - 1, (0.2, 0.45, 0.8, 1.0)), (year, (0.5, 1.0, None, None))):
        for share, on, due in zip(shares, ("03-31", "06-30", "09-30", "12-31"), (0.25, 0.5, 0.75, 1.0), strict=True):
            rows.append(
                {
                    "unit": "T01",
                    "indicator": "COL-01",
                    "year": in_year,
                    "on": pd.Timestamp(f"{in_year}-{on}"),
                    "value": None if share is None else share * value,
                    "progress": None,
                    "schedule": due,
                    "complete": True,
                    "stale": False,
                }
                | changes
            )
    return pd.DataFrame(rows).astype({"value": float})


def warned(*rows: dict[str, object], **reasons: object) -> pd.DataFrame:
    """Rows as `Answers.warnings` gives them, worst first; behind unless `reasons` or their status say otherwise."""
    given: dict[str, object] = {
        "out_of_reach": False,
        "jumped": False,
        "falling": False,
        "best": 24.0,
        "most": 10.0,
        "brought": 12.0,
        "latest": 12.0,
        "before": 20.0,
        "earlier": 30.0,
    }
    behind = [row["status"] in ("behind", "not_met") for row in rows]
    return frame(rows).assign(behind=behind, **(given | reasons))


def silences(*units: str, quarters: int = 1, last_day: str | None = "2026-03-31") -> pd.DataFrame:
    """Rows of `measures.silences`."""
    days = [pd.Timestamp(last_day) if last_day else pd.NaT for _unit in units]
    return pd.DataFrame({"unit": list(units), "last_day": pd.to_datetime(days), "quarters": quarters})


def trend(**changes: object) -> pd.DataFrame:
    """Rows of `measures.trend` for the unit and indicator of `figure_row`: risen since last quarter and last year."""
    given: dict[str, object] = {
        "unit": "T01",
        "indicator": "COL-01",
        "now": 36.0,
        "before": 30.0,
        "change": 6.0,
        "relative": 0.2,
        "turn": 1.0,
        "better": 1.0,
        "covers": 1,
        "why": None,
    }
    return pd.DataFrame([{"against": against} | given | changes for against in ("last_quarter", "last_year")])


def peers(*units: str, progress: float = 0.5, value: float = 60.0, count: int = 13) -> pd.DataFrame:
    """Rows of `measures.peers` of units for the indicator of `figure_row`."""
    return pd.DataFrame(
        {
            "unit": list(units),
            "indicator": "COL-01",
            "peers": count,
            "peer_progress": progress,
            "peer_value": value,
        }
    )
