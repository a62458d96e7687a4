"""The tables of a store, and whether this program understands them."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from guoban.catalogue import Catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.moments import utc_now
from guoban.warehouse.roster import write_roster

SCHEMA_VERSION = 4
_SCHEMA = Path(__file__).with_name("schema.sql")
_VIEWS = Path(__file__).with_name("views.sql")
_STEPS = {
    version: Path(__file__).with_name(name)
    for version, name in ((2, "schema_2.sql"), (3, "schema_3.sql"), (4, "schema_4.sql"))
}
"""What each version of the tables added to the one before; the first is schema.sql."""


def create(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Make the tables in an empty file and fill in the catalogue."""
    connection.execute(_SCHEMA.read_text(encoding="utf-8"))
    connection.execute("insert into store values (1, $now, '')", {"now": utc_now()})
    bring_up(connection)
    write_roster(connection, catalogue)


def bring_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a store that is being written the tables it lacks, and the views of today; mostly it lacks none."""
    ((found,),) = connection.execute("select schema_version from store").fetchall()
    for version in range(found + 1, SCHEMA_VERSION + 1):
        connection.execute(_STEPS[version].read_text(encoding="utf-8"))
        connection.execute("update store set schema_version = $version", {"version": version})
    if found < SCHEMA_VERSION:
        connection.execute(views())


def views() -> str:
    """The statements that make the views over the tables of a store, or make them anew."""
    return _VIEWS.read_text(encoding="utf-8")


def require_understood(execute: Callable[[str], duckdb.DuckDBPyConnection], alias: str) -> int:
    """The version of an attached store's tables. Raises StoreError when a newer program made it."""
    (found,) = execute(f"select schema_version from {alias}.store").fetchall()[0]  # nosec B608
    if found > SCHEMA_VERSION:
        raise StoreError(
            _("The store was made by a newer version of this program (tables {found}, known here {known}).").format(
                found=found, known=SCHEMA_VERSION
            ),
            _("Update the program; the store was left as it is."),
        )
    return int(found)
