"""One CSV file of a catalogue as rows of named texts."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guoban.catalogue.names import listed
from guoban.catalogue.problems import Problems
from guoban.text import _


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts (the header is 1) and its texts by column, stripped."""

    file: str
    number: int
    texts: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts.get(column, "")

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a text separated by `|`, without empty ones and repetitions."""
        return tuple(dict.fromkeys(part.strip() for part in self[column].split("|") if part.strip()))


def read_table(path: Path, required: Sequence[str], optional: Sequence[str], problems: Problems) -> list[Row]:
    """Read a CSV file with a header row; empty rows are skipped but counted.

    Encodings: UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030, Chinese Excel's plain "CSV".
    Missing, unknown and repeated columns, cells outside the header and undecodable bytes become problems.
    """
    text = _decode(path, problems)
    if text is None:
        return []
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        problems.add(
            path.name, 0, "", _("This is not a table of comma-separated values ({error}).").format(error=error)
        )
        return []
    header = [column.strip() for column in lines[0]] if lines else []
    if not _header_fits(path.name, header, required, optional, problems):
        return []
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        if any(cell.strip() for place, cell in enumerate(line) if place >= len(header) or not header[place]):
            message = _("A cell stands in a column without a head; is there a comma too many?")
            problems.add(path.name, number, "", message)
        rows.append(Row(path.name, number, {column: cell.strip() for column, cell in zip(header, line, strict=False)}))
    return rows


def _decode(path: Path, problems: Problems) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.add(path.name, 0, "", _("The file is missing."))
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        encodings = []  # a workbook renamed to .csv, say
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = _("This is not a text file; in Excel, save it as “CSV UTF-8 (comma delimited)”.")
    problems.add(path.name, 0, "", message)
    return None


def _header_fits(
    file: str, header: list[str], required: Sequence[str], optional: Sequence[str], problems: Problems
) -> bool:
    before = len(problems.found)
    for column in required:
        if column not in header:
            problems.add(file, 1, column, _("This column is missing."))
    for column in dict.fromkeys(filter(None, header)):
        if column not in required and column not in optional:
            known = listed([*required, *optional])
            problems.add(file, 1, column, _("There is no such column; known are {columns}.").format(columns=known))
        if header.count(column) > 1:
            problems.add(file, 1, column, _("This column is there twice."))
    return len(problems.found) == before
