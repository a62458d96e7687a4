"""Whether the targets that somebody had before them still are the ones in force when they are revised."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from guoban.errors import InputError
from guoban.text import _

_IN_FORCE = (Path(__file__).parent / "seen.sql").read_text(encoding="utf-8")


class Seen(NamedTuple):
    """What somebody saw in force: the uploads that a target and its spread came with, None where there was none."""

    unit: str
    indicator: str
    year: int
    target: int | None
    split: int | None


class ChangedMeanwhileError(InputError):
    """Somebody else has revised the same targets."""


def require_unchanged(rows_of: Callable[[str], list[tuple[Any, ...]]], seen: Iterable[Seen]) -> None:
    """Raise ChangedMeanwhileError unless everything is in force as it was seen. rows_of: answers a question."""
    in_force = {tuple(row[:3]): tuple(row[3:]) for row in rows_of(_IN_FORCE)}
    if any(in_force.get(each[:3], (None, None)) != each[3:] for each in seen):
        raise ChangedMeanwhileError(
            _("Targets that you revise have been revised by somebody else meanwhile; nothing was stored."),
            _("Look at the newer targets, which are marked, and submit once more."),
        )
