"""Until people sign in, nobody but this machine gets a byte."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from guoban.web.guard import CLOSED, Guard


async def open_house(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers everybody."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse("figures")(scope, receive, send)


GUARDED = Guard(open_house)

WELCOME = [
    {"client": "127.0.0.1"},
    {"client": "127.9.9.9", "host": "localhost:8501"},
    {"client": "::1", "host": "[::1]:8501"},
    {"client": "127.0.0.1", "origin": "http://127.0.0.1:8501"},
]
UNWELCOME = [
    pytest.param({"client": "192.168.1.20"}, id="another machine"),
    pytest.param({"client": None}, id="nobody knows from where"),
    pytest.param({"client": "192.168.1.20", "host": "localhost:8501"}, id="another machine that says localhost"),
    pytest.param({"host": "gonghui.example"}, id="a foreign name pointed at this machine"),
    pytest.param({"host": "127.0.0.1.gonghui.example"}, id="a foreign name that begins like ours"),
    pytest.param({"host": ""}, id="no host"),
    pytest.param({"host": "[::1"}, id="a broken host"),
    pytest.param({"origin": "https://gonghui.example"}, id="a page from elsewhere"),
    pytest.param({"origin": "http://127.0.0.1:9999"}, id="a page of another program on this machine"),
    pytest.param({"origin": "null"}, id="a page from nowhere"),
    pytest.param({"x_forwarded_for": "127.0.0.1"}, id="through a proxy"),
    pytest.param({"forwarded": "for=127.0.0.1"}, id="through a proxy, said the new way"),
]


@pytest.mark.parametrize("connection", WELCOME)
def test_this_machine_is_let_in(call, connection):
    assert call(GUARDED, **connection).body == "figures"
    assert call(GUARDED, kind="websocket", **connection).messages == [{"type": "websocket.accept"}]


@pytest.mark.parametrize("connection", UNWELCOME)
def test_everybody_else_is_refused(call, connection):
    answer = call(GUARDED, **connection)
    assert answer.status == 403
    assert "figures" not in answer.body


@pytest.mark.parametrize("connection", UNWELCOME)
def test_a_websocket_is_refused_before_it_is_accepted(call, connection):
    answer = call(GUARDED, "/_stcore/stream", kind="websocket", **connection)
    assert [message["type"] for message in answer.messages] == ["websocket.close"]


@pytest.mark.parametrize("path", [*CLOSED, "/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_doors_of_the_framework_that_nobody_needs_are_closed(call, path):
    assert call(GUARDED, path).status == 404
