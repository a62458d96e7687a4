"""`template`: the blank workbook to send out."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands.moments import add_year
from guoban.errors import UsageError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from etl.template import Blank


def options(parser: ArgumentParser) -> None:
    """--year, --quarter or --targets, --unit, --layout, --output."""
    add_year(parser)
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), help=_("ask for the figures up to its end"))
    either.add_argument("--targets", action="store_true", help=_("ask for the annual targets instead"))
    parser.add_argument("--unit", action="append", metavar=_("UNIT"), help=_("only this unit; may be repeated"))
    parser.add_argument(
        "--layout", choices=("wide", "form"), help=_("all units in one table, or a sheet each (default for one unit)")
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.xlsx", help=_("the workbook to write"))


def run(asked: Namespace, desk: "Desk") -> int:
    """Write the workbook; an older one of that name is replaced."""
    from etl.template import Layout, blank_workbook

    if asked.output.suffix.lower() != ".xlsx":
        raise UsageError(_("“{file}” does not end in .xlsx.").format(file=asked.output))
    one_unit = asked.unit is not None and len(asked.unit) == 1
    layout = Layout(asked.layout or ("form" if one_unit else "wide"))
    blank = _blank(asked, desk)
    try:
        asked.output.write_bytes(blank_workbook(blank, layout))
    except OSError as error:
        raise UsageError(
            _("“{file}” cannot be written: {reason}").format(file=asked.output, reason=error.strerror or error),
            _("Choose another place."),
        ) from error
    figures = sum(len(indicators) for indicators in blank.asked.values())
    desk.say(_("Wrote {file}. Units: {units}, cells to fill in: {figures}.").format(
        file=asked.output, units=len(blank.units), figures=figures
    ))  # fmt: skip
    if desk.as_json:
        desk.answer({"file": str(asked.output), "layout": layout.value, "units": len(blank.units), "cells": figures})
    return 0


def _blank(asked: Namespace, desk: "Desk") -> "Blank":
    from etl.commands.choosing import units
    from etl.template import Blank, asked_of, remarks, reporting_units
    from guoban.calendar import quarter_end

    reader = desk.reader
    catalogue = reader.catalogue
    codes = units(catalogue, asked.unit)
    chosen = [catalogue.units[code] for code in codes] if codes else list(reporting_units(catalogue))
    return Blank(
        organisation=catalogue.settings.organisation or catalogue.root.name,
        year=asked.year,
        quarter=asked.quarter,
        units=chosen,
        asked=asked_of(reader, chosen, asked.year, for_targets=asked.targets),
        remarks=remarks(reader, quarter_end(asked.year, asked.quarter or 4)),
    )
