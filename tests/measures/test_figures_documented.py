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


def test_every_rule_says_where_it_lives_and_which_tests_hold_it() -> None:
    rules = re.split(r"^## (?=\d+\.)", TEXT, flags=re.MULTILINE)[1:]
    assert [int(rule.split(".")[0]) for rule in rules] == list(range(1, 13))
    for rule in rules:
        assert "Where: " in rule
        assert re.search(r"Tests:\s+`tests?[_/]", rule)
