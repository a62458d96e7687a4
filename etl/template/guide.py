"""The last sheet of a blank workbook: how to fill it in."""

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from guoban.sheet_names import sheet_name

if TYPE_CHECKING:
    from etl.template.blank import Blank

_REPORT = (
    "统计口径：累计类指标填年初至本期末的累计数；存量类指标填本期末的数；比率由系统根据分子、分母计算，不用填。",
    "没有发生的填“0”；暂未统计的留空，不要填“0”。留空视为未报。",
    "节点类指标从下拉列表中选择：未启动、进行中、已完成。",
    "金额按表头所列的计量单位填写。",
)
_TARGETS = (
    "填全年目标数：累计类指标填全年应完成数，存量类和比率类指标填年末应达到的水平，比率填百分数（如 92.5）。",
    "没有下达目标的留空，不要填“0”。",
)
_BOTH = (
    "只在浅黄色单元格里填写，不要增删行列、改动表头和单位名称。",
    "鼠标停在单元格上可以看到上次填报的数和年度目标。",
)


def draw_guide(workbook: Workbook, blank: "Blank") -> None:
    """A sheet of numbered sentences."""
    sheet = workbook.create_sheet(sheet_name("填报说明", workbook.sheetnames))
    sheet.column_dimensions["A"].width = 100
    sheet["A1"] = "填报说明"
    sheet["A1"].font = Font(name="黑体", size=14)
    for number, text in enumerate((*(_TARGETS if blank.for_targets else _REPORT), *_BOTH), 1):
        cell = sheet.cell(number + 1, 1, f"{number}．{text}")
        cell.font, cell.alignment = Font(name="宋体", size=11), Alignment(wrap_text=True, vertical="top")
    sheet.protection.enable()
