"""The files of the versions: their names, what each is made of, leftovers of a killed writer, old ones that may go.

A version is a whole file, or the whole file below it and every addition in between: `000010.duckdb` with
`000011.addition` and `000012.addition` is version 12 (docs/decisions).
"""

import logging
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from guoban.text import _
from guoban.warehouse.duck import BrokenFileError

log = logging.getLogger(__name__)

WHOLE_FILES_KEPT = 3
"""Whole files that stay, each with the additions made to it: were one spoilt, so would be what was added to it."""

_WHOLE, _ADDITION = "duckdb", "addition"
_NAME = re.compile(rf"(\d{{6,}})\.({_WHOLE}|{_ADDITION})")


@dataclass(frozen=True, slots=True)
class Chain:
    """What a version is made of: the number of a whole file, and those of the additions to it, oldest first."""

    whole: int
    additions: tuple[int, ...] = ()

    @property
    def version(self) -> int:
        """The version that this makes."""
        return self.additions[-1] if self.additions else self.whole


def whole_path(store: Path, version: int) -> Path:
    """Where a whole file lies: `store/000010.duckdb`."""
    return store / f"{version:06}.{_WHOLE}"


def addition_path(store: Path, version: int) -> Path:
    """Where an addition lies: `store/000012.addition`."""
    return store / f"{version:06}.{_ADDITION}"


def part_path(path: Path) -> Path:
    """Where a version's file lies while it is made."""
    return path.with_name(f"{path.name}.part")


def chain_of(store: Path, version: int) -> Chain:
    """The files of a version. Raises BrokenFileError when one is missing."""
    additions: list[int] = []
    number = version
    while not whole_path(store, number).exists():
        if not addition_path(store, number).exists():
            raise BrokenFileError(_("the file {name} is missing").format(name=whole_path(store, number).name))
        additions.append(number)
        number -= 1
    return Chain(number, tuple(reversed(additions)))


def files_of(store: Path, chain: Chain) -> list[Path]:
    """The files of a version, the whole one first."""
    return [whole_path(store, chain.whole), *(addition_path(store, number) for number in chain.additions)]


def versions_on_disk(store: Path) -> list[int]:
    """Numbers of the versions that have a file, newest first."""
    return sorted(_files(store), reverse=True)


def whole_files_on_disk(store: Path) -> list[int]:
    """Numbers of the whole files, newest first."""
    return _whole_among(_files(store))


def sweep(store: Path, highest: int) -> None:
    """Remove what a killed writer left: half-made files, and versions above `highest`, never pointed at."""
    for path in store.glob("*.part*"):
        _remove(path)
    for version, path in _files(store).items():
        if version > highest:
            _remove(path)


def prune(store: Path, current: int, held: Collection[int]) -> None:
    """Keep the newest whole files and those that `current` and versions held by readers rest on, with all additions."""
    files = _files(store)
    whole = _whole_among(files)
    needed = {*whole[:WHOLE_FILES_KEPT], *(_below(whole, version) for version in (current, *held))}
    for version, path in files.items():
        if _below(whole, version) not in needed:
            _remove(path)


def _files(store: Path) -> dict[int, Path]:
    found = ((_NAME.fullmatch(path.name), path) for path in store.iterdir()) if store.exists() else ()
    return {int(match[1]): path for match, path in found if match}


def _whole_among(files: dict[int, Path]) -> list[int]:
    return sorted((version for version, path in files.items() if path.suffix == f".{_WHOLE}"), reverse=True)


def _below(whole: Iterable[int], version: int) -> int | None:
    """The whole file that a version rests on."""
    return next((number for number in whole if number <= version), None)


def _remove(path: Path) -> None:
    """Remove a file nobody needs; where somebody still has it open (Windows), the next writer tries again."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s stays for now: %s", path, error)
