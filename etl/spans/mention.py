"""What a text says of the days its figures cover."""

from dataclasses import dataclass
from typing import Literal

from guoban.calendar import Span

SpanKind = Literal["cumulative", "quarter", "month", "year", "range", "as_of", "day"]


@dataclass(frozen=True, slots=True)
class SpanMention:
    """One span as a text names it.

    text: the words, with full-width characters made narrow.
    kind: "cumulative" from 1 January over more than its own month or quarter (上半年, 1-8月, 前三季度); "quarter",
      "month", "year" for such a period alone; "range" for other days; "as_of" for a day up to which figures are counted
      (截至5月底: from 1 January to it); "day" for a bare date, which may as well be that of a signature.
    names_year: the text says the year; otherwise it is the one the caller supposed.
    """

    span: Span
    text: str
    kind: SpanKind
    names_year: bool
