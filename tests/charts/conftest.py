"""Puts the made-up frames beside the tests within their reach."""

import sys
from pathlib import Path

import pytest

from guoban.charts import figure

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def figures_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Plotly refuse what it does not know: pages leave that out, it takes longer than to draw."""
    monkeypatch.setattr(figure, "checking_figures", True)
