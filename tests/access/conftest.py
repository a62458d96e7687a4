"""Accounts with cheap hashes and a clock that is set by hand."""

from pathlib import Path

import pytest

from guoban.access.accounts import add_account
from guoban.access.people import Role
from guoban.access.store import AccessStore
from tests.access.cheap import CHEAP, PASSWORD, Clock


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test sets it."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> AccessStore:
    """The accounts of a data folder: an administrator, a leader and a reporter of T02."""
    made = AccessStore(tmp_path, CHEAP, clock)
    add_account(made, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    add_account(made, "李书记", Role.LEADER, (), PASSWORD, by="test")
    add_account(made, "周敏", Role.REPORTER, ("T02",), PASSWORD, by="test")
    return made
