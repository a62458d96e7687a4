"""`progress`: the figures of domain.md, one row a unit and indicator."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from etl.commands.moments import add_day, add_year, asked_day
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk

KEYS = (
    "unit", "unit_name", "kind_of_unit", "indicator", "indicator_name", "kind", "measure", "value", "numerator",
    "denominator", "target", "baseline", "progress", "schedule", "pace", "status", "complete", "missing_days", "as_of",
    "covers", "of_units", "previous_year", "forecast", "forecast_method", "needed_per_quarter",
)  # fmt: skip
"""The keys of a row in JSON (contract.md)."""
STATUS = 10
"""A status fits into so much; the remark that days are missing from it goes on below."""


def options(parser: ArgumentParser) -> None:
    """--year, --quarter or --on, --unit, --indicator, --under."""
    add_year(parser)
    add_day(parser)
    parser.add_argument("--unit", action="append", metavar=_("UNIT"), help=_("only this unit; may be repeated"))
    parser.add_argument(
        "--indicator", action="append", metavar=_("INDICATOR"), help=_("only this indicator; may be repeated")
    )
    parser.add_argument("--under", metavar=_("UNIT"), help=_("only this unit and all below it"))


def run(asked: Namespace, desk: "Desk") -> int:
    """Ask the measures and show what they say."""
    from etl.commands.choosing import indicators, unit, units
    from guoban.measures import progress

    on = asked_day(asked)
    catalogue = desk.reader.catalogue
    frame = progress(
        desk.reader,
        year=asked.year,
        on=on,
        units=units(catalogue, asked.unit),
        indicators=indicators(catalogue, asked.indicator),
        under=unit(catalogue, asked.under) if asked.under else None,
    )
    desk.frame(frame, _columns(), keys=KEYS, title=_("Progress on {day}").format(day=on), empty=_("No figures."))
    return 0


def _columns() -> list[Any]:
    from etl.commands.statuses import status_text
    from etl.commands.tables import NAME, Column, number, percent, plain_column

    return [
        plain_column(_("unit"), "unit_name", folds=NAME),
        plain_column(_("indicator"), "indicator_name", folds=NAME),
        Column(_("to date"), lambda row: number(row.value, row.kind, row.measure), right=True),
        Column(_("target"), lambda row: number(row.target, row.kind, row.measure), right=True),
        Column(_("progress"), lambda row: percent(row.progress), right=True),
        Column(_("schedule"), lambda row: percent(row.schedule), right=True, spare=1),
        Column(_("status"), lambda row: status_text(row.status, complete=bool(row.complete)), folds=STATUS),
        plain_column(_("as of"), "as_of", spare=2),
        Column(_("reported"), lambda row: f"{row.covers}/{row.of_units}", right=True, spare=3),
    ]
