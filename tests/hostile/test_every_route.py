"""Every route the application has, asked by everybody it is not for."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from guoban.place import ROOT
from guoban.start.environment import clean_environment
from guoban.warehouse import Warehouse
from tests.hostile.office import HOLDERS, NOBODIES, Office
from tests.viewing import Viewer, viewing

THROUGH_A_PROXY = "10.1.1.20"
"""Requests come from another machine: what is for this one alone is not for them."""


@dataclass(frozen=True)
class Row:
    """One route: how it is asked, and the status that each gets. holder: whose session the address belongs to."""

    path: str
    nobody: int
    leader: int
    bound: int
    reporter: int
    administrator: int
    method: str = "GET"
    body: bytes = b""

    @property
    def answers(self) -> dict[str, int]:
        return dict(zip(HOLDERS, (self.administrator, self.leader, self.bound, self.reporter), strict=True))


def closed(path: str, method: str = "GET") -> Row:
    """A route of the framework that answers nobody."""
    return Row(path, 404, 404, 404, 404, 404, method)


def everybodys(path: str, method: str = "GET", status: int = 200) -> Row:
    """A route that answers whoever is signed in."""
    return Row(path, 401, status, status, status, status, method)


ROUTES = {
    # pages to sign in on: a page for whoever is outside, the way in for whoever is inside
    "GET POST /login": Row("/login", 200, 303, 303, 303, 303),
    "GET POST /first": Row("/first", 303, 303, 303, 303, 303),
    "GET POST /password": Row("/password?code=guessed", 503, 503, 503, 503, 503),
    "GET POST /logout": Row("/logout", 303, 303, 303, 303, 303),
    "GET POST /account": Row("/account", 401, 200, 200, 200, 200),
    "GET /language/{chosen}": Row("/language/en", 303, 303, 303, 303, 303),
    "GET /health": Row("/health", 403, 403, 403, 403, 403),
    "GET /style/{name}": everybodys("/style/x.css", status=404),
    "GET /original/{upload:int}": Row("/original/{original}", 401, 200, 403, 403, 200),
    "GET /meeting/deck": everybodys("/meeting/deck?year=2026&quarter=2"),
    "GET /meeting/sheet/{number:int}.svg": everybodys("/meeting/sheet/1.svg?year=2026&quarter=2"),
    # what the framework keeps for one window is for its holder, here the administrator
    "GET /media/{file_id:path}": Row("{media}", 401, 404, 404, 404, 200),
    "OPTIONS /media/{file_id:path}": Row("{media}", 401, 404, 404, 404, 204, "OPTIONS"),
    "PUT /_stcore/upload_file/{session_id}/{file_id}": Row("{upload}", 401, 404, 404, 404, 403, "PUT", b"x"),
    "DELETE /_stcore/upload_file/{session_id}/{file_id}": Row("{upload}", 401, 404, 404, 404, 403, "DELETE"),
    "OPTIONS /_stcore/upload_file/{session_id}/{file_id}": Row("{upload}", 401, 404, 404, 404, 204, "OPTIONS"),
    "GET /_stcore/health": everybodys("/_stcore/health"),
    "OPTIONS /_stcore/health": everybodys("/_stcore/health", "OPTIONS", 204),
    "GET /_stcore/host-config": everybodys("/_stcore/host-config"),
    "WEBSOCKET /_stcore/stream": everybodys("/_stcore/stream"),  # asked in plain: the page; below as what it is
    "MOUNT /": everybodys("/overview"),
    "GET /_stcore/metrics": closed("/_stcore/metrics"),
    "OPTIONS /_stcore/metrics": closed("/_stcore/metrics", "OPTIONS"),
    "GET /component/{path:path}": closed("/component/x/index.html"),
    "OPTIONS /component/{path:path}": closed("/component/x/index.html", "OPTIONS"),
    "GET /_stcore/bidi-components/{path:path}": everybodys("/_stcore/bidi-components/x/y.js", status=404),
    "OPTIONS /_stcore/bidi-components/{path:path}": everybodys("/_stcore/bidi-components/x/y.js", "OPTIONS", 204),
    "GET /auth/login": closed("/auth/login"),
    "GET /auth/logout": closed("/auth/logout"),
    "GET /oauth2callback": closed("/oauth2callback"),
    "DELETE GET OPTIONS PATCH POST PUT /_stcore/agent/interact": closed("/_stcore/agent/interact", "POST"),
    "DELETE GET OPTIONS PATCH POST PUT /_stcore/agent/openapi.json": closed("/_stcore/agent/openapi.json"),
    "DELETE GET OPTIONS PATCH POST PUT /_stcore/agent/mcp": closed("/_stcore/agent/mcp", "POST"),
}
"""Every route of the application. Statuses: nobody, leader, leader of T02, reporter of T02, administrator."""

LIST_ROUTES = """
import json
from app import app
from starlette.routing import Mount, WebSocketRoute
found = []
for route in app._build_starlette_app().routes:
    if isinstance(route, WebSocketRoute):
        found.append(f"WEBSOCKET {route.path}")
    elif isinstance(route, Mount):
        found.append(f"MOUNT {route.path or '/'}")
    else:
        found.append(" ".join([*sorted(route.methods - {"HEAD"}), route.path]))
