"""What every test of a page needs."""

import sys
from collections.abc import Iterator

import pytest

from guoban.access.people import Role, Visitor


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Give `__main__` back after a test: a page that ran takes its name, and processes started later would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(autouse=True)
def administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard stands before the server, and here is none: what it would say of an administrator."""
    visitor = Visitor("陈主席", Role.ADMINISTRATOR, (), 1)
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: visitor)
