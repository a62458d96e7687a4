"""Indicators down, units across: how the county's office collects the system unions."""

from collections.abc import Sequence
from itertools import groupby

from etl.demo.county import Member
from etl.demo.pen import Pen, measure_of
from etl.demo.period import Period
from etl.demo.story import SILENT, Story, blank_for, so_far, span_of
from guoban.catalogue.model import Indicator


def units_across_table(
    pen: Pen, story: Story, period: Period, members: Sequence[Member], indicators: Sequence[Indicator], *, title: str
) -> None:
    """One column a unit, one row an indicator with its measure; areas of work merged down the side; cumulative."""
    width = 4 + len(members)
    pen.title(1, title, width)
    pen.line(2, "制表：云溪县总工会办公室", width)
    for column, text in enumerate(("工作领域", "序号", "指标名称", "计量单位"), 1):
        pen.head(3, column, text)
    for column, member in enumerate(members, 5):
        pen.head(3, column, member.short_name)
    row = 4
    for area, together in groupby(indicators, key=lambda indicator: indicator.area):
        group = list(together)
        pen.words(row, 1, area, rows=len(group))
        for indicator in group:
            _row(pen, story, period, members, indicator, row)
            row += 1
    silent = [member.unit.name for member in members if (member.code, period.year, period.quarter) in SILENT]
    note = f"注：截至制表日，{'、'.join(silent)}未报送。" if silent else "注：各系统工会数据含所属直属单位工会。"
    pen.line(row, note, width)
    pen.widths(13, 6, 22, 9, others=11, columns=width)
    pen.sheet.freeze_panes = "E4"


def _row(pen: Pen, story: Story, period: Period, members: Sequence[Member], indicator: Indicator, row: int) -> None:
    pen.words(row, 2, row - 3)
    pen.words(row, 3, indicator.name_zh)
    pen.words(row, 4, measure_of(indicator, in_wan=True))
    part = so_far(indicator)
    for column, member in enumerate(members, 5):
        value = story.said(member.code, indicator.code, period, part)
        blank = blank_for(member.code, indicator.code, period)
        pen.figure(row, column, member.code, indicator, span_of(period, part), value, in_wan=True, blank=blank)
