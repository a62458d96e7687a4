"""What start.py knows of accounts with the standard library alone is what the house itself says."""

import pytest

from guoban.access.accounts import add_account, disable_account
from guoban.access.demonstration import mark_demonstration
from guoban.access.people import Role
from guoban.access.rules import Rules
from guoban.access.store import AccessStore
from guoban.errors import UsageError
from guoban.start.people import has_administrator, waits_for_the_first
from guoban.start.server import address, refuse_other_machines

CHEAP = Rules(hash_passes=1, hash_kibibytes=8, hash_lanes=1)
PASSWORD = "half the year is gone"
OTHERS = ["0.0.0.0", "::", "192.168.1.5", "gonghui.example"]


def known(data):
    return has_administrator(data), waits_for_the_first(data)


def test_who_can_sign_in_is_known_at_every_step(tmp_path):
    store = AccessStore(tmp_path, CHEAP)
    assert known(tmp_path) == (False, True)
    mark_demonstration(tmp_path)
    assert known(tmp_path) == (False, False)
    add_account(store, "李书记", Role.LEADER, (), PASSWORD, by="test")
    assert known(tmp_path) == (False, True)
    add_account(store, "未设密码", Role.ADMINISTRATOR, (), None, by="test")
    assert known(tmp_path) == (False, True)
    for name in ("陈主席", "王主席"):
        add_account(store, name, Role.ADMINISTRATOR, (), PASSWORD, by="test")
    disable_account(store, "陈主席", by="test")
    assert known(tmp_path) == (True, False)


@pytest.mark.parametrize("host", OTHERS)
def test_other_computers_are_let_in_once_somebody_can_sign_in(tmp_path, host):
    with pytest.raises(UsageError, match="尚无可登录的管理员"):
        refuse_other_machines(host, tmp_path)
    add_account(AccessStore(tmp_path, CHEAP), "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    refuse_other_machines(host, tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_alone_needs_nobody(tmp_path, host):
    refuse_other_machines(host, tmp_path)


def test_what_listens_everywhere_is_opened_at_this_machine():
    assert [address(host, 8501) for host in ("0.0.0.0", "::", "192.168.1.5")] == [
        "http://127.0.0.1:8501",
        "http://[::1]:8501",
        "http://192.168.1.5:8501",
    ]


def test_accounts_that_cannot_be_read_are_nobodys(tmp_path):
    AccessStore(tmp_path).path.write_bytes(b"x" * 4096)
    assert known(tmp_path) == (False, True)
