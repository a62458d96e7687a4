"""`current.json`: which version of the store counts, and the seals of those that are kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.durable import patiently, write_durably
from guoban.warehouse.seals import Seal

POINTER_NAME = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What counts now.

    highest: the highest number ever pointed at; after going back to an older version it is above `version`, and no
    number is used twice, for some process may still hold the file of that number open.
    seals: of the versions published while this pointer's line goes back unbroken.
    """

    version: int
    highest: int
    seals: Mapping[int, Seal] = field(default_factory=dict)


class DamagedPointerError(StoreError):
    """The pointer file is there and cannot be understood."""


def read_pointer(store: Path) -> Pointer | None:
    """The pointer, or None where there is none. Raises DamagedPointerError, OSError."""
    path = store / POINTER_NAME
    try:
        content = patiently(path.read_bytes)
    except FileNotFoundError:
        return None
    try:
        pointer = _parse(content)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DamagedPointerError(_("The file {path} is damaged.").format(path=path)) from None
    if not 1 <= pointer.version <= pointer.highest:
        raise DamagedPointerError(_("The file {path} is damaged.").format(path=path))
    return pointer


def write_pointer(store: Path, pointer: Pointer) -> None:
    """Point at a version, durably: from here on it is what everybody opens."""
    content = {
        "version": pointer.version,
        "highest": pointer.highest,
        "published_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "sealed": {
            str(version): [seal.size, f"{seal.checksum:032x}"] for version, seal in sorted(pointer.seals.items())
        },
    }
    part = store / f"{POINTER_NAME}.part"
    write_durably(store / POINTER_NAME, json.dumps(content).encode(), by_way_of=part)


def _parse(content: bytes) -> Pointer:
    found = json.loads(content)
    sealed = found.get("sealed", {})  # the first stores were sealed in another way, which is as if they were not
    seals = {int(version): Seal(int(size), int(checksum, 16)) for version, (size, checksum) in sealed.items()}
    return Pointer(int(found["version"]), int(found["highest"]), seals)
