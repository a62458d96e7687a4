"""The files as they were sent in, kept by the hash of their bytes (docs/decisions)."""

import hashlib
import re
from collections.abc import Collection
from pathlib import Path

from guoban.warehouse.durable import sync_folder, write_durably

INCOMING = "incoming"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def original_path(originals: Path, sha256: str, file_name: str) -> Path:
    """Where a file is kept: `originals/ab/abcd….xlsx`."""
    suffix = Path(file_name).suffix.lower()
    return originals / sha256[:2] / f"{sha256}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def keep_original(originals: Path, content: bytes, sha256: str, file_name: str) -> Path:
    """Store the bytes durably unless they are there whole; ValueError when the hash is not theirs.

    The caller holds the writer's lock: the folder for half-written files has one user at a time.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("sha256 does not belong to these bytes")
    path = original_path(originals, sha256, file_name)
    if path.exists() and path.stat().st_size == len(content):
        return path
    incoming = originals / INCOMING
    for folder in (incoming, path.parent):
        if not folder.exists():
            folder.mkdir(parents=True)
            sync_folder(folder.parent)
    write_durably(path, content, by_way_of=incoming / path.name)
    return path


def unclaimed(originals: Path, claimed: Collection[str]) -> list[Path]:
    """Kept files that no upload speaks of, such as those of uploads before a backup was put back, by their names.

    claimed: hashes of the files that uploads speak of.
    """
    kept = (path for path in originals.glob("??/*") if path.is_file())
    return sorted(path for path in kept if path.stem not in claimed)


def sweep_incoming(originals: Path) -> None:
    """Remove what a killed writer left half-written."""
    for path in (originals / INCOMING).glob("*"):
        path.unlink(missing_ok=True)
