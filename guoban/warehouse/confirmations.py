"""Who stands by a unit's figures of a quarter (确认): by name and date, until one of the figures changes."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import duckdb

from guoban.access.events import Did
from guoban.access.people import LONGEST_NAME
from guoban.access.rights import require
from guoban.calendar import quarter_end
from guoban.catalogue import Catalogue
from guoban.errors import InputError
from guoban.text import _, mark
from guoban.warehouse.moments import utc_now
from guoban.warehouse.reader import Reader
from guoban.warehouse.roster import read_roster
from guoban.warehouse.telling import tell
from guoban.warehouse.warehouse import Warehouse

Rows = Callable[[str, dict[str, object]], list[tuple[Any, ...]]]
"""Answers a question, as `Reader.rows` does."""


class Capacity(StrEnum):
    """As what somebody stands by figures."""

    CHAIR = "chair"
    STAFF = "staff"

    @property
    def said(self) -> str:
        """It in the language of this session."""
        return _(_TITLES[self])


_TITLES = {Capacity.CHAIR: mark("chair"), Capacity.STAFF: mark("member of staff")}


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody has said. confirmed_at: UTC; confirmed_by: the account. holds: no figure has changed since."""

    number: int
    unit: str
    year: int
    quarter: int
    name: str
    capacity: Capacity
    confirmed_at: datetime
    confirmed_by: str
    holds: bool


_FIGURES = """
select unit, indicator, cast(first_day as varchar), cast(last_day as varchar), cast(value as varchar)
from observation_in_force
where list_contains($units, unit) and last_day between $new_year and $day
order by unit, indicator, first_day, last_day
"""
_IN_FORCE = """
select confirmation, name, capacity, confirmed_at, confirmed_by, says from confirmation
where unit = $unit and year = $year and quarter = $quarter and undone_at is null
order by confirmation desc limit 1
"""
_ONE = "select unit, undone_at from confirmation where confirmation = $number"
_UNDO = "update confirmation set undone_at = $at, undone_by = $by where confirmation = $number"


def confirmation_of(reader: Reader, unit: str, year: int, quarter: int) -> Confirmation | None:
    """Who stands by a unit's figures of a quarter, the last who said so; None where nobody does."""
    found = reader.rows(_IN_FORCE, {"unit": unit, "year": year, "quarter": quarter})
    if not found:
        return None
    number, name, capacity, at, by, said = found[0]
    holds = said == figures_seen(reader, unit, year, quarter)
    return Confirmation(number, unit, year, quarter, name, Capacity(capacity), at, by, holds)


def figures_seen(reader: Reader, unit: str, year: int, quarter: int) -> str | None:
    """A hash of what the page of a unit shows of a quarter; None where there is no figure.

    It is of all figures of the year up to the quarter's end, of the unit and what is under it: what is shown is made of
    those, and a first quarter that is corrected changes the half-year.
    """
    return _seen(reader.rows, reader.catalogue, unit, year, quarter)


def confirm_figures(
    warehouse: Warehouse,
    *,
    unit: str,
    year: int,
    quarter: int,
    name: str,
    capacity: Capacity,
    by: str,
    seen: str | None,
    units: Collection[str] | None = None,
) -> int:
    """Note that somebody stands by a unit's figures; returns the number of the confirmation.

    seen: the `figures_seen` that they had before them. units: the codes that the account answers for, None = all.
    Raises NotAllowedError where the unit is not theirs; InputError where there is no figure, no name, or a figure has
    changed since they looked.
    """
    require(units is None or unit in units)
    said = _fit(name)

    def change(connection: duckdb.DuckDBPyConnection) -> int:
        now = _seen(_asked_of(connection), read_roster(connection.execute), unit, year, quarter)
        if now is None:
            raise InputError(_("There is no figure of this quarter yet that could be confirmed."))
        if now != seen:
            raise InputError(
                _("A figure has changed since you looked; nothing was confirmed."), _("Look again, and confirm then.")
            )
        ((last,),) = connection.execute("select max(confirmation) from confirmation").fetchall()
        number = int(last or 0) + 1
        connection.execute(
            "insert into confirmation values ($number, $unit, $year, $quarter, $name, $capacity, $at, $by, $says, "
            "null, null)",
            {
                "number": number, "unit": unit, "year": year, "quarter": quarter, "name": said,
                "capacity": capacity.value, "at": utc_now(), "by": by, "says": now,
            },
        )  # fmt: skip
        return number

    number = warehouse.publish(change)
    tell(warehouse, Did.CONFIRMED, by, f"{unit} {year}Q{quarter} {said} ({capacity.value})")
    return number


def undo_confirmation(warehouse: Warehouse, number: int, by: str, units: Collection[str] | None = None) -> None:
    """Take a confirmation back. units: as for `confirm_figures`. InputError where there is none of this number."""

    def change(connection: duckdb.DuckDBPyConnection) -> str:
        found = connection.execute(_ONE, {"number": number}).fetchall()
        if not found or found[0][1] is not None:
            raise InputError(_("There is no such confirmation any more."))
        unit: str = found[0][0]
        require(units is None or unit in units)
        connection.execute(_UNDO, {"number": number, "at": utc_now(), "by": by})
        return unit

    unit = warehouse.publish(change)
    tell(warehouse, Did.CONFIRMATION_UNDONE, by, f"{number} {unit}")


def _seen(rows: Rows, catalogue: Catalogue, unit: str, year: int, quarter: int) -> str | None:
    if unit not in catalogue.units:
        return None
    under = [each.code for each in catalogue.under(unit)]
    asked = {"units": under, "new_year": date(year, 1, 1), "day": quarter_end(year, quarter)}
    return _hash(rows(_FIGURES, asked))


def _hash(figures: Iterable[tuple[str, ...]]) -> str | None:
    lines = "\n".join("\t".join(figure) for figure in figures)
    return hashlib.sha256(lines.encode()).hexdigest() if lines else None


def _asked_of(connection: duckdb.DuckDBPyConnection) -> Rows:
    return lambda query, asked: connection.execute(query, asked).fetchall()


def _fit(name: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > LONGEST_NAME or not said.isprintable():
        raise InputError(
            _("Say who stands by the figures."),
            _("Write a name of 1 to {most} characters in one line.").format(most=LONGEST_NAME),
        )
    return said
