"""Calling an ASGI application without a server."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.types import ASGIApp, Message

from guoban.access.people import Role, Visitor
from guoban.web.guard import VISITOR


@dataclass(frozen=True)
class Answer:
    """What an application sent: raw messages, and for HTTP status, headers and body."""

    messages: list[Message]

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def body(self) -> str:
        return b"".join(message.get("body", b"") for message in self.messages[1:]).decode()


ADMINISTRATOR = Visitor("陈主席", Role.ADMINISTRATOR, (), 1)
"""Whom a route answers where no guard stands before it and a test says nobody else."""

Call = Callable[..., Answer]


@pytest.fixture
def call() -> Call:
    """call(app, path, kind="http", client=…, method=…, query=…, body=…, **headers) → Answer.

    Headers are written with underscores.
    """

    def ask(
        app: ASGIApp, path: str = "/", *, kind: str = "http", client: str | None = "127.0.0.1", method: str = "GET",
        query: str = "", body: str = "", scheme: str = "http", visitor: Visitor | None = ADMINISTRATOR, **headers: str,
    ) -> Answer:  # fmt: skip
        named = {"host": "127.0.0.1:8501", **headers}
        scope: dict[str, Any] = {
            "type": kind,
            "path": path,
            "raw_path": path.encode(),
            VISITOR: visitor,
            "method": method,
            "scheme": scheme,
            "query_string": query.encode(),
            "root_path": "",
            "client": (client, 50000) if client else None,
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items() if value],
        }
        sent: list[Message] = []
        asked: Message = {"type": "http.request", "body": body.encode()}
        waiting: list[Message] = [{"type": "websocket.connect"} if kind == "websocket" else asked]

        async def receive() -> Message:
            while not waiting:  # a client that stays and says no more
                await asyncio.sleep(3600)
            return waiting.pop()

        async def send(message: Message) -> None:
            sent.append(dict(message))

        # in a thread, for a browser that another test opened in this process keeps a loop running in this one
        with ThreadPoolExecutor(max_workers=1) as beside:
            beside.submit(asyncio.run, app(scope, receive, send)).result()
        return Answer(sent)

    return ask
