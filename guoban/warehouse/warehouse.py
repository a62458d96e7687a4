"""The store of one data folder: versions published one after the other (docs/decisions)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa

from guoban.catalogue import Catalogue, write_catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse import schema
from guoban.warehouse.addition import Addition, addition_bytes, insert_rows, read_addition, write_addition
from guoban.warehouse.attached import attached_versions, held_versions
from guoban.warehouse.duck import BrokenFileError
from guoban.warehouse.originals import keep_original, sweep_incoming
from guoban.warehouse.pointer import POINTER_NAME, DamagedPointerError, Pointer, read_pointer, write_pointer
from guoban.warehouse.publishing import next_version, publish_whole
from guoban.warehouse.reader import Reader
from guoban.warehouse.recovery import pointer_if_readable, usable_versions, way_back
from guoban.warehouse.seals import copy_sealed, seal_of
from guoban.warehouse.space import not_read, not_written, require_space
from guoban.warehouse.versions import (
    chain_of,
    files_of,
    part_path,
    prune,
    sweep,
    versions_on_disk,
    whole_path,
)
from guoban.warehouse.writer import writers
from guoban.warehouse.writer_lock import writing_alone

T = TypeVar("T")
RowsOf = tuple[T, Mapping[str, pa.Table]]
"""A result, and rows by table."""

PATIENCE_SECONDS = 20.0

MOST_ADDITIONS = 32
"""So many files a process that opens the store reads beside the whole one."""

MUCH_ADDED = 16 * 2**20
"""Bytes of additions beyond which they are taken into a whole file, unless that one weighs more: what readers hold in
memory stays small, and what is copied stays in proportion to what is added."""


class Warehouse:
    """One data folder: `store/` with the versions, `originals/` with the files sent in, `catalogue/` with its CSVs.

    patience_seconds: how long `publish` waits for another writer.
    """

    def __init__(self, folder: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self.folder = Path(folder).resolve()
        self.patience_seconds = patience_seconds

    @property
    def store(self) -> Path:
        """The folder of the version files."""
        return self.folder / "store"

    @property
    def originals(self) -> Path:
        """The folder of the files as they were sent in."""
        return self.folder / "originals"

    @classmethod
    def create(cls, folder: Path, catalogue: Catalogue) -> "Warehouse":
        """Make an empty store with a catalogue. Raises StoreError if one is there."""
        warehouse = cls(folder)
        with warehouse._store_errors():
            warehouse.store.mkdir(parents=True, exist_ok=True)
        with warehouse.writing_alone():
            if warehouse.exists():
                raise StoreError(
                    _("There is a store in {folder} already.").format(folder=warehouse.folder),
                    _("Choose another folder; the store was left as it is."),
                )
            sweep(warehouse.store, highest=0)
            write_catalogue(warehouse.folder / "catalogue", catalogue)
            warehouse._make_whole(None, lambda connection: schema.create(connection, catalogue))
        return warehouse

    def exists(self) -> bool:
        """Whether a store is here, be it a damaged one."""
        try:
            return read_pointer(self.store) is not None or bool(versions_on_disk(self.store))
        except DamagedPointerError:
            return True

    def version(self) -> int:
        """The number of the version that counts now."""
        return self._pointer().version

    def reader(self) -> Reader:
        """A reader of the version that counts now. Raises StoreError when there is none or it is damaged.

        A store that an older program made is published once more with the tables of today before it is read.
        """
        while True:
            pointer = self._pointer()
            try:
                reader = attached_versions.get(self.store).reader(pointer.version, pointer.seals)
                if reader.is_of_today:
                    return reader
                self._bring_up(pointer)
            except BrokenFileError as error:
                if self._pointer().version == pointer.version:  # else it was superseded and removed this instant
                    raise self._damaged(pointer.version, str(error)) from error

    def publish(self, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Run `change` in one transaction on a copy of the current version and make the copy the current one.

        The connection given to `change` sees the store's tables by their plain names. Whatever `change` raises comes
        through, and nothing is changed then; nor is anything when the process is killed at whatever instant.
        Raises StoreError when another process goes on writing, the disk is full or the store is damaged.
        """
        with self._writing() as pointer:
            return self._make_whole(pointer, change)

    def add(self, rows_of: Callable[[Reader], RowsOf[T]], meanwhile: Callable[[], None]) -> T:
        """Make the current version with one upload more the current one; what `publish` promises holds.

        rows_of: what is returned, and the rows to add, by table (`guoban.warehouse.addition`), given a reader of the
        current version, which nobody changes meanwhile. meanwhile: done before the new version counts, beside the
        writing of the rows: waiting for the disk takes as long. Now and then additions are taken into a whole file.
        """
        self.reader()  # a store that an older program made is brought up before it is added to
        with self._writing() as pointer:
            reader = self.reader()
            result, tables = rows_of(reader)
            if self._is_due_to_be_whole(pointer, reader):
                self._make_whole(pointer, lambda connection: _insert_all(connection, tables, meanwhile))
            else:
                self._make_addition(pointer, tables, meanwhile)
            return result

    def require_sound(self) -> None:
        """Read every file of the current version. Raises StoreError where one is not as it was published."""
        pointer = self._pointer()
        try:
            chain = chain_of(self.store, pointer.version)
            seal = pointer.seals.get(chain.whole)
            if seal is not None and seal_of(whole_path(self.store, chain.whole)) != seal:
                raise self._damaged(pointer.version, _("the file is not as it was published"))
            for number in chain.additions:
                read_addition(self.store, number)
        except BrokenFileError as error:
            raise self._damaged(pointer.version, str(error)) from error
        except OSError as error:
            raise not_read(self.folder, error) from error

    def keep_original(self, content: bytes, sha256: str, file_name: str) -> None:
        """Keep a file's bytes; called inside `publish`, so that no row speaks of a file that is not there."""
        require_space(self.folder, len(content))
        keep_original(self.originals, content, sha256, file_name)

    def versions_to_go_back_to(self) -> list[int]:
        """Numbers of the versions that are whole, newest first, without the current one."""
        return usable_versions(self.store)

    def go_back(self, version: int) -> None:
        """Make an older version the current one, the way out of a damaged file. StoreError unless it is whole."""
        with self.writing_alone():
            if version not in usable_versions(self.store):
                message = _("There is no version {version} to go back to.").format(version=version)
                raise StoreError(message, way_back(self.store))
            pointer = pointer_if_readable(self.store) or Pointer(version, version)
            highest = next_version(self.store, pointer) - 1
            whole = chain_of(self.store, version).whole
            seals = {**pointer.seals, whole: seal_of(whole_path(self.store, whole))}
            write_pointer(self.store, Pointer(version, highest, seals))

    @contextmanager
    def writing_alone(self) -> Iterator[None]:
        """Hold the writer's lock inside the block; what the disk says there becomes a StoreError."""
        with self._store_errors(), writing_alone(self.store, self.patience_seconds):
            yield

    def _pointer(self) -> Pointer:
        try:
            pointer = read_pointer(self.store)
        except DamagedPointerError as error:
            raise StoreError(error.message, way_back(self.store)) from error
        except OSError as error:
            raise not_read(self.folder, error) from error
        if pointer is not None:
            return pointer
        if versions_on_disk(self.store):
            missing = _("The file {path} is missing.").format(path=self.store / POINTER_NAME)
            raise StoreError(missing, way_back(self.store))
        raise StoreError(
            _("There is no store in {folder}.").format(folder=self.folder),
            _("Make one: python -m etl init --data {folder}").format(folder=self.folder),
        )

    @contextmanager
    def _writing(self) -> Iterator[Pointer]:
        """The pointer, the writer's lock in hand; what a killed writer left is swept before, what is old goes after."""
        self._pointer()
        with self.writing_alone():
            pointer = self._pointer()
            sweep(self.store, pointer.highest)
            sweep_incoming(self.originals)
            yield pointer
            prune(self.store, pointer.highest + 1, held_versions(self.store))

    def _bring_up(self, old: Pointer) -> None:
        """Publish what an older program made once more, with the tables of today, unless somebody has just done so."""
        with self._writing() as pointer:
            if pointer.version == old.version:
                self._make_whole(pointer, lambda _connection: None)

    def _is_due_to_be_whole(self, pointer: Pointer, reader: Reader) -> bool:
        """Whether the next version is to be a whole file; to a version gone back to nothing is added.

        Raises StoreError when a file of the current version has changed its size, for it is not to be built upon.
        """
        sizes = [path.stat().st_size for path in files_of(self.store, reader.chain) if path.exists()]
        if len(sizes) <= len(reader.additions) or (reader.seal and sizes[0] != reader.seal.size):
            raise self._damaged(pointer.version, _("the file is not as it was published"))
        many = len(reader.additions) >= MOST_ADDITIONS
        return many or sum(sizes[1:]) > max(MUCH_ADDED, sizes[0]) or pointer.version != pointer.highest

    def _make_addition(self, pointer: Pointer, tables: Mapping[str, pa.Table], meanwhile: Callable[[], None]) -> None:
        """Write the addition that makes the next version and point at it, lock in hand."""
        version = pointer.highest + 1
        content = addition_bytes(tables)
        require_space(self.store, len(content))
        try:
            with ThreadPoolExecutor(max_workers=1) as beside:
                done = beside.submit(meanwhile)
                write_addition(self.store, version, content)
                done.result()
        except BaseException:
            sweep(self.store, highest=version - 1)
            raise
        write_pointer(self.store, replace(pointer, version=version, highest=version))

    def _make_whole(self, base: Pointer | None, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Copy the current version (None = begin with nothing), change the copy and point at it, lock in hand."""
        version = base.highest + 1 if base else 1
        part = part_path(whole_path(self.store, version))
        try:
            writing = _after(self._copy_current(base, part), change) if base else change
            result = writers.get(self.store).write(part, writing)
        except BaseException:
            sweep(self.store, highest=version - 1)
            raise
        publish_whole(self.store, version, base)
        return result

    def _copy_current(self, pointer: Pointer, part: Path) -> list[Addition]:
        """Copy the whole file of the current version, and return the additions to it.

        Nothing is copied that is not what was published: damage is not to be copied on and on.
        """
        try:
            chain = chain_of(self.store, pointer.version)
            path, seal = whole_path(self.store, chain.whole), pointer.seals.get(chain.whole)
            added = [read_addition(self.store, number) for number in chain.additions]
        except BrokenFileError as error:
            raise self._damaged(pointer.version, str(error)) from error
        require_space(self.store, sum(file.stat().st_size for file in files_of(self.store, chain)))
        if copy_sealed(path, part) != (seal or seal_of(path)):
            raise self._damaged(pointer.version, _("the file is not as it was published"))
        return added

    def _damaged(self, version: int, reason: str) -> StoreError:
        message = _("Version {version} of the store is damaged: {reason}.").format(version=version, reason=reason)
        return StoreError(message, way_back(self.store))

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        """Turn what the disk and DuckDB say while writing into one sentence and what to do."""
        try:
            yield
        except (BrokenFileError, OSError) as error:
            raise not_written(self.folder, error) from error


def _after(
    added: Sequence[Addition], change: Callable[[duckdb.DuckDBPyConnection], T]
) -> Callable[[duckdb.DuckDBPyConnection], T]:
    """A change to make once additions have been taken into the whole file and it has the tables of today.

    In this order: additions are of the same program as the file that they are made to.
    """

    def brought_up(connection: duckdb.DuckDBPyConnection) -> T:
        for addition in added:
            _insert_all(connection, addition.tables)
        schema.bring_up(connection)
        return change(connection)

    return brought_up


def _insert_all(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], then: Callable[[], None] | None = None
) -> None:
    for table, rows in tables.items():
        insert_rows(connection, table, rows)
    if then:
        then()
