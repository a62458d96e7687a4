"""docs/rules.md says what the rules say."""

from etl.checks.rules import ALL_NAMES
from etl.checks.rules_page import PAGE, rules_page


def test_the_page_is_what_the_rules_make_of_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "renew it: python -m etl.checks.rules_page"


def test_every_rule_stands_on_the_page_once() -> None:
    named = [line.split("`")[1] for line in rules_page().splitlines() if line.startswith("| `")]
    assert sorted(named) == sorted(ALL_NAMES)
