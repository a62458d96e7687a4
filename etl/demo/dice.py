"""Chance that is the same every time."""

from collections.abc import Callable
from random import Random


def die_of(*named: object) -> Callable[[], float]:
    """A die of its own for what it is named after; each throw is from 0 to 1.

    Only `Random.random` is used: it gives the same numbers on every Python.
    """
    return Random("/".join(str(word) for word in named)).random  # nosec B311
