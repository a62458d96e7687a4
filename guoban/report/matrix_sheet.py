"""Units down, indicators across: the progress of each, in the colour and with the sign of its status."""

from math import ceil

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guoban.charts.palette import LOOKS
from guoban.charts.standing import tasks
from guoban.report.figures import ReportFigures
from guoban.report.paper import HEAD, MIDDLE, NUMBER, Paper, prints_on_a4, status_look
from guoban.text import _

_LEADING = 3
_COLUMNS_A_PAGE = 18
_STATUS_LOOKS = {status: status_look(shown) for status, shown in LOOKS.items()}


def draw_matrix(paper: Paper, sheet: Worksheet, first: int, figures: ReportFigures) -> None:
    """A table from row `first` on: the units below, in roster order, and every indicator of which any has a target."""
    asked = tasks(figures.below).sort_values(["indicator_position", "unit_position"], kind="stable")
    names = dict(zip(asked["indicator"], asked["indicator_name"], strict=True))
    leading = {_("Unit"): 12.0, _("Score"): 3.5, _("Rank"): 3.5}
    paper.heads(sheet, first, leading)
    columns = {code: column for column, code in enumerate(names, _LEADING + 1)}
    for code, column in columns.items():
        _head(paper, sheet, first, column, str(names[code]))
    sheet.row_dimensions[first].height = 62
    children = figures.catalogue.children(figures.unit)
    rows = {unit.code: row for row, unit in enumerate(children, first + 1)}
    scores = figures.appraisal.set_index("unit")
    for unit in children:
        row = rows[unit.code]
        paper.write(sheet, row, 1, unit.name)
        paper.write(sheet, row, 2, scores["score"].get(unit.code), NUMBER, "0.0")
        paper.write(sheet, row, 3, scores["rank"].get(unit.code), MIDDLE)
        for column in columns.values():
            paper.write(sheet, row, column, None, MIDDLE)
    for unit_code, code, status, progress in zip(
        asked["unit"], asked["indicator"], asked["status"], asked["progress"], strict=True
    ):
        _cell(paper, sheet, rows[unit_code], columns[code], str(status), progress)
    prints_on_a4(
        sheet,
        paper.area(sheet),
        freeze=f"{get_column_letter(_LEADING + 1)}{first + 1}",
        head_row=first,
        name_columns="A:A",
        pages_wide=max(1, ceil(len(columns) / _COLUMNS_A_PAGE)),
    )


def _head(paper: Paper, sheet: Worksheet, row: int, column: int, name: str) -> None:
    paper.write(sheet, row, column, name, HEAD)
    sheet.column_dimensions[get_column_letter(column)].width = 10.5


def _cell(paper: Paper, sheet: Worksheet, row: int, column: int, status: str, progress: float) -> None:
    """The share done as a number that can be calculated on; its sign stands in the number format."""
    shown, look = LOOKS[status], _STATUS_LOOKS[status]
    if pd.isna(progress):
        paper.write(sheet, row, column, f"{shown.sign} {shown.name}", look)
    else:
        paper.write(sheet, row, column, progress, look, f'"{shown.sign} "0.0%;"{shown.sign} <0"')
