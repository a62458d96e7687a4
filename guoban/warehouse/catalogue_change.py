"""Changing what is counted and who reports: checked whole, published like an upload, kept so that it can be undone."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from guoban.access.accounts import accounts
from guoban.access.events import Did
from guoban.access.store import AccessStore
from guoban.catalogue.differences import carried_over, differences
from guoban.catalogue.texts import Texts, catalogue_of, texts_of
from guoban.catalogue.writing import csv_files
from guoban.errors import InputError, StoreError
from guoban.text import _
from guoban.warehouse.catalogue_guards import require_nothing_lost
from guoban.warehouse.catalogue_log import Change, change_named, keep, last_change, note_last_change
from guoban.warehouse.durable import write_durably
from guoban.warehouse.moments import utc_now
from guoban.warehouse.pointer import Pointer, write_pointer
from guoban.warehouse.reader import Reader
from guoban.warehouse.roster import read_own_roster, read_roster, update_roster
from guoban.warehouse.seen import ChangedMeanwhileError
from guoban.warehouse.telling import tell
from guoban.warehouse.versions import files_of
from guoban.warehouse.warehouse import Warehouse

LOG = logging.getLogger("guoban")


@dataclass(frozen=True, slots=True)
class Standing:
    """The catalogue that counts, without names learnt with uploads, and the name of the change that made it."""

    texts: Texts
    change: str


def standing_catalogue(reader: Reader) -> Standing:
    """What an administrator edits."""
    return Standing(texts_of(reader.own_catalogue), last_change(reader.rows))


def change_catalogue(warehouse: Warehouse, after: Texts, seen: str, by: str, reason: str, undoes: str = "") -> Change:
    """Make these texts the catalogue that counts, all or nothing, and return the change, which is kept.

    seen: the name of the last change when the texts were written. Raises ChangedMeanwhileError where somebody has
    changed the catalogue since; CatalogueError, naming every wrong place; InputError where nothing differs, or
    something would be lost that figures rest on; StoreError as `Warehouse.publish`.
    """

    def publish(connection: duckdb.DuckDBPyConnection) -> Change:
        if last_change(partial(_rows, connection)) != seen:
            raise ChangedMeanwhileError(
                _("The catalogue has been changed by somebody else meanwhile; nothing was stored."),
                _("What you typed is kept: compare it with the newer catalogue, and put it into force once more."),
            )
        before = _write(connection, warehouse.folder, after)
        change = Change(seen, utc_now().isoformat(timespec="seconds"), by, reason, undoes, before, _own(connection))
        note_last_change(connection.execute, change.name)
        keep(warehouse.folder, change)
        return change

    change = warehouse.publish(publish)
    _show_in_files(warehouse.folder, change.after)
    tell(warehouse, Did.CATALOGUE_CHANGED, by, f"{change.number} {reason}")
    return change


def undo_change(warehouse: Warehouse, number: int, by: str, reason: str) -> Change:
    """Take a change back; what others have changed since stays. It is a change itself, and can be undone.

    Raises InputError where there is no such change, or one of its places was changed once more since; else as
    `change_catalogue`.
    """
    reader = warehouse.reader()
    change = change_named(warehouse.folder, reader, number)
    if change is None:
        raise InputError(
            _("There is no change no. {number} of the catalogue.").format(number=number), _("See the list of changes.")
        )
    standing = standing_catalogue(reader)
    back = carried_over(change.after, change.before, standing.texts)
    if back.refused:
        places = "; ".join(dict.fromkeys(each.name for each in back.refused))
        raise InputError(
            _("Change no. {number} cannot be taken back: it was changed again since ({places}).").format(
                number=number, places=places
            ),
            _("Take the later change back first."),
        )
    return change_catalogue(warehouse, back.texts, standing.change, by, reason, undoes=change.name)


@contextmanager
def tried(warehouse: Warehouse, after: Texts) -> Iterator[Reader]:
    """A store that differs from the one that counts in its catalogue alone, made aside and thrown away after.

    Raises what `change_catalogue` would, but for what others do meanwhile.
    """
    folder = Path(tempfile.mkdtemp(prefix=".trying-", dir=warehouse.folder))
    try:
        reader = warehouse.reader()
        aside = Warehouse(folder)
        aside.store.mkdir()
        for path in files_of(warehouse.store, reader.chain):
            shutil.copyfile(path, aside.store / path.name)
        write_pointer(aside.store, Pointer(reader.version, reader.version))
        aside.publish(lambda connection: _write(connection, warehouse.folder, after))
        yield aside.reader()
    except OSError as error:
        raise StoreError(_("The effect could not be worked out: {reason}").format(reason=error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # what Windows still holds open goes with the next one


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, after: Texts) -> Texts:
    """Have the tables say these texts, and return what they said. Raises InputError."""
    was, is_ = read_own_roster(connection.execute), catalogue_of(after)
    before = texts_of(was)
    if not differences(before, texts_of(is_)):
        raise InputError(_("Nothing differs from the catalogue that counts."))
    require_nothing_lost(partial(_rows, connection), was, is_, accounts(AccessStore(folder)))
    update_roster(connection, was, is_)
    catalogue_of(texts_of(read_roster(connection.execute)))  # with the names learnt: none may come to mean two units
    return before


def _own(connection: duckdb.DuckDBPyConnection) -> Texts:
    return texts_of(read_own_roster(connection.execute))


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return connection.execute(sql).fetchall()


def _show_in_files(folder: Path, texts: Texts) -> None:
    """Write the CSV files anew, for people to look at and to begin another store with; the store is what counts."""
    try:
        for name, content in csv_files(texts).items():
            path = folder / "catalogue" / name
            write_durably(path, content, by_way_of=path.with_suffix(".part"))
    except OSError:
        LOG.exception("the files of the catalogue were not written")
