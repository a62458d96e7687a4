"""A county with accounts behind a running server, and requests by hand."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from guoban.access.accounts import account_named, add_account, disable_account
from guoban.access.people import Role
from guoban.access.sessions import close_session, open_session, visitor_of
from guoban.access.store import AccessStore
from tests.access.cheap import CHEAP, PASSWORD

NOBODIES = ("without", "forged", "expired", "idle", "revoked", "disabled", "of another scheme")
"""Cookies that open nothing."""

HOLDERS = {
    "administrator": ("陈主席", Role.ADMINISTRATOR, ()),
    "leader": ("李书记", Role.LEADER, ()),
    "leader of T02": ("王镇长", Role.LEADER, ("T02",)),
    "reporter of T02": ("周敏", Role.REPORTER, ("T02",)),
}


@dataclass(frozen=True)
class Told:
    """An answer: lines of the head in lower case, cookies apart."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes


@dataclass(frozen=True)
class Office:
    """A server at an address over a data folder with HOLDERS."""

    url: str
    data: Path

    @property
    def netloc(self) -> str:
        return urlsplit(self.url).netloc

    def store(self, age: float = 0.0) -> AccessStore:
        """Its accounts, by a clock that is so many seconds behind."""
        return AccessStore(self.data, CHEAP, lambda: time.time() - age)

    def token(self, holder: str, age: float = 0.0) -> str:
        """A session begun so many seconds ago."""
        store, name = self.store(age), HOLDERS.get(holder, (holder,))[0]
        with store.writing() as connection:
            return open_session(connection, store, account_named(store, name).number)

    def cookie(self, holder: str) -> str:
        """The cookies of a holder, or of one of NOBODIES."""
        if holder in HOLDERS:
            return f"guoban_session={self.token(holder)}; guoban_language=en"
        if holder == "without":
            return "guoban_language=en"
        if holder == "forged":
            return f"guoban_session={'Zm9yZ2Vk' * 6}"
        if holder == "expired":
            return f"guoban_session={self.token('leader', CHEAP.absolute + 1)}"
        if holder == "idle":
            return f"guoban_session={self.token('leader', CHEAP.idle + 1)}"
        if holder == "of another scheme":
            return f"__Host-guoban_session={self.token('leader')}"
        token = self.token("former" if holder == "disabled" else "leader")
        if holder == "revoked":
            self.end(token)
        return f"guoban_session={token}"

    def end(self, token: str) -> None:
        """Sign a session out."""
        found = visitor_of(self.store(), token)
        assert found is not None
        assert found.session is not None
        close_session(self.store(), found.session)

    def ask(self, method: str, path: str, cookie: str = "", body: bytes = b"", **headers: str) -> Told:
        """One request, its path sent as it stands. Headers are written with underscores."""
        told = {"Host": self.netloc, "Cookie": cookie}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.netloc, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                if value:
                    connection.putheader(name, value)
            if body or method in ("POST", "PUT"):
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            cookies = tuple(answer.headers.get_all("set-cookie") or ())
            return Told(answer.status, {k.lower(): v for k, v in answer.headers.items()}, cookies, answer.read())
        finally:
            connection.close()

    @contextmanager
    def raw(self, sent: bytes) -> Iterator[socket.socket]:
        """A connection over which just these bytes went."""
        place = urlsplit(self.url)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as open_one:
            open_one.sendall(sent)
            yield open_one


def furnish(data: Path) -> None:
    """Give a data folder its accounts: HOLDERS, and somebody who has left."""
    store = AccessStore(data, CHEAP)
    for name, role, units in HOLDERS.values():
        add_account(store, name, role, units, PASSWORD, by="test")
    add_account(store, "former", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    with store.writing() as connection:
        open_session(connection, store, account_named(store, "former").number)
    disable_account(store, "former", by="test")
