"""The running application and a Chromium that looks at it.

All browser tests go to one worker (`--dist loadgroup`): they share one Chromium, and most share one server.
"""

import contextlib
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from guoban.place import ROOT
from guoban.start.browser import find_browser
from guoban.start.environment import clean_environment
from guoban.start.server import server_command

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """An installed Chromium, else Playwright's own; where there is neither the tests fail, they are not left out."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(application: Path, data: Path) -> Iterator[str]:
    """Serve an application with a data folder; gives the address it answers at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = data / "server-output.log"
    with log.open("w", encoding="utf-8") as kept:
        command = [sys.executable, *server_command(application, "127.0.0.1", port)[1:]]
        environment = clean_environment(GUOBAN_DATA=str(data))
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=kept, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(lambda: answers(url), f"{application.name} does not answer: see {log}")
            yield url
        finally:
            server.terminate()
            server.wait(20)


def answers(url: str) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/_stcore/health", timeout=5):
            return True
    except OSError:
        return False


def wait_for(happens: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)


@pytest.fixture(scope="session")
def county(demo_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application with the demonstration county, for tests that only look."""
    data = copy_of(demo_county, tmp_path_factory.mktemp("looked-at"))
    with served(ROOT / "app.py", data) as url:
        yield url


def copy_of(county: Path, folder: Path) -> Path:
    import shutil

    return shutil.copytree(county, folder / "data")


@dataclass
class Visit:
    """One window, and what went wrong in it meanwhile."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open an address and wait until the page has drawn its headline and nothing runs any more."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        self.page.locator("[data-testid=stMain] h1").first.wait_for(timeout=PATIENCE * 1000)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE * 1000)

    def heard(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        # under /unit the framework looks for itself at /unit/_stcore/… before it looks at /_stcore/…
        looking_for_itself = "404" in message.text and "/_stcore/" in address
        if message.type == "error" and not looking_for_itself:
            self.complaints.append(f"{message.text} ({address})")

    def lost(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page itself changed its mind
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """A fresh window of a meeting room's screen; the test fails if anything went wrong in it unseen."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN", reduced_motion="reduce")
    visit = Visit(context.new_page())
    visit.page.on("console", visit.heard)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("requestfailed", visit.lost)
    yield visit
    context.close()
    assert not visit.complaints


def health(url: str) -> dict[str, object]:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/health", timeout=5) as answer:
        return dict(json.loads(answer.read()))
