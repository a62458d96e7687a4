"""The running application and a Chromium that looks at it.

All browser tests go to one worker (tests/conftest.py): they share one Chromium and one window, and most share one
server. A window that is opened anew takes Chromium three seconds before it shows anything, a page in one that is open
not one; so each test finds the same window, swept clean.
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
    """What is asked of one and the same view of a page stands side by side, and the page is opened once."""
    here = [item for item in items if item.path.parent == Path(__file__).parent]
    for item in here:
        item.add_marker(pytest.mark.browser)
    in_order = iter(sorted(here, key=lambda item: (here.index(module_of(item, here)), view_of(item))))
    items[:] = [next(in_order) if item in here else item for item in items]


def module_of(item: pytest.Item, items: list[pytest.Item]) -> pytest.Item:
    """The first test of the same file."""
    return next(each for each in items if each.path == item.path)


def view_of(item: pytest.Item) -> tuple[str, ...]:
    """The view a test is parametrized with; none for the others, which keep their order."""
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return tuple(parameters.get("view", ()))


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


@pytest.fixture(scope="module")
def county_to_change(demo_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration county for the tests of one file to change, each starting from what it finds."""
    return copy_of(demo_county, tmp_path_factory.mktemp("changed"))


@pytest.fixture(scope="module")
def url(county_to_change: Path, window: Visit) -> Iterator[str]:
    """The address of the application over a county that is changed; the window has left it before it ends."""
    with served(ROOT / "app.py", county_to_change) as address:
        yield address
        window.sweep()


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[Visit]:
    """The one window, on a meeting room's screen."""
    context = chromium.new_context(locale="zh-CN", reduced_motion="reduce")
    visit = Visit(context.new_page())
    visit.page.on("console", visit.heard)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("requestfailed", visit.lost)
    yield visit
    context.close()


@pytest.fixture
def visit(window: Visit) -> Iterator[Visit]:
    """The window with nothing in it; the test fails if anything went wrong in it unseen."""
    window.sweep()
    yield window
    window.sweep()
    assert window.taken_complaints() == []
