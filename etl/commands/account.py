"""`account`: who may sign in."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from etl.commands.acting import add_by, asked_account
from guoban.errors import UsageError
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk
    from guoban.access.people import Account
    from guoban.access.store import AccessStore

ROLES = ("leader", "reporter", "administrator")


def options(parser: ArgumentParser) -> None:
    """add, list, disable, enable, password, code."""
    steps = parser.add_subparsers(dest="step", metavar=_("STEP"), required=True, title=_("steps"))
    add = steps.add_parser("add", help=_("make an account"))
    _name(add)
    add.add_argument("--role", choices=ROLES, required=True, help=_("what somebody is there for"))
    add.add_argument(
        "--unit", action="append", metavar=_("UNIT"),
        help=_("a unit that they answer for, with all that is under it; may be given several times"),
    )  # fmt: skip
    _password(add)
    steps.add_parser("list", help=_("every account"))
    disable = steps.add_parser("disable", help=_("let an account sign in no more, and end what it has open"))
    enable = steps.add_parser("enable", help=_("let a disabled account sign in again"))
    password = steps.add_parser("password", help=_("give an account another password, and end what it has open"))
    for step in (disable, enable, password):
        _name(step)
    _password(password)
    for step in (add, disable, enable, password):
        add_by(step)
    steps.add_parser("code", help=_("a one-time code to make the first administrator with"))


def run(asked: Namespace, desk: "Desk") -> int:
    """One step; the data folder has to be there, so that no account is made in a place nobody looks at."""
    from guoban.access.store import AccessStore

    desk.warehouse.version()
    store = AccessStore(desk.warehouse.folder)
    steps = {"add": _add, "list": _list, "disable": _disable, "enable": _enable, "password": _set, "code": _code}
    steps[asked.step](asked, desk, store)
    return 0


def _add(asked: Namespace, desk: "Desk", store: "AccessStore") -> None:
    from etl.commands.choosing import units
    from guoban.access.accounts import add_account
    from guoban.access.people import Role

    bound = units(desk.reader.catalogue, asked.unit) if asked.unit else None
    password = _read_password()
    made = add_account(store, asked.name, Role(asked.role), bound or (), password, by=asked_account(asked))
    _tell(made, desk, _("The account {name} was added."))


def _disable(asked: Namespace, desk: "Desk", store: "AccessStore") -> None:
    from guoban.access.accounts import disable_account

    _tell(disable_account(store, asked.name, by=asked_account(asked)), desk, _("The account {name} was disabled."))


def _enable(asked: Namespace, desk: "Desk", store: "AccessStore") -> None:
    from guoban.access.accounts import enable_account

    _tell(enable_account(store, asked.name, by=asked_account(asked)), desk, _("The account {name} was enabled."))


def _set(asked: Namespace, desk: "Desk", store: "AccessStore") -> None:
    from guoban.access.accounts import account_named, set_password

    set_password(store, asked.name, _read_password(), by=asked_account(asked))
    words = _("The account {name} has another password; whatever it had open has ended.")
    _tell(account_named(store, asked.name), desk, words)


def _code(asked: Namespace, desk: "Desk", store: "AccessStore") -> None:
    from guoban.access.codes import first_code

    code = first_code(store)
    minutes = round(store.rules.code_lasts / 60)
    desk.say(
        _("One-time code for the first administrator: {code} (works once, for {minutes} minutes)").format(
            code=code, minutes=minutes
        )
    )
    if desk.as_json:
        desk.answer({"code": code, "minutes": minutes})


def _list(asked: Namespace, desk: "Desk", store: "AccessStore") -> None:
    import pandas as pd

    from etl.commands.tables import NAME, Column, plain_column
    from guoban.access.accounts import accounts

    units = desk.reader.catalogue.units
    rows = [_row(each) for each in accounts(store)]
    if desk.as_json:
        desk.answer(rows)
        return
    frame = pd.DataFrame(rows, columns=["name", "role", "units", "disabled"])
    columns = [
        plain_column(_("account"), "name", folds=NAME),
        Column(_("role"), lambda row: _(row.role)),
        Column(_("unit"), lambda row: " ".join(units[u].name if u in units else u for u in row.units), folds=NAME),
        Column(_("disabled"), lambda row: "✓" if row.disabled else ""),
    ]
    desk.table(frame, columns, title=_("Accounts"), empty=_("There is no account yet."))


def _row(account: "Account") -> dict[str, Any]:
    return {
        "name": account.name, "role": account.role.value, "units": list(account.units), "disabled": account.disabled,
    }  # fmt: skip


def _tell(account: "Account", desk: "Desk", words: str) -> None:
    desk.say(words.format(name=account.name))
    if desk.as_json:
        desk.answer(_row(account))


def _read_password() -> str:
    """The first line of standard input."""
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise UsageError(
            _("No password came on standard input."), _("Type it after the call, or pipe it in, in one line.")
        )
    return password


def _name(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("the name to sign in with"))


def _password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", required=True,
        help=_("the password is the first line of standard input"),
    )  # fmt: skip
