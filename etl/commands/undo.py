"""`undo`: take an upload back (domain rule 5)."""

from argparse import Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import asked_account
from etl.commands.one_upload import options
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


__all__ = ["options", "run"]


def run(asked: Namespace, desk: "Desk") -> int:
    """Take it back; what stood before it counts again."""
    from guoban.warehouse import undo_upload

    undo_upload(desk.warehouse, asked.upload, by=asked_account(asked), reason=asked.reason)
    desk.say(_("Upload {upload} was taken back; what stood before it counts again.").format(upload=asked.upload))
    if desk.as_json:
        desk.answer({"upload": asked.upload, "counts": False})
    return 0
