"""`restore`: put back what a backup holds."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """IN.zip."""
    parser.add_argument("file", type=Path, metavar="IN.zip", help=_("a file that `backup` has written"))


def run(asked: Namespace, desk: "Desk") -> int:
    """Make it what counts, in a new data folder or in one that is in use."""
    from guoban.access.demonstration import end_demonstration
    from guoban.warehouse.restore import restore

    done = restore(desk.warehouse, asked.file)
    end_demonstration(desk.warehouse.folder)  # what came back need not be invented
    if desk.as_json:
        desk.answer({
            "file": str(asked.file), "data": str(desk.warehouse.folder), "version": done.version,
            "before": done.before, "uploads": done.uploads, "originals": done.originals, "made_at": done.made_at,
        })  # fmt: skip
    desk.say(
        _("Restored {file} of {made_at}: {uploads} uploads, {originals} original files, now version {version}.").format(
            file=asked.file, made_at=done.made_at, uploads=done.uploads, originals=done.originals,
            version=done.version,
        )
    )  # fmt: skip
    if done.before is not None:
        desk.say(_("What counted before is kept as version {version}.").format(version=done.before))
    return 0
