"""`history`: uploads, or every version of one figure with its lineage."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from guoban.errors import UsageError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk

BY = 10
"""Who loaded a file, which sheet, what stood in its cell: short as a rule, and folded at this width where not."""


def options(parser: ArgumentParser) -> None:
    """--unit and --indicator, both or neither; --limit."""
    parser.add_argument("--unit", metavar=_("UNIT"), help=_("with --indicator: the figure of this unit"))
    parser.add_argument("--indicator", metavar=_("INDICATOR"), help=_("with --unit: the figure of this indicator"))
    parser.add_argument("--limit", type=int, metavar=_("NUMBER"), help=_("only so many of the newest uploads"))


def run(asked: Namespace, desk: "Desk") -> int:
    """Uploads, newest first; with both options every version of one figure."""
    if bool(asked.unit) != bool(asked.indicator):
        raise UsageError(
            _("--unit and --indicator go together."), _("Give both for the versions of one figure, or neither.")
        )
    if asked.limit is not None and asked.limit < 1:
        raise UsageError(_("--limit is a number from 1."))
    return _versions(asked, desk) if asked.unit else _uploads(asked, desk)


def _uploads(asked: Namespace, desk: "Desk") -> int:
    from guoban.measures import uploads

    frame = uploads(desk.reader, limit=asked.limit)
    desk.frame(frame, _upload_columns(), title=_("Uploads"), empty=_("Nothing has been loaded yet."))
    return 0


def _versions(asked: Namespace, desk: "Desk") -> int:
    from etl.commands.choosing import indicator, unit
    from guoban.measures import versions

    catalogue = desk.reader.catalogue
    of_unit, of_indicator = unit(catalogue, asked.unit), indicator(catalogue, asked.indicator)
    described = catalogue.indicators[of_indicator]
    frame = versions(desk.reader, of_unit, of_indicator)
    title = f"{catalogue.units[of_unit].name} {described.name_zh} ({of_indicator})"
    columns = _version_columns(described.kind, described.measure)
    desk.frame(frame, columns, title=title, empty=_("No such figure has been loaded."))
    return 0


def _upload_columns() -> list[Any]:
    from etl.commands.tables import PROSE, Column, moment_column, plain_column, plain_text

    purposes = {"report": _("report"), "targets": _("targets"), "edit": _("edited by hand")}
    return [
        plain_column(_("upload"), "upload", right=True),
        Column(_("counts"), lambda row: "" if plain_text(row.undone_at) else "✓"),
        Column(_("purpose"), lambda row: purposes[row.purpose], spare=1),
        plain_column(_("file"), "file_name", folds=PROSE),
        moment_column(_("loaded"), "loaded_at"),
        plain_column(_("by"), "loaded_by", folds=BY),
        plain_column(_("approved by"), "approved_by", folds=BY, spare=2),
    ]


def _version_columns(kind: str, measure: str) -> list[Any]:
    from etl.commands.tables import PROSE, Column, moment_column, number, plain_column

    return [
        Column(_("span"), lambda row: f"{row.first_day:%Y-%m-%d}..{row.last_day:%Y-%m-%d}"),
        Column(_("value"), lambda row: number(row.value, kind, measure), right=True),
        Column(_("counts"), lambda row: "✓" if row.counts else ""),
        plain_column(_("as written"), "raw", folds=BY, spare=1),
        plain_column(_("file"), "file_name", folds=PROSE),
        plain_column(_("sheet"), "sheet", folds=BY),
        plain_column(_("cell"), "cell"),
        moment_column(_("loaded"), "loaded_at", spare=3),
        plain_column(_("by"), "loaded_by", folds=BY, spare=2),
    ]
