"""A warehouse for each test."""

from pathlib import Path

import pytest
from worlds import COUNTY

from guoban.warehouse import Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.create(tmp_path / "data", COUNTY)


@pytest.fixture
def every_version_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing published as an addition."""
    monkeypatch.setattr("guoban.warehouse.warehouse.MOST_ADDITIONS", 0)