print(json.dumps(found))
"""


def test_every_route_of_the_application_has_its_row(tmp_path):
    environment = clean_environment(GUOBAN_DATA=str(tmp_path))
    asked = [sys.executable, "-c", LIST_ROUTES]
    answer = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert sorted(json.loads(answer.stdout)) == sorted(ROUTES)


@dataclass(frozen=True)
class Places:
    """Addresses that the administrator's window was told, and whose cookie it has."""

    media: str
    upload: str
    original: int
    cookie: str

    def of(self, path: str) -> str:
        return path.format(media=self.media, upload=self.upload, original=self.original)


@pytest.fixture(scope="module")
def places(office: Office) -> Iterator[Places]:
    """A window of the administrator's, open, with a file to take away and a place to send one to."""
    rows = Warehouse(office.data).reader().rows(
        "select upload from observation group by upload having count(distinct unit) = 1 and max(unit) = 'T03'"
    )  # fmt: skip
    cookie = office.cookie("administrator")
    with viewing(office.url, cookie) as window:
        media = window.turn("admin", "part=log").take("Log as CSV")
        yield Places(media, window.place_to_send("报表.xlsx"), rows[0][0], cookie)


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_answers_those_alone_whom_it_is_for(office, places, route):
    row = ROUTES[route]

    def status(cookie: str) -> int:
        path = places.of(row.path)
        return office.ask(row.method, path, cookie, row.body, X_Forwarded_For=THROUGH_A_PROXY).status

    outside = {how: status(office.cookie(how)) for how in NOBODIES}
    assert outside == dict.fromkeys(NOBODIES, row.nobody)
    inside = {
        holder: status(places.cookie if holder == "administrator" else office.cookie(holder)) for holder in HOLDERS
    }
    assert inside == row.answers


def test_another_window_of_the_same_account_is_another_holder(office, places):
    """A second sign-in of the administrator's was told nothing."""
    assert office.ask("GET", places.media, office.cookie("administrator")).status == 404


def test_an_address_that_is_merely_shown_as_text_opens_nothing(office, places):
    with viewing(office.url, office.cookie("leader")) as window:
        window.turn("unit", f"unit={places.media}")
        assert office.ask("GET", places.media, window_cookie(window)).status == 404


def window_cookie(window: Viewer) -> str:
    return window.socket.request.headers["Cookie"]


@pytest.mark.parametrize("how", NOBODIES)
@pytest.mark.parametrize("path", ["/_stcore/stream", "/login", "/health", "/nowhere"])
def test_no_websocket_opens_for_somebody_who_is_not_signed_in(office, how, path):
    with pytest.raises(InvalidStatus) as refused, viewing(office.url, office.cookie(how), path=path):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}])
def test_no_websocket_opens_from_a_page_from_elsewhere(office, headers):
    with pytest.raises(InvalidStatus) as refused, viewing(office.url, office.cookie("administrator"), **headers):
        pass
    assert refused.value.response.status_code == 403


PAGES = ("", "indicator", "unit", "appraisal", "compare", "upload", "quality", "targets", "meeting", "admin")
"""By their addresses; the overview is the first."""
OF_ADMINISTRATORS = {"targets", "admin"}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_window_turns_to_the_pages_of_its_role_alone(office, holder):
    kept_out = set() if holder == "administrator" else OF_ADMINISTRATORS
    if "leader" in holder:
        kept_out = kept_out | {"upload"}
    with viewing(office.url, office.cookie(holder)) as window:
        assert {page for page in PAGES if not window.turn(page).found} == kept_out


def test_a_window_is_cut_when_its_session_ends(office):
    token = office.token("leader")
    with viewing(office.url, f"guoban_session={token}") as window:
        assert window.turn("").found
        office.end(token)
        with pytest.raises(ConnectionClosed) as cut:
            turn_until_cut(window)
        assert cut.value.rcvd.code == 4401


def turn_until_cut(window: Viewer) -> None:
    """What this process did is known to the server a second later."""
    for _again in range(100):
        window.turn("")


def test_a_window_goes_on_for_the_sign_in_that_it_was_begun_by(office):
    cookie = office.cookie("administrator")
    with viewing(office.url, cookie) as window:
        session = window.turn("admin").session
    with viewing(office.url, office.cookie("leader"), session) as taken:
        assert taken.turn("admin").session != session
        assert not taken.found
    with viewing(office.url, cookie, session) as resumed:
        assert resumed.turn("admin").session == session


def test_a_window_that_is_open_is_taken_over_by_nobody(office):
    with viewing(office.url, office.cookie("administrator")) as window:
        session = window.turn("").session
        with viewing(office.url, office.cookie("leader"), session) as taken:
            assert taken.turn("").session != session
        assert window.turn("admin").found
