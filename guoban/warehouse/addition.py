"""What one upload adds to a store, in a file of its own beside the whole file it adds to.

A county's upload is a thousandth of its store. Written as an addition it costs the disk what it weighs, and not the
copy of everything that was there before. The file bears its own seal in its first line; after it follow the rows, one
stream of Arrow's IPC format for each table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa

from guoban.text import _
from guoban.warehouse.duck import BrokenFileError
from guoban.warehouse.durable import write_durably
from guoban.warehouse.seals import Seal, seal_of_bytes
from guoban.warehouse.versions import addition_path, part_path

TABLES = ("upload", "upload_event", "upload_claim", "observation", "target", "target_split", "finding")
"""The tables that an addition can add rows to; each of them names the upload that its rows belong to."""

_HEAD = re.compile(rb"guoban addition 1 (\d{15}) ([0-9a-f]{32})\n")
_HEAD_LENGTH = len(b"guoban addition 1 ") + 15 + 1 + 32 + 1
_TABLE = b"table"
_PLAIN, _PRESSED = pa.ipc.IpcWriteOptions(), pa.ipc.IpcWriteOptions(compression="lz4")
_WORTH_PRESSING = 2**20
"""Bytes from which on pressing the rows together takes less time than writing them as they are."""


@dataclass(frozen=True)
class Addition:
    """The rows of one upload, by table, columns named as in schema.sql; `upload` has exactly one row.

    version: the version of the store that it makes. seal: of its rows as they rest on the disk.
    """

    version: int
    seal: Seal
    tables: Mapping[str, pa.Table]

    @cached_property
    def upload(self) -> int:
        """The number of the upload."""
        return int(self.tables["upload"]["upload"][0].as_py())


def addition_bytes(tables: Mapping[str, pa.Table]) -> bytes:
    """What the file of these rows contains."""
    sink = pa.BufferOutputStream()
    for name, rows in tables.items():
        named = rows.replace_schema_metadata({_TABLE: name.encode()})
        options = _PRESSED if rows.nbytes >= _WORTH_PRESSING else _PLAIN
        with pa.ipc.new_stream(sink, named.schema, options=options) as stream:
            stream.write_table(named)
    rows = sink.getvalue()
    seal = seal_of_bytes(rows)
    return b"".join([b"guoban addition 1 %015d %032x\n" % (seal.size, seal.checksum), memoryview(rows)])


def write_addition(store: Path, version: int, content: bytes) -> None:
    """Have the addition that makes a version rest on the disk. Raises OSError."""
    path = addition_path(store, version)
    write_durably(path, content, by_way_of=part_path(path))


def read_addition(store: Path, version: int) -> Addition:
    """Read an addition. Raises BrokenFileError when it is missing or not as it was written."""
    path = addition_path(store, version)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise BrokenFileError(_("the file {name} is missing").format(name=path.name)) from None
    except OSError as error:
        raise BrokenFileError(str(error)) from error
    head, rows = _HEAD.match(content), memoryview(content)[_HEAD_LENGTH:]
    seal = seal_of_bytes(rows)
    if head is None or seal != Seal(int(head[1]), int(head[2], 16)):
        raise BrokenFileError(_("the file {name} is not as it was written").format(name=path.name))
    return Addition(version, seal, _tables(pa.py_buffer(rows)))


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Insert rows into a table by the names of their columns."""
    connection.register("rows_to_insert", rows)
    try:
        connection.execute(f"insert into {table} by name select * from rows_to_insert")  # nosec B608
    finally:
        connection.unregister("rows_to_insert")


def _tables(rows: pa.Buffer) -> dict[str, pa.Table]:
    source, found = pa.BufferReader(rows), {}
    while source.tell() < source.size():
        with pa.ipc.open_stream(source) as stream:
            name = stream.schema.metadata[_TABLE].decode()
            found[name] = stream.read_all()
    return found
