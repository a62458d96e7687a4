"""What is installed, when it is installed anew, and what is said where that fails."""

import os
import shutil
import subprocess

import pytest

from guoban.start.debian import is_root
from tests.start.bare_machine import PYTHON, Machine

INSTALLING = "安装所需组件"


def test_a_second_start_installs_nothing(ready: Machine) -> None:
    shutil.rmtree(ready.home / "packages")
    before = ready.stamp.read_bytes()
    said = ready.start("setup")
    assert (said.status, said.err) == (0, "")
    assert INSTALLING not in said.out
    assert ready.stamp.read_bytes() == before


def test_changed_requirements_are_installed(ready: Machine) -> None:
    assert ready.installed("pebble") == "1.0"
    ready.ask("requirements.txt", pebble="2.0")
    said = ready.start("setup")
    assert said.status == 0
    assert INSTALLING in said.out
    assert ready.installed("pebble") == "2.0"


def test_changed_constraints_are_installed_too(ready: Machine) -> None:
    (ready.checkout / "constraints.txt").write_text("pebble==1.0\n", encoding="utf-8")
    assert INSTALLING in ready.start("setup").out


def test_what_tests_need_is_installed_only_when_asked_and_then_kept(ready: Machine) -> None:
    assert ready.installed("pytest") == ""
    assert ready.start("setup", "--dev").status == 0
    assert ready.installed("pytest") == "1.0"
    assert INSTALLING not in ready.start("setup", "--dev").out
    ready.offer_package("mypy", "2.0", **{"mypy.py": ""})
    ready.ask("requirements.txt", pebble="2.0")
    ready.ask("requirements-dev.txt", mypy="2.0")
    assert ready.start("setup").status == 0
    assert (ready.installed("pebble"), ready.installed("mypy")) == ("2.0", "2.0")


def test_an_install_that_failed_is_tried_again_until_it_succeeds(ready: Machine) -> None:
    ready.ask("requirements.txt", pebble="3.0")
    failed = ready.start("setup")
    assert failed.status == 1
    assert "pebble==3.0" in failed.line
    assert "install.log" in failed.line
    assert not ready.stamp.exists()
    ready.offer_package("pebble", "3.0", **{"pebble.py": ""})
    assert ready.start("setup").status == 0
    assert ready.installed("pebble") == "3.0"


def test_no_network_is_one_line_that_says_what_to_do(ready: Machine) -> None:
    ready.ask("requirements.txt", stone="1.0")
    said = ready.start("setup", PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert said.status == 1
    assert "PIP_INDEX_URL" in said.line
    assert "PIP_FIND_LINKS" in said.line


def test_a_folder_that_moved_gets_a_new_environment(ready: Machine) -> None:
    moved = Machine(ready.home / "elsewhere")
    moved.home.mkdir()
    for name in ("guoban", "bin", "packages", "python"):
        (ready.home / name).rename(moved.home / name)
    assert moved.start("setup").status == 0
    assert moved.installed("pebble") == "1.0"
    assert str(moved.checkout) in (moved.checkout / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt" or is_root(), reason="root and Windows write wherever they like")
def test_a_folder_that_may_not_be_written_is_named(machine: Machine) -> None:
    machine.checkout.chmod(0o555)
    said = machine.start("setup")
    machine.checkout.chmod(0o755)
    assert said.status == 1
    assert str(machine.checkout) in said.line


def test_two_impatient_starts_install_once(ready: Machine) -> None:
    """The second waits for the first; both end well and pip has run once."""
    ready.ask("requirements.txt", pebble="2.0")
    command = [PYTHON, str(ready.checkout / "start.py"), "setup"]
    running = [
        subprocess.Popen(command, env=ready.environment(), stdout=subprocess.PIPE, encoding="utf-8") for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum(INSTALLING in out for out in said) == 1
