"""Rows and columns that somebody has hidden, by hand or by a filter: calamine gives their cells and does not say so."""

import re

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
