"""`cuts`: the cuts that were frozen, or what has changed since one."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """--since."""
    parser.add_argument("--since", metavar=_("CUT"), help=_("the figures that have changed since this cut"))


def run(asked: Namespace, desk: "Desk") -> int:
    """The newest first."""
    return _changes(asked, desk) if asked.since else _cuts(desk)


def _cuts(desk: "Desk") -> int:
    import pandas as pd

    from guoban.warehouse.closings import closings

    names = (
        "cut", "year", "quarter", "closed_at", "closed_by", "reason", "reported", "of_units", "version", "closed",
        "reopened_at", "reopened_by", "reopened_why", "let_in",
    )  # fmt: skip
    rows = [
        (each.cut, each.year, each.quarter, each.closed_at, each.closed_by, each.reason, each.reported, each.of_units,
         each.version, each.is_closed, each.reopened_at, each.reopened_by, each.reopened_why, list(each.let_in))
        for each in closings(desk.reader)
    ]  # fmt: skip
    desk.frame(pd.DataFrame(rows, columns=names), _columns(), title=_("Cuts"), empty=_("No quarter was closed."))
    return 0


def _changes(asked: Namespace, desk: "Desk") -> int:
    from guoban.measures.since_cut import changes_since
    from guoban.warehouse.closings import closing_called, cut_of

    closing = closing_called(desk.reader, asked.since)
    found = changes_since(cut_of(desk.data, closing).reader(), desk.reader, closing)
    found = found.astype({"upload": "Int64"})
    title = _("Changes since the cut “{name}”").format(name=closing.cut)
    desk.frame(found, _change_columns(), title=title, empty=_("No figure has changed since."))
    return 0


def _columns() -> list[Any]:
    from etl.commands.tables import PROSE, Column, moment_column, plain_column

    return [
        plain_column(_("cut"), "cut", folds=PROSE),
        Column(_("quarter"), lambda row: f"{row.year}Q{row.quarter}"),
        Column(_("reported"), lambda row: f"{row.reported}/{row.of_units}", right=True),
        moment_column(_("frozen"), "closed_at"),
        plain_column(_("by"), "closed_by", folds=10),
        plain_column(_("version"), "version", right=True, spare=1),
        Column(_("state"), lambda row: _("closed") if row.closed else _("open again")),
    ]


def _change_columns() -> list[Any]:
    from etl.commands.tables import PROSE, Column, moment_column, plain_column

    return [
        plain_column(_("unit"), "unit"),
        plain_column(_("indicator"), "indicator"),
        Column(_("span"), lambda row: f"{row.first_day:%Y-%m-%d}..{row.last_day:%Y-%m-%d}", spare=1),
        Column(_("before"), lambda row: _plain(row.old), right=True),
        Column(_("after"), lambda row: _plain(row.new), right=True),
        plain_column(_("upload"), "upload", right=True),
        moment_column(_("changed"), "done_at", spare=2),
        plain_column(_("by"), "done_by", folds=10),
        plain_column(_("reason"), "reason", folds=PROSE),
    ]


def _plain(value: float) -> str:
    return "—" if value != value else f"{value:,.6f}".rstrip("0").rstrip(".")
