"""Signing in: the same answer and the same work for everybody, a wait after guesses, sessions that end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher

from guoban.access.accounts import add_account, disable_account
from guoban.access.events import Did, events
from guoban.access.guesses import HeldBackError
from guoban.access.people import Role, Visitor
from guoban.access.rules import MINUTE
from guoban.access.sessions import close_session, close_sessions_of, keep_alive, visitor_of
from guoban.access.signing_in import RefusedError, sign_in
from guoban.access.store import AccessStore
from tests.access.cheap import CHEAP, PASSWORD, Clock

HERE = "10.0.0.9"
WRONG = "not the password at all"


def refused(store, name, password=WRONG, address=HERE):
    with pytest.raises(RefusedError) as told:
        sign_in(store, name, password, address)
    return told.value.message


def test_a_token_speaks_for_whoever_signed_in(store):
    token = sign_in(store, "周敏", PASSWORD, HERE)
    assert visitor_of(store, token) == Visitor("周敏", Role.REPORTER, ("T02",), 1)


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "周敏", "' or 1=1 --"])
def test_a_forged_token_speaks_for_nobody(store, token):
    sign_in(store, "周敏", PASSWORD, HERE)
    assert visitor_of(store, token) is None


def test_the_same_password_typed_in_another_way_is_the_same(store):
    add_account(store, "ａbc", Role.LEADER, (), "ｐａｓｓｗｏｒｄ １２３", by="test")
    assert sign_in(store, "abc", "password 123", HERE)


def test_known_unknown_and_disabled_accounts_are_told_the_same_after_the_same_work(store, monkeypatch):
    add_account(store, "无密码", Role.LEADER, (), None, by="test")
    disable_account(store, "李书记", by="test")
    work = []
    verify = PasswordHasher.verify

    def counted(self, stored, password):
        work.append(stored.split("$")[1:4])
        return verify(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    calls = [("周敏", WRONG), ("没有此人", WRONG), ("无密码", WRONG), ("李书记", PASSWORD), ("李书记", WRONG)]
    said = {refused(store, *call) for call in calls}
    assert said == {"账号或密码不正确。"}
    assert work == [["argon2id", "v=19", "m=8,t=1,p=1"]] * len(calls)


@pytest.mark.parametrize("name", ["周敏", "没有此人"])
def test_guesses_at_an_account_are_held_back_whether_it_is_there_or_not_and_after_a_restart(store, clock, name):
    for guess in range(CHEAP.guesses_at_account):
        refused(store, name, address=f"10.0.0.{guess}")
    restarted = AccessStore(store.path.parent, CHEAP, clock)
    with pytest.raises(HeldBackError) as told:
        sign_in(restarted, name, PASSWORD, "10.9.9.9")
    assert told.value.seconds == 15 * MINUTE
    assert sign_in(restarted, "李书记", PASSWORD, "10.0.0.1")
    clock.now += 15 * MINUTE
    if name == "周敏":
        assert sign_in(restarted, name, PASSWORD, "10.9.9.9")


def test_guesses_from_an_address_are_held_back_whatever_they_are_at(store):
    for guess in range(CHEAP.guesses_from_address):
        refused(store, f"猜{guess}", address=f"2001:db8::{guess:x}")
    with pytest.raises(HeldBackError):
        sign_in(store, "周敏", PASSWORD, "2001:db8::ffff")
    assert sign_in(store, "周敏", PASSWORD, "2001:db8:0:1::1")


def test_a_guess_held_back_costs_no_hash(store, monkeypatch):
    for _guess in range(CHEAP.guesses_at_account):
        refused(store, "周敏")
    monkeypatch.setattr(PasswordHasher, "verify", pytest.fail)
    with pytest.raises(HeldBackError):
        sign_in(store, "周敏", PASSWORD, HERE)


def test_guesses_at_the_same_moment_are_all_counted(store):
    def guess(number):
        try:
            sign_in(store, "周敏", WRONG, f"10.0.1.{number}")
        except RefusedError:
            return "looked at"
        except HeldBackError:
            return "held back"

    with ThreadPoolExecutor(8) as beside:
        came = list(beside.map(guess, range(24)))
    assert came.count("looked at") == CHEAP.guesses_at_account


def test_signing_in_forgives_what_was_mistyped_before(store):
    for _again in range(3):
        for _guess in range(CHEAP.guesses_at_account - 1):
            refused(store, "周敏")
        sign_in(store, "周敏", PASSWORD, HERE)
    assert sign_in(store, "周敏", PASSWORD, HERE)


def test_a_clock_that_was_set_back_forgets_no_guess_of_today_and_keeps_nobody_waiting_for_years(store, clock):
    clock.now += 1e9
    for _guess in range(CHEAP.guesses_at_account):
        refused(store, "周敏")
    clock.now -= 1e9
    assert sign_in(store, "周敏", PASSWORD, HERE)


def test_a_session_lasts_while_it_is_used_and_not_for_ever(store, clock: Clock):
    token = sign_in(store, "周敏", PASSWORD, HERE)
    began = clock.now
    while clock.now + 100 * MINUTE < began + CHEAP.absolute:
        clock.now += 100 * MINUTE
        assert visitor_of(store, token)
        keep_alive(store, token)
    clock.now = began + CHEAP.absolute
    assert visitor_of(store, token) is None
    keep_alive(store, token)
    assert visitor_of(store, token) is None


def test_a_session_nobody_uses_ends(store, clock: Clock):
    token = sign_in(store, "周敏", PASSWORD, HERE)
    clock.now += CHEAP.idle
    assert visitor_of(store, token) is None
    keep_alive(store, token)
    assert visitor_of(store, token) is None


def test_a_clock_that_was_set_back_ends_sessions_instead_of_prolonging_them(store, clock: Clock):
    token = sign_in(store, "周敏", PASSWORD, HERE)
    clock.now -= 24 * 60 * MINUTE
    assert visitor_of(store, token) is None


def test_signing_out_ends_one_session_or_all_of_the_account(store):
    first, second, third = (sign_in(store, "周敏", PASSWORD, HERE) for _time in range(3))
    other = sign_in(store, "李书记", PASSWORD, HERE)
    close_session(store, visitor_of(store, first).session)
    assert [bool(visitor_of(store, each)) for each in (first, second, third, other)] == [False, True, True, True]
    close_session(store, visitor_of(store, second).session, everywhere=True)
    assert [bool(visitor_of(store, each)) for each in (second, third, other)] == [False, False, True]
    assert close_sessions_of(store, 2, by="陈主席") == 1
    assert visitor_of(store, other) is None


def test_the_log_tells_what_happened_and_no_name_that_is_not_an_account(store):
    sign_in(store, "周敏", PASSWORD, HERE)
    refused(store, "周敏")
    refused(store, PASSWORD)  # a password typed where the name belongs
    told = [(each.did, each.account, each.address) for each in events(store, limit=3)]
    assert told == [(Did.REFUSED, "", HERE), (Did.REFUSED, "周敏", HERE), (Did.SIGNED_IN, "周敏", HERE)]
    assert PASSWORD not in str(events(store))
