"""The catalogue as tables of the store, and back."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd

from guoban.calendar import Shares
from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Unit
from guoban.catalogue.setting_rows import setting_texts, settings_from_texts

UNIT = "unit"
INDICATOR = "indicator"

Query = Callable[[str], pd.DataFrame]


def write_roster(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Fill the empty tables unit, indicator, alias and setting."""
    units, indicators = catalogue.units.values(), catalogue.indicators.values()
    _insert(connection, "unit", [(unit.code, unit.name, unit.kind, unit.parent, unit.position) for unit in units])
    _insert(connection, "indicator", [_indicator_row(indicator) for indicator in indicators])
    aliases = [(UNIT, unit.code, *alias) for unit in units for alias in _numbered(unit.aliases)]
    aliases += [(INDICATOR, found.code, *synonym) for found in indicators for synonym in _numbered(found.synonyms)]
    _insert(connection, "alias", aliases)
    _insert(connection, "setting", list(setting_texts(catalogue.settings).items()))


def read_roster(query: Query) -> Catalogue:
    """Build the catalogue from the tables; aliases learnt with an upload that counts come last."""
    names: dict[tuple[str, str], list[str]] = {}
    for subject, code, name in _rows(query(_ALIASES)):
        names.setdefault((subject, code), []).append(name)
    units = {
        code: Unit(code, name, kind, parent, position, tuple(dict.fromkeys(names.get((UNIT, code), ()))))
        for code, name, kind, parent, position in _rows(query(_UNITS))
    }
    indicators = {row[0]: _indicator(row, names.get((INDICATOR, row[0]), ())) for row in _rows(query(_INDICATORS))}
    return Catalogue(units, indicators, settings_from_texts(dict(_rows(query("select name, value from setting")))))


_ALIASES = "select subject, code, name from alias_in_force order by upload nulls first, position"
_UNITS = "select code, name, kind, parent, position from unit order by position, code"
_INDICATOR_COLUMNS = (
    "code", "name_zh", "name_en", "area", "kind", "measure", "direction", "numerator", "denominator", "headline",
    "weight", "share_q1", "share_q2", "share_q3", "share_q4", "decimals", "display_measure", "position",
)  # fmt: skip
_EXACT = (
    "weight",
    "share_q1",
    "share_q2",
    "share_q3",
    "share_q4",
)  # read as text, so that no binary fraction comes between
_INDICATORS = "select {} from indicator order by position, code".format(
    ", ".join(f"cast({column} as varchar)" if column in _EXACT else column for column in _INDICATOR_COLUMNS)
)


def _indicator_row(indicator: Indicator) -> tuple[object, ...]:
    return (
        indicator.code, indicator.name_zh, indicator.name_en, indicator.area, str(indicator.kind), indicator.measure,
        str(indicator.direction), indicator.numerator, indicator.denominator, indicator.headline,
        str(indicator.weight), *map(str, indicator.schedule or ()), *[None] * (0 if indicator.schedule else 4),
        indicator.decimals, indicator.display_measure, indicator.position,
    )  # fmt: skip


def _indicator(row: tuple[Any, ...], synonyms: Iterable[str]) -> Indicator:
    found = dict(zip(_INDICATOR_COLUMNS, row, strict=True))
    shares = [Decimal(found.pop(f"share_q{quarter}") or 0).normalize() for quarter in (1, 2, 3, 4)]
    schedule: Shares | None = (shares[0], shares[1], shares[2], shares[3]) if shares[3] else None
    return Indicator(
        **found
        | {
            "kind": Kind(found["kind"]),
            "direction": Direction(found["direction"]),
            "weight": Decimal(found["weight"]).normalize(),
            "decimals": None if found["decimals"] is None else int(found["decimals"]),
            "schedule": schedule,
            "synonyms": tuple(dict.fromkeys(synonyms)),
        }
    )


def _numbered(names: Iterable[str]) -> list[tuple[str, int, None]]:
    return [(name, position, None) for position, name in enumerate(names)]


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Rows as plain Python values, what is missing as None."""
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.executemany(f"insert into {table} values ({places})", rows)
