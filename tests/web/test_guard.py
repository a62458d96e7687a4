"""Nobody gets a byte who is not signed in; nobody is named to a page by anybody but the guard."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from guoban.access.accounts import add_account, disable_account
from guoban.access.demonstration import mark_demonstration
from guoban.access.identity import HEADER, visitor_from
from guoban.access.people import Role, Visitor
from guoban.access.sessions import close_session, visitor_of
from guoban.access.signing_in import sign_in
from guoban.access.store import AccessStore
from guoban.web import door
from guoban.web.guard import CLOSED, OPEN, SESSION_ENDED, Guard
from tests.access.cheap import CHEAP, PASSWORD, Clock, damage

ANYBODYS = (
    "/", "/unit", "/upload", "/nowhere", "/original/1", "/meeting/deck", "/meeting/sheet/1.svg", "/account",
    "/static/js/index.js", "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "//login", "/login/",
    "/language", "/healthy",
)  # fmt: skip
"""What is served to whoever is signed in, and what might be taken for one of the open pages."""

ROUTES = (*ANYBODYS, "/media/0f0f.png", "/_stcore/upload_file/a/b")
"""These and what is for one sign-in alone."""

OTHER = "192.168.1.20"


async def figures(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers everybody with whom it takes them for."""
    visitor = visitor_from({name.decode(): value.decode() for name, value in scope["headers"]})
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
    else:
        await PlainTextResponse(f"figures for {visitor}")(scope, receive, send)


GUARDED = Guard(figures)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock, monkeypatch) -> AccessStore:
    """A data folder with an administrator and a leader, whose door remembers nothing."""
    made = AccessStore(tmp_path, CHEAP, clock)
    add_account(made, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    add_account(made, "李书记", Role.LEADER, (), PASSWORD, by="test")
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    monkeypatch.setattr(door, "REMEMBERED", -1)
    monkeypatch.setattr(door, "_door", lambda _folder: door.Door(made))
    return made


@pytest.fixture
def token(store: AccessStore) -> str:
    return sign_in(store, "李书记", PASSWORD, OTHER)


def signed_in(token: str) -> str:
    return f"guoban_language=en; guoban_session={token}"


def badly_signed_in(store: AccessStore, clock: Clock, how: str) -> str:
    """The cookies of somebody who is not signed in, whatever they say."""
    if how == "without":
        return "guoban_language=en"
    if how == "forged":
        return signed_in("Zm9yZ2Vk" * 6)
    token = sign_in(store, "李书记", PASSWORD, OTHER)
    if how == "expired":
        clock.now += CHEAP.absolute
    elif how == "revoked":
        close_session(store, visitor_of(store, token).session)
    elif how == "disabled":
        disable_account(store, "李书记", by="test")
    return f"__Host-guoban_session={token}" if how == "of another scheme" else signed_in(token)


BAD = ["without", "forged", "expired", "revoked", "disabled", "of another scheme"]


@pytest.mark.parametrize("how", BAD)
def test_no_route_answers_somebody_who_is_not_signed_in(call, store, clock, how):
    cookie = badly_signed_in(store, clock, how)
    for client in ("127.0.0.1", OTHER):
        for path in ROUTES:
            answer = call(GUARDED, path, client=client, host="guoban.county.example", cookie=cookie)
            assert (answer.status, answer.body.count("\n")) == (401, 1), path
            page = call(GUARDED, path, client=client, cookie=cookie, accept="text/html")
            assert page.status == 303
            assert page.headers["location"].startswith("/login"), path
            assert "figures" not in answer.body + page.body


@pytest.mark.parametrize("how", BAD)
def test_no_websocket_is_accepted_from_somebody_who_is_not_signed_in(call, store, clock, how):
    cookie = badly_signed_in(store, clock, how)
    answer = call(GUARDED, "/_stcore/stream", kind="websocket", client=OTHER, cookie=cookie)
    assert [message["type"] for message in answer.messages] == ["websocket.close"]


@pytest.mark.parametrize("path", ANYBODYS)
def test_whoever_is_signed_in_is_let_in_from_anywhere_and_named(call, token, path):
    answer = call(GUARDED, path, client=OTHER, host="guoban.county.example", cookie=signed_in(token))
    assert answer.body == f"figures for {Visitor('李书记', Role.LEADER, (), 1)}"


@pytest.mark.parametrize("path", [*OPEN, "/language/en"])
def test_the_pages_to_sign_in_on_are_open_and_nobody_is_named_to_them(call, store, path):
    assert call(GUARDED, path, client=OTHER).body == "figures for None"
    socket = call(GUARDED, path, kind="websocket", client=OTHER)
    assert [message["type"] for message in socket.messages] == ["websocket.close"]


SMUGGLED = json.dumps({"name": "x", "role": "administrator", "units": [], "session": 1})


@pytest.mark.parametrize("name", [HEADER, HEADER.upper(), HEADER.replace("-", "_"), "x-guoban-anything"])
@pytest.mark.parametrize("inside", [True, False])
def test_nobody_names_themselves(store, token, name, inside):
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["headers"])
        await PlainTextResponse("")(scope, receive, send)

    headers = [(b"host", b"x"), (name.encode(), SMUGGLED.encode()), (name.encode(), b"again")]
    headers += [(b"cookie", signed_in(token).encode())] if inside else []
    scope = {"type": "http", "method": "GET", "path": "/login", "query_string": b"", "headers": headers,
             "client": (OTHER, 1), "scheme": "http"}  # fmt: skip

    async def nothing(*_message):
        return {"type": "http.request"}

    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, Guard(app)(scope, nothing, nothing)).result()
    ours = [value for header, value in seen[0] if header.lower().replace(b"_", b"-").startswith(b"x-guoban-")]
    assert len(ours) == inside
    assert not inside or visitor_from({HEADER: ours[0].decode()}).name == "李书记"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/", "/login"),
        ("/unit", "/login?next=%2Funit"),
        ("/单位", "/login?next=%2F%25E5%258D%2595%25E4%25BD%258D"),
        ("//evil.example/", "/login?next=%2F%2Fevil.example%2F"),
    ],
)
def test_whoever_opens_a_page_is_led_back_to_it(call, store, asked, led):
    assert call(GUARDED, asked, accept="text/html").headers["location"] == led


