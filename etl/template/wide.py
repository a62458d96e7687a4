"""Units down, indicators across, a sheet for each area of work: what the county's office fills in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.paper import (
    Typed,
    asked_measure,
    closed_cell,
    finish,
    head,
    line,
    name,
    open_cell,
    rules,
    title,
    typed,
)
from guoban.catalogue.model import Indicator
from guoban.sheet_names import sheet_name

if TYPE_CHECKING:
    from etl.template.blank import Blank

HEAD_ROW = 3


def draw_wide(workbook: Workbook, blank: "Blank") -> None:
    """One sheet for each area of work of which anything is asked."""
    by_area: dict[str, dict[str, Indicator]] = {}
    for unit in blank.units:
        for indicator in blank.asked[unit.code]:
            by_area.setdefault(indicator.area, {})[indicator.code] = indicator
    order = {indicator.code: indicator.position for indicators in by_area.values() for indicator in indicators.values()}
    for area, found in sorted(by_area.items(), key=lambda entry: min(order[code] for code in entry[1])):
        indicators = sorted(found.values(), key=lambda indicator: order[indicator.code])
        _draw_area(workbook.create_sheet(sheet_name(area, workbook.sheetnames)), blank, area, indicators)


def _draw_area(sheet: Worksheet, blank: "Blank", area: str, indicators: Sequence[Indicator]) -> None:
    width = 2 + len(indicators)
    title(sheet, f"{blank.title}（{area}）", width)
    line(sheet, 2, "浅黄色单元格填数字；没有发生填 0，未统计留空。详见“填报说明”。", width)
    head(sheet, HEAD_ROW, 1, "序号")
    head(sheet, HEAD_ROW, 2, "单位")
    for column, indicator in enumerate(indicators, 3):
        head(sheet, HEAD_ROW, column, f"{indicator.name_zh}\n（{asked_measure(indicator)}）")
    sheet.row_dimensions[HEAD_ROW].height = 48
    asked = {unit.code: {indicator.code for indicator in blank.asked[unit.code]} for unit in blank.units}
    units = [unit for unit in blank.units if any(indicator.code in asked[unit.code] for indicator in indicators)]
    for row, unit in enumerate(units, HEAD_ROW + 1):
        name(sheet, row, 1, row - HEAD_ROW)
        name(sheet, row, 2, unit.name)
        for column, indicator in enumerate(indicators, 3):
            if indicator.code in asked[unit.code]:
                open_cell(sheet, row, column, indicator, blank.remarks.get((unit.code, indicator.code)))
            else:
                closed_cell(sheet, row, column)
    ranges: dict[Typed, list[str]] = {}
    for column, indicator in enumerate(indicators, 3):
        letter = get_column_letter(column)
        ranges.setdefault(typed(indicator, for_targets=blank.for_targets), []).append(
            f"{letter}{HEAD_ROW + 1}:{letter}{HEAD_ROW + len(units)}"
        )
    rules(sheet, ranges)
    widths: dict[int, float] = {1: 6, 2: 26, **dict.fromkeys(range(3, width + 1), 13.0)}
    finish(sheet, widths, freeze=f"C{HEAD_ROW + 1}", head_rows=HEAD_ROW, landscape=True)
