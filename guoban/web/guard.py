"""Who may connect: in front of every byte, plain or websocket, before anything else sees it."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guoban.access.identity import with_identity, without_identity
from guoban.access.people import Visitor, name_key
from guoban.access.sign_on import Named
from guoban.errors import GuobanError
from guoban.text import _, mark, speaking
from guoban.web.connection import is_local, is_on_this_machine, is_own
from guoban.web.cookies import SESSION, cookie_of
from guoban.web.door import DEMONSTRATOR, Door, Standing, door
from guoban.web.heard import is_asked_by_pages
from guoban.web.proxied import named_by_proxy, without_sign_on
from guoban.web.spoken import chosen_language
from guoban.web.told import Told

CLOSED = (
    "/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/auth/", "/oauth2callback", "/component/",
)  # fmt: skip
"""Paths of the framework that nobody needs: figures about the process, doors for programs instead of people, a sign-in
of its own, parts of an old kind that none of our pages is made of."""

OPEN = ("/login", "/logout", "/first", "/password")
"""Plain pages of ours that look themselves at who asks: signing in, the first administrator, a link for a password."""
OPEN_BELOW = "/language/"

VISITOR, NAMED = "guoban.visitor", "guoban.named"
"""Where a route finds in its scope whom it answers, and whom a proxy names (`proxied.named_by_proxy`)."""

POLICY_VIOLATION = 1008
SESSION_ENDED = 4401
"""The code with which an open websocket is cut; signed_out.js knows it."""

_ELSEWHERE = mark("Guoban answers its own pages only.")
_NOT_HERE = mark("Guoban answers this machine only.")
_NOTHING = mark("There is nothing here.")
_UNKNOWN = mark("Please sign in.")


class Guard:
    """Lets in whoever is signed in, and names them to what lies behind; everybody else gets a page to sign in on.

    The demonstration county is shown without, to this machine alone. A connection that a page from elsewhere started is
    refused whoever holds the browser. A websocket is tied to the session it was opened with, and cut with it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._told = Told()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": without_identity(scope["headers"])}
        path = scope["path"]
        if not is_own(scope):
            await refuse(HTTPStatus.FORBIDDEN, _ELSEWHERE, scope, receive, send)
        elif path.startswith(CLOSED):
            await refuse(HTTPStatus.NOT_FOUND, _NOTHING, scope, receive, send)
        elif path == "/health":
            await self._health(scope, receive, send)
        else:
            try:
                await self._enter(door(), scope, receive, send)
            except GuobanError as error:
                await refuse(HTTPStatus.SERVICE_UNAVAILABLE, error.message, scope, receive, send)

    async def _health(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_on_this_machine(scope) and scope["type"] == "http":
            await self.app(scope, receive, send)
        else:
            await refuse(HTTPStatus.FORBIDDEN, _NOT_HERE, scope, receive, send)

    async def _enter(self, at: Door, scope: Scope, receive: Receive, send: Send) -> None:
        if at.sign_on is not None:
            named = named_by_proxy(scope, at.sign_on)
            scope = {**scope, "headers": without_sign_on(scope["headers"], at.sign_on), NAMED: named}
        standing, visitor = await who(at, scope)
        if standing is Standing.DEMONSTRATION and visitor is None:
            await refuse(HTTPStatus.FORBIDDEN, _NOT_HERE, scope, receive, send)
        elif visitor is not None:
            await self._let_in(at, visitor, scope, receive, send)
        elif scope["type"] == "http" and (scope["path"] in OPEN or scope["path"].startswith(OPEN_BELOW)):
            await self.app({**scope, VISITOR: None}, receive, send)
        elif is_page(scope):
            await _to_entrance(standing, scope)(scope, receive, send)
        else:
            await refuse(HTTPStatus.UNAUTHORIZED, _UNKNOWN, scope, receive, send)

    async def _let_in(self, at: Door, visitor: Visitor, scope: Scope, receive: Receive, send: Send) -> None:
        named = {**scope, "headers": with_identity(scope["headers"], visitor), VISITOR: visitor}
        if scope["type"] == "websocket":
            tied = Tied(at, visitor, scope, receive, send, self._told)
            await self.app(named, tied.receive, tied.send)
        elif not self._told.may(visitor, scope["path"]):
            await refuse(HTTPStatus.NOT_FOUND, _NOTHING, scope, receive, send)
        else:
            await self.app(named, receive, send)


class Tied:
    """A websocket that lasts as long as what it was opened with: looked at before every message, either way."""

    def __init__(self, at: Door, visitor: Visitor, scope: Scope, receive: Receive, send: Send, told: Told) -> None:
        self._at, self._visitor, self._scope = at, visitor, scope
        self._receive, self._send, self._told = receive, send, told
        self._cut = False

    async def receive(self) -> Message:
        """The next message from the browser that is one of our pages'; that it has gone once it may not be there."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            if not await self._lasts():
                return {"type": "websocket.disconnect", "code": SESSION_ENDED}
            if is_asked_by_pages(message.get("bytes") or b""):
                return message

    async def send(self, message: Message) -> None:
        """Pass a message on to the browser, unless it may not see it any more."""
        if message["type"] != "websocket.send":
            if not self._cut:
                await self._send(message)
        elif await self._lasts():
            self._told.note(self._visitor, message.get("bytes") or b"")
            await self._send(message)

    async def _lasts(self) -> bool:
        if self._cut:
            return False
        try:
            _standing, visitor = await who(self._at, self._scope)
        except GuobanError:
            visitor = None  # nobody knows any more whether this may be seen
        if visitor == self._visitor:
            return True
        self._cut = True
        await self._send({"type": "websocket.close", "code": SESSION_ENDED})
        return False


async def who(at: Door, scope: Scope) -> tuple[Standing, Visitor | None]:
    """What has to happen at the door, and who stands there. Raises StoreError."""
    token = cookie_of(scope, SESSION)
    if at.knows(token) and not at.used(token):
        return _who(at, token, scope)
    return await run_in_threadpool(_who, at, token, scope)


def _who(at: Door, token: str, scope: Scope) -> tuple[Standing, Visitor | None]:
    standing = at.standing()
    if standing is Standing.DEMONSTRATION:
        return standing, DEMONSTRATOR if is_local(scope) else None
    visitor = at.visitor(token)
    if visitor is None or is_another(visitor, scope):
        return standing, None
    if at.used(token):
        at.note_use(token)
    return standing, visitor


def is_another(visitor: Visitor, scope: Scope) -> bool:
    """Whether the proxy names somebody else by now than the one who signed in at this browser."""
    named: Named | None = scope.get(NAMED)
    return named is not None and name_key(named.name) != name_key(visitor.name)


def is_page(scope: Scope) -> bool:
    """Whether somebody opens a page: then they are led to where they sign in, and back."""
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _to_entrance(standing: Standing, scope: Scope) -> RedirectResponse:
    if standing is Standing.FIRST:
        return RedirectResponse("/first", HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})
    query = scope["query_string"].decode("latin-1")
    wanted = f"{quote(scope['path'])}?{query}" if query else quote(scope["path"])
    address = "/login" if wanted == "/" else f"/login?next={quote(wanted, safe='')}"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


async def refuse(status: HTTPStatus, line: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with one line; close a websocket before it is accepted, so that nothing is ever sent over it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    cookies: dict[str, Any] = cookie_parser(Headers(scope=scope).get("cookie", ""))
    with speaking(chosen_language(cookies)):
        answer = PlainTextResponse(_(line) + "\n", status, {"Cache-Control": "no-store"})
    await answer(scope, receive, send)
