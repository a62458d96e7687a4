"""`close`: close a quarter and freeze a cut of it."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, asked_account
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """QUARTER, --as, --reason, --by."""
    parser.add_argument("period", type=_quarter, metavar=_("QUARTER"), help=_("the quarter, such as 2026Q2"))
    parser.add_argument("--as", dest="cut", metavar=_("NAME"), help=_("the name of the cut; by default the quarter"))
    parser.add_argument("--reason", default="", metavar=_("REASON"), help=_("a remark that is kept with the cut"))
    add_by(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """What counts now is frozen; later changes of the quarter need a reason."""
    from datetime import date

    from guoban.measures.completeness import reported_of
    from guoban.warehouse.closings import close_quarter

    year, quarter = asked.period
    closing = close_quarter(
        desk.warehouse, year=year, quarter=quarter, cut=f"{year}Q{quarter}" if asked.cut is None else asked.cut,
        by=asked_account(asked), tally=lambda reader: reported_of(reader, year, quarter), reason=asked.reason,
        today=date.today(),  # noqa: DTZ011 - a local day
    )  # fmt: skip
    desk.say(
        _("{year}Q{quarter} is closed as “{cut}” (version {version}): {reported} of {count} units reported.").format(
            year=year, quarter=quarter, cut=closing.cut, version=closing.version, reported=closing.reported,
            count=closing.of_units,
        )
    )  # fmt: skip
    if desk.as_json:
        desk.answer({
            "cut": closing.cut, "year": year, "quarter": quarter, "version": closing.version,
            "reported": closing.reported, "of_units": closing.of_units,
        })  # fmt: skip
    return 0


def _quarter(text: str) -> tuple[int, int]:
    year, between, quarter = text.upper().partition("Q")
    if between and quarter in ("1", "2", "3", "4") and len(year) == 4 and year.isdecimal():
        return int(year), int(quarter)
    raise ArgumentTypeError(_("“{text}” is not a quarter such as 2026Q2").format(text=text))
