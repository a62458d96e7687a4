"""What a scanner tries: headers, methods, paths out of the house, ways elsewhere, sizes, slowness, broken requests."""

import re
import socket
import time
from contextlib import ExitStack
from urllib.parse import quote, urlsplit

import pytest

from guoban.web.headers import HEADERS
from tests.hostile.office import Office
from tests.hostile.test_every_route import ROUTES
from tests.viewing import viewing

PATHS = sorted({row.path for row in ROUTES.values() if "{" not in row.path} | {"/", "/nowhere", "/static/js/x.js"})
WHO = ["administrator", "without"]
TELLING = re.compile(rb"Traceback|site-packages|[Uu]vicorn|[Ss]tarlette|Python/\d|File \"")


def tells_nothing(body: bytes, headers: dict[str, str]) -> bool:
    """Whether an answer names no program behind it, nor a place on its disk. A script of the framework may."""
    named = [headers.get(name, "") for name in ("server", "x-powered-by", "via")]
    return not re.search(r"\d", "".join(named)) and not TELLING.search(body)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_every_answer_carries_the_headers_and_tells_nothing_of_the_machine(office: Office, who, path, accept):
    answer = office.ask("GET", path, office.cookie(who), Accept=accept)
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert tells_nothing(answer.body, answer.headers)
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe-inline" not in re.sub(r"style-src[^;]*", "", answer.headers["content-security-policy"])
    assert "access-control-allow-origin" not in answer.headers


PUBLIC = ("/style/", "/static/")
"""The same for everybody, and nobody's figures in it."""


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith(PUBLIC)])
def test_no_cache_keeps_an_answer_for_the_next_one_at_this_computer(office, path):
    for who in WHO:
        answer = office.ask("GET", path, office.cookie(who), Accept="text/html")
        assert answer.headers["cache-control"] in ("no-store", "no-cache"), path


def test_a_failure_that_nobody_foresaw_tells_nothing_and_carries_the_headers(office):
    """A name of a file with a sign that no file system has, deep in the framework."""
    for path in ("/static/%00", "/static/" + "x" * 5000, "/%ff%fe", "/static/%ed%a0%80"):
        answer = office.ask("GET", path, office.cookie("leader"))
        assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS
        assert tells_nothing(answer.body, answer.headers)


METHODS = ("HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GUOBAN", "get")


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_is_not_for_a_path_does_nothing(office, method):
    cookie = office.cookie("administrator")
    for path in PATHS:
        answer = office.ask(method, path, cookie, X_HTTP_Method_Override="DELETE", X_Probe="echo-of-a-probe")
        known = path.startswith(("/login", "/first", "/password", "/account", "/logout"))
        if method == "HEAD":
            assert answer.body == b""
        elif method == "POST" and known:  # without a form of ours
            assert answer.status in (303, 415, 503), path
        elif method != "OPTIONS":
            assert answer.status in (400, 404, 405), (path, answer.status)
        assert b"echo-of-a-probe" not in answer.body
    assert office.ask("GET", "/quality", cookie).status == 200  # still signed in


OUT = (
    "../../../../../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "..%5c..%5c..%5c..%5cetc%5cpasswd", "/etc/passwd",
    "%2fetc%2fpasswd", "....//....//....//....//....//etc/passwd", "%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "..;/..;/..;/etc/passwd", "../index.html%00.css", "../../config.py",
    "../access.sqlite3", "../../access.sqlite3", "..%2faccess.sqlite3", "../app.py", "..%2f..%2fapp.py",
    "C:%5cWindows%5cwin.ini", "%5c%5cserver%5cshare%5cx", "file:///etc/passwd", "%2e%2e%2f.git/config", ".git/config",
    "~/.ssh/id_rsa", "originals/", "store/", "", ".", "..", "%2e%2e",
)  # fmt: skip
NAMED = ("/", "/static/", "/static/js/", "/style/", "/language/", "/original/", "/media/", "/component/x/", "/meeting/",
         "/meeting/sheet/", "/_stcore/bidi-components/guoban.target_grid/", "/_stcore/upload_file/x/")  # fmt: skip
