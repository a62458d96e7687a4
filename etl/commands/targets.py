"""`targets`: the annual targets in force, or all their revisions."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from etl.commands.moments import add_year
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """--year, --all."""
    add_year(parser)
    parser.add_argument("--all", action="store_true", help=_("every revision, not only the one in force"))


def run(asked: Namespace, desk: "Desk") -> int:
    """Ask the measures and show what they say."""
    from guoban.measures import targets

    frame = targets(desk.reader, year=asked.year, every_revision=asked.all)
    title = _("Targets of {year}").format(year=asked.year)
    desk.frame(frame, _columns(), title=title, empty=_("No targets for that year."))
    return 0


def _columns() -> list[Any]:
    from etl.commands.tables import NAME, Column, moment_column, number, plain_column

    return [
        plain_column(_("unit"), "unit_name", folds=NAME),
        plain_column(_("indicator"), "indicator_name", folds=NAME),
        Column(_("target"), lambda row: number(row.value, row.kind, row.measure), right=True),
        plain_column(_("upload"), "upload", right=True),
        Column(_("counts"), lambda row: "✓" if row.counts else ""),
        moment_column(_("loaded"), "loaded_at", spare=2),
        plain_column(_("by"), "loaded_by", folds=NAME, spare=1),
    ]
