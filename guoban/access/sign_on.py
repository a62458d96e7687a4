"""Single sign-on: who a proxy in front says somebody is, what its settings are, and the session that comes of it.

The settings stand in sign-on.toml of the data folder; without that file there is no single sign-on. They are read when
the server starts. docs/sign-on.md explains them.
"""

import sqlite3
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guoban.access.accounts import change_role, insert_account
from guoban.access.events import Did, note, record
from guoban.access.people import Role, fit_name, name_key
from guoban.access.sessions import open_session
from guoban.access.store import AccessStore
from guoban.errors import GuobanError, InputError
from guoban.text import _

FILE = "sign-on.toml"
WAY = "sign-on"
"""How the log names this way in."""

_SHORTEST_SECRET = 24
_KNOWN = {"secret", "secret_header", "name_header", "groups_header", "accounts", "sign_out", "groups"}


class NotKnownError(GuobanError):
    """Somebody whom the proxy knows, and Guoban does not."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” has no account here.").format(name=name), _("Ask the county's administrator for one.")
        )


@dataclass(frozen=True, slots=True)
class Group:
    """What members of a group of the directory may."""

    role: Role
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignOn:
    """Headers in lower case. makes: whether whoever belongs to one of the groups gets an account at first sight.

    sign_out: where somebody is sent who signs out, to end the sign-in of the proxy too; empty: nowhere.
    """

    secret: str
    secret_header: str = "x-sign-on-secret"  # nosec B107
    name_header: str = "remote-user"
    groups_header: str = "remote-groups"
    makes: bool = False
    sign_out: str = ""
    groups: Mapping[str, Group] = field(default_factory=dict)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that count only from the proxy, and that nobody behind the door sees."""
        return self.secret_header, self.name_header, self.groups_header


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the proxy names."""

    name: str
    groups: tuple[str, ...] = ()


def read_sign_on(folder: Path) -> SignOn | None:
    """The settings of a data folder; None without single sign-on. Raises InputError naming what is wrong in them."""
    path = folder / FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _wrong(str(error)) from error
    unknown = sorted(set(told) - _KNOWN)
    if unknown:
        raise _wrong(_("there is no setting “{name}”").format(name=unknown[0]))
    texts = {name: told[name] for name in ("secret", "secret_header", "name_header", "groups_header", "sign_out")
             if name in told}  # fmt: skip
    for name, value in texts.items():
        if not isinstance(value, str):
            raise _wrong(_("“{name}” has to be a text").format(name=name))
    if len(texts.get("secret", "")) < _SHORTEST_SECRET:
        raise _wrong(_("“secret” needs at least {count} signs").format(count=_SHORTEST_SECRET))
    if told.get("accounts", "known") not in ("known", "made"):
        raise _wrong(_("“accounts” is “known” or “made”"))
    if not texts.get("sign_out", "https://").startswith("https://"):
        raise _wrong(_("“sign_out” has to begin with https://"))
    headers = {name: value.lower() for name, value in texts.items() if name.endswith("_header")}
    rest = {name: value for name, value in texts.items() if name not in headers}
    return SignOn(**rest, **headers, makes=told.get("accounts") == "made", groups=_groups(told.get("groups", {})))


def sign_on(store: AccessStore, settings: SignOn, named: Named, address: str) -> str:
    """Open a session for whom the proxy names and give its token.

    Where accounts are made, role and units follow the groups at every sign-in. Raises NotKnownError for somebody
    without an account, or without a group that opens one; InputError for the last administrator, who would lose the
    role.
    """
    group = group_of(settings, named)
    try:
        with store.writing() as connection:
            account, known = _account(connection, store, settings, named, group)
            note(connection, store.clock(), Did.SIGNED_IN, known, address=address, about=WAY)
            return open_session(connection, store, account)
    except NotKnownError:
        record(store, Did.REFUSED, "", address=address, about=f"{WAY} {named.name}")
        raise


def group_of(settings: SignOn, named: Named) -> Group | None:
    """What somebody may by all of their groups: the role that may most, for the units of all that give it."""
    mine = [settings.groups[name] for name in named.groups if name in settings.groups]
    for role in (Role.ADMINISTRATOR, Role.REPORTER, Role.LEADER):
        given = [group.units for group in mine if group.role is role]
        if given:
            everywhere = role is Role.LEADER and () in given  # a leader without units sees to all of them
            return Group(role, () if everywhere else tuple(dict.fromkeys(unit for units in given for unit in units)))
    return None


def _account(
    connection: sqlite3.Connection, store: AccessStore, settings: SignOn, named: Named, group: Group | None
) -> tuple[int, str]:
    found = connection.execute(
        "select account, name, disabled_at is null from account where key = ?", (name_key(named.name),)
    ).fetchone()
    if found is not None and not found[2]:
        raise NotKnownError(named.name)
    if not settings.makes:
        if found is None:
            raise NotKnownError(named.name)
        return found[0], found[1]
    if group is None:
        raise NotKnownError(named.name)
    if found is None:
        name = fit_name(named.name)
        made = insert_account(connection, store.clock(), name, group.role, group.units, None, by=WAY)
        return made.number, made.name
    change_role(connection, store.clock(), found[1], group.role, group.units, by=WAY)
    return found[0], found[1]


def _groups(told: Any) -> dict[str, Group]:
    found = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        try:
            role, units = Role(value["role"]), tuple(value.get("units", ()))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _wrong(
                _("group “{name}” needs a role: leader, reporter or administrator").format(name=name)
            ) from error
        if (role is Role.REPORTER) != bool(units) and role is not Role.LEADER:
            raise _wrong(_("group “{name}”: reporters need units, administrators have none").format(name=name))
        found[name] = Group(role, units)
    return found


def _wrong(reason: str) -> InputError:
    return InputError(
        _("The settings of single sign-on in {file} cannot be used: {reason}.").format(file=FILE, reason=reason),
        _("Mend the file and start Guoban again."),
    )
