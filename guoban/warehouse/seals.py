"""What a version's file was when it was published, so that damage is noticed before it is copied on."""

import os
import zlib
from dataclasses import dataclass
from pathlib import Path

_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Seal:
    """Size and checksum of a file. A checksum against decay of disks and cut-off copies, not against malice."""

    size: int
    crc32: int


def seal_of(path: Path) -> Seal:
    """Read a file whole and seal it. Raises OSError."""
    size = crc = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
    return Seal(size, crc)


def copy_sealed(source: Path, target: Path) -> Seal:
    """Copy a file and seal what was read. Raises OSError."""
    size = crc = 0
    with source.open("rb") as file, target.open("wb") as copy:
        while piece := file.read(_PIECE):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            copy.write(piece)
    return Seal(size, crc)


def seal_durably(path: Path) -> Seal:
    """Have the disk confirm a file's content, then read it back and seal it. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)  # Windows syncs only what may be written to
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return seal_of(path)
