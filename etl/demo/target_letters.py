"""The letters by which the county hands out the year's targets, and revises some in spring."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from etl.demo.county import MEMBERS, ROOT, Member, members
from etl.demo.figures import PROJECT, YEARS
from etl.demo.filing import CHINA, COUNTY_OFFICE, Draw, Filing
from etl.demo.story import Story
from etl.demo.tables.targets import one_row_a_target, targets_across, targets_by_unit
from guoban.catalogue.model import Indicator, Unit

REVISED = {("T12", "ORG-06"): 0.75, ("T12", "COL-01"): 0.8, ("S01", "AID-06"): 1.1, ("P01", "ORG-01"): 1.2}
"""Targets of 2026 that are eased or raised in April, and to what share of the first version."""


def target_letters(story: Story) -> Iterator[Filing]:
    """Four workbooks a year in January, and the revision of 2026."""
    for year in YEARS:
        when = datetime(year, 1, 20, 10, 0, tzinfo=CHINA)
        name = f"云溪县{year}年度工会工作目标任务"
        letters = (
            ("乡镇街道年度目标", _by_unit(story, year, members("T"), f"{name}分解表（乡镇街道）")),
            ("县直系统年度目标", _across(story, year, members("S"), f"{name}分解表（县直系统）")),
            ("企业园区机关年度目标", _listed(year, _of_others(story, year), f"{name}（企业、园区、机关和重点项目）")),
            ("县总工会年度目标", _listed(year, _of(story, ROOT, year), f"{name}（县级）")),
        )
        for number, (file, draw) in enumerate(letters):
            path = f"{year}/年度目标/{file}.xlsx"
            yield Filing(path, when + timedelta(minutes=6 * number), COUNTY_OFFICE, (("年度目标", draw),))
    year = YEARS[-1]
    draw = _listed(year, list(_revised(story, year)), f"云溪县{year}年度工会工作目标任务调整表")
    when = datetime(year, 4, 28, 15, 20, tzinfo=CHINA)
    yield Filing(f"{year}/年度目标/年度目标调整.xlsx", when, COUNTY_OFFICE, (("年度目标", draw),))


def _by_unit(story: Story, year: int, who: tuple[Member, ...], title: str) -> Draw:
    indicators = _with_target(story, year, who)
    return lambda pen: targets_by_unit(pen, story.figures, year, who, indicators, title=title)


def _across(story: Story, year: int, who: tuple[Member, ...], title: str) -> Draw:
    indicators = _with_target(story, year, who)
    return lambda pen: targets_across(pen, story.figures, year, who, indicators, title=title)


def _listed(year: int, rows: list[tuple[Unit, Indicator, float]], title: str) -> Draw:
    return lambda pen: one_row_a_target(pen, year, rows, title=title)


def _with_target(story: Story, year: int, who: tuple[Member, ...]) -> tuple[Indicator, ...]:
    """Indicators of which any of these units has a target; key projects are listed elsewhere."""
    units = {member.code for member in who}
    codes = {code for unit, code, of_year in story.figures.targets if unit in units and of_year == year} - {PROJECT}
    return tuple(indicator for code, indicator in story.catalogue.indicators.items() if code in codes)


def _of(story: Story, unit: Unit, year: int) -> list[tuple[Unit, Indicator, float]]:
    """Every target of one unit in one year, in the catalogue's order."""
    targets = story.figures.targets
    return [
        (unit, indicator, targets[unit.code, code, year])
        for code, indicator in story.catalogue.indicators.items()
        if (unit.code, code, year) in targets
    ]


def _of_others(story: Story, year: int) -> list[tuple[Unit, Indicator, float]]:
    """All targets of enterprises, park and offices; of townships and systems the key projects."""
    rows: list[tuple[Unit, Indicator, float]] = []
    for member in MEMBERS:
        own = _of(story, member.unit, year)
        rows += own if member.branch in "EPJ" else [row for row in own if row[1].code == PROJECT]
    return rows


def _revised(story: Story, year: int) -> Iterator[tuple[Unit, Indicator, float]]:
    for (unit, code), share in REVISED.items():
        (member,) = members(unit)
        target = story.figures.targets[unit, code, year]
        yield member.unit, story.catalogue.indicators[code], float(round(target * share))
