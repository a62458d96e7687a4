"""A workbook on its way to the county's office: where it lies, what is asked in it, when it was loaded by whom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from itertools import groupby

from etl.demo.county import Member
from etl.demo.dice import die_of
from etl.demo.duties import FLOWS, LEVELS
from etl.demo.figures import PROJECT
from etl.demo.pen import Pen
from etl.demo.period import Period
from etl.demo.story import Story
from guoban.catalogue.model import Indicator

CHINA = timezone(timedelta(hours=8))
COUNTY_OFFICE = "县总办公室"

Draw = Callable[[Pen], None]
"""Draws one sheet."""


@dataclass(frozen=True)
class Filing:
    """One workbook. path: inside the folder of workbooks. sheets: names and what draws them."""

    path: str
    loaded_at: datetime
    by: str
    sheets: tuple[tuple[str, Draw], ...]


def asked(story: Story, who: Iterable[Member], year: int) -> tuple[Indicator, ...]:
    """What these units have to report in `year`, in the catalogue's order."""
    units = [member.code for member in who]
    codes = [duty.code for duty in (*LEVELS, *FLOWS)] + [PROJECT]
    wanted = {code for code in codes if any(story.figures.reports(unit, code, year) for unit in units)}
    return tuple(indicator for code, indicator in story.catalogue.indicators.items() if code in wanted)


def by_area(indicators: Sequence[Indicator]) -> Iterator[tuple[str, tuple[Indicator, ...]]]:
    """Indicators of one area of work at a time."""
    for area, together in groupby(indicators, key=lambda indicator: indicator.area):
        yield area, tuple(together)


def loaded_after(period: Period, path: str, *, days_late: int = 0) -> datetime:
    """A working hour in the days after the quarter in which reports are due."""
    throw = die_of(path, "loaded")
    day = period.end + timedelta(days=3 + int(throw() * 6) + days_late)
    return datetime.combine(day, time(9 + int(throw() * 8), int(throw() * 60)), CHINA)
