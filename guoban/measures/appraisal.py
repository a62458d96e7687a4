"""Who leads, who rises, who falls: the appraisal (rule 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end
from guoban.measures.asked import require_day
from guoban.measures.progress import whole_progress
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
            lambda: {("appraisal", on, area, kind): _appraise(reader, on, area, kind, Scoring())},
        )
    else:
        found = _appraise(reader, on, area, kind, scoring)
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
                "appraisal_by_area", tables={"earned_now": _earned(whole_progress(reader, on))}
            )
        },
    )


def _appraise(reader: Reader, on: date, area: str | None, kind: str | None, scoring: Scoring) -> pd.DataFrame:
    now = _weighed(whole_progress(reader, on, scoring.cap), area, scoring)
    before = _heard(_weighed(whole_progress(reader, previous_quarter_end(on), scoring.cap), area, scoring), on, kind)
    five, four, three = (float(threshold) for threshold in scoring.stars or reader.catalogue.settings.stars)
    frame = workings(reader).ask(
        "appraisal",
        {"five_stars": five, "four_stars": four, "three_stars": three, "kind": kind},
        {"earned_now": _earned(now), "earned_before": _earned(before)},
    )
    for column in ("rank", "rank_before", "step", "stars"):
        frame[column] = frame[column].astype("Int64")
    counted = now[(now["status"] == "not_reported") & now["earned"].notna()]
    silent = counted.groupby("unit", sort=False)["indicator"].agg(list)
    frame["not_reported"] = [silent.get(unit, []) for unit in frame["unit"]]
    return frame


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


def _heard(before: pd.DataFrame, on: date, kind: str | None) -> pd.DataFrame:
    """The rows of the quarter before `on`; none where nobody had told anything for it, for silence makes no ranking."""
    own = before if kind is None else before[before["kind_of_unit"] == kind]
    began = previous_quarter_end(previous_quarter_end(on))
    return before if (own["as_of"] > pd.Timestamp(began)).any() else before.iloc[0:0]


def _earned(progress: pd.DataFrame) -> pa.Table:
    counted = progress.loc[progress["earned"].notna().to_numpy(), [*_EARNED.names]]
    return pa.Table.from_pandas(counted, schema=_EARNED, preserve_index=False)


_EARNED = pa.schema({"unit": pa.string(), "indicator": pa.string(), "weight": pa.float64(), "earned": pa.float64()})
