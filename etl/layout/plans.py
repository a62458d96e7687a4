"""What to do with the figures where a row and a column of a table cross."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum

from etl.layout.context import Context
from etl.layout.head import Head
from etl.layout.measures import Dimension, dimension, fits, split_factor
from etl.layout.words import Period, Role
from etl.spans import SpanMention, find_spans
from guoban.calendar import Span, quarter_of, quarter_span
from guoban.catalogue.model import Catalogue, Indicator, Kind


class Purpose(Enum):
    """What a figure becomes."""

    OBSERVATION = "observation"
    TARGET = "target"
    COMPARISON = "comparison"  # last year's, growth: not loaded
    COMPUTED = "computed"  # a rate of progress: not loaded
    TOTAL = "total"  # a total over columns: not loaded, checked
    PART = "part"  # a target for less than a year, or 其中 of something unknown: not loaded
    LEFT_OUT = "left_out"  # somebody said so
    NO_INDICATOR = "no_indicator"
    UNKNOWN_COLUMN = "unknown_column"  # the head says something, and nobody knows what
    NO_SPAN = "no_span"
    WRONG_MEASURE = "wrong_measure"

    @property
    def is_loaded(self) -> bool:
        """Whether figures of this purpose go into the store."""
        return self in (Purpose.OBSERVATION, Purpose.TARGET)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the figures of one sort of row and one sort of column are read.

    factor: how many of the base measure one of the sheet's is (10,000 for 万元). percent: the head says %, so a plain
    number may be per cent. cumulative: the head says 累计; it counts where a figure for the same span does not agree.
    """

    purpose: Purpose
    indicator: str | None = None
    span: Span | None = None
    year: int | None = None
    factor: float = 1.0
    percent: bool = False
    share: bool = False
    milestone: bool = False
    cumulative: bool = False
    measure: str | None = None

    def __hash__(self) -> int:
        return hash((self.indicator, self.span, self.factor))  # tells nearly all apart, in a third of the time


def plan(row: Head, column: Head, context: Context, catalogue: Catalogue, today: date) -> Plan:
    """Cross a row and a column: what they do not say, the context says."""
    purpose = _purpose(row, column, context)
    if purpose is Purpose.LEFT_OUT or row.left_out or column.left_out:
        return Plan(Purpose.LEFT_OUT)
    if (row.indicator and column.unknown and not column.total) or (column.indicator and row.unknown):
        return Plan(Purpose.PART if column.of_which or row.of_which else Purpose.UNKNOWN_COLUMN)
    code = column.indicator or row.indicator
    if code is None and not column.unknown and not row.unknown:
        code = context.indicator
    if code is None and purpose in (Purpose.TOTAL, Purpose.COMPARISON, Purpose.COMPUTED) and not column.unknown:
        return Plan(purpose)  # 建功立业·小计, 比去年同期增减: whatever of, they are not read
    if code is None:
        return Plan(Purpose.PART if column.of_which or row.of_which else Purpose.NO_INDICATOR)
    indicator = catalogue.indicators[code]
    measure = _measure(row, column, context, indicator)
    if measure is not None and not fits(measure, indicator) and purpose.is_loaded:
        return Plan(Purpose.WRONG_MEASURE, code, measure=measure)
    factor = split_factor(measure)[1] if measure is not None and indicator.kind is not Kind.RATIO else 1.0
    said = _span_of(row, column, context, today)
    year = column.year or row.year or context.year
    if (said is None and purpose is Purpose.OBSERVATION) or (year is None and purpose is Purpose.TARGET):
        return Plan(Purpose.NO_SPAN, code)
    if purpose is Purpose.TARGET and _names_part_of_year(row, column):
        purpose = Purpose.PART
    if purpose is Purpose.OBSERVATION and said is not None and _is_last_year(row, column, context):
        purpose = Purpose.COMPARISON
    return Plan(
        purpose=purpose,
        indicator=code,
        span=said,
        year=year,
        factor=factor,
        percent=measure is not None and dimension(measure) is Dimension.SHARE,
        share=indicator.kind is Kind.RATIO,
        milestone=indicator.kind is Kind.MILESTONE,
        cumulative=Period.CUMULATIVE in (row.period, column.period),
        measure=measure,
    )


