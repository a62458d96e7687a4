"""A county with one unit, a few, or three hundred: every unit is named or counted, no name is cut or overprinted."""

from collections.abc import Iterator

import pytest
from readable import CROWDED
from serving import Visit, served
from views import DRAWN

from guoban.charts.ends import MOST
from guoban.place import ROOT
from guoban.warehouse import Warehouse
from tests.benchmarks.counties_of_any_size import filled

SIZES = (1, 5, 60, 300)
"""The demonstration county has 28: test_every_page.py."""

PAGES = {
    "overview": "?year=2025&quarter=2",
    "indicator": "indicator?year=2025&quarter=2&indicator=I003",
    "appraisal": "appraisal?year=2025&quarter=2",
    "quality": "quality?year=2025&quarter=2",
}

NAMED = """() => [...document.querySelectorAll(
    "[data-testid=stMain] :is(.gb-bars tbody th, .gb-matrix tbody th, .gb-league tbody th, .gb-figures tbody th,"
    + " .gb-calendar tbody th)")].map((each) => each.textContent.replaceAll(/\\s/g, ""))"""
"""What stands at the beginning of the rows of charts and tables."""


@pytest.fixture(scope="module", params=SIZES, ids=lambda count: f"{count} units")
def sized(request, tmp_path_factory, window: Visit) -> Iterator[tuple[str, list[str]]]:
    """The application over a county with so many units; the names of its units."""
    data = tmp_path_factory.mktemp(f"county-of-{request.param}")
    filled(data, units=request.param, indicators=6, years=(2025,), long_names=True)
    catalogue = Warehouse(data).reader().catalogue
    with served(ROOT / "app.py", data) as url:
        yield url, [unit.name for unit in catalogue.children(catalogue.root.code)]
        window.sweep()


@pytest.mark.parametrize("page", PAGES)
def test_every_unit_has_its_name_and_no_name_is_cut(sized, visit, page):
    url, names = sized
    visit.open(f"{url}/{PAGES[page]}")
    visit.page.wait_for_function(DRAWN)
    unnamed = len(set(names) - set(visit.page.evaluate(NAMED)))
    if page == "overview" and len(names) > MOST:
        assert unnamed == len(names) - MOST
        assert f"中间{unnamed}个单位见考核页" in visit.page.locator(".gb-bars .gb-sub").first.text_content()
        assert f"中间{unnamed}个单位未列" in visit.page.locator(".gb-matrix .gb-source").text_content()
    else:
        assert unnamed == 0
    assert visit.page.evaluate(CROWDED) == []
