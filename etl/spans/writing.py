"""How years, months and days are written: wide or narrow, in digits or in Chinese numerals."""

import re

YEAR = r"(?:19|20)\d\d|二[〇零○0oO][〇零○一二三四五六七八九]{2}"
MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
QUARTER = r"[1-4一二三四]"

_WIDE: dict[int, str | int] = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: " ", 0xA0: " "}
_DASHES: dict[int, str | int] = dict.fromkeys(map(ord, "—–－‐‑‒―─~～〜∼"), "-")
_ROMAN = str.maketrans({"Ⅰ": "1", "Ⅱ": "2", "Ⅲ": "3", "Ⅳ": "4"})


_SET_APART = re.compile(r"(?<!\d)\d(?:\s\d){1,3}(?=\s?[年月日季])")
"""2 0 2 6 年: a title whose characters are set apart by blanks."""


def narrow(text: str) -> str:
    """Full-width made narrow, every dash made a hyphen, blanks left out in numbers set apart and beside Chinese."""
    text = text.translate(_WIDE).translate(_DASHES).translate(_ROMAN)
    text = _SET_APART.sub(lambda found: "".join(found[0].split()), text)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])", "", text)


_DIGITS = {
    character: str(value)
    for value, characters in enumerate(("〇零○oO", *"一二三四五六七八九"))
    for character in characters
}


def year_of(written: str) -> int:
    """A year: 2026, 26, 二〇二六."""
    digits = "".join(_DIGITS.get(character, character) for character in written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def small_number(written: str) -> int:
    """A month, day or quarter: 6, 06, 六, 十一, 三十一."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    number = int(_DIGITS[ones]) if ones else 0
    return number + 10 * (int(_DIGITS[tens]) if tens else 1) if ten else number
