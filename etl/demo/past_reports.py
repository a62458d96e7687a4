"""The reports of 2024 and 2025: three workbooks a quarter, drawn up by the county's office."""

from collections.abc import Iterator

from etl.demo.county import ROOT, Member, members
from etl.demo.figures import RANK
from etl.demo.filing import COUNTY_OFFICE, Draw, Filing, asked, by_area, loaded_after
from etl.demo.period import Period
from etl.demo.story import Story
from etl.demo.tables.long import one_row_a_figure
from etl.demo.tables.transposed import units_across_table
from etl.demo.tables.wide import cumulative_table, quarter_and_total_table
from guoban.catalogue.model import Indicator

LATE = {(2024, 3): 9, (2025, 2): 6}
"""Quarters in which the system unions' table was late, and by how many days."""

PERCENT_INDICATOR = "ORG-05"
"""The rate that system unions give beside its two parts, or instead of them."""


def past_reports(story: Story, period: Period) -> Iterator[Filing]:
    """The three workbooks of a quarter that is long past."""
    folder = f"{period.year}/{period.as_quarter}"
    sheets = _areas(story, period) if period.year == 2024 else _one_sheet(story, period)
    yield office_filing(f"{folder}/乡镇街道.xlsx", period, sheets)
    days_late = LATE.get((period.year, period.quarter), 0)
    yield office_filing(f"{folder}/县直系统.xlsx", period, systems_sheet(story, period), days_late=days_late)
    yield office_filing(f"{folder}/企业园区机关.xlsx", period, list_sheet(story, period, members("E", "P", "J")))


def office_filing(path: str, period: Period, sheets: tuple[tuple[str, Draw], ...], *, days_late: int = 0) -> Filing:
    """A workbook that the county's office drew up itself."""
    return Filing(path, loaded_after(period, path, days_late=days_late), COUNTY_OFFICE, sheets)


def systems_sheet(story: Story, period: Period) -> tuple[tuple[str, Draw], ...]:
    """The system unions side by side, with their formation rate as a row of its own."""
    who = members("S")
    wanted = {indicator.code for indicator in asked(story, who, period.year)} | {PERCENT_INDICATOR}
    indicators = [indicator for code, indicator in story.catalogue.indicators.items() if code in wanted]
    title = f"云溪县{period.as_months}县直系统工会工作进展情况表"
    return (("系统工会", lambda pen: units_across_table(pen, story, period, who, indicators, title=title)),)


def list_sheet(story: Story, period: Period, who: tuple[Member, ...]) -> tuple[tuple[str, Draw], ...]:
    """One row a figure, the county's own place in the superior appraisal among them."""
    title = f"云溪县{period.as_months}工会工作指标明细"
    rows = [(member.unit, asked(story, (member,), period.year)) for member in who]
    rows.append((ROOT, (story.catalogue.indicators[RANK],)))
    return (("明细", lambda pen: one_row_a_figure(pen, story, period, rows, title=title)),)


def _areas(story: Story, period: Period) -> tuple[tuple[str, Draw], ...]:
    """2024: a sheet for each area of work, 本季 and 累计 side by side."""
    return area_sheets(story, period, members("T"), f"云溪县{period.as_quarter}乡镇（街道）工会工作统计表")


def area_sheets(
    story: Story, period: Period, who: tuple[Member, ...], title: str, areas: tuple[str, ...] | None = None
) -> tuple[tuple[str, Draw], ...]:
    """A sheet for each area of work, or for those of `areas`."""

    def drawing(area: str, indicators: tuple[Indicator, ...]) -> Draw:
        return lambda pen: quarter_and_total_table(pen, story, period, who, indicators, title=f"{title}（{area}）")

    groups = by_area(asked(story, who, period.year))
    return tuple((area, drawing(area, group)) for area, group in groups if areas is None or area in areas)


def _one_sheet(story: Story, period: Period) -> tuple[tuple[str, Draw], ...]:
    """2025: everything on one sheet, areas of work merged above their indicators."""
    who = members("T")
    indicators = asked(story, who, period.year)
    title = f"云溪县{period.as_months}乡镇（街道）工会工作情况汇总表"
    return (("汇总表", lambda pen: cumulative_table(pen, story, period, who, indicators, title=title)),)
