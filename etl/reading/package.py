"""The parts of an .xlsx or .xlsb package: which part holds which sheet, and cell addresses in them."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from xml.etree import ElementTree

Cell = tuple[int, int]
"""Row and column, 0-based."""


class Package:
    """A zip-based workbook, read part by part."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in self._archive.namelist()}

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def part(self, path: str) -> bytes:
        """A part's bytes; none at all where there is no such part."""
        name = self._names.get(path.casefold())
        return self._archive.read(name) if name else b""

    @cached_property
    def workbook_path(self) -> str:
        """Where the workbook part is: by the package's relations, else where it usually is."""
        root = self._relations("_rels/.rels", "")
        for path in (*root.values(), "xl/workbook.xml", "xl/workbook.bin"):
            if posixpath.basename(path).casefold().startswith("workbook") and path.casefold() in self._names:
                return path
        return "xl/workbook.xml"

    @cached_property
    def targets(self) -> dict[str, str]:
        """Relation of the workbook part → path of the part it means."""
        folder, name = posixpath.split(self.workbook_path)
        return self._relations(f"{folder}/_rels/{name}.rels", folder)

    def sheets(self) -> Iterator[tuple[str, bytes]]:
        """(name, XML) of every sheet an .xlsx lists."""
        for element in _elements(self.part(self.workbook_path), "sheet"):
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            yield element.get("name", ""), self.part(self.targets.get(relation, ""))

    def _relations(self, path: str, folder: str) -> dict[str, str]:
        found = {}
        for element in _elements(self.part(path), "Relationship"):
            target = element.get("Target", "").replace("\\", "/")
            found[element.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        return found


def _elements(xml: bytes, tag: str) -> list[ElementTree.Element]:
    """All elements of a local name; none where the part is missing."""
    if not xml:
        return []
    return [element for element in ElementTree.fromstring(xml).iter() if element.tag.rpartition("}")[2] == tag]  # nosec B314


_ADDRESS = re.compile(r"\s*\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\s*")


def cell_at(address: str) -> Cell | None:
    """C5 → (4, 2)."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def address_of(cell: Cell) -> str:
    """(4, 2) → C5."""
    row, column = cell
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
