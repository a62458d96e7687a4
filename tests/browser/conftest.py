"""The running application and a Chromium that looks at it.

All browser tests go to one worker (`--dist loadgroup`): they share one Chromium, and most share one server.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from serving import Visit, copy_of, served

from guoban.place import ROOT
from guoban.start.browser import find_browser

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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


@pytest.fixture(scope="session")
def county(demo_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application with the demonstration county, for tests that only look."""
    data = copy_of(demo_county, tmp_path_factory.mktemp("looked-at"))
    with served(ROOT / "app.py", data) as url:
        yield url


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
