"""What has changed since a quarter was closed: figures beside those that were frozen."""

import pandas as pd

from guoban.measures.questions import question
from guoban.warehouse import Reader
from guoban.warehouse.closings import Closing

_KEY = ["unit", "indicator", "first_day", "last_day"]


def changes_since(cut: Reader, now: Reader, closing: Closing) -> pd.DataFrame:
    """One row a figure that is another one now than in the cut, came or went; what was done last comes first.

    cut, now: the frozen version and the one that counts. `unit`, `indicator`, `first_day`, `last_day`, `old` and `new`
    (base units, missing = there was, or is, none), `upload` that brought or took it, `event` (loaded, undone, redone),
    `done_at` (UTC), `done_by`, `reason`.
    """
    days = {"new_year": closing.first_day, "day": closing.last_day}
    before, after = (reader.query(question("since_cut"), days) for reader in (cut, now))
    both = before.merge(after, on=_KEY, how="outer", suffixes=("_old", "_new"))
    same = (both["value_old"] - both["value_new"]).abs() < 1e-6
    changed = both[~same].rename(columns={"value_old": "old", "value_new": "new"})
    events = now.query(question("since_cut_events"), {"last_event": closing.last_event})
    uploads = zip(changed["upload_old"].tolist(), changed["upload_new"].tolist(), strict=True)
    told = [_last(events, set(of_figure)) for of_figure in uploads]
    did = pd.DataFrame(told, index=changed.index, columns=["upload", "event", "done_at", "done_by", "reason", "place"])
    found = changed[[*_KEY, "old", "new"]].join(did)
    return found.sort_values(["place", *_KEY], ascending=[False, True, True, True, True], ignore_index=True).drop(
        columns="place"
    )


def _last(events: pd.DataFrame, uploads: set[float]) -> tuple[object, ...]:
    """The last thing done to one of some uploads: it made the figure what it is."""
    of_them = events[events["upload"].isin(list(uploads))]
    if of_them.empty:
        return (None, None, pd.NaT, None, None, 0)
    row = of_them.iloc[-1]
    return (row["upload"], row["event"], row["done_at"], row["done_by"], row["reason"], row["place"])
