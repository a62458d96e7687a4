"""The indicators of one unit, one a row: target, done, progress against the schedule, status, looks back."""

import math

import pandas as pd
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guoban.charts.figure_notes import figure_notes
from guoban.charts.forecast import needed
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, whole
from guoban.charts.palette import INK_SOFT, LOOKS
from guoban.charts.standing import distance
from guoban.charts.trend_words import Trends, Turn
from guoban.report.formats import POINTS, SHARE, Row, number_format, points_format, turned_format
from guoban.report.paper import MIDDLE, NUMBER, TEXT, Look, Paper, prints_on_a4
from guoban.text import _

_BAR = "86C3A5"
_TURNED = {
    1: Look(side="right", wrap=False, ink=LOOKS["on_schedule"].text),
    0: NUMBER,
    -1: Look(side="right", wrap=False, ink=LOOKS["behind"].text),
}
"""Whether a look back is for the better → how its cell looks."""
_WHY = Look(size=8, ink=INK_SOFT)


def draw_tasks(paper: Paper, sheet: Worksheet, first: int, rows: pd.DataFrame, trends: Trends) -> None:
    """A table from row `first` on; rows: those of `ReportFigures.progress` of one unit, in roster order."""
    paper.heads(sheet, first, _titles())
    gaps = distance(rows) * 100
    for place, (row, gap) in enumerate(zip(rows.to_dict(orient="records"), gaps, strict=True), first + 1):
        _draw_row(paper, sheet, place, row, gap, trends)
    last = first + len(rows)
    if len(rows):
        _formats(sheet, first + 1, last)
        sheet.auto_filter.ref = f"A{first}:{get_column_letter(len(_titles()))}{last}"
    prints_on_a4(sheet, paper.area(sheet), freeze=f"C{first + 1}", head_row=first, name_columns="A:B")


def _titles() -> dict[str, float]:
    """Titles of the columns and their widths in Chinese characters."""
    return {
        _("Area of work"): 6,
        _("Indicator"): 11,
        _("Measure"): 4,
        _("Annual target"): 7,
        _("Done"): 7,
        _("Progress"): 7,
        _("Schedule"): 5,
        _("Points ahead"): 6,
        _("Status"): 6,
        _("On last quarter"): 6.5,
        _("On last year"): 6.5,
        _("Same day last year"): 7,
        _("Forecast"): 7,
        _("Needed a quarter"): 7,
        _("Remarks"): 16,
    }


def _draw_row(paper: Paper, sheet: Worksheet, place: int, row: Row, gap: float, trends: Trends) -> None:
    look = LOOKS[str(row["status"])]
    paper.write(sheet, place, 1, row["area_name"])
    paper.write(sheet, place, 2, row["indicator_name"])
    paper.write(sheet, place, 3, row["measure"], MIDDLE)
    _figure(paper, sheet, place, 4, row["target"], row)
    _figure(paper, sheet, place, 5, row["value"], row)
    paper.write(sheet, place, 6, row["progress"], NUMBER, SHARE)
    paper.write(sheet, place, 7, row["schedule"] if pd.notna(row["target"]) else None, NUMBER, "0%")
    paper.write(sheet, place, 8, round(gap, 6), NUMBER, POINTS)
    paper.write(sheet, place, 9, f"{look.sign} {look.name}", MIDDLE)
    for column, turn in enumerate(trends.turns(row), 10):
        _turn(paper, sheet, place, column, turn, row)
    _figure(paper, sheet, place, 12, row["previous_year"], row)
    measure = measure_of(row)
    _figure(paper, sheet, place, 13, whole(_number(row["forecast"]), measure), row)
    need = whole(_number(row["needed_per_quarter"]), measure, at_least=True) if needed(row) else None
    _figure(paper, sheet, place, 14, need, row)
    paper.write(sheet, place, 15, _("; ").join(figure_notes(row)), TEXT)


def _figure(paper: Paper, sheet: Worksheet, place: int, column: int, value: float | None, row: Row) -> None:
    figure = _number(value)
    paper.write(sheet, place, column, figure, NUMBER, "" if figure is None else number_format(figure, row))


def _turn(paper: Paper, sheet: Worksheet, place: int, column: int, turn: Turn, row: Row) -> None:
    """A look back as a number that can be calculated on; the arrow, where there is one, stands in its format."""
    if turn.why:
        paper.write(sheet, place, column, f"{NOTHING} {turn.why}", _WHY)
        return
    look = _TURNED[turn.better]
    if row["kind"] == "ratio":
        paper.write(sheet, place, column, round(turn.change * 100, 6), look, turned_format(turn.arrow, points_format()))
    elif not math.isnan(turn.relative):
        paper.write(sheet, place, column, turn.relative, look, turned_format(turn.arrow, "0.0%"))
    else:
        paper.write(sheet, place, column, turn.change, look, turned_format(turn.arrow, number_format(turn.change, row)))


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _formats(sheet: Worksheet, first: int, last: int) -> None:
    """Bars for progress, red for those short of the schedule, and each status in its colour."""
    sheet.conditional_formatting.add(
        f"F{first}:F{last}",
        DataBarRule(start_type="num", start_value=0, end_type="num", end_value=1, color=_BAR, showValue=True),
    )
    red = Font(color=LOOKS["behind"].text.lstrip("#"))
    sheet.conditional_formatting.add(f"H{first}:H{last}", CellIsRule(operator="lessThan", formula=["0"], font=red))
    for look in LOOKS.values():
        sheet.conditional_formatting.add(
            f"I{first}:I{last}",
            CellIsRule(
                operator="equal",
                formula=[f'"{look.sign} {look.name}"'],
                font=Font(color=look.on_fill.lstrip("#")),
                fill=PatternFill(bgColor=look.fill.lstrip("#")),
            ),
        )
