"""The cells of a workbook's sheet, written as they stand in its file.

openpyxl makes everything around them, styles, widths, what is printed; for cells it makes objects and keeps them until
the end, which takes ten times as long as the rest of a workbook of two hundred thousand.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from numbers import Integral
from xml.sax.saxutils import escape

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from guoban.text.visible import in_xml

_WITHOUT_CELLS = re.compile(rb'<dimension ref="[^"]*"\s*/>|<sheetData\s*/>|<sheetData>.*?</sheetData>', re.DOTALL)
MOST_CHARACTERS = 32_767
"""Excel takes a file with a longer text in one cell for a broken one."""


@dataclass(slots=True)
class Cells:
    """What is written on one sheet: by row and column, the one written last counts."""

    _rows: dict[int, dict[int, str]] = field(default_factory=dict)

    def write(self, row: int, column: int, value: object, style: int) -> None:
        """Text, a number or a moment; a missing value leaves the cell empty. style: the number of its looks."""
        self._rows.setdefault(row, {})[column] = f'<c r="{_letter(column)}{row}" s="{style}"{_content(value)}'

    @property
    def area(self) -> str:
        """All that is written: A1:N20."""
        last = max((column for cells in self._rows.values() for column in cells), default=1)
        return f"A1:{_letter(last)}{max(self._rows, default=1)}"

    def put_into(self, part: bytes, sheet: Worksheet) -> bytes:
        """The sheet's part of the file as openpyxl wrote it without cells, with them."""
        rows = "".join(
            f'<row r="{row}"{_height(sheet, row)}>{"".join(cell for _column, cell in sorted(cells.items()))}</row>'
            for row, cells in sorted(self._rows.items())
        )
        found = {
            b"<di": f'<dimension ref="{self.area}"/>'.encode(),
            b"<sh": f"<sheetData>{rows}</sheetData>".encode(),
        }
        return _WITHOUT_CELLS.sub(lambda match: found[match[0][:3]], part)


def _content(value: object) -> str:
    """What stands behind a cell's place and style, and its end."""
    if isinstance(value, str):
        text = escape(in_xml(value)[:MOST_CHARACTERS])
        kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>' if text else "/>"
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return "/>"
    if isinstance(value, float):
        return f"><v>{float(value)!r}</v></c>"
    if isinstance(value, date):
        return f"><v>{_serial(value)}</v></c>"
    if isinstance(value, Integral):
        return f"><v>{int(value)}</v></c>"
    raise TypeError(f"no cell can hold {value!r}")


@cache
def _letter(column: int) -> str:
    return str(get_column_letter(column))


@cache
def _serial(moment: date) -> str:
    """A day, or a moment of it, as a workbook counts them."""
    return repr(to_excel(moment))


def _height(sheet: Worksheet, row: int) -> str:
    height = sheet.row_dimensions[row].height if row in sheet.row_dimensions else None
    return "" if height is None else f' ht="{height:g}" customHeight="1"'
