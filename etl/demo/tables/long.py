"""One row a figure: how the enterprises, the park and the offices are exported from another system."""

from collections.abc import Sequence

from etl.demo.pen import Pen, measure_of
from etl.demo.period import Period
from etl.demo.story import Story, blank_for, so_far, span_of
from guoban.catalogue.model import Indicator, Unit


def one_row_a_figure(
    pen: Pen, story: Story, period: Period, asked: Sequence[tuple[Unit, Sequence[Indicator]]], *, title: str
) -> None:
    """序号, unit, indicator, measure, figure; the year to date, money in 元."""
    pen.title(1, title, 6)
    for column, text in enumerate(("序号", "单位名称", "指标名称", "计量单位", "数值", "备注"), 1):
        pen.head(2, column, text)
    row = 3
    for unit, indicators in asked:
        for indicator in indicators:
            pen.words(row, 1, row - 2)
            pen.words(row, 2, unit.name)
            pen.words(row, 3, indicator.name_zh)
            pen.words(row, 4, measure_of(indicator, in_wan=False))
            part = so_far(indicator)
            value = story.said(unit.code, indicator.code, period, part)
            blank = blank_for(unit.code, indicator.code, period)
            pen.figure(row, 5, unit.code, indicator, span_of(period, part), value, blank=blank)
            pen.words(row, 6, None)
            row += 1
    pen.widths(6, 22, 22, 9, 14, 14, others=10, columns=6)
    pen.sheet.freeze_panes = "A3"
