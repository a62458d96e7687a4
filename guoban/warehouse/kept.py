"""Things made once for each store and process, because making them is slow."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar


class Breakable(Protocol):
    """What can become unusable and is then made anew."""

    broken: bool


T = TypeVar("T", bound=Breakable)

_MOST = 4
"""A process serves one store; tests and backups open a few more, and none should be kept for ever."""


class KeptByStore(Generic[T]):
    """The things made for the last few stores. A forked child makes its own: connections do not survive a fork."""

    def __init__(self, make: Callable[[Path], T]) -> None:
        self._make = make
        self._kept: dict[tuple[int, Path], T] = {}
        self._lock = threading.Lock()

    def get(self, store: Path) -> T:
        """The thing for `store`, made now if it is not there or broken."""
        key = (os.getpid(), store)
        with self._lock:
            found = self._kept.pop(key, None)
            if found is None or found.broken:
                found = self._make(store)
            self._kept[key] = found  # now the youngest
            ours = [other for other in self._kept if other[0] == key[0]]
            for oldest in ours[:-_MOST]:
                del self._kept[oldest]
            return found

    def find(self, store: Path) -> T | None:
        """The thing for `store` if it was made."""
        with self._lock:
            return self._kept.get((os.getpid(), store))
