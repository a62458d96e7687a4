"""The log of what was done and what was refused: added to, never changed."""

import csv
import io
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from guoban.access.store import AccessStore
from guoban.text import _, mark
from guoban.text.visible import no_formula

_LONGEST = 500


class Did(StrEnum):
    """What is written down."""

    SIGNED_IN = "signed-in"
    REFUSED = "refused"
    HELD_BACK = "held-back"
    SIGNED_OUT = "signed-out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere"
    PASSWORD_CHANGED = "password-changed"  # nosec B105
    PASSWORD_SET = "password-set"  # nosec B105
    CODE_MADE = "code-made"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ROLE_CHANGED = "role-changed"
    UPLOADED = "uploaded"
    TARGETS_CHANGED = "targets-changed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    CONFIRMATION_UNDONE = "confirmation-undone"
    CLOSED = "closed"
    REOPENED = "reopened"
    LET_IN = "let-in"
    UNDONE = "undone"
    PUT_BACK = "put-back"
    EXPORTED = "exported"
    NOT_ALLOWED = "not-allowed"

    @property
    def said(self) -> str:
        """What was done, in the language of this session."""
        return _(_TITLES[self])


_TITLES = {
    Did.SIGNED_IN: mark("signed in"),
    Did.REFUSED: mark("sign-in refused"),
    Did.HELD_BACK: mark("too many guesses"),
    Did.SIGNED_OUT: mark("signed out"),
    Did.SIGNED_OUT_EVERYWHERE: mark("signed out everywhere"),
    Did.PASSWORD_CHANGED: mark("own password changed"),
    Did.PASSWORD_SET: mark("new password given"),
    Did.CODE_MADE: mark("one-time code made"),
    Did.ACCOUNT_ADDED: mark("account added"),
    Did.ACCOUNT_DISABLED: mark("account disabled"),
    Did.ACCOUNT_ENABLED: mark("account enabled"),
    Did.ROLE_CHANGED: mark("role changed"),
    Did.UPLOADED: mark("file loaded"),
    Did.TARGETS_CHANGED: mark("targets changed"),
    Did.SUBMITTED: mark("file submitted"),
    Did.RETURNED: mark("file returned"),
    Did.WITHDRAWN: mark("submission withdrawn"),
    Did.APPROVED: mark("file approved"),
    Did.CONFIRMED: mark("figures confirmed"),
    Did.CONFIRMATION_UNDONE: mark("confirmation taken back"),
    Did.CLOSED: mark("quarter closed"),
    Did.REOPENED: mark("quarter opened again"),
    Did.LET_IN: mark("unit let in again"),
    Did.UNDONE: mark("upload taken back"),
    Did.PUT_BACK: mark("upload put back"),
    Did.EXPORTED: mark("file taken away"),
    Did.NOT_ALLOWED: mark("not allowed"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. account: who did it, empty where nobody known did; about: to what, in their own words."""

    number: int
    at: datetime
    did: Did
    account: str
    address: str
    about: str


def note(
    connection: sqlite3.Connection, at: float, did: Did, account: str, *, address: str = "", about: str = ""
) -> None:
    """Write one event in the transaction of what was done."""
    connection.execute(
        "insert into event (at, kind, account, address, about) values (?, ?, ?, ?, ?)",
        (at, did.value, account[:_LONGEST], address[:_LONGEST], about[:_LONGEST]),
    )


def record(store: AccessStore, did: Did, account: str, *, address: str = "", about: str = "") -> None:
    """Write one event by itself."""
    with store.writing() as connection:
        note(connection, store.clock(), did, account, address=address, about=about)


def events(
    store: AccessStore, *, did: Did | None = None, account: str | None = None, limit: int | None = None
) -> tuple[Event, ...]:
    """The newest first; only of a kind or an account where one is named."""
    if not store.exists():
        return ()
    with store.reading() as connection:
        rows = connection.execute(
            "select event, at, kind, account, address, about from event "
            "where (:kind is null or kind = :kind) and (:account is null or account = :account) "
            "order by event desc limit :limit",
            {"kind": did.value if did else None, "account": account, "limit": -1 if limit is None else limit},
        ).fetchall()
    return tuple(
        Event(number, datetime.fromtimestamp(at, UTC), Did(kind), who, address, about)
        for number, at, kind, who, address, about in rows
    )


def last_sign_ins(store: AccessStore) -> dict[str, datetime]:
    """The moment of the last sign-in (UTC) by the name of the account."""
    if not store.exists():
        return {}
    with store.reading() as connection:
        rows = connection.execute(
            "select account, max(at) from event where kind = ? group by account", (Did.SIGNED_IN.value,)
        ).fetchall()
    return {name: datetime.fromtimestamp(at, UTC) for name, at in rows}


def events_csv(found: Sequence[Event]) -> bytes:
    """Events as CSV that Excel opens as UTF-8; text that would be taken for a formula stays text."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([_("no."), _("moment"), _("what"), _("account"), _("address"), _("about")])
    for event in found:
        moment = event.at.astimezone().isoformat(sep=" ", timespec="seconds")
        table.writerow(
            [event.number, moment, *map(no_formula, (event.did.said, event.account, event.address, event.about))]
        )
    return text.getvalue().encode("utf-8-sig")
