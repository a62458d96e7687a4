"""Accounts: made, found however they are typed, disabled, never without an administrator."""

import sqlite3
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.access.accounts import (
    account_named,
    accounts,
    add_account,
    change_own_password,
    disable_account,
    enable_account,
    has_administrator,
    set_password,
)
from guoban.access.passwords import Passwords
from guoban.access.people import Role, fit_name, name_key
from guoban.access.sessions import visitor_of
from guoban.access.signing_in import RefusedError, sign_in
from guoban.access.store import SCHEMA, AccessStore
from guoban.errors import InputError, StoreError
from tests.access.cheap import CHEAP, PASSWORD, damage


@pytest.mark.parametrize("typed", ["周敏", " 周敏 ", "周敏\u3000"])
def test_a_name_is_found_however_it_is_typed(store, typed):
    assert account_named(store, typed).units == ("T02",)


@pytest.mark.parametrize(("first", "again"), [("Chen", "ＣＨＥＮ"), ("Chen", "chen "), ("陈１", "陈1")])
def test_two_accounts_whose_names_look_alike_cannot_be(store, first, again):
    add_account(store, first, Role.LEADER, (), PASSWORD, by="test")
    with pytest.raises(InputError, match="已存在"):
        add_account(store, again, Role.LEADER, (), PASSWORD, by="test")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "名" * 61, "周\u202e敏", "周\u200b敏", "\x00"])
def test_a_name_that_nobody_can_type_or_see_is_refused(store, name):
    with pytest.raises(InputError, match="账号名称"):
        add_account(store, name, Role.LEADER, (), PASSWORD, by="test")


@given(st.text(max_size=30))
def test_a_name_that_is_kept_is_found_again_as_it_is_shown(name):
    try:
        kept = fit_name(name)
    except InputError:
        return
    assert fit_name(kept) == kept
    assert name_key(kept) == name_key(name_key(kept))


@pytest.mark.parametrize(
    ("role", "units", "password", "said"),
    [
        (Role.REPORTER, (), PASSWORD, "至少应负责一个单位"),
        (Role.ADMINISTRATOR, ("T02",), PASSWORD, "管理员不限定单位"),
        (Role.LEADER, (), "九个字不够长的密码", "不得少于10个字符"),
        (Role.LEADER, (), "长" * 201, "不得多于200个字符"),
    ],
)
def test_what_makes_no_account_is_said_and_makes_none(store, role, units, password, said):
    before = accounts(store)
    with pytest.raises(InputError, match=said):
        add_account(store, "新人", role, units, password, by="test")
    assert accounts(store) == before


def test_no_rule_asks_for_kinds_of_characters(store):
    add_account(store, "新人", Role.LEADER, (), "aaaaaaaaaa", by="test")
    assert sign_in(store, "新人", "aaaaaaaaaa", "10.0.0.9")


def test_a_disabled_account_is_out_at_once_and_may_come_back(store):
    token = sign_in(store, "李书记", PASSWORD, "10.0.0.9")
    assert disable_account(store, "李书记", by="陈主席").disabled
    assert visitor_of(store, token) is None
    with pytest.raises(RefusedError):
        sign_in(store, "李书记", PASSWORD, "10.0.0.9")
    enable_account(store, "李书记", by="陈主席")
    assert visitor_of(store, token) is None
    assert sign_in(store, "李书记", PASSWORD, "10.0.0.9")


def test_the_last_administrator_cannot_be_disabled(store):
    with pytest.raises(InputError, match="唯一的管理员"):
        disable_account(store, "陈主席", by="陈主席")
    add_account(store, "无密码", Role.ADMINISTRATOR, (), None, by="陈主席")
    with pytest.raises(InputError, match="唯一的管理员"):
        disable_account(store, "陈主席", by="陈主席")
    add_account(store, "王主席", Role.ADMINISTRATOR, (), PASSWORD, by="陈主席")
    disable_account(store, "陈主席", by="王主席")
    assert has_administrator(store)


def test_changing_ones_own_password_ends_the_other_sessions_and_only_those(store):
    here, elsewhere, others = (sign_in(store, name, PASSWORD, "10.0.0.9") for name in ("周敏", "周敏", "李书记"))
    with pytest.raises(InputError, match="原密码"):
        change_own_password(store, visitor_of(store, here).session, "不是这个密码呀不是", "another long one")
    assert visitor_of(store, elsewhere)
    change_own_password(store, visitor_of(store, here).session, PASSWORD, "another long one")
    assert [bool(visitor_of(store, token)) for token in (here, elsewhere, others)] == [True, False, True]
    assert sign_in(store, "周敏", "another long one", "10.0.0.9")


def test_a_password_given_by_an_administrator_ends_every_session(store):
    token = sign_in(store, "周敏", PASSWORD, "10.0.0.9")
    set_password(store, "周敏", "another long one", by="陈主席")
    assert visitor_of(store, token) is None
    with pytest.raises(RefusedError):
        sign_in(store, "周敏", PASSWORD, "10.0.0.9")


def test_no_password_and_no_token_rests_in_the_file(store, tmp_path):
    token = sign_in(store, "周敏", PASSWORD, "10.0.0.9")
    rests = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in rests
    assert token.encode() not in rests
    assert b"$argon2id$v=19$" in rests


def test_the_cost_of_a_hash_is_the_one_of_the_rules_in_force(tmp_path):
    assert "$m=47104,t=1,p=1$" in Passwords(AccessStore(tmp_path).rules).hashed(PASSWORD)
    assert "$m=8,t=1,p=1$" in Passwords(CHEAP).hashed(PASSWORD)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_nobody_else_on_the_machine_reads_the_accounts(store, tmp_path):
    for path in tmp_path.glob("access.sqlite3*"):
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_looking_makes_no_file(tmp_path):
    nothing = AccessStore(tmp_path / "empty")
    assert accounts(nothing) == ()
    assert not has_administrator(nothing)
    assert visitor_of(nothing, "x") is None
    assert list(tmp_path.iterdir()) == []


def test_accounts_of_a_newer_program_are_left_alone(store):
    with sqlite3.connect(store.path) as connection:
        connection.execute(f"pragma user_version = {SCHEMA + 1}")
    with pytest.raises(StoreError, match="更高版本"):
        accounts(store)


def test_a_file_that_holds_no_accounts_is_named(store):
    damage(store)
    with pytest.raises(StoreError, match=r"access\.sqlite3"):
        accounts(store)
