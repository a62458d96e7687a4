"""Files that are no .xlsx come back as one, with what was read from them."""

import re

import pytest

from etl.model import MergedRange, Sheet
from etl.slip.afresh import written_afresh
from tests.etl.slip.books import coloured, comments, mistaken, opened, packed, parts, saved

ROWS = [["2026年1—6月工会工作统计表"], ["单位", "新建工会(家)", "新增会员(人)"], ["甲镇", "九十几家", "65"]]


def as_csv() -> bytes:
    return "\n".join(",".join(row) for row in ROWS).encode("gb18030")


def as_html() -> bytes:
    title, *rest = ROWS
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rest)
    return f"<html><body><table><tr><td colspan=3>{title[0]}</td></tr>{body}</table></body></html>".encode()


@pytest.mark.parametrize(("content", "name"), [(as_csv(), "季报.csv"), (as_html(), "季报.xls")])
def test_it_comes_back_as_xlsx_with_its_finding_marked(returns, reads, content, name):
    slip = returns(content, name)
    book = opened(slip.content)
    assert slip.file_name == "季报_退回_1处问题.xlsx"
    assert len(coloured(book)) == 1
    (said,) = comments(book).values()
    assert "九十几家" in said
    assert any("原有格式未予保留" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert reads(slip.content).observations["value"].tolist() == reads(content, name).observations["value"].tolist()


def test_merged_cells_of_a_page_saved_as_xls_are_merged_again(returns):
    book = opened(returns(as_html(), "季报.xls").content)
    assert {str(area) for area in book.worksheets[1].merged_cells.ranges} == {"A1:C1"}


def test_a_package_that_excel_would_have_to_repair_is_copied_into_a_sound_one(returns):
    held = parts(saved(mistaken()))
    del held["xl/styles.xml"]
    references = {"[Content_Types].xml": rb"<Override [^>]*styles[^>]*>",
                  "xl/_rels/workbook.xml.rels": rb"<Relationship [^>]*styles\.xml[^>]*>"}  # fmt: skip
    for name, element in references.items():
        held[name], found = re.subn(element, b"", held[name])
        assert found == 1
    book = opened(returns(packed(held)).content)
    assert len(coloured(book)) == 3


def test_texts_like_formulas_errors_and_hidden_sheets_are_written_as_they_were_read():
    first = Sheet("甲", [["=1+1", "@x", ""], [3.0, None, True]], (MergedRange(0, 1, 0, 2),), False, {(1, 1): "#REF!"})
    book = opened(written_afresh([first, Sheet("乙", [], hidden=True)]))
    sheet = book["甲"]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["B1"].data_type) == ("=1+1", "s", "s")
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("#REF!", "e")
    assert (sheet["A2"].value, sheet["C2"].value) == (3, True)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden"]