INSIDE = (
    b"root:",
    b"SQLite format",
    b"import streamlit",
    b"# Copyright (c)",
    b"[core]",
    b"Index of",
    b"Directory listing",
)


@pytest.mark.parametrize("below", NAMED)
def test_no_path_leads_out_of_the_house_or_lists_what_is_in_it(office, below):
    cookie = office.cookie("administrator")
    for out in OUT:
        answer = office.ask("GET", below + out, cookie)
        assert answer.status < 500, out
        assert not [each for each in INSIDE if each in answer.body], out


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1:1", "a'><script>", "[::1", ""])
@pytest.mark.parametrize("also", ["", "evil.example"])
def test_the_name_that_somebody_is_asked_under_is_said_back_nowhere(office, host, also):
    for who, path in (("without", "/unit"), ("leader", "/login"), ("without", "/login"), ("leader", "/language/en")):
        answer = office.ask(
            "GET",
            path,
            office.cookie(who),
            Accept="text/html",
            Host=host,
            X_Forwarded_Host=also,
            Forwarded=f"host={also}",
        )
        assert answer.headers.get("location", "/").startswith("/")
        assert b"evil.example" not in answer.body
        assert "evil.example" not in str(answer.headers)


ELSEWHERE = (
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "/%09/evil.example", "javascript:alert(1)", "https:evil.example", "/%5cevil.example",
    "//evil%E3%80%82example", "http://a@evil.example", "/\r\nSet-Cookie:x=1", "data:text/html,x", "/.//evil.example",
    "/..//evil.example",
)  # fmt: skip


def stays(location: str) -> bool:
    """Whether a browser that follows stays here: its ways of reading an address are wide."""
    read = re.sub(r"[\t\r\n]", "", location).replace("\\", "/")
    return read.startswith("/") and not read.startswith("//") and not urlsplit(read).netloc


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_way_on_leads_elsewhere(office, wanted):
    signed_in = office.cookie("leader")
    for name in ("next", "back", "url", "return", "redirect", "rd"):
        for path in ("/login", "/account", "/first", "/logout", "/language/en", "/meeting/deck"):
            answer = office.ask("GET", f"{path}?{name}={quote(wanted, safe='')}", signed_in)
            assert stays(answer.headers.get("location", "/")), path
    referer = wanted.replace("\r\n", "")
    for told in (referer, f"{office.url}{referer}" if referer.startswith("/") else referer):
        answer = office.ask("GET", "/language/en", signed_in, Referer=told)
        assert stays(answer.headers["location"]), answer.headers["location"]
    led = office.ask("GET", quote(wanted, safe="/:"), Accept="text/html")
    assert stays(led.headers.get("location", "/"))


@pytest.mark.parametrize("path", ["/login", "/first", "/password", "/account", "/logout"])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
     {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "odd"}],
)  # fmt: skip
def test_no_form_of_another_page_is_taken(office, path, headers):
    cookie = office.cookie("leader")
    told = {"Content_Type": "application/x-www-form-urlencoded"} | headers
    assert office.ask("POST", path, cookie, b"everywhere=yes", **told).status == 403
    assert office.ask("GET", "/account", cookie).status == 200


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_cookie_stays_with_this_host_and_under_tls_is_sent_over_tls_alone(office, scheme):
    cookie = office.cookie("leader")
    cookie = f"__Host-{cookie}" if scheme == "https" else cookie
    asked = [("/login", ""), ("/language/en", ""), ("/_stcore/health", cookie), ("/account", cookie)]
    given = [each for path, held in asked for each in office.ask("GET", path, held, X_Forwarded_Proto=scheme).cookies]
    assert len(given) >= 4
    for each in given:
        flags = {flag.strip().lower() for flag in each.split(";")[1:]}
        assert {"path=/", "samesite=lax"} <= flags, each
        assert not any(flag.startswith("domain") for flag in flags)
        assert ("secure" in flags) == (scheme == "https"), each
        assert "httponly" in flags or each.startswith("_streamlit_xsrf="), "the framework's script reads that one back"


