"""Single sign-on: its settings, and whom it lets in as what."""

import pytest

from guoban.access.accounts import account_named, accounts, disable_account
from guoban.access.events import Did, events
from guoban.access.people import Role
from guoban.access.sessions import visitor_of
from guoban.access.sign_on import FILE, Group, Named, NotKnownError, SignOn, group_of, read_sign_on, sign_on
from guoban.errors import InputError

SECRET = "x" * 24
GROUPS = {
    "union-admins": Group(Role.ADMINISTRATOR),
    "union-T02": Group(Role.REPORTER, ("T02",)),
    "union-T03": Group(Role.REPORTER, ("T03",)),
    "union-leaders": Group(Role.LEADER),
    "union-leaders-T02": Group(Role.LEADER, ("T02",)),
}
KNOWN, MADE = SignOn(SECRET, groups=GROUPS), SignOn(SECRET, makes=True, groups=GROUPS)


@pytest.mark.parametrize(
    ("groups", "may"),
    [
        ((), None),
        (("strangers",), None),
        (("union-T02",), Group(Role.REPORTER, ("T02",))),
        (("union-T02", "union-T03", "strangers"), Group(Role.REPORTER, ("T02", "T03"))),
        (("union-T02", "union-admins"), Group(Role.ADMINISTRATOR)),
        (("union-leaders", "union-T02"), Group(Role.REPORTER, ("T02",))),
        (("union-leaders-T02",), Group(Role.LEADER, ("T02",))),
        (("union-leaders-T02", "union-leaders"), Group(Role.LEADER)),
    ],
)
def test_somebody_may_what_their_groups_may(groups, may):
    assert group_of(MADE, Named("钱芳", groups)) == may


def test_a_known_account_is_let_in_as_what_it_is_here(store):
    token = sign_on(store, KNOWN, Named("周敏", ("union-admins",)), "10.0.0.9")
    visitor = visitor_of(store, token)
    assert (visitor.name, visitor.role, visitor.units) == ("周敏", Role.REPORTER, ("T02",))
    (newest,) = events(store, limit=1)
    assert (newest.did, newest.account, newest.address, newest.about) == (Did.SIGNED_IN, "周敏", "10.0.0.9", "sign-on")


@pytest.mark.parametrize(("settings", "groups"), [(KNOWN, ("union-admins",)), (MADE, ()), (MADE, ("strangers",))])
def test_whoever_has_no_account_or_no_group_is_refused_and_noted(store, settings, groups):
    before = accounts(store)
    with pytest.raises(NotKnownError):
        sign_on(store, settings, Named("钱芳", groups), "10.0.0.9")
    assert accounts(store) == before
    (newest,) = events(store, limit=1)
    assert (newest.did, newest.about) == (Did.REFUSED, "sign-on 钱芳")


@pytest.mark.parametrize("settings", [KNOWN, MADE])
def test_a_disabled_account_stays_out(store, settings):
    disable_account(store, "周敏", by="陈主席")
    with pytest.raises(NotKnownError):
        sign_on(store, settings, Named("周敏", ("union-T02",)), "")


def test_an_account_is_made_at_first_sight_and_follows_the_groups(store):
    first = sign_on(store, MADE, Named("钱芳", ("union-T02",)), "")
    assert visitor_of(store, first).units == ("T02",)
    assert not account_named(store, "钱芳").has_password
    sign_on(store, MADE, Named("钱芳", ("union-leaders",)), "")
    assert visitor_of(store, first).role is Role.LEADER
    told = [(each.did, each.about) for each in events(store) if each.account == "sign-on"]
    assert told == [(Did.ROLE_CHANGED, "钱芳 leader"), (Did.ACCOUNT_ADDED, "钱芳 reporter T02")]


def test_the_last_administrator_stays_one(store):
    with pytest.raises(InputError):
        sign_on(store, MADE, Named("陈主席", ("union-T02",)), "")
    assert account_named(store, "陈主席").role is Role.ADMINISTRATOR


def test_a_name_that_cannot_be_one_makes_no_account(store):
    with pytest.raises(InputError):
        sign_on(store, MADE, Named("x" * 61, ("union-T02",)), "")


WHOLE = f"""
secret = "{SECRET}"
name_header = "X-Authentik-Username"
groups_header = "X-Authentik-Groups"
accounts = "made"
sign_out = "https://sso.example.org/logout"
[groups.union-admins]
role = "administrator"
[groups.union-T02]
role = "reporter"
units = ["T02"]
"""


def test_the_settings_are_read_from_the_data_folder(tmp_path):
    assert read_sign_on(tmp_path) is None
    (tmp_path / FILE).write_text(WHOLE, encoding="utf-8")
    groups = {"union-admins": Group(Role.ADMINISTRATOR), "union-T02": Group(Role.REPORTER, ("T02",))}
    assert read_sign_on(tmp_path) == SignOn(
        SECRET, name_header="x-authentik-username", groups_header="x-authentik-groups", makes=True,
        sign_out="https://sso.example.org/logout", groups=groups,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ("", "secret"),
        ('secret = "short"', "secret"),
        ("secret = 5", "secret"),
        (f'secret = "{SECRET}"\naccount = "made"', "account"),
        (f'secret = "{SECRET}"\naccounts = "all"', "accounts"),
        (f'secret = "{SECRET}"\nsign_out = "javascript:x"', "sign_out"),
        (f'secret = "{SECRET}"\n[groups.x]\nrole = "king"', "x"),
        (f'secret = "{SECRET}"\n[groups.x]\nrole = "reporter"', "x"),
        (f'secret = "{SECRET}"\n[groups.x]\nrole = "administrator"\nunits = ["T02"]', "x"),
        (f'secret = "{SECRET}"\ngroups = {{x = 5}}', "x"),
        ("secret = ", ""),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_by_name(tmp_path, settings, named):
    (tmp_path / FILE).write_text(settings, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_sign_on(tmp_path)
    assert named in refused.value.message
