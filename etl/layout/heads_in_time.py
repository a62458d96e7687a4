"""What the heads of a table, of its columns and of its rows, say together about the time it covers."""

from collections.abc import Iterable
from datetime import date

from etl.layout.columns import Column
from etl.layout.head import Head
from etl.layout.words import Role
from etl.spans import find_spans
from guoban.calendar import Span


def reach(columns: tuple[Column, ...], year: int | None) -> Span | None:
    """From 1 January to the end of the last span that a filled column of figures names."""
    ends = [
        found.span.last_day
        for column in columns
        if column.is_figures and column.filled and column.head.span is not None and column.head.span.kind != "year"
        for found in find_spans(column.head.span.text, column.head.year or year)
    ]
    return Span(date(max(ends).year, 1, 1), max(ends)) if ends else None


def years_of_heads(columns: tuple[Column, ...], rows: Iterable[Head]) -> tuple[tuple[str, int], ...]:
    """The one year that heads name, where the texts around the table name none: 2026年目标 dates 上半年 beside it."""
    heads = [*(column.head for column in columns), *rows]
    years = {head.year for head in heads if head.year is not None}
    return (("head", years.pop()),) if len(years) == 1 else ()


def compared_year(columns: tuple[Column, ...], rows: Iterable[Head], *, both_years: bool) -> int | None:
    """Of two years that heads name, the one before the other, where a title or a column of growth compares them."""
    heads = [*(column.head for column in columns if column.is_figures), *rows]
    years = {head.year for head in heads if head.year is not None}
    if len(years) != 2 or max(years) - min(years) != 1:
        return None
    grows = any(head.role is Role.COMPARISON and head.year is None for head in heads)
    return min(years) if grows or both_years else None
