"""A blank workbook: which units, which indicators, which days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO

from openpyxl import Workbook

from etl.template.form import draw_form
from etl.template.guide import draw_guide
from etl.template.wide import draw_wide
from guoban.calendar import Span, quarter_end
from guoban.catalogue.model import Indicator, Unit


class Layout(StrEnum):
    """wide: units down, indicators across, a sheet for each area of work. form: a sheet for each unit."""

    WIDE = "wide"
    FORM = "form"


@dataclass(frozen=True)
class Blank:
    """What a blank workbook asks for.

    organisation: who sends it out, for the titles. quarter: None asks for the annual targets instead of figures.
    asked: unit code → the indicators it is asked for, in the catalogue's order.
    remarks: (unit code, indicator code) → a sentence for the comment of that cell, such as the last figure.
    """

    organisation: str
    year: int
    quarter: int | None
    units: Sequence[Unit]
    asked: Mapping[str, Sequence[Indicator]]
    remarks: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def for_targets(self) -> bool:
        """Whether it asks for annual targets."""
        return self.quarter is None

    @property
    def span(self) -> Span | None:
        """The days a filled-in figure covers; None for targets."""
        if self.quarter is None:
            return None
        end = quarter_end(self.year, self.quarter)
        return Span(end.replace(month=1, day=1), end)

    @property
    def title(self) -> str:
        """某县总工会2026年1—6月工会工作统计表, or …2026年度目标任务表: the importer reads span and purpose there."""
        if self.span is None:
            return f"{self.organisation}{self.year}年度目标任务表"
        return f"{self.organisation}{self.year}年1—{self.span.last_day.month}月工会工作统计表"


def blank_workbook(blank: Blank, layout: Layout) -> bytes:
    """The workbook, ready to be sent out: heads protected, cells to fill in open, with a page of guidance."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = blank.organisation
    workbook.properties.title = blank.title
    (draw_wide if layout is Layout.WIDE else draw_form)(workbook, blank)
    draw_guide(workbook, blank)
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()
