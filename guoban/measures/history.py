"""Where the figures come from: uploads, and every version of a figure (rule 5)."""

from datetime import date

import pandas as pd

from guoban.measures.asked import require_indicators, require_units
from guoban.measures.questions import question
from guoban.warehouse import Reader

_ALL = 2**62


def uploads(reader: Reader, limit: int | None = None) -> pd.DataFrame:
    """One row an upload, newest first; at most `limit`.

    `upload`, `purpose`, `file_name`, `sha256`, `bytes`, `loaded_at` and `undone_at` (UTC), `loaded_by`, `undone_by`,
    `submitted_at` (UTC) and `approved_by` of what had to be approved, `counts` (it was not undone), `figures` read from
    it and `figures_in_force` of them, `targets`, `findings`, `units` it
    speaks of, `first_day` and `last_day` of its figures.
    """
    return reader.query(question("uploads"), {"rows": _ALL if limit is None else limit})


def upload_units(reader: Reader) -> pd.DataFrame:
    """One row an upload and a unit whose figures or targets it brought: `upload`, `unit`."""
    return reader.query(question("upload_units"))


def reach(reader: Reader) -> tuple[date | None, date | None]:
    """The first day that any figure speaks of, taken back or not, and the last that one that counts speaks of."""
    ((first_day, last_day),) = reader.rows(question("reach"))
    return first_day, last_day


def versions(reader: Reader, unit: str, indicator: str) -> pd.DataFrame:
    """One row a version of a unit's figure: the latest span first, of one span the latest version first.

    `unit`, `indicator`, `first_day`, `last_day`, `value` (base units), then its lineage: `raw`, `note`, `quote`,
    `sheet`, `cell`, `upload`, `file_name`, `sha256`, `loaded_at`, `loaded_by`, `undone_at`, `undone_by`; `counts` = it
    is the one in force. With a ratio come its numerator and denominator. Raises UsageError for unknown codes.
    """
    require_units(reader.catalogue, [unit])
    require_indicators(reader.catalogue, [indicator])
    return reader.query(question("versions"), {"unit": unit, "indicator": indicator})


def observations(reader: Reader, *, on: date) -> pd.DataFrame:
    """One row a figure in force of the year up to a day, every unit's, in roster order and then by span.

    `unit`, `unit_name`, `indicator`, `first_day`, `last_day`, `value` (base units), then its lineage: `raw`, `note`,
    `sheet`, `cell`, `upload`, `file_name`, `sha256`, `loaded_at` (UTC), `loaded_by`.
    """
    return reader.query(question("observations"), {"new_year": date(on.year, 1, 1), "day": on})
