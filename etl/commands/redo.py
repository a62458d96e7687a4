"""`redo`: put an upload back that was taken back."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from etl.commands.account import add_by, asked_account
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """UPLOAD, --by."""
    parser.add_argument(
        "upload", type=int, metavar=_("UPLOAD"), help=_("the number of the upload, as history shows it")
    )
    add_by(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """Put it back; it counts again as if it had never been taken back."""
    from guoban.warehouse import redo_upload

    redo_upload(desk.warehouse, asked.upload, by=asked_account(asked))
    desk.say(_("Upload {upload} counts again.").format(upload=asked.upload))
    if desk.as_json:
        desk.answer({"upload": asked.upload, "counts": True})
    return 0
