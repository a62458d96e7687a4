"""The drawing of a sheet: what is drawn of a large one, where merged cells and marks go, how light it stays."""

import re

import pytest
from lxml import html

from guoban.charts.folding import Run, folded
from guoban.charts.sheet_grid import DrawnSheet, Mark, address, place_of, sheet_grid


def parsed(sheet: DrawnSheet, **more: int):
    drawn, anchors = sheet_grid(sheet, **more)
    return html.fromstring(drawn), anchors


def texts(root, path: str) -> list[str]:
    return [element.text_content() for element in root.xpath(path)]


def test_letters_stand_over_columns_and_numbers_beside_rows():
    root, _anchors = parsed(DrawnSheet("季报", [["a"] * 28, [1.0] * 28]))
    assert texts(root, "//thead//th") == ["", *[address(0, column)[:-1] for column in range(28)]]
    assert texts(root, "//tbody//th") == ["1", "2"]
    assert address(0, 27) == "AB1"
    assert texts(root, "//tbody/tr[2]/td") == ["1"] * 28


def test_a_merged_range_is_one_cell_that_takes_the_marks_of_all_it_covers():
    marks = {(1, 2): [Mark("warning", "偏大", "f1")], (0, 1): [Mark("error", "有误", "f0")]}
    sheet = DrawnSheet("季报", [["", "大", "", ""], ["", "", "", ""]], [(0, 1, 1, 2)], marks=marks)
    root, anchors = parsed(sheet)
    (cell,) = root.xpath("//td[@rowspan]")
    assert (cell.get("rowspan"), cell.get("colspan"), cell.get("id")) == ("2", "2", "cell-B1")
    assert "有误" in cell.get("title")
    assert "偏大" in cell.get("title")
    assert anchors == {(0, 1): "cell-B1", (1, 2): "cell-B1"}
    assert len(root.xpath("//tbody//td")) == 2 * 4 - 3


def test_cells_are_tinted_as_they_were_read_and_marked_with_the_gravest_sign():
    marks = {(1, 1): [Mark("question", "是谁", "q"), Mark("note", "另注")]}
    areas = [("head", (0, 0, 0, 1)), ("value", (1, 1, 1, 1)), ("unit", (1, 0, 1, 0))]
    root, _anchors = parsed(DrawnSheet("季报", [["单位", "数"], ["甲", 3.5]], areas=areas, marks=marks))
    assert [cell.get("class") for cell in root.xpath("//td")] == ["h", "h", "u", "v m question"]
    (sign,) = root.xpath("//td/a")
    assert (sign.get("href"), sign.text_content()) == ("#q", "?")


def test_what_a_cell_holds_is_never_markup():
    root, _anchors = parsed(DrawnSheet("<b>", [["<script>alert(1)</script>", 'a"b' * 50]]))
    assert not root.xpath("//script | //b")
    assert root.xpath("string(//td[1])") == "<script>alert(1)</script>"
    assert root.xpath("//td[2]/@title") == ['a"b' * 50]


def test_of_a_large_sheet_the_beginning_the_end_and_every_row_with_a_finding_are_drawn():
    rows = [[float(row)] * 60 for row in range(3000)]
    marks = {(row, 5): [Mark("error", "x", "f")] for row in (1500, 1501, 2400)}
    root, anchors = parsed(DrawnSheet("季报", rows, marks=marks))
    shown = [int(text) for text in texts(root, "//tbody//th") if text]
    assert {1, 50, 1501, 1502, 2401, 2999, 3000} <= set(shown)
    assert len(shown) == 50 + 3 + 2
    counted = [int(re.sub(r"\D", "", text)) for text in texts(root, "//tr[@class='gb-fold']/td")]
    assert sum(counted) == 3000 - len(shown)
    assert set(anchors) == set(marks)


def test_a_large_sheet_full_of_findings_stays_light():
    rows = [["很长的单位名称" * 20, *[f"{row}.{column}" for column in range(300)]] for row in range(3000)]
    marks = {(row, column): [Mark("error", "x" * 40, "f")] for row in range(3000) for column in range(3)}
    drawn, _anchors = sheet_grid(DrawnSheet("季报", rows, marks=marks))
    assert len(drawn.encode()) < 300_000


def test_a_range_that_is_merged_over_folded_rows_is_drawn_on_both_sides_of_the_fold():
    rows = [["甲镇" if row == 0 else "", float(row)] for row in range(5000)]
    root, _anchors = parsed(DrawnSheet("季报", rows, [(0, 0, 4999, 0)]), most_cells=100)
    assert texts(root, "//td[@rowspan]") == ["甲镇", "甲镇"]
    rows_of_table = root.xpath("//tbody/tr")
    width = 2
    covered = sum(int(cell.get("rowspan", 1)) for cell in root.xpath("//tbody//td[not(@colspan)]"))
    assert covered == width * (len(rows_of_table) - 1)


@pytest.mark.parametrize(
    ("length", "wanted", "most", "runs", "behind"),
    [
        (0, [], 10, [], 0),
        (10, [5], 10, [Run(0, 9, 0)], 0),
        (100, [], 10, [Run(0, 4, 0), Run(98, 99, 93)], 0),
        (100, [50, 51, 70], 10, [Run(0, 4, 0), Run(50, 51, 45), Run(70, 70, 18), Run(98, 99, 27)], 0),
        (100, [50, 60, 70, 80, 90], 8, [Run(0, 3, 0), Run(50, 50, 46), Run(60, 60, 9), Run(98, 99, 37)], 0),
    ],
)
def test_lines_are_folded_as_far_as_there_is_room(length, wanted, most, runs, behind):
    assert folded(length, wanted, most) == (tuple(runs), behind)


@pytest.mark.parametrize(("cell", "place"), [("A1", (0, 0)), ("AB12", (11, 27)), ("", None), ("A0x", None)])
def test_addresses_are_read_back(cell, place):
    assert place_of(cell) == place
