"""Where figures stand against the schedule: distances, the figure due, and the tally of a set of tasks."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

AHEAD = ("done", "on_schedule", "met")
SLIGHTLY = ("slightly_behind", "near")
BEHIND = ("behind", "not_met")
FINISHED = ("done", "met")
LEVELS = ("stock", "ratio")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks (rows with a target) stand how. `finished` is part of `ahead`."""

    ahead: int = 0
    finished: int = 0
    slightly: int = 0
    behind: int = 0
    not_reported: int = 0

    @property
    def tasks(self) -> int:
        """All rows that have a target."""
        return self.ahead + self.slightly + self.behind + self.not_reported

    @property
    def late(self) -> int:
        """Behind at all."""
        return self.slightly + self.behind


def tasks(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a target, whether reported or not."""
    return rows[(rows["status"] != "no_target") & rows["target"].notna()]


def tally(rows: pd.DataFrame) -> Tally:
    """Count the statuses of the rows that have a target."""
    counts = tasks(rows)["status"].value_counts()

    def how_many(statuses: tuple[str, ...]) -> int:
        return int(sum(counts.get(status, 0) for status in statuses))

    return Tally(
        ahead=how_many(AHEAD),
        finished=how_many(FINISHED),
        slightly=how_many(SLIGHTLY),
        behind=how_many(BEHIND),
        not_reported=how_many(("not_reported",)),
    )


_COLUMN_OF = {
    "done": "finished",
    "met": "finished",
    "on_schedule": "on_schedule",
    "slightly_behind": "slightly",
    "near": "slightly",
    "behind": "behind",
    "not_met": "behind",
    "not_reported": "not_reported",
}


def shares_by_unit(rows: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """How each unit's tasks stand: one row a unit of `units`, in that order.

    Columns: tasks (a count), and finished, on_schedule, slightly, behind, not_reported as fractions of the tasks,
    which are 0 for a unit that has none.
    """
    aimed = rows["target"].notna().to_numpy()
    statuses = rows["status"].map(_COLUMN_OF).to_numpy(dtype=object)[aimed]  # no target: no column
    counted = Counter(zip(rows["unit"].to_numpy(dtype=object)[aimed], statuses, strict=True))
    columns = list(dict.fromkeys(_COLUMN_OF.values()))
    totals = {unit: sum(counted[unit, column] for column in columns) for unit in units}
    shares = [[counted[unit, column] / (totals[unit] or 1) for column in columns] for unit in units]
    return pd.DataFrame(shares, index=units, columns=columns, dtype=float).assign(
        tasks=[totals[unit] for unit in units]
    )


def distance(rows: pd.DataFrame) -> "pd.Series[float]":
    """How far each row is ahead of its schedule, a fraction of 1; negative = behind; NaN where there is no progress.

    For lower-is-better the used share counts against the schedule, so the sign turns (domain rule 8).
    A level without a schedule of its own is measured against 100 %.
    """
    schedule = rows["schedule"].astype(float).fillna(1.0)
    ahead = rows["progress"].astype(float) - schedule
    return ahead.where(rows["direction"] != "lower", -ahead)


def value_due(
    share: float | None, *, target: float | None, baseline: float | None, kind: str, direction: str
) -> float | None:
    """The value that lies on the schedule when `share` of the year's task is due; None without a target.

    A level climbs from its baseline; without one the target itself is due all the time (domain rule 8).
    """
    if target is None or pd.isna(target) or share is None or pd.isna(share):
        return None
    if kind not in LEVELS:
        return target * share
    if baseline is None or pd.isna(baseline) or direction == "lower" or target <= baseline:
        return target
    return baseline + (target - baseline) * share


def worst_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are behind, the one furthest behind first, of equals the one that weighs more.

    A level below its baseline counts as one at its baseline: where target and baseline are close, a little less than
    before would otherwise be the worst of all.
    """
    late = rows[rows["status"].isin(BEHIND).to_numpy()]
    if len(late) < 2:
        return late
    keys = late[["progress", "schedule", "direction", "weight", "unit_position", "indicator_position"]]
    keys = keys.assign(far=distance(keys.assign(progress=keys["progress"].clip(lower=0.0))), place=range(len(late)))
    order = ["far", "weight", "unit_position", "indicator_position"]
    keys = keys.sort_values(order, ascending=[True, False, True, True], na_position="last", kind="stable")
    return late.iloc[keys["place"].to_numpy()]
