"""Cumulative figures (累计): against their parts, and against cumulative figures of other days of the year."""

from collections.abc import Iterator

import numpy as np

from etl.checks.arrays import Flags
from etl.checks.citing import Cited
from etl.checks.ledger import Ledger
from etl.checks.rules import finding
from etl.layout.figures import Ints, day_of
from etl.model import Finding
from guoban.text import _

_TOLERANCE = 0.006
"""Half a 分: sums of decimals differ by less."""

Columns = frozenset[int]


def check_parts(ledger: Ledger, cited: Cited, told: Flags) -> Iterator[Finding]:
    """Figures of the file that differ from the sum of parts that cover the same days, in the file or in the store.

    At least one part stands in the file. Flows and money only. told: figures that something was said about; extended.
    """
    for year in np.unique(ledger.year[ledger.is_filed]).tolist():
        columns = np.flatnonzero(ledger.year == year)
        rows = np.flatnonzero(ledger.adds_up)
        if len(columns) < 3 or ledger.is_filed[columns].sum() < 2 or not len(rows):
            continue
        for members, known, filed in _patterns(ledger, rows, columns):
            for whole in filed:
                parts = _cover(ledger, whole, known, filed - {whole})
                if parts is None:
                    continue
                sums = ledger.known[np.ix_(members, np.array(parts, np.int64))].sum(axis=1)
                differs = np.abs(sums - ledger.filed[members, whole]) > _TOLERANCE
                places = ledger.place[members[differs], whole]
                told[places] = True
                for place, total in zip(places.tolist(), sums[differs].tolist(), strict=True):
                    yield not_cumulative(cited, place, total)


def not_cumulative(cited: Cited, place: int, parts: float) -> Finding:
    """A cumulative figure that says something else than its parts."""
    return finding(
        "cumulative-mismatch",
        **cited.where(place),
        **cited.whose(place),
        cumulative=cited.amount(place),
        parts=cited.amount(place, parts),
        difference=cited.amount(place, abs(float(cited.figures.value[place]) - parts)),
    )


def _patterns(ledger: Ledger, rows: Ints, columns: Ints) -> Iterator[tuple[Ints, Columns, Columns]]:
    """Rows that have figures for the same spans: the rows, the spans known, those of them that the file has.

    Most rows of a table have the same spans, so that covers are looked for a few times and not once a row.
    """
    known = np.isfinite(ledger.known[np.ix_(rows, columns)])
    filed = ledger.place[np.ix_(rows, columns)] >= 0
    many = (filed.sum(axis=1) >= 2) & (known.sum(axis=1) >= 3)
    rows, known, filed = rows[many], known[many], filed[many]
    if not len(rows):
        return
    packed = np.packbits(np.hstack([known, filed]), axis=1)
    firsts, pattern_of = np.unique(packed, axis=0, return_index=True, return_inverse=True)[1:]
    for number, first in enumerate(firsts.tolist()):
        members = rows[pattern_of.reshape(-1) == number]
        yield members, frozenset(columns[known[first]].tolist()), frozenset(columns[filed[first]].tolist())


def _cover(ledger: Ledger, whole: int, known: Columns, in_file: Columns) -> list[int] | None:
    """Spans that cover `whole` without a gap, one of the file among them; None if there are none.

    From the end backwards, the longest piece first: 累计 to March and the second quarter, before three single months.
    """
    cover: list[int] = []
    first, until = ledger.first_day[whole], ledger.last_day[whole]
    while until >= first:
        fitting = [j for j in known - {whole} if ledger.last_day[j] == until and ledger.first_day[j] >= first]
        if not fitting:
            return None
        piece = max(fitting, key=lambda j: (j in in_file, ledger.last_day[j] - ledger.first_day[j]))
        cover.append(piece)
        until = ledger.first_day[piece] - np.timedelta64(1, "D")
    return cover if len(cover) > 1 and in_file & set(cover) else None


def check_falling(ledger: Ledger, cited: Cited, told: Flags) -> Iterator[Finding]:
    """Cumulative figures below one of an earlier day of the same year, either of the two in the file."""
    falling: dict[int, Finding] = {}
    for year in np.unique(ledger.year[ledger.is_filed]).tolist():
        columns = np.flatnonzero(ledger.from_new_year & (ledger.year == year))
        before = np.full(len(ledger.unit), -1)
        for column in columns.tolist() if len(columns) > 1 else []:
            has = np.isfinite(ledger.known[:, column]) & ledger.adds_up
            rows = np.flatnonzero(has & (before >= 0))
            earlier = before[rows]
            one_filed = (ledger.place[rows, column] >= 0) | (ledger.place[rows, earlier] >= 0)
            falls = one_filed & (ledger.known[rows, column] < ledger.known[rows, earlier] - _TOLERANCE)
            for row, first in zip(rows[falls].tolist(), earlier[falls].tolist(), strict=True):
                place = int(max(ledger.place[row, column], -1))
                place = place if place >= 0 else int(ledger.place[row, first])
                if not told[place]:
                    falling.setdefault(place, _fallen(ledger, cited, row, first, column))
            before[has] = column
    told[list(falling)] = True
    yield from cited.listed(falling, falling.__getitem__)


def _fallen(ledger: Ledger, cited: Cited, row: int, earlier: int, later: int) -> Finding:
    """The finding stands at the later figure, or at the earlier one where the later is in the store."""
    at_later = ledger.place[row, later] >= 0
    place, other = (later, earlier) if at_later else (earlier, later)
    here = int(ledger.place[row, place])
    return finding(
        "cumulative-falling",
        **cited.where(here),
        **cited.whose(here),
        later_day=day_of(ledger.last_day[later]).isoformat(),
        later=cited.amount(here, float(ledger.known[row, later])),
        earlier_day=day_of(ledger.last_day[earlier]).isoformat(),
        earlier=cited.amount(here, float(ledger.known[row, earlier])),
        source=source_of(ledger, cited, row, other),
    )


def source_of(ledger: Ledger, cited: Cited, row: int, column: int) -> str:
    """Where a known figure stands: its cell, or the upload that brought it."""
    place = int(ledger.place[row, column])
    if place >= 0:
        return cited.address(place)
    return _("upload {upload}").format(upload=int(ledger.upload[row, column]))
