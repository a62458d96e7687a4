"""The store of one data folder: versions published one after the other (docs/decisions)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from guoban.catalogue import Catalogue, write_catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse import schema
from guoban.warehouse.attached import attached_versions, held_versions
from guoban.warehouse.duck import BrokenFileError
from guoban.warehouse.durable import move_durably
from guoban.warehouse.originals import keep_original, sweep_incoming
from guoban.warehouse.pointer import POINTER_NAME, DamagedPointerError, Pointer, read_pointer, write_pointer
from guoban.warehouse.reader import Reader
from guoban.warehouse.recovery import pointer_if_readable, usable_versions, way_back
from guoban.warehouse.seals import copy_sealed, seal_durably, seal_of
from guoban.warehouse.space import not_read, not_written, require_space
from guoban.warehouse.versions import part_path, prune, sweep, version_path, versions_on_disk
from guoban.warehouse.writer import writers
from guoban.warehouse.writer_lock import writing_alone

T = TypeVar("T")

PATIENCE_SECONDS = 20.0


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
        with warehouse._store_errors(), writing_alone(warehouse.store, warehouse.patience_seconds):
            if warehouse.exists():
                raise StoreError(
                    _("There is a store in {folder} already.").format(folder=warehouse.folder),
                    _("Choose another folder; the store was left as it is."),
                )
            sweep(warehouse.store, highest=0)
            write_catalogue(warehouse.folder / "catalogue", catalogue)
            warehouse._make_version(None, lambda connection: schema.create(connection, catalogue))
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
                seal = pointer.seals.get(pointer.version)
                reader = attached_versions.get(self.store).reader(pointer.version, seal)
                if reader.is_of_today:
                    return reader
                self.publish(lambda _connection: None)  # whatever is written is brought up
            except BrokenFileError as error:
                if self._pointer().version == pointer.version:  # else it was superseded and removed this instant
                    raise self._damaged(pointer.version, str(error)) from error

    def publish(self, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Run `change` in one transaction on a copy of the current version and make the copy the current one.

        The connection given to `change` sees the store's tables by their plain names. Whatever `change` raises comes
        through, and nothing is changed then; nor is anything when the process is killed at whatever instant.
        Raises StoreError when another process goes on writing, the disk is full or the store is damaged.
        """
        self._pointer()
        with self._store_errors(), writing_alone(self.store, self.patience_seconds):
            pointer = self._pointer()
            sweep(self.store, pointer.highest)
            sweep_incoming(self.originals)
            result = self._make_version(pointer, change)
            prune(self.store, pointer.highest + 1, held_versions(self.store))
            return result

    def keep_original(self, content: bytes, sha256: str, file_name: str) -> None:
        """Keep a file's bytes; called inside `publish`, so that no row speaks of a file that is not there."""
        require_space(self.folder, len(content))
        keep_original(self.originals, content, sha256, file_name)

    def versions_to_go_back_to(self) -> list[int]:
        """Numbers of the versions that are whole, newest first, without the current one."""
        return usable_versions(self.store)

    def go_back(self, version: int) -> None:
        """Make an older version the current one, the way out of a damaged file. StoreError unless it is whole."""
        with self._store_errors(), writing_alone(self.store, self.patience_seconds):
            if version not in usable_versions(self.store):
                message = _("There is no version {version} to go back to.").format(version=version)
                raise StoreError(message, way_back(self.store))
            pointer = pointer_if_readable(self.store) or Pointer(version, version)
            highest = max(pointer.highest, *versions_on_disk(self.store))
            seals = {**pointer.seals, version: seal_of(version_path(self.store, version))}
            write_pointer(self.store, Pointer(version, highest, seals))

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

    def _make_version(self, base: Pointer | None, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Copy the current version (None = begin with nothing), change the copy and point at it, lock in hand."""
        version = base.highest + 1 if base else 1
        part = part_path(self.store, version)
        try:
            if base:
                self._copy_current(base, part)
            result = writers.get(self.store).write(part, change)
            seal = seal_durably(part)
        except BaseException:
            sweep(self.store, highest=version - 1)
            raise
        move_durably(part, version_path(self.store, version))
        known = {**(base.seals if base else {}), version: seal}
        seals = {kept: known[kept] for kept in versions_on_disk(self.store) if kept in known}
        write_pointer(self.store, Pointer(version, version, seals))
        return result

    def _copy_current(self, pointer: Pointer, part: Path) -> None:
        """Copy the current version, unless it is not what was published: damage is not to be copied on and on."""
        path, seal = version_path(self.store, pointer.version), pointer.seals.get(pointer.version)
        if not path.exists():
            raise self._damaged(pointer.version, _("the file is missing"))
        require_space(self.store, path.stat().st_size)
        if copy_sealed(path, part) != (seal or seal_of(path)):
            raise self._damaged(pointer.version, _("the file is not as it was published"))

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
