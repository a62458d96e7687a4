"""Whom a proxy names is let in; whoever says it without being the proxy is not."""

import http.client
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from guoban.access.events import Did, events
from guoban.access.sign_on import FILE
from guoban.place import ROOT
from tests.browser.serving import copy_of, served
from tests.hostile.office import Office, furnish
from tests.viewing import viewing

SECRET = "a secret of the proxy's, long enough"
SETTINGS = f"""
secret = "{SECRET}"
accounts = "made"
sign_out = "https://sso.example.org/logout"
[groups.union-leaders]
role = "leader"
[groups.union-admins]
role = "administrator"
"""
FROM = {"X-Forwarded-For": "10.9.8.7", "X-Forwarded-Proto": "http"}
LEADER = {"X-Sign-On-Secret": SECRET, "Remote-User": "钱芳", "Remote-Groups": "staff, union-leaders"}


@pytest.fixture(scope="module")
def behind(demo_county, tmp_path_factory) -> Iterator[Office]:
    data = copy_of(demo_county, tmp_path_factory.mktemp("behind"))
    furnish(data)
    (data / FILE).write_text(SETTINGS, encoding="utf-8")
    with served(ROOT / "app.py", data) as url:
        yield Office(url, data)


def asked(office: Office, path: str, cookie: str = "", method: str = "GET", body: bytes = b"", **headers: str):
    told = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    return office.ask(method, path, cookie, body, **told)


def session_in(cookies) -> str:
    return next((each.split(";")[0] for each in cookies if each.startswith("guoban_session=")), "")


def test_whom_the_proxy_names_is_signed_in_and_led_to_the_page_asked_for(behind):
    led = asked(behind, "/unit?unit=T02", Accept="text/html", **FROM, **LEADER)
    assert led.headers["location"] == "/login?next=%2Funit%3Funit%3DT02"
    opened = asked(behind, led.headers["location"], Accept="text/html", **FROM, **LEADER)
    assert (opened.status, opened.headers["location"]) == (303, "/unit?unit=T02")
    cookie = session_in(opened.cookies)
    assert asked(behind, "/quality", cookie, **FROM, **LEADER).status == 200
    headers = {name.replace("-", "_"): value.encode().decode("latin-1") for name, value in (FROM | LEADER).items()}
    with viewing(behind.url, cookie, **headers) as window:
        assert "钱芳" in window.turn("").text
        assert SECRET not in window.text
        assert not window.turn("admin").found
    (newest,) = events(behind.store(), did=Did.SIGNED_IN, limit=1)
    assert (newest.account, newest.about, newest.address) == ("钱芳", "sign-on", "10.9.8.7")


FORGED = {
    "without the secret": {"X-Sign-On-Secret": ""},
    "with another secret": {"X-Sign-On-Secret": SECRET + "x"},
    "with the beginning of it": {"X-Sign-On-Secret": SECRET[:-1]},
    "past the proxy": {"X-Forwarded-For": ""},
    "nobody": {"Remote-User": ""},
    "of no group": {"Remote-Groups": "staff"},
}


@pytest.mark.parametrize("how", FORGED)
def test_nobody_names_themselves_to_the_door(behind, how):
    answer = asked(behind, "/login", Accept="text/html", **FROM | LEADER | FORGED[how])
    assert answer.status in (200, 403)
    assert not session_in(answer.cookies)


def test_a_name_that_is_said_twice_is_nobodys(behind):
    head = "".join(f"{name}: {value}\r\n" for name, value in (FROM | LEADER | {"Remote_User": "陈主席"}).items())
    request = f"GET /login HTTP/1.1\r\nHost: {behind.netloc}\r\n{head}Connection: close\r\n\r\n".encode()
    with behind.raw(request) as connection:
        answer = connection.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"set-cookie: guoban_session" not in answer


def test_a_session_is_for_whom_the_proxy_still_names(behind):
    cookie = session_in(asked(behind, "/login", Accept="text/html", **FROM, **LEADER).cookies)
    other = LEADER | {"Remote-User": "赵强"}
    assert asked(behind, "/quality", cookie, **FROM, **other).status == 401
    headers = {name.replace("-", "_"): value.encode().decode("latin-1") for name, value in (FROM | other).items()}
    with pytest.raises((InvalidStatus, ConnectionClosed)), viewing(behind.url, cookie, **headers) as window:
        window.turn("")
    again = asked(behind, "/login", cookie, Accept="text/html", **FROM, **other)
    assert session_in(again.cookies)
    assert asked(behind, "/quality", cookie, **FROM, **LEADER).status == 401  # the one before was closed


def test_whoever_signs_out_is_not_signed_in_again_by_itself(behind):
    opened = asked(behind, "/login", Accept="text/html", **FROM, **LEADER)
    cookie = session_in(opened.cookies)
    page = asked(behind, "/account", cookie, Accept="text/html", **FROM, **LEADER)
    form = next(each.split(";")[0] for each in page.cookies if each.startswith("guoban_form="))
    token = re.search(rb'name="form" value="(\w+)"', page.body)[1].decode()
    typed = urlencode({"form": token}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": behind.url}
    left = asked(behind, "/logout", f"{cookie}; {form}", "POST", typed, **kind, **FROM, **LEADER)
    assert left.headers["location"] == "/login?out=yes"
    shown = asked(behind, "/login?out=yes", "guoban_language=en", Accept="text/html", **FROM, **LEADER)
    assert not session_in(shown.cookies)
    assert b"Signed out" in shown.body
    assert b'href="https://sso.example.org/logout"' in shown.body
    assert asked(behind, "/quality", cookie, **FROM, **LEADER).status == 401


def test_without_a_file_of_settings_no_header_opens_anything(office):
    answer = asked(office, "/login", Accept="text/html", **FROM, **LEADER)
    assert answer.status == 200
    assert not session_in(answer.cookies)


# a proxy as the examples set it up: what a browser says about itself is taken away, what the sign-on says is put there

TAKEN_AWAY = ("remote-user", "remote-groups", "x-sign-on-secret", "x-forwarded-for", "forwarded")


class Proxy(BaseHTTPRequestHandler):
    """Passes on what is asked, for whoever it has signed on itself (`who`)."""

    behind = ""
    who: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in TAKEN_AWAY}
        named = {name: value.encode().decode("latin-1") for name, value in self.who.items()}
        connection = http.client.HTTPConnection(urlsplit(self.behind).netloc, timeout=30)
        secret = {"X-Forwarded-For": self.client_address[0], "X-Sign-On-Secret": SECRET}
        connection.request("GET", self.path, headers=headers | secret | named)
        answer = connection.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Nothing is said beside the tests."""


SIGNED_ON = {"Remote-User": "孙丽", "Remote-Groups": "union-leaders"}


@pytest.mark.parametrize(("who", "enters"), [(SIGNED_ON, "孙丽"), ({}, "")], ids=["known", "nobody"])
def test_through_a_proxy_a_browser_is_whom_the_proxy_says_and_nobody_else(behind, who, enters):
    handler = type("Here", (Proxy,), {"behind": behind.url, "who": who})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        front = Office(f"http://127.0.0.1:{proxy.server_port}", behind.data)
        forged = {"Remote-User": "陈主席", "Remote-Groups": "union-admins", "X-Sign-On-Secret": "guessed"}
        opened = asked(front, "/login", Accept="text/html", **forged)
        assert bool(session_in(opened.cookies)) == bool(enters)
        if enters:
            page = asked(front, "/account", session_in(opened.cookies), Accept="text/html", **forged)
            assert enters in page.body.decode()
        proxy.shutdown()
