"""Addresses of files that somebody was told over their websocket: what lies behind them is for them alone.

The framework gives what it keeps for a page, or takes in for one, to whoever knows its address. Addresses get around:
they stand in a browser's history and in a proxy's log.
"""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, TypeVar

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from guoban.access.people import Visitor

PREFIXES = ("/media/", "/_stcore/upload_file/")
"""Below these lies what was made for somebody, or is sent in by them."""

_FIELDS = ("url", "upload_url", "delete_url")
K = TypeVar("K")
V = TypeVar("V")

_MOST_VISITORS, _MOST_ADDRESSES = 2000, 500


class Told:
    """What each sign-in was told, the newest of it."""

    def __init__(self) -> None:
        self._addresses: OrderedDict[Visitor, OrderedDict[str, None]] = OrderedDict()

    def note(self, visitor: Visitor, message: bytes) -> None:
        """Remember the addresses in a message of the framework to a browser."""
        if not any(prefix.encode() in message for prefix in PREFIXES):
            return  # nearly every one: it is not taken apart
        known = self._addresses.setdefault(visitor, OrderedDict())
        self._addresses.move_to_end(visitor)
        for address in addresses(message):
            known[address] = None
            known.move_to_end(address)
        _forget_oldest(known, _MOST_ADDRESSES)
        _forget_oldest(self._addresses, _MOST_VISITORS)

    def may(self, visitor: Visitor, path: str) -> bool:
        """Whether a path is open to a visitor: any other one is, and of these what they were told."""
        return not path.startswith(PREFIXES) or path in self._addresses.get(visitor, ())


def addresses(message: bytes) -> list[str]:
    """The addresses below PREFIXES in a message, from fields that hold one: text that looks like one does not count."""
    return [text for text in _texts(ForwardMsg.FromString(message)) if text.startswith(PREFIXES)]


def _texts(message: Any) -> Iterator[str]:
    """What stands in the fields of an address, of a message of protobuf or of what it is made of."""
    for field, value in message.ListFields():
        if field.name in _FIELDS and isinstance(value, str):
            yield value
        elif field.type == field.TYPE_MESSAGE:
            for part in value if field.is_repeated else (value,):
                if hasattr(part, "ListFields"):  # a map gives its keys: none of these is about files
                    yield from _texts(part)


def _forget_oldest(kept: OrderedDict[K, V], most: int) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
