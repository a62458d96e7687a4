"""`current.json`: which version of the store counts."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from guoban.errors import StoreError
from guoban.text import _
from guoban.warehouse.durable import patiently, write_durably

POINTER_NAME = "current.json"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What counts now.

    highest: the highest number ever pointed at; after going back to an older version it is above `version`, and no
    number is used twice, for some process may still hold the file of that number open.
    """

    version: int
    highest: int
    published_at: str


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
        found = json.loads(content)
        pointer = Pointer(int(found["version"]), int(found["highest"]), str(found["published_at"]))
    except (ValueError, KeyError, TypeError):
        raise DamagedPointerError(_("The file {path} is damaged.").format(path=path)) from None
    if not 1 <= pointer.version <= pointer.highest:
        raise DamagedPointerError(_("The file {path} is damaged.").format(path=path))
    return pointer


def write_pointer(store: Path, version: int, highest: int) -> None:
    """Point at `version`, durably: from here on it is what everybody opens."""
    pointer = Pointer(version, highest, datetime.now(UTC).isoformat(timespec="milliseconds"))
    content = json.dumps(asdict(pointer), indent=1).encode()
    write_durably(store / POINTER_NAME, content, by_way_of=store / f"{POINTER_NAME}.part")
