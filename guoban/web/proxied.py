"""Whom the proxy in front names, where what says so comes from the proxy."""

import hmac

from starlette.types import Scope

from guoban.access.identity import RawHeaders
from guoban.access.sign_on import Named, SignOn

_MOST_GROUPS = 200


def named_by_proxy(scope: Scope, settings: SignOn) -> Named | None:
    """Whom a request is from; None where the proxy does not say, or it is not the proxy that says it.

    It is the proxy where the server has believed its X-Forwarded-For, which it does from the addresses in
    FORWARDED_ALLOW_IPS alone, and where it knows the secret.
    """
    if not _came_through(scope) or not _knows(scope, settings):
        return None
    name = _one(scope, settings.name_header)
    if not name:
        return None
    groups = [group.strip() for group in (_one(scope, settings.groups_header) or "").split(",")]
    return Named(name, tuple(group for group in groups if group)[:_MOST_GROUPS])


def without_sign_on(headers: RawHeaders, settings: SignOn) -> RawHeaders:
    """Headers without those of the proxy about who somebody is, however spelt: nobody behind the door sees them."""
    kept_back = {name.replace("_", "-") for name in settings.headers}
    return [(name, value) for name, value in headers if _plain(name) not in kept_back]


def _came_through(scope: Scope) -> bool:
    """Whether the server took the client from X-Forwarded-For: it gives it the port 0, which no connection has."""
    client = scope.get("client")
    return client is not None and client[1] == 0


def _knows(scope: Scope, settings: SignOn) -> bool:
    said = _one(scope, settings.secret_header)
    return said is not None and hmac.compare_digest(said.encode(), settings.secret.encode())


def _one(scope: Scope, wanted: str) -> str | None:
    """The value of a header that is there just once, by any spelling; None otherwise."""
    found = [value for name, value in scope["headers"] if _plain(name) == wanted.replace("_", "-")]
    try:
        return found[0].decode("utf-8").strip() if len(found) == 1 else None
    except UnicodeDecodeError:
        return None


def _plain(name: bytes) -> str:
    return name.decode("latin-1").lower().replace("_", "-")
