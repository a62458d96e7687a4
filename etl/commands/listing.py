"""Names in a row, as the language joins them."""

from collections.abc import Iterable

from guoban.text import pgettext


def listed(names: Iterable[str]) -> str:
    """`甲、乙、丙`, or `A, B, C`."""
    return pgettext("between names in a list", ", ").join(names)
