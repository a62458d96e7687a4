"""Fifty signed-in viewers turn pages while four processes load two hundred files: no error, and nothing is lost.

    python -m pytest tests/benchmarks/test_fifty_viewers.py --benchmark-only -s

A viewer is a websocket that asks for a page, reads it whole, looks at it for a while and turns to another. The same
viewers at the same pace, without anything being loaded, are what it is compared with. GUOBAN_VIEWERS, GUOBAN_FILES,
GUOBAN_PAUSE (seconds a page is looked at, on average) and GUOBAN_IDLE (seconds of the comparison) ask for less.
"""

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from guoban.place import ROOT
from guoban.start.environment import clean_environment
from guoban.warehouse import Warehouse
from tests.benchmarks.test_folder_speed import typical
from tests.browser.serving import copy_of, served
from tests.hostile.office import Office, furnish
from tests.viewing import Viewer, viewing

VIEWERS = int(os.environ.get("GUOBAN_VIEWERS", "50"))
FILES = int(os.environ.get("GUOBAN_FILES", "200"))
PAUSE = float(os.environ.get("GUOBAN_PAUSE", "10"))
LOADERS = 4
IDLE_SECONDS = float(os.environ.get("GUOBAN_IDLE", "60"))
MOST_TIMES = 3
"""So many times as long as at rest 95 of 100 pages may take while files are loaded."""

PAGES = ("", "indicator", "unit", "appraisal", "compare", "quality", "meeting")
HOLDERS = ("leader", "leader of T02", "reporter of T02", "administrator")


@dataclass
class Watched:
    """What the viewers met: seconds that pages took, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def slow(self) -> float:
        """What 95 of 100 pages were drawn within."""
        return statistics.quantiles(self.seconds, n=20)[-1]


@pytest.fixture
def office(demo_county: Path, tmp_path: Path) -> Iterator[Office]:
    """A county with accounts, served, and files for it beside."""
    data = copy_of(demo_county, tmp_path)
    furnish(data)
    catalogue = Warehouse(data).reader().catalogue
    (tmp_path / "files").mkdir()
    for number in range(FILES):
        # years that nobody looks at: the pages stay what they are, and every file is a new version of the store
        (tmp_path / "files" / f"季报{number}.xlsx").write_bytes(typical(catalogue, number))
    with served(ROOT / "app.py", data) as url:
        yield Office(url, data)


def look(viewer: Viewer, number: int, until: Callable[[], bool], watched: Watched) -> None:
    """Turn pages until it is time to go."""
    chance = random.Random(number)
    time.sleep(chance.uniform(0, PAUSE))
    while not until():
        page = chance.choice(PAGES)
        began = time.monotonic()
        try:
            viewer.turn(page, "year=2026&quarter=2")
        except Exception as error:  # noqa: BLE001 - whatever it is, a viewer has met it
            watched.errors.append(f"{page}: {error!r}")
            return
        watched.seconds.append(time.monotonic() - began)
        watched.errors += [f"{page}: {said}" for said in failures(viewer)]
        time.sleep(chance.uniform(0, 2 * PAUSE))


def failures(viewer: Viewer) -> list[str]:
    """What a page says of having failed."""
    drawn = [each.delta.new_element for each in viewer.drawn]
    told = [each.exception.message for each in drawn if each.HasField("exception")]
    told += [each.alert.body for each in drawn if each.HasField("alert")]
    return told if viewer.found else [*told, "not found"]


def watched_while(office: Office, lasts: Callable[[], None]) -> Watched:
    """Let everybody look as long as something lasts."""
    watched, over = Watched(), threading.Event()
    with ExitStack() as open_ones:
        viewers = [
            open_ones.enter_context(viewing(office.url, office.cookie(HOLDERS[number % len(HOLDERS)])))
            for number in range(VIEWERS)
        ]
        threads = [
            threading.Thread(target=look, args=(viewer, number, over.is_set, watched))
            for number, viewer in enumerate(viewers)
        ]
        for thread in threads:
            thread.start()
        lasts()
        over.set()
        for thread in threads:
            thread.join(120)
    return watched


def load_all(office: Office) -> None:
    """Have the processes load their shares of the files, and wait for all of them."""
    files = sorted((office.data.parent / "files").iterdir())
    loaders = [
        subprocess.Popen(
            [sys.executable, "-m", "etl", "load", *map(str, files[place::LOADERS]), "--skip-errors",
             "--data", str(office.data), "--format", "json"],
            cwd=ROOT, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for place in range(LOADERS)
    ]  # fmt: skip
    for loader in loaders:
        _out, err = loader.communicate()
        assert loader.returncode == 0, err


def test_fifty_viewers_notice_nothing_of_two_hundred_files(benchmark: BenchmarkFixture, office: Office) -> None:
    def loaded() -> set[str]:
        rows = Warehouse(office.data).reader().rows("select file_name from upload where undone_at is null")
        return {name for (name,) in rows}

    before = loaded()
    watched_while(office, lambda: time.sleep(min(15.0, IDLE_SECONDS)))  # every page was seen once
    idle = watched_while(office, lambda: time.sleep(IDLE_SECONDS))
    busy = benchmark.pedantic(watched_while, args=(office, lambda: load_all(office)), rounds=1)
    print(  # noqa: T201 - what a benchmark is run for
        f"\n{VIEWERS} viewers, {FILES} files: pages at rest {len(idle.seconds)}, 95 % within {idle.slow:.3f} s; "
        f"while loading {len(busy.seconds)}, 95 % within {busy.slow:.3f} s: {busy.slow / idle.slow:.2f} times"
    )
    assert idle.errors + busy.errors == []
    assert len(loaded() - before) == FILES
    assert busy.slow / idle.slow <= MOST_TIMES
