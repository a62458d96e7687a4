"""What is drawn leads on: every number to the cell it came from, every bar to its unit."""

import re

import pytest


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
    ("page", "clicked", "leads_to"),
    [
        (
            "?year=2026&quarter=2&area=集体协商",
            ".gb-card h2 a",
            r"/indicator\?year=2026&quarter=2&area=[^&]+&indicator=",
        ),
        ("?year=2026&quarter=2&area=集体协商", ".gb-bars tbody th a", r"/unit\?year=2026&quarter=2&area=[^&]+&unit="),
        ("?year=2026&quarter=2", ".gb-matrix thead a", r"/indicator\?year=2026&quarter=2&indicator="),
        ("?year=2026&quarter=2", ".gb-attention li > a", r"/(indicator|unit)\?year=2026&quarter=2&"),
        ("appraisal?year=2026&quarter=2", ".gb-league tbody th a", r"/unit\?year=2026&quarter=2&unit="),
        ("appraisal?year=2026&quarter=2", ".gb-part-score a", r"/unit\?year=2026&quarter=2&area=[^&]+&unit="),
        ("compare?year=2026&quarter=2", ".gb-compare tbody th a", r"/indicator\?year=2026&quarter=2&indicator="),
        ("quality?year=2026&quarter=2", ".gb-calendar tbody th a", r"/unit\?year=2026&quarter=2&.*unit="),
        ("unit?year=2026&quarter=2", ".gb-tasks tbody th a", r"/indicator\?year=2026&quarter=2&.*indicator="),
    ],
)
def test_whatever_is_drawn_leads_on_with_the_filters_kept(county, visit, page, clicked, leads_to):
    visit.open(f"{county}/{page}")
    drawn(visit)
    link = visit.page.locator(clicked).first
    address = link.get_attribute("href") or link.get_attribute("xlink:href")
    link.scroll_into_view_if_needed()
    box = link.bounding_box()  # Playwright does not click on links inside a drawing
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.wait_for_url(re.compile(leads_to))
    assert visit.page.url.endswith(address)


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
