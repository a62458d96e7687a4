"""A seal tells every change of a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.warehouse.seals import copy_sealed, seal_durably, seal_of

PIECE = 2**18
SIZES = [0, 1, 7, 8, 9, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5]


def content_of(size: int) -> bytes:
    return (bytes(range(251)) * (size // 251 + 1))[:size]


@pytest.mark.parametrize("size", SIZES)
def test_a_copy_is_whole_and_bears_the_seal_of_its_source(tmp_path: Path, size: int) -> None:
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(content_of(size))
    seal = copy_sealed(source, copy)
    assert copy.read_bytes() == content_of(size)
    assert seal == seal_of(source) == seal_durably(copy)
    assert seal.size == size


@pytest.mark.parametrize("place", [0, 1, PIECE - 1, PIECE, 3 * PIECE + 4])
@pytest.mark.parametrize("bit", [1, 128])
def test_one_flipped_bit_breaks_the_seal(tmp_path: Path, place: int, bit: int) -> None:
    path = tmp_path / "file"
    content = bytearray(content_of(SIZES[-1]))
    path.write_bytes(content)
    before = seal_of(path)
    content[place] ^= bit
    path.write_bytes(content)
    assert seal_of(path) != before


CHANGES = [
    ("cut off", lambda content: content[:-8]),
    ("zeros at its end", lambda content: content + bytes(8)),
    ("a block of zeros", lambda content: content[:4096] + bytes(4096) + content[8192:]),
    ("two words exchanged", lambda content: content[8:16] + content[:8] + content[16:]),
    ("two pieces exchanged", lambda content: content[PIECE : 2 * PIECE] + content[:PIECE] + content[2 * PIECE :]),
    ("shifted by a word", lambda content: bytes(8) + content[:-8]),
    ("the top bits of two words flipped", lambda content: _with_top_bits_flipped(content, 0, 2)),
]


@pytest.mark.parametrize("change", [row[1] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_disks_and_copies_do_to_a_file_breaks_the_seal(tmp_path: Path, change: object) -> None:
    path = tmp_path / "file"
    path.write_bytes(content_of(SIZES[-1]))
    before = seal_of(path)
    path.write_bytes(change(content_of(SIZES[-1])))  # type: ignore[operator]
    assert seal_of(path) != before


@given(st.binary(min_size=1, max_size=200), st.data())
def test_any_other_byte_anywhere_breaks_the_seal(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        before = seal_of(path)
        path.write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
        assert seal_of(path) != before


def _with_top_bits_flipped(content: bytes, *words: int) -> bytes:
    changed = bytearray(content)
    for word in words:
        changed[8 * word + 7] ^= 0x80
    return bytes(changed)
