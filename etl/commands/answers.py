"""Options by which a caller settles beforehand what a file may leave open."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from guoban.errors import InputError, UsageError
from guoban.text import _

if TYPE_CHECKING:
    from etl.model import Answers
    from guoban.catalogue import Catalogue


def add_files(parser: ArgumentParser) -> None:
    """FILE…, --span, --period, --unit."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar=_("FILE"), help=_("workbooks, or folders of them, sub-folders too")
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--span", metavar=_("SPAN"), help=_("the days of sheets that name none, such as 2026-01-01..2026-06-30")
    )
    either.add_argument("--period", metavar=_("PERIOD"), help=_("the same by name: 2026, 2026H1, 2026Q2, 2026M05"))
    parser.add_argument("--unit", metavar=_("UNIT"), help=_("the unit of forms that name none"))


def asked_answers(asked: Namespace, catalogue: "Catalogue") -> "Answers | None":
    """What the options settle; None where they settle nothing. Raises UsageError for a wrong span or unit."""
    from etl.commands.choosing import unit
    from etl.model import Answers
    from guoban.calendar import Span, parse_period

    if not (asked.span or asked.period or asked.unit):
        return None
    try:
        span = Span.parse(asked.span) if asked.span else parse_period(asked.period) if asked.period else None
    except InputError as error:
        raise UsageError(error.message, error.hint) from error
    return Answers(
        span=(span.first_day, span.last_day) if span else None,
        unit=unit(catalogue, asked.unit) if asked.unit else None,
    )
