"""A warehouse for each test."""

from pathlib import Path

import pytest
from worlds import COUNTY

from guoban.warehouse import Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse.create(tmp_path / "data", COUNTY)
