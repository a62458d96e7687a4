"""How the tables of the workings are filled: from the store, from one another, and from another version's workings.

Everything is worked out for the units of `region`, which these functions are given or fill.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from guoban.measures.questions import question
from guoban.warehouse import Reader
from guoban.warehouse.duck import parsed

_UploadIdentity = tuple[object, ...]


@dataclass(frozen=True)
class Uploads:
    """The uploads of a version, by what tells each from any other, and those of them that count."""

    known: frozenset[_UploadIdentity]
    counting: frozenset[_UploadIdentity]

    @classmethod
    def of(cls, reader: Reader) -> "Uploads":
        """Those of a reader's version."""
        rows = reader.rows(question("counting"))
        return cls(frozenset(row[:-1] for row in rows), frozenset(row[:-1] for row in rows if row[-1]))

    def touched_since(self, before: "Uploads", reader: Reader) -> set[tuple[str, int]]:
        """Units and years of which an upload tells that counts here or there only. Those from before are all known."""
        numbers = sorted({str(upload) for upload, *_more in self.counting ^ before.counting})
        return set(reader.rows(question("touched"), {"uploads": f";{';'.join(numbers)};"})) if numbers else set()


def fill_roster(cursor: duckdb.DuckDBPyConnection, reader: Reader) -> None:
    """Units and indicators."""
    _fill(cursor, "ancestry", reader.query(question("ancestry")))
    cursor.register("roster", reader.query("select code, name, kind, parent, position from unit"))
    cursor.execute(f"insert into unit {question('units')}")
    _fill(cursor, "indicator", reader.query(question("indicators")))


def every_unit(cursor: duckdb.DuckDBPyConnection) -> None:
    """The region is everything."""
    cursor.execute("delete from region")
    cursor.execute("insert into region select code from unit")


def these_units(cursor: duckdb.DuckDBPyConnection, units: Iterable[str]) -> None:
    """The region is some units."""
    cursor.execute("delete from region")
    _fill(cursor, "region", pd.DataFrame({"unit": pd.Series([*units], dtype="str")}))


def with_kin(cursor: duckdb.DuckDBPyConnection) -> None:
    """The region takes in the units above and below those of it."""
    cursor.execute(f"insert into region {question('kin')}")


def fill_own(
    cursor: duckdb.DuckDBPyConnection, reader: Reader, first_year: int, last_year: int, units: Iterable[str] | None
) -> None:
    """What units gave, and were asked for, themselves. units: those of the region; None = all."""
    days: dict[str, object] = {"first_day": date(first_year, 1, 1), "last_day": date(last_year, 12, 31)}
    years: dict[str, object] = {"first_year": first_year, "last_year": last_year}
    only: dict[str, object] = {"units": None if units is None else f";{';'.join(units)};"}
    _fill_region(cursor, "held", reader.query(question("held"), days | only))
    fill(cursor, "own", years)
    cursor.execute("delete from held")
    _fill_region(cursor, "own", reader.query(question("own_target"), years | only))


def fill_sums(cursor: duckdb.DuckDBPyConnection, first_year: int, last_year: int) -> None:
    """What stands for units, their own or the sum of what stands below them."""
    for table in ("part", "standing"):
        fill(cursor, table, {"first_year": first_year, "last_year": last_year})


def fill_course(cursor: duckdb.DuckDBPyConnection, year: int) -> None:
    """What was due in a year, and how far what stands is on the way to it."""
    for table in ("duty", "course"):
        fill(cursor, table, {"year": year})


def fill_splits(cursor: duckdb.DuckDBPyConnection, reader: Reader, year: int) -> None:
    """By which shares targets of a year are due that were spread otherwise than their indicators; mostly none."""
    rows = reader.query(question("own_split"), {"year": year})
    if len(rows):
        _fill(cursor, "own_split", rows)
        fill(cursor, "split", {"year": year})


def fill(cursor: duckdb.DuckDBPyConnection, table: str, parameters: Mapping[str, object]) -> None:
    """Add the answer to the question of a table's name."""
    cursor.execute(parsed(f"insert into {table} {question(table)}", cursor), dict(parameters))


def take_roster(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Units and indicators of other workings."""
    for table in ("ancestry", "unit", "indicator"):
        cursor.execute(f"insert into {table} select * from {schema}.{table}")  # nosec B608


def take_over(
    cursor: duckdb.DuckDBPyConnection, schema: str, tables: Iterable[str], years: set[int], again: set[int]
) -> None:
    """Rows of other workings of some years, but for those of the region in the years that are worked out again."""
    taken = pd.DataFrame({"year": sorted(years), "again": [year in again for year in sorted(years)]})
    cursor.register("taken", taken)
    for table in tables:
        cursor.execute(f"create temp view past as from {schema}.{table}")
        cursor.execute(f"insert into {table} {question('taking_over')}")
        cursor.execute("drop view past")
    cursor.unregister("taken")


def _fill_region(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """`_fill` with the rows of the region's units: codes that are parts of one another may have brought more."""
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} select incoming.* from incoming join region on region.unit = incoming.unit")  # nosec B608
    cursor.unregister("incoming")


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """Add rows to a table of the same columns in the same order, cast to its types."""
    cursor.register("incoming", rows)
    cursor.execute(f"insert into {table} select * from incoming")  # nosec B608
    cursor.unregister("incoming")
