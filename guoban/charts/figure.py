"""What every figure shares: fonts, the room that text takes and where it may be broken, the name of a saved picture."""

import unicodedata
from collections.abc import Iterable

FONTS = "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"

_NARROW, _CAPITAL, _WIDE = 0.56, 0.74, 1.0


def text_width(text: str, size: float) -> float:
    """The width of `text` in pixels, on the safe side: a Chinese letter a full square, others by their size."""
    return sum(map(_share_of_square, text)) * size + 1


def _share_of_square(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() or letter in "mw%&@" else _NARROW


def pieces(text: str) -> Iterable[str]:
    """Chinese letters singly, with punctuation kept at the end of a line; runs of other letters whole."""
    piece = ""
    for letter in text:
        closing = letter in "，。；：、！？）》”·,.;:!?)% "
        if closing or (piece and not _breaks(letter) and not _breaks(piece[-1]) and piece[-1] != " "):
            piece += letter
        else:
            if piece:
                yield piece
            piece = letter
    if piece:
        yield piece


def _breaks(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def picture_name(*parts: str) -> str:
    """A file name for a picture, 2026年上半年_集体合同: nothing in it that a file system refuses."""
    joined = "_".join(parts)
    return "".join("-" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in joined).strip(". ")
