"""`start.py test` and .ci/run: lint, types and tests all count, and pytest has the last word."""

import os
import shutil
from pathlib import Path

import pytest

from guoban.start.browser import PLACES
from guoban.start.debian import is_root
from tests.start.bare_machine import Machine

MAKES_A_BROWSER = """
import pathlib, sys
if "install" in sys.argv:
    chromium = pathlib.Path(__file__).with_name("chromium")
    chromium.write_text("")
    chromium.chmod(0o755)
pathlib.Path(__file__).with_name("asked").open("a").write(" ".join(sys.argv[1:]) + "\\n")
"""
DEBIAN_ROOT = Path("/etc/debian_version").exists() and is_root()


@pytest.fixture(scope="module")
def prepared(ready_once: Machine) -> Machine:
    """A machine after `start.py setup --dev`."""
    assert ready_once.start("setup", "--dev").status == 0
    return ready_once


@pytest.fixture
def browserless(prepared: Machine) -> Machine:
    """A machine with nothing on PATH."""
    for program in (prepared.home / "bin").iterdir():
        program.unlink()
    return prepared


@pytest.fixture
def tester(browserless: Machine) -> Machine:
    """A machine with a browser on PATH."""
    browserless.offer_program("chromium", "")
    return browserless


def test_lint_format_and_types_come_before_the_tests(tester: Machine) -> None:
    said = tester.start("test", "-k", "one thing")
    assert said.status == 0
    calls = [line for line in said.out.splitlines() if line.startswith(("ruff", "mypy", "bandit", "pytest"))]
    assert calls == [
        "ruff check .",
        "ruff format --check .",
        "mypy etl guoban pages",
        "bandit -qq -c pyproject.toml -r etl guoban pages app.py start.py",
        "pytest -n 2 --dist loadscope -k one thing",
    ]
    assert said.out.splitlines()[-1] == calls[-1]


@pytest.mark.parametrize(
    ("failures", "status"),
    [
        ({"FAKE_ruff": "1"}, 1),
        ({"FAKE_mypy": "2"}, 1),
        ({"FAKE_bandit": "1"}, 1),
        ({"FAKE_pytest": "1"}, 1),
        ({"FAKE_pytest": "5"}, 5),
        ({"FAKE_mypy": "1", "FAKE_pytest": "3"}, 3),
    ],
)
def test_every_failure_makes_the_status_non_zero(tester: Machine, failures: dict[str, str], status: int) -> None:
    said = tester.start("test", **failures)
    assert said.status == status
    assert said.out.splitlines()[-1].startswith("pytest ")  # a failed check hides no test


@pytest.mark.skipif(shutil.which("bash") is None, reason="a shell script")
@pytest.mark.parametrize("status", [0, 1, 5])
def test_the_script_of_continuous_integration_is_the_same_and_passes_the_status_on(
    tester: Machine, status: int
) -> None:
    path = f"{tester.home / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    (tester.home / "bin" / "python3").symlink_to(tester.checkout / ".venv" / "bin" / "python")
    script = tester.checkout / ".ci" / "run"
    said = tester.run(
        ["/usr/bin/env", "bash", str(script)], PATH=path, FAKE_pytest=str(status), GUOBAN_BROWSER=str(script)
    )
    assert said.status == status
    assert said.out.splitlines()[-1].startswith("pytest ")


def test_a_named_browser_that_is_not_there_is_said(browserless: Machine) -> None:
    said = browserless.start("test", GUOBAN_BROWSER="/nowhere/chrome")
    assert said.status == 1
    assert "/nowhere/chrome" in said.line
    assert "pytest -n" not in said.out


@pytest.mark.skipif(any(Path(place).is_file() for place in PLACES), reason="a browser stands where it usually does")
def test_without_any_browser_the_tests_do_not_run_at_all(browserless: Machine) -> None:
    """No program on PATH, no apt there, and Playwright's download fails."""
    said = browserless.start("test", FAKE_playwright="1")
    assert said.status == 1
    assert "GUOBAN_BROWSER" in said.err.splitlines()[-1]
    assert "playwright install chromium" in said.out
    assert "pytest -n" not in said.out


@pytest.mark.skipif(not DEBIAN_ROOT, reason="only root on Debian may use apt")
def test_root_on_debian_gets_a_browser_and_chinese_fonts_from_apt(browserless: Machine) -> None:
    browserless.offer_program(
        "apt-get", MAKES_A_BROWSER.replace("__file__", repr(str(browserless.home / "bin" / "apt-get")))
    )
    said = browserless.start("test")
    assert said.status == 0, said.err
    asked = (browserless.home / "bin" / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "-q update"
    assert asked[1].endswith("install chromium fontconfig fonts-noto-cjk")
    assert "playwright install" not in said.out