def _purpose(row: Head, column: Head, context: Context) -> Purpose:
    roles = {head.role for head in (row, column) if head.role is not None}
    if column.total:
        return Purpose.TOTAL
    if Role.COMPARISON in roles or context.comparison:
        return Purpose.COMPARISON
    if Role.RATE in roles:
        return Purpose.COMPUTED
    if Role.TARGET in roles:
        return Purpose.TARGET
    says_done = Role.VALUE in roles or row.period is not None or column.period is not None
    return Purpose.TARGET if context.targets and not says_done else Purpose.OBSERVATION


def _measure(row: Head, column: Head, context: Context, indicator: Indicator) -> str | None:
    """The measure of the column, else of the row, else of a note that fits the indicator (domain: 单位:万元)."""
    said = column.measure or row.measure
    if said is not None:
        return said
    return next((measure for measure in context.measures if _note_applies(measure, indicator)), None)


def _note_applies(measure: str, indicator: Indicator) -> bool:
    """A note of several measures means each for the indicators counted in it; 万元 never scales a count of people."""
    base, _factor = split_factor(measure)
    if indicator.kind is Kind.MONEY:
        return base == "元"
    return base == split_factor(indicator.measure)[0] and indicator.kind is not Kind.MILESTONE


def _span_of(row: Head, column: Head, context: Context, today: date) -> Span | None:
    """The days a figure covers: what column or row name, put into the span of the table where they only point at it.

    A year alone is a span only once it is over; before that nobody knows how far its figures reach.
    """
    year = column.year or row.year or context.year
    named = [mention for head in (column, row) if (mention := _named_span(head, year)) is not None]
    period = column.period or row.period
    around = next((mention for mention in named if mention.kind != "year"), None) or context.span
    if period is Period.CUMULATIVE and context.reach is not None and (around is None or around.kind == "year"):
        return context.reach
    if around is None:
        around = next(iter(named), None)
    if around is None:
        return None
    span = around.span
    if named and around is context.span:
        span = shifted(span, named[0].span.last_day.year - span.last_day.year)
    if around.kind == "year" and (span.last_day > today or period in (Period.QUARTER, Period.MONTH)):
        return None
    return _period_in(period, span)


def _named_span(head: Head, year: int | None) -> SpanMention | None:
    """The span a head names, in its own year or the given one; None when it names none or no year is known."""
    if head.span is None:
        return None
    if head.span.names_year:
        return head.span
    wanted = head.year or year
    if wanted is None:
        return None
    found = find_spans(head.span.text, wanted)
    return found[0] if found else None


def shifted(span: Span, years: int) -> Span:
    """`span` some years later or earlier; the last day of a month stays the last."""

    def move(day: date) -> date:
        year, ends_month = day.year + years, day.day == monthrange(day.year, day.month)[1]
        last = monthrange(year, day.month)[1]
        return date(year, day.month, last if ends_month else min(day.day, last))

    return Span(move(span.first_day), move(span.last_day)) if years else span


def _period_in(period: Period | None, span: Span) -> Span:
    """本季, 本月, 累计 as days, seen from the span of the table."""
    last = span.last_day
    if period is Period.CUMULATIVE:
        return Span(date(last.year, 1, 1), last)
    if period is Period.QUARTER:
        quarter = quarter_span(last.year, quarter_of(last))
        return Span(quarter.first_day, last)
    if period is Period.MONTH:
        return Span(date(last.year, last.month, 1), last)
    return span


def _names_part_of_year(row: Head, column: Head) -> bool:
    """Whether a target is for less than a year: 本季目标, 上半年计划. 年度目标 beside the row of a quarter is not."""
    heads = [head for head in (row, column) if head.role is Role.TARGET] or [column]
    if any(head.annual for head in heads):
        return False
    pointing = any(head.period in (Period.QUARTER, Period.MONTH) for head in heads)
    return pointing or any(head.span is not None and head.span.kind != "year" for head in heads)


def _is_last_year(row: Head, column: Head, context: Context) -> bool:
    """A head names the year before that of the title, or the one that this year's figures are compared with.

    2025年 beside 2026年 is a comparison, not a report; a row of a list says its year for itself.
    """
    named = column.year or row.year
    if named is None:
        return False
    if named == context.compared_year:
        return True
    return bool(context.title_years) and named == min(context.title_years) - 1 and row.year is None
