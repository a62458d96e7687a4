"""How a blank workbook looks: fonts, widths, open and closed cells, what may be typed, how it prints."""

from enum import StrEnum

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from guoban.catalogue.model import Indicator, Kind

_HAIR = Side(style="thin", color="BFB8AC")
_BOX = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_HEAD_FILL = PatternFill("solid", fgColor="F1EEE8")
_OPEN_FILL = PatternFill("solid", fgColor="FFFEF7")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_TITLE = Font(name="黑体", size=16)
_HEAD = Font(name="黑体", size=10.5)
_BODY = Font(name="宋体", size=10.5)
_SMALL = Font(name="宋体", size=9, color="6B665E")
_OPEN = Protection(locked=False)

STATES = ("未启动", "进行中", "已完成")
NOT_A_NUMBER = "这里只填数字，不带单位和文字；没有发生填 0，未统计留空。"
NOT_A_PERCENTAGE = "这里填百分数，在 0 到 100 之间，不带百分号，如 92.5。"
NOT_A_STATE = "请从列表中选择：未启动、进行中、已完成。"


class Typed(StrEnum):
    """What a clerk types into a cell: a number from 0 up, a number from 0 to 100, or a state from a list."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    STATE = "state"


def typed(indicator: Indicator, *, for_targets: bool) -> Typed:
    """What is typed for an indicator. The target of a milestone is a number: 1, to be done."""
    if indicator.kind is Kind.MILESTONE and not for_targets:
        return Typed.STATE
    return Typed.PERCENTAGE if indicator.kind is Kind.RATIO else Typed.NUMBER


def asked_measure(indicator: Indicator) -> str:
    """The measure in which a figure is asked for: 万元 where the catalogue shows money so."""
    if indicator.kind is Kind.MONEY and indicator.display_measure in ("元", "万元"):
        return indicator.display_measure
    return indicator.measure


def title(sheet: Worksheet, text: str, columns: int) -> None:
    """The title in row 1, over all columns."""
    cell = sheet.cell(1, 1, text)
    cell.font, cell.alignment = _TITLE, _CENTRE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 32


def line(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    """A line of small print over all columns."""
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = _SMALL, _LEFT
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def head(sheet: Worksheet, row: int, column: int, text: str, *, rows: int = 1) -> None:
    """A closed cell of the head."""
    cell = sheet.cell(row, column, text)
    cell.font, cell.alignment, cell.border, cell.fill = _HEAD, _CENTRE, _BOX, _HEAD_FILL
    if rows > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column)


def name(sheet: Worksheet, row: int, column: int, text: str | int) -> None:
    """A closed cell that names what the row is about."""
    cell = sheet.cell(row, column, text)
    cell.font, cell.border, cell.alignment = _BODY, _BOX, _LEFT if isinstance(text, str) else _CENTRE


def open_cell(sheet: Worksheet, row: int, column: int, indicator: Indicator, remark: str | None) -> None:
    """A cell to be filled in, with the remark as its comment."""
    cell = sheet.cell(row, column)
    cell.font, cell.border, cell.fill, cell.alignment, cell.protection = _BODY, _BOX, _OPEN_FILL, _RIGHT, _OPEN
    if asked_measure(indicator) == "万元":
        cell.number_format = "#,##0.00##"
    elif indicator.kind is not Kind.MILESTONE:
        cell.number_format = "#,##0.##" if indicator.kind in (Kind.MONEY, Kind.RATIO) else "#,##0"
    if remark:
        cell.comment = Comment(remark, "过半", width=220, height=60)


def closed_cell(sheet: Worksheet, row: int, column: int) -> None:
    """A cell of the body that nobody is asked to fill in."""
    cell = sheet.cell(row, column)
    cell.border, cell.fill = _BOX, _HEAD_FILL


def rules(sheet: Worksheet, ranges: dict[Typed, list[str]]) -> None:
    """What may be typed into which cells."""
    for typed, addresses in ranges.items():
        rule = _rule(typed)
        rule.errorTitle, rule.showErrorMessage = "请检查", True
        for address in addresses:
            rule.add(address)
        sheet.add_data_validation(rule)


def _rule(typed: Typed) -> DataValidation:
    if typed is Typed.STATE:
        return DataValidation("list", formula1=f'"{",".join(STATES)}"', allow_blank=True, error=NOT_A_STATE)
    if typed is Typed.PERCENTAGE:
        return DataValidation(
            "decimal", operator="between", formula1="0", formula2="100", allow_blank=True, error=NOT_A_PERCENTAGE
        )
    return DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True, error=NOT_A_NUMBER)


def finish(sheet: Worksheet, widths: dict[int, float], *, freeze: str, head_rows: int, landscape: bool) -> None:
    """Widths, frozen panes, protection without a password, and one page wide on A4 with the head on each page."""
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = freeze
    sheet.protection.enable()
    allowed = dict.fromkeys(("formatColumns", "formatRows", "sort", "autoFilter"), False)  # False = not protected from
    for action, locked in allowed.items():
        setattr(sheet.protection, action, locked)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"1:{head_rows}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
