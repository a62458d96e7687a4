"""What the door knows: whether anybody has to sign in, and whom a token speaks for.

Looked up in the file of accounts, and remembered for a second: a page is dozens of requests. Whoever signs out here is
out at once; what another process has done is known a second later.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from guoban.access.accounts import accounts, has_administrator
from guoban.access.demonstration import is_demonstration
from guoban.access.people import Role, Visitor
from guoban.access.sessions import SEEN_EVERY, keep_alive, visitor_of
from guoban.access.sign_on import SignOn, read_sign_on
from guoban.access.store import AccessStore
from guoban.place import data_folder

REMEMBERED = 1.0
"""Seconds."""

_MOST_TOKENS = 2000

DEMONSTRATOR = Visitor("local", Role.ADMINISTRATOR)
"""Whoever looks at the demonstration county on its own machine."""


class Standing(Enum):
    """What has to happen before figures are shown."""

    DEMONSTRATION = "nothing, on this machine alone"
    FIRST = "the first administrator has to be made"
    SIGN_IN = "somebody has to sign in"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    found: T
    until: float


class Door:
    """The door of one data folder."""

    def __init__(
        self, store: AccessStore, clock: Callable[[], float] = time.monotonic, sign_on: SignOn | None = None
    ) -> None:
        self.store, self.sign_on = store, sign_on
        self._clock = clock
        self._standing: _Kept[Standing] | None = None
        self._visitors: OrderedDict[str, _Kept[Visitor | None]] = OrderedDict()
        self._noted: OrderedDict[str, float] = OrderedDict()

    def standing(self) -> Standing:
        """Raises StoreError where the accounts cannot be read: then nobody gets in."""
        kept = self._standing
        if kept is None or kept.until < self._clock():
            kept = _Kept(_standing(self.store), self._clock() + REMEMBERED)
            self._standing = kept
        return kept.found

    def visitor(self, token: str) -> Visitor | None:
        """Whom a token speaks for now. Raises StoreError."""
        kept = self._visitors.get(token)
        if kept is None or kept.until < self._clock():
            kept = _Kept(visitor_of(self.store, token), self._clock() + REMEMBERED)
            _keep(self._visitors, token, kept)
        return kept.found

    def knows(self, token: str) -> bool:
        """Whether `standing` and `visitor` answer from memory, without a look into the file."""
        now, visitor = self._clock(), self._visitors.get(token)
        standing = self._standing
        return standing is not None and standing.until >= now and visitor is not None and visitor.until >= now

    def used(self, token: str) -> bool:
        """Whether the use of a token is worth noting: once a minute."""
        return self._clock() - self._noted.get(token, -SEEN_EVERY) >= SEEN_EVERY

    def note_use(self, token: str) -> None:
        """Note that the holder of a token is there. Raises StoreError."""
        _keep(self._noted, token, self._clock())
        keep_alive(self.store, token)

    def forget(self) -> None:
        """Look anew at the next question: something was changed here."""
        self._standing = None
        self._visitors.clear()


def door() -> Door:
    """The door of the data folder of this process. Raises InputError for settings that cannot be used."""
    return _door(data_folder())


@lru_cache(maxsize=8)
def _door(folder: Path) -> Door:
    return Door(AccessStore(folder), sign_on=read_sign_on(folder))


def _standing(store: AccessStore) -> Standing:
    if not accounts(store) and is_demonstration(store.path.parent):
        return Standing.DEMONSTRATION
    return Standing.SIGN_IN if has_administrator(store) else Standing.FIRST


def _keep(kept: OrderedDict[str, T], token: str, found: T) -> None:
    kept[token] = found
    kept.move_to_end(token)
    while len(kept) > _MOST_TOKENS:
        kept.popitem(last=False)
