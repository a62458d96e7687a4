"""How every unit stands against its annual targets on a day (rules 1-10)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from guoban.calendar import Span, quarter_end, same_day_last_year
from guoban.measures.asked import asked_day, require_day, require_indicators, require_units
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
    found = frame.loc[wanted, [*CONTRACT_COLUMNS, *FURTHER_COLUMNS]].reset_index(drop=True)
    # pandas guards the frame that is kept against changes to this one, but not lists inside it
    found["missing_days"] = pd.Series([[[*span] for span in spans] for spans in found["missing_days"]], dtype=object)
    return found


def whole_progress(reader: Reader, on: date, cap: float | None = None) -> pd.DataFrame:
    """Every unit and indicator on a day, `known` where there is something to say; kept for the next asking.

    cap: the most that a pace counts in `earned`, the settings' unless given; what is asked with another is not kept.
    """
    prepared = workings(reader)
    stored = float(reader.catalogue.settings.score_cap)
    if cap is not None and cap != stored:
        return _work_out(reader, prepared, on, cap)
    return prepared.kept(("progress", on), lambda: _work_out(reader, prepared, on, stored))


def _work_out(reader: Reader, prepared: Workings, on: date, cap: float) -> pd.DataFrame:
    prepared.prepare(reader, on.year)
    labels = prepared.kept(("labels", on.year), lambda: prepared.ask("labels", {"year": on.year}))
    settings = reader.catalogue.settings
    standing = prepared.ask(
        "progress",
        asked_day(on)
        | {
            "day": on,
            "same_day": same_day_last_year(on),
            "quarters_left": sum(on < quarter_end(on.year, quarter) for quarter in (1, 2, 3, 4)),
            "tolerance": float(settings.tolerance),
            "cap": cap,
        },
    )
    frame = pd.concat([labels, standing], axis="columns")
    frame["missing_days"] = _missing_days(standing["missing"])
    frame["last_upload"] = standing["last_upload"].astype("Int64")
    return frame


def _chosen(reader: Reader, frame: pd.DataFrame, units: Iterable[str] | None, under: str | None) -> NDArray[np.bool_]:
    chosen = np.ones(len(frame), dtype=np.bool_)
    if units is not None:
        chosen &= frame["unit"].isin(require_units(reader.catalogue, units)).to_numpy()
    if under is not None:
        (top,) = require_units(reader.catalogue, [under])
        chosen &= frame["unit"].isin([unit.code for unit in reader.catalogue.under(top)]).to_numpy()
    return chosen


def _missing_days(texts: "pd.Series[str]") -> "pd.Series[Any]":
    """Per row a list of [first, last], from texts such as "2026-01-01..2026-03-31 2026-07-01..2026-07-31"."""
    days: list[list[list[str]]] = [[] for _row in range(len(texts))]
    for row in np.flatnonzero(texts.notna()):
        days[row] = [[span.first_day.isoformat(), span.last_day.isoformat()] for span in _joined(texts.iloc[row])]
    return pd.Series(days, index=texts.index, dtype=object)


def _joined(text: str) -> list[Span]:
    """The spans in order of time, those that overlap or meet made one: a sum misses what any of its parts misses."""
    joined: list[Span] = []
    for span in sorted(map(Span.parse, set(text.split()))):
        if joined and span.first_day <= joined[-1].last_day + timedelta(days=1):
            joined[-1] = Span(joined[-1].first_day, max(joined[-1].last_day, span.last_day))
        else:
            joined.append(span)
    return joined
