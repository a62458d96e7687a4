"""Comments of one sheet: those of the sender stay, each marked cell gets one more, or a paragraph below its own."""

import re
from collections.abc import Mapping

from etl.reading.package import address_of, cell_at
from etl.slip.afresh import plain_text
from etl.slip.cells import SheetCells
from etl.slip.entry import Cell
from etl.slip.package import Element, Package, UnsoundPackageError, relation_types

AUTHOR = "过半·退回单"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_THREAD = "tc="
"""How the author of a conversation's stand-in begins: Excel shows the conversation, not this text."""

_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    "</xml>"
)
_KIND_OF_SHAPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left},15,{top},2,{right},15,{bottom},4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ANY_SHAPE = re.compile(r"<(?P<space>\w+:)?shape\b.*?</(?P=space)shape>", re.DOTALL)
"""A box, whatever the program that wrote it calls the namespace."""
_LETTERS_A_LINE, _COLUMNS_WIDE = 20, 4


def comment(package: Package, path: str, cells: SheetCells, texts: Mapping[Cell, str]) -> None:
    """Add comments to the sheet at `path`, and take those of an earlier slip away. texts: what each is to say."""
    part = package.related(path, "comments")
    if part is None and not texts:
        return
    if part is None:
        part = _new_part(package, path, cells)
    root = package.tree(part)
    written = _Comments(root)
    gone = written.take_away_ours()
    drawn = {place for place, text in texts.items() if written.add(place, text)}
    drawing = _drawing(package, path, cells)
    package.put(drawing, _drawn(package.text(drawing), gone, drawn, texts))


def _new_part(package: Package, path: str, cells: SheetCells) -> str:
    part = package.free_path("xl/comments{}.xml")
    root = cells.root.makeelement(f"{cells.space}comments", {}, nsmap={None: cells.space.strip("{}")})
    for name in ("authors", "commentList"):
        root.append(root.makeelement(f"{cells.space}{name}", {}))
    package.grow(part, root, _TYPE)
    package.relate(path, f"{relation_types(cells.space)}/comments", part)
    return part


def _drawing(package: Package, path: str, cells: SheetCells) -> str:
    """The part with the boxes of a sheet's comments, made where there is none."""
    reference = cells.drawing
    if reference is not None:
        wanted = next((value for name, value in reference.items() if name.endswith("}id")), "")
        found = next((target for id_, _kind, target in package.relations(path) if id_ == wanted), None)
        if found is not None and found in package:
            return found
        cells.root.remove(reference)
    drawing = package.free_path("xl/drawings/vmlDrawing{}.vml")
    package.put(drawing, _DRAWING)
    package.declare_ending("vml", _VML_TYPE)
    types = relation_types(cells.space)
    cells.refer_to_drawing(package.relate(path, f"{types}/vmlDrawing", drawing), f"{{{types}}}id")
    return drawing


class _Comments:
    """The comments part of a sheet."""

    def __init__(self, root: Element) -> None:
        self._space = root.tag.rpartition("}")[0] + "}"
        self._authors = self._group(root, "authors", 0)
        self._list = self._group(root, "commentList", 1)
        self._held = {found.get("ref", "").upper(): found for found in self._list}

    def take_away_ours(self) -> set[Cell]:
        """Remove the comments that an earlier slip made; gives their cells."""
        gone = set()
        for found in list(self._list):
            if self._author(found) == AUTHOR:
                at = cell_at(found.get("ref", ""))
                gone |= {at} if at else set()
                self._list.remove(found)
                self._held.pop(found.get("ref", "").upper(), None)
        return gone

    def add(self, place: Cell, text: str) -> bool:
        """Say something at a cell; whether that needs a box of its own."""
        ref = address_of(place)
        held = self._held.get(ref)
        if held is None:
            held = self._child(self._list, "comment", ref=ref, authorId=str(self._author_number()))
            self._run(self._child(held, "text"), text)
            return True
        if not self._author(held).startswith(_THREAD):
            body = held.find(f"{self._space}text")
            if body is None:
                body = self._child(held, "text")
            self._own_run(body)
            self._run(body, f"\n——\n{text}")
        return False

    def _own_run(self, body: Element) -> None:
        """Put a text that stands alone into a run, so that another one may follow it."""
        alone = body.find(f"{self._space}t")
        if alone is not None:
            run = body.makeelement(f"{self._space}r", {})
            alone.addprevious(run)
            run.append(alone)

    def _run(self, body: Element, text: str) -> None:
        run = self._child(body, "r")
        kept = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
        words = run.makeelement(f"{self._space}t", kept)
        words.text = plain_text(text)
        run.append(words)

    def _author(self, found: Element) -> str:
        number = found.get("authorId", "")
        known = number.isdigit() and int(number) < len(self._authors)
        return str(self._authors[int(number)].text or "") if known else ""

    def _author_number(self) -> int:
        names = [author.text for author in self._authors]
        if AUTHOR not in names:
            self._child(self._authors, "author").text = AUTHOR
            return len(names)
        return names.index(AUTHOR)

    def _group(self, root: Element, name: str, place: int) -> Element:
        found = root.find(f"{self._space}{name}")
        if found is None:
            found = root.makeelement(f"{self._space}{name}", {})
            root.insert(place, found)
        return found

    def _child(self, parent: Element, name: str, **attributes: str) -> Element:
        child = parent.makeelement(f"{self._space}{name}", attributes)
        parent.append(child)
        return child


def _drawn(drawing: str, gone: set[Cell], new: set[Cell], texts: Mapping[Cell, str]) -> str:
    """The drawing without the boxes of some cells and with boxes for others."""
    for shape in [found[0] for found in _ANY_SHAPE.finditer(drawing)] if gone else ():
        row, column = (re.search(rf"<(?:\w+:)?{name}>\s*(\d+)\s*<", shape) for name in ("Row", "Column"))
        if row and column and (int(row[1]), int(column[1])) in gone:
            drawing = drawing.replace(shape, "")
    if not new:
        return drawing
    first = max((int(number) for number in re.findall(r'id="_x0000_s(\d+)"', drawing)), default=1024) + 1
    boxes = [_box(place, texts[place], first + count) for count, place in enumerate(sorted(new))]
    kind = "" if 'id="_x0000_t202"' in drawing else _KIND_OF_SHAPE
    before, close, after = drawing.rpartition("</xml>")
    if not close:
        raise UnsoundPackageError("drawing of comments")
    return f"{before}{kind}{''.join(boxes)}{close}{after}"


def _box(place: Cell, text: str, number: int) -> str:
    row, column = place
    lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in text.split("\n"))
    return _SHAPE.format(
        id=number, row=row, column=column, left=column + 1, right=column + 1 + _COLUMNS_WIDE, top=max(0, row - 1),
        bottom=max(0, row - 1) + min(12, lines + 1),
    )  # fmt: skip
