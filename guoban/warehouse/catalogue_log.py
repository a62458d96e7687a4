"""What was changed in the catalogue, one file a change: who, when, why, and every cell before and after.

The files lie in `catalogue/changes/`, each named by its number and by what it holds, and never change. Which of them
count stands in the store: it names the last one, and each names the one before. So a file that a killed writer left, or
one of a version that was gone back behind, is nobody's.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from guoban.catalogue.differences import Difference, differences
from guoban.catalogue.texts import Texts
from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.durable import write_durably
from guoban.warehouse.reader import Reader

FOLDER = ("catalogue", "changes")
FILE_NAME = r"\d{6}-[0-9a-f]{12}\.json"
_LAST = "catalogue_change"
"""A row of the table `setting` that is no setting: the name of the last change that counts."""

Rows = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. on: the name of the change before it, "" = the catalogue as it was given at first.

    at: UTC, as a text. undoes: the name of the change that it takes back, "" = none.
    """

    on: str
    at: str
    by: str
    reason: str
    undoes: str
    before: Texts
    after: Texts

    @property
    def content(self) -> bytes:
        """What its file holds."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @property
    def name(self) -> str:
        """Its number and twelve letters of what its file holds."""
        return f"{number_of(self.on) + 1:06}-{_digest(self.content)}"

    @property
    def number(self) -> int:
        """How many changes there were with it."""
        return number_of(self.on) + 1

    @property
    def moment(self) -> datetime:
        """When, in UTC."""
        return datetime.fromisoformat(self.at)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What it changed."""
        return differences(self.before, self.after)


def number_of(name: str) -> int:
    """The number that a change's name begins with; 0 before the first."""
    return int(name.partition("-")[0] or 0)


def last_change(rows: Rows) -> str:
    """The name of the last change of a version, "" = none. rows: answers a question, as `Reader.rows`."""
    found = rows(f"select value from setting where name = '{_LAST}'")  # nosec B608
    return str(found[0][0]) if found else ""


def note_last_change(execute: Callable[[str, list[str]], object], name: str) -> None:
    """Have the store name another change as the last one."""
    execute("insert or replace into setting values (?, ?)", [_LAST, name])


def changes(folder: Path, reader: Reader) -> list[Change]:
    """The changes that made the catalogue of a version, the newest first. folder: the data folder.

    Ends at the first whose file is gone or not as it was written: what was before that is not known any more.
    """
    found = []
    name = last_change(reader.rows)
    while name and (change := _read(folder, name)):
        found.append(change)
        name = change.on
    return found


def change_named(folder: Path, reader: Reader, number: int) -> Change | None:
    """The change of a number that counts, or None."""
    return next((each for each in changes(folder, reader) if each.number == number), None)


def keep(folder: Path, change: Change) -> None:
    """Have a change rest on the disk. Raises OSError."""
    path = _path(folder, change.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(path, change.content, by_way_of=path.with_suffix(".part"))


def require_all(folder: Path, reader: Reader) -> None:
    """Raise StoreError where a change that counts is lost."""
    found = changes(folder, reader)
    oldest = found[-1].on if found else last_change(reader.rows)
    if oldest:
        raise StoreError(
            _("The record of change no. {number} of the catalogue is gone or was altered.").format(
                number=number_of(oldest)
            ),
            _("The catalogue counts as before; changes up to that one cannot be taken back. A backup has the record."),
        )


def _read(folder: Path, name: str) -> Change | None:
    try:
        content = _path(folder, name).read_bytes()
    except OSError:
        return None
    if not name.endswith(_digest(content)):
        return None
    return Change(**json.loads(content))


def _path(folder: Path, name: str) -> Path:
    return folder.joinpath(*FOLDER, f"{name}.json")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
