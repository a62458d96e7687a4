"""A PDF as a person sees it: its sheets, what is written on them and where, and whether its letters are drawn."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium

A4 = (595.3, 841.9)
"""Width and height in points, upright."""

CHINESE = range(0x4E00, 0xA000)


@dataclass(frozen=True)
class Letter:
    """One letter that is drawn; left, bottom, right, top in points from the lower left corner of its sheet."""

    text: str
    sheet: int
    left: float
    bottom: float
    right: float
    top: float


class Paper:
    """A PDF that was read back."""

    def __init__(self, path: Path) -> None:
        self._document = pdfium.PdfDocument(path.read_bytes())

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each sheet in points."""
        return [tuple(sheet.get_size()) for sheet in self._document]

    @property
    def texts(self) -> list[str]:
        """What is written on each sheet, without blanks; letters that only look alike are one."""
        return [squeezed(sheet.get_textpage().get_text_bounded()) for sheet in self._document]

    @property
    def text(self) -> str:
        """What is written on all sheets."""
        return "".join(self.texts)

    def letters(self) -> Iterator[Letter]:
        """Every letter with its place."""
        for number, sheet in enumerate(self._document):
            text = sheet.get_textpage()
            for place in range(text.count_chars()):
                written = text.get_text_range(place, 1).strip()
                left, bottom, right, top = text.get_charbox(place)
                if written and right > left:
                    yield Letter(written, number, left, bottom, right, top)

    def beyond_the_edge(self) -> list[str]:
        """Pieces of text that are not wholly on their sheet, each with its sheet and its left, lower, right, upper."""
        found = []
        for number, sheet in enumerate(self._document):
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            for place in range(text.count_rects()):  # whole lines: letter by letter it takes a minute a workbook
                left, bottom, right, top = box = text.get_rect(place)
                if left < 0 or bottom < 0 or right > width or top > height:
                    found.append(f"{text.get_text_bounded(*box)!r} on sheet {number + 1} at {box}")
        return found

    def drawn_chinese(self, most: int = 40) -> dict[str, bytes]:
        """How Chinese letters look, the first `most` different ones: a square of ink each, of one size."""
        scale, found = 4, {}
        picture = cache(lambda sheet: self._document[sheet].render(scale=scale).to_pil().convert("L"))
        for letter in self.letters():
            if len(found) == most:
                break
            if ord(letter.text[0]) not in CHINESE or letter.text in found:
                continue
            sheet = picture(letter.sheet)
            box = (
                letter.left * scale,
                sheet.height - letter.top * scale,
                letter.right * scale,
                sheet.height - letter.bottom * scale,
            )
            found[letter.text] = sheet.crop(tuple(map(round, box))).resize((24, 24)).tobytes()
        return found


def squeezed(text: str) -> str:
    """Text without blanks, and with the letters of a font's own forms (radicals, ligatures) as the usual ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def boxes_for_letters(paper: Paper) -> list[str]:
    """Chinese letters that look like another one: where a font lacks them, each is the same empty box."""
    found = paper.drawn_chinese()
    assert len(found) > 5, "hardly any Chinese is written here"
    looks = list(found.values())
    return [letter for letter, look in found.items() if looks.count(look) > 1 or len(set(look)) < 8]
