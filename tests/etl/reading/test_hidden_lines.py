"""Rows and columns that are hidden are told, at no cost where there are none."""

import struct
from io import BytesIO

import openpyxl
import pytest
from handmade import binary_workbook, opendocument

from etl.reading import read_sheets
from etl.reading.hidden import Lines, hidden_in_part, hidden_lines
from etl.reading.hidden_elsewhere import hidden_in_stream


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


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _row(number: int, flags: int) -> bytes:
    return _record(0x0208, struct.pack("<HHHHIHH", number, 0, 3, 255, 0, flags, 0x0F))


def _columns(first: int, last: int, flags: int) -> bytes:
    return _record(0x007D, struct.pack("<HHHHHH", first, last, 2304, 15, flags, 0))


def _stream(*sheets: tuple[bytes, bytes]) -> bytes:
    """The stream of an old workbook: (name as it is stored, records) of each sheet."""
    named = [_record(0x0085, bytes(6) + name) for name, _records in sheets]
    place = sum(map(len, named)) + 4
    listed = b""
    for record, (_name, records) in zip(named, sheets, strict=True):
        listed += record[:4] + struct.pack("<I", place) + record[8:]
        place += len(records)
    return listed + _record(0x000A, b"") + b"".join(records for _name, records in sheets)


def test_an_old_workbook_tells_of_each_sheet_what_is_hidden() -> None:
    wide = "季报".encode("utf-16-le")
    stream = _stream(
        (b"\x02\x01" + wide, _columns(0, 0, 0) + _columns(2, 3, 1) + _row(0, 0x0100) + _row(4, 0x0120)),
        (b"\x05\x00Plain", _columns(1, 1, 0x1000) + _row(1, 0x0180)),
        (b"\x04\x00Last", _row(7, 0x0160)),
    )
    assert hidden_in_stream(stream) == {"季报": ((4,), (2, 3)), "Last": ((7,), ())}
    assert hidden_in_stream(stream[:20]) == {}
    assert hidden_in_stream(b"") == {}


def test_an_open_document_tells_hidden_and_filtered_lines() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'
    content = opendocument(
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        f'<table:table-row table:number-rows-repeated="2">{cell * 3}</table:table-row>'
        f'<table:table-row table:visibility="filter">{cell * 3}</table:table-row>'
        f"<table:table-row>{cell * 3}</table:table-row>"
        f'<table:table-row table:style-name="r" table:visibility="collapse">{cell * 3}</table:table-row>'
    )
    (sheet,) = read_sheets(content, "表.ods")
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((2, 4), (1, 2))
    assert list(sheet.rows[2]) == [7, 7, 7]


def test_the_word_in_a_cell_hides_nothing_in_an_open_document() -> None:
    row = (
        '<table:table-row><table:table-cell><text:p>visibility="collapse"</text:p></table:table-cell></table:table-row>'
    )
    (sheet,) = read_sheets(opendocument(row), "表.ods")
    assert (sheet.hidden_rows, sheet.hidden_columns) == ((), ())


def test_a_binary_workbook_tells_what_is_hidden_and_its_cells_are_read() -> None:
    content = binary_workbook(
        {row: [row, row * 10, row * 100] for row in range(4)}, hidden_rows={2}, hidden_columns={1}
    )
    (sheet,) = read_sheets(content, "表.xlsb")
    assert (sheet.name, sheet.hidden_rows, sheet.hidden_columns) == ("季报", (2,), (1,))
    assert list(sheet.rows[2]) == [2, 20, 200]
    (shown,) = read_sheets(binary_workbook({0: [1], 1: [2]}), "表.xlsb")
    assert (shown.hidden_rows, shown.hidden_columns) == ((), ())


def test_a_figure_that_looks_like_a_hidden_row_hides_nothing_in_a_binary_workbook() -> None:
    looks_like_one = struct.pack("<4xB", 0) + b"\x19" + bytes(11) + b"\x10"
    assert hidden_in_part(b"\x06" + bytes([len(looks_like_one)]) + looks_like_one) == ((), ())
    assert hidden_in_part(b"\x00\x19\x07") == ((), ())
