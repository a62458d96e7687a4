"""Who may connect. Nobody signs in yet, so it is this machine and nothing else."""

from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from guoban.text import _

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Paths of the framework that nobody needs: figures about the process, and doors for programs instead of people."""

POLICY_VIOLATION = 1008


class Guard:
    """Refuses every connection, plain or websocket, before anything else sees it.

    A connection has to come from this machine, to be addressed to it (another name in Host means that somebody else's
    domain was pointed here), to have passed no proxy, and not to be started by a page from elsewhere.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif not may_connect(scope):
            await refuse(HTTPStatus.FORBIDDEN, scope, receive, send)
        elif scope["path"].startswith(CLOSED):
            await refuse(HTTPStatus.NOT_FOUND, scope, receive, send)
        else:
            await self.app(scope, receive, send)


def may_connect(scope: Scope) -> bool:
    """Whether a connection comes from this machine's own browser, by what its ASGI scope says."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    host = headers.get("host", "")
    origin = headers.get("origin")
    if client is None or not is_this_machine(client[0]) or "forwarded" in headers or "x-forwarded-for" in headers:
        return False
    return is_this_machine(host_name(f"//{host}")) and (origin is None or urlsplit(origin).netloc == host)


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


async def refuse(status: HTTPStatus, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with one line; close a websocket before it is accepted, so that nothing is ever sent over it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    line = _("Guoban answers this machine only.") if status is HTTPStatus.FORBIDDEN else _("There is nothing here.")
    await PlainTextResponse(line + "\n", status)(scope, receive, send)
