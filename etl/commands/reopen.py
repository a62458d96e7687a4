"""`reopen`: open a closed quarter again."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, asked_account
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """CUT, --reason, --by."""
    add_cut(parser)
    parser.add_argument("--reason", required=True, metavar=_("REASON"), help=_("why it is opened again"))
    add_by(parser)


def add_cut(parser: ArgumentParser) -> None:
    """CUT."""
    parser.add_argument("cut", metavar=_("CUT"), help=_("the name of the cut, as cuts shows it"))


def run(asked: Namespace, desk: "Desk") -> int:
    """The cut stays as it is; figures can be changed without a reason again."""
    from guoban.warehouse.closings import reopen_quarter

    reopen_quarter(desk.warehouse, asked.cut, asked_account(asked), asked.reason)
    desk.say(_("The quarter of “{cut}” is open again; the cut stays.").format(cut=asked.cut))
    if desk.as_json:
        desk.answer({"cut": asked.cut, "closed": False})
    return 0
