"""A visitor as request headers: how the guard tells a page's script whom it is shown to.

Whatever comes from outside under these names is taken away first, so that they say what the guard knows and no more.
"""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from guoban.access.people import Role, Visitor

HEADER = "x-guoban-visitor"
_OURS = "x-guoban-"

RawHeaders = list[tuple[bytes, bytes]]
"""Headers as ASGI has them: names in lower case."""


def without_identity(headers: Iterable[tuple[bytes, bytes]]) -> RawHeaders:
    """Headers without those that only the guard may write, spelt with lines above or below."""
    return [(name, value) for name, value in headers if not _plain(name).startswith(_OURS)]


def with_identity(headers: Iterable[tuple[bytes, bytes]], visitor: Visitor) -> RawHeaders:
    """Headers that name a visitor and nobody else."""
    told = {"name": visitor.name, "role": visitor.role.value, "units": visitor.units, "session": visitor.session}
    written = quote(json.dumps(told, ensure_ascii=False))
    return [*without_identity(headers), (HEADER.encode(), written.encode("ascii"))]


def visitor_from(headers: Mapping[str, str]) -> Visitor | None:
    """The visitor that headers name; None where they name none."""
    written = headers.get(HEADER)
    if not written:
        return None
    told = json.loads(unquote(written))
    return Visitor(told["name"], Role(told["role"]), tuple(told["units"]), told["session"])


def _plain(name: bytes) -> str:
    return name.decode("latin-1").lower().replace("_", "-")
