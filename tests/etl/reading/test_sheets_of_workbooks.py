"""What comes out of workbooks of each kind."""

import io
import re
import zipfile
from datetime import date, time, timedelta

import openpyxl
import pytest
from handmade import locked, moment, oldest_excel, opendocument, package, saved, workbook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chartsheet import Chartsheet

from etl.model import MergedRange
from etl.reading import UnreadableFile, number_format, read_sheets


def test_a_sheet_is_a_rectangle_from_a1() -> None:
    (sheet,) = read_sheets(workbook({"B2": "城关镇", "D4": 65}), "季报.xlsx")
    assert sheet.name == "季报"
    assert [list(row) for row in sheet.rows] == [
        ["", "", "", ""], ["", "城关镇", "", ""], ["", "", "", ""], ["", "", "", 65.0],
    ]  # fmt: skip


def test_cells_keep_their_types() -> None:
    written = {
        "A1": "65", "B1": 65.5, "C1": True, "D1": date(2026, 6, 30), "E1": moment("2026-06-30T08:30"),
        "F1": time(8, 30),
        "G1": timedelta(hours=30),
    }  # fmt: skip
    (sheet,) = read_sheets(workbook(written), "季报.xlsx")
    assert list(sheet.rows[0]) == list(written.values())


def test_merged_ranges_and_hidden_sheets_are_told_and_chart_sheets_left_out() -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("底稿")
    assert first is not None
    first.title, second.sheet_state = "季报", "hidden"
    first.merge_cells("A1:C2")
    first["A1"], first["C3"] = "标题", 1
    book._charts = []
    book._add_sheet(Chartsheet(title="图", parent=book))
    sheets = read_sheets(saved(book), "季报.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("季报", False), ("底稿", True)]
    assert sheets[0].merged == (MergedRange(0, 0, 1, 2),)


def test_a_title_merged_over_every_column_does_not_widen_the_sheet() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.merge_cells("A1:XFD1")
    book.active["A1"], book.active["B2"] = "标题", 1
    (sheet,) = read_sheets(saved(book), "季报.xlsx")
    assert sheet.merged == (MergedRange(0, 0, 0, 1),)
    assert [len(row) for row in sheet.rows] == [2, 2]


def test_an_empty_sheet_has_no_rows() -> None:
    (sheet,) = read_sheets(workbook({}), "季报.xlsx")
    assert list(sheet.rows) == []


def test_error_cells_are_told_with_their_error() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
        '<row r="3"><c r="C3" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    (sheet,) = read_sheets(package(rows), "季报.xlsx")
    assert sheet.error_cells == {(0, 1): "#REF!", (2, 2): "#DIV/0!"}
    assert [len(row) for row in sheet.rows] == [3, 3, 3]


def test_error_cells_are_told_whatever_way_the_markup_is_written() -> None:
    rows = '<row r="1"><c r="A1"><f>A2</f></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    with zipfile.ZipFile(io.BytesIO(package(rows))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    xml = str(parts["xl/worksheets/sheet1.xml"], "utf-8").replace('"', "'").replace("xmlns=", "xmlns:x=")
    parts["xl/worksheets/sheet1.xml"] = re.sub(r"<(/?)(?=\w)", r"<\1x:", xml)
    (sheet,) = read_sheets(zipped(parts), "季报.xlsx")
    assert sheet.error_cells == {(0, 0): "=A2", (0, 1): "#N/A"}


def test_a_formula_nobody_has_calculated_is_told_with_its_text() -> None:
    (sheet,) = read_sheets(workbook({"A1": 1, "A2": 2, "B3": '=SUM(A1:A2)&"<家>"'}), "季报.xlsx")
    assert sheet.error_cells == {(2, 1): '=SUM(A1:A2)&"<家>"'}


def test_a_formula_with_a_stored_value_is_that_value() -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>IF(1,"","")</f><v></v></c></row>'
    (sheet,) = read_sheets(package(rows), "季报.xlsx")
    assert (list(sheet.rows[0])[:1], sheet.error_cells) == ([2.0], {})


def test_number_formats_are_told_for_the_cells_asked() -> None:
    content = workbook({"A1": 0.912, "B1": 0.5, "C1": 3}, formats={"A1": "0.0%", "B1": "0%", "C1": '0"家"'})
    assert number_format(content, "季报", [(0, 0), (0, 1), (0, 2), (5, 5)]) == {
        (0, 0): "0.0%", (0, 1): "0%", (0, 2): '0"家"',
    }  # fmt: skip
    assert number_format(content, "没有", [(0, 0)]) == {}
    assert number_format(b"A,B\n1,2", "Sheet1", [(0, 0)]) == {}


def test_a_workbook_that_excel_opens_by_itself_opens() -> None:
    content = locked(workbook({"A1": "城关镇"}), "VelvetSweatshop")
    (sheet,) = read_sheets(content, "季报.xlsx")
    assert list(sheet.rows[0]) == ["城关镇"]


def test_a_workbook_with_a_password_is_refused_as_encrypted() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(locked(workbook({"A1": 1}), "1234"), "季报.xlsx")
    assert refused.value.rule == "encrypted"


def test_the_oldest_workbooks_are_read() -> None:
    (sheet,) = read_sheets(oldest_excel({(0, 1): 65.0, (2, 0): -1.5}, {(0, 0): "Town"}), "old.xls")
    assert [list(row) for row in sheet.rows] == [["Town", 65.0], ["", ""], [-1.5, ""]]


def test_an_opendocument_sheet_is_read_with_its_repeated_cells() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="float"'
        ' office:value="65"><text:p>65</text:p></table:table-cell><table:table-cell'
        ' table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    )
    (sheet,) = read_sheets(opendocument(rows), "季报.ods")
    assert [list(row) for row in sheet.rows] == [[65.0, 65.0]]


@pytest.mark.parametrize("file_name", ["季报.xls", "季报.csv", "季报", "季报.docx"])
def test_the_kind_of_a_file_is_told_from_its_content(file_name: str) -> None:
    (sheet,) = read_sheets(workbook({"A1": "城关镇"}), file_name)
    assert list(sheet.rows[0]) == ["城关镇"]


_CELLS = st.one_of(
    st.integers(-(10**12), 10**12).map(float), st.booleans(), st.dates(date(1901, 1, 1), date(2199, 1, 1)),
    st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False, min_value=-1e15, max_value=1e15),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="=#_"), min_size=1),
)  # fmt: skip


@settings(max_examples=40)
@given(st.dictionaries(st.tuples(st.integers(0, 12), st.integers(0, 30)), _CELLS, min_size=1))
def test_any_cells_written_are_read_back_where_they_were(cells: dict[tuple[int, int], object]) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for (row, column), value in cells.items():
        book.active.cell(row + 1, column + 1).value = value  # type: ignore[assignment]
    (sheet,) = read_sheets(saved(book), "季报.xlsx")
    found = {(r, c): v for r, row in enumerate(sheet.rows) for c, v in enumerate(row) if v != ""}
    assert found == {place: _stored(value) for place, value in cells.items()}


def _stored(value: object) -> object:
    """What a workbook holds of a value: sixteen digits of a number."""
    return float(f"{value:.16g}") if isinstance(value, float) else value


def test_a_text_longer_than_any_cell_can_hold_is_cut() -> None:
    (sheet,) = read_sheets(
        package(f'<row><c r="A1" t="inlineStr"><is><t>{"长" * 40_000}</t></is></c></row>'), "季报.xlsx"
    )
    assert sheet.rows == [["长" * 32_767]]
