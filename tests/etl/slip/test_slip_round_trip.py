"""A report with mistakes goes back marked; what is mended in the slip loads as though it had been right at once."""

import pytest
from openpyxl.styles import PatternFill

from etl.model import Severity
from etl.slip import make_slip
from guoban.errors import InputError
from tests.etl.slip.books import MISTAKES, coloured, comments, mended, mistaken, opened, saved

MARKED = {f"季报!{cell}" for cell in MISTAKES}


def test_every_finding_is_a_coloured_cell_with_a_comment(returns):
    slip = returns(saved(mistaken()))
    book = opened(slip.content)
    assert slip.file_name == "季报_退回_3处问题.xlsx"
    assert book.sheetnames == ["退回说明", "季报"]
    assert coloured(book) == MARKED
    said = comments(book)
    assert said.keys() == MARKED
    assert "九十几家" in said["季报!B4"]
    assert "处理办法" in said["季报!B4"]
    assert "丙镇总工会" in said["季报!A5"]


def test_the_first_sheet_lists_the_findings_with_links_to_their_cells(returns):
    book = opened(returns(saved(mistaken())).content)
    listed = book.worksheets[0]
    assert book.active is listed
    links = {cell.hyperlink.location for row in listed.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'季报'!{cell}" for cell in MISTAKES}
    words = [str(cell.value) for row in listed.iter_rows() for cell in row if cell.value]
    assert any("3处待处理" in text for text in words)
    assert {"九十几家", "-3"} <= set(words)


def test_a_slip_that_was_mended_reads_like_a_report_without_mistakes(returns, reads):
    right = reads(saved(mended(mistaken())))
    back = reads(saved(mended(opened(returns(saved(mistaken())).content))), "季报_退回_3处问题.xlsx")
    assert not back.findings
    assert back.observations.equals(right.observations)
    assert len(back.observations) == 6
    assert [sheet.layout for sheet in back.sheets] == ["ignored", right.sheets[0].layout]


def test_the_list_is_known_wherever_it_was_moved_and_whatever_it_is_called(returns, reads):
    book = opened(returns(saved(mended(mistaken()))).content)
    listed = book.worksheets[0]
    listed.title = "给张三看"
    listed.insert_rows(1)
    book.move_sheet(listed, 1)
    back = reads(saved(book))
    assert [sheet.layout for sheet in back.sheets] == ["wide", "ignored"]
    assert back.sheets[1].why == "退回单的问题清单，不读取。"
    assert not back.findings


def test_a_slip_that_nobody_mended_reads_like_the_report_itself(returns, reads):
    content = saved(mistaken())
    before, after = reads(content), reads(returns(content).content)
    assert after.findings == before.findings
    assert after.observations.equals(before.observations)


def test_a_second_slip_takes_the_marks_of_the_first_away_where_it_was_mended(returns):
    first = opened(returns(saved(mistaken())).content)
    first["季报"]["B4"] = 9
    second = returns(saved(first), "季报_退回_3处问题.xlsx")
    book = opened(second.content)
    assert second.file_name == "季报_退回_2处问题.xlsx"
    assert book.sheetnames == ["退回说明", "季报"]
    assert coloured(book) == comments(book).keys() == MARKED - {"季报!B4"}


def test_the_colour_a_cell_had_comes_back_with_the_second_slip(returns):
    book = mistaken()
    book["季报"]["B4"].fill = PatternFill("solid", fgColor="FFCCE5FF")
    once = opened(returns(saved(book)).content)
    assert once["季报"]["B4"].fill.fgColor.rgb != "FFCCE5FF"
    once["季报"]["B4"] = 9
    assert opened(returns(saved(once)).content)["季报"]["B4"].fill.fgColor.rgb == "FFCCE5FF"


def test_what_was_written_cannot_become_a_formula(returns):
    book = mistaken()
    for cell, text in {"A5": "=HYPERLINK(1)", "B4": "+1+cmd", "D4": "@SUM(A1)"}.items():
        book["季报"][cell] = text
        book["季报"][cell].data_type = "s"
    back = opened(returns(saved(book)).content)
    listed = [cell for row in back.worksheets[0].iter_rows() for cell in row if cell.value]
    assert {"=HYPERLINK(1)", "+1+cmd", "@SUM(A1)"} <= {cell.value for cell in listed}
    assert {cell.data_type for cell in listed} == {"s"}
    assert all(cell.quotePrefix for cell in listed)
    assert back["季报"]["A5"].data_type == "s"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("季报.xlsx", "季报_退回_3处问题.xlsx"),
        ("季报.v2.xlsx", "季报.v2_退回_3处问题.xlsx"),
        ("季报_退回_12处问题.xlsx", "季报_退回_3处问题.xlsx"),
        ("季报.et", "季报_退回_3处问题.xlsx"),
        ("季报.XLSM", "季报_退回_3处问题.xlsm"),
    ],
)
def test_the_name_counts_what_is_to_be_mended(returns, name, expected):
    assert returns(saved(mistaken()), name).file_name == expected


def test_notes_are_marked_but_not_counted(returns, reads):
    book = mistaken()
    book["季报"]["C5"] = None
    content = saved(mended(book))
    assert [finding.severity for finding in reads(content).findings] == [Severity.NOTE]
    slip = returns(content)
    assert slip.file_name == "季报_退回_0处问题.xlsx"
    assert coloured(opened(slip.content)) == {"季报!C5"}


def test_what_could_not_be_read_cannot_be_returned(reads, reader):
    content = b"PK\x03\x04 not a workbook"
    with pytest.raises(InputError, match="季报"):
        make_slip(reads(content), content, reader.catalogue)
