"""The pages to sign in on: forms that are ours, cookies that nothing else reads, ways on that stay here."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, Router

from guoban.access.accounts import account_named, accounts, add_account
from guoban.access.codes import first_code, password_code
from guoban.access.people import Role
from guoban.access.sessions import visitor_of
from guoban.access.signing_in import sign_in
from guoban.access.store import AccessStore
from guoban.web import door
from guoban.web.entrance import account, first, login, logout, password
from guoban.web.forms import LARGEST, local_path
from guoban.web.front_page import FrontPage
from guoban.web.guard import Guard
from guoban.web.headers import SecurityHeaders
from tests.access.cheap import CHEAP, PASSWORD

PAGES = {"/login": login, "/logout": logout, "/first": first, "/password": password, "/account": account}

HOUSE = Router(
    [
        *(Route(path, page, methods=["GET", "POST"]) for path, page in PAGES.items()),
        Route("/", lambda request: PlainTextResponse("figures")),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(Guard), Middleware(FrontPage)],
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch) -> AccessStore:
    """A data folder with an administrator."""
    made = AccessStore(tmp_path, CHEAP)
    add_account(made, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    return opened(made, monkeypatch)


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch) -> AccessStore:
    """A data folder with real figures and no account."""
    return opened(AccessStore(tmp_path, CHEAP), monkeypatch)


def opened(made: AccessStore, monkeypatch) -> AccessStore:
    monkeypatch.setenv("GUOBAN_DATA", str(made.path.parent))
    monkeypatch.setattr(door, "REMEMBERED", -1)
    monkeypatch.setattr(door, "_door", lambda _folder: door.Door(made))
    return made


class Browser:
    """Keeps cookies, fills in forms, and sends them as browsers do."""

    def __init__(self, call, scheme="http"):
        self.call, self.scheme, self.cookies = call, scheme, {}
        self.kept = []

    def open(self, path, method="GET", body="", **headers):
        path, _mark, query = path.partition("?")
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {"accept": "text/html", "cookie": cookie, "client": "192.168.1.20"} | headers
        answer = self.call(HOUSE, path, method=method, query=query, body=body, scheme=self.scheme, **told)
        for header, value in answer.messages[0]["headers"]:
            if header == b"set-cookie":
                self.kept.append(value.decode())
                name, given = value.decode().split(";")[0].split("=", 1)
                self.cookies.pop(name, None) if given in ("", '""') else self.cookies.update({name: given})
        return answer

    def send(self, path, at=None, **typed):
        """Open a page, fill in its form and send it; at: where the page is, if not where it is sent to."""
        page = self.open(at or path).body
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        return self.post(path, {name: unescape(value) for name, value in hidden.items()} | typed)

    def post(self, path, typed, **headers):
        told = {"content_type": "application/x-www-form-urlencoded", "origin": f"{self.scheme}://127.0.0.1:8501"}
        return self.open(path, "POST", urlencode(typed), **told | headers)


@pytest.fixture
def browser(call) -> Browser:
    return Browser(call)


def said(answer):
    return unescape(re.sub(r"<[^>]*>", "", "".join(re.findall(r'role="(?:alert|status)">(.*?)</p>', answer.body))))


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_somebody_signs_in_and_sees_the_page_they_asked_for(call, store, scheme):
    browser = Browser(call, scheme)
    led = browser.open("/?year=2026&quarter=2").headers["location"]
    answer = browser.send("/login", led, name="陈主席", password=PASSWORD)
    assert (answer.status, answer.headers["location"]) == (303, "/?year=2026&quarter=2")
    assert browser.open("/").body == "figures"


@pytest.mark.parametrize(("scheme", "name"), [("http", "guoban_session"), ("https", "__Host-guoban_session")])
def test_the_cookie_of_a_session_is_for_this_host_and_no_script(call, store, scheme, name):
    browser = Browser(call, scheme)
    browser.send("/login", name="陈主席", password=PASSWORD)
    (kept,) = [each for each in browser.kept if each.startswith(f"{name}=") and "Max-Age=0" not in each]
    parts = {part.strip().lower() for part in kept.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert ("secure" in parts) == (scheme == "https")
    assert not any(part.startswith("domain") for part in parts)


def test_a_wrong_password_is_told_in_one_sentence_and_nothing_is_typed_again_but_it(store, browser):
    answer = browser.send("/login", name='陈"主席', password="wrong wrong wrong")
    assert (answer.status, said(answer)) == (403, "▼账号或密码不正确。")
    assert 'value="陈&quot;主席"' in answer.body
    assert "wrong wrong" not in answer.body
    assert "guoban_session" not in browser.cookies


def test_after_too_many_guesses_the_page_says_how_long_to_wait(store, browser):
    for _guess in range(CHEAP.guesses_at_account):
        browser.send("/login", name="陈主席", password="wrong wrong wrong")
    answer = browser.send("/login", name="陈主席", password=PASSWORD)
    assert (answer.status, said(answer)) == (429, "▼尝试次数过多，请于15分钟后重试。")
    assert 880 <= int(answer.headers["retry-after"]) <= 900


@pytest.mark.parametrize(
    "forged",
    [
        {"form": ""},
        {"form": "0" * 64},
        {"form": "令"},
    ],
)
def test_a_form_that_is_not_ours_signs_nobody_in(store, browser, forged):
    answer = browser.send("/login", name="陈主席", password=PASSWORD, **forged)
    assert (answer.status, said(answer)) == (403, "▼表单已过期，请重新提交。")
    assert "guoban_session" not in browser.cookies


def test_the_form_of_another_browser_signs_nobody_in(store, browser, call):
    token = re.search(r'name="form" value="(\w+)"', Browser(call).open("/login").body)[1]
    browser.open("/login")
    answer = browser.post("/login", {"form": token, "name": "陈主席", "password": PASSWORD})
    assert answer.status == 403
    assert "guoban_session" not in browser.cookies


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "", "sec_fetch_site": "cross-site"}],
)
@pytest.mark.parametrize("path", PAGES)
def test_a_form_sent_by_a_page_from_elsewhere_does_nothing(store, browser, headers, path):
    browser.send("/login", name="陈主席", password=PASSWORD)
    page = browser.open("/account").body
    token = re.search(r'name="form" value="(\w+)"', page)[1]
    assert browser.post(path, {"form": token, "everywhere": "yes"}, **headers).status == 403
    assert browser.open("/").body == "figures"


@pytest.mark.parametrize("sent", [{"content_type": "text/plain"}, {"content_type": "multipart/form-data; boundary=x"}])
def test_what_no_form_of_ours_sends_is_refused(store, browser, sent):
    with pytest.raises(Exception, match="415"):
        browser.post("/login", {"name": "x"}, **sent)
    with pytest.raises(Exception, match="413"):
        browser.post("/login", {"name": "x" * LARGEST})


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "evil",
    "/\n/evil.example", "/\t/evil.example", "", "http:///evil.example", "/login?next=/", "/logout", "//[::1",
]  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_led_elsewhere(store, call, wanted):
    assert local_path(wanted) == "/"
    browser = Browser(call)
    answer = browser.send("/login", f"/login?{urlencode({'next': wanted})}", name="陈主席", password=PASSWORD)
    assert answer.headers["location"] == "/"
    assert Browser(call).send("/login", name="陈主席", password=PASSWORD, next=wanted).headers["location"] == "/"


@pytest.mark.parametrize("wanted", ["/", "/unit?unit=T02&year=2026", "/meeting/deck?area=%E5%9F%BA", "/指标"])
def test_somebody_is_led_back_to_a_page_of_ours(wanted):
    assert local_path(wanted) == wanted


def test_signing_in_anew_ends_the_session_before_and_takes_no_token_from_outside(store, browser):
    browser.cookies["guoban_session"] = "chosen-by-somebody-else"
    browser.send("/login", name="陈主席", password=PASSWORD)
    token = browser.cookies["guoban_session"]
    assert token != "chosen-by-somebody-else"
    assert visitor_of(store, token)


def test_signing_out_ends_the_session_on_the_server_too(store, browser):
    browser.send("/login", name="陈主席", password=PASSWORD)
    token, elsewhere = browser.cookies["guoban_session"], sign_in(store, "陈主席", PASSWORD, "10.0.0.1")
    assert browser.open("/logout").headers["location"] == "/account"
    assert visitor_of(store, token)
    assert browser.send("/logout", "/account", everywhere="").headers["location"] == "/login"
    assert visitor_of(store, token) is None
    assert visitor_of(store, elsewhere)
    assert "guoban_session" not in browser.cookies


def test_signing_out_everywhere_ends_every_session(store, browser):
    browser.send("/login", name="陈主席", password=PASSWORD)
    elsewhere = sign_in(store, "陈主席", PASSWORD, "10.0.0.1")
    browser.send("/logout", "/account", everywhere="yes")
    assert visitor_of(store, elsewhere) is None


def test_ones_own_password_is_changed_with_the_present_one(store, browser):
    browser.send("/login", name="陈主席", password=PASSWORD)
    new = {"password": "another long one", "again": "another long one"}
    assert said(browser.send("/account", old="not the one", **new)).startswith("▼原密码不正确。")
    assert said(browser.send("/account", old=PASSWORD, **new | {"again": "another"})) == "▼两次输入的密码不一致。"
    assert said(browser.send("/account", old=PASSWORD, **new)).startswith("●密码已修改")
    assert browser.open("/").body == "figures"
    assert sign_in(store, "陈主席", "another long one", "10.0.0.1")


def test_the_first_administrator_is_made_in_the_browser(nobody, browser):
    assert browser.open("/").headers["location"] == "/first"
    assert browser.open("/login").headers["location"] == "/first"
    typed = {"name": "陈主席", "password": PASSWORD, "again": PASSWORD}
    assert browser.send("/first", code="AAAA-AAAA-AAAA-AAAA", **typed).status == 403
    answer = browser.send("/first", code=first_code(nobody), **typed)
    assert answer.headers["location"] == "/"
    assert browser.open("/").body == "figures"
    assert [each.name for each in accounts(nobody)] == ["陈主席"]
    assert browser.open("/first").headers["location"] == "/login"


def test_a_password_is_chosen_with_a_link(store, browser):
    made = add_account(store, "李书记", Role.LEADER, (), None, by="陈主席")
    link = f"/password?code={password_code(store, made.number, by='陈主席')}"
    assert "李书记" in browser.open(link).body
    answer = browser.send("/password", link, password=PASSWORD, again=PASSWORD)
    assert answer.headers["location"] == "/"
    assert browser.open("/").body == "figures"
    gone = browser.open(link)
    assert said(gone).startswith("▼此链接已失效。")
    assert account_named(store, "李书记").has_password


@pytest.mark.parametrize("path", ["/login", "/login?next=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"])
def test_the_page_runs_nothing_loads_nothing_and_is_kept_by_nobody(store, browser, path):
    answer = browser.open(path)
    policy = answer.headers["content-security-policy"]
    assert "<script" not in answer.body
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for part in ("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
        assert part in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert not re.findall(r"\son\w+=|\sstyle=|(?:src|href)=\"https?:", answer.body)


def test_the_page_speaks_both_languages(store, browser):
    assert '<html lang="zh-CN">' in browser.open("/login").body
    browser.cookies["guoban_language"] = "en"
    page = browser.open("/login").body
    assert '<html lang="en">' in page
    assert "Sign in" in page
    assert not re.search(r"[\u4e00-\u9fff]", page.replace("中文", ""))


def test_refusals_carry_the_headers_of_every_answer(store, browser):
    answer = browser.open("/media/x", accept="*/*")
    assert answer.status == 401
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
