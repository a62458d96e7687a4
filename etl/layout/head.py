"""What a path of words over a column, or beside a row, says."""

from dataclasses import dataclass

from etl.layout.words import Period, Role
from etl.spans import SpanMention


@dataclass(frozen=True, slots=True)
class Head:
    """What a path says.

    span, year: as named in the path; a span without a year takes `year`, else the table's.
    annual: a target for the whole year, by its own words.
    unknown: words that name something the catalogue does not have ("" = everything was understood).
    qualifiers: words above the name that were not understood, such as 非公企业 over 新建工会; harmless unless two
    columns differ in nothing else.
    """

    label: str = ""
    unit: str | None = None
    indicator: str | None = None
    role: Role | None = None
    period: Period | None = None
    span: SpanMention | None = None
    year: int | None = None
    annual: bool = False
    measure: str | None = None
    total: bool = False
    of_which: bool = False
    ambiguous: bool = False
    left_out: bool = False
    unknown: str = ""
    qualifiers: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it names a unit or an indicator."""
        return self.unit is not None or self.indicator is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is no word at all."""
        return not self.label


EMPTY = Head()
