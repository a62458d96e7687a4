"""`let-in`: let the reporters of one unit into a closed quarter again."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, asked_account
from etl.commands.reopen import add_cut
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """CUT, --unit, --by."""
    add_cut(parser)
    parser.add_argument("--unit", required=True, metavar=_("UNIT"), help=_("the unit that may upload for it again"))
    add_by(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """Its reporters may upload for the quarter again, with a reason; others are refused as before."""
    from etl.commands.choosing import unit
    from guoban.warehouse.closings import let_unit_in

    code = unit(desk.reader.catalogue, asked.unit)
    let_unit_in(desk.warehouse, asked.cut, code, asked_account(asked))
    name = desk.reader.catalogue.units[code].name
    desk.say(_("{unit} may upload for the quarter of “{cut}” again.").format(unit=name, cut=asked.cut))
    if desk.as_json:
        desk.answer({"cut": asked.cut, "unit": code})
    return 0
