"""The store of one data folder: versions published one after the other (docs/decisions)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from guoban.catalogue import Catalogue, write_catalogue
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse import schema
from guoban.warehouse.duck import BROKEN
from guoban.warehouse.durable import move_durably, sync_file
from guoban.warehouse.originals import keep_original, sweep_incoming
from guoban.warehouse.pointer import POINTER_NAME, DamagedPointerError, Pointer, read_pointer, write_pointer
from guoban.warehouse.reader import AttachedVersions, Reader, attached_versions, held_versions
from guoban.warehouse.space import not_read, not_written, require_space
from guoban.warehouse.versions import part_path, prune, sweep, version_path, versions_on_disk
from guoban.warehouse.writer import DamagedFileError, kept_writer
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
            warehouse._make_version(1, None, lambda connection: schema.create(connection, catalogue))
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
        """A reader of the version that counts now. Raises StoreError when there is none or it is damaged."""
        while True:
            version = self._pointer().version
            try:
                return attached_versions(self.store).reader(version)
            except BROKEN as error:
                if self._pointer().version == version:  # else it was superseded and removed this instant
                    raise self._damaged(version, str(error)) from error

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
            result = self._make_version(pointer.highest + 1, pointer.version, change)
            prune(self.store, pointer.highest + 1, held_versions(self.store))
            return result

    def keep_original(self, content: bytes, sha256: str, file_name: str) -> None:
        """Keep a file's bytes; called inside `publish`, so that no row speaks of a file that is not there."""
        require_space(self.folder, len(content))
        keep_original(self.originals, content, sha256, file_name)

    def go_back(self, version: int) -> None:
        """Make an older version the current one: the way out of a damaged file. Raises StoreError unless it opens."""
        with self._store_errors(), writing_alone(self.store, self.patience_seconds):
            if version not in self.versions_to_go_back_to():
                raise StoreError(
                    _("There is no version {version} to go back to.").format(version=version), self._way_back()
                )
            try:
                pointer = read_pointer(self.store)
            except DamagedPointerError:
                pointer = None
            highest = max([*versions_on_disk(self.store), pointer.highest if pointer else 0])
            write_pointer(self.store, version, highest)

    def versions_to_go_back_to(self) -> list[int]:
        """Numbers of the versions that can be opened, newest first, without the current one."""
        try:
            pointer = read_pointer(self.store)
        except DamagedPointerError:
            pointer = None
        others = [found for found in versions_on_disk(self.store) if pointer is None or found != pointer.version]
        return [version for version in others if self._opens(version)]

    def _opens(self, version: int) -> bool:
        try:
            AttachedVersions(self.store).reader(version)
        except (*BROKEN, StoreError):
            return False
        return True

    def _pointer(self) -> Pointer:
        try:
            pointer = read_pointer(self.store)
        except DamagedPointerError as error:
            raise StoreError(error.message, self._way_back()) from error
        except OSError as error:
            raise not_read(self.folder, error) from error
        if pointer is None and versions_on_disk(self.store):
            missing = _("The file {path} is missing.").format(path=self.store / POINTER_NAME)
            raise StoreError(missing, self._way_back())
        if pointer is None:
            raise StoreError(
                _("There is no store in {folder}.").format(folder=self.folder),
                _("Make one: python -m etl init --data {folder}").format(folder=self.folder),
            )
        return pointer

    def _make_version(self, version: int, base: int | None, change: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Copy `base` (None = begin with nothing), change the copy, and point at it. The caller holds the lock."""
        part = part_path(self.store, version)
        try:
            if base is not None:
                require_space(self.store, version_path(self.store, base).stat().st_size)
                shutil.copyfile(version_path(self.store, base), part)
            result = kept_writer(self.store).write(part, change)
            sync_file(part)
        except (DamagedFileError, FileNotFoundError) as error:
            raise self._damaged(base or version, str(error)) from error
        except BaseException:
            sweep(self.store, highest=version - 1)
            raise
        move_durably(part, version_path(self.store, version))
        write_pointer(self.store, version, highest=version)
        return result

    def _damaged(self, version: int, reason: str) -> StoreError:
        return StoreError(
            _("Version {version} of the store is damaged or missing: {reason}").format(
                version=version, reason=reason.splitlines()[0]
            ),
            self._way_back(),
        )

    def _way_back(self) -> str:
        versions = self.versions_to_go_back_to()
        if not versions:
            return _(
                "No older version can be opened; restore a backup, or make the store anew from the original files."
            )
        return _("These versions can be gone back to: {versions}.").format(versions=", ".join(map(str, versions)))

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        """Turn what the disk and DuckDB say while writing into one sentence and what to do."""
        try:
            yield
        except (*BROKEN, OSError) as error:
            raise not_written(self.folder, error) from error
