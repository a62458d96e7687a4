"""What a reader has to know before trusting the figures of a quarter: findings still open, and corrections."""

import pandas as pd

from guoban.calendar import quarter_span
from guoban.measures.questions import question
from guoban.warehouse import Reader


def open_findings(reader: Reader, *, year: int, quarter: int) -> pd.DataFrame:
    """One row a finding of the quarter's uploads that is still open, gravest first, of equals the newest upload first.

    `severity`, `rule`, `sheet`, `cell`, `message`, `hint`, `unit`, `unit_name` (of the figure read from the cell, else
    of the row or column it stands in; None where those are nobody's or several units'), `indicator`, `area` (None where
    no figure was read from the cell), `upload`, `file_name`, `loaded_at` (UTC), `loaded_by`. A finding is closed when
    its upload is taken back, and when what it speaks of is replaced by a later upload.
    """
    return reader.query(question("findings"), _quarter(year, quarter) | {"year": year})


def corrections(reader: Reader, *, year: int, quarter: int) -> pd.DataFrame:
    """One row a change of a figure whose days end in the quarter, newest first.

    `unit`, `unit_name`, `indicator`, `area`, `measure`, `first_day`, `last_day`, `old_value`, `value` and `change`
    (base units), `old_upload`, `old_file_name`, `upload`, `file_name`, `sheet`, `cell`, `loaded_at` (UTC), `loaded_by`.
    """
    return reader.query(question("corrections"), _quarter(year, quarter))


def _quarter(year: int, quarter: int) -> dict[str, object]:
    span = quarter_span(year, quarter)
    return {"first_day": span.first_day, "last_day": span.last_day}
