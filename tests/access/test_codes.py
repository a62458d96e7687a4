"""Codes that work once: for the first administrator, and to choose a password."""

import pytest

from guoban.access.accounts import account_named, accounts, add_account, disable_account
from guoban.access.codes import choose_password, first_code, holder_of, make_first_administrator, password_code
from guoban.access.guesses import HeldBackError
from guoban.access.people import Role
from guoban.access.sessions import visitor_of
from guoban.access.signing_in import sign_in
from guoban.access.store import AccessStore
from guoban.errors import InputError
from tests.access.cheap import CHEAP, PASSWORD

HERE = "127.0.0.1"


@pytest.fixture
def empty(tmp_path, clock) -> AccessStore:
    """Accounts of which there is none."""
    return AccessStore(tmp_path / "empty", CHEAP, clock)


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_the_first_administrator_is_made_with_the_code_and_is_signed_in(empty, typed):
    token = make_first_administrator(empty, typed(first_code(empty)), "陈主席", PASSWORD, HERE)
    assert visitor_of(empty, token).administers
    assert [(each.name, each.role) for each in accounts(empty)] == [("陈主席", Role.ADMINISTRATOR)]


def test_a_code_works_once_and_the_newest_alone(empty):
    old, new = first_code(empty), first_code(empty)
    with pytest.raises(InputError, match="验证码"):
        make_first_administrator(empty, old, "陈主席", PASSWORD, HERE)
    make_first_administrator(empty, new, "陈主席", PASSWORD, HERE)
    with pytest.raises(InputError, match="验证码"):
        make_first_administrator(empty, new, "王主席", PASSWORD, HERE)
    with pytest.raises(InputError, match="已有管理员"):
        first_code(empty)


def test_a_code_grows_old(empty, clock):
    code = first_code(empty)
    clock.now += CHEAP.code_lasts
    with pytest.raises(InputError, match="验证码"):
        make_first_administrator(empty, code, "陈主席", PASSWORD, HERE)


def test_a_password_that_is_not_fit_does_not_use_the_code_up(empty):
    code = first_code(empty)
    with pytest.raises(InputError, match="不得少于10"):
        make_first_administrator(empty, code, "陈主席", "short", HERE)
    assert make_first_administrator(empty, code, "陈主席", PASSWORD, HERE)


def test_guesses_at_the_code_are_held_back_from_wherever_they_come(empty):
    code = first_code(empty)
    for guess in range(CHEAP.guesses_at_account):
        with pytest.raises(InputError):
            make_first_administrator(empty, "AAAA-BBBB-CCCC-DDDD", "x", PASSWORD, f"10.0.0.{guess}")
    with pytest.raises(HeldBackError):
        make_first_administrator(empty, code, "陈主席", PASSWORD, HERE)


def test_an_administrator_made_meanwhile_leaves_the_code_worthless(empty):
    code = first_code(empty)
    add_account(empty, "王主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    with pytest.raises(InputError, match="验证码"):
        make_first_administrator(empty, code, "陈主席", PASSWORD, HERE)


def test_no_code_rests_in_the_file(empty):
    code = first_code(empty)
    rests = b"".join(path.read_bytes() for path in empty.path.parent.iterdir())
    assert code.encode() not in rests
    assert code.replace("-", "").encode() not in rests


def test_a_password_is_chosen_with_a_link_once(store):
    before = sign_in(store, "周敏", PASSWORD, HERE)
    old, code = (password_code(store, account_named(store, "周敏").number, by="陈主席") for _time in range(2))
    with pytest.raises(InputError, match="链接"):
        choose_password(store, old, "chosen by myself", HERE)
    assert holder_of(store, code) == "周敏"
    token = choose_password(store, code, "chosen by myself", HERE)
    assert visitor_of(store, token).name == "周敏"
    assert visitor_of(store, before) is None
    assert sign_in(store, "周敏", "chosen by myself", HERE)
    with pytest.raises(InputError, match="链接"):
        choose_password(store, code, "chosen by another", HERE)


@pytest.mark.parametrize("end", ["time", "disabled"])
def test_a_link_ends_with_time_and_with_the_account(store, clock, end):
    code = password_code(store, account_named(store, "周敏").number, by="陈主席")
    if end == "time":
        clock.now += CHEAP.link_lasts
    else:
        disable_account(store, "周敏", by="陈主席")
    with pytest.raises(InputError, match="链接"):
        choose_password(store, code, "chosen by myself", HERE)
