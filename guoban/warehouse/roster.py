"""The catalogue as tables of the store, and back."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

import duckdb
import pyarrow as pa

from guoban.calendar import Shares
from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Unit
from guoban.catalogue.setting_rows import OLDER, setting_texts, settings_from_texts

UNIT = "unit"
INDICATOR = "indicator"

Execute = Callable[[str], duckdb.DuckDBPyConnection]

_MOST_BUILT = 16
_built: dict[str, Catalogue] = {}
_building = threading.Lock()


def write_roster(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Fill the empty tables unit, indicator, alias and setting."""
    units, indicators = catalogue.units.values(), catalogue.indicators.values()
    _insert(connection, "unit", [_unit_row(unit) for unit in units])
    _insert(connection, "indicator", [_indicator_row(indicator) for indicator in indicators])
    _insert(connection, "alias", _aliases(catalogue))
    _insert(connection, "setting", list(setting_texts(catalogue.settings).items()))
    note_roster_changed(connection)


def note_roster_changed(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the roster a new stamp; to be called with every change of units, indicators, aliases, settings."""
    connection.execute("update store set roster = $stamp", {"stamp": str(uuid4())})


def read_roster(execute: Execute) -> Catalogue:
    """The catalogue that the tables hold, aliases learnt with an upload that counts last.

    Built once for each stamp: versions between which nothing but figures changed share one catalogue.
    """
    (stamp,) = execute("select roster from store").fetchall()[0]
    with _building:
        catalogue = _built.get(stamp)
        if catalogue is None:
            catalogue = _built[stamp] = _build(execute, _ALIASES)
            for oldest in list(_built)[:-_MOST_BUILT]:
                del _built[oldest]
        return catalogue


def read_own_roster(execute: Execute) -> Catalogue:
    """The catalogue as it was given, without the names learnt with uploads."""
    return _build(execute, _OWN_ALIASES)


def update_roster(connection: duckdb.DuckDBPyConnection, before: Catalogue, after: Catalogue) -> None:
    """Have the tables say another catalogue. before: `read_own_roster`. Rows are changed in place: deleted and put back
    in one transaction, their keys would be refused.
    """
    units = [{code: _unit_row(unit) for code, unit in each.units.items()} for each in (before, after)]
    _update(connection, "unit", _UNIT_COLUMNS, *units)
    indicators = [{code: _indicator_row(found) for code, found in each.indicators.items()} for each in (before, after)]
    _update(connection, "indicator", _INDICATOR_COLUMNS, *indicators)
    connection.executemany("delete from setting where name = ?", [[name] for name in OLDER])
    texts = setting_texts(after.settings)
    connection.executemany("insert or replace into setting values (?, ?)", [list(row) for row in texts.items()])
    connection.execute("delete from alias where upload is null")
    _insert(connection, "alias", _aliases(after))
    note_roster_changed(connection)


def _update(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    was: Mapping[str, tuple[object, ...]],
    now: Mapping[str, tuple[object, ...]],
) -> None:
    """Rows by key, the first of their columns."""
    if gone := [[key] for key in was if key not in now]:
        connection.executemany(f"delete from {table} where {columns[0]} = ?", gone)  # nosec B608
    if changed := [[*row[1:], key] for key, row in now.items() if key in was and was[key] != row]:
        places = ", ".join(f"{column} = ?" for column in columns[1:])
        connection.executemany(f"update {table} set {places} where {columns[0]} = ?", changed)  # nosec B608
    if added := [row for key, row in now.items() if key not in was]:
        places = ", ".join("?" for _column in columns)
        connection.executemany(f"insert into {table} values ({places})", added)  # nosec B608


def _build(execute: Execute, aliases: str) -> Catalogue:
    names: dict[tuple[str, str], list[str]] = {}
    for subject, code, name in execute(aliases).fetchall():
        names.setdefault((subject, code), []).append(name)
    units = {
        code: Unit(code, name, kind, parent, position, tuple(dict.fromkeys(names.get((UNIT, code), ()))))
        for code, name, kind, parent, position in execute(_UNITS).fetchall()
    }
    indicators = {
        row[0]: _indicator(row, names.get((INDICATOR, row[0]), ())) for row in execute(_INDICATORS).fetchall()
    }
    return Catalogue(units, indicators, settings_from_texts(dict(execute(_SETTINGS).fetchall())))


_UNIT_COLUMNS = ("code", "name", "kind", "parent", "position")
_INDICATOR_COLUMNS = (
    "code", "name_zh", "name_en", "area", "kind", "measure", "direction", "numerator", "denominator", "headline",
    "weight", "share_q1", "share_q2", "share_q3", "share_q4", "decimals", "display_measure", "position",
)  # fmt: skip
_ALIASES = "select subject, code, name from alias_in_force order by upload nulls first, position"
_OWN_ALIASES = "select subject, code, name from alias where upload is null order by position"
_UNITS = "select code, name, kind, parent, position from unit order by position, code"
_INDICATORS = f"select {', '.join(_INDICATOR_COLUMNS)} from indicator order by position, code"  # nosec B608
_SETTINGS = "select name, value from setting"


def _unit_row(unit: Unit) -> tuple[object, ...]:
    return (unit.code, unit.name, unit.kind, unit.parent, unit.position)


def _aliases(catalogue: Catalogue) -> list[tuple[object, ...]]:
    found = [(UNIT, unit.code, *alias) for unit in catalogue.units.values() for alias in _numbered(unit.aliases)]
    indicators = catalogue.indicators.values()
    return [*found, *((INDICATOR, each.code, *alias) for each in indicators for alias in _numbered(each.synonyms))]


def _indicator_row(indicator: Indicator) -> tuple[object, ...]:
    return (
        indicator.code, indicator.name_zh, indicator.name_en, indicator.area, str(indicator.kind), indicator.measure,
        str(indicator.direction), indicator.numerator, indicator.denominator, indicator.headline, indicator.weight,
        *(indicator.schedule or (None, None, None, None)), indicator.decimals, indicator.display_measure,
        indicator.position,
    )  # fmt: skip


def _indicator(row: tuple[Any, ...], synonyms: Iterable[str]) -> Indicator:
    found = dict(zip(_INDICATOR_COLUMNS, row, strict=True))
    shares: list[Decimal | None] = [found.pop(f"share_q{quarter}") for quarter in (1, 2, 3, 4)]
    return Indicator(
        **found
        | {
            "kind": Kind(found["kind"]),
            "direction": Direction(found["direction"]),
            "schedule": _schedule(share for share in shares if share is not None),
            "synonyms": tuple(dict.fromkeys(synonyms)),
        }
    )


def _schedule(shares: Iterable[Decimal]) -> Shares | None:
    match [*shares]:
        case [first, second, third, fourth]:
            return first, second, third, fourth
    return None


def _numbered(names: Iterable[str]) -> list[tuple[str, int, None]]:
    return [(name, position, None) for position, name in enumerate(names)]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    columns = {f"column_{place}": pa.array(column) for place, column in enumerate(zip(*rows, strict=True))}
    connection.register("roster_rows", pa.table(columns))
    connection.execute(f"insert into {table} select * from roster_rows")  # nosec B608
    connection.unregister("roster_rows")
