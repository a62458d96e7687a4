"""Files of one concept, public things explained, nothing left lying about."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from guoban.place import ROOT
from tests.house.sources import Module, modules, texts, tracked

LINES = 320
LINES_OF_TESTS = 400
"""A file that needs more holds two concepts; tables of cases take room."""

LISTS = {"etl/checks/rules.py": "every rule, a few lines each: one list, read as a list"}
"""Files that may be longer, with the reason."""

MACHINE_PATHS = re.compile(
    r"(?<![\w.~>/-])/(?:work|root|home/\w+|Users/\w+|opt/(?:pypi|wheels)|tmp/(?!x))(?=[/\s\"'`])"
)
REGISTRIES = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|mirrors?\.|registry\.|proxy\.golang)[\w.-]*")


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_module_says_what_it_is_and_so_does_everything_public(module: Module) -> None:
    assert undocumented(module.tree) == []


def undocumented(tree: ast.Module) -> list[str]:
    """Names of public classes and functions without a docstring; "" where the module itself has none."""
    silent = [] if ast.get_docstring(tree) or not tree.body else [""]
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            silent += [node.name] if not node.name.startswith("_") and not ast.get_docstring(node) else []
    return silent


def test_silence_is_found() -> None:
    planted = "class Upload:\n    pass\ndef load():\n    return 1\ndef _own():\n    return 1\n"
    assert undocumented(ast.parse(planted)) == ["", "Upload", "load"]


def test_a_file_holds_one_concept() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked()
        if path.suffix in (".py", ".sql", ".js", ".css")
    }
    too_long = {
        name: length
        for name, length in lengths.items()
        if length > (LINES_OF_TESTS if name.startswith("tests/") else LINES) and name not in LISTS
    }
    assert too_long == {}


def test_every_query_is_asked_by_somebody() -> None:
    queries = [path for path in tracked() if path.suffix == ".sql"]
    asked = {path: path.read_text(encoding="utf-8") for path in queries}
    asked |= {module.path: module.text for module in modules()}
    for query in queries:
        called = re.compile(rf"""["']{query.stem}(\.sql)?["']|^-- include {query.stem},?$""", re.MULTILINE)
        used = any(called.search(text) for path, text in asked.items() if path != query)
        assert used, f"{query.relative_to(ROOT)} is not used"


def test_every_query_says_what_a_row_of_it_is() -> None:
    for path in [p for p in tracked() if p.suffix == ".sql"]:
        assert path.read_text(encoding="utf-8").lstrip().startswith("--"), path


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    for path, text in texts():
        if path.parent == Path(__file__).parent:
            continue  # the patterns stand here
        found = [*MACHINE_PATHS.findall(text), *REGISTRIES.findall(text)]
        assert found == [], path.relative_to(ROOT)


@pytest.mark.parametrize("planted", ['open("/work/x")', "see /root/.cache ", "index https://pypi.org/simple"])
def test_a_planted_path_is_found(planted: str) -> None:
    assert MACHINE_PATHS.search(planted) or REGISTRIES.search(planted)


def test_no_two_test_files_share_a_name() -> None:
    """pytest takes a test file for a module of its bare name."""
    names = Counter(path.name for path in tracked() if path.match("tests/**/test_*.py"))
    assert {name: count for name, count in names.items() if count > 1} == {}


def test_no_file_is_kept_that_git_should_ignore() -> None:
    names = [path.name for path in tracked()]
    assert not [
        n for n in names if n.endswith((".pyc", ".log", ".duckdb", ".orig", ".rej", ".lock")) or n.startswith("~$")
    ]


def test_nothing_is_swallowed() -> None:
    """An `except` names what it expects, and does something about it or says why there is nothing to do."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{module.name}:{node.lineno}"
                silent = all(isinstance(step, ast.Pass) for step in node.body)
                explained = "#" in module.text.splitlines()[node.body[0].lineno - 1]
                assert not silent or explained, f"{module.name}:{node.lineno}"
