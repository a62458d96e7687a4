"""`approve`: have a submission count."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, add_reason, asked_account
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """SUBMISSION, --by, --reason."""
    add_submission(parser)
    add_by(parser)
    add_reason(parser)


def add_submission(parser: ArgumentParser) -> None:
    """SUBMISSION."""
    parser.add_argument(
        "submission", type=int, metavar=_("SUBMISSION"), help=_("the number of the submission, as submissions shows it")
    )


def run(asked: Namespace, desk: "Desk") -> int:
    """It is read once more as it was submitted, and becomes an upload of its sender's."""
    from etl.signing_off import approve

    done = approve(desk.warehouse, asked.submission, by=asked_account(asked), reason=asked.reason)
    counts = done.changes.counts()
    desk.say(
        _("Submission {submission} counts now, as upload {upload}: {new} new, {corrected} corrected, "
          "{unchanged} unchanged.").format(
            submission=asked.submission, upload=done.upload, new=counts["new"], corrected=counts["corrected"],
            unchanged=counts["unchanged"],
        )
    )  # fmt: skip
    if desk.as_json:
        desk.answer({"submission": asked.submission, "upload": done.upload, "changes": counts})
    return 0
