"""`catalogue`: units, indicators and settings, looked at, changed from a folder of CSV files, and changed back."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.commands.acting import add_by, asked_account
from guoban.errors import UsageError
from guoban.text import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.commands.desk import Desk
    from guoban.catalogue.differences import Difference
    from guoban.catalogue.texts import Texts
    from guoban.warehouse.catalogue_log import Change


def options(parser: ArgumentParser) -> None:
    """list, write, check, apply, undo."""
    steps = parser.add_subparsers(dest="step", metavar=_("STEP"), required=True, title=_("steps"))
    steps.add_parser("list", help=_("what was changed, newest first"))
    write = steps.add_parser("write", help=_("write it to a folder of CSV files, to be edited"))
    check = steps.add_parser("check", help=_("what such a folder would change, and what that would do to the figures"))
    apply = steps.add_parser("apply", help=_("make such a folder the catalogue that counts"))
    for step in (write, check, apply):
        step.add_argument(
            "folder", type=Path, metavar=_("FOLDER"), help=_("with units.csv, indicators.csv, settings.csv")
        )
    undo = steps.add_parser("undo", help=_("take a change back"))
    undo.add_argument("number", type=int, metavar=_("NUMBER"), help=_("its number in the list"))
    for step in (apply, undo):
        step.add_argument("--reason", required=True, metavar=_("WHY"), help=_("kept with the change"))
        add_by(step)


def run(asked: Namespace, desk: "Desk") -> int:
    """One step; 1 where a folder or a change is refused, and nothing is changed then."""
    steps = {"list": _list, "write": _write, "check": _check, "apply": _apply, "undo": _undo}
    steps[asked.step](asked, desk)
    return 0


def _list(asked: Namespace, desk: "Desk") -> None:
    import pandas as pd

    from etl.commands.tables import NAME, Column, moment_column, plain_column
    from guoban.warehouse.catalogue_log import changes

    found = changes(desk.warehouse.folder, desk.reader)
    if desk.as_json:
        desk.answer([_row(each) for each in found])
        return
    rows = [(each.number, each.moment, each.by, each.reason, len(each.differences)) for each in found]
    frame = pd.DataFrame(rows, columns=["number", "at", "by", "reason", "places"])
    columns: list[Column] = [
        plain_column(_("no."), "number", right=True),
        moment_column(_("moment"), "at"),
        plain_column(_("by"), "by", folds=NAME),
        plain_column(_("places"), "places", right=True),
        plain_column(_("reason"), "reason", folds=NAME),
    ]
    desk.table(frame, columns, title=_("Changes of the catalogue"), empty=_("It is as it was given at first."))


def _write(asked: Namespace, desk: "Desk") -> None:
    from guoban.catalogue.writing import csv_files
    from guoban.warehouse.catalogue_change import standing_catalogue

    folder = asked.folder.absolute()
    if folder.is_relative_to(desk.warehouse.folder):
        raise UsageError(_("{folder} lies in the data folder.").format(folder=folder), _("Choose another folder."))
    files = csv_files(standing_catalogue(desk.reader).texts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UsageError(
            _("{folder} cannot be written: {reason}").format(folder=folder, reason=error.strerror or error)
        ) from error
    if desk.as_json:
        desk.answer({"folder": str(folder), "files": list(files)})
    desk.say(_("Wrote {files} to {folder}.").format(files=_(", ").join(files), folder=asked.folder))


def _check(asked: Namespace, desk: "Desk") -> None:
    from guoban.catalogue import read_catalogue
    from guoban.catalogue.differences import differences
    from guoban.catalogue.texts import texts_of
    from guoban.measures.effect import effect
    from guoban.report.effect_words import effect_sentences
    from guoban.warehouse.catalogue_change import standing_catalogue, tried

    before, after = standing_catalogue(desk.reader).texts, texts_of(read_catalogue(asked.folder))
    found = differences(before, after)
    said: list[str] = []
    if found:
        with tried(desk.warehouse, after) as reader:
            said = effect_sentences(effect(desk.reader, reader, _day(desk)))
    if desk.as_json:
        desk.answer({"differences": [asdict(each) for each in found], "effect": said})
        return
    _tell(found, before, after, desk)
    for sentence in said:
        desk.say(sentence)


def _apply(asked: Namespace, desk: "Desk") -> None:
    from guoban.catalogue import read_catalogue
    from guoban.catalogue.texts import texts_of
    from guoban.warehouse.catalogue_change import change_catalogue, standing_catalogue

    standing = standing_catalogue(desk.reader)
    after = texts_of(read_catalogue(asked.folder))
    change = change_catalogue(desk.warehouse, after, standing.change, asked_account(asked), asked.reason)
    _done(change, desk)


def _undo(asked: Namespace, desk: "Desk") -> None:
    from guoban.warehouse.catalogue_change import undo_change

    _done(undo_change(desk.warehouse, asked.number, asked_account(asked), asked.reason), desk)


def _done(change: "Change", desk: "Desk") -> None:
    if desk.as_json:
        desk.answer(_row(change))
        return
    _tell(change.differences, change.before, change.after, desk)
    words = ngettext(
        "Change no. {number} counts: {count} place.", "Change no. {number} counts: {count} places.",
        len(change.differences),
    )  # fmt: skip
    desk.say(words.format(number=change.number, count=len(change.differences)))


def _row(change: "Change") -> dict[str, Any]:
    return {
        "number": change.number, "at": change.at, "by": change.by, "reason": change.reason,
        "undoes": int(change.undoes.partition("-")[0]) if change.undoes else None,
        "differences": [asdict(each) for each in change.differences],
    }  # fmt: skip


def _tell(found: "Sequence[Difference]", before: "Texts", after: "Texts", desk: "Desk") -> None:
    import pandas as pd

    from etl.commands.tables import NAME, plain_column
    from guoban.catalogue.words import Told, told

    rows = [told(each, before, after) for each in found]
    columns = [
        plain_column(_("of"), "about", folds=NAME),
        plain_column(_("what"), "what", folds=NAME),
        plain_column(_("Old"), "old", folds=NAME),
        plain_column(_("New"), "new", folds=NAME),
    ]
    frame = pd.DataFrame([asdict(each) for each in rows], columns=list(Told.__slots__))
    desk.table(frame, columns, title=_("What changes"), empty=_("Nothing differs from the catalogue that counts."))


def _day(desk: "Desk") -> Any:
    """The quarter's end of the newest figure, on which the effect is looked at; today where there is none."""
    from datetime import date

    from guoban.calendar import quarter_end, quarter_of
    from guoban.measures import reach

    last = reach(desk.reader)[1] or date.today()  # noqa: DTZ011 - the calendar day of the office
    return quarter_end(last.year, quarter_of(last))
