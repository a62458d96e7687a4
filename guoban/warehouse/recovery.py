"""Which older versions can be gone back to when the current one cannot be used."""

from pathlib import Path

from guoban.catalogue.names import listed
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.attached import AttachedVersions
from guoban.warehouse.duck import BrokenFileError
from guoban.warehouse.kept import KeptByStore
from guoban.warehouse.pointer import DamagedPointerError, Pointer, read_pointer
from guoban.warehouse.seals import Seal, seal_of
from guoban.warehouse.versions import version_path, versions_on_disk

_READ_ALL = "select count(*), bit_xor(hash(entry)) from {table} as entry"


def usable_versions(store: Path) -> list[int]:
    """Numbers of the versions other than the current one that are whole and can be opened, newest first."""
    pointer = pointer_if_readable(store)
    current, seals = (pointer.version, pointer.seals) if pointer else (None, {})
    others = [version for version in versions_on_disk(store) if version != current]
    attempts = KeptByStore(AttachedVersions)  # not the process's own: a damaged file can spoil a connection
    return [version for version in others if _is_usable(attempts.get(store), store, version, seals.get(version))]


def pointer_if_readable(store: Path) -> Pointer | None:
    """The pointer, or None where it is missing or damaged."""
    try:
        return read_pointer(store)
    except DamagedPointerError:
        return None


def way_back(store: Path) -> str:
    """What to do when the current version cannot be used, in one sentence."""
    versions = usable_versions(store)
    if not versions:
        return _("No older version can be opened; restore a backup, or make the store anew from the original files.")
    return _("These versions can be gone back to: {versions}.").format(versions=listed(map(str, versions)))


def _is_usable(attached: AttachedVersions, store: Path, version: int, seal: Seal | None) -> bool:
    """Whether a version is as it was published; without a seal, whether every row can be read."""
    try:
        if seal is not None and seal_of(version_path(store, version)) != seal:
            return False
        reader = attached.reader(version, seal)
        tables = reader.query("select table_name from duckdb_tables() where database_name = current_database()")
        for table in tables["table_name"] if seal is None else []:
            reader.query(_READ_ALL.format(table=table))
    except (BrokenFileError, StoreError, OSError):
        return False
    return True
