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
  for (const chart of document.querySelectorAll(".gb-bars, .gb-year")) {
    const frame = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("th a, td.num, th.num, .gb-tick, .gb-figure, .gb-when, .gb-source")]
      .filter((each) => each.textContent.trim() && seen(each));
    const boxes = texts.map((each) => {
      const range = document.createRange();
      range.selectNodeContents(each);
      return [each.textContent, range.getBoundingClientRect()];
    });
    for (const [text, box] of boxes)
      if (box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        wrong.push(`cut: ${text}`);
    boxes.forEach(([text, box], place) => boxes.slice(place + 1).forEach(([other, its]) => {
      if (meet(box, its)) wrong.push(`${text} runs into ${other}`);
    }));
    for (const bar of chart.querySelectorAll(".gb-bar")) {
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
    """Wait until letters have their shapes and nothing moves any more."""
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
    visit.page.locator(".gb-bars .gb-track a").first.click()
    visit.page.locator(".gb-provenance").wait_for()
    assert "indicator=ORG-01" in visit.page.url
    assert "quarter=2" in visit.page.url


def test_a_bar_of_the_ranking_leads_to_its_unit(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    visit.page.locator(".gb-bars .gb-track a").first.click()
    visit.page.wait_for_url("**/unit?**unit=**")
    assert "indicator=" not in visit.page.url


@pytest.mark.parametrize(
    ("page", "figure", "name"),
    [
        ("?year=2026&quarter=2", ".gb-bars", "2026年上半年_单位排名.png"),
        ("indicator?year=2026&quarter=2&indicator=ORG-01", ".gb-bars", "2026年上半年_新建工会.png"),
        ("indicator?year=2026&quarter=2&indicator=ORG-01", ".gb-year", "2026年上半年_新建工会_本年走势.png"),
    ],
)
def test_a_figure_is_saved_as_a_picture_twice_as_large_as_it_is_shown(county, visit, page, figure, name):
    visit.open(f"{county}/{page}")
    shown = visit.page.locator(figure)
    shown.hover()
    with visit.page.expect_download() as fetched:
        shown.locator(".gb-save").click()
    assert fetched.value.suggested_filename == name
    picture = fetched.value.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    box = shown.bounding_box()
    assert abs(width - 2 * (box["width"] + 32)) <= 2
    assert abs(height - 2 * (box["height"] + 32)) <= 2
    assert len(picture) > 20_000
