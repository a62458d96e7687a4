"""`submissions`: what was submitted to be approved, and how it stands."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """--waiting."""
    parser.add_argument("--waiting", action="store_true", help=_("only what waits for approval"))


def run(asked: Namespace, desk: "Desk") -> int:
    """The newest first."""
    import pandas as pd

    from guoban.warehouse import State, submissions

    found = [each for each in submissions(desk.reader) if each.state is State.SUBMITTED or not asked.waiting]
    columns = (
        "submission", "state", "file_name", "sha256", "figures", "submitted_at", "submitted_by", "units", "reason",
        "done_at", "done_by", "remark", "upload",
    )  # fmt: skip
    rows = [
        (each.number, each.state.value, each.file_name, each.sha256, each.figures, each.submitted_at,
         each.submitted_by, list(each.own), each.reason, each.done_at, each.done_by, each.remark, each.upload)
        for each in found
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns).astype({"upload": "Int64"})
    desk.frame(frame, _columns(), title=_("Submissions"), empty=_("Nothing was submitted."))
    return 0


def _columns() -> list[Any]:
    from etl.commands.tables import PROSE, Column, moment_column, plain_column
    from guoban.warehouse import State

    return [
        plain_column(_("no."), "submission", right=True),
        Column(_("state"), lambda row: State(row.state).said, folds=10),
        plain_column(_("file"), "file_name", folds=PROSE),
        plain_column(_("figures"), "figures", right=True, spare=2),
        moment_column(_("submitted"), "submitted_at"),
        plain_column(_("by"), "submitted_by", folds=10),
        plain_column(_("dealt with by"), "done_by", folds=10, spare=3),
        plain_column(_("remark"), "remark", folds=PROSE),
        plain_column(_("upload"), "upload", right=True, spare=1),
    ]
