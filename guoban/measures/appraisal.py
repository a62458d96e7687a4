"""Who leads, who rises, who falls: the appraisal (rule 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end
from guoban.measures.asked import require_day
from guoban.measures.progress import asked_together, whole_progress
from guoban.measures.workings import workings
from guoban.warehouse import Reader


@dataclass(frozen=True, slots=True)
class Scoring:
    """How scores are made, where it is to differ from what is stored; nothing of it is ever stored.

    weights: indicator → its weight. factors: area of work → what the weights of its indicators are multiplied by.
    cap: the most that one indicator's pace counts. stars: lowest scores for five, four and three stars.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)
    cap: float | None = None
    stars: tuple[float, float, float] | None = None


def appraisal(
    reader: Reader,
    *,
    year: int,
    on: date,
    area: str | None = None,
    kind: str | None = None,
    scoring: Scoring | None = None,
) -> pd.DataFrame:
    """One row a unit, in roster order: how it does over all its indicators.

    `unit`, `unit_name`, `kind_of_unit`, `parent`, `score`, `rank`, `rank_before`, `step`, `gain`, `stars`,
    `indicators`, `not_reported`, `unit_position`.

    score: 100 = everything on schedule or better; NaN where nothing was due. rank: among the units with the same
    parent; equal scores share a rank and the next one is skipped (1, 2, 2, 4). rank_before: at the quarter's end before
    `on`; in the first quarter that is last year's final rank; NA for all where nobody had reported for that quarter.
    step: rank_before - rank, positive = up. gain: the score less the one of that day; NaN where there was none. stars:
    5, 4, 3 or 0. indicators: how many entered the score. not_reported: a list of the codes that have a target and no
    figure, and entered with 0.

    area: over the indicators of one area of work alone. kind: one kind of unit alone, ranked among its own. scoring:
    what if scores were made in another way; the ranks before are then made in that way too. Raises UsageError for a
    day outside the year.
    """
    require_day(year, on)
    if scoring is None:
        found = workings(reader).kept(
            ("appraisal", on, area, kind),
            lambda: {
                ("appraisal", day, area, kind): frame
                for day, frame in _appraise(reader, _together(reader, on), area, kind, Scoring()).items()
            },
        )
    else:
        found = _appraise(reader, [on], area, kind, scoring)[on]
    found["not_reported"] = pd.Series([[*codes] for codes in found["not_reported"]], dtype=object)
    return found


def appraisal_what_if(
    reader: Reader, *, year: int, on: date, scoring: Scoring, area: str | None = None, kind: str | None = None
) -> pd.DataFrame:
    """`appraisal` as it is stored, and beside it as it would be: one row a unit, in roster order.

    The columns of `appraisal`, then `trial_score`, `trial_rank`, `trial_stars`, and `moved`: rank - trial_rank,
    positive = the unit would stand higher. Stores nothing. Raises UsageError for a day outside the year.
    """
    stored = appraisal(reader, year=year, on=on, area=area, kind=kind)
    trial = appraisal(reader, year=year, on=on, area=area, kind=kind, scoring=scoring)
    return stored.assign(
        trial_score=trial["score"],
        trial_rank=trial["rank"],
        trial_stars=trial["stars"],
        moved=stored["rank"] - trial["rank"],
    )


def appraisal_by_area(reader: Reader, *, year: int, on: date) -> pd.DataFrame:
    """One row a unit and area of work in which something was due, in roster order.

    `unit`, `unit_name`, `area`, `score` (over the area's indicators alone), `indicators`, `unit_position`.
    Raises UsageError for a day outside the year.
    """
    require_day(year, on)
    return workings(reader).kept(
        ("appraisal_by_area", on),
        lambda: {
            ("appraisal_by_area", on): workings(reader).ask(
                "appraisal_by_area", tables={"earned": _earned(whole_progress(reader, on), on)}
            )
        },
    )


def _together(reader: Reader, on: date) -> list[date]:
    """The day, and those asked for next that need nothing of the year before."""
    return [day for day in asked_together(reader, on) if day == on or previous_quarter_end(day).year == on.year]


def _appraise(
    reader: Reader, days: list[date], area: str | None, kind: str | None, scoring: Scoring
) -> dict[date, pd.DataFrame]:
    """The appraisals of some days, each with the ranks of the quarter's end before it."""
    before = {day: previous_quarter_end(day) for day in days}
    weighed = {
        day: _weighed(whole_progress(reader, day, scoring.cap), area, scoring)
        for day in sorted({*before, *before.values()})
    }
    heard = {day: earlier if _heard(weighed[earlier], earlier, kind) else None for day, earlier in before.items()}
    five, four, three = (float(threshold) for threshold in scoring.stars or reader.catalogue.settings.stars)
    frame = workings(reader).ask(
        "appraisal",
        {"five_stars": five, "four_stars": four, "three_stars": three, "kind": kind},
        {
            "asked": pa.table({
                "day": pa.array(heard.keys(), pa.date32()), "before": pa.array(heard.values(), pa.date32()),
            }),
            "earned": pa.concat_tables([_earned(rows, day) for day, rows in weighed.items()]),
        },
    )  # fmt: skip
    for column in ("rank", "rank_before", "step", "stars"):
        frame[column] = frame[column].astype("Int64")
    found = {}
    for day in days:
        of_day = frame[(frame["day"] == pd.Timestamp(day)).to_numpy()].drop(columns="day").reset_index(drop=True)
        now = weighed[day]
        counted = now[(now["status"] == "not_reported").to_numpy() & now["earned"].notna().to_numpy()]
        silent = counted.groupby("unit", sort=False)["indicator"].agg(list)
        of_day["not_reported"] = [silent.get(unit, []) for unit in of_day["unit"]]
        found[day] = of_day
    return found


def _weighed(progress: pd.DataFrame, area: str | None, scoring: Scoring) -> pd.DataFrame:
    """The rows of an area, or all, with the weights that are to count."""
    if area is not None:
        progress = progress[progress["area"] == area]
    if not scoring.weights and not scoring.factors:
        return progress
    weights = {code: scoring.weights.get(code) for code in progress["indicator"].unique()}
    own = progress["indicator"].map(weights).astype(float).fillna(progress["weight"])
    factors = {name: scoring.factors.get(name, 1.0) for name in progress["area"].unique()}
    return progress.assign(weight=own * progress["area"].map(factors).astype(float))


def _heard(rows: pd.DataFrame, quarter: date, kind: str | None) -> bool:
    """Whether anybody had told anything for the quarter that ended then: silence makes no ranking."""
    own = rows if kind is None else rows[rows["kind_of_unit"] == kind]
    return bool((own["as_of"] > pd.Timestamp(previous_quarter_end(quarter))).any())


def _earned(progress: pd.DataFrame, day: date) -> pa.Table:
    """What enters the scores of a day, in columns that cost nothing to hand over."""
    counted = np.flatnonzero(progress["earned"].notna().to_numpy())
    columns = {name: pa.array(progress[name].array[counted], from_pandas=True) for name in _EARNED.names[1:]}
    return pa.table({"day": pa.repeat(pa.scalar(day, pa.date32()), len(counted)), **columns}).cast(_EARNED)


_EARNED = pa.schema({
    "day": pa.date32(), "unit": pa.string(), "indicator": pa.string(), "weight": pa.float64(), "earned": pa.float64(),
})  # fmt: skip
