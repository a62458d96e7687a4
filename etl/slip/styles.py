"""The formats of a workbook, and the few that a return slip adds: a cell keeps all of its format but the colour."""

import copy
from typing import Any

from etl.model import Severity
from etl.slip.package import Element, UnsoundPackageError

TINTS = {
    Severity.ERROR: "FFF4B6AA",
    Severity.QUESTION: "FFF9CFA8",
    Severity.WARNING: "FFFBE7A1",
    Severity.NOTE: "FFDCE6F1",
}
"""The colour of a marked cell; by these very colours an earlier mark is known."""


class Styles:
    """The styles part. Indexes are those of cell formats (`s` of a cell)."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
        self._formats = self._required("cellXfs")
        self._fills = self._required("fills")
        self._tinted: dict[tuple[int, Severity], int] = {}
        self._plain: dict[int, int] = {}

    def tinted(self, index: int, severity: Severity) -> int:
        """The format of a cell with its fill changed to the colour of a severity.

        The colour it had is kept as the background behind the solid fill, where nobody sees it, to be put back.
        """
        if (index, severity) not in self._tinted:
            fill = self._element("fill")
            pattern = self._child(fill, "patternFill", patternType="solid")
            self._child(pattern, "fgColor", rgb=TINTS[severity])
            self._child(pattern, "bgColor", **(self._colour(index) or {"indexed": "64"}))
            self._tinted[index, severity] = self._with_fill(index, self._append(self._fills, fill))
        return self._tinted[index, severity]

    def untinted(self) -> dict[int, int]:
        """Formats that an earlier slip has tinted → the same as they were before."""
        return {
            index: self._restored(index)
            for index in range(len(self._formats))
            if (self._colour(index) or {}).get("rgb", "").upper() in TINTS.values()
        }

    def text(self, *, bold: bool = False, size: float = 10.5, colour: str = "", tint: Severity | None = None) -> int:
        """A format for texts of the list: wrapped, to the top, and never taken for a formula when it is edited."""
        fonts = self._required("fonts")
        font = self._element("font")
        if bold:
            self._child(font, "b")
        if colour == LINK:
            self._child(font, "u")
        self._child(font, "sz", val=str(size))
        if colour:
            self._child(font, "color", rgb=colour)
        self._child(font, "name", val="宋体")
        self._child(font, "charset", val="134")
        found = self._element("xf", numFmtId="49", fontId=str(self._append(fonts, font)), fillId="0", borderId="0")
        found.attrib.update({"xfId": "0", "quotePrefix": "1", "applyFont": "1", "applyAlignment": "1"})
        self._child(found, "alignment", vertical="top", wrapText="1")
        index = self._append(self._formats, found)
        return index if tint is None else self.tinted(index, tint)

    def unwrapped(self, index: int) -> int:
        """The same format on one line that runs over the cells beside it."""
        found = copy.deepcopy(self._formats[index])
        found.remove(found.find(f"{self._space}alignment"))
        return self._append(self._formats, found)

    def _restored(self, index: int) -> int:
        pattern = self._pattern(index)
        behind = pattern.find(f"{self._space}bgColor") if pattern is not None else None
        colour = dict(behind.attrib) if behind is not None else {}
        if not colour or colour.get("indexed") == "64":
            return self._with_fill(index, 0)
        fill = self._element("fill")
        solid = self._child(fill, "patternFill", patternType="solid")
        self._child(solid, "fgColor", **colour)
        self._child(solid, "bgColor", indexed="64")
        return self._with_fill(index, self._append(self._fills, fill))

    def _with_fill(self, index: int, fill: int) -> int:
        found = copy.deepcopy(self._formats[index])
        found.set("fillId", str(fill))
        found.set("applyFill", "1")
        return self._append(self._formats, found)

    def _pattern(self, index: int) -> Element:
        number = int(self._formats[index].get("fillId", "0")) if index < len(self._formats) else 0
        return self._fills[number].find(f"{self._space}patternFill") if number < len(self._fills) else None

    def _colour(self, index: int) -> dict[str, str] | None:
        """The colour of a solid fill, as its attributes."""
        pattern = self._pattern(index)
        if pattern is None or pattern.get("patternType") != "solid":
            return None
        colour = pattern.find(f"{self._space}fgColor")
        return dict(colour.attrib) if colour is not None else None

    def _required(self, name: str) -> Element:
        found = self._root.find(f"{self._space}{name}")
        if found is None or not len(found):
            raise UnsoundPackageError(name)
        return found

    def _append(self, group: Element, element: Element) -> int:
        group.append(element)
        group.set("count", str(len(group)))
        return len(group) - 1

    def _element(self, name: str, **attributes: str) -> Element:
        return self._root.makeelement(f"{self._space}{name}", attributes)

    def _child(self, parent: Element, name: str, **attributes: str) -> Any:
        child = self._element(name, **attributes)
        parent.append(child)
        return child


LINK = "FF1F4E9E"
"""The colour of the places that can be clicked."""
