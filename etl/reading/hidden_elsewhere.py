"""Hidden rows and columns of .xls, .et and .ods, whose files tell them in other places than an .xlsx or .xlsb does.

Both looks are spared where a search of the bytes finds none.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping

from etl.reading.hidden import Lines
from etl.reading.kinds import Kind
from guoban.zips import BROKEN_ZIP_IN_MEMORY

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def hidden_by_sheet(content: bytes, kind: Kind) -> dict[str, Lines]:
    """Sheet name → hidden rows and columns, for the kinds of file named above; nothing for others or broken ones."""
    readers: Mapping[Kind, Callable[[bytes], dict[str, Lines]]] = {Kind.XLS: _in_xls, Kind.ODS: _in_ods}
    if kind not in readers:
        return {}
    try:
        return readers[kind](content)
    except (*BROKEN_ZIP_IN_MEMORY, KeyError):
        return {}  # calamine forgave what this look does not; the cells are there, unlooked at


def _in_xls(content: bytes) -> dict[str, Lines]:
    import olefile  # type: ignore[import-untyped]

    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return hidden_in_stream(file.openstream("Workbook").read()) if file.exists("Workbook") else {}


_SHEET, _END = 0x85, 0x0A
"""BOUNDSHEET: where a sheet begins, its visibility and sort, its name; EOF, the end of what holds for the workbook."""
_HIDDEN_ROW = re.compile(rb"\x08\x02\x10\x00(..).{10}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]\x01", re.DOTALL)
"""ROW with the flag for no height."""
_COLUMNS = re.compile(rb"\x7d\x00[\x0a\x0b\x0c]\x00(..)(..)....(..)", re.DOTALL)
"""COLINFO: first column, last column, width, format, flags."""


def hidden_in_stream(stream: bytes) -> dict[str, Lines]:
    """The hidden rows and columns of each sheet in the stream of a workbook of Excel 97 to 2003."""
    sheets = sorted(_sheets(stream))
    found: dict[str, Lines] = {}
    ends = [begin for begin, _name in sheets[1:]] + [len(stream)]
    for (begin, name), end in zip(sheets, ends, strict=False):
        part = stream[begin:end]
        rows = sorted({_number(row) for row in _HIDDEN_ROW.findall(part)})
        columns: set[int] = set()
        for first, last, flags in _COLUMNS.findall(part):
            if flags[0] & 1:
                columns.update(range(_number(first), min(_number(last), 255) + 1))
        if rows or columns:
            found[name] = tuple(rows), tuple(sorted(columns))
    return found


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    """Where each sheet begins, and its name."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _END:
            return
        body = stream[place + 4 : place + 4 + size]
        if kind == _SHEET and len(body) > 8:
            yield (
                struct.unpack_from("<I", body)[0],
                body[8:].decode("utf-16-le" if body[7] & 1 else "latin-1", "replace"),
            )
        place += 4 + size


def _number(two: bytes) -> int:
    return int.from_bytes(two, "little")


def _in_ods(content: bytes) -> dict[str, Lines]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return hidden_in_document(archive.read("content.xml"))


_NOT_VISIBLE = re.compile(rb"""visibility=["'](?:collapse|filter)["']""")
_TAG = re.compile(rb"<(/?)table:(table-row|table-column|table)(?![\w-])([^>]*)>")
_NAME = re.compile(rb"""table:name=(?:"([^"]*)"|'([^']*)')""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,7})["']""")


def hidden_in_document(xml: bytes) -> dict[str, Lines]:
    """The hidden and the filtered rows and columns of each sheet in the content of an OpenDocument spreadsheet."""
    import html

    if not _NOT_VISIBLE.search(xml):
        return {}
    found: dict[str, Lines] = {}
    name, depth, rows, columns = "", 0, _Counted(_MOST_ROWS), _Counted(_MOST_COLUMNS)
    for closing, tag, attributes in _TAG.findall(xml):
        if tag == b"table" and not attributes.endswith(b"/"):
            depth += -1 if closing else 1
            if depth == 1 and not closing:
                named = _NAME.search(attributes)
                name = html.unescape((named[1] or named[2] or b"").decode("utf-8", "replace")) if named else ""
                rows, columns = _Counted(_MOST_ROWS), _Counted(_MOST_COLUMNS)
            elif depth == 0 and (rows.hidden or columns.hidden):
                found[name] = tuple(rows.hidden), tuple(columns.hidden)
        elif depth == 1 and not closing:  # a table inside a cell is none of the sheet's lines
            (rows if tag == b"table-row" else columns).take(attributes)
    return found


class _Counted:
    """Lines counted as they come, those that are not to be seen kept."""

    def __init__(self, most: int) -> None:
        self._next, self._most = 0, most
        self.hidden: list[int] = []

    def take(self, attributes: bytes) -> None:
        """One element, which may stand for several lines."""
        repeated = _REPEATED.search(attributes)
        end = min(self._next + (int(repeated[1]) if repeated else 1), self._most)
        if _NOT_VISIBLE.search(attributes):
            self.hidden += range(self._next, end)
        self._next = end
