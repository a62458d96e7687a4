"""An .xlsx package to be changed in few places: parts that nobody asks for stay byte for byte as they were."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from etl.reading.limits import MEGABYTE
from guoban.errors import InputError
from guoban.text import _
from guoban.zips import BROKEN_ZIP_IN_MEMORY

Element = Any
"""An element of lxml, which has no types."""

MOST_BYTES = 100 * MEGABYTE
"""Of the XML of one part; parsed it takes some ten times as much."""

MOST_UNPACKED = 250 * MEGABYTE
"""Of all parts together; they are held in memory once."""

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True, "remove_blank_text": False}


class UnsoundPackageError(Exception):
    """A package without the parts that every sound workbook has, or with parts that are no XML."""


class Package:
    """The parts of a workbook by their names in the archive. Raises UnsoundPackageError where it is not sound."""

    def __init__(self, content: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self._entries = archive.infolist()
                if sum(entry.file_size for entry in self._entries) > MOST_UNPACKED:
                    raise _too_large()
                self._bytes = {entry.filename: archive.read(entry) for entry in self._entries}
        except BROKEN_ZIP_IN_MEMORY as problem:
            raise UnsoundPackageError from problem
        if len(self._bytes) < len(self._entries):
            raise UnsoundPackageError("two parts of one name")
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self._types = self.tree(_CONTENT_TYPES)
        self.workbook = self._workbook_path()

    def __contains__(self, path: str) -> bool:
        return path in self._bytes or path in self._trees

    def text(self, path: str) -> str:
        """A part that is not sound XML, such as the drawing of comments."""
        return self._bytes[path].decode("utf-8", "surrogateescape")

    def put(self, path: str, text: str) -> None:
        """Write such a part."""
        self._bytes[path] = text.encode("utf-8", "surrogateescape")

    def tree(self, path: str) -> Element:
        """The root of a part, to be changed; what is done to it is saved."""
        self._changed.add(path)
        return self.read(path)

    def read(self, path: str) -> Element:
        """The root of a part, to be looked at."""
        if path not in self._trees:
            content = self._bytes.get(path)
            if content is None:
                raise UnsoundPackageError(path)
            if len(content) > MOST_BYTES:
                raise _too_large()
            try:
                self._trees[path] = etree.fromstring(content, etree.XMLParser(**_PARSER))
            except etree.XMLSyntaxError as problem:
                raise UnsoundPackageError(path) from problem
        return self._trees[path]

    def grow(self, path: str, root: Element, content_type: str) -> None:
        """Put a tree in a part, a new one or in place of what was there."""
        self._trees[path] = root
        self._changed.add(path)
        self.declare(path, content_type)

    def declare(self, path: str, content_type: str) -> None:
        """Say of what type a part is."""
        name = f"/{path}"
        for override in self._types.iter(f"{_TYPES_SPACE}Override"):
            if override.get("PartName", "").casefold() == name.casefold():
                override.set("ContentType", content_type)
                return
        etree.SubElement(self._types, f"{_TYPES_SPACE}Override", PartName=name, ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of what type parts with an ending are, unless it is said already."""
        defaults = self._types.findall(f"{_TYPES_SPACE}Default")
        if not any(default.get("Extension", "").casefold() == ending for default in defaults):
            default = etree.Element(f"{_TYPES_SPACE}Default", Extension=ending, ContentType=content_type)
            self._types.insert(0, default)

    def free_path(self, pattern: str) -> str:
        """The first path of a pattern such as xl/comments{}.xml that no part has."""
        taken = {name.casefold() for name in (*self._bytes, *self._trees)}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    def relations(self, path: str) -> Iterator[tuple[str, str, str]]:
        """(id, last word of the type, path) of every part inside the package that a part refers to."""
        home = relations_path(path)
        if home not in self:
            return
        for element in self.read(home).iter(f"{_RELATIONS_SPACE}Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "").replace("\\", "/")
            inside = target.lstrip("/") if target.startswith("/") else _joined(path, target)
            yield element.get("Id", ""), element.get("Type", "").rpartition("/")[2], self._spelled(inside)

    def related(self, path: str, kind: str) -> str | None:
        """The first part of a kind that a part refers to."""
        return next((found for _id, what, found in self.relations(path) if what == kind and found in self), None)

    def relate(self, path: str, kind_uri: str, target: str) -> str:
        """Refer to a part from another one; gives the id of the reference."""
        home = relations_path(path)
        if home not in self:
            self._trees[home] = etree.Element(
                f"{_RELATIONS_SPACE}Relationships", nsmap={None: _RELATIONS_SPACE.strip("{}")}
            )
        root = self.tree(home)
        taken = {element.get("Id") for element in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(root, f"{_RELATIONS_SPACE}Relationship", Id=f"rId{number}", Type=kind_uri, Target=f"/{target}")
        return f"rId{number}"

    def saved(self) -> bytes:
        """The package with everything that was changed, its parts in the order they had."""
        changed = {path: _xml(self._trees[path]) for path in sorted(self._changed)}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            held = {entry.filename for entry in self._entries}
            for entry in self._entries:
                if not entry.is_dir():
                    archive.writestr(_entry(entry), changed.get(entry.filename, self._bytes[entry.filename]))
            for path in dict.fromkeys((*self._bytes, *changed)):
                if path not in held:
                    archive.writestr(path, changed.get(path) or self._bytes[path])
        return out.getvalue()

    def _workbook_path(self) -> str:
        path = self.related("", "officeDocument")
        if path is None:
            raise UnsoundPackageError("workbook")
        return path

    def _spelled(self, path: str) -> str:
        """A path as the archive spells it."""
        if path in self:
            return path
        return next((name for name in self._bytes if name.casefold() == path.casefold()), path)


def relations_path(path: str) -> str:
    """xl/workbook.xml → xl/_rels/workbook.xml.rels; of the package itself, _rels/.rels."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _too_large() -> InputError:
    return InputError(
        _("The workbook is too large for its findings to be marked in it."), _("Send the list of findings instead.")
    )


def relation_types(space: str) -> str:
    """How the types of relations begin beside parts of a namespace: the strict form of the format has its own."""
    strict, plain = "http://purl.oclc.org/ooxml", "http://schemas.openxmlformats.org"
    return f"{strict}/officeDocument/relationships" if strict in space else f"{plain}/officeDocument/2006/relationships"


def _joined(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
    fresh.compress_type = zipfile.ZIP_DEFLATED
    fresh.external_attr = entry.external_attr
    return fresh


def _xml(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
