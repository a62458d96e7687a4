"""`completeness`: who has reported what for a quarter, and what is late."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from etl.commands.moments import add_quarter, add_year
from guoban.text import _

if TYPE_CHECKING:
    import pandas as pd

    from etl.commands.desk import Desk


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
    """One row a unit: how many figures were expected, reported, late, and which are missing."""
    import pandas as pd

    rows = []
    for (_code, name), own in frame.groupby(["unit", "unit_name"], sort=False):
        missing = own.loc[~own["reported"].astype(bool), "indicator_name"].tolist()
        rows.append(
            (
                name,
                len(own) - len(missing),
                len(own),
                missing,
                int((own["days_late"] > 0).sum()),
                own["days_late"].max(),
            )
        )
    return pd.DataFrame(rows, columns=["unit_name", "reported", "expected", "missing", "late", "days_late"])


def _columns() -> list[Any]:
    from etl.commands.tables import Column, plain_column, plain_text

    def missing(row: Any) -> str:
        shown = plain_text(row.missing[:SHOWN])
        more = len(row.missing) - SHOWN
        return shown if more <= 0 else _("{names} and {count} more").format(names=shown, count=more)

    return [
        plain_column(_("unit"), "unit_name"),
        Column(_("reported"), lambda row: f"{row.reported}/{row.expected}", right=True),
        plain_column(_("late figures"), "late", right=True),
        plain_column(_("days late"), "days_late", right=True),
        Column(_("missing"), missing),
    ]


SHOWN = 4
