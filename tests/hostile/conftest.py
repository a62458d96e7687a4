"""One server for the room, which one worker asks (tests/conftest.py)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guoban.place import ROOT
from tests.browser.serving import copy_of, served
from tests.hostile.office import Office, furnish


@pytest.fixture(scope="session")
def office(demo_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration county once it has accounts, served. Sessions come and go; figures stay."""
    data = copy_of(demo_county, tmp_path_factory.mktemp("office"))
    furnish(data)
    with served(ROOT / "app.py", data) as url:
        yield Office(url, data)
