"""Signing in with name and password."""

from guoban.access.events import Did, note, record
from guoban.access.guesses import HeldBackError, count_guess, forgive
from guoban.access.passwords import Passwords
from guoban.access.people import name_key
from guoban.access.sessions import open_session
from guoban.access.store import AccessStore
from guoban.errors import GuobanError
from guoban.text import _


class RefusedError(GuobanError):
    """Name and password do not open anything; which of the two is wrong is not said."""

    def __init__(self) -> None:
        super().__init__(_("Account or password is not right."))


def sign_in(store: AccessStore, name: str, password: str, address: str) -> str:
    """Open a session and give its token. Raises RefusedError, HeldBackError, StoreError.

    An account that is unknown, disabled or without a password costs the same work as any other, and is told the same.
    """
    passwords = Passwords(store.rules)
    guesses = _counted(store, name, address)
    with store.reading() as connection:
        found = connection.execute(
            "select account, name, password_hash, disabled_at is null from account where key = ?", (name_key(name),)
        ).fetchone()
    account, known, stored, enabled = found or (0, "", None, False)
    right = passwords.is_right(password, stored)
    if not right or not enabled or stored is None:
        record(store, Did.REFUSED, known, address=address)
        raise RefusedError
    renewed = passwords.hashed(password) if _may_renew(store, passwords, stored, password) else stored
    with store.writing() as connection:
        current = connection.execute(
            "select password_hash, disabled_at is null from account where account = ?", (account,)
        ).fetchone()
        if current != (stored, 1):  # changed or disabled while the hash was worked out
            raise RefusedError
        connection.execute("update account set password_hash = ? where account = ?", (renewed, account))
        forgive(connection, guesses, name_key(name))
        note(connection, store.clock(), Did.SIGNED_IN, known, address=address, about="password")
        return open_session(connection, store, account)


def _counted(store: AccessStore, name: str, address: str) -> tuple[int, ...]:
    try:
        return count_guess(store, name_key(name), address)
    except HeldBackError:
        record(store, Did.HELD_BACK, "", address=address)
        raise


def _may_renew(store: AccessStore, passwords: Passwords, stored: str, password: str) -> bool:
    """Whether the hash is made anew at today's cost; a password from before a longer rule stays as it is."""
    return passwords.is_outdated(stored) and len(password) >= store.rules.shortest_password
