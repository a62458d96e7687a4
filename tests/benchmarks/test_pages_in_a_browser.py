"""How long a reader waits in the browser: Guoban's pages, twins of two of them, and an empty page of the framework.

    python -m pytest tests/benchmarks/test_pages_in_a_browser.py --benchmark-only -s

Twins show the same frames with as many figures, cards, cells and lists: plain Streamlit with Plotly, and Plotly Dash.
Dash is in requirements-bench.txt alone; without it its rows are left out. *Complete* is from the navigation, *changed*
from the click on another quarter, to the last change of the page: everything is drawn and nothing runs. Sites take
turns in one warm browser, so that what else the machine does falls on all; what counts is the ratio to the empty page.
GUOBAN_ROUNDS asks for other than nine rounds, of which the first counts for nothing.
"""

import contextlib
import importlib.util
import os
import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, sync_playwright

from guoban.place import ROOT
from guoban.start.browser import find_browser
from guoban.start.environment import clean_environment
from tests.browser.serving import answers, served, wait_for

ROUNDS = int(os.environ.get("GUOBAN_ROUNDS", "9"))
TWINS = Path(__file__).parent / "twins"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
QUIET = 500
"""Milliseconds without a change after which a page counts as drawn; they are not part of what is measured."""

WATCH = """
  window.changed = 0;
  new MutationObserver(() => { window.changed = performance.now() })
    .observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  addEventListener("click", () => { window.clicked ??= performance.now() }, true);
"""
STREAMLIT_RESTS = "document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')"
DASH_RESTS = "document.querySelector('#page h1') && !document.querySelector('[data-dash-is-loading=true]')"


@dataclass
class Site:
    """A page to be measured.

    drawn: what has to be there, as selectors and how many of each. quarter: its control for a quarter; a page
    without such a filter has none. said: what differs from quarter to quarter. Times in milliseconds.
    """

    name: str
    address: str
    rests: str
    drawn: dict[str, int]
    quarter: Callable[[Page, int], Locator] | None
    said: str = "document.querySelector('h1').textContent"
    complete: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)

    def visit(self, page: Page, quarter: int) -> None:
        """Open the page in a window that shows nothing yet, then change its quarter."""
        page.goto("about:blank")
        page.goto(self.address)
        self.complete.append(self._settled(page))
        if self.quarter is None:
            return
        before = page.evaluate(self.said)
        page.evaluate("window.clicked = undefined")
        self.quarter(page, quarter).click()
        page.wait_for_function("([said, before]) => eval(said) !== before", arg=[self.said, before], timeout=60_000)
        self.changed.append(self._settled(page) - page.evaluate("window.clicked"))

    def _settled(self, page: Page) -> float:
        """The moment of the page's last change, once everything is there and nothing has moved for a while."""
        there = " && ".join(
            f"document.querySelectorAll({selector!r}).length >= {count}" for selector, count in self.drawn.items()
        )
        page.wait_for_function(
            f"{self.rests} && {there} && performance.now() - window.changed > {QUIET}", polling=50, timeout=60_000
        )
        return float(page.evaluate("window.changed"))


def in_guoban(page: Page, quarter: int) -> Locator:
    return page.locator(".st-key-filter_quarter").get_by_role("radio").nth(quarter - 1)


def in_plain(page: Page, quarter: int) -> Locator:
    return page.locator("[data-testid=stButtonGroup]").get_by_role("radio").nth(quarter - 1)


def in_empty(page: Page, quarter: int) -> Locator:
    return page.locator("[data-testid=stRadio] label").nth(quarter)


def in_dash(page: Page, quarter: int) -> Locator:
    return page.locator("#quarter input").nth(quarter - 1)


