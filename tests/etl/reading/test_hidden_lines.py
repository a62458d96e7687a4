"""Rows and columns that are hidden are told, at no cost where there are none."""

from io import BytesIO

import openpyxl
import pytest

from etl.reading import read_sheets
from etl.reading.hidden import Lines, hidden_lines


def test_hidden_rows_columns_and_sheets_are_told_and_their_cells_read() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in range(1, 7):
        sheet.append([row, row * 10, row * 100])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    workbook.create_sheet("另表").sheet_state = "veryHidden"
    written = BytesIO()
    workbook.save(written)
    first, second = read_sheets(written.getvalue(), "表.xlsx")
    assert (first.hidden, first.hidden_rows, first.hidden_columns) == (False, (2,), (1,))
    assert list(first.rows[2]) == [3, 30, 300]
    assert (second.hidden, second.hidden_rows) == (True, ())


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        (b'<worksheet><row r="2" hidden="0"/></worksheet>', ((), ())),
        (b"<worksheet><row hidden='true' r='2'/></worksheet>", ((1,), ())),
        (b'<x:worksheet><x:cols><x:col min="2" max="4" width="0" hidden="1"/></x:cols></x:worksheet>', ((), (1, 2, 3))),
        (b"<worksheet><c t=\"inlineStr\"><is><t>hidden='1'</t></is></c></worksheet>", ((), ())),
    ],
)
def test_hidden_lines_are_told_however_the_xml_is_written(xml: bytes, lines: Lines) -> None:
    assert hidden_lines(xml) == lines
