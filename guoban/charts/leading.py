"""Numbers and names within a sentence that lead to what they count or name.

A sentence is put together by gettext, in an order of its own in each language, and escaped when it is drawn. So what
leads somewhere carries its address along, set off by signs that no text has, until it becomes HTML.
"""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from html import escape

from guoban.charts.standing import Tally

_BEGIN, _BETWEEN, _END = "\ue0f0", "\ue0f1", "\ue0f2"
"""From Unicode's area for private use."""
_LEADING = re.compile(
    f"{_BEGIN}([a-z]*(?:\\?[\\w%+&;=.-]*)?(?:#[\\w-]+)?){_BETWEEN}([^{_BEGIN}{_BETWEEN}{_END}]+){_END}"
)
_SIGNS = re.compile(f"[{_BEGIN}{_BETWEEN}{_END}]")


Lead = Callable[[int, str], int]
"""What becomes of a number and the address it may lead to: `Leading` on a page, `staying` in a file."""


def staying(number: int, _address: str) -> int:
    """The number itself, which leads nowhere."""
    return number


class Leading(int):
    """A number that leads to an address when the sentence it is put into is drawn by `with_links`."""

    address: str

    def __new__(cls, number: int, address: str) -> "Leading":
        """The number itself, and where it leads."""
        made = super().__new__(cls, number)
        made.address = address
        return made

    def __format__(self, asked: str) -> str:
        return f"{_BEGIN}{self.address}{_BETWEEN}{int(self):{asked}}{_END}"


def leading_name(name: str, address: str) -> str:
    """A name that leads to an address when the sentence it is put into is drawn by `with_links`."""
    return f"{_BEGIN}{address}{_BETWEEN}{_SIGNS.sub('', name)}{_END}" if name else name


def leading(found: Tally, address: str, silent: str = "") -> Tally:
    """The same counts, leading to an address; silent: where the count of what was not reported leads instead."""
    made = {each.name: Leading(getattr(found, each.name), address) for each in fields(found)}
    if silent:
        made["not_reported"] = Leading(found.not_reported, silent)
    return replace(found, **made)


def with_links(sentence: str) -> str:
    """A sentence as HTML, its leading numbers as links; whatever else is in it is text."""
    drawn = _LEADING.sub(r'<a href="\1">\2</a>', escape(sentence))
    return _SIGNS.sub("", drawn)
