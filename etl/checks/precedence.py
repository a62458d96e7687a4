"""Files that come in the wrong order: figures that were corrected since, reports older than those in the store."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.checks.citing import Cited
from etl.checks.ledger import Ledger, numbers_of
from etl.checks.past import Past
from etl.checks.rules import finding
from etl.checks.wording import joined, unit_name
from etl.layout.figures import day_of
from etl.model import Finding


def check_precedence(ledger: Ledger, earlier: pd.DataFrame, cited: Cited, past: Past) -> Iterator[Finding]:
    """Whether the file would bring back what was corrected since, or is older than what the store has."""
    if earlier.empty or past.again is not None:
        return
    taken_back = list(_taken_back(ledger, earlier, cited, past))
    yield from taken_back or _older(ledger, earlier, cited, past)


def _taken_back(ledger: Ledger, earlier: pd.DataFrame, cited: Cited, past: Past) -> Iterator[Finding]:
    """Most of what the file would change, it would change back to what an earlier upload said."""
    changed = (ledger.place >= 0) & np.isfinite(ledger.stored) & (np.abs(ledger.filed - ledger.stored) > 1e-6)
    rows, columns = np.nonzero(changed)
    if not len(rows):
        return
    figures = cited.figures
    days = ledger.first_day[columns], ledger.last_day[columns]
    keys = zip(ledger.unit[rows], ledger.indicator[rows], *days, strict=True)
    standing = dict(zip(keys, zip(rows.tolist(), columns.tolist(), strict=True), strict=True))
    units, indicators = numbers_of(earlier, figures)
    first, last = (earlier[name].to_numpy("datetime64[D]") for name in ("first_day", "last_day"))
    said: dict[int, tuple[int, int]] = {}  # place in the file → (upload that said so before, upload that stands)
    told = zip(units, indicators, first, last, earlier["value"], earlier["upload"], strict=True)
    for unit, indicator, first_day, last_day, value, upload in told:
        where = standing.get((unit, indicator, first_day, last_day))
        if where is not None and upload < ledger.upload[where] and abs(value - ledger.filed[where]) <= 1e-6:
            said[int(ledger.place[where])] = int(upload), int(ledger.upload[where])
    if 2 * len(said) <= len(rows):
        return
    old, new = (Counter(pair[n] for pair in said.values()).most_common(1)[0][0] for n in (0, 1))
    before, since = past.upload(old), past.upload(new)
    place = min(said)
    yield finding(
        "older-figures", **cited.where(place), **cited.whose(place), count=len(said), old=before.number,
        old_file=before.file_name, new=since.number, new_file=since.file_name, day=since.loaded_on.isoformat(),
    )  # fmt: skip


def _older(ledger: Ledger, earlier: pd.DataFrame, cited: Cited, past: Past) -> Iterator[Finding]:
    """The store has later figures of the same year from every unit of the file."""
    figures, counting = cited.figures, earlier[earlier["counts"]]
    last_filed = figures.last_day.max()
    year = last_filed.astype("datetime64[Y]")
    last_days = counting["last_day"].to_numpy("datetime64[D]")
    later = counting[(last_days > last_filed) & (last_days.astype("datetime64[Y]") == year)]
    codes = {figures.codes.units[unit] for unit in np.unique(figures.unit).tolist()}
    if not codes or not codes <= set(later["unit"]):
        return
    newest = later.iloc[int(np.argmax(later["last_day"].to_numpy()))]
    upload = past.upload(int(newest["upload"]))
    names = [unit_name(cited.catalogue, code) for code in figures.codes.units if code in codes]
    yield finding(
        "older-report", units=joined(names), day=day_of(last_filed).isoformat(),
        later_day=newest["last_day"].date().isoformat(), upload=upload.number, file=upload.file_name,
    )  # fmt: skip
