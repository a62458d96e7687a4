"""docs/figures.md names files and tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.(?:py|sql))`", TEXT)))


@pytest.mark.parametrize("name", NAMED)
def test_a_file_that_the_page_names_is_there(name: str) -> None:
    places = [ROOT, ROOT / "guoban" / "measures", ROOT / "tests" / "measures"]
    assert any((place / name).is_file() for place in places)


def test_every_rule_and_every_test_of_the_figures_is_on_the_page() -> None:
    assert [int(number) for number in re.findall(r"^## (\d+)\.", TEXT, re.MULTILINE)] == list(range(1, 13))
    tests = {path.name for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    # where a figure was read is another page's matter
    assert {name for name in tests if name not in TEXT} <= {"test_lineage.py"}
