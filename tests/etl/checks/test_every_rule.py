"""Every rule by name: what provokes it, what it says about that, and when it keeps silent."""

import pytest

from etl.checks.rules import ALL_NAMES, RULES, Rule
from etl.load import read_file
from etl.model import Finding, Severity
from etl.reading.refusal import RULES as REFUSALS
from guoban.place import ROOT
from guoban.text import LANGUAGES, speaking, words
from guoban.warehouse import Warehouse
from tests.etl.checks.books import Book, Case, read, store
from tests.etl.checks.cases_past import AGAINST_THE_PAST
from tests.etl.checks.cases_within import WITHIN
from tests.etl.checks.refused_files import REFUSED, RefusedFile

CASES = (*WITHIN, *AGAINST_THE_PAST)
OF_COMMANDS = {
    "not-opened": "tests/etl/commands/test_folder.py",
    "another-unit": "tests/etl/test_own_units.py",
    "targets-left-out": "tests/etl/test_own_units.py",
}
"""Rules that no content of a file breaks, but who loads it, or whether it is there; and where they are tested."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Book, ...], Warehouse]:
    """Stores by what was loaded into them; made once each, and only read."""
    made: dict[tuple[Book, ...], Warehouse] = {}
    for case in CASES:
        if case.before not in made:
            made[case.before] = store(tmp_path_factory.mktemp("county"), *case.before)
    return made


def test_no_rule_is_without_a_case() -> None:
    assert {case.rule for case in CASES} | {file.rule for file in REFUSED} | set(OF_COMMANDS) == ALL_NAMES


@pytest.mark.parametrize(("rule", "test"), OF_COMMANDS.items())
def test_a_rule_of_the_command_line_is_held_by_its_tests(rule: str, test: str) -> None:
    assert f'"{rule}"' in (ROOT / test).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_says_what_is_wrong_and_where(
    case: Case, language: str, stores: dict[tuple[Book, ...], Warehouse]
) -> None:
    with speaking(language):
        reading = read(case.loud, stores[case.before])
    found = [finding for finding in reading.findings if finding.rule == case.rule]
    assert len(found) == 1, [finding.message for finding in reading.findings]
    assert found[0].cell == case.cell
    if case.cell is not None:
        assert found[0].sheet in [sheet.name for sheet in case.loud.sheets]
    said = found[0].message + found[0].hint
    assert [name for name in case.says if name not in said] == []
    _is_said_in(found[0], language)


def _is_said_in(found: Finding, language: str) -> None:
    rule = RULES[found.rule]
    for template, said in ((rule.message, found.message), (rule.hint, found.hint)):
        own = words(language).gettext(template)
        assert said.startswith(own.partition("{")[0])
        assert said.endswith(own.rpartition("}")[2])
        assert "{" not in said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_is_silent_where_nothing_is_wrong(case: Case, stores: dict[tuple[Book, ...], Warehouse]) -> None:
    reading = read(case.quiet, stores[case.before])
    assert case.rule not in [finding.rule for finding in reading.findings]
    assert reading.errors == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_errors_and_questions_stop_a_load_and_warnings_and_notes_do_not(
    case: Case, stores: dict[tuple[Book, ...], Warehouse]
) -> None:
    stops = RULES[case.rule].severity in (Severity.ERROR, Severity.QUESTION)
    reading = read(case.loud, stores[case.before])
    assert [finding.rule for finding in reading.errors] == ([case.rule] if stops else [])


_ABOUT_A_HEAD = {
    "unknown-unit", "unknown-indicator", "ambiguous-name", "column-not-understood", "part-left-out", "prose-not-read",
}  # fmt: skip
_NEVER_LOADED = {"row-without-name", "total-mismatch", "duplicate-figure", "last-year-differs", "computed-differs"}
_NOT_A_FIGURE = {"missing-value", "target-quarters-mismatch"} | _ABOUT_A_HEAD | _NEVER_LOADED


@pytest.mark.parametrize("case", [case for case in CASES if case.cell], ids=lambda case: case.rule)
def test_a_figure_that_is_wrong_is_left_out_and_one_that_is_odd_is_read(
    case: Case, stores: dict[tuple[Book, ...], Warehouse]
) -> None:
    reading = read(case.loud, stores[case.before])
    (sheet,) = [found.sheet for found in reading.findings if found.rule == case.rule]
    figures = [*reading.observations.itertuples(), *reading.targets.itertuples()]
    cells = {figure.cell for figure in figures if figure.sheet == sheet}
    odd = RULES[case.rule].severity in (Severity.WARNING, Severity.NOTE) and case.rule not in _NOT_A_FIGURE
    assert (case.cell in cells) is odd


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return store(tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.rule)
def test_a_file_that_cannot_be_read_is_one_error(
    file: RefusedFile, language: str, empty: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.arrange(monkeypatch)
    with speaking(language):
        reading = read_file(file.content(), file.name, empty.reader())
    (found,) = reading.findings
    assert (found.severity, found.rule, found.sheet, found.cell) == (Severity.ERROR, file.rule, None, None)
    assert file.name in found.message
    own = words(language)
    assert found.hint == own.gettext(REFUSALS[file.rule].hint)
    assert "{" not in found.message
    assert reading.observations.empty


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_word_of_a_rule_is_said_in_chinese(rule: Rule) -> None:
    chinese = words("zh_CN")
    for said in (rule.meaning, rule.message, rule.hint):
        assert chinese.gettext(said) != said
