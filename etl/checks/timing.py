"""Which days figures are for: nothing says so, several texts disagree, or the days have not come yet."""

from collections.abc import Iterator
from datetime import date

from etl.checks.rules import finding
from etl.checks.wording import joined
from etl.layout.block import Block
from etl.layout.context import Context
from etl.layout.head import Head
from etl.layout.plans import Purpose, shifted
from etl.model import Finding
from guoban.calendar import Span, previous_quarter_end, quarter_of, year_to_quarter
from guoban.text import _

_EARLY_DAYS = 31
"""A report may be written this many days before its span ends."""


def check_spans(block: Block, today: date) -> Iterator[Finding]:
    """Questions about the span of one table; while they are open nothing of the table is loaded."""
    context, sheet = block.table.context, block.table.grid.sheet.name
    plans = block.figure_plans
    spans = sorted({plan.span for plan in plans if plan.purpose is Purpose.OBSERVATION and plan.span is not None})
    years = dict.fromkeys(year for _source, year in context.years)
    if any(plan.purpose is Purpose.NO_SPAN for plan in plans):
        if len({mention.span for mention in context.spans}) > 1:
            named = tuple(dict.fromkeys(mention.span for mention in context.spans))
            yield finding(
                "several-spans",
                sheet=sheet,
                choices=tuple(map(str, named)),
                spans=joined([str(span) for span in named]),
            )
        else:
            yield finding("no-span", sheet=sheet, choices=likely_spans(today, context))
    elif is_disputed(block):
        choices = [shifted(span, year - span.last_day.year) for year in years for span in spans[-1:]]
        said = joined([_("{place} {year}").format(place=_place(source), year=year) for source, year in context.years])
        yield finding("year-mismatch", sheet=sheet, choices=tuple(map(str, choices)), years=said)
    elif spans and is_to_come(spans[-1], today):
        last = spans[-1]
        likely = [shifted(last, year - last.last_day.year) for year in (today.year, today.year - 1)]
        past = tuple(str(span) for span in likely if not is_to_come(span, today))
        yield finding("future-span", sheet=sheet, choices=past, span=str(last))


def is_disputed(block: Block) -> bool:
    """Whether title, sheet and file name name different years, and the heads of the table do not settle it."""
    context = block.table.context
    if len({year for _source, year in context.years}) < 2:
        return False
    heads = [column.head for column in block.table.figure_columns] + list(block.table.rows.heads)
    return not all(plan.span is None or _says_year(heads, plan.span) for plan in block.plans)


def _says_year(heads: list[Head], span: Span) -> bool:
    return any(head.year == span.last_day.year for head in heads)


def is_to_come(span: Span, today: date) -> bool:
    """Whether a span ends too far ahead for anybody to report on it."""
    return span.first_day > today or (span.last_day - today).days > _EARLY_DAYS


def likely_spans(today: date, context: Context) -> tuple[str, ...]:
    """Answers to offer, likeliest first: the year up to the last quarter's end, that quarter alone, the one before."""
    year = context.year
    end = previous_quarter_end(today) if year is None or year == today.year else date(year, 12, 31)
    if year is not None and end.year != year:
        end = previous_quarter_end(date(year, 12, 31)) if year > today.year else end
    quarter = quarter_of(end)
    cumulative = year_to_quarter(end.year, quarter)
    before = previous_quarter_end(date(end.year, end.month, 1))
    likely = [cumulative, Span(date(end.year, end.month - 2, 1), end), year_to_quarter(before.year, quarter_of(before))]
    return tuple(str(span) for span in dict.fromkeys(likely))


def _place(source: str) -> str:
    return {
        "title": _("title"),
        "heading": _("title"),
        "sheet": _("name of the sheet"),
        "file": _("file name"),
        "answer": _("answer"),
    }.get(source, source)
