"""Codes that work once: the first administrator is made with one, and a password is chosen with one."""

import secrets
import sqlite3
import unicodedata

from guoban.access.accounts import insert_account, keep_password
from guoban.access.events import Did, note, record
from guoban.access.guesses import HeldBackError, count_guess, forgive
from guoban.access.passwords import Passwords
from guoban.access.people import Role, fit_name
from guoban.access.sessions import open_session, token_hash
from guoban.access.store import AccessStore
from guoban.errors import InputError
from guoban.text import _

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letter that looks like a digit; 32 signs, so that sixteen of them are 80 bits."""

_GROUPS, _GROUP = 4, 4
_FIRST = "first administrator"

_ADMINISTRATORS = (
    "select count(*) from account where role = 'administrator' and disabled_at is null and password_hash is not null"
)


def first_code(store: AccessStore) -> str:
    """A new code to make the first administrator with; the one before it works no more.

    Raises InputError where there is an administrator.
    """
    code = "-".join("".join(secrets.choice(ALPHABET) for _sign in range(_GROUP)) for _group in range(_GROUPS))
    with store.writing() as connection:
        if connection.execute(_ADMINISTRATORS).fetchone()[0]:
            raise InputError(
                _("There is an administrator already."), _("Whoever has lost a password is given a new one by them.")
            )
        connection.execute("delete from code where account is null")
        connection.execute(
            "insert into code values (?, null, ?)", (token_hash(_plain(code)), store.clock() + store.rules.code_lasts)
        )
        note(connection, store.clock(), Did.CODE_MADE, "")
    return code


def make_first_administrator(store: AccessStore, code: str, name: str, password: str, address: str) -> str:
    """Make the first administrator with a code, and give the token of a session of theirs.

    Raises InputError for a code that is wrong, used or too old, a name or a password that cannot be; HeldBackError.
    """
    try:
        guesses = count_guess(store, _FIRST, address)
    except HeldBackError:
        record(store, Did.HELD_BACK, "", address=address)
        raise
    wrong = InputError(
        _("The code is not right, or not right any more."),
        _("A new one is printed when Guoban is started again, or by: python -m etl account code"),
    )
    with store.reading() as connection:
        known = _is_in_force(connection.execute(_CODE, (token_hash(_plain(code)),)).fetchone(), store.clock())
    if not known:
        record(store, Did.REFUSED, "", address=address, about=_FIRST)
        raise wrong
    kept, hashed = fit_name(name), Passwords(store.rules).hashed(password)
    with store.writing() as connection:
        row = connection.execute(_CODE, (token_hash(_plain(code)),)).fetchone()
        if not _is_in_force(row, store.clock()) or connection.execute(_ADMINISTRATORS).fetchone()[0]:
            raise wrong
        connection.execute("delete from code where account is null")
        account = insert_account(connection, store.clock(), kept, Role.ADMINISTRATOR, (), hashed, by=kept)
        forgive(connection, guesses, _FIRST)
        note(connection, store.clock(), Did.SIGNED_IN, kept, address=address, about="code")
        return open_session(connection, store, account.number)


def password_code(store: AccessStore, account: int, *, by: str) -> str:
    """A code with which the holder of an account chooses a password once; those before it work no more."""
    code = secrets.token_urlsafe(32)
    with store.writing() as connection:
        (name,) = connection.execute("select name from account where account = ?", (account,)).fetchone()
        connection.execute("delete from code where account = ?", (account,))
        connection.execute(
            "insert into code values (?, ?, ?)", (token_hash(code), account, store.clock() + store.rules.link_lasts)
        )
        note(connection, store.clock(), Did.CODE_MADE, by, about=name)
    return code


def choose_password(store: AccessStore, code: str, password: str, address: str) -> str:
    """Give an account the password chosen with its code, end its sessions, and give the token of a new one.

    Raises InputError for a code that is wrong, used or too old, or a password that is not fit.
    """
    holder_of(store, code)  # before a hash is worked out for nothing
    hashed = Passwords(store.rules).hashed(password)
    with store.writing() as connection:
        account, name = _holder(connection, code, store.clock())
        keep_password(connection, account, hashed)
        note(connection, store.clock(), Did.PASSWORD_CHANGED, name, address=address)
        note(connection, store.clock(), Did.SIGNED_IN, name, address=address, about="link")
        return open_session(connection, store, account)


def holder_of(store: AccessStore, code: str) -> str:
    """The name of the account whose password may be chosen with a code. Raises InputError where it works no more."""
    with store.reading() as connection:
        return _holder(connection, code, store.clock())[1]


def _holder(connection: sqlite3.Connection, code: str, now: float) -> tuple[int, str]:
    row = connection.execute(
        "select ends_at, account, name from code join account using (account) "
        "where code_hash = ? and disabled_at is null",
        (token_hash(code),),
    ).fetchone()
    if not _is_in_force(row, now):
        raise InputError(_("This link does not work any more."), _("Ask the administrator for a new one."))
    return row[1], row[2]


_CODE = "select ends_at from code where code_hash = ? and account is null"


def _is_in_force(row: tuple[float, ...] | None, now: float) -> bool:
    return row is not None and now < row[0]


def _plain(code: str) -> str:
    """A code as it is compared: typed small, with or without its lines and spaces, wide or narrow."""
    signs = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in signs if sign in ALPHABET)
