"""Back from a backup: all is checked before anything is replaced, and what was there stays as an older version."""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse.backup import ACCOUNTS, ACCOUNTS_FILE, CATALOGUE, FORMAT, LIST_NAME, ORIGINALS, STORE
from guoban.warehouse.duck import BrokenFileError
from guoban.warehouse.durable import write_durably
from guoban.warehouse.frozen import CUTS, take_in
from guoban.warehouse.originals import keep_original
from guoban.warehouse.pointer import POINTER_NAME, Pointer, write_pointer
from guoban.warehouse.publishing import publish_made_elsewhere
from guoban.warehouse.reader import Reader
from guoban.warehouse.space import not_written, require_space
from guoban.warehouse.versions import whole_path
from guoban.warehouse.warehouse import Warehouse
from guoban.warehouse.writer_lock import writing_alone
from guoban.zips import BROKEN_ZIP

ASIDE = ".restoring"
"""In the data folder: here a backup is unpacked and looked at before any of it counts."""

_ORIGINAL = re.compile(rf"{ORIGINALS}/[0-9a-f]{{2}}/([0-9a-f]{{64}})(\.[a-z0-9]{{1,8}})?")
_CUT = re.compile(rf"{CUTS}/([0-9a-f]{{32}})/{STORE}/(?:{re.escape(POINTER_NAME)}|\d{{6,}}\.(?:duckdb|addition))")
_OTHERS = re.compile(rf"{STORE}/(\d{{6,}})\.(?:duckdb|addition)|{CATALOGUE}/\w+\.csv|{ACCOUNTS}/{ACCOUNTS_FILE}")
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. version: its number here; before: the version that counted until then, None where none did."""

    version: int
    before: int | None
    uploads: int
    originals: int
    made_at: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a backup says of itself."""

    version: int
    made_at: str
    files: Mapping[str, str]


def restore(warehouse: Warehouse, path: Path) -> Restored:
    """Make what a backup holds the version that counts, and put its original files beside those that are here.

    The backup is unpacked aside and read whole first. Raises InputError, and changes nothing, where it is no backup,
    damaged, incomplete or made by a newer program; StoreError when the disk refuses or another process goes on writing.
    """
    aside = warehouse.folder / ASIDE
    try:
        warehouse.store.mkdir(parents=True, exist_ok=True)
        with writing_alone(warehouse.store, warehouse.patience_seconds):
            try:
                shutil.rmtree(aside, ignore_errors=True)
                listed = _unpacked(path, aside)
                reader = _opened(path, aside, listed)
                return _taken_in(warehouse, aside, reader, listed)
            finally:
                shutil.rmtree(aside, ignore_errors=True)  # what Windows still holds open goes with the next restore
    except OSError as error:
        raise not_written(warehouse.folder, error) from error


def _unpacked(path: Path, aside: Path) -> _Listed:
    """Unpack what the backup lists, and nothing else, each entry compared with its hash."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(
            _("{file} cannot be opened: {reason}").format(file=path, reason=error.strerror or error),
            _("See whether the file is there and this account may read it."),
        ) from error
    with file:
        try:
            with ZipFile(file) as archive:
                listed = _list_of(archive, path)
                aside.mkdir(parents=True)
                require_space(aside, sum(archive.getinfo(name).file_size for name in listed.files))
                for name, sha256 in listed.files.items():
                    if _unpack(archive, name, aside / name) != sha256:
                        raise _damaged(path, name)
                return listed
        except KeyError as error:
            raise _damaged(path, str(error.args[0])) from error
        except BROKEN_ZIP as error:
            raise _no_backup(path) from error


def _list_of(archive: ZipFile, path: Path) -> _Listed:
    if LIST_NAME not in archive.namelist():
        raise _no_backup(path)
    try:
        found = json.loads(archive.read(LIST_NAME))
        if found["format"] > FORMAT:
            raise InputError(
                _("{file} was made by a newer version of this program.").format(file=path), _("Update the program.")
            )
        listed = _Listed(int(found["version"]), str(found["made_at"]), dict(found["files"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _no_backup(path) from error
    for name in listed.files:
        if not (_ORIGINAL.fullmatch(name) or _OTHERS.fullmatch(name) or _CUT.fullmatch(name)):
            raise _damaged(path, name)
    return listed


def _unpack(archive: ZipFile, name: str, target: Path) -> str:
    """Write an entry to `target`; returns the SHA-256 of what was written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as entry, target.open("wb") as copy:
        while piece := entry.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def _opened(path: Path, aside: Path, listed: _Listed) -> Reader:
    """A reader of what was unpacked, in one whole file."""
    unpacked = Warehouse(aside)
    numbers = [int(found[1]) for name in listed.files if (found := _OTHERS.fullmatch(name)) and found[1]]
    if listed.version not in numbers:
        raise _damaged(path, f"{STORE}/{listed.version:06}")
    write_pointer(unpacked.store, Pointer(listed.version, listed.version))
    try:
        reader = unpacked.reader()
        if reader.additions:
            unpacked.publish(lambda _connection: None)
            reader = unpacked.reader()
    except BrokenFileError as error:
        raise _damaged(path, str(error)) from error
    return reader


def _taken_in(warehouse: Warehouse, aside: Path, reader: Reader, listed: _Listed) -> Restored:
    """Put the originals beside ours, then the store behind the last version of ours; the pointer comes last."""
    originals = [found for name in listed.files if (found := _ORIGINAL.fullmatch(name))]
    for found in originals:
        content = (aside / found[0]).read_bytes()
        keep_original(warehouse.originals, content, found[1], f"original{found[2] or ''}")
    for folder in sorted({cut[1] for name in listed.files if (cut := _CUT.fullmatch(name))}):
        take_in(warehouse.folder, aside / CUTS / folder)
    (warehouse.folder / CATALOGUE).mkdir(exist_ok=True)
    for path in sorted((aside / CATALOGUE).glob("*.csv")):
        written = warehouse.folder / CATALOGUE / path.name
        write_durably(written, path.read_bytes(), by_way_of=written.with_suffix(".part"))
    accounts, came = warehouse.folder / ACCOUNTS_FILE, aside / ACCOUNTS / ACCOUNTS_FILE
    if came.exists() and not accounts.exists():  # else who may sign in today is not for a backup to say
        part = accounts.with_suffix(".part")
        part.touch(mode=0o600)  # nobody else on the machine reads it
        write_durably(accounts, came.read_bytes(), by_way_of=part)
    version, before = publish_made_elsewhere(warehouse.store, whole_path(aside / STORE, reader.chain.whole))
    ((uploads,),) = reader.rows("select count(*) from upload")
    return Restored(version, before, int(uploads), len(originals), listed.made_at)


def _no_backup(path: Path) -> InputError:
    return InputError(
        _("{file} is no backup of Guoban, or was cut off.").format(file=path),
        _("Choose a file that `backup` has written."),
    )


def _damaged(path: Path, name: str) -> InputError:
    return InputError(
        _("The backup {file} is damaged: {name}. Nothing was changed.").format(file=path, name=name),
        _("Take an older backup."),
    )
