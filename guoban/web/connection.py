"""What a connection says of itself: from which machine it comes, and from whose page."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_OWN_PAGE = ("same-origin", "none")


def is_local(scope: Scope) -> bool:
    """Whether a connection comes from this machine's own browser.

    It has to come from here, to be addressed to here (another name in Host means that somebody else's domain was
    pointed here), and to have passed no proxy.
    """
    headers = Headers(scope=scope)
    client = scope.get("client")
    if client is None or not is_this_machine(client[0]) or any(name in headers for name in _PROXIED):
        return False
    return is_this_machine(host_name(f"//{headers.get('host', '')}"))


def is_on_this_machine(scope: Scope) -> bool:
    """Whether whoever asks sits at this machine, by whatever of its addresses: start.py, or who watches over it."""
    headers, client, server = Headers(scope=scope), scope.get("client"), scope.get("server")
    if client is None or any(name in headers for name in _PROXIED):
        return False
    ours = server[0] if server else None
    host = host_name(f"//{headers.get('host', '')}")
    return all(is_this_machine(each) or (ours is not None and each == ours) for each in (client[0], host))


def is_own(scope: Scope) -> bool:
    """Whether no page from elsewhere started a connection: what it may look at, and what it may change.

    Links from other pages may lead here; nothing else may: not a form, not a script, not a websocket.
    """
    headers = Headers(scope=scope)
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and _netloc(origin) != headers.get("host"):
        return False
    if site is None or site in _OWN_PAGE:
        return True
    return scope["type"] == "http" and scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"


def address_of(scope: Scope) -> str:
    """The address of whoever is at the other end; empty where nobody knows."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def host_name(address: str) -> str:
    """The name or number in an address, without port; empty where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # brackets that hold no address
        return ""


def is_this_machine(name: str) -> bool:
    """Whether a name or number means the machine itself."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
