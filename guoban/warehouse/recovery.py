"""Which older versions can be gone back to when the current one cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from guoban.catalogue.names import listed
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.addition import read_addition
from guoban.warehouse.attached import AttachedVersions
from guoban.warehouse.duck import BrokenFileError
from guoban.warehouse.kept import KeptByStore
from guoban.warehouse.pointer import DamagedPointerError, Pointer, read_pointer
from guoban.warehouse.seals import Seal, seal_of
from guoban.warehouse.versions import chain_of, files_of, versions_on_disk, whole_files_on_disk, whole_path

_READ_ALL = "select count(*), bit_xor(hash(entry)) from {table} as entry"
_MOST_NAMED = 5
"""Of the versions to go back to the newest few are named in a sentence."""


def usable_versions(store: Path) -> list[int]:
    """Numbers of the versions other than the current one that are whole and can be opened, newest first."""
    pointer = pointer_if_readable(store)
    current, seals = (pointer.version, pointer.seals) if pointer else (None, {})
    others = [version for version in versions_on_disk(store) if version != current]
    attempts = KeptByStore(AttachedVersions)  # not the process's own: a damaged file can spoil a connection
    sound = {
        whole: _is_usable(attempts.get(store), store, whole, seals.get(whole)) for whole in whole_files_on_disk(store)
    }
    return [version for version in others if _rests_on(store, version, sound)]


@dataclass(frozen=True, slots=True)
class Older:
    """A version that can be gone back to. made_at: UTC, by the clock of then; uploads: how many it knows."""

    version: int
    made_at: datetime
    uploads: int


def older_versions(store: Path) -> list[Older]:
    """What `usable_versions` names, and what is in each."""
    attached = KeptByStore(AttachedVersions).get(store)
    found = []
    for version in usable_versions(store):
        reader = attached.reader(version, {})
        ((uploads,),) = reader.rows("select count(*) from upload")
        made = files_of(store, reader.chain)[-1].stat().st_mtime
        found.append(Older(version, datetime.fromtimestamp(made, UTC), int(uploads)))
    return found


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
        return _("No older version can be opened; put a backup back: python -m etl restore")
    named = listed(map(str, versions[:_MOST_NAMED]))
    return _("These versions can be gone back to: {versions} (python -m etl go-back).").format(versions=named)


def _rests_on(store: Path, version: int, sound: Mapping[int, bool]) -> bool:
    """Whether a version has a whole file that is sound, and every addition to it as it was written."""
    try:
        chain = chain_of(store, version)
        for number in chain.additions:
            read_addition(store, number)
    except BrokenFileError:
        return False
    return sound[chain.whole]


def _is_usable(attached: AttachedVersions, store: Path, whole: int, seal: Seal | None) -> bool:
    """Whether a whole file is as it was published; without a seal, whether every row can be read."""
    try:
        if seal is not None and seal_of(whole_path(store, whole)) != seal:
            return False
        reader = attached.reader(whole, {} if seal is None else {whole: seal})
        tables = reader.query("select table_name from duckdb_tables() where database_name = current_database()")
        for table in tables["table_name"] if seal is None else []:
            reader.query(_READ_ALL.format(table=table))
    except (BrokenFileError, StoreError, OSError):
        return False
    return True