PAGES: dict[str, dict[str, int]] = {
    "overview": {".gb-card img": 6, ".gb-bars tbody tr": 28, ".gb-matrix td": 28 * 12, ".gb-attention li": 6},
    "indicator": {".gb-bars tbody tr": 28, ".gb-year img": 1, ".gb-figures tbody tr": 29, ".gb-facts dt": 6},
    "unit": {".gb-tasks tbody tr": 60},
    "appraisal": {".gb-league tbody tr": 28},
    "compare": {".gb-compare tbody tr": 60},
    "quality": {".gb-calendar tbody tr": 28},
    "meeting": {".stDownloadButton": 3},
    "upload": {"[data-testid=stFileUploader]": 1},
    "targets": {".gb-target-history": 1, "table input": 10},
}
WITHOUT_A_QUARTER = ("upload", "targets")
PLOTLY = {"overview": {".js-plotly-plot .main-svg": 7, "td a": 28 * 12}, "indicator": {".js-plotly-plot .main-svg": 2}}


@contextlib.contextmanager
def sites(county: Path, folder: Path) -> Iterator[list[Site]]:
    """Everything that is measured, served. Copies of the county's data, so that nobody waits for another's lock."""
    with contextlib.ExitStack() as servers:

        def serve(application: Path, name: str) -> str:
            return servers.enter_context(served(application, shutil.copytree(county, folder / name)))

        empty = Site(
            "empty page", serve(TWINS / "empty.py", "empty"), STREAMLIT_RESTS, {"[data-testid=stRadio]": 1}, in_empty,
            "document.querySelector('[data-testid=stMarkdown]').textContent",
        )  # fmt: skip
        guoban, plain = serve(ROOT / "app.py", "guoban"), serve(TWINS / "plain.py", "plain")
        found = [empty]
        for name, drawn in PAGES.items():
            path = "" if name == "overview" else name
            quarter = None if name in WITHOUT_A_QUARTER else in_guoban
            said = "document.querySelector('.gb-headline').textContent"
            found.append(
                Site(f"Guoban: {name}", f"{guoban}/{path}?year=2026&quarter=2", STREAMLIT_RESTS, drawn, quarter, said)
            )
        dash = servers.enter_context(served_by_dash(county)) if importlib.util.find_spec("dash") else None
        for name, drawn in PLOTLY.items():
            found.append(
                Site(f"plain Streamlit: {name}", f"{plain}/?page={name}", STREAMLIT_RESTS, drawn, in_plain,
                     "document.querySelector('[data-testid=stCaptionContainer]').textContent")
            )  # fmt: skip
            if dash:
                said = "document.querySelector('#page p').textContent"
                found.append(Site(f"Dash: {name}", f"{dash}/?page={name}", DASH_RESTS, drawn, in_dash, said))
        yield found


@contextlib.contextmanager
def served_by_dash(data: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = clean_environment(GUOBAN_DATA=str(data), PYTHONPATH=str(ROOT))
    command = [sys.executable, str(TWINS / "with_dash.py"), str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(lambda: answers(url, "/"), "the twin in Dash does not answer")
        yield url
    finally:
        server.terminate()
        server.wait(20)


def measured(found: Sequence[Site]) -> None:
    """Every site in turn, round after round; the first round, in which caches fill, counts for nothing."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN", reduced_motion="reduce")
        context.add_init_script(WATCH)
        page = context.new_page()
        for turn in range(ROUNDS):
            for site in found:
                site.visit(page, 1)
                if turn == 0:
                    site.complete.clear()
                    site.changed.clear()
        browser.close()


def told(found: Sequence[Site]) -> str:
    """The table: medians in milliseconds, and how many times the empty page's."""
    empty = found[0]
    lines = ["| page | complete, ms | × empty | changed, ms | × empty |", "|---|---|---|---|---|"]
    for site in found:
        cells = [_cells(site.complete, empty.complete), _cells(site.changed, empty.changed)]
        lines.append(f"| {site.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cells(times: list[float], of_empty: list[float]) -> str:
    if not times:
        return "– | –"
    return f"{statistics.median(times):.0f} | {statistics.median(times) / statistics.median(of_empty):.2f}"


def test_pages_beside_an_empty_page_and_their_twins(benchmark: Any, demo_county: Path, tmp_path: Path) -> None:
    with sites(demo_county, tmp_path) as found:
        benchmark.pedantic(measured, (found,), rounds=1)
    sys.stdout.write(f"\n{told(found)}\n")
    benchmark.extra_info.update({site.name: [site.complete, site.changed] for site in found})
    assert all(len(site.complete) == ROUNDS - 1 for site in found)
