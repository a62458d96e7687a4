"""A backup: one zip with a version of the store, the original files it speaks of, its catalogue and the accounts.

What is in it is listed in `guoban-backup.json` with the hash of every entry, so that whoever restores knows that
nothing was lost on the way.
"""

import hashlib
import json
import os
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.closings import closings, cut_of
from guoban.warehouse.durable import move_durably
from guoban.warehouse.frozen import CUTS
from guoban.warehouse.originals import original_path
from guoban.warehouse.pointer import POINTER_NAME
from guoban.warehouse.reader import Reader
from guoban.warehouse.schema import SCHEMA_VERSION
from guoban.warehouse.space import not_written, require_space
from guoban.warehouse.versions import Chain, files_of
from guoban.warehouse.warehouse import Warehouse

LIST_NAME = "guoban-backup.json"
FORMAT = 1
"""Of the list; a program refuses a backup whose format is newer than it knows."""

STORE, ORIGINALS, CATALOGUE, ACCOUNTS = "store", "originals", "catalogue", "accounts"
ACCOUNTS_FILE = "access.sqlite3"
"""In the data folder, where there are accounts; it is written while a backup is made."""

_SENT = """
select file_name, sha256 from upload where purpose <> 'edit'
union all
select file_name, sha256 from submission
"""
"""Names and hashes of the files that were sent in, those that wait for approval or were returned among them."""

_PIECE = 2**20
_ATTEMPTS = 5
"""So often a version may be superseded and removed in the instant between looking it up and opening its files."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds. version: of the store; size: of the zip, in bytes.

    lost: names of original files that the store speaks of, and of frozen cuts, that are not there any more, or not as
    they were.
    """

    path: Path
    version: int
    uploads: int
    originals: int
    size: int
    lost: tuple[str, ...]


def back_up(warehouse: Warehouse, path: Path) -> BackedUp:
    """Write the version that counts now, whole, to a zip; an older zip of that name is replaced once this one rests.

    Nobody waits meanwhile: files of a version never change, and this one's are held open from the beginning. Raises
    StoreError when the store is damaged or the zip cannot be written; then an older zip is as it was.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with ExitStack() as held:
            reader, files = _held(warehouse, held)
            ((uploads,),) = reader.rows("select count(*) from upload")
            sent = reader.rows(_SENT)
            require_space(path.absolute().parent, sum(os.fstat(file.fileno()).st_size for _name, file in files))
            try:
                originals, lost = _write(part, reader, files, warehouse, sent)
                move_durably(part, path)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path.absolute().parent, error) from error
    return BackedUp(path, reader.version, int(uploads), len(originals), path.stat().st_size, lost)


def _held(warehouse: Warehouse, held: ExitStack) -> tuple[Reader, list[tuple[str, BinaryIO]]]:
    """A reader of the version that counts now, and its files, open."""
    for attempt in range(_ATTEMPTS):
        reader = warehouse.reader()
        try:
            return reader, _opened(warehouse.store, reader.chain, held)
        except FileNotFoundError as error:
            if attempt == _ATTEMPTS - 1:
                message = _("Version {version} of the store is damaged: {reason}.")
                raise StoreError(message.format(version=reader.version, reason=error)) from error
    raise AssertionError("not reached")


def _opened(store: Path, chain: Chain, held: ExitStack) -> list[tuple[str, BinaryIO]]:
    return [(path.name, held.enter_context(path.open("rb"))) for path in files_of(store, chain)]


def _write(
    part: Path,
    reader: Reader,
    files: list[tuple[str, BinaryIO]],
    warehouse: Warehouse,
    sent: list[tuple[str, str]],
) -> tuple[set[str], tuple[str, ...]]:
    """Write the zip and have the disk confirm it. Returns the originals in it, and the names of what is lost."""
    listed: dict[str, str] = {}
    lost: dict[str, str] = {}
    with open(part, "wb", opener=_for_ourselves) as target:
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, file in files:
                listed[f"{STORE}/{name}"] = _add(archive, f"{STORE}/{name}", file, ZIP_DEFLATED)
            for path in sorted((warehouse.folder / CATALOGUE).glob("*.csv")):
                with path.open("rb") as file:
                    listed[f"{CATALOGUE}/{path.name}"] = _add(archive, f"{CATALOGUE}/{path.name}", file, ZIP_DEFLATED)
            if accounts := _accounts(warehouse.folder / ACCOUNTS_FILE):
                name = f"{ACCOUNTS}/{ACCOUNTS_FILE}"
                listed[name] = _add(archive, name, BytesIO(accounts), ZIP_DEFLATED)
            for file_name, sha256 in sent:
                original = original_path(warehouse.originals, sha256, file_name)
                name = f"{ORIGINALS}/{original.relative_to(warehouse.originals).as_posix()}"
                if name in listed or sha256 in lost:
                    continue
                if not _is_whole(original, sha256):
                    lost[sha256] = file_name
                    continue
                with original.open("rb") as file:
                    listed[name] = _add(archive, name, file, ZIP_STORED)
            for closing in closings(reader):
                if not _add_cut(archive, listed, cut_of(warehouse.folder, closing)):
                    lost[closing.folder] = closing.cut
            archive.writestr(LIST_NAME, json.dumps(_list(reader, listed), ensure_ascii=False, indent=1))
        target.flush()
        os.fsync(target.fileno())
    return {name for name in listed if name.startswith(f"{ORIGINALS}/")}, tuple(lost.values())


def _add_cut(archive: ZipFile, listed: dict[str, str], cut: Warehouse) -> bool:
    """Copy a frozen store into the zip: its pointer and the files of its version. False where it is lost or damaged."""
    try:
        cut.require_sound()
        files = files_of(cut.store, cut.reader().chain)
    except StoreError:
        return False
    for path in (cut.store / POINTER_NAME, *files):
        name = f"{CUTS}/{cut.folder.name}/{STORE}/{path.name}"
        with path.open("rb") as file:
            listed[name] = _add(archive, name, file, ZIP_DEFLATED)
    return True


def _list(reader: Reader, listed: dict[str, str]) -> dict[str, object]:
    return {
        "product": "guoban",
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": reader.version,
        "schema_version": SCHEMA_VERSION,
        "files": listed,
    }


def _for_ourselves(path: str, flags: int) -> int:
    """What is in a backup, accounts among it, is not for everybody on this machine."""
    return os.open(path, flags, 0o600)


def _add(archive: ZipFile, name: str, file: BinaryIO, compression: int) -> str:
    """Copy a file into the zip; returns the SHA-256 of what was copied."""
    entry = ZipInfo(name, datetime.now().astimezone().timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o600 << 16
    digest = hashlib.sha256()
    with archive.open(entry, "w", force_zip64=True) as copy:
        while piece := file.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def _accounts(path: Path) -> bytes:
    """The accounts as they are at one moment, whoever signs in meanwhile; nothing where there are none."""
    if not path.exists():
        return b""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as accounts:
            return accounts.serialize()
    except sqlite3.Error as error:
        raise StoreError(
            _("The accounts in {file} cannot be read: {reason}").format(file=path, reason=error),
            _("No backup was made. See whether the file is there and this account may read it."),
        ) from error


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False
