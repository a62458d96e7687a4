"""docs/rules.md: every rule with its words in both languages, as the code has them.

Written anew by `python -m etl.checks.rules_page`.
"""

from collections.abc import Iterator

from etl.checks.rules import RULES
from etl.model import Severity
from etl.reading.refusal import RULES as REFUSALS
from guoban.place import ROOT
from guoban.text import CHINESE, words

PAGE = ROOT / "docs" / "rules.md"

_HEAD = """\
# Rules

Everything that can be found about an upload, by the name that `check` and `load` give it. Names are stable: scripts
and stored findings refer to them. This page is written from `etl/checks/rules.py` and `etl/reading/refusal.py` by
`python -m etl.checks.rules_page`; a test fails when it is out of date.

| severity | what it means for the sender |
|---|---|
"""

_SEVERITIES = {
    Severity.ERROR: "cannot be loaded as it stands; `--skip-errors` leaves out just what it is about",
    Severity.QUESTION: "a person has to choose; until then what it is about is left out",
    Severity.WARNING: "loaded, and odd",
    Severity.NOTE: "for information",
}


def rules_page() -> str:
    """The page as it should be."""
    return "\n".join([*_lines(), ""])


def _lines() -> Iterator[str]:
    yield _HEAD.rstrip("\n")
    for severity, meaning in _SEVERITIES.items():
        yield f"| {severity} | {meaning} |"
    yield ""
    yield "Words in braces stand for what the file says."
    for severity in _SEVERITIES:
        yield ""
        yield f"## {str(severity).capitalize()}s"
        yield ""
        yield "| rule | when | it says | what to do |"
        yield "|---|---|---|---|"
        for rule in RULES.values():
            if rule.severity is severity:
                yield _row(rule.name, rule.meaning, rule.message, rule.hint)
    yield ""
    yield "## Files that cannot be read"
    yield ""
    yield "Each is an error about the whole file: nothing in it was read."
    yield ""
    yield "| rule | it says | what to do |"
    yield "|---|---|---|"
    for name, refusal in REFUSALS.items():
        yield _row(name, refusal.message, refusal.hint)


def _row(name: str, *said: str) -> str:
    """One row: each text in English, below it in Chinese."""
    chinese = words(CHINESE)
    cells = (f"{text}<br>{chinese.gettext(text)}".replace("|", "\\|") for text in said)
    return f"| `{name}` | {' | '.join(cells)} |"


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(rules_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
