"""The workbook to take away: everything to calculate on, with where it comes from."""

from typing import Any

import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from guoban.charts.headline import overview_headline, unit_headline
from guoban.charts.numbers import number
from guoban.charts.view import subline
from guoban.report.figures import ReportFigures
from guoban.report.matrix_sheet import draw_matrix
from guoban.report.observations_sheet import draw_observations
from guoban.report.paper import LINE, TITLE, Paper
from guoban.report.stamp import moment_of, stamp
from guoban.report.task_sheet import draw_tasks
from guoban.text import _


def make_workbook(figures: ReportFigures) -> bytes:
    """An .xlsx: a summary, units × indicators, a sheet for each unit below, and the figures as they were reported.

    The same figures, taken at the same moment, give the same bytes.
    """
    paper = Paper()
    summary = paper.sheet(_("Summary"))
    first = _heading(paper, summary, _finding(figures), [subline(figures.view), *stamp(figures)[1:]])
    draw_tasks(paper, summary, first, figures.own, figures.trends)
    if figures.is_alone:
        summary.page_setup.orientation, summary.page_setup.fitToHeight = "portrait", 1
    if not figures.below.empty:
        matrix = paper.sheet(_("Units × indicators"))
        first = _heading(paper, matrix, _("Progress in per cent, with its status"), [subline(figures.view)])
        draw_matrix(paper, matrix, first, figures)
    for code in figures.units[1:]:
        _draw_unit(paper, figures, code)
    reported = paper.sheet(_("Figures as reported"))
    first = _heading(paper, reported, _("Figures as reported"), [subline(figures.view)])
    draw_observations(paper, reported, first, figures)
    paper.workbook.properties.title = _finding(figures)
    paper.workbook.properties.creator = figures.view.organisation
    paper.workbook.properties.description = "\n".join(stamp(figures))
    for sheet in paper.workbook:
        sheet.oddFooter.left.text, sheet.oddFooter.left.size = stamp(figures)[1].replace("&", "&&"), 8
    return paper.saved(moment_of(figures))


def _finding(figures: ReportFigures) -> str:
    if figures.is_whole:
        return overview_headline(figures.own, figures.view)
    return unit_headline(figures.unit_name, figures.own, figures.view)


def _draw_unit(paper: Paper, figures: ReportFigures, code: str) -> None:
    unit = figures.catalogue.units[code]
    rows = figures.progress[figures.progress["unit"] == code]
    sheet = paper.sheet(unit.name)
    scores = figures.appraisal[figures.appraisal["unit"] == code]
    lines = [subline(figures.view), *(_standing(row) for _index, row in scores.iterrows() if pd.notna(row["score"]))]
    first = _heading(paper, sheet, unit_headline(unit.name, rows, figures.view), lines)
    draw_tasks(paper, sheet, first, rows, figures.trends)


def _standing(scores: "pd.Series[Any]") -> str:
    return _("score {score}, rank {rank}").format(score=number(scores["score"], 1), rank=scores["rank"])


def _heading(paper: Paper, sheet: Worksheet, finding: str, lines: list[str]) -> int:
    """The finding and the small print under it; gives the row in which the table may begin."""
    paper.write(sheet, 1, 1, finding, TITLE)
    sheet.row_dimensions[1].height = 30
    for row, line in enumerate(lines, 2):
        paper.write(sheet, row, 1, line, LINE)
    return len(lines) + 3
