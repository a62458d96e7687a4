"""`completeness`: who has reported what for a quarter, and what is late."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from etl.commands.listing import listed
from etl.commands.moments import add_quarter, add_year
from guoban.text import _

if TYPE_CHECKING:
    import pandas as pd

    from etl.commands.desk import Desk


SHOWN = 4
"""So many of a unit's missing figures are named; the rest are counted."""


def options(parser: ArgumentParser) -> None:
    """--year, --quarter."""
    add_year(parser)
    add_quarter(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """JSON: one row a unit and indicator expected. A table for people: one row a unit."""
    from guoban.measures import completeness

    frame = completeness(desk.reader, year=asked.year, quarter=asked.quarter)
    if desk.as_json:
        desk.frame(frame, [])
    else:
        title = _("Reports for quarter {quarter} of {year}").format(year=asked.year, quarter=asked.quarter)
        desk.table(_by_unit(frame), _columns(), title=title, empty=_("Nothing is expected for that quarter."))
    return 0


def _by_unit(frame: "pd.DataFrame") -> "pd.DataFrame":
    """One row a unit: how many figures were expected, how many came, how many of those late, and which are missing."""
    import pandas as pd

    rows = []
    for (_code, name), own in frame.groupby(["unit", "unit_name"], sort=False):
        came = own[own["reported"].astype(bool)]
        late = came.loc[came["days_late"] > 0, "days_late"]
        missing = own.loc[~own["reported"].astype(bool), "indicator_name"].tolist()
        rows.append((name, len(came), len(own), len(late), late.max(), missing))
    return pd.DataFrame(rows, columns=["unit_name", "reported", "expected", "late", "days_late", "missing"])


def _columns() -> list[Any]:
    from etl.commands.tables import NAME, PROSE, Column, plain_column

    def missing(row: Any) -> str:
        shown = listed(row.missing[:SHOWN])
        more = len(row.missing) - SHOWN
        return shown if more <= 0 else _("{names} and {count} more").format(names=shown, count=more)

    return [
        plain_column(_("unit"), "unit_name", folds=NAME),
        Column(_("reported"), lambda row: f"{row.reported}/{row.expected}", right=True),
        Column(_("late"), lambda row: str(row.late or ""), right=True),
        plain_column(_("days late"), "days_late", right=True),
        Column(_("missing"), missing, folds=PROSE),
    ]
