"""Machines to start on: a bare one, and one where everything was installed once, for the one worker of these tests."""

import shutil
from pathlib import Path

import pytest

from tests.start.bare_machine import Machine, bare_machine

TOOL = """
import os, sys
print("{name}", *sys.argv[1:], flush=True)
sys.exit(int(os.environ.get("FAKE_{name}", "0")))
"""
"""Stands for a tool of the tests: it says how it was called and ends as it is told to."""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare machine, this test's own."""
    return bare_machine(tmp_path)


@pytest.fixture(scope="session")
def kept_machine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, Path]:
    """A machine after `start.py setup`, and a copy of it: an environment works only in the folder it was made in."""
    home = tmp_path_factory.mktemp("start") / "machine"
    home.mkdir()
    machine = bare_machine(home)
    machine.offer_package("pebble", "1.0", **{"pebble.py": ""})
    machine.offer_package("pebble", "2.0", **{"pebble.py": ""})
    for name in ("ruff", "mypy", "bandit", "pytest", "playwright"):
        machine.offer_package(name, "1.0", **{f"{name}.py": TOOL.format(name=name)})
    machine.ask("requirements.txt", pebble="1.0")
    machine.ask("requirements-dev.txt", ruff="1.0", mypy="1.0", bandit="1.0", pytest="1.0", playwright="1.0")
    machine.ask("constraints.txt")
    said = machine.start("setup")
    assert said.status == 0, said.err
    return machine, shutil.copytree(home, home.with_name("copy"), symlinks=True)


@pytest.fixture
def ready(kept_machine: tuple[Machine, Path]) -> Machine:
    """The machine after `start.py setup`, each time as it was then."""
    return as_it_was(kept_machine)


@pytest.fixture(scope="module")
def ready_once(kept_machine: tuple[Machine, Path]) -> Machine:
    """The machine after `start.py setup`, for a module's tests that all go on from one state."""
    return as_it_was(kept_machine)


def as_it_was(kept: tuple[Machine, Path]) -> Machine:
    machine, copy = kept
    shutil.rmtree(machine.home)
    shutil.copytree(copy, machine.home, symlinks=True)
    return machine
