"""`rebuild`: the store made anew from the kept original files."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from guoban.text import _, ngettext

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from etl.rebuild import Carried, Rebuilt

SHOWN = 200
"""So many differences are listed for people; the rest are counted."""


def options(parser: ArgumentParser) -> None:
    """--accept-differences."""
    parser.add_argument(
        "--accept-differences", action="store_true",
        help=_("put the new store in place although figures differ from those of the old one"),
    )  # fmt: skip


def run(asked: Namespace, desk: "Desk") -> int:
    """1 where figures differ and that was not accepted; nothing is changed then."""
    from dataclasses import asdict

    from etl.commands.bar import bar
    from etl.rebuild import rebuild

    ((total,),) = desk.reader.rows("select count(*) from upload_event")
    with bar(_("Making anew"), total, desk.errors) as advance:
        done = rebuild(desk.warehouse, accept_differences=asked.accept_differences, advance=advance)
    if desk.as_json:
        desk.answer(asdict(done))
    else:
        _tell(done, desk)
    return int(done.version is None)


def _tell(done: "Rebuilt", desk: "Desk") -> None:
    import pandas as pd

    if done.differences:
        desk.table(pd.DataFrame({"difference": done.differences[:SHOWN]}), _columns(), title=_("Differences"))
        if more := max(0, len(done.differences) - SHOWN):
            words = ngettext("{count} difference more: --format json", "{count} differences more: --format json", more)
            desk.say(words.format(count=more))
    for carried in done.carried:
        desk.say(_why(carried).format(upload=carried.upload, file=carried.file_name))
    if count := len(done.unclaimed):
        words = ngettext(
            "{count} kept file belongs to no upload: {names}", "{count} kept files belong to no upload: {names}", count
        )
        desk.say(words.format(count=count, names=_(", ").join(done.unclaimed)))
    desk.say(
        _("{uploads} uploads: {read_again} read again, {by_hand} typed by hand, {carried} carried over; "
          "{differences} figures differ.").format(
            uploads=done.uploads, read_again=done.read_again, by_hand=done.by_hand, carried=len(done.carried),
            differences=len(done.differences),
        )
    )  # fmt: skip
    if done.version is None:
        desk.say(_("Nothing was changed. To put the new store in place all the same: --accept-differences"))
    else:
        words = _("The new store counts now, as version {version}; version {before} is kept.")
        desk.say(words.format(version=done.version, before=done.before))


def _why(carried: "Carried") -> str:
    from etl.rebuild import LOST

    if carried.why == LOST:
        return _("Upload {upload}: the original file {file} is gone or was changed; its figures were kept.")
    return _("Upload {upload}: it was not noted how {file} was read; its figures were kept.")


def _columns() -> list[Any]:
    from etl.commands.tables import NAME, Column

    return [
        Column(_("upload"), lambda row: str(row.difference.upload), right=True),
        Column(_("place"), lambda row: f"{row.difference.sheet}!{row.difference.cell}", folds=NAME),
        Column(_("unit"), lambda row: row.difference.unit, spare=2),
        Column(_("indicator"), lambda row: row.difference.indicator, spare=1),
        Column(_("span"), lambda row: row.difference.span, spare=3),
        Column(_("counts"), lambda row: "✓" if row.difference.counts else ""),
        Column(_("before"), lambda row: _plain(row.difference.before), right=True),
        Column(_("after"), lambda row: _plain(row.difference.after), right=True),
    ]


def _plain(value: str | None) -> str:
    return "—" if value is None else value.rstrip("0").rstrip(".")
