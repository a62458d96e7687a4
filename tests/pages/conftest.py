"""What every test of a page needs."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Give `__main__` back after a test: a page that ran takes its name, and processes started later would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
