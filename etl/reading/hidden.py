"""Rows and columns that somebody has hidden, by hand or by a filter: calamine gives their cells and does not say so."""

import re

from etl.reading.binary_parts import records

Lines = tuple[tuple[int, ...], tuple[int, ...]]
"""Hidden rows and hidden columns, 0-based."""

_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_COLUMN = re.compile(rb"""<(?:\w+:)?col\s[^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_FROM, _TO = re.compile(rb"""\bmin\s*=\s*["'](\d{1,5})["']"""), re.compile(rb"""\bmax\s*=\s*["'](\d{1,5})["']""")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_MOST_COLUMNS = 16_384


def hidden_lines(xml: bytes) -> Lines:
    """The hidden rows and columns of one sheet of an .xlsx; most sheets are done with after one search."""
    if b"hidden" not in xml or not _HIDDEN.search(xml):
        return (), ()
    rows = [int(number[1]) - 1 for tag in _ROW.findall(xml) if (number := _NUMBER.search(tag))]
    columns: set[int] = set()
    for tag in _COLUMN.findall(xml):
        first, last = _FROM.search(tag), _TO.search(tag)
        if first is not None and last is not None:
            columns.update(range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)))
    return tuple(rows), tuple(sorted(columns))


_ROW_RECORD, _COLUMNS_RECORD = 0, 60
"""BrtRowHdr: row, format, height, flags. BrtColInfo: first column, last column, width, format, flags."""
_NO_HEIGHT, _NOT_SHOWN = 0x10, 0x01
_HIDDEN_RECORD = re.compile(
    rb"\x00[\x11-\xff].{11}[\x10-\x1f\x30-\x3f\x50-\x5f\x70-\x7f\x90-\x9f\xb0-\xbf\xd0-\xdf\xf0-\xff]"
    rb"|\x3c\x12.{16}[\x01-\xff]",
    re.DOTALL,
)
"""What a part with either of them somewhere has; most parts have none, and their records need not be gone through."""


def hidden_in_part(part: bytes) -> Lines:
    """The hidden rows and columns of one sheet of an .xlsb."""
    if not _HIDDEN_RECORD.search(part):
        return (), ()
    rows: list[int] = []
    columns: set[int] = set()
    for kind, body in records(part):
        if kind == _ROW_RECORD and len(body) > 11 and body[11] & _NO_HEIGHT:
            rows.append(int.from_bytes(body[:4], "little"))
        elif kind == _COLUMNS_RECORD and len(body) > 16 and body[16] & _NOT_SHOWN:
            first, last = (int.from_bytes(body[place : place + 4], "little") for place in (0, 4))
            columns.update(range(first, min(last, _MOST_COLUMNS - 1) + 1))
    return tuple(rows), tuple(sorted(columns))
