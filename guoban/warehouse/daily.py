"""The backup of the day: made once, by whichever process comes first, into a folder that never fills the disk."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from guoban.errors import StoreError
from guoban.warehouse.backup import BackedUp, back_up
from guoban.warehouse.keep_rule import Kept, backup_path, kept_backups, to_remove
from guoban.warehouse.space import require_space
from guoban.warehouse.versions import files_of
from guoban.warehouse.warehouse import Warehouse

log = logging.getLogger("guoban.backup")

FOLDER = "backups"
LOCK_NAME, TRIED_NAME = "backup.lock", "tried.json"
AGAIN_AFTER = timedelta(hours=1)
"""Where a backup could not be made, the next attempt waits so long."""

GROWTH = 1.1
"""The next backup may be so much larger than the last: uploads of a day."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last attempt. tried_at: local. problem: why there is no backup of it; empty where there is one."""

    tried_at: datetime
    problem: str = ""


def is_due(backups: list[Kept], hour: int, now: datetime) -> bool:
    """Whether the last time that the clock struck `hour` has no backup after it yet.

    One from the future counts for nothing: the clock was wrong then, or is now, and to wait for that day would be to
    go without. So a clock that jumps, whichever way, costs one backup more and never one less.
    """
    struck = datetime.combine(now.date(), time(hour))
    if struck > now:
        struck -= timedelta(days=1)
    return not any(struck <= each.made_at <= now for each in backups)


def back_up_if_due(warehouse: Warehouse, now: datetime) -> BackedUp | None:
    """Make the backup of the day where it is due and nobody is making it. now: local, without a zone.

    None where there is nothing to do, by the settings of the store or because it was tried an hour ago. Raises
    StoreError where it cannot be made, and the attempt is noted (`last_attempt`).
    """
    hour = warehouse.reader().catalogue.settings.backup_hour
    folder = warehouse.folder / FOLDER
    if hour is None or not is_due(kept_backups(folder), hour, now) or _was_just_tried(folder, now):
        return None
    return back_up_by_rule(warehouse, now, only_if_due=hour)


def back_up_by_rule(warehouse: Warehouse, now: datetime, *, only_if_due: int | None = None) -> BackedUp | None:
    """Write a backup into the folder of the data folder, then remove those that the rule does not keep.

    None where another process is at it, or has been meanwhile (only_if_due: the hour). Raises StoreError where it
    cannot be made; nothing is removed then.
    """
    folder = warehouse.folder / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK_NAME, timeout=0):
            if only_if_due is not None and not is_due(kept_backups(folder), only_if_due, now):
                return None
            return _made(warehouse, folder, now)
    except Timeout:
        return None
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}") from error


def last_attempt(warehouse: Warehouse) -> Attempt | None:
    """What became of the last attempt, whichever process made it; None before the first."""
    try:
        found = json.loads((warehouse.folder / FOLDER / TRIED_NAME).read_text(encoding="utf-8"))
        return Attempt(datetime.fromisoformat(found["tried_at"]), str(found["problem"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made(warehouse: Warehouse, folder: Path, now: datetime) -> BackedUp:
    for left in folder.glob("*.part"):
        left.unlink(missing_ok=True)  # of a process that was killed: whoever holds the lock is the only one
    try:
        require_space(folder, _needed(warehouse, folder))
        done = back_up(warehouse, backup_path(folder, now))
    except StoreError as error:
        _note(folder, Attempt(now, f"{error.message} {error.hint}".strip()))
        log.warning("no backup: %s", error.message)
        raise
    _note(folder, Attempt(now))
    log.info("backup %s, %d bytes", done.path.name, done.size)
    for old in to_remove(kept_backups(folder), warehouse.reader().catalogue.settings.backups_kept):
        old.path.unlink(missing_ok=True)
        log.info("backup %s removed by the keep rule", old.path.name)
    return done


def _needed(warehouse: Warehouse, folder: Path) -> int:
    """About what the next backup weighs: the last one and a little, or before the first what goes into it."""
    if backups := kept_backups(folder):
        return int(backups[-1].path.stat().st_size * GROWTH)
    originals = (path for path in warehouse.originals.glob("??/*"))
    return sum(path.stat().st_size for path in (*files_of(warehouse.store, warehouse.reader().chain), *originals))


def _was_just_tried(folder: Path, now: datetime) -> bool:
    attempt = last_attempt(Warehouse(folder.parent))
    return attempt is not None and bool(attempt.problem) and now - AGAIN_AFTER < attempt.tried_at <= now


def _note(folder: Path, attempt: Attempt) -> None:
    told = {"tried_at": attempt.tried_at.isoformat(), "problem": attempt.problem}
    try:
        (folder / TRIED_NAME).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        log.warning("the attempt could not be noted: %s", error)  # a full disk: the log has it