@pytest.mark.parametrize(
    ("headers", "enters"),
    [
        ({"origin": "http://127.0.0.1:8501"}, True),
        ({"origin": "http://127.0.0.1:9999"}, False),
        ({"origin": "https://gonghui.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[::1"}, False),
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "none", "sec_fetch_mode": "navigate"}, True),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, True),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, False),
        ({"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"}, False),
    ],
)
def test_a_page_from_elsewhere_starts_nothing_with_somebodys_cookies(call, token, headers, enters):
    answer = call(GUARDED, "/static/x", cookie=signed_in(token), **headers)
    assert answer.status == (200 if enters else 403)
    socket = call(GUARDED, "/_stcore/stream", kind="websocket", cookie=signed_in(token), **headers)
    accepted = enters and headers.get("sec_fetch_site") != "cross-site"
    assert socket.messages[0]["type"] == ("websocket.accept" if accepted else "websocket.close")


def test_a_link_from_elsewhere_may_open_a_page_and_send_nothing(call, token):
    from_elsewhere = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "cookie": signed_in(token)}
    assert call(GUARDED, "/", method="POST", **from_elsewhere).status == 403


@pytest.mark.parametrize("path", [*CLOSED, "/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_doors_of_the_framework_that_nobody_needs_are_closed_to_everybody(call, token, path):
    assert call(GUARDED, path, cookie=signed_in(token)).status == 404


@pytest.mark.parametrize(
    ("connection", "answers"),
    [
        ({"client": "127.0.0.1"}, True),
        ({"client": OTHER}, False),
        ({"client": "127.0.0.1", "x_forwarded_for": OTHER}, False),
        ({"client": "127.0.0.1", "host": "gonghui.example"}, False),
    ],
)
def test_how_the_server_is_doing_is_told_to_this_machine_alone(call, store, connection, answers):
    assert call(GUARDED, "/health", **connection).status == (200 if answers else 403)


# the demonstration county

LOCAL = [
    {"client": "127.0.0.1"},
    {"client": "127.9.9.9", "host": "localhost:8501"},
    {"client": "::1", "host": "[::1]:8501"},
    {"client": "127.0.0.1", "origin": "http://127.0.0.1:8501"},
]
NOT_LOCAL = [
    pytest.param({"client": OTHER}, id="another machine"),
    pytest.param({"client": None}, id="nobody knows from where"),
    pytest.param({"client": OTHER, "host": "localhost:8501"}, id="another machine that says localhost"),
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


@pytest.fixture
def demonstration(tmp_path: Path, monkeypatch) -> AccessStore:
    """A folder with invented figures and no account."""
    made = AccessStore(tmp_path, CHEAP)
    mark_demonstration(tmp_path)
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    monkeypatch.setattr(door, "REMEMBERED", -1)
    monkeypatch.setattr(door, "_door", lambda _folder: door.Door(made))
    return made


@pytest.mark.parametrize("connection", LOCAL)
def test_the_demonstration_is_shown_to_this_machine_without_sign_in(call, demonstration, connection):
    assert call(GUARDED, **connection).body == f"figures for {door.DEMONSTRATOR}"
    assert call(GUARDED, kind="websocket", **connection).messages[0] == {"type": "websocket.accept"}


@pytest.mark.parametrize("connection", NOT_LOCAL)
@pytest.mark.parametrize("path", ["/", "/login", "/first", "/_stcore/stream"])
def test_the_demonstration_is_shown_to_nobody_else(call, demonstration, connection, path):
    answer = call(GUARDED, path, **connection)
    assert answer.status == 403
    assert "figures" not in answer.body
    socket = call(GUARDED, path, kind="websocket", **connection)
    assert [message["type"] for message in socket.messages] == ["websocket.close"]


def test_with_its_first_account_the_demonstration_asks_for_it(call, demonstration):
    add_account(demonstration, "李书记", Role.LEADER, (), PASSWORD, by="test")
    assert call(GUARDED, accept="text/html").headers["location"] == "/first"
    add_account(demonstration, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    assert call(GUARDED, accept="text/html").headers["location"] == "/login"


def test_real_figures_without_an_account_wait_for_the_first_administrator(call, demonstration):
    (demonstration.path.parent / "demonstration").unlink()
    assert call(GUARDED, accept="text/html").headers["location"] == "/first"
    assert call(GUARDED).status == 401


def test_accounts_that_cannot_be_read_let_nobody_in(call, store, token):
    damage(store)
    answer = call(GUARDED, cookie=signed_in(token))
    assert (answer.status, answer.body.count("\n")) == (503, 1)


# a websocket that is open

RERUN = BackMsg(rerun_script=ClientState(page_name="unit")).SerializeToString()


class Talk:
    """An open websocket, one message at a time; what the application sends back is an echo."""

    def __init__(self, cookie: str) -> None:
        self.sent: list[dict] = []
        self.said: list[dict] = [{"type": "websocket.connect"}]
        self.scope = {
            "type": "websocket", "path": "/_stcore/stream", "query_string": b"", "scheme": "ws",
            "headers": [(b"host", b"127.0.0.1:8501"), (b"cookie", cookie.encode())], "client": ("127.0.0.1", 1),
        }  # fmt: skip

    async def receive(self) -> dict:
        return self.said.pop(0)

    async def send(self, message: dict) -> None:
        self.sent.append(message)


def talk_over(cookie: str, end, direction: str) -> tuple[list[dict], list[dict]]:
    """Two messages each way, with `end` between them; what the browser got, and what the application heard."""
    talk, heard = Talk(cookie), []

    async def app(scope, receive, send):
        heard.append(await receive())
        await send({"type": "websocket.accept"})
        for text in ("one", "two"):
            if direction == "in":
                talk.said.append({"type": "websocket.receive", "bytes": RERUN})
                heard.append(await receive())
            else:
                await send({"type": "websocket.send", "text": text})
            if text == "one":
                await asyncio.to_thread(end)

    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, Guard(app)(talk.scope, talk.receive, talk.send)).result()
    return talk.sent, heard


ENDS = {
    "signed out": lambda store, clock: close_session(store, 1),
    "disabled": lambda store, clock: disable_account(store, "李书记", by="test"),
    "expired": lambda store, clock: setattr(clock, "now", clock.now + CHEAP.absolute),
    "accounts gone": lambda store, clock: damage(store),
}


@pytest.mark.parametrize("end", ENDS)
def test_an_open_websocket_is_cut_at_its_next_message_to_the_browser(store, clock, token, end):
    sent, _heard = talk_over(signed_in(token), lambda: ENDS[end](store, clock), "out")
    assert sent == [
        {"type": "websocket.accept"},
        {"type": "websocket.send", "text": "one"},
        {"type": "websocket.close", "code": SESSION_ENDED},
    ]


@pytest.mark.parametrize("end", ENDS)
def test_an_open_websocket_is_cut_at_its_next_message_from_the_browser(store, clock, token, end):
    sent, heard = talk_over(signed_in(token), lambda: ENDS[end](store, clock), "in")
    assert [each["type"] for each in heard[1:]] == ["websocket.receive", "websocket.disconnect"]
    assert sent[-1] == {"type": "websocket.close", "code": SESSION_ENDED}


def test_an_open_websocket_of_the_demonstration_is_cut_with_the_first_account(demonstration):
    def end():
        add_account(demonstration, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")

    sent, _heard = talk_over("", end, "out")
    assert sent[-1] == {"type": "websocket.close", "code": SESSION_ENDED}


def test_another_process_knows_a_second_later(store, token, monkeypatch):
    monkeypatch.setattr(door, "REMEMBERED", 1.0)
    now = [100.0]
    elsewhere = door.Door(store, lambda: now[0])
    assert elsewhere.visitor(token)
    close_session(store, 1)
    assert elsewhere.visitor(token)
    now[0] += 1.01
    assert elsewhere.visitor(token) is None
