"""The files of the versions: their names, leftovers of a killed writer, old ones that may go."""

import logging
import re
from collections.abc import Collection
from pathlib import Path

log = logging.getLogger(__name__)

VERSIONS_KEPT = 5
_NAME = re.compile(r"(\d{6,})\.duckdb")


def version_path(store: Path, version: int) -> Path:
    """Where a version's file lies: `store/000012.duckdb`."""
    return store / f"{version:06}.duckdb"


def part_path(store: Path, version: int) -> Path:
    """Where a version's file lies while it is made."""
    return store / f"{version:06}.duckdb.part"


def versions_on_disk(store: Path) -> list[int]:
    """Numbers of the version files, newest first."""
    found = (_NAME.fullmatch(path.name) for path in store.glob("*.duckdb"))
    return sorted((int(match[1]) for match in found if match), reverse=True)


def sweep(store: Path, highest: int) -> None:
    """Remove what a killed writer left: half-made files, and versions above `highest`, never pointed at."""
    for path in store.glob("*.part*"):
        _remove(path)
    for version in versions_on_disk(store):
        if version > highest:
            _remove(version_path(store, version))


def prune(store: Path, current: int, held: Collection[int]) -> None:
    """Keep the newest versions, the current one and those that a reader of this process holds."""
    for version in versions_on_disk(store)[VERSIONS_KEPT:]:
        if version != current and version not in held:
            _remove(version_path(store, version))


def _remove(path: Path) -> None:
    """Remove a file nobody needs; where somebody still has it open (Windows), the next writer tries again."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s stays for now: %s", path, error)
