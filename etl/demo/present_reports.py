"""The reports of 2026: many units send a form of their own, the rest still come in the office's tables."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from etl.demo.county import Member, members
from etl.demo.filing import CHINA, Draw, Filing, asked, loaded_after
from etl.demo.past_reports import area_sheets, list_sheet, office_filing, systems_sheet
from etl.demo.pen import Pen
from etl.demo.period import Period
from etl.demo.story import ADDS_UP, CORRECTED, Part, Story
from etl.demo.tables.form import Manner, months_form, unit_form
from guoban.calendar import Span
from guoban.catalogue.model import Indicator

MANNERS = {
    "T01": Manner(with_targets=True, in_wan=True, signed="方启航"),
    "T02": Manner(with_targets=True, signed="苏念慈"),
    "T03": Manner(in_wan=True, signed="韩立春"),
    "T04": Manner(signed="葛书瑶"),
    "T05": Manner(with_targets=True, signed="梁知夏"),
    "T06": Manner(in_wan=True, signed="姚景行"),
    "T07": Manner(signed="秦晓岚"),
    "T08": Manner(signed="何佩瑶"),
    "P01": Manner(with_targets=True, in_wan=True, signed="邵长河"),
    "J01": Manner(signed="温若谷"),
}
"""The units that send a form of their own, and how each fills it in."""

BY_THE_MONTH = "T08"
"""Reports the second quarter in two parts: January to May, then June alone."""

DAYS_LATE = {("T04", 2026, 1): 11, ("T07", 2026, 2): 8, ("P01", 2026, 2): 5}
CORRECTED_AFTER_DAYS = 20
TABLES_LATE = {(2026, 1, "职工服务"): 7}

TABLES = {
    "组织与协商": ("组织建设", "集体协商"),
    "职工服务": ("维权服务", "帮扶救助"),
    "其他工作": ("建功立业", "思想引领", "民主管理与安全", "工会经费", "自身建设"),
}
"""The office's tables of the townships that send no form: file → areas of work, one sheet each."""


def present_reports(story: Story, period: Period) -> Iterator[Filing]:
    """Every workbook of a quarter of 2026, corrections among them."""
    folder = f"{period.year}/{period.as_quarter}"
    for member in members(*MANNERS):
        if member.code == BY_THE_MONTH and period.quarter == 2:
            yield from _months(story, member, period, folder)
        else:
            days_late = DAYS_LATE.get((member.code, period.year, period.quarter), 0)
            yield _form(story, member, period, f"{folder}/{member.short_name}{period.as_quarter}报表.xlsx", days_late)
    together = tuple(member for member in members("T") if member.code not in MANNERS)
    for name, areas in TABLES.items():
        sheets = area_sheets(story, period, together, f"云溪县{period.as_quarter}乡镇工会工作统计表", areas)
        days_late = TABLES_LATE.get((period.year, period.quarter, name), 0)
        yield office_filing(f"{folder}/乡镇汇总_{name}.xlsx", period, sheets, days_late=days_late)
    yield office_filing(f"{folder}/县直系统.xlsx", period, systems_sheet(story, period))
    yield office_filing(f"{folder}/厂矿企业.xlsx", period, list_sheet(story, period, members("E")))
    for member in members(
        *{unit for unit, _, year, quarter in CORRECTED if (year, quarter) == (period.year, period.quarter)}
    ):
        path = f"{folder}/{member.short_name}{period.as_quarter}报表（更正）.xlsx"
        second_telling = Story(story.figures, story.catalogue, second_telling=True)
        yield _form(second_telling, member, period, path, CORRECTED_AFTER_DAYS)


def _form(story: Story, member: Member, period: Period, path: str, days_late: int) -> Filing:
    def draw(pen: Pen) -> None:
        unit_form(pen, story, period, member, asked(story, (member,), period.year), MANNERS[member.code])

    when = loaded_after(period, path, days_late=days_late)
    return Filing(path, when, member.short_name, (("季报", draw),))


def _months(story: Story, member: Member, period: Period, folder: str) -> Iterator[Filing]:
    year, end = period.year, period.end
    indicators = asked(story, (member,), year)
    spring = Span(period.to_date.first_day, end.replace(month=5, day=31))
    june = Span(end.replace(day=1), end)
    for span, name in ((spring, f"{year}年1—5月"), (june, f"{year}年6月")):
        values = [(indicator, _in_months(story, member, indicator, period, span)) for indicator in indicators]
        when = datetime.combine(span.last_day + timedelta(days=4), time(9, 40), CHINA)
        draw = _months_drawing(values, member, span, f"{member.short_name}{name}工会工作报表")
        yield Filing(f"{folder}/{member.short_name}{name}报表.xlsx", when, member.short_name, (("月报", draw),))


def _months_drawing(values: list[tuple[Indicator, float | None]], member: Member, span: Span, title: str) -> Draw:
    return lambda pen: months_form(pen, values, member, span, title=title)


def _in_months(story: Story, member: Member, indicator: Indicator, period: Period, span: Span) -> float | None:
    """What falls into January to May, or into June, of what was said for the quarter."""
    if indicator.kind not in ADDS_UP:
        return story.said(member.code, indicator.code, period, Part.LEVEL)
    quarter = story.said(member.code, indicator.code, period, Part.QUARTER)
    to_date = story.said(member.code, indicator.code, period, Part.TO_DATE)
    if quarter is None or to_date is None:
        return None
    in_june = float(round(quarter * 0.35))
    return in_june if span.first_day > period.to_date.first_day else to_date - in_june
