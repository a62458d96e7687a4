"""Files and folders as named on the command line → the workbooks among them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from guoban.errors import UsageError
from guoban.text import _

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv")
LOCK_FILES = ("~$", ".~")
"""What Excel and WPS leave beside a workbook while somebody has it open."""


def workbooks(named: Sequence[Path]) -> list[Path]:
    """Every file named, and every workbook in the folders named, sub-folders too, in the order of their paths.

    A file that is named is taken whatever it is called; what cannot be read is said when it is read.
    Raises UsageError where something does not exist or a folder holds no workbook.
    """
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = sorted(_inside(path))
            if not inside:
                raise UsageError(_("There is no workbook in {folder}.").format(folder=path))
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(_("There is no file {file}.").format(file=path), _("Nothing was loaded."))
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in WORKBOOKS and not path.name.startswith(LOCK_FILES) and path.is_file():
            yield path


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises UsageError where they may not be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(_("{file} cannot be read: {reason}").format(file=path, reason=reason)) from error
