"""What was drawn of pages, kept to be shown again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

Drawn = tuple[str, ...]
"""The pieces of a page as HTML."""

KEPT_LETTERS = 24_000_000
"""How much is kept: some two hundred pages of a county of thirty units."""


class DrawnPages:
    """Pages by what they depend on; once there are too many, those not shown for longest are given up."""

    def __init__(self, letters: int = KEPT_LETTERS) -> None:
        self._most = letters
        self._letters = 0
        self._pages: OrderedDict[Hashable, Drawn] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, key: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """What `draw` gives, drawn once; two who ask at the same moment may both draw, and get the same."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        pieces = draw()
        with self._lock:
            self._letters += _letters(pieces) - _letters(self._pages.get(key, ()))
            self._pages[key] = pieces
            while self._letters > self._most and len(self._pages) > 1:
                self._letters -= _letters(self._pages.popitem(last=False)[1])
        return pieces


def _letters(pieces: Drawn) -> int:
    return sum(map(len, pieces))
