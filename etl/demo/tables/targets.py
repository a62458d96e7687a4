"""The year's targets as the county's office hands them out."""

from collections.abc import Sequence
from itertools import groupby

from etl.demo.county import Member
from etl.demo.figures import Figures
from etl.demo.pen import Pen, measure_of
from guoban.calendar import year_to_quarter
from guoban.catalogue.model import Indicator, Kind, Unit


def targets_by_unit(
    pen: Pen, figures: Figures, year: int, members: Sequence[Member], indicators: Sequence[Indicator], *, title: str
) -> None:
    """Units down, indicators across, areas merged above them, 合计 below; money in 万元."""
    width = 2 + len(indicators)
    pen.title(1, title, width)
    pen.head(2, 1, "序号", rows=2)
    pen.head(2, 2, "单位", rows=2)
    column = 3
    for area, together in groupby(indicators, key=lambda indicator: indicator.area):
        group = list(together)
        pen.head(2, column, area, columns=len(group))
        for indicator in group:
            pen.head(3, column, f"{indicator.name_zh}({measure_of(indicator, in_wan=True)})")
            column += 1
    whole_year = year_to_quarter(year, 4)
    for number, member in enumerate(members, 1):
        row = 3 + number
        pen.words(row, 1, number)
        pen.words(row, 2, member.short_name)
        for column, indicator in enumerate(indicators, 3):
            target = figures.targets.get((member.code, indicator.code, year))
            pen.figure(row, column, member.code, indicator, whole_year, target, in_wan=True, is_target=True)
    pen.line(4 + len(members), f"注：以上为{year}年度目标任务，由县总工会年初下达，年终考核以此为准。", width)
    pen.widths(6, 14, others=11, columns=width)
    pen.sheet.freeze_panes = "C4"


def targets_across(
    pen: Pen, figures: Figures, year: int, members: Sequence[Member], indicators: Sequence[Indicator], *, title: str
) -> None:
    """Indicators down, units across; money in 万元."""
    width = 3 + len(members)
    pen.title(1, title, width)
    for column, text in enumerate(("序号", "指标名称", "计量单位"), 1):
        pen.head(2, column, text)
    for column, member in enumerate(members, 4):
        pen.head(2, column, member.short_name)
    whole_year = year_to_quarter(year, 4)
    for row, indicator in enumerate(indicators, 3):
        pen.words(row, 1, row - 2)
        pen.words(row, 2, indicator.name_zh)
        pen.words(row, 3, measure_of(indicator, in_wan=True))
        for column, member in enumerate(members, 4):
            target = figures.targets.get((member.code, indicator.code, year))
            pen.figure(row, column, member.code, indicator, whole_year, target, in_wan=True, is_target=True)
    pen.widths(6, 22, 9, others=11, columns=width)
    pen.sheet.freeze_panes = "D3"


def one_row_a_target(
    pen: Pen, year: int, asked: Sequence[tuple[Unit, Indicator, float]], *, title: str, head: str = "年度目标"
) -> None:
    """序号, unit, indicator, measure, target; money in 元. The county's own targets and revisions come like this."""
    pen.title(1, title, 6)
    for column, text in enumerate(("序号", "单位名称", "指标名称", "计量单位", head, "备注"), 1):
        pen.head(2, column, text)
    whole_year = year_to_quarter(year, 4)
    for row, (unit, indicator, target) in enumerate(asked, 3):
        pen.words(row, 1, row - 2)
        pen.words(row, 2, unit.name)
        pen.words(row, 3, indicator.name_zh)
        pen.words(row, 4, "%" if indicator.kind is Kind.RATIO else indicator.measure)
        pen.figure(row, 5, unit.code, indicator, whole_year, target, is_target=True)
        pen.words(row, 6, None)
    pen.widths(6, 22, 22, 9, 14, 14, others=10, columns=6)
