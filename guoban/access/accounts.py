"""Accounts: made, found, disabled, given another password."""

import sqlite3
from collections.abc import Sequence

from guoban.access.events import Did, note
from guoban.access.guesses import count_guess, forgive
from guoban.access.passwords import Passwords
from guoban.access.people import Account, Role, fit_name, name_key
from guoban.access.store import AccessStore
from guoban.errors import InputError
from guoban.text import _

_SELECT = """
    select account, name, role, disabled_at is not null, password_hash is not null,
        (select group_concat(unit, char(10)) from account_unit where account_unit.account = account.account)
    from account
"""


def accounts(store: AccessStore) -> tuple[Account, ...]:
    """Every account, the oldest first."""
    if not store.exists():
        return ()
    with store.reading() as connection:
        return tuple(map(_account, connection.execute(f"{_SELECT} order by account").fetchall()))


def has_administrator(store: AccessStore) -> bool:
    """Whether somebody can sign in who may do everything."""
    return any(each.role is Role.ADMINISTRATOR and each.has_password and not each.disabled for each in accounts(store))


def add_account(
    store: AccessStore, name: str, role: Role, units: Sequence[str], password: str | None, *, by: str
) -> Account:
    """Make an account. units: codes that exist; password: None where it is chosen later by a link.

    Raises InputError for a name that is taken or cannot be one, a role without the units it needs, a password that is
    too short or too long.
    """
    kept = fit_name(name)
    hashed = None if password is None else Passwords(store.rules).hashed(password)
    with store.writing() as connection:
        return insert_account(connection, store.clock(), kept, role, units, hashed, by=by)


def insert_account(
    connection: sqlite3.Connection,
    at: float,
    name: str,
    role: Role,
    units: Sequence[str],
    hashed: str | None,
    *,
    by: str,
) -> Account:
    """Make an account in the transaction of something larger. name: as `fit_name` gave it. Raises InputError."""
    _require_units(role, units)
    if connection.execute("select 1 from account where key = ?", (name_key(name),)).fetchone():
        raise InputError(_("There is an account “{name}” already.").format(name=name), _("Take another name."))
    number = connection.execute(
        "insert into account (name, key, role, password_hash, made_at) values (?, ?, ?, ?, ?)",
        (name, name_key(name), role.value, hashed, at),
    ).lastrowid
    connection.executemany("insert into account_unit values (?, ?)", [(number, unit) for unit in dict.fromkeys(units)])
    note(connection, at, Did.ACCOUNT_ADDED, by, about=" ".join((name, role.value, *units)))
    return _account_of(connection, name)


def disable_account(store: AccessStore, name: str, *, by: str) -> Account:
    """Let an account sign in no more, and end what it has open. Raises InputError for the last administrator."""
    with store.writing() as connection:
        found = _account_of(connection, name)
        if found.disabled:
            raise InputError(_("The account “{name}” is disabled already.").format(name=found.name))
        _require_another_administrator(connection, found)
        connection.execute("update account set disabled_at = ? where account = ?", (store.clock(), found.number))
        connection.execute("delete from session where account = ?", (found.number,))
        connection.execute("delete from code where account = ?", (found.number,))
        note(connection, store.clock(), Did.ACCOUNT_DISABLED, by, about=found.name)
        return _account_of(connection, name)


def change_role(
    connection: sqlite3.Connection, at: float, name: str, role: Role, units: Sequence[str], *, by: str
) -> None:
    """Give an account another role or other units, in the transaction of something larger; nothing where it has them.

    Raises InputError for the last administrator.
    """
    found = _account_of(connection, name)
    if found.role is role and set(found.units) == set(units):
        return
    _require_units(role, units)
    if role is not Role.ADMINISTRATOR:
        _require_another_administrator(connection, found)
    connection.execute("update account set role = ? where account = ?", (role.value, found.number))
    connection.execute("delete from account_unit where account = ?", (found.number,))
    rows = [(found.number, unit) for unit in dict.fromkeys(units)]
    connection.executemany("insert into account_unit values (?, ?)", rows)
    note(connection, at, Did.ROLE_CHANGED, by, about=" ".join((found.name, role.value, *units)))


