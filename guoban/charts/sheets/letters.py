"""How wide words are on a sheet, and how they are broken, known without a browser.

Chinese letters are a square wide in every font; of Latin letters the widest of the fonts in use are taken, so that a
drawing that fits here fits everywhere.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from guoban.charts.figure import pieces
from guoban.text import _, pgettext

LINE = 1.22
"""Height of a line over the size of its letters, where several stand under each other."""
_SQUARE, _BROAD, _CAPITAL, _NARROW = 1.0, 0.95, 0.73, 0.6
_SLENDER = dict.fromkeys("iljI|'.,:;! \u202f", 0.33) | dict.fromkeys('frt()[]{}/-"', 0.43)
_BOLD = 1.07


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words broken into lines, with the size at which they fit."""

    lines: tuple[str, ...]
    size: float


def plain(text: str) -> str:
    """Text from data as a drawing may hold it: on one line, nothing that XML refuses."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable() or letter == "\u202f")


def extent(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in units of the sheet, on the safe side."""
    return sum(map(_share_of_square, text)) * size * (_BOLD if bold else 1)


@cache
def _share_of_square(letter: str) -> float:
    # of letters that are narrow in one font and square in another (·, “, ▲) the square counts
    if unicodedata.east_asian_width(letter) in "WFA" or (letter > "~" and unicodedata.category(letter)[0] == "S"):
        return _SQUARE
    if letter in "mwMW%&@↑↓→":
        return _BROAD
    return _SLENDER.get(letter, _CAPITAL if letter.isupper() else _NARROW)


def broken(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `width`: at blanks and after punctuation, inside a word only if it is too long."""
    lines, line = [], ""
    for piece in _short_enough(text, width, size, bold=bold):
        if line and extent((line + piece).rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines or [""]


def _short_enough(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    found: list[str] = []
    for piece in pieces(text):
        whole = extent(piece.rstrip(), size, bold=bold) <= width
        found += [piece] if whole else list(piece)
    return found


def fitted(text: str, width: float, height: float, size: float) -> Fitted:
    """`text` at `size`, or as much smaller as it takes to stand whole in a box, over several lines if need be."""
    lines = broken(text, width, size)
    while len(lines) * size * LINE > height and len(lines) > 1 and size > 1:
        size -= 1
        lines = broken(text, width, size)
    return Fitted(tuple(lines), size)


def named_within(names: Sequence[str], width: float, size: float) -> str:
    """甲、乙、丙等12个: as many names as fit into a line, then how many there are."""
    joined = pgettext("list", ", ").join(names)
    for shown in range(len(names) - 1, 0, -1):
        if extent(joined, size) <= width:
            break
        first = pgettext("list", ", ").join(names[:shown])
        joined = _("{names} … {count} in all").format(names=first, count=len(names))
    return joined
