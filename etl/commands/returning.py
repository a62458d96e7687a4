"""The option `--annotate` of a check: the workbook goes back with its findings marked."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from guoban.errors import InputError, UsageError
from guoban.text import _
from guoban.text.visible import in_one_line

if TYPE_CHECKING:
    from etl.commands.ahead import Read
    from etl.commands.desk import Desk


def add_annotate(parser: ArgumentParser) -> None:
    """--annotate OUT."""
    parser.add_argument(
        "--annotate", type=Path, metavar="OUT.xlsx",
        help=_("write the workbook with its findings marked, to go back to the sender; for several files a folder"),
    )  # fmt: skip


def require_place(out: Path, paths: Sequence[Path]) -> None:
    """Raise UsageError where slips cannot be written: several into one file, or over what they were made from."""
    if len(paths) > 1 and not out.is_dir():
        raise UsageError(
            _("“{file}” is no folder, and there are several workbooks to return.").format(file=out),
            _("Name a folder for the return slips."),
        )
    if any(out.exists() and out.samefile(path) for path in paths if path.exists()):
        raise UsageError(_("“{file}” is the workbook itself.").format(file=out), _("Choose another place."))


def annotated(read: "Read", out: Path, desk: "Desk") -> None:
    """Write the return slip of one file; where none can be made, say why. Raises UsageError where it cannot be written.

    out: the file, or the folder in which it gets its own name.
    """
    from etl.reading import read_sheets
    from etl.slip import make_slip

    if not read.reading.size:
        return  # not opened, which the findings say
    try:
        content = read.path.read_bytes()
        reading = replace(read.reading, grids=read_sheets(content, read.path.name))
        slip = make_slip(reading, content, read.reader.catalogue)
    except InputError as error:
        why = f"{error.message} {error.hint}"
        line = _("{file}: no return slip was made. {why}").format(file=read.path, why=why).rstrip()
        print(in_one_line(line), file=desk.errors)
        return
    place = out / slip.file_name if out.is_dir() else out
    if place.suffix.lower() != Path(slip.file_name).suffix:
        ending = Path(slip.file_name).suffix
        raise UsageError(_("“{file}” does not end in {ending}.").format(file=place, ending=ending))
    try:
        place.write_bytes(slip.content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            _("“{file}” cannot be written: {reason}").format(file=place, reason=reason), _("Choose another place.")
        ) from error
    desk.say(_("Wrote {file}.").format(file=place))
