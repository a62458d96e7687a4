"""The parts of an .xlsb: records one after another, and the texts in them."""

from collections.abc import Iterator


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of every record of a binary part; ends where the part is cut."""
    place, size = 0, len(data)
    while place < size:
        kind = data[place]
        place += 1
        if kind & 0x80 and place < size:
            kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        length = 0
        for shift in (0, 7, 14, 21):
            if place >= size:
                return
            length |= (data[place] & 0x7F) << shift
            place += 1
            if not data[place - 1] & 0x80:
                break
        yield kind, data[place : place + length]
        place += length


def counted_text(body: bytes, place: int) -> tuple[str, int]:
    """A counted UTF-16 text and where it ends."""
    length = int.from_bytes(body[place : place + 4], "little")
    end = place + 4 + 2 * length
    return body[place + 4 : end].decode("utf-16-le", "replace"), end
