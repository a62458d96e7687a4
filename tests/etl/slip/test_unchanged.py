"""Whatever a sender's workbook holds besides figures comes back as it was."""

import io
import re

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from tests.etl.slip.books import MISTAKES, comments, mistaken, opened, packed, parts, saved

TOUCHED = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels",
}  # fmt: skip
"""Parts that have to change for the marks and the list."""


def rich():
    """A workbook with a picture, a chart, rules for what may be typed, protection, a print title and a second sheet."""
    book = mistaken()
    sheet = book["季报"]
    stamp = io.BytesIO()
    Picture.new("RGB", (40, 40), "red").save(stamp, "PNG")
    sheet.add_image(Image(stamp), "F2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=5))
    sheet.add_chart(chart, "F10")
    allowed = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
    allowed.add("B4:D5")
    sheet.add_data_validation(allowed)
    sheet.conditional_formatting.add("C4:C5", CellIsRule("greaterThan", ["50"], fill=PatternFill(bgColor="FFFF00")))
    sheet.protection.enable()
    sheet.freeze_panes = "B4"
    sheet.print_title_rows = "1:3"
    other = book.create_sheet("说明")
    other["A1"] = "合计说明"
    other["B2"] = "=季报!C4*2"
    other.print_title_rows = "1:1"
    return book


def test_only_the_marked_sheet_and_the_lists_of_parts_are_touched(returns):
    sent = saved(rich())
    before, after = parts(sent), parts(returns(sent).content)
    assert before.keys() <= after.keys()
    assert {name for name in before if before[name] != after[name]} <= TOUCHED
    assert any(name.startswith("xl/charts/") for name in after)
    assert any(name.startswith("xl/media/") for name in after)


def test_formats_rules_and_protection_stay(returns):
    book = opened(returns(saved(rich())).content)
    sheet = book["季报"]
    assert len(sheet._images) == len(sheet._charts) == 1
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["B4:D5"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["C4:C5"]
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$1:$3"
    assert book["说明"].print_title_rows == "$1:$1"
    assert book["说明"]["B2"].value == "=季报!C4*2"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:D1"}


def test_a_marked_cell_keeps_all_of_its_format_but_the_colour(returns):
    book = mistaken()
    cell = book["季报"]["D4"]
    cell.font, cell.number_format = Font(name="楷体", size=14, bold=True), "0.00"
    cell.border = Border(left=Side(style="thick"))
    back = opened(returns(saved(book)).content)["季报"]["D4"]
    assert (back.font.name, back.font.size, back.font.bold) == ("楷体", 14, True)
    assert (back.number_format, back.border.left.style, back.value) == ("0.00", "thick", -3)
    assert back.fill.patternType == "solid"


def test_comments_of_the_sender_stay_and_ours_come_below_them(returns):
    book = mistaken()
    book["季报"]["C4"].comment = Comment("去年为60", "张三")
    book["季报"]["B4"].comment = Comment("待核实", "张三")
    said = comments(opened(returns(saved(book)).content))
    assert said["季报!C4"] == "去年为60"
    assert said["季报!B4"].startswith("待核实")
    assert "九十几家" in said["季报!B4"]
    assert len(said) == len(MISTAKES) + 1


def test_the_boxes_of_a_senders_comments_are_kept_in_the_drawing(returns):
    book = mistaken()
    book["季报"]["C4"].comment = Comment("去年为60", "张三")
    held = parts(returns(saved(book)).content)
    (drawing,) = [content for name, content in held.items() if "ommentsDrawing" in name or "vmlDrawing" in name]
    assert len(re.findall(rb"<(?:\w+:)?Row>", drawing)) == len(MISTAKES) + 1
    assert drawing.count(b'_x0000_t202"') >= 1


def test_only_the_list_is_selected(returns):
    book = rich()
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = True
    back = opened(returns(saved(book)).content)
    assert [sheet.title for sheet in back.worksheets if sheet.sheet_view.tabSelected] == ["退回说明"]


def test_macros_stay_in_a_workbook_that_has_them(returns):
    held = parts(saved(mistaken()))
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    types = held["[Content_Types].xml"].replace(b"vnd.openxmlformats-officedocument." + plain, b"vnd." + macros)
    binary = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    held["[Content_Types].xml"] = types.replace(b"</Types>", binary)
    held["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 a macro"
    slip = returns(packed(held), "季报.xlsm")
    assert slip.file_name.endswith(".xlsm")
    assert parts(slip.content)["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0 a macro"
    assert macros in parts(slip.content)["[Content_Types].xml"]


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_without_addresses_are_counted(returns, prefix):
    """As other programs write them: rows and cells in order, none of them numbered, names with a prefix."""
    rows = [["2026年1—6月工会工作统计表"], ["单位", "新建工会(家)", "新增会员(人)"], ["甲镇", "九十几家", "65"]]
    cell = '<{0}c t="inlineStr"><{0}is><{0}t>{1}</{0}t></{0}is></{0}c>'
    lines = ["".join(cell.format(prefix, text) for text in row) for row in rows]
    cells = "".join(f"<{prefix}row>{line}</{prefix}row>" for line in lines)
    space = f'xmlns{":x" if prefix else ""}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<{prefix}worksheet {space}><{prefix}sheetData>{cells}</{prefix}sheetData></{prefix}worksheet>"
    held = parts(saved(mistaken())) | {"xl/worksheets/sheet1.xml": sheet.encode()}
    book = opened(returns(packed(held)).content)
    assert list(comments(book)) == ["季报!B3"]
    assert book["季报"]["B3"].value == "九十几家"


def test_a_finding_under_a_merged_range_is_marked_where_it_is_seen(returns):
    book = mistaken()
    book["季报"].append(["丁镇总工会", 1, 2, 3])
    book["季报"].append([None, 4, 5, 6])
    book["季报"].merge_cells("A6:A7")
    said = comments(opened(returns(saved(book)).content))
    assert "季报!A6" in said
    assert "季报!A7" not in said


def test_the_boxes_of_an_earlier_slip_go_with_its_comments(returns):
    first = returns(saved(mistaken())).content
    mended_one = opened(first)
    mended_one["季报"]["B4"] = 9
    for content in (first, saved(mended_one)):  # as it was made, and as another program saved it
        held = parts(returns(content).content)
        left = len(comments(opened(packed(held))))
        boxes = [len(re.findall(rb"<(?:\w+:)?Row>", part)) for name, part in held.items() if name.endswith(".vml")]
        assert boxes == [left]
