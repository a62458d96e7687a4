"""Room on the disk, looked at before anything is written, and what to say when the disk refuses."""

import errno
import os
import shutil
from pathlib import Path

from guoban.errors import StoreError
from guoban.text import _

SPARE_BYTES = 32 * 2**20
"""Left free beyond what a publication copies: new rows, the spill of a large sort, the log of the system."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = tuple(os.strerror(number) for number in _FULL)  # DuckDB passes on the system's words, not its number


def require_space(folder: Path, size: int) -> None:
    """Raise StoreError unless `size` bytes and some spare fit on the disk of `folder`."""
    needed = size + SPARE_BYTES
    if shutil.disk_usage(folder).free < needed:
        raise _disk_full(folder, needed)


def not_written(folder: Path, error: Exception) -> StoreError:
    """What to tell when writing to `folder` failed with an error of the system or of DuckDB."""
    said = isinstance(error, OSError) and error.errno in _FULL
    said = said or any(words in str(error) for words in _FULL_WORDS)
    if said or shutil.disk_usage(folder).free < SPARE_BYTES:  # Windows says it in the words of its own language
        return _disk_full(folder, SPARE_BYTES)
    return StoreError(
        _("The store in {folder} could not be written: {reason}").format(folder=folder, reason=error),
        _("Nothing was changed. See whether the disk is there and this account may write to it."),
    )


def not_read(folder: Path, error: Exception) -> StoreError:
    """What to tell when reading from `folder` failed with an error of the system."""
    return StoreError(
        _("The store in {folder} could not be read: {reason}").format(folder=folder, reason=error),
        _("See whether the disk is there and this account may read it."),
    )


def _disk_full(folder: Path, needed: int) -> StoreError:
    free = shutil.disk_usage(folder).free
    return StoreError(
        _("The disk that holds {folder} is full: at least {needed} MB are needed, {free} MB are free.").format(
            folder=folder, needed=-(-needed // 10**6), free=free // 10**6
        ),
        _("Nothing was changed. Free some space and try again."),
    )
