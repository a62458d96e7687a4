"""Hashes that cost nothing, a password, and a clock that is set by hand."""

from dataclasses import dataclass

from guoban.access.rules import Rules

CHEAP = Rules(hash_passes=1, hash_kibibytes=8, hash_lanes=1)
PASSWORD = "过半 half the year"


@dataclass
class Clock:
    """Seconds since 1970."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now
