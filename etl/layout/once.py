"""What follows from a catalogue alone, worked out once for each."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from guoban.catalogue.model import Catalogue

T = TypeVar("T")


class OncePerCatalogue(Generic[T]):
    """A function of a catalogue that gives the same object for the same catalogue, as long as that is in use.

    Its answers are for reading only, and must not hold the catalogue.
    """

    def __init__(self, work_out: Callable[[Catalogue], T]) -> None:
        self._work_out = work_out
        self._found: dict[int, tuple[weakref.ref[Catalogue], T]] = {}

    def __call__(self, catalogue: Catalogue) -> T:
        kept = self._found.get(id(catalogue))
        if kept is not None and kept[0]() is catalogue:
            return kept[1]
        number, found = id(catalogue), self._work_out(catalogue)
        self._found[number] = weakref.ref(catalogue, lambda gone: self._forget(number, gone)), found
        return found

    def _forget(self, number: int, gone: "weakref.ref[Catalogue]") -> None:
        kept = self._found.get(number)
        if kept is not None and kept[0] is gone:  # another catalogue may have come to stand in its place
            del self._found[number]
