"""Writing files so that a cut of power leaves the old one or the new one, never half of one."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

SHARING_PATIENCE_SECONDS = 2.0
_WINDOWS = os.name == "nt"


def write_durably(path: Path, content: bytes, *, by_way_of: Path) -> None:
    """Write `content` to `by_way_of`, on the same disk, and move it to `path` once it rests on the disk."""
    with by_way_of.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    move_durably(by_way_of, path)


def move_durably(source: Path, target: Path) -> None:
    """Rename, replacing what is there, and make the folder's entry durable."""
    patiently(lambda: source.replace(target))
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk confirm a folder's entries; Windows has no such call and needs none."""
    if _WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def patiently(step: Callable[[], T]) -> T:
    """Do `step`; on Windows try again for a moment while another process holds the file open for its own short read."""
    give_up = time.monotonic() + SHARING_PATIENCE_SECONDS
    while True:
        try:
            return step()
        except PermissionError:
            if not _WINDOWS or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
