"""`backup`: everything in one file."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guoban.errors import StoreError, UsageError
from guoban.text import _, ngettext

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from guoban.warehouse.backup import BackedUp

NAMED = 8


def options(parser: ArgumentParser) -> None:
    """OUT.zip or --keep."""
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument(
        "file", type=Path, nargs="?", metavar="OUT.zip", help=_("the file to write; an older one is replaced")
    )
    either.add_argument(
        "--keep", action="store_true",
        help=_("write it into backups/ of the data folder and remove there what the rule does not keep"),
    )  # fmt: skip


def run(asked: Namespace, desk: "Desk") -> int:
    """Write it; whoever looks or loads meanwhile does not wait."""
    from guoban.warehouse.backup import back_up
    from guoban.warehouse.daily import back_up_by_rule

    if asked.keep:
        made = back_up_by_rule(desk.warehouse, datetime.now())  # noqa: DTZ005 - names bear the clock of the office
        if made is None:
            raise StoreError(_("Another process is making a backup."), _("Try again when it is done."))
        return _tell(made, desk)
    if not asked.file.absolute().parent.is_dir():
        raise UsageError(
            _("There is no folder {folder}.").format(folder=asked.file.absolute().parent), _("Make it first.")
        )
    return _tell(back_up(desk.warehouse, asked.file), desk)


def _tell(done: "BackedUp", desk: "Desk") -> int:
    if desk.as_json:
        desk.answer({
            "file": str(done.path), "version": done.version, "uploads": done.uploads, "originals": done.originals,
            "bytes": done.size, "lost": list(done.lost),
        })  # fmt: skip
    desk.say(
        _("Wrote {file}: version {version}, {uploads} uploads, {originals} original files, {size} MB.").format(
            file=done.path, version=done.version, uploads=done.uploads, originals=done.originals,
            size=f"{done.size / 1e6:.1f}",
        )
    )  # fmt: skip
    if done.lost:
        words = ngettext(
            "{count} original file is gone or is not as it was sent in: {names}",
            "{count} original files are gone or are not as they were sent in: {names}",
            len(done.lost),
        )
        named = _(", ").join(done.lost[:NAMED]) + (" …" if len(done.lost) > NAMED else "")
        desk.say(words.format(count=len(done.lost), names=named))
    return 0
