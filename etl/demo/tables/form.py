"""One unit alone, indicators down, its target, the quarter and the year to date side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.demo.county import Member
from etl.demo.pen import Pen, measure_of
from etl.demo.period import Period
from etl.demo.story import ADDS_UP, Part, Story, blank_for, so_far, span_of
from guoban.calendar import Span, year_to_quarter
from guoban.catalogue.model import Indicator


@dataclass(frozen=True, slots=True)
class Manner:
    """How one unit fills in its form: whether it repeats the targets, and whether it counts money in 万元."""

    with_targets: bool = False
    in_wan: bool = False
    signed: str = ""


def unit_form(
    pen: Pen, story: Story, period: Period, member: Member, indicators: Sequence[Indicator], manner: Manner
) -> None:
    """The quarterly form as a unit sends it in, with heading, signatures and date."""
    heads = ["工作领域", "序号", "指标名称", "计量单位"]
    heads += ["年度目标"] if manner.with_targets else []
    heads += ["本季完成", "累计完成", "备注"]
    pen.title(1, f"云溪县工会工作季报表（{period.as_quarter}）", len(heads))
    pen.line(2, f"填报单位：{member.unit.name}", len(heads))
    for column, text in enumerate(heads, 1):
        pen.head(4, column, text)
    row = 5
    for area, together in groupby(indicators, key=lambda indicator: indicator.area):
        group = list(together)
        pen.words(row, 1, area, rows=len(group))
        for indicator in group:
            _row(pen, story, period, member, indicator, manner, row)
            row += 1
    pen.line(row, "填报说明：累计完成为1月1日至报告期末数，存量指标填期末数；没有发生的填“0”。", len(heads))
    pen.line(row + 1, f"单位负责人（签字）：            填表人：{manner.signed}", len(heads))
    pen.widths(13, 6, 22, 9, others=12, columns=len(heads))
    pen.sheet.freeze_panes = "A5"


def _row(
    pen: Pen, story: Story, period: Period, member: Member, indicator: Indicator, manner: Manner, row: int
) -> None:
    pen.words(row, 2, row - 4)
    pen.words(row, 3, indicator.name_zh)
    pen.words(row, 4, measure_of(indicator, in_wan=manner.in_wan))
    column = 5
    if manner.with_targets:
        target = story.figures.targets.get((member.code, indicator.code, period.year))
        year = year_to_quarter(period.year, 4)
        pen.figure(row, column, member.code, indicator, year, target, in_wan=manner.in_wan, blank="—", is_target=True)
        column += 1
    blank = blank_for(member.code, indicator.code, period)
    if indicator.kind in ADDS_UP:
        quarter = story.said(member.code, indicator.code, period, Part.QUARTER)
        pen.figure(row, column, member.code, indicator, period.span, quarter, in_wan=manner.in_wan, blank=blank)
    else:
        pen.words(row, column, "—")
    part = so_far(indicator)
    value = story.said(member.code, indicator.code, period, part)
    span = span_of(period, part)
    pen.figure(row, column + 1, member.code, indicator, span, value, in_wan=manner.in_wan, blank=blank)
    pen.words(row, column + 2, None)


def months_form(
    pen: Pen, values: Sequence[tuple[Indicator, float | None]], member: Member, span: Span, *, title: str
) -> None:
    """A short form of one column for a span of months, as a unit that reports by the month sends it."""
    pen.title(1, title, 4)
    pen.line(2, f"填报单位：{member.unit.name}", 4)
    for column, text in enumerate(("序号", "指标名称", "计量单位", "完成数"), 1):
        pen.head(3, column, text)
    for number, (indicator, value) in enumerate(values, 1):
        row = 3 + number
        pen.words(row, 1, number)
        pen.words(row, 2, indicator.name_zh)
        pen.words(row, 3, indicator.measure)
        pen.figure(row, 4, member.code, indicator, span, value, blank="—")
    pen.line(4 + len(values), "填表人：何佩瑶", 4)
    pen.widths(6, 22, 9, others=12, columns=4)
