"""Files and folders as named on the command line → the workbooks among them, in their order."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guoban.errors import UsageError
from guoban.text import _

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv")

_NUMBER = re.compile(r"(\d+|十[一二]?|[一二三四五六七八九])")
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True)
class Found:
    """paths: the workbooks. passed_over: what lay beside them in folders and is none, or is not to be read."""

    paths: tuple[Path, ...]
    passed_over: tuple[Path, ...]


def workbooks(named: Sequence[Path]) -> Found:
    """Every file named, and every workbook in the folders named, sub-folders too.

    Files come in the order in which they are named, those of a folder by their paths as people count: 2月 before 10月,
    二季度 before 三季度. A file that is named is taken whatever it is called; what cannot be read is said when it is
    read. Raises UsageError where something does not exist or a folder holds no workbook.
    """
    found: list[Path] = []
    passed_over: list[Path] = []
    for path in named:
        if path.is_dir():
            inside = sorted(_inside(path), key=counted)
            taken = [file for file in inside if _is_workbook(file, path)]
            if not taken:
                raise UsageError(_("There is no workbook in {folder}.").format(folder=path))
            found += taken
            passed_over += [file for file in inside if not _is_workbook(file, path)]
        elif path.exists():
            found.append(path)
        else:
            raise UsageError(_("There is no file {file}.").format(file=path), _("Nothing was loaded."))
    return Found(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(passed_over)))


def counted(path: Path) -> list[list[tuple[int, int, str]]]:
    """A key that sorts paths as people count: numbers by their size, Arabic or Chinese, a copy after what it is of."""
    parts = (*path.parts[:-1], path.stem, path.suffix)
    return [[_counted(piece) for piece in _NUMBER.split(part) if piece] for part in parts]


def _counted(piece: str) -> tuple[int, int, str]:
    if piece.isdecimal():
        return 0, int(piece), ""
    if _NUMBER.fullmatch(piece):
        return 0, sum(_DIGITS[sign] for sign in piece), ""
    return 1, 0, piece.casefold()


def _inside(folder: Path) -> Iterator[Path]:
    """Every file in a folder; a sub-folder that may not be opened is passed over like what is in it."""
    closed: list[Path] = []
    for place, _folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (Path(place) / name for name in names)
    yield from closed


def _is_workbook(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in WORKBOOKS and path.is_file()
