"""Hostile texts in a real browser: nothing runs or is asked for elsewhere, and the page has the elements it always has.

What would run calls hostile(), which there is not, or is forbidden by the policy of the page: either is an error in the
window, and whatever goes wrong in the window fails the test (`visit`).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Visit, served

from guoban.access.demonstration import mark_demonstration
from guoban.place import ROOT
from tests.hostile.county import storable, told
from tests.hostile.strings import SEEDS

TEXTS = storable(SEEDS)
PLAIN = [f"第{place}工会" for place in range(len(TEXTS))]
ADDRESSES = (
    "?year=2026&quarter=2", "indicator?year=2026&quarter=2&indicator=I0&courses=yes",
    "unit?year=2026&quarter=2&unit=U0033",
    "appraisal?year=2026&quarter=2", "quality?year=2026&quarter=2", "targets?year=2026", "upload",
)  # fmt: skip

# in what is said on a page; the framework's own parts around it come when they like
KINDS = """() => [...new Set([...document.querySelectorAll(
  "[data-testid=stHtml] *, [data-testid=stMarkdownContainer] *")].flatMap((each) =>
  [...each.attributes].filter((one) => one.name.startsWith("on")).map((one) => `${each.localName} ${one.name}`)
    .concat(each.localName)))].sort()"""
ELSEWHERE = """() => [...document.querySelectorAll("[href], [src], [action]")]
  .map((each) => each.href || each.src || each.action).map((each) => each.baseVal ?? each)
  .filter((each) => each && !each.startsWith(location.origin) && !/^(data|blob):/.test(each))"""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory, window: Visit) -> Iterator[dict[str, str]]:
    """The same county twice: in plain words, and with hostile ones for everything."""
    made: dict[str, Path] = {}
    for which, texts in (("plain", PLAIN), ("hostile", TEXTS)):
        made[which] = told(tmp_path_factory.mktemp(which) / "data", texts)
        mark_demonstration(made[which])
    with served(ROOT / "app.py", made["plain"]) as plain, served(ROOT / "app.py", made["hostile"]) as hostile:
        yield {"plain": plain, "hostile": hostile}
        window.sweep()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_of_a_hostile_name_comes_to_life(offices, visit, address):
    visit.open(f"{offices['plain']}/{address}")
    usual = set(visit.page.evaluate(KINDS))
    assert len(usual) > 2
    visit.open(f"{offices['hostile']}/{address}")
    visit.page.wait_for_load_state("networkidle")
    assert set(visit.page.evaluate(KINDS)) - usual == set()
    assert visit.page.evaluate(ELSEWHERE) == []
    assert not visit.page.evaluate("document.title").startswith("<")
