"""`export`: the take-away files."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.commands.acting import add_by, asked_account
from etl.commands.moments import add_quarter, add_year
from guoban.errors import UsageError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk

WHAT = ("slides", "document", "workbook")


def options(parser: ArgumentParser) -> None:
    """What to write, --year, --quarter, --unit, --output, --cut."""
    parser.add_argument("what", choices=WHAT, help=_("what to write"))
    add_year(parser)
    add_quarter(parser)
    parser.add_argument("--unit", metavar=_("UNIT"), help=_("a report of this unit alone and those under it"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help=_("the file to write"))
    parser.add_argument("--cut", metavar=_("CUT"), help=_("from this frozen cut instead of what counts now"))
    add_by(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """Write the file; an older one of that name is replaced."""
    from etl.commands.choosing import unit
    from guoban.access.events import Did, record
    from guoban.access.store import AccessStore
    from guoban.answers import Answers, report_figures
    from guoban.answers_of_cut import answers_of_cut
    from guoban.calendar import quarter_end
    from guoban.report.making import ENDINGS, made
    from guoban.warehouse.closings import closing_called

    ending = ENDINGS[asked.what]
    if asked.output.suffix.lower() != ending:
        raise UsageError(_("“{file}” does not end in {ending}.").format(file=asked.output, ending=ending))
    source = Answers(desk.reader)
    if asked.cut:
        source = answers_of_cut(desk.data, closing_called(desk.reader, asked.cut))
    about = unit(source.catalogue, asked.unit) if asked.unit else None
    figures = report_figures(source, quarter_end(asked.year, asked.quarter), about)
    content = made(asked.what, figures, desk.data)
    about_what = f"{asked.what} {figures.unit} {asked.year}Q{asked.quarter} {asked.cut or ''}".rstrip()
    record(AccessStore(desk.warehouse.folder), Did.EXPORTED, asked_account(asked), about=about_what)
    try:
        asked.output.write_bytes(content)
    except OSError as error:
        raise UsageError(
            _("“{file}” cannot be written: {reason}").format(file=asked.output, reason=error.strerror or error),
            _("Choose another place."),
        ) from error
    desk.say(_("Wrote {file}: {unit}, {bytes} bytes.").format(
        file=asked.output, unit=figures.unit_name, bytes=len(content)
    ))  # fmt: skip
    if desk.as_json:
        desk.answer({"file": str(asked.output), "what": asked.what, "unit": figures.unit, "bytes": len(content)})
    return 0
