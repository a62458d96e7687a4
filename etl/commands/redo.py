"""`redo`: put an upload back that was taken back."""

from argparse import Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import asked_account
from etl.commands.one_upload import options
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


__all__ = ["options", "run"]


def run(asked: Namespace, desk: "Desk") -> int:
    """Put it back; it counts again as if it had never been taken back."""
    from guoban.warehouse import redo_upload

    redo_upload(desk.warehouse, asked.upload, by=asked_account(asked), reason=asked.reason)
    desk.say(_("Upload {upload} counts again.").format(upload=asked.upload))
    if desk.as_json:
        desk.answer({"upload": asked.upload, "counts": True})
    return 0
