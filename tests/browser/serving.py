"""The running application, and a window that looks at it."""

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, ViewportSize

from guoban.place import ROOT
from guoban.start.environment import clean_environment
from guoban.start.server import server_command
from guoban.web.spoken import COOKIE

PATIENCE = 60
HEALTH = "/_stcore/health"
SCREEN: ViewportSize = {"width": 1920, "height": 1080}
DRAWN = """() => {
  const headline = document.querySelector("[data-testid=stMain] h1");
  const listed = document.querySelector(".guoban-pages a[aria-current=page]");
  return Boolean(headline?.checkVisibility() && (!listed || new URL(listed.href).pathname === location.pathname)
    && document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]"));
}"""


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


def answers(url: str, path: str = "/_stcore/health") -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + path, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True  # it answers that it wants to know first who asks
    except OSError:
        return False


def wait_for(happens: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)


def copy_of(county: Path, folder: Path) -> Path:
    return shutil.copytree(county, folder / "data")


@dataclass
class Visit:
    """One window, and what went wrong in it meanwhile. standing: which view it was left open at for the next test."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    standing: object = None

    def sweep(self) -> None:
        """Leave the page that is open, and nothing of it behind: no cookie, no size, no pointer over anything.

        What comes instead is a word from the same server: with about:blank Chromium would begin anew, which is slow.
        """
        self.standing = None
        self.page.mouse.move(0, 0)
        if self.page.url.startswith("http") and urlsplit(self.page.url).path != HEALTH:
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
            self.page.goto(urljoin(self.page.url, HEALTH))
        self.page.context.clear_cookies()
        self.page.emulate_media(media="null")
        self.page.set_viewport_size(SCREEN)

    def taken_complaints(self) -> list[str]:
        """What went wrong since this was asked last."""
        taken, self.complaints[:] = list(self.complaints), []
        return taken

    def speak(self, url: str, language: str) -> None:
        """Read what is served at an address in a language from now on, as if it had been chosen there."""
        self.page.context.add_cookies([{"name": COOKIE, "value": language, "url": url}])

    def open(self, address: str) -> None:
        """Open an address and wait until the page has drawn its headline and nothing runs any more."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page the address names has drawn its headline and nothing runs any more.

        Where a link led on within the session the address is new before the page has begun to run.
        """
        self.page.wait_for_function(DRAWN, timeout=PATIENCE * 1000)

    def heard(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        # under /unit the framework looks for itself at /unit/_stcore/… before it looks at /_stcore/…
        looking_for_itself = "404" in message.text and "/_stcore/" in address
        # of an answer that is no page, such as the one that sweeps the window, the browser looks for an icon by itself
        looking_for_an_icon = address.endswith("/favicon.ico")
        if message.type == "error" and not looking_for_itself and not looking_for_an_icon:
            self.complaints.append(f"{message.text} ({address})")

    def lost(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page itself changed its mind
            self.complaints.append(f"{request.url}: {request.failure}")
