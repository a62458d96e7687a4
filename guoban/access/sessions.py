"""Sign-ins that last: a token that the browser holds, of which only the hash is kept."""

import hashlib
import secrets
import sqlite3

from guoban.access.events import Did, note
from guoban.access.people import Role, Visitor
from guoban.access.store import AccessStore

SEEN_EVERY = 60.0
"""Seconds between two notes that a session is in use: every look would else be a write."""

CLOCK_SLACK = 300.0
"""Seconds by which a session may seem to begin in the future; where the clock was set back further, it ends."""

_IN_FORCE = """
    from session join account using (account)
    where token_hash = :token and disabled_at is null
        and :now < ends_at and :now < seen_at + :idle and began_at < :now + :slack
"""


def open_session(connection: sqlite3.Connection, store: AccessStore, account: int) -> str:
    """Begin a session of an account and give its token, which is told to the browser and kept nowhere."""
    token, now = secrets.token_urlsafe(32), store.clock()
    connection.execute("delete from session where ends_at <= ? or seen_at <= ?", (now, now - store.rules.idle))
    connection.execute(
        "insert into session (token_hash, account, began_at, seen_at, ends_at) values (?, ?, ?, ?, ?)",
        (token_hash(token), account, now, now, now + store.rules.absolute),
    )
    return token


def visitor_of(store: AccessStore, token: str) -> Visitor | None:
    """Whom a token speaks for; None where it is unknown, ended, or its account is disabled."""
    if not token or not store.exists():
        return None
    now = store.clock()
    asked = {"token": token_hash(token), "now": now, "idle": store.rules.idle, "slack": CLOCK_SLACK}
    with store.reading() as connection:
        found = connection.execute(f"select session, account, name, role {_IN_FORCE}", asked).fetchone()
        if found is None:
            return None
        session, account, name, role = found
        units = connection.execute("select unit from account_unit where account = ? order by unit", (account,))
        return Visitor(name, Role(role), tuple(unit for (unit,) in units.fetchall()), session)


def keep_alive(store: AccessStore, token: str) -> None:
    """Note that a session is in use."""
    now = store.clock()
    with store.writing() as connection:
        connection.execute(
            "update session set seen_at = ? where token_hash = ? and ? < ends_at and ? < seen_at + ?",
            (now, token_hash(token), now, now, store.rules.idle),
        )


def close_session(store: AccessStore, session: int, *, everywhere: bool = False, address: str = "") -> None:
    """End a session, or all of its account."""
    with store.writing() as connection:
        found = connection.execute(
            "select account, name from account join session using (account) where session = ?", (session,)
        ).fetchone()
        if found is None:
            return
        account, name = found
        if everywhere:
            connection.execute("delete from session where account = ?", (account,))
        else:
            connection.execute("delete from session where session = ?", (session,))
        did = Did.SIGNED_OUT_EVERYWHERE if everywhere else Did.SIGNED_OUT
        note(connection, store.clock(), did, name, address=address)


def close_sessions_of(store: AccessStore, account: int, *, by: str) -> int:
    """End every session of an account from outside; how many there were."""
    with store.writing() as connection:
        (name,) = connection.execute("select name from account where account = ?", (account,)).fetchone()
        ended = connection.execute("delete from session where account = ?", (account,)).rowcount
        note(connection, store.clock(), Did.SIGNED_OUT_EVERYWHERE, by, about=name)
        return ended


def token_hash(token: str) -> bytes:
    """What is kept of a token or code: it is drawn by lot and long, so that one quick hash is enough."""
    return hashlib.sha256(token.encode()).digest()
