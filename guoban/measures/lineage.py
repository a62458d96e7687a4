"""What a figure is made of, down to the cells it was read from (rules 2, 3, 4 and 5)."""

from datetime import date

import pandas as pd

from guoban.measures.asked import require_indicators, require_units
from guoban.measures.questions import question
from guoban.warehouse import Reader


def lineage(reader: Reader, *, unit: str, indicator: str, on: date) -> pd.DataFrame:
    """One row a version of a figure that the unit itself gave for the year up to a day.

    First the spans that make up what is shown on that day, in order of time (of a ratio the numerator's, then the
    denominator's); after them the other figures of the year. Of one span the newest version comes first.

    `unit`, `indicator` (of a ratio also its numerator and denominator), `role` (itself, numerator, denominator),
    `first_day`, `last_day`, `part` (base, added, level, numerator, denominator; None = does not enter the figure),
    `value` (base units), `raw`, `note`, `quote`, `sheet`, `cell`, `upload`, `file_name`, `sha256`, `loaded_at`,
    `loaded_by`, `undone_at`, `undone_by`; `counts` = the version in force of its span. Raises UsageError for unknown
    codes. Empty for a unit that gave nothing, a roll-up among them.
    """
    require_units(reader.catalogue, [unit])
    require_indicators(reader.catalogue, [indicator])
    asked = {"unit": unit, "indicator": indicator, "new_year": date(on.year, 1, 1), "day": on}
    return reader.query(question("lineage"), asked)
