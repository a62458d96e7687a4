"""Hashes that cost nothing, a password, a clock that is set by hand, and accounts that are damaged."""

import os
from dataclasses import dataclass

from guoban.access.rules import Rules
from guoban.access.store import AccessStore

CHEAP = Rules(hash_passes=1, hash_kibibytes=8, hash_lanes=1)
PASSWORD = "过半 half the year"


@dataclass
class Clock:
    """Seconds since 1970."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def damage(store: AccessStore) -> None:
    """Leave nothing in the file, or in the log beside it, that could be read as accounts."""
    log = store.path.with_name(f"{store.path.name}-wal")
    for path in (store.path, log) if log.exists() else (store.path,):
        path.write_bytes(os.urandom(8192))