def enable_account(store: AccessStore, name: str, *, by: str) -> Account:
    """Let a disabled account sign in again."""
    with store.writing() as connection:
        found = _account_of(connection, name)
        if not found.disabled:
            raise InputError(_("The account “{name}” is not disabled.").format(name=found.name))
        connection.execute("update account set disabled_at = null where account = ?", (found.number,))
        note(connection, store.clock(), Did.ACCOUNT_ENABLED, by, about=found.name)
        return _account_of(connection, name)


def set_password(store: AccessStore, name: str, password: str, *, by: str) -> None:
    """Give an account another password, and end everything it has open."""
    hashed = Passwords(store.rules).hashed(password)
    with store.writing() as connection:
        found = _account_of(connection, name)
        keep_password(connection, found.number, hashed)
        note(connection, store.clock(), Did.PASSWORD_SET, by, about=found.name)


def change_own_password(store: AccessStore, session: int, old: str, new: str, address: str = "") -> None:
    """Let the holder of a session take another password; their other sessions end.

    Raises InputError where the old one is not right, or the new one not fit; HeldBackError: whoever finds a browser
    left open may not guess either.
    """
    passwords = Passwords(store.rules)
    with store.reading() as connection:
        found = connection.execute(
            "select account, name, password_hash from account join session using (account) where session = ?",
            (session,),
        ).fetchone()
    guesses = count_guess(store, name_key(found[1] if found else ""), address)
    if found is None or not passwords.is_right(old, found[2]):
        raise InputError(_("The present password is not right."), _("Nothing was changed."))
    hashed = passwords.hashed(new)
    with store.writing() as connection:
        forgive(connection, guesses, name_key(found[1]))
        keep_password(connection, found[0], hashed, but=session)
        note(connection, store.clock(), Did.PASSWORD_CHANGED, found[1], address=address)


def keep_password(connection: sqlite3.Connection, account: int, hashed: str, *, but: int = -1) -> None:
    """Store a hash, and end the sessions and codes of the account. but: a session that goes on."""
    connection.execute("update account set password_hash = ? where account = ?", (hashed, account))
    connection.execute("delete from session where account = ? and session <> ?", (account, but))
    connection.execute("delete from code where account = ?", (account,))


def account_named(store: AccessStore, name: str) -> Account:
    """The account of a name, however it is typed. Raises InputError where there is none."""
    if store.exists():
        with store.reading() as connection:
            return _account_of(connection, name)
    raise _unknown(name)


def _account_of(connection: sqlite3.Connection, name: str) -> Account:
    row = connection.execute(f"{_SELECT} where key = ?", (name_key(name),)).fetchone()
    if row is None:
        raise _unknown(name)
    return _account(row)


def _unknown(name: str) -> InputError:
    return InputError(_("There is no account “{name}”.").format(name=name), _("See the list of accounts."))


def _account(row: tuple[int, str, str, int, int, str | None]) -> Account:
    number, name, role, disabled, has_password, units = row
    return Account(
        number, name, Role(role), tuple(sorted(units.split("\n"))) if units else (), bool(disabled), bool(has_password)
    )


def _require_units(role: Role, units: Sequence[str]) -> None:
    if role is Role.REPORTER and not units:
        raise InputError(_("A reporter answers for at least one unit."), _("Name it."))
    if role is Role.ADMINISTRATOR and units:
        raise InputError(_("An administrator is not bound to units."), _("Leave the units out."))


def _require_another_administrator(connection: sqlite3.Connection, leaving: Account) -> None:
    """Without an administrator nobody could let anybody in again."""
    (others,) = connection.execute(
        "select count(*) from account where role = 'administrator' and disabled_at is null "
        "and password_hash is not null and account <> ?",
        (leaving.number,),
    ).fetchone()
    if leaving.role is Role.ADMINISTRATOR and not others:
        raise InputError(
            _("“{name}” is the last administrator.").format(name=leaving.name), _("Add another one first.")
        )
