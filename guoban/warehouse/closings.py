"""Quarters that were closed (封账): the frozen cut of each, and what may still be changed in them.

A closed quarter's figures are those of its year up to its last day: what a page shows of it is made of those. A cut is
a store of its own in `cuts/` of the data folder, with the very files of the version that counted when it was made.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from weakref import WeakKeyDictionary

import duckdb

from guoban.access.events import Did
from guoban.access.people import LONGEST_NAME
from guoban.access.rights import require
from guoban.calendar import quarter_end
from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse.frozen import CUTS, freeze
from guoban.warehouse.moments import utc_now
from guoban.warehouse.reader import Reader
from guoban.warehouse.seals import Seal
from guoban.warehouse.telling import tell
from guoban.warehouse.warehouse import Warehouse

Rows = Callable[[str], list[tuple[Any, ...]]]
"""Answers a question."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A quarter that was closed. closed_at, reopened_at: UTC. reported, of_units: units then. version: that was frozen.

    folder: of the cut, in `cuts/`. last_event: place of the last thing that had been done to an upload. let_in: codes
    of units whose reporters may upload for it again. reopened_at: None while it is closed.
    """

    number: int
    cut: str
    year: int
    quarter: int
    closed_at: datetime
    closed_by: str
    reason: str | None
    reported: int
    of_units: int
    version: int
    folder: str
    last_event: int
    reopened_at: datetime | None
    reopened_by: str | None
    reopened_why: str | None
    let_in: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it still is, and was not opened again."""
        return self.reopened_at is None

    @property
    def first_day(self) -> date:
        """The first day of its year: from here on figures belong to it."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return quarter_end(self.year, self.quarter)


_ALL = """
select closing, cut, year, quarter, closed_at, closed_by, reason, reported, of_units, version, folder, last_event,
    reopened_at, reopened_by, reopened_why
