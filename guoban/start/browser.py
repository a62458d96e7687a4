"""The browser that the tests drive: an installed one, one that apt installs, or Playwright's own."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from guoban.errors import GuobanError
from guoban.start.debian import apt_install, is_debian, is_root
from guoban.start.environment import clean_environment, venv_python
from guoban.start.words import _, say

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
)
"""Where they usually are; words in braces are environment variables of Windows."""


def find_browser() -> Path | None:
    """An installed Chrome, Edge or Chromium: GUOBAN_BROWSER first, then PATH, then the usual places."""
    named = os.environ.get("GUOBAN_BROWSER")
    if named:
        if not Path(named).is_file():
            raise GuobanError(_("GUOBAN_BROWSER names {path}, which is not there.").format(path=named))
        return Path(named)
    on_path = (shutil.which(name) for name in NAMES)
    in_place = (re.sub(r"\{(.+?)\}", lambda name: os.environ.get(name[1], "?"), place) for place in PLACES)
    return next((Path(found) for found in (*on_path, *in_place) if found and Path(found).is_file()), None)


def ready_browser() -> Path:
    """The browser for the tests, installed first where that is possible; without one the tests do not run at all."""
    browser = find_browser()
    if is_debian() and is_root() and not os.environ.get("GUOBAN_BROWSER"):
        missing = ["chromium"] if browser is None else []
        missing += [] if shows_chinese() else ["fontconfig", "fonts-noto-cjk"]
        if missing:
            apt_install(*missing)
            browser = find_browser()
    browser = browser or playwright_browser()
    if browser is None:
        raise GuobanError(
            _("The tests need a browser and none is installed."),
            _("Install Chrome, Edge or Chromium, or name one in GUOBAN_BROWSER, then start again."),
        )
    return browser


def shows_chinese() -> bool:
    """Whether a font with Chinese characters is installed, as fontconfig knows."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout.strip())


def playwright_browser() -> Path | None:
    """Playwright's own Chromium, downloaded at the first call; None where that fails."""
    say(_("No browser is installed: Playwright's Chromium is downloaded."))
    environment = clean_environment()
    subprocess.run([venv_python(), "-m", "playwright", "install", "chromium"], env=environment)
    program = "from playwright.sync_api import sync_playwright as p\nwith p() as w: print(w.chromium.executable_path)"
    told = subprocess.run([venv_python(), "-c", program], capture_output=True, text=True, env=environment)
    path = Path(told.stdout.strip() or "?")
    return path if path.is_file() else None
