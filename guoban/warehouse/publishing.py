"""How a whole file comes to be the version that counts: sealed, moved to its name, pointed at."""

from pathlib import Path

from guoban.warehouse.durable import move_durably
from guoban.warehouse.pointer import Pointer, write_pointer
from guoban.warehouse.recovery import pointer_if_readable
from guoban.warehouse.seals import copy_sealed, seal_durably
from guoban.warehouse.versions import part_path, versions_on_disk, whole_files_on_disk, whole_path


def publish_whole(store: Path, version: int, before: Pointer | None) -> None:
    """Make the finished `part_path(whole_path(store, version))` the version that counts, lock in hand.

    before: the pointer so far; the seals it knows of files that are still there go on to be known. Raises OSError;
    what counted before counts until the last step.
    """
    path = whole_path(store, version)
    part = part_path(path)
    try:
        seal = seal_durably(part)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    move_durably(part, path)
    known = {**(before.seals if before else {}), version: seal}
    seals = {kept: known[kept] for kept in whole_files_on_disk(store) if kept in known}
    write_pointer(store, Pointer(version, version, seals))


def publish_made_elsewhere(store: Path, made: Path) -> tuple[int, int | None]:
    """Make a copy of a whole file that was made elsewhere the version that counts, lock in hand.

    What counted before stays as an older version. Returns the number of the new one, and of the one before it where
    that is known. Raises OSError.
    """
    before = pointer_if_readable(store)
    version = next_version(store, before)
    part = part_path(whole_path(store, version))
    try:
        copy_sealed(made, part)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    publish_whole(store, version, before)
    return version, before.version if before else None


def next_version(store: Path, pointer: Pointer | None) -> int:
    """A number that no version has had: some process may still hold the file of an older one open."""
    return max([pointer.highest if pointer else 0, *versions_on_disk(store)]) + 1
