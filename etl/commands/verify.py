"""`verify`: the store held against the kept originals, cell by cell."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from guoban.text import _, ngettext

if TYPE_CHECKING:
    from etl.commands.desk import Desk

SHOWN = 200
"""So many differences are listed for people; the rest are counted."""


def options(parser: ArgumentParser) -> None:
    """None of its own."""


def run(asked: Namespace, desk: "Desk") -> int:
    """1 where a figure is not what its file says or a file is gone; a damaged store is 3."""
    from dataclasses import asdict

    import pandas as pd

    from etl.commands.bar import bar
    from etl.verify import lost_submissions, verify
    from guoban.warehouse.closings import closings, cut_of

    desk.warehouse.require_sound()
    reader = desk.reader
    for closing in closings(reader):
        cut_of(desk.data, closing).require_sound()
    ((total,),) = reader.rows("select count(*) from upload where purpose <> 'edit'")
    found = []
    with bar(_("Verifying"), total, desk.errors) as advance:
        for each in verify(desk.warehouse, reader):
            found.append(each)
            advance()
    differences = [difference for each in found for difference in each.differences]
    lost = [each for each in found if each.lost]
    unsent = lost_submissions(desk.warehouse, reader)
    confirmed, by_cell = sum(each.confirmed for each in found), sum(each.by_cell for each in found)
    if desk.as_json:
        desk.answer({
            "version": reader.version, "uploads": len(found), "figures": confirmed + by_cell + len(differences),
            "confirmed": confirmed, "by_cell": by_cell, "differences": [asdict(each) for each in differences],
            "lost": [{"upload": each.upload, "file_name": each.file_name} for each in lost],
            "lost_submissions": [{"submission": each.number, "file_name": each.file_name} for each in unsent],
        })  # fmt: skip
        return int(bool(differences or lost or unsent))
    if differences:
        desk.table(pd.DataFrame({"difference": differences[:SHOWN]}), _columns(), title=_("Differences"))
        if more := len(differences) - SHOWN if len(differences) > SHOWN else 0:
            words = ngettext("{count} difference more: --format json", "{count} differences more: --format json", more)
            desk.say(words.format(count=more))
    for each in lost:
        words = _("Upload {upload}: the original file {file} is gone or is not as it was sent in.")
        desk.say(words.format(upload=each.upload, file=each.file_name))
    for waiting in unsent:
        words = _("Submission {number}: the file {file} is gone or is not as it was sent in.")
        desk.say(words.format(number=waiting.number, file=waiting.file_name))
    desk.say(
        _("{uploads} uploads held against their files: {confirmed} figures read again, {by_cell} found in their cells, "
          "{differences} differ, {lost} files lost.").format(
            uploads=len(found), confirmed=confirmed, by_cell=by_cell, differences=len(differences), lost=len(lost)
        )
    )  # fmt: skip
    return int(bool(differences or lost or unsent))


def _columns() -> list[Any]:
    from etl.commands.tables import NAME, Column

    return [
        Column(_("upload"), lambda row: str(row.difference.upload), right=True),
        Column(_("file"), lambda row: row.difference.file_name, folds=NAME),
        Column(_("place"), lambda row: f"{row.difference.sheet}!{row.difference.cell}", folds=NAME),
        Column(_("unit"), lambda row: row.difference.unit, spare=2),
        Column(_("indicator"), lambda row: row.difference.indicator, spare=1),
        Column(_("stored"), lambda row: row.difference.stored, right=True),
        Column(_("in the file"), lambda row: row.difference.found or "—", right=True),
    ]
