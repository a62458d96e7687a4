"""What was asked of whom (rule 6)."""

import pandas as pd

from guoban.measures.asked import require_units
from guoban.measures.questions import question
from guoban.measures.workings import workings
from guoban.warehouse import Reader


def targets(reader: Reader, *, year: int, every_revision: bool = False) -> pd.DataFrame:
    """One row a target that a unit was given of its own, in roster order.

    In force only, or every revision, newest first, with `counts` = it is in force. `value` in base units, then its
    lineage: `reason`, `raw`, `sheet`, `cell`, `upload`, `file_name`, `loaded_at` (UTC), `loaded_by`, `undone_at`.
    What stands as the target of a unit without one of its own, the sum over those below, is in `progress`.
    """
    return reader.query(question("targets"), {"year": year, "every_revision": every_revision})


def target_gaps(reader: Reader, year: int) -> pd.DataFrame:
    """One row a unit and indicator whose own target differs from the sum over its children (rule 6).

    `unit`, `unit_name`, `indicator`, `indicator_name`, `measure`, `own_target`, `sum_of_parts`, `difference` (own -
    sum), `parts` (children with a target), `upload` that gave the own target. Flow, money and stock only.
    """
    prepared = workings(reader)
    prepared.prepare(reader, year)
    return prepared.ask("target_gaps", {"year": year})


def target_sums(reader: Reader, *, year: int, unit: str) -> pd.DataFrame:
    """One row an indicator of which `unit` or one right below it has a target, in the order of the catalogue.

    `indicator`, `area`, `kind`, `measure`, `own_target`, `sum_of_parts` (None for ratios, milestones and ranks),
    `difference` (own - sum), `parts` (units right below with a target), `indicator_position`. Raises UsageError for an
    unknown unit.
    """
    require_units(reader.catalogue, [unit])
    prepared = workings(reader)
    prepared.prepare(reader, year)
    return prepared.ask("target_sums", {"year": year, "unit": unit})


def target_revisions(reader: Reader, *, year: int) -> pd.DataFrame:
    """One row a revision of a target (`what` = target) or of its spread over the quarters (split), newest first.

    `upload`, `what`, `unit`, `unit_name`, `indicator`, `area`, `kind`, `measure`, `old_value` (NaN where none stood
    before), `value`, `old_way` and `way` of a spread with its `due_q1` to `due_q3`, then who, when and where: `reason`,
    `sheet`, `cell`, `purpose`, `file_name`, `loaded_at` and `undone_at` (UTC), `loaded_by`, `undone_by`.
    """
    return reader.query(question("target_revisions"), {"year": year})
