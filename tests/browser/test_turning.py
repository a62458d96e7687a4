"""A link leads to another page within the same session; what is no page is loaded as ever."""

import re

import pytest

STAYED = "() => window.stayed === true"


@pytest.mark.parametrize(
    ("begun", "clicked", "reached"),
    [
        ("/?year=2026&quarter=1", ".gb-bars tbody th a", r"/unit\?year=2026&quarter=1&unit=\w+$"),
        ("/?year=2025&quarter=3", ".gb-matrix thead a", r"/indicator\?year=2025&quarter=3&indicator=[\w-]+$"),
        ("/unit?year=2026&quarter=2&unit=T01", ".gb-tasks tbody th a", r"/indicator\?.*unit=T01"),
        ("/unit?year=2026&quarter=2&unit=T01", ".guoban-pages a", r"/\?year=2026&quarter=2$"),
    ],
)
def test_a_link_to_a_page_loads_nothing_anew(county, visit, begun, clicked, reached):
    visit.open(f"{county}{begun}")
    headline = visit.page.locator(".gb-headline h1").inner_text()
    visit.page.evaluate(
        "() => { window.stayed = true; document.querySelector('[data-testid=stMain]').scrollTo(0, 300) }"
    )
    visit.page.locator(clicked).first.click()
    visit.page.wait_for_function(
        "before => (document.querySelector('.gb-headline h1')?.innerText ?? before) !== before", arg=headline
    )
    visit.settle()
    assert visit.page.evaluate(STAYED)
    assert re.search(reached, visit.page.url)
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    shown = visit.page.locator(".gb-headline").inner_text()
    visit.page.reload()
    visit.settle()
    assert visit.page.locator(".gb-headline").inner_text() == shown


def test_the_way_back_shows_what_was_shown_before(county, visit):
    visit.open(f"{county}/?year=2025&quarter=2")
    shown = visit.page.locator(".gb-headline").inner_text()
    visit.page.evaluate("() => { window.stayed = true }")
    visit.page.locator(".gb-bars tbody th a").first.click()
    visit.page.locator(".gb-tasks").wait_for()
    visit.page.go_back()
    visit.page.locator(".gb-matrix").wait_for()
    visit.settle()
    assert visit.page.evaluate(STAYED)
    assert visit.page.locator(".gb-headline").inner_text() == shown
    assert visit.page.locator(".guoban-pages a[aria-current=page]").inner_text() == "总览"


def test_a_file_and_another_language_are_loaded_as_ever(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    visit.page.evaluate("() => { window.stayed = true }")
    visit.page.get_by_role("link", name="English").click()
    visit.page.locator("html[lang=en]").wait_for(state="attached")
    visit.settle()
    assert not visit.page.evaluate(STAYED)


def test_a_link_is_opened_beside_by_whoever_asks_for_it(county, visit):
    visit.open(f"{county}/?year=2026&quarter=2")
    address = visit.page.url
    with visit.page.context.expect_page() as beside:
        visit.page.locator(".gb-bars tbody th a").first.click(modifiers=["ControlOrMeta"])
    assert "/unit?" in beside.value.url or beside.value.url == "about:blank"
    beside.value.close()
    assert visit.page.url == address
