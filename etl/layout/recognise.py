"""A sheet → the tables on it, each with what it is about and how that was told."""

from dataclasses import dataclass, replace
from datetime import date

from etl.layout.block import Block, read_block
from etl.layout.cell_states import FIGURE
from etl.layout.context import read_context
from etl.layout.grid import read_grid
from etl.layout.plans import Purpose
from etl.layout.regions import find_regions
from etl.layout.returned import is_slip
from etl.layout.roles import role_areas
from etl.layout.shares import FormatOf
from etl.layout.tables import RowSort, Table, read_table
from etl.layout.vocabulary import Vocabulary
from etl.layout.why import explain, explain_ignored, explain_ignored_table
from etl.model import Answers, Sheet, SheetReading
from guoban.text import _


@dataclass(frozen=True)
class Recognised:
    """One sheet as it was understood: its tables, or the reason why it was left alone."""

    sheet: Sheet
    blocks: tuple[Block, ...]
    reading: SheetReading
    indicators: int = 0
    """How many different indicators its tables name."""

    def ignored(self) -> "Recognised":
        """The same sheet left alone."""
        reading = replace(
            self.reading, layout="ignored", header_rows=(), span=None, why=explain_ignored_table(), areas=()
        )
        return Recognised(self.sheet, (), reading)


def recognise(
    sheet: Sheet,
    file_name: str,
    vocabulary: Vocabulary,
    today: date,
    format_of: FormatOf,
    answers: Answers | None = None,
    *,
    drawn: bool = True,
) -> Recognised:
    """Find the tables of a sheet and read them; a sheet without any is ignored, with the reason.

    drawn: whether somebody will ask what each cell was read as.
    """
    if is_slip(sheet):
        why = _("The list of findings of a return slip; it is not read.")
        return Recognised(sheet, (), SheetReading(sheet.name, "ignored", (), None, why))
    grid = read_grid(sheet, vocabulary)
    regions = find_regions(grid) if grid.height else ()
    tables = []
    for region in regions:
        context = read_context(grid, region, regions, file_name, answers)
        tables.append(read_table(grid, region, context))
    blocks = tuple(
        read_block(table, vocabulary.catalogue, today, format_of, answers)
        for table in tables
        if _is_worth_reading(table)
    )
    blocks = tuple(block for block in blocks if _says_something(block))
    if not blocks:
        return Recognised(sheet, (), SheetReading(sheet.name, "ignored", (), None, explain_ignored(grid, tables)))
    indicators = sum(block.table.indicator_names for block in blocks)
    reading = replace(explain(sheet.name, blocks), areas=role_areas(blocks) if drawn else ())
    return Recognised(sheet, blocks, reading, indicators)


def _is_worth_reading(table: Table) -> bool:
    """Whether anything in the table is known: an indicator, or a roster of units with figures beside it."""
    if not table.figure_columns or table.rows.are(RowSort.WORDS).all():
        return False
    return table.indicator_names > 0 or table.unit_names >= 2


def _says_something(block: Block) -> bool:
    """Whether there is a figure in it, or a place that waits for one."""
    loaded = [plan.purpose for plan in block.plans]
    if any(purpose.is_loaded or purpose in (Purpose.NO_SPAN, Purpose.WRONG_MEASURE) for purpose in loaded):
        return True
    return bool((block.states == FIGURE).any())
