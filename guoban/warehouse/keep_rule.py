"""Which backups stay: of the last days, weeks and months, so that an error found late can still be gone back behind.

Names bear the moment by the clock of the office (`guoban-20261121-0203.zip`): whoever looks into the folder sees it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_NAME = re.compile(r"guoban-(\d{8}-\d{4})\.zip")
_MOMENT = "%Y%m%d-%H%M"


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A backup of the folder. made_at: local, as its name says."""

    made_at: datetime
    path: Path


def backup_path(folder: Path, moment: datetime) -> Path:
    """Where a backup of this moment lies."""
    return folder / f"guoban-{moment.strftime(_MOMENT)}.zip"


def kept_backups(folder: Path) -> list[Kept]:
    """The backups of a folder, oldest first; other files there are nobody's business."""
    found = ((_NAME.fullmatch(path.name), path) for path in folder.glob("guoban-*.zip"))
    return sorted(Kept(moment, path) for match, path in found if match and (moment := _moment(match[1])))


def to_remove(backups: Iterable[Kept], keep: tuple[int, int, int]) -> list[Kept]:
    """Those that no rule keeps, oldest first. keep: so many days, weeks and months that have one keep their last."""
    newest_first = sorted(backups, reverse=True)
    rules: Sequence[tuple[int, Callable[[datetime], object]]] = (
        (keep[0], lambda moment: moment.date()),
        (keep[1], lambda moment: moment.isocalendar()[:2]),
        (keep[2], lambda moment: (moment.year, moment.month)),
    )
    staying = {each for most, period in rules for each in _last_of_each(newest_first, most, period)}
    return [each for each in reversed(newest_first) if each not in staying]


def _last_of_each(newest_first: Sequence[Kept], most: int, period: Callable[[datetime], object]) -> list[Kept]:
    last: dict[object, Kept] = {}
    for each in newest_first:
        last.setdefault(period(each.made_at), each)
    return list(last.values())[:most]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _MOMENT)  # noqa: DTZ007 - the clock of the office, as the name has it
    except ValueError:
        return None
