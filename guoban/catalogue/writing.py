"""A catalogue → the folder of CSV files it can be read from."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from guoban.catalogue.model import Catalogue
from guoban.catalogue.texts import COLUMNS, FILES, Texts, texts_of


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    """Write units.csv, indicators.csv and settings.csv; `read_catalogue` reads the same catalogue back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in csv_files(texts_of(catalogue)).items():
        (folder / name).write_bytes(content)


def csv_files(texts: Texts) -> Mapping[str, bytes]:
    """The files of a catalogue by their names.

    UTF-8 with a byte order mark, without which Excel takes the Chinese for something else.
    """
    found = {}
    for table, columns in COLUMNS.items():
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows([cells.get(column, "") for column in columns] for cells in texts[table].values())
        found[FILES[table]] = text.getvalue().encode("utf-8-sig")
    return found
