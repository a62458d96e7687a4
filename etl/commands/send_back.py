"""`return`: send a submission back to be mended."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, asked_account
from etl.commands.approve import add_submission
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """SUBMISSION, --remark, --by."""
    add_submission(parser)
    parser.add_argument("--remark", required=True, metavar=_("REMARK"), help=_("what is to be mended"))
    add_by(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """Its sender sees the remark and can send another file."""
    from guoban.warehouse import return_submission

    return_submission(desk.warehouse, asked.submission, asked_account(asked), asked.remark)
    desk.say(_("Submission {submission} was returned.").format(submission=asked.submission))
    if desk.as_json:
        desk.answer({"submission": asked.submission, "state": "returned"})
    return 0
