"""How a sheet was understood, in one line."""

from datetime import date

from etl.layout.address import column_letters
from etl.layout.block import Block
from etl.layout.grid import Grid
from etl.layout.plans import Purpose
from etl.layout.tables import Table
from etl.layout.words import Role
from etl.model import SheetReading
from guoban.text import _, ngettext


def layout_of(block: Block) -> str:
    """The name of a block's layout, by what names its units and indicators (contract.md)."""
    table = block.table
    loaded = {plan.purpose for plan in block.plans if plan.purpose.is_loaded}
    if loaded == {Purpose.TARGET}:
        return "targets"
    unit_down = table.column_of(Role.UNIT) is not None
    if unit_down:
        return "long" if table.column_of(Role.INDICATOR) is not None else "wide"
    across = any(column.head.unit for column in table.figure_columns)
    return "transposed" if across else "form"


def explain(sheet: str, blocks: tuple[Block, ...]) -> SheetReading:
    """The reading of a sheet with tables: that of the first, and how many more there are."""
    block = max(blocks, key=lambda block: block.values.size)
    span = _span_of(block)
    why = _why(block)
    if len(blocks) > 1:
        more = ngettext("and one more table", "and {count} more tables", len(blocks) - 1).format(count=len(blocks) - 1)
        why = _("{why}; {more}").format(why=why, more=more)
    return SheetReading(sheet, layout_of(block), block.table.header_rows, span, why)


def explain_ignored_table() -> str:
    """Why a table of units without a known indicator was left alone."""
    return _("Units were recognised, but no indicator of the catalogue.")


def explain_ignored(grid: Grid, tables: list[Table]) -> str:
    """Why a sheet was left alone."""
    if not grid.height:
        return _("The sheet is empty.")
    if not grid.numbers.any():
        return _("There are no figures on the sheet.")
    if any(table.unit_names for table in tables):
        return explain_ignored_table()
    if any(table.indicator_names for table in tables):
        return _("Indicators were recognised, but no figures beside them.")
    return _("Neither a unit nor an indicator of the catalogue was recognised.")


def _span_of(block: Block) -> tuple[date, date] | None:
    spans = [plan.span for plan in block.plans if plan.purpose is Purpose.OBSERVATION and plan.span is not None]
    if not spans:
        spans = [plan.span for plan in block.plans if plan.span is not None]
    if not spans:
        return None
    return min(span.first_day for span in spans), max(span.last_day for span in spans)


def _why(block: Block) -> str:
    table = block.table
    parts = [_head_words(table)]
    indicators = table.indicator_names
    across = any(column.head.indicator for column in table.figure_columns)
    column = table.column_of(Role.INDICATOR)
    if across or column is None:
        parts.append(
            ngettext("one indicator recognised", "{count} indicators recognised", indicators).format(count=indicators)
        )
    else:
        words = ngettext("column {column} names one indicator", "column {column} names {count} indicators", indicators)
        parts.append(words.format(column=column_letters(column.place), count=indicators))
    parts.append(_unit_words(table))
    return _("; ").join(parts)


def _head_words(table: Table) -> str:
    rows = table.header_rows
    if not rows:
        return _("No head rows")
    if len(rows) == 1:
        return _("Row {row} is the head").format(row=rows[0])
    return _("Rows {first}-{last} are the head").format(first=rows[0], last=rows[-1])


def _unit_words(table: Table) -> str:
    column, count = table.column_of(Role.UNIT), table.unit_names
    if column is not None:
        words = ngettext("column {column} names one unit", "column {column} names {count} units", count)
        return words.format(column=column_letters(column.place), count=count)
    if count:
        return ngettext("one unit across", "{count} units across", count).format(count=count)
    unit = table.context.unit
    if unit is None:
        return _("no unit named")
    name = table.grid.vocabulary.catalogue.units[unit].name
    return _("the whole table is about {unit}").format(unit=name)
