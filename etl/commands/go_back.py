"""`go-back`: make an older version of the store count again, the way out of a damaged file."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """[VERSION]."""
    parser.add_argument(
        "version", type=int, nargs="?", metavar=_("VERSION"),
        help=_("the version to go back to; without one, those that are whole are listed"),
    )  # fmt: skip


def run(asked: Namespace, desk: "Desk") -> int:
    """Go back, or list the versions that can be gone back to, newest first. 3 where there is no such version."""
    if asked.version is None:
        return _list(desk)
    desk.warehouse.go_back(asked.version)
    ((uploads,),) = desk.reader.rows("select count(*) from upload")
    if desk.as_json:
        desk.answer({"version": asked.version, "uploads": uploads})
    desk.say(
        _("Version {version} counts again, with {uploads} uploads.").format(version=asked.version, uploads=uploads)
    )
    desk.say(_("Files that were loaded after it are still kept: `rebuild` names them, and they can be loaded again."))
    return 0


def _list(desk: "Desk") -> int:
    import pandas as pd

    from etl.commands.tables import moment_column, plain_column
    from guoban.warehouse.recovery import Older, older_versions

    found = older_versions(desk.warehouse.store)
    frame = pd.DataFrame([(each.version, each.made_at, each.uploads) for each in found], columns=list(Older.__slots__))
    columns = [
        plain_column(_("version"), "version", right=True),
        moment_column(_("published"), "made_at"),
        plain_column(_("uploads"), "uploads", right=True),
    ]
    title = _("Versions that can be gone back to")
    desk.frame(frame, columns, title=title, empty=_("There is no older version that can be opened."))
    return 0