from closing order by closing desc
"""
_LET_IN = "select distinct closing, unit from let_in order by closing, unit"

_known: WeakKeyDictionary[Reader, tuple[Closing, ...]] = WeakKeyDictionary()
_last_known: tuple[tuple[Seal, ...], tuple[Closing, ...]] = ((), ())
"""What was looked up last, and the seal of the whole file that it stands in: no addition to that closes anything."""


def closings(reader: Reader) -> tuple[Closing, ...]:
    """Everything that was ever closed, the newest first; looked up once for a whole file.

    A load asks this of each version it makes: to ask the store would have it lay out every addition first.
    """
    global _last_known
    found = _known.get(reader)
    if found is None:
        trace, (known, last) = reader.trace_of("closing"), _last_known
        found = last if trace and trace == known else closings_among(reader.rows)
        _known[reader], _last_known = found, (trace, found)
    return found


def closings_among(rows: Rows) -> tuple[Closing, ...]:
    """The same, of a store that is being written."""
    let_in: dict[int, list[str]] = {}
    for number, unit in rows(_LET_IN):
        let_in.setdefault(number, []).append(unit)
    return tuple(Closing(*(*row, tuple(let_in.get(row[0], ())))) for row in rows(_ALL))


def closing_called(reader: Reader, cut: str) -> Closing:
    """The closing whose cut has this name. Raises InputError where there is none."""
    found = next((each for each in closings(reader) if each.cut == cut), None)
    if found is None:
        raise InputError(
            _("There is no cut “{name}”.").format(name=cut), _("Take it out of the address, or choose another one.")
        )
    return found


def cut_of(folder: Path, closing: Closing) -> Warehouse:
    """The frozen store of a closing, to be read and never written."""
    return Warehouse(folder / CUTS / closing.folder)


def close_quarter(
    warehouse: Warehouse,
    *,
    year: int,
    quarter: int,
    cut: str,
    by: str,
    tally: Callable[[Reader], tuple[int, int]],
    today: date,
    reason: str = "",
    units: Collection[str] | None = None,
) -> Closing:
    """Freeze what counts now under a name, and have later changes of the quarter say why.

    tally: how many units have reported for the quarter, of how many, by a version of the store. units: the codes that
    the account answers for; NotAllowedError for who does not answer for all (None). Raises InputError where the quarter
    is not over or is closed already, or the name is taken; StoreError as Warehouse.publish.
    """
    require(units is None)
    name = _fit(cut)
    if today <= quarter_end(year, quarter):
        raise InputError(
            _("{year}Q{quarter} is not over yet: it ends on {day}.").format(
                year=year, quarter=quarter, day=quarter_end(year, quarter).isoformat()
            ),
            _("A quarter is closed when it is over."),
        )

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        before = closings_among(lambda query: connection.execute(query).fetchall())
        if any(each.is_closed and (each.year, each.quarter) == (year, quarter) for each in before):
            raise InputError(_("{year}Q{quarter} is closed already.").format(year=year, quarter=quarter))
        if any(each.cut == name for each in before):
            raise InputError(
                _("There is a cut called “{name}” already.").format(name=name), _("Choose another name for the cut.")
            )
        reader = warehouse.reader()
        reported, of_units = tally(reader)
        folder = uuid4().hex
        freeze(warehouse, reader, folder)
        connection.execute(
            "insert into closing values ($number, $cut, $year, $quarter, $at, $by, $reason, $reported, $of_units, "
            "$version, $folder, $last_event, null, null, null)",
            {
                "number": max((each.number for each in before), default=0) + 1, "cut": name, "year": year,
                "quarter": quarter, "at": utc_now(), "by": by, "reason": reason.strip() or None, "reported": reported,
                "of_units": of_units, "version": reader.version, "folder": folder, "last_event": reader.last_event,
            },
        )  # fmt: skip

    warehouse.publish(change)
    tell(warehouse, Did.CLOSED, by, f"{year}Q{quarter} {name}")
    return closing_called(warehouse.reader(), name)


def reopen_quarter(warehouse: Warehouse, cut: str, by: str, reason: str, units: Collection[str] | None = None) -> None:
    """Open a closed quarter again; its cut stays. InputError where it is open or nothing is said."""
    require(units is None)
    said = reason.strip()
    if not said:
        raise InputError(_("To open a closed quarter again, say why."), _("Write a reason."))

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        closing = _closed(connection, cut)
        connection.execute(
            "update closing set reopened_at = $at, reopened_by = $by, reopened_why = $why where closing = $number",
            {"at": utc_now(), "by": by, "why": said, "number": closing.number},
        )

    warehouse.publish(change)
    tell(warehouse, Did.REOPENED, by, f"{cut} {said}")


def let_unit_in(warehouse: Warehouse, cut: str, unit: str, by: str, units: Collection[str] | None = None) -> None:
    """Let the reporters of one unit upload for a closed quarter again. InputError where it is open, or they may."""
    require(units is None)

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        closing = _closed(connection, cut)
        if unit in closing.let_in:
            raise InputError(_("This unit was let in again already."))
        connection.execute(
            "insert into let_in values ($number, $unit, $at, $by)",
            {"number": closing.number, "unit": unit, "at": utc_now(), "by": by},
        )

    warehouse.publish(change)
    tell(warehouse, Did.LET_IN, by, f"{cut} {unit}")


def _closed(connection: duckdb.DuckDBPyConnection, cut: str) -> Closing:
    found = closings_among(lambda query: connection.execute(query).fetchall())
    closing = next((each for each in found if each.cut == cut and each.is_closed), None)
    if closing is None:
        raise InputError(_("There is no closed quarter with the cut “{name}”.").format(name=cut))
    return closing


def _fit(name: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > LONGEST_NAME or not said.isprintable():
        raise InputError(
            _("The cut needs a name."),
            _("Write a name of 1 to {most} characters in one line.").format(most=LONGEST_NAME),
        )
    return said
