"""The tables of a store, and whether this program understands them."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from guoban.catalogue import Catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.moments import utc_now
from guoban.warehouse.roster import write_roster

SCHEMA_VERSION = 1
_SCHEMA = Path(__file__).with_name("schema.sql")
_VIEWS = Path(__file__).with_name("views.sql")


def create(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Make the tables in an empty file and fill in the catalogue."""
    connection.execute(_SCHEMA.read_text(encoding="utf-8"))
    connection.execute(views())
    connection.execute("insert into store values ($version, $now, '')", {"version": SCHEMA_VERSION, "now": utc_now()})
    write_roster(connection, catalogue)


def views() -> str:
    """The statements that make the views over the tables of a store."""
    return _VIEWS.read_text(encoding="utf-8")


def require_understood(execute: Callable[[str], duckdb.DuckDBPyConnection], alias: str) -> None:
    """Raise StoreError when the attached store was made by a newer program."""
    (found,) = execute(f"select schema_version from {alias}.store").fetchall()[0]
    if found > SCHEMA_VERSION:
        raise StoreError(
            _("The store was made by a newer version of this program (tables {found}, known here {known}).").format(
                found=found, known=SCHEMA_VERSION
            ),
            _("Update the program; the store was left as it is."),
        )
