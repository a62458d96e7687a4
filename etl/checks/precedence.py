"""Files that come in the wrong order: figures that were corrected since, reports older than those in the store."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from etl.checks.citing import Cited
from etl.checks.ledger import Ledger
from etl.checks.past import Past, Tellings
from etl.checks.rules import finding
from etl.checks.wording import unit_name
from etl.layout.figures import day_of
from etl.model import Finding
from guoban.text import _


def check_precedence(ledger: Ledger, earlier: Tellings, cited: Cited, past: Past) -> Iterator[Finding]:
    """Whether the file would bring back what was corrected since, or is older than what the store has."""
    if not len(earlier) or past.again is not None:
        return
    taken_back = list(_taken_back(ledger, earlier, cited, past))
    yield from taken_back or _older(ledger, earlier, cited, past)


def _taken_back(ledger: Ledger, earlier: Tellings, cited: Cited, past: Past) -> Iterator[Finding]:
    """Most of what the file would change, it would change back to what an earlier upload said."""
    changed = (ledger.place >= 0) & np.isfinite(ledger.stored) & (np.abs(ledger.filed - ledger.stored) > 1e-6)
    rows, columns = np.nonzero(changed)
    if not len(rows):
        return
    days = ledger.first_day[columns], ledger.last_day[columns]
    keys = zip(ledger.unit[rows], ledger.indicator[rows], *days, strict=True)
    standing = dict(zip(keys, zip(rows.tolist(), columns.tolist(), strict=True), strict=True))
    said: dict[int, tuple[int, int]] = {}  # place in the file → (upload that said so before, upload that stands)
    told = zip(
        earlier.unit, earlier.indicator, earlier.first_day, earlier.last_day, earlier.value, earlier.upload, strict=True
    )
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


def _older(ledger: Ledger, earlier: Tellings, cited: Cited, past: Past) -> Iterator[Finding]:
    """The store has later figures of the same year from every unit of the file."""
    figures = cited.figures
    last_filed = figures.last_day.max()
    year = last_filed.astype("datetime64[Y]")
    later = np.flatnonzero(earlier.counts & (earlier.last_day > last_filed))
    later = later[earlier.last_day[later].astype("datetime64[Y]") == year]
    if not len(later):
        return
    units = np.unique(figures.unit)
    if not np.isin(units, earlier.unit[later]).all():
        return
    newest = later[np.argmax(earlier.last_day[later])]
    upload = past.upload(int(earlier.upload[newest]))
    names = [unit_name(cited.catalogue, figures.codes.units[unit]) for unit in units.tolist()]
    yield finding(
        "older-report", units=_several(names), day=day_of(last_filed).isoformat(),
        later_day=day_of(earlier.last_day[newest]).isoformat(), upload=upload.number, file=upload.file_name,
    )  # fmt: skip


def _several(units: list[str]) -> str:
    """The first units by name, the others counted."""
    named = _(", ").join(units[:3])
    return _("{units} and {count} more units").format(units=named, count=len(units) - 3) if len(units) > 3 else named
