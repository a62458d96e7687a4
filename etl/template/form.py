"""A sheet for each unit, indicators down: what one unit fills in."""

from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.paper import Typed, asked_measure, finish, head, line, name, open_cell, rules, title, typed
from guoban.catalogue.model import Unit
from guoban.sheet_names import sheet_name

if TYPE_CHECKING:
    from etl.template.blank import Blank

HEAD_ROW = 4


def draw_form(workbook: Workbook, blank: "Blank") -> None:
    """One sheet for each unit."""
    for unit in blank.units:
        _draw_unit(workbook.create_sheet(sheet_name(unit.name, workbook.sheetnames)), blank, unit)


def _draw_unit(sheet: Worksheet, blank: "Blank", unit: Unit) -> None:
    heads = ("工作领域", "指标名称", "计量单位", "年度目标" if blank.for_targets else "累计完成", "备注")
    title(sheet, blank.title, len(heads))
    line(sheet, 2, f"填报单位：{unit.name}", len(heads))
    line(sheet, 3, "浅黄色单元格填数字；没有发生填 0，未统计留空。详见“填报说明”。", len(heads))
    for column, text in enumerate(heads, 1):
        head(sheet, HEAD_ROW, column, text)
    row = HEAD_ROW + 1
    ranges: dict[Typed, list[str]] = {}
    for area, together in groupby(blank.asked[unit.code], key=lambda indicator: indicator.area):
        group = list(together)
        head(sheet, row, 1, area, rows=len(group))
        for indicator in group:
            name(sheet, row, 2, indicator.name_zh)
            name(sheet, row, 3, asked_measure(indicator))
            open_cell(sheet, row, 4, indicator, blank.remarks.get((unit.code, indicator.code)))
            open_cell(sheet, row, 5, indicator, None)
            sheet.cell(row, 5).number_format = "@"
            ranges.setdefault(typed(indicator, for_targets=blank.for_targets), []).append(f"D{row}")
            row += 1
    rules(sheet, ranges)
    widths: dict[int, float] = {1: 16, 2: 28, 3: 11, 4: 16, 5: 22}
    finish(sheet, widths, freeze=f"A{HEAD_ROW + 1}", head_rows=HEAD_ROW, landscape=False)
