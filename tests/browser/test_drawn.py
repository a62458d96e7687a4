"""What is drawn can be read: no label is cut or runs into another, and every number leads to the cell it came from."""

import pytest

CROWDED = """() => {
  const wrong = [];
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === "visible" ? box : null;
  };
  const meet = (one, other) =>
    one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 3 && other.top < one.bottom - 3;
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const frame = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("svg text")].filter((each) => each.textContent.trim() && seen(each));
    const boxes = texts.map((each) => [each.textContent, seen(each)]);
    for (const [text, box] of boxes)
      if (box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        wrong.push(`cut: ${text}`);
    boxes.forEach(([text, box], place) => boxes.slice(place + 1).forEach(([other, its]) => {
      if (meet(box, its)) wrong.push(`${text} runs into ${other}`);
    }));
    for (const bar of chart.querySelectorAll(".bars path")) {
      const drawn = seen(bar);
      for (const [text, box] of boxes) if (drawn && meet(drawn, box)) wrong.push(`a bar runs into ${text}`);
    }
  }
  const words = document.createTreeWalker(document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
    const node = words.currentNode, parent = node.parentElement;
    const holder = parent.closest(
      "td, th, dt, dd, li p, li h2, .gb-headline h1, .gb-headline p, .gb-badge, .gb-legend span");
    if (!node.nodeValue.trim() || !holder || parent.closest(".gb-hidden, svg") || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), room = holder.getBoundingClientRect();
    if (box.left < room.left - 1 || box.right > room.right + 1
        || box.top < room.top - 4 || box.bottom > room.bottom + 4)
      wrong.push(`out of its place: ${node.nodeValue.trim()}`);
  }
  for (const scroll of document.querySelectorAll(".gb-scroll"))
    if (scroll.scrollWidth > scroll.clientWidth + 1)
      wrong.push(`wider than the page: ${scroll.getAttribute("aria-label")}`);
  const main = document.querySelector("[data-testid=stMain]");
  if (main.scrollWidth > main.clientWidth + 1) wrong.push("the page scrolls sideways");
  return wrong;
}"""

PAGES = {
    "overview": "?year=2026&quarter=2",
    "overview-q1": "?year=2026&quarter=1",
    "indicator": "indicator?year=2026&quarter=2&indicator=COL-01",
    "ratio": "indicator?year=2026&quarter=2&indicator=ORG-05",
    "unit": "unit?year=2026&quarter=2",
    "appraisal": "appraisal?year=2026&quarter=2",
    "appraisal-area": "appraisal?year=2026&quarter=1&kind=系统&area=工会经费",
    "quality": "quality?year=2026&quarter=2",
    "quality-corrected": "quality?year=2026&quarter=1",
    "compare": "compare?year=2026&quarter=2",
    "compare-quarter": "compare?year=2026&quarter=2&against=last_quarter&unit=T02",
    "compare-unit": "compare?year=2026&quarter=2&against=P01&unit=T02",
    "source": "unit?year=2026&quarter=2&indicator=ORG-01",
}
SCREENS = {"1920": (1920, 1080), "1366": (1366, 768)}


@pytest.mark.parametrize(("screen", "language"), [("1920", "zh_CN"), ("1366", "zh_CN"), ("1366", "en")])
def test_no_label_is_cut_or_runs_into_another(county, visit, screen, language):
    width, height = SCREENS[screen]
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.open(f"{county}/language/{language}")
    crowded = {}
    for page, address in PAGES.items():
        visit.open(f"{county}/{address}")
        drawn(visit)
        crowded[page] = visit.page.evaluate(CROWDED)
    assert crowded == {page: [] for page in PAGES}


def drawn(visit):
    """Wait until every chart of the page has its texts, and nothing moves any more."""
    visit.page.wait_for_function(
        """() => [...document.querySelectorAll(".stPlotlyChart")]
          .every((each) => each.querySelector("svg .ytick text, svg .xtick text"))"""
    )
    visit.page.evaluate("() => document.fonts.ready")
    visit.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_a_number_of_the_overview_leads_to_the_cell_it_was_read_from(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    visit.page.locator(".gb-card .gb-value a").first.click()
    visit.page.wait_for_url("**/unit?**indicator=ORG-01")
    visit.settle()
    assert "quarter=2" in visit.page.url
    unit = visit.page.locator(".gb-provenance tbody th a", has_text="云城街道总工会")
    figure = unit.locator("xpath=../../td[1]").inner_text()
    unit.click()
    visit.page.locator(".gb-provenance .gb-raw").first.wait_for()
    visit.settle()
    cells = visit.page.locator(".gb-provenance tbody tr").first.locator("td").all_inner_texts()
    assert cells[1] == figure
    assert cells[2] == figure.split()[0]
    assert cells[4] == "季报"
    with visit.page.expect_download() as fetched:
        visit.page.locator(".gb-provenance tbody a[download]").first.click()
    assert fetched.value.suggested_filename == cells[3]
    assert fetched.value.path().read_bytes()[:2] == b"PK"


def test_a_cell_of_the_matrix_leads_to_where_its_figure_comes_from(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2&area=集体协商")
    cell = visit.page.locator(".gb-matrix td a").first
    address = cell.get_attribute("href")
    cell.click()
    visit.page.locator(".gb-provenance").wait_for()
    assert address.split("&unit=")[1] in visit.page.url
    assert "area=" in visit.page.url


def test_a_bar_of_an_indicator_leads_to_where_its_figure_comes_from(county, visit):
    visit.open(f"{county}/indicator?year=2026&quarter=2&indicator=ORG-01")
    drawn(visit)
    click_bar(visit, trace=1)
    visit.page.locator(".gb-provenance").wait_for()
    assert "indicator=ORG-01" in visit.page.url
    assert "quarter=2" in visit.page.url


def test_a_bar_of_the_ranking_leads_to_its_unit(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    drawn(visit)
    click_bar(visit, trace=0)
    visit.page.wait_for_url("**/unit?**unit=**")
    assert "indicator=" not in visit.page.url


def click_bar(visit, trace):
    """Click the middle of the first bar of a trace; the chart takes clicks on a layer above its bars."""
    box = visit.page.locator(".trace.bars").nth(trace).locator(".point path").first.bounding_box()
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
