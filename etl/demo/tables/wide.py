"""Units down, indicators across: how the county's office draws the quarter's tables."""

from collections.abc import Sequence
from itertools import groupby

from etl.demo.county import Member
from etl.demo.pen import Pen, measure_of, shown
from etl.demo.period import Period
from etl.demo.story import ADDS_UP, TOTAL_SLIP, Part, Story, blank_for, so_far, span_of
from guoban.calendar import Span
from guoban.catalogue.model import Indicator, Kind


def quarter_and_total_table(
    pen: Pen, story: Story, period: Period, members: Sequence[Member], indicators: Sequence[Indicator], *, title: str
) -> None:
    """Two-row heads: 本季 and 累计 under each flow, one column for each level; 合计 below; money in 万元."""
    in_wan = True
    width = 3 + sum(2 if indicator.kind in ADDS_UP else 1 for indicator in indicators)
    _above(pen, title, "填报单位：云溪县总工会", width, members, period)
    for column, text in ((1, "序号"), (2, "单位")):
        pen.head(3, column, text, rows=2)
    column = 3
    columns: list[tuple[int, Indicator, Part]] = []
    for indicator in indicators:
        text = f"{indicator.name_zh}\n({measure_of(indicator, in_wan=in_wan)})"
        if indicator.kind in ADDS_UP:
            pen.head(3, column, text, columns=2)
            for part in (Part.QUARTER, Part.TO_DATE):
                pen.head(4, column, part.value)
                columns.append((column, indicator, part))
                column += 1
        else:
            pen.head(3, column, text, rows=2)
            columns.append((column, indicator, Part.LEVEL))
            column += 1
    pen.head(3, column, "备注", rows=2)
    _body(pen, story, period, members, columns, period.span, first_row=5, in_wan=in_wan)
    _below(pen, 6 + len(members), width, "注：“本季”为本季度发生数，“累计”为年初至本季度末数；存量指标填季度末数。")


def cumulative_table(
    pen: Pen, story: Story, period: Period, members: Sequence[Member], indicators: Sequence[Indicator], *, title: str
) -> None:
    """Areas of work merged over their indicators; one cumulative column each; 合计 above the units; money in 元."""
    width = 3 + len(indicators)
    _above(pen, title, "单位：家、人、人次、件、份、场次、元", width, members, period)
    pen.head(3, 1, "序号", rows=2)
    pen.head(3, 2, "单位名称", rows=2)
    column = 3
    columns: list[tuple[int, Indicator, Part]] = []
    for area, together in groupby(indicators, key=lambda indicator: indicator.area):
        group = list(together)
        pen.head(3, column, area, columns=len(group))
        for indicator in group:
            pen.head(4, column, f"{indicator.name_zh}({indicator.measure})")
            columns.append((column, indicator, so_far(indicator)))
            column += 1
    pen.head(3, column, "备注", rows=2)
    _body(pen, story, period, members, columns, period.to_date, first_row=5, in_wan=False)
    _below(
        pen,
        6 + len(members),
        width,
        "说明：本表为年初至报告期末累计数，存量指标为期末数，未发生的填“0”，未统计的填“—”。",
    )


def _above(pen: Pen, title: str, left: str, width: int, members: Sequence[Member], period: Period) -> None:
    pen.title(1, title, width)
    pen.line(2, f"{left}          填报日期：{_reported_on(period)}", width)
    pen.widths(6, 14, others=11, columns=width)
    pen.sheet.freeze_panes = "C5"


def _body(
    pen: Pen,
    story: Story,
    period: Period,
    members: Sequence[Member],
    columns: Sequence[tuple[int, Indicator, Part]],
    level_span: Span,
    *,
    first_row: int,
    in_wan: bool,
) -> None:
    """The rows and their sum. level_span: what the title says, and so the days of a level, whose head says nothing."""
    sums = dict.fromkeys((column for column, _, _ in columns), 0.0)
    for number, member in enumerate(members):
        row = first_row + number
        pen.words(row, 1, number + 1)
        pen.words(row, 2, member.short_name)
        for column, indicator, part in columns:
            value = story.said(member.code, indicator.code, period, part)
            blank = blank_for(member.code, indicator.code, period)
            span = level_span if part is Part.LEVEL else span_of(period, part)
            pen.figure(row, column, member.code, indicator, span, value, in_wan=in_wan, blank=blank)
            sums[column] += value or 0
    total = first_row + len(members)
    pen.words(total, 1, None)
    pen.words(total, 2, "合计")
    for column, indicator, part in columns:
        slip = TOTAL_SLIP.get((indicator.code, period.year, period.quarter), 0) if part is Part.TO_DATE else 0
        adds_up = indicator.kind in (*ADDS_UP, Kind.STOCK)
        pen.words(total, column, shown(indicator, sums[column] + slip, in_wan=in_wan) if adds_up else "—")


def _below(pen: Pen, row: int, width: int, note: str) -> None:
    pen.line(row, note, width)
    pen.line(
        row + 1, "单位负责人：周明远        审核人：沈秀兰        填表人：陆文博        联系电话：0000-6120315", width
    )


def _reported_on(period: Period) -> str:
    year, month = (period.year + 1, 1) if period.quarter == 4 else (period.year, 3 * period.quarter + 1)
    return f"{year}年{month}月6日"
