"""How long a leader waits for files to take away: 28 units × 12 or 100 indicators × 3 years, the last quarter of them.

`first`: nobody looked at that day since the store last changed. `again`: somebody did. Processor time of the process,
which other programs on the machine disturb least; docs/performance.md tells what came out.

    python -m pytest tests/benchmarks/test_report_speed.py --benchmark-only -s
"""

import sys
import time
from datetime import date
from typing import Any

import pytest
from counties_of_any_size import YEARS, filled, publish_again

from guoban.answers import answers, report_figures
from guoban.report.making import ENDINGS, made
from guoban.warehouse import Warehouse

DAY = date(max(YEARS), 12, 31)


@pytest.fixture(scope="module", params=[12, 100], ids="{} indicators".format)
def warehouse(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return filled(tmp_path_factory.mktemp("large") / "data", units=28, indicators=request.param)


@pytest.mark.parametrize("when", ["first", "again"])
@pytest.mark.parametrize("what", ENDINGS)
def test_a_file_is_made(benchmark: Any, warehouse: Warehouse, what: str, when: str) -> None:
    made(what, report_figures(answers(warehouse.folder), DAY), warehouse.folder)  # libraries loaded, fonts found
    taken = []

    def make() -> None:
        began = time.process_time()
        content = made(what, report_figures(answers(warehouse.folder), DAY), warehouse.folder)
        taken.append(time.process_time() - began)
        assert len(content) > 10_000

    setup = (lambda: publish_again(warehouse)) if when == "first" else None
    benchmark.pedantic(make, setup=setup, rounds=5)
    taken.sort()
    sys.stdout.write(f"\n{what} {when}: median {taken[len(taken) // 2]:.2f} s of processor time\n")
