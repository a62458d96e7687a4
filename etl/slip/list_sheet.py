"""The first sheet of a return slip: every finding in plain words, with a link to its cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from etl.layout.returned import SLIP_MARK
from etl.model import Severity
from etl.reading.package import address_of
from etl.slip.afresh import plain_text
from etl.slip.entry import Entry
from etl.slip.package import Element
from etl.slip.styles import LINK, Styles
from guoban.text import _, mark, ngettext

_SIGNS = {
    Severity.ERROR: ("✕", mark("error")),
    Severity.QUESTION: ("?", mark("to settle")),
    Severity.WARNING: ("△", mark("warning")),
    Severity.NOTE: ("·", mark("note")),
}
_WIDTHS = (6, 10, 20, 56, 52, 24)
_HEAD_ROW = 5
_LINE_HEIGHT = 16.5
_MOST_LINKS = 60_000
"""Excel takes 65,530 links on a sheet."""


@dataclass(frozen=True, slots=True)
class Slips:
    """What a slip says. count: findings to mend. earlier: sheets that an earlier slip made. copied: not the sender's
    own file but one with the same figures."""

    file_name: str
    count: int
    entries: tuple[Entry, ...]
    earlier: tuple[str, ...] = ()
    copied: bool = False

    def tips(self) -> tuple[str, ...]:
        """What to do with the workbook, a line each."""
        counted = ngettext("{count} place to mend", "{count} places to mend", self.count).format(count=self.count)
        lines = [
            _("{counted} in {file}. Mend the coloured cells on the other sheets and send this very file back.").format(
                counted=counted, file=self.file_name
            ),
            _("This sheet is for reading only; it need not be deleted."),
        ]
        if self.copied:
            lines.append(
                _("The original could not be marked itself: values and merged cells are copied, formats are not.")
            )
        return tuple(lines)


def list_sheet(slip: Slips, space: str, styles: Styles) -> Element:
    """The sheet's XML. space: the namespace of the workbook's sheets, in braces."""
    root = etree.Element(f"{space}worksheet", nsmap={None: space.strip("{}")})
    _child(_child(root, space, "sheetPr"), space, "pageSetUpPr", fitToPage="1")
    view = _child(_child(root, space, "sheetViews"), space, "sheetView", tabSelected="1", workbookViewId="0")
    view.set("showGridLines", "0")
    _child(
        view, space, "pane", ySplit=str(_HEAD_ROW), topLeftCell=f"A{_HEAD_ROW + 1}", activePane="bottomLeft",
        state="frozen",
    )  # fmt: skip
    columns = _child(root, space, "cols")
    for number, width in enumerate(_WIDTHS, 1):
        _child(columns, space, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = _child(root, space, "sheetData")
    _top(data, space, slip, styles)
    links = _body(data, space, slip.entries, styles)
    if links:
        held = _child(root, space, "hyperlinks")
        for cell, location in links[:_MOST_LINKS]:
            _child(held, space, "hyperlink", ref=cell, location=location, display=location)
    _child(root, space, "pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3")
    _child(root, space, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return root


def _top(data: Element, space: str, slip: Slips, styles: Styles) -> None:
    """The title with the mark by which the sheet is known, what to do, and the heads."""
    loud, quiet, bold = styles.text(bold=True, size=16), styles.text(colour="FF635C52"), styles.text(bold=True)
    plain = styles.unwrapped(loud), styles.unwrapped(quiet)
    _row(data, space, 1, [(f"{SLIP_MARK}：{slip.file_name}", plain[0])], height=28)
    for number, tip in enumerate(slip.tips(), 2):
        _row(data, space, number, [(tip, plain[1])])
    heads = (_("No."), _("Severity"), _("Where"), _("What was found"), _("What to do"), _("What is written there"))
    _row(data, space, _HEAD_ROW, [(words, bold) for words in heads])


def _body(data: Element, space: str, entries: Sequence[Entry], styles: Styles) -> list[tuple[str, str]]:
    """A row for each finding; gives (cell, location) of the links."""
    text, link = styles.text(), styles.text(colour=LINK)
    tints = {severity: styles.text(bold=True, tint=severity) for severity in _SIGNS}
    links = []
    for number, entry in enumerate(entries, 1):
        row = _HEAD_ROW + number
        sign, word = _SIGNS[entry.severity]
        cells = [
            (str(number), text), (f"{sign} {_(word)}", tints[entry.severity]),
            (entry.place or "—", link if entry.at else text), (entry.message, text), (entry.advice, text),
            (entry.written, text),
        ]  # fmt: skip
        _row(data, space, row, cells, height=_LINE_HEIGHT * _lines([words for words, _style in cells]))
        if entry.sheet is not None and entry.at is not None:
            quoted = entry.sheet.replace("'", "''")
            links.append((f"C{row}", f"'{quoted}'!{address_of(entry.at)}"))
    return links


def _lines(texts: list[str]) -> int:
    """How many lines the highest cell of a row needs; a Chinese letter is two wide."""
    needed = [-(-2 * len(text) // int(width - 1)) for text, width in zip(texts, _WIDTHS, strict=True)]
    return min(20, max(1, *needed))


def _row(data: Element, space: str, number: int, cells: Sequence[tuple[str, int]], height: float | None = None) -> None:
    row = _child(data, space, "row", r=str(number))
    if height is not None:
        row.attrib.update({"ht": f"{height:g}", "customHeight": "1"})
    for column, (text, style) in enumerate(cells):
        if not text:
            continue
        cell = _child(row, space, "c", r=address_of((number - 1, column)), s=str(style), t="inlineStr")
        words = _child(_child(cell, space, "is"), space, "t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = plain_text(text)


def _child(parent: Element, space: str, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{space}{name}", attributes)
