"""The demonstration county's way into a store: the same reading, checks and commits as everybody's workbooks.

Only the moment of loading is taken from the manifest, so that what was late then is late now.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.demo.write import CATALOGUE_FOLDER, EXAMPLE, MANIFEST, WORKBOOKS_FOLDER
from etl.load import commit, read_file
from etl.model import Reading
from guoban.catalogue import read_catalogue
from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the manifest."""

    path: Path
    loaded_at: datetime
    by: str


def manifest(folder: Path = EXAMPLE) -> tuple[Entry, ...]:
    """The workbooks in the order in which they were loaded. Raises InputError where the example is not complete."""
    try:
        with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
            entries = tuple(_entry(folder, row) for row in csv.DictReader(file))
    except OSError as error:
        raise _incomplete(folder) from error
    if not all(entry.path.is_file() for entry in entries):
        raise _incomplete(folder)
    return entries


def load_demonstration(warehouse: Warehouse, folder: Path = EXAMPLE) -> Iterator[tuple[Entry, Reading]]:
    """Load every workbook of the manifest into `warehouse`, yielding each, and how it was read, once it is in."""
    for entry in manifest(folder):
        content = entry.path.read_bytes()
        reading = read_file(content, entry.path.name, warehouse.reader())
        commit(warehouse, reading, content, by=entry.by, at=entry.loaded_at)
        yield entry, reading


def create_demonstration(folder: Path, example: Path = EXAMPLE) -> Warehouse:
    """An empty store with the demonstration county's catalogue."""
    return Warehouse.create(folder, read_catalogue(example / CATALOGUE_FOLDER))


def _entry(folder: Path, row: dict[str, str]) -> Entry:
    return Entry(folder / WORKBOOKS_FOLDER / row["file"], datetime.fromisoformat(row["loaded_at"]), row["by"])


def _incomplete(folder: Path) -> InputError:
    return InputError(
        _("The demonstration county in {folder} is not complete.").format(folder=folder),
        _("Write it anew: python -m etl.demo"),
    )
