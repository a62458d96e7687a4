"""What the documents promise is there, and what is there is in the documents."""

import re
from pathlib import Path

import pytest

from guoban.place import ROOT
from tests.house.sources import tracked

DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
DECISIONS = ROOT / "docs" / "decisions"


def dead_links(document: Path) -> list[str]:
    """Relative links of a document that lead to no file."""
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    local = [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    return [target for target in local if not (document.parent / target).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(document: Path) -> None:
    assert dead_links(document) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#top) [web](https://example.org) [lost](lost.md)", encoding="utf-8")
    assert dead_links(page) == ["lost.md"]


@pytest.mark.parametrize(("file", "part"), [("requirements.txt", "To run"), ("requirements-dev.txt", "To test")])
def test_every_package_has_its_reason_and_every_reason_its_package(file: str, part: str) -> None:
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    page = (DECISIONS / "dependencies.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {part}\n")[1].split("\n## ")[0]
    reasons = dict(re.findall(r"^### (\S+)\n(.+)$", section, re.MULTILINE))
    assert sorted(reasons) == sorted(pinned)


def test_every_package_has_one_exact_version() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        for line in lines:
            assert re.fullmatch(r"[\w.-]+==[\w.]+|#.*|-[cr] .*|", line), line


def test_every_page_of_documentation_is_in_the_list() -> None:
    listed = {
        (ROOT / "docs" / t).resolve() for t in LINK.findall((ROOT / "docs" / "README.md").read_text(encoding="utf-8"))
    }
    assert [p for p in DOCUMENTS if p.is_relative_to(ROOT / "docs") and p.name != "README.md" and p not in listed] == []


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_says_why_and_what_would_change_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if page.name != "dependencies.md":
        for part in ("**Context.**", "**Decision.**", "**Why.**", "**What would change it.**"):
            assert part in text


def test_every_setting_of_the_framework_has_its_reason() -> None:
    page = (DECISIONS / "streamlit.md").read_text(encoding="utf-8")
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for name in (
        "allowedHosts",
        "enableAgentApi",
        "trustedUserHeaders",
        "fileWatcherType",
        "maxUploadSize",
        "showErrorDetails",
        "toolbarMode",
    ):
        assert name in settings
        assert name in page
    assert "gatherUsageStats = false" in settings


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_both_readmes_name_the_two_commands_and_every_room(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for words in ("$ python3 start.py\n", "$ python3 start.py test\n", "PIP_FIND_LINKS", "docs/pictures/overview.png"):
        assert words in text
    rooms = [path for path in (ROOT / "guoban").iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    for room in rooms:
        assert f"`guoban/{room.name}`" in text
