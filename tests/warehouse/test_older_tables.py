"""A store that an older program made is brought up before it is read, and nothing in it changes."""

from worlds import NOTHING, targets, upload

from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.schema import SCHEMA_VERSION

DESCRIBED = """
select table_name, column_name, data_type, is_nullable from duckdb_columns()
where database_name = current_database() and schema_name = 'main' order by 1, column_index
"""


def made_older(warehouse: Warehouse) -> None:
    """Make the store as the first program made it: without the tables of version 2."""
    commit_upload(warehouse, upload(purpose="targets"), NOTHING, targets(("T1", "A", 2026, 12)), NOTHING)

    def take_away(connection):
        connection.execute("drop view target_split_in_force")
        connection.execute("drop table target_split")
        connection.execute("update store set schema_version = 1")

    warehouse.publish(take_away)


def test_an_older_store_gets_the_tables_of_today_when_it_is_read(warehouse: Warehouse, tmp_path) -> None:
    made_older(warehouse)
    before = warehouse.version()
    reader = warehouse.reader()
    assert reader.version == before + 1
    assert reader.rows("select schema_version from store") == [(SCHEMA_VERSION,)]
    assert reader.rows("select value from target_in_force") == [(12,)]
    new = Warehouse.create(tmp_path / "new", reader.catalogue).reader()
    assert reader.rows(DESCRIBED) == new.rows(DESCRIBED)
    assert warehouse.reader().version == reader.version  # once


def test_an_upload_to_an_older_store_brings_it_up_too(warehouse: Warehouse) -> None:
    made_older(warehouse)
    number = commit_upload(
        warehouse, upload(b"another", purpose="targets"), NOTHING, targets(("T1", "A", 2026, 13)), NOTHING
    )
    reader = warehouse.reader()
    assert reader.rows("select count(*) from target_split") == [(0,)]
    assert reader.rows("select value, upload from target_in_force") == [(13, number)]
