"""One clock for all workers: it ends what takes too long.

A thread of its own for every file, as threading.Timer starts one, would cost more than many a file takes to read.
"""

import threading
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from time import monotonic


class Alarm:
    """Something that will be done unless it is called off in time."""

    def __init__(self, lock: threading.Condition, act: Callable[[], None]) -> None:
        self._lock = lock
        self._act: Callable[[], None] | None = act
        self.rang = False

    def call_off(self) -> None:
        """Once this returns, what was to be done is done already or never will be."""
        with self._lock:
            self._act = None

    def ring(self) -> None:
        """Do it, unless it was called off. The lock is held."""
        if self._act is not None:
            self.rang = True
            self._act()
            self._act = None


class Watch:
    """Rings alarms when their time has come. Its thread starts with the first alarm."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: list[tuple[float, int, Alarm]] = []
        self._numbers = count()
        self._thread: threading.Thread | None = None

    def set(self, seconds: float, act: Callable[[], None]) -> Alarm:
        """Have `act` done after `seconds`; it must be quick."""
        alarm = Alarm(self._changed, act)
        with self._changed:
            heappush(self._due, (monotonic() + seconds, next(self._numbers), alarm))
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="reading-watch", daemon=True)
                self._thread.start()
            elif self._due[0][2] is alarm:
                self._changed.notify()  # it is due before the one that the thread sleeps for
        return alarm

    def _keep(self) -> None:
        with self._changed:
            while True:
                now = monotonic()
                while self._due and self._due[0][0] <= now:
                    heappop(self._due)[2].ring()
                self._changed.wait(self._due[0][0] - now if self._due else None)