# sizes, slowness, broken requests


def serves(office: Office) -> bool:
    """Whether somebody else is answered within two seconds."""
    began = time.monotonic()
    return office.ask("GET", "/login").status == 200 and time.monotonic() - began < 2


def answer_to(office: Office, sent: bytes) -> bytes:
    with office.raw(sent) as connection:
        connection.settimeout(5)
        try:
            return connection.recv(100_000)
        except (TimeoutError, ConnectionResetError):
            return b""


HOST = b"Host: 127.0.0.1\r\n"
BROKEN = {
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    "an old protocol": b"GET /\r\n\r\n",
    "a new protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a version of its own": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "a header without end": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
    "thousands of headers": b"GET / HTTP/1.1\r\n" + HOST + b"X: y\r\n" * 20_000 + b"\r\n",
    "an address without end": b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "two lengths": b"POST /login HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "a length and chunks": b"POST /login HTTP/1.1\r\n" + HOST
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /account HTTP/1.1\r\n\r\n",
    "a length below nothing": b"POST /login HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "a broken chunk": b"POST /login HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n",
    "a header with a null": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: a\x00b\r\n\r\n",
    "no host": b"GET /unit HTTP/1.1\r\nAccept: text/html\r\n\r\n",
    "two hosts": b"GET /unit HTTP/1.1\r\n" + HOST + HOST + b"Accept: text/html\r\n\r\n",
    "a cookie that is none": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: ;;;=;guoban_session=\xff\xfe;=\r\n\r\n",
    "a websocket without a key": b"GET /_stcore/stream HTTP/1.1\r\n" + HOST
    + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_request_is_refused_and_others_are_served(office, kind):
    answer = answer_to(office, BROKEN[kind])
    status = re.match(rb"HTTP/1\.1 (\d+)", answer)
    assert status is None or status[1] in (
        b"303",
        b"400",
        b"401",
        b"403",
        b"404",
        b"405",
        b"413",
        b"415",
        b"426",
        b"431",
    )
    assert not TELLING.search(answer.replace(b"server: uvicorn", b""))
    assert serves(office)


def test_a_body_without_end_is_refused_before_it_is_read(office):
    head = b"POST /login HTTP/1.1\r\n" + HOST + b"Content-Type: application/x-www-form-urlencoded\r\n"
    assert b" 413 " in answer_to(office, head + b"Content-Length: 90000\r\n\r\n" + b"x" * 90000)[:40]
    chunks = b"Transfer-Encoding: chunked\r\n\r\n" + b"8000\r\n" + b"x" * 0x8000 + b"\r\n" * 1
    assert b" 413 " in answer_to(office, head + chunks)[:40]
    upload = b"PUT /_stcore/upload_file/x/y HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 1000
    assert b" 401 " in answer_to(office, upload)[:40]


def test_many_that_say_nothing_more_keep_nobody_waiting(office):
    with ExitStack() as open_ones:
        for number in range(80):
            half = (
                b"GET / HTTP/1.1\r\nHost: 127"
                if number % 2
                else b"POST /login HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nx"
            )
            open_ones.enter_context(office.raw(half))
        assert serves(office)
        with viewing(office.url, office.cookie("leader")) as window:
            assert window.turn("").found


@pytest.mark.parametrize("sent", ["text", b"", b"\xff" * 1000, b"\x0a\x00", b"\x5a\x02\x08\x01"])
def test_odd_messages_over_the_websocket_are_not_heard_and_the_window_stays(office, sent):
    with viewing(office.url, office.cookie("leader")) as window:
        window.socket.send(sent)
        assert window.turn("").found


def test_a_connection_that_is_torn_off_leaves_others_served(office):
    for _again in range(20):
        with office.raw(b"GET /_stcore/stream HTTP/1.1\r\n" + HOST) as torn:
            torn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    assert serves(office)
