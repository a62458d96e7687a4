"""A store made anew beside the one that counts, upload by upload, and put in its place when it is whole."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import duckdb
import pandas as pd
import pyarrow as pa

from guoban import __version__
from guoban.catalogue import Catalogue
from guoban.warehouse.addition import TABLES, insert_rows
from guoban.warehouse.frames import as_added
from guoban.warehouse.learning import learn
from guoban.warehouse.publishing import publish_made_elsewhere
from guoban.warehouse.reader import Reader
from guoban.warehouse.roster import note_roster_changed
from guoban.warehouse.space import require_space
from guoban.warehouse.uploads import redo_upload, undo_upload
from guoban.warehouse.versions import files_of, whole_path
from guoban.warehouse.warehouse import Warehouse

ASIDE = ".rebuilding"
"""In the data folder: here the new store is made before it counts."""

_EVENTS = "select event, upload, done_at, done_by, reason from upload_event order by place"
_LEARNT = "select subject, code, name from alias where upload = $upload order by position"
_CARRIED = ("submission", "submission_claim", "submission_event", "confirmation", "closing", "let_in")
"""Tables of what was said about files and figures: no file can say it again."""

_UNDONE = ["undone_at", "undone_by"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done to an upload: loaded, undone or redone."""

    event: str
    upload: int
    done_at: datetime
    done_by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Anew:
    """The store that counts, and a new one with its catalogue, in which nothing has been loaded yet."""

    old: Reader
    new: Warehouse
    _warehouse: Warehouse

    def events(self) -> Iterator[Event]:
        """Everything that was done, in the order in which it was done."""
        yield from (Event(*row) for row in self.old.rows(_EVENTS))

    def learnt(self, upload: int) -> pd.DataFrame:
        """The names that were learnt with an upload: subject, code, name."""
        return self.old.query(_LEARNT, {"upload": upload})

    def repeat(self, event: Event, read: Mapping[str, pa.Table] | None = None) -> None:
        """Do to the new store what was done to the old one, with its moment, account and number.

        read: of a file that was read again, its rows by table; all other rows are those of the old store.
        Raises InputError as whoever did it then.
        """
        if event.event == "undone":
            undo_upload(self.new, event.upload, event.done_by, event.done_at, event.reason)
        elif event.event == "redone":
            redo_upload(self.new, event.upload, event.done_by, event.done_at, event.reason)
        else:
            self._load(event.upload, read or {})

    def publish(self) -> tuple[int, int | None]:
        """Make the new store the version that counts. Returns its number and that of the version before."""
        ((created_at,),) = self.old.rows("select created_at from store")
        carried = {table: self.old.table(f"select * from {table}") for table in _CARRIED}  # nosec B608

        def finish(connection: duckdb.DuckDBPyConnection) -> None:
            _do(connection, "update store set created_at = $at", at=created_at)
            for table, rows in carried.items():
                insert_rows(connection, table, rows)

        self.new.publish(finish)
        made = whole_path(self.new.store, self.new.version())
        require_space(self._warehouse.store, made.stat().st_size)
        return publish_made_elsewhere(self._warehouse.store, made)

    def _load(self, upload: int, read: Mapping[str, pa.Table]) -> None:
        learnt = self.learnt(upload)
        if len(learnt):
            self.new.publish(partial(self._insert, upload, read, learnt))
        else:
            self.new.add(lambda reader: (None, self._rows(upload, read, reader.last_event + 1)), _nothing_meanwhile)

    def _insert(
        self, upload: int, read: Mapping[str, pa.Table], learnt: pd.DataFrame, connection: duckdb.DuckDBPyConnection
    ) -> None:
        ((last,),) = connection.execute("select max(place) from upload_event").fetchall()
        tables = self._rows(upload, read, (last or 0) + 1)
        insert_rows(connection, "upload", tables.pop("upload"))
        learn(connection, upload, learnt)
        for table, rows in tables.items():
            insert_rows(connection, table, rows)

    def _rows(self, upload: int, read: Mapping[str, pa.Table], place: int) -> dict[str, pa.Table]:
        """The rows of an upload as it was when it had just been loaded, empty tables left out."""
        of = {"upload": upload}
        asked = {table: f"select * from {table} where upload = $upload" for table in TABLES}  # nosec B608
        rows = {table: as_added(self.old.table(question, of)) for table, question in asked.items()}
        rows["upload"] = rows["upload"].drop_columns(_UNDONE)
        if read:
            rows |= read
            rows["upload"] = _read_by_this_program(rows["upload"])
        loaded = "select * from upload_event where upload = $upload and event = 'loaded'"
        events = self.old.table(loaded, of)
        rows["upload_event"] = events.set_column(
            events.column_names.index("place"), "place", pa.array([place] * len(events), pa.int32())
        )
        return {table: found for table, found in rows.items() if len(found)}


@contextmanager
def made_anew(warehouse: Warehouse) -> Iterator[Anew]:
    """An empty new store beside the one that counts; nobody writes meanwhile. What the block does not publish is gone.

    Raises StoreError when another process goes on writing, the disk is full or the store is damaged.
    """
    aside = warehouse.folder / ASIDE
    warehouse.reader()  # a store that an older program made is brought up before the lock is taken
    with warehouse.writing_alone():
        old = warehouse.reader()
        require_space(warehouse.store, 2 * sum(path.stat().st_size for path in files_of(warehouse.store, old.chain)))
        try:
            shutil.rmtree(aside, ignore_errors=True)
            yield Anew(old, _with_the_roster_of(old, Warehouse.create(aside, Catalogue())), warehouse)
        finally:
            shutil.rmtree(aside, ignore_errors=True)  # what Windows still holds open goes with the next one


def _with_the_roster_of(old: Reader, new: Warehouse) -> Warehouse:
    """Have an empty store hold units, indicators, settings and the aliases that were given, row by row as they are."""
    rows = {table: old.table(f"select * from {table}") for table in ("unit", "indicator", "setting")}  # nosec B608
    rows["alias"] = old.table("select * from alias where upload is null")

    def insert(connection: duckdb.DuckDBPyConnection) -> None:
        for table, found in rows.items():
            insert_rows(connection, table, found)
        note_roster_changed(connection)

    new.publish(lambda connection: _do(connection, "delete from setting"))  # keys may come again in the next change
    new.publish(insert)
    return new


def _read_by_this_program(upload: pa.Table) -> pa.Table:
    """The row of an upload whose file this program has read; where it was not noted how, it still is not."""
    place = upload.column_names.index("program")
    noted = upload["program"][0].is_valid
    return upload.set_column(place, "program", pa.array([__version__ if noted else None], pa.string()))


def _do(connection: duckdb.DuckDBPyConnection, sql: str, **parameters: object) -> None:
    connection.execute(sql, parameters)


def _nothing_meanwhile() -> None:
    """Originals rest already."""
