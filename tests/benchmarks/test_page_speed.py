"""The overview on the server, from a filter change to everything sent, beside an empty page of the framework.

28 units × 100 indicators × 3 years of quarters, a warm session. `kept`: the day was asked for before in this process;
`new day`: it was not; `new version`: the first drawing after somebody loaded a workbook of one unit. What is measured
is processor time of the process, which other programs on the machine disturb least; docs/performance.md tells what came
out.

    python -m pytest tests/benchmarks/test_page_speed.py --benchmark-only -s
"""

import gc
import itertools
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest
from counties_of_any_size import YEARS, filled, load_report, publish_again
from streamlit.testing.v1 import AppTest

from guoban.access.people import Role, Visitor
from guoban.measures.workings import Workings
from guoban.place import ROOT
from guoban.warehouse import Reader, Warehouse

EMPTY = """
import streamlit as st
st.radio("季度", [1, 2, 3, 4])
st.write(st.query_params.get("quarter"))
"""
LIMIT_QUERIES = 0.20
ROUNDS = 11


@pytest.fixture(autouse=True, scope="module")
def as_in_the_application() -> Iterator[None]:
    """app.py leaves what was imported out of the search for garbage."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return filled(tmp_path_factory.mktemp("large") / "data", units=28, indicators=100)


@dataclass
class Stopwatch:
    """Seconds spent in questions to the figures, a question within a question counted once."""

    spent: float = 0.0
    depth: int = 0

    def around(self, question: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            self.depth += 1
            try:
                return question(*given, **named)
            finally:
                self.depth -= 1
                if not self.depth:
                    self.spent += time.process_time() - began

        return timed


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    """The edge at which pages reach the figures: questions to the store, and to what was worked out of it."""
    watch = Stopwatch()
    edge = [(Reader, "query"), (Reader, "rows"), (Workings, "__init__"), (Workings, "prepare"), (Workings, "columns")]
    for owner, name in edge:
        monkeypatch.setattr(owner, name, watch.around(getattr(owner, name)))
    return watch


@pytest.fixture
def overview(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GUOBAN_DATA", str(warehouse.folder))
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: Visitor("测试", Role.LEADER))
    page = AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=60)
    redraw(page, 0)
    assert not page.exception
    assert len(page.get("html")) >= 4
    return page


def days() -> Iterator[int]:
    """Quarters of all years, by number."""
    return itertools.cycle(range(4 * len(YEARS)))


def redraw(page: AppTest, day: int) -> None:
    """A filter change: another quarter in the address, and the page drawn anew."""
    page.query_params["year"] = str(YEARS[day // 4])
    page.query_params["quarter"] = str(day % 4 + 1)
    page.run()


def drawn(page: AppTest, watch: Stopwatch, prepare: Callable[[int], None], order: Iterator[int]) -> pd.DataFrame:
    """One row a drawing: milliseconds in all, and in queries."""
    rows = []
    for _round, day in zip(range(ROUNDS), order, strict=False):
        prepare(day)
        watch.spent = 0.0
        began = time.process_time()
        redraw(page, day)
        rows.append({"all": (time.process_time() - began) * 1000, "queries": watch.spent * 1000})
        assert not page.exception
    return pd.DataFrame(rows)


def empty_page(rounds: int = ROUNDS) -> float:
    """The median milliseconds of an empty page of the framework: a choice and a line."""
    page = AppTest.from_string(EMPTY).run()
    taken = []
    for each in range(rounds):
        page.query_params["quarter"] = str(each)
        began = time.process_time()
        page.run()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def told(case: str, found: pd.DataFrame, benchmark: Any) -> None:
    """Print and keep the medians, in milliseconds."""
    whole, queries, empty = found["all"].median(), found["queries"].median(), empty_page()
    benchmark.extra_info.update(case=case, median_ms=whole, queries_ms=queries, empty_ms=empty)
    sys.stdout.write(
        f"\n{case}: {whole:.0f} ms, queries {queries:.1f} ms ({queries / whole:.0%}), empty page {empty:.1f} ms\n"
    )


def test_a_filter_change_to_a_day_that_was_asked_for_before(
    overview: AppTest, queries: Stopwatch, benchmark: Any
) -> None:
    for day in range(4 * len(YEARS)):
        redraw(overview, day)
    found = benchmark.pedantic(drawn, (overview, queries, lambda day: None, days()), rounds=1)
    told("kept", found, benchmark)
    assert found["queries"].median() <= LIMIT_QUERIES * found["all"].median()


def test_a_filter_change_to_a_day_that_is_new(
    overview: AppTest, queries: Stopwatch, warehouse: Warehouse, benchmark: Any
) -> None:
    publish_again(warehouse)
    for year in range(len(YEARS)):
        redraw(overview, 4 * year)
    order = iter([day for day in range(4 * len(YEARS)) if day % 4])
    found = benchmark.pedantic(drawn, (overview, queries, lambda day: None, order), rounds=1)
    told("new day", found, benchmark)


def test_the_first_drawing_after_somebody_loaded_a_workbook(
    overview: AppTest, queries: Stopwatch, warehouse: Warehouse, benchmark: Any
) -> None:
    for year in range(len(YEARS)):
        redraw(overview, 4 * year)
    found = benchmark.pedantic(
        drawn, (overview, queries, lambda day: load_report(warehouse, "T001", day), days()), rounds=1
    )
    told("new version", found, benchmark)
