"""What a backup holds, looked at whole before anything is put back, and how that differs from what counts now."""

import json
import logging
import shutil
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from guoban.errors import GuobanError, StoreError
from guoban.warehouse.daily import FOLDER
from guoban.warehouse.durable import write_durably
from guoban.warehouse.reader import Reader
from guoban.warehouse.restore import Listed, opened, unpacked
from guoban.warehouse.space import not_written
from guoban.warehouse.warehouse import Warehouse

LOG = logging.getLogger("guoban.backup")

CHECKED_NAME = "checked.json"
_COUNTING = "select upload, sha256, file_name, loaded_by from upload where undone_at is null order by upload"


_STAMP = "select created_at, roster from store"
"""What tells a store from others of the same number of versions."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload that counts, by its number, file and person."""

    number: int
    sha256: str
    file_name: str
    loaded_by: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds. made_at: UTC, as a text. version: of the store; units, indicators: of its catalogue.

    uploads: those that count there. lost: those that count here and not there; other: those that count there and not
    here. same: whether it is the very version that counts here.
    """

    made_at: str
    version: int
    units: int
    indicators: int
    uploads: int
    lost: tuple[Upload, ...]
    other: tuple[Upload, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Check:
    """That a backup was read whole. at: local. problem: what was wrong with it, "" = nothing. size, changed: of the
    file then, so that another one of the same name is not taken for it.
    """

    at: str
    problem: str
    size: int
    changed: float

    @property
    def moment(self) -> datetime:
        """When it was read."""
        return datetime.fromisoformat(self.at)


def look_inside(warehouse: Warehouse, path: Path) -> Inside:
    """Unpack a backup aside, compare every entry with its hash, open its store, and count; nothing is changed.

    Raises InputError where it is no backup, damaged, incomplete or made by a newer program, StoreError when the disk
    refuses.
    """
    try:
        aside = Path(tempfile.mkdtemp(prefix=".looking-", dir=warehouse.folder))
    except OSError as error:
        raise not_written(warehouse.folder, error) from error
    try:
        listed = unpacked(path, aside / "backup")
        there = opened(path, aside / "backup", listed)
        return _inside(warehouse, there, listed)
    except OSError as error:
        raise not_written(warehouse.folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)  # what Windows still holds open goes with the next one


def check_backup(warehouse: Warehouse, path: Path, now: datetime) -> Inside:
    """`look_inside` of a backup in the folder of the data folder, and note there that it was read, and what came of it.

    now: local. Raises as `look_inside`.
    """
    try:
        found = look_inside(warehouse, path)
    except GuobanError as error:
        _note(warehouse, path, f"{error.message} {error.hint}".strip(), now)
        raise
    _note(warehouse, path, "", now)
    return found


def checks(warehouse: Warehouse) -> dict[str, Check]:
    """What is known of the backups of the data folder, by name; of files that are still as they were then."""
    found = {}
    for name, told in _noted(warehouse).items():
        path = warehouse.folder / FOLDER / name
        if path.exists() and (path.stat().st_size, path.stat().st_mtime) == (told.size, told.changed):
            found[name] = told
    return found


def _inside(warehouse: Warehouse, there: Reader, listed: Listed) -> Inside:
    theirs = [Upload(*row) for row in there.rows(_COUNTING)]
    try:
        here = warehouse.reader()
        ours = [Upload(*row) for row in here.rows(_COUNTING)]
    except StoreError:
        here, ours = None, []  # a damaged store is what backups are for
    return Inside(
        made_at=listed.made_at,
        version=listed.version,
        units=len(there.catalogue.units),
        indicators=len(there.catalogue.indicators),
        uploads=len(theirs),
        lost=tuple(each for each in ours if each not in theirs),
        other=tuple(each for each in theirs if each not in ours),
        same=here is not None and here.version == listed.version and here.rows(_STAMP) == there.rows(_STAMP),
    )


def _noted(warehouse: Warehouse) -> dict[str, Check]:
    try:
        found = json.loads((warehouse.folder / FOLDER / CHECKED_NAME).read_text(encoding="utf-8"))
        return {name: Check(**told) for name, told in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _note(warehouse: Warehouse, path: Path, problem: str, now: datetime) -> None:
    if not path.exists():
        return
    state = path.stat()
    told = checks(warehouse) | {path.name: Check(now.isoformat(), problem, state.st_size, state.st_mtime)}
    target = warehouse.folder / FOLDER / CHECKED_NAME
    try:
        content = json.dumps({name: asdict(each) for name, each in told.items()}, ensure_ascii=False, indent=1)
        write_durably(target, content.encode(), by_way_of=target.with_suffix(".part"))
    except OSError:
        LOG.exception("the check of %s could not be noted", path.name)
