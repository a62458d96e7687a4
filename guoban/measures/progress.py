"""How every unit stands against its annual targets on a day (rules 1-10)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from guoban.calendar import Span, quarter_end
from guoban.measures.asked import asked_days, require_day, require_indicators, require_units
from guoban.measures.columns import Column, Columns, frame_of
from guoban.measures.workings import Workings, workings
from guoban.warehouse import Reader

CONTRACT_COLUMNS = (
    "unit", "unit_name", "kind_of_unit", "indicator", "indicator_name", "kind", "measure", "value", "numerator",
    "denominator", "target", "baseline", "progress", "schedule", "pace", "status", "complete", "missing_days", "as_of",
    "covers", "of_units", "previous_year", "forecast", "forecast_method", "needed_per_quarter",
)  # fmt: skip
"""The columns that `progress --format json` shows, in its order."""

FURTHER_COLUMNS = (
    "area", "direction", "headline", "parent", "stale", "baseline_as_of", "own", "unit_position", "indicator_position",
    "last_upload", "weight", "earned",
)  # fmt: skip
"""`own`: the unit's own figure rather than a sum; `earned`: what the row brings in the appraisal, 1 = on schedule."""

TOGETHER = 20_000
"""Units x indicators up to which days are worked out together: planning the question takes as long as a day more."""


def progress(
    reader: Reader,
    *,
    year: int,
    on: date,
    units: Iterable[str] | None = None,
    indicators: Iterable[str] | None = None,
    under: str | None = None,
) -> pd.DataFrame:
    """One row a unit and indicator, in roster order: CONTRACT_COLUMNS and FURTHER_COLUMNS.

    units, under: only these units; only this unit and all below it.
    indicators: only these, and then a row for every unit asked for, `no_target` where nothing was asked of it. Without
    it, the pairs for which the unit, or one below it, has a target in the year or a figure by the day.

    Shares are fractions of 1 and money is yuan; NaN, NaT and None where undefined. `missing_days` is a list of
    [first, last] ISO dates. Raises UsageError for a day outside the year and for unknown codes.
    """
    require_day(year, on)
    frame = whole_progress(reader, on)
    wanted = _chosen(reader, frame, units, under)
    if indicators is None:
        wanted &= frame["known"].to_numpy()
    else:
        wanted &= frame["indicator"].isin(require_indicators(reader.catalogue, indicators)).to_numpy()
    found = frame[wanted].drop(columns="known").reset_index(drop=True)
    # pandas guards the frame that is kept against changes to this one, but not lists inside it
    found["missing_days"] = _objects([[*span] for span in spans] for spans in found["missing_days"])
    return found


def whole_progress(reader: Reader, on: date, cap: float | None = None) -> pd.DataFrame:
    """Every unit and indicator on a day, `known` where there is something to say; kept for the next asking.

    cap: the most that a pace counts in `earned`, the settings' unless given; what is asked with another is not kept.
    """
    prepared = workings(reader)
    stored = float(reader.catalogue.settings.score_cap)
    if cap is not None and cap != stored:
        return _work_out(reader, prepared, [on], cap)[on]
    return prepared.kept(
        ("progress", on),
        lambda: {
            ("progress", day): frame
            for day, frame in _work_out(reader, prepared, asked_together(reader, on), stored).items()
        },
    )


def asked_together(reader: Reader, on: date) -> list[date]:
    """The day, and with it the quarters' ends of its year, which are what somebody asks for next."""
    if len(reader.catalogue.units) * len(reader.catalogue.indicators) > TOGETHER:
        return [on]
    return sorted({on, *(quarter_end(on.year, quarter) for quarter in (1, 2, 3, 4))})


def _work_out(reader: Reader, prepared: Workings, days: list[date], cap: float) -> dict[date, pd.DataFrame]:
    """The frames of some days of one year."""
    (year,) = {day.year for day in days}
    prepared.prepare(reader, year)
    labels = prepared.labels(year)
    settings = reader.catalogue.settings
    found = prepared.columns(
        "progress",
        {"slack": float(settings.slack), "tolerance": float(settings.tolerance), "cap": cap},
        {"asked_day": asked_days(days)},
    )
    order = np.lexsort((np.asarray(found["place"]), np.asarray(found["day"]))).reshape(len(days), -1)
    return {day: _of_day(labels, found, rows) for day, rows in zip(days, order, strict=True)}


def _of_day(labels: Columns, found: Columns, rows: NDArray[np.intp]) -> pd.DataFrame:
    """The frame of a day. rows: where its units and indicators stand among those of all days, in the order of duty."""
    standing = {name: column[rows] for name, column in found.items()}
    missing_days = _missing_days(standing["missing"])
    last_upload = pd.Series(standing["last_upload"], dtype="Int64").array
    columns = {**labels, **standing, "missing_days": missing_days, "last_upload": last_upload}
    return frame_of({name: columns[name] for name in (*CONTRACT_COLUMNS, *FURTHER_COLUMNS, "known")})


def _chosen(reader: Reader, frame: pd.DataFrame, units: Iterable[str] | None, under: str | None) -> NDArray[np.bool_]:
    chosen = np.ones(len(frame), dtype=np.bool_)
    if units is not None:
        chosen &= frame["unit"].isin(require_units(reader.catalogue, units)).to_numpy()
    if under is not None:
        (top,) = require_units(reader.catalogue, [under])
        chosen &= frame["unit"].isin([unit.code for unit in reader.catalogue.under(top)]).to_numpy()
    return chosen


def _missing_days(texts: Column) -> NDArray[np.object_]:
    """Per row a list of [first, last], from texts such as "2026-01-01..2026-03-31 2026-07-01..2026-07-31"."""
    return _objects(
        [[span.first_day.isoformat(), span.last_day.isoformat()] for span in _joined(text)]
        if isinstance(text, str)
        else []
        for text in texts
    )


def _objects(lists: Iterable[list[Any]]) -> NDArray[np.object_]:
    """One list a row."""
    return np.fromiter(lists, dtype=np.object_)


def _joined(text: str) -> list[Span]:
    """The spans in order of time, those that overlap or meet made one: a sum misses what any of its parts misses."""
    joined: list[Span] = []
    for span in sorted(map(Span.parse, set(text.split()))):
        if joined and span.first_day <= joined[-1].last_day + timedelta(days=1):
            joined[-1] = Span(joined[-1].first_day, max(joined[-1].last_day, span.last_day))
        else:
            joined.append(span)
    return joined
