"""Who leads, who rises, who falls: the appraisal (rule 11)."""

from datetime import date

import pandas as pd
import pyarrow as pa

from guoban.calendar import previous_quarter_end
from guoban.measures.asked import require_day
from guoban.measures.progress import whole_progress
from guoban.measures.workings import workings
from guoban.warehouse import Reader


def appraisal(reader: Reader, *, year: int, on: date) -> pd.DataFrame:
    """One row a unit, in roster order: how it does over all its indicators.

    `unit`, `unit_name`, `kind_of_unit`, `parent`, `score`, `rank`, `rank_before`, `step`, `stars`, `indicators`,
    `not_reported`, `unit_position`.

    score: 100 = everything on schedule or better; NaN where nothing was due. rank: among the units with the same
    parent; equal scores share a rank and the next one is skipped (1, 2, 2, 4). rank_before: at the quarter's end before
    `on`; in the first quarter that is last year's final rank. step: rank_before - rank, positive = up. stars: 5, 4, 3
    or 0. indicators: how many entered the score. not_reported: a list of the codes that have a target and no figure,
    and entered with 0. Raises UsageError for a day outside the year.
    """
    require_day(year, on)
    found = workings(reader).kept(("appraisal", on), lambda: _appraise(reader, on))
    found["not_reported"] = pd.Series([[*codes] for codes in found["not_reported"]], dtype=object)
    return found


def appraisal_by_area(reader: Reader, *, year: int, on: date) -> pd.DataFrame:
    """One row a unit and area of work in which something was due, in roster order.

    `unit`, `unit_name`, `area`, `score` (over the area's indicators alone), `indicators`, `unit_position`.
    Raises UsageError for a day outside the year.
    """
    require_day(year, on)
    return workings(reader).kept(
        ("appraisal_by_area", on),
        lambda: workings(reader).ask("appraisal_by_area", tables={"earned_now": _earned(whole_progress(reader, on))}),
    )


def _appraise(reader: Reader, on: date) -> pd.DataFrame:
    now = whole_progress(reader, on)
    before = whole_progress(reader, previous_quarter_end(on))
    five, four, three = (float(threshold) for threshold in reader.catalogue.settings.stars)
    frame = workings(reader).ask(
        "appraisal",
        {"five_stars": five, "four_stars": four, "three_stars": three},
        {"earned_now": _earned(now), "earned_before": _earned(before)},
    )
    for column in ("rank", "rank_before", "step", "stars"):
        frame[column] = frame[column].astype("Int64")
    counted = now[(now["status"] == "not_reported") & now["earned"].notna()]
    silent = counted.groupby("unit", sort=False)["indicator"].agg(list)
    frame["not_reported"] = [silent.get(unit, []) for unit in frame["unit"]]
    return frame


def _earned(progress: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(progress[["unit", "indicator", "weight", "earned"]], preserve_index=False)
