"""Fixtures of every room: a demonstration county to play with, the folders of found workbooks and seeds."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from guoban.place import ROOT
from guoban.text import CHINESE, speak

SHARED = ROOT.parent / "shared"

# what a test proves does not depend on how busy the machine is; benchmarks tell what takes how long
settings.register_profile("guoban", deadline=None)
settings.load_profile("guoban")


ROOMS_OF_ONE_WORKER = ("tests/browser/", "tests/hostile/", "tests/start/")
"""Rooms whose tests share what is dear to make: a Chromium with its window, a server, an environment with everything in
it."""


class ByRoom(LoadScopeScheduling):
    """Gives each worker one test after the other, and a room of one worker as a whole, the largest first.

    Marks with the name of a group would say the same, but the plugin's own scheduler loses them under this pytest.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((room for room in ROOMS_OF_ONE_WORKER if nodeid.startswith(room)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByRoom:
    """Have the tests shared out by room."""
    return ByRoom(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave what all tests are made of out of the search for garbage: a third of a second each time otherwise.

    Benchmarks compare with programs that leave nothing out.
    """
    if session.config.getoption("benchmark_only"):
        return
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often tests/etl/test_killed.py kills, and which chance it follows."""
    parser.addoption("--kills", type=int, default=6, help="processes killed in test_killed.py (6)")
    parser.addoption("--kill-seed", type=int, default=1, help="the chance that test_killed.py follows (1)")


@pytest.fixture(scope="session")
def demo_county(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """A data folder with the demonstration county, made once a run for all workers. Look at it, change nothing.

    Somebody who did write into it is told of when the run ends: what other tests found there would be of chance.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "demonstration-county"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = folder.with_name("demonstration-county-in-the-making")
            command = [sys.executable, "-m", "etl", "init", "--demo", "--data", str(making)]
            made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            assert made.returncode == 0, made.stdout + made.stderr
            making.rename(folder)
    yield folder
    assert {each.name for each in folder.iterdir()} == {"catalogue", "demonstration", "originals", "store"}


@pytest.fixture
def demo_data(demo_county: Path, tmp_path: Path) -> Path:
    """A data folder with the demonstration county, this test's own."""
    return shutil.copytree(demo_county, tmp_path / "data")


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """The framework's test runner leaves a page in the place of `__main__`, and every process begun later runs it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(autouse=True)
def chinese() -> None:
    """Every test begins in the language that is the default, whatever the one before it spoke."""
    speak(CHINESE)


@pytest.fixture(scope="session")
def odd_workbooks() -> Path:
    """The folder of real and odd workbooks found in the wild, which is not part of the repository."""
    return shared_folder("odd-workbooks")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of catalogue and figures everything began from, which is not part of the repository."""
    return shared_folder("seeds")


def shared_folder(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: it is not part of the repository")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name once more, above the closing line, what failed before pytest began (start.py test)."""
    failed = os.environ.get("GUOBAN_FAILED_CHECKS", "")
    if failed:
        terminalreporter.section("failed before the tests, see above", red=True)
        for check in failed.splitlines():
            terminalreporter.write_line(check)
