"""Guesses at passwords and codes, counted by what is guessed at and by where they come from.

A guess is counted before it is looked at and forgiven when it was right, so that a thousand at the same moment are a
thousand. Names that do not exist count like those that do. Subjects are kept as hashes: people type passwords where a
name is asked for.
"""

import hashlib
import sqlite3
from ipaddress import ip_address, ip_network

from guoban.access.store import AccessStore
from guoban.errors import GuobanError
from guoban.text import ngettext

_MOST_FROM_THE_FUTURE = 300.0


class HeldBackError(GuobanError):
    """Too many guesses. seconds: how long to wait."""

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        super().__init__(
            ngettext(
                "Too many attempts: try again in {count} minute.", "Too many attempts: try again in {count} minutes.",
                minutes,
            ).format(count=minutes)
        )  # fmt: skip
        self.seconds = seconds


def count_guess(store: AccessStore, at: str, address: str) -> tuple[int, ...]:
    """Count a guess at something from an address; gives what `forgive` takes. Raises HeldBackError."""
    rules, now = store.rules, store.clock()
    limits = {
        _subject("at", at): rules.guesses_at_account,
        _subject("from", _neighbourhood(address)): rules.guesses_from_address,
    }
    with store.writing() as connection:
        connection.execute(
            "delete from guess where tried_at <= ? or tried_at > ?",
            (now - rules.guess_window, now + _MOST_FROM_THE_FUTURE),
        )
        waits = [_wait(connection, subject, most, now, rules.guess_window) for subject, most in limits.items()]
        if any(waits):
            raise HeldBackError(max(waits))
        rows = [connection.execute("insert into guess (subject, tried_at) values (?, ?)", (subject, now))
                for subject in limits]  # fmt: skip
        return tuple(int(row.lastrowid or 0) for row in rows)


def forgive(connection: sqlite3.Connection, guesses: tuple[int, ...], at: str) -> None:
    """The guess was right: it counts no more, nor do those before it at the same account."""
    connection.executemany("delete from guess where guess = ?", [(guess,) for guess in guesses])
    connection.execute("delete from guess where subject = ?", (_subject("at", at),))


def _wait(connection: sqlite3.Connection, subject: bytes, most: int, now: float, window: float) -> int:
    """Seconds until another guess is taken; 0 where it is taken now."""
    newest = connection.execute(
        "select tried_at from guess where subject = ? order by tried_at desc limit ?", (subject, most)
    ).fetchall()
    return 0 if len(newest) < most else max(1, round(newest[-1][0] + window - now))


def _subject(kind: str, text: str) -> bytes:
    return hashlib.sha256(f"{kind}\n{text}".encode()).digest()


def _neighbourhood(address: str) -> str:
    """One machine: of IPv6 the network that is given to one customer, who may take any address in it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
