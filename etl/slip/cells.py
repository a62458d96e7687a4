"""The cells of one sheet's XML: coloured where something was found, everything else left as it is."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from etl.model import Severity
from etl.reading.package import address_of, cell_at
from etl.slip.entry import Cell
from etl.slip.package import Element, UnsoundPackageError
from etl.slip.styles import Styles

_AFTER_DRAWINGS = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What stands behind the reference to comments in a sheet, in the order of the standard."""


class SheetCells:
    """A sheet's XML."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.space = root.tag.rpartition("}")[0] + "}"
        self._data = root.find(f"{self.space}sheetData")
        if self._data is None:
            raise UnsoundPackageError("sheetData")

    def clear(self, untinted: Mapping[int, int]) -> None:
        """Take the colours of an earlier slip away."""
        if not untinted:
            return
        for cell in self._data.iter(f"{self.space}c"):
            earlier = untinted.get(_format(cell))
            if earlier is not None:
                cell.set("s", str(earlier))

    def tint(self, severities: Mapping[Cell, Severity], styles: Styles) -> None:
        """Colour cells; those that the sheet does not have yet are made, empty."""
        rows = dict(self._numbered(self._data, "row"))
        numbers = sorted(rows)
        for place in sorted(severities):
            number, column = place
            if number not in rows:
                rows[number] = self._new_row(number, numbers)
            cell = self._cell(rows[number], number, column)
            cell.set("s", str(styles.tinted(_format(cell), severities[place])))

    def deselect(self) -> None:
        """Let another sheet be the one that is open: of two, typing would go into both."""
        for view in self.root.iter(f"{self.space}sheetView"):
            view.attrib.pop("tabSelected", None)

    def refer_to_drawing(self, relation: str, id_name: str) -> None:
        """Put the reference to the drawing of comments where the standard wants it."""
        reference = self.root.makeelement(f"{self.space}legacyDrawing", {id_name: relation})
        names = {f"{self.space}{name}" for name in _AFTER_DRAWINGS}
        following = next((child for child in self.root if child.tag in names), None)
        if following is None:
            self.root.append(reference)
        else:
            following.addprevious(reference)

    @property
    def drawing(self) -> Element:
        """The reference to the drawing of comments, if there is one."""
        return self.root.find(f"{self.space}legacyDrawing")

    def _new_row(self, number: int, numbers: list[int]) -> Element:
        """An empty row in its place. numbers: the rows there are, kept in order."""
        row = self.root.makeelement(f"{self.space}row", {"r": str(number + 1)})
        place = bisect_left(numbers, number)
        self._data.insert(place, row)
        numbers.insert(place, number)
        return row

    def _cell(self, row: Element, number: int, column: int) -> Element:
        place = 0
        for place_of_this, (held, cell) in enumerate(self._numbered(row, "c")):
            if held == column:
                return cell
            if held > column:
                break
            place = place_of_this + 1
        row.attrib.pop("spans", None)  # a hint for readers that would be wrong now
        style = row.get("s") if row.get("customFormat") in ("1", "true") else self._style_of_column(column)
        cell = self.root.makeelement(f"{self.space}c", {"r": address_of((number, column))})
        if style:
            cell.set("s", style)
        row.insert(place, cell)
        dimension = self.root.find(f"{self.space}dimension")
        if dimension is not None:
            self.root.remove(dimension)  # another one: readers count the cells themselves
        return cell

    def _style_of_column(self, column: int) -> str | None:
        for found in self.root.iter(f"{self.space}col"):
            if int(found.get("min", "0")) <= column + 1 <= int(found.get("max", "0")):
                return str(found.get("style")) if found.get("style") else None
        return None

    def _numbered(self, parent: Element, name: str) -> Iterator[tuple[int, Element]]:
        """Rows or cells with their 0-based number: written on them, or one more than the one before."""
        number = -1
        for element in parent.iterchildren(f"{self.space}{name}"):
            number = self._number(element, name, number + 1)
            yield number, element

    @staticmethod
    def _number(element: Element, name: str, following: int) -> int:
        written = element.get("r", "")
        if name == "row":
            return int(written) - 1 if re.fullmatch("[0-9]+", written) else following
        at = cell_at(written)
        return at[1] if at else following


def _format(cell: Element) -> int:
    """The number of a cell's format; 0, the plain one, where none is written."""
    written = cell.get("s", "")
    return int(written) if written.isdecimal() else 0
