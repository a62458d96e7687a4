"""What a version's file was when it was published, so that damage is noticed before it is copied on."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_PIECE = 2**18
_CARRY = 0x9E3779B97F4A7C15
_ALL_BITS = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Seal:
    """Size and checksum of a file. A checksum against decay of disks and cut-off copies, not against malice.

    Two sums in 64 bits, Σ word × multiplier over 64-bit words and over their upper halves alone, piece after piece.
    One changed word always shows, for every multiplier is odd; of two words whose topmost bits alone have flipped the
    first sum says nothing, and the second all. It reads several times as fast as a CRC, and a store is read twice with
    every upload.
    """

    size: int
    checksum: int


def seal_of(path: Path) -> Seal:
    """Read a file whole and seal it. Raises OSError."""
    with path.open("rb", buffering=0) as file:
        return _seal(_pieces(file))


def seal_of_bytes(content: bytes | memoryview | pa.Buffer) -> Seal:
    """The seal that a file of this content bears."""
    whole = memoryview(content)
    return _seal(bytes(whole[start : start + _PIECE]) for start in range(0, len(whole), _PIECE))


def copy_sealed(source: Path, target: Path) -> Seal:
    """Copy a file and seal what was read. Raises OSError."""
    with source.open("rb", buffering=0) as file, target.open("wb", buffering=0) as copy:
        return _seal(_passed_on(file, copy))


def seal_durably(path: Path) -> Seal:
    """Have the disk confirm a file's content, then read it back and seal it. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)  # Windows syncs only what may be written to
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return seal_of(path)


def _seal(pieces: Iterator[bytes]) -> Seal:
    size = whole = upper = 0
    for piece in pieces:
        words = np.frombuffer(piece + bytes(-len(piece) % 8) if len(piece) % 8 else piece, dtype="<u8")
        multipliers = _multipliers()[: len(words)]
        whole = (whole * _CARRY + int(np.dot(words, multipliers))) & _ALL_BITS
        upper = (upper * _CARRY + int(np.dot(words >> np.uint64(32), multipliers))) & _ALL_BITS
        size += len(piece)
    return Seal(size, whole << 64 | upper)


@cache
def _multipliers() -> NDArray[np.uint64]:
    """One odd number for each word of a piece, without a pattern that figures could share (splitmix64)."""
    state = np.arange(1, _PIECE // 8 + 1, dtype=np.uint64) * np.uint64(_CARRY)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))) | np.uint64(1)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """A file's content, every piece but the last of one size, however little a read brings."""
    while piece := file.read(_PIECE):
        while len(piece) < _PIECE and (more := file.read(_PIECE - len(piece))):
            piece += more
        yield piece


def _passed_on(file: BinaryIO, copy: BinaryIO) -> Iterator[bytes]:
    for piece in _pieces(file):
        rest = memoryview(piece)
        while rest:
            rest = rest[copy.write(rest) :]  # a disk that runs full takes less than it is given, then refuses
        yield piece
