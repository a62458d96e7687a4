"""The views of pages that the tests look at: an address, in a language, on a screen."""

from typing import NamedTuple

PAGES = {
    "overview": "?year=2026&quarter=2",
    "indicator": "indicator?year=2026&quarter=2&indicator=COL-01",
    "unit": "unit?year=2026&quarter=2&unit=T02",
    "appraisal": "appraisal?year=2026&quarter=2",
    "compare": "compare?year=2026&quarter=2",
    "upload": "upload",
    "quality": "quality?year=2026&quarter=2",
    "targets": "targets?year=2026",
    "meeting": "meeting?year=2026&quarter=2",
    "admin": "admin",
}
"""Every page, as it is mostly seen."""

PARTS = {f"admin-{part}": f"admin?part={part}" for part in ("units", "indicators", "settings", "safekeeping", "log")}
"""The parts of the Admin page beside the one it opens with."""

OTHERS = {
    "overview, first quarter": "?year=2026&quarter=1",
    "ratio": "indicator?year=2026&quarter=2&indicator=ORG-05",
    "unit, the first": "unit?year=2026&quarter=2",
    "appraisal of an area": "appraisal?year=2026&quarter=1&kind=系统&area=工会经费",
    "quality, corrected": "quality?year=2026&quarter=1",
    "against last quarter": "compare?year=2026&quarter=2&against=last_quarter&unit=T02",
    "against a unit": "compare?year=2026&quarter=2&against=P01&unit=T02",
    "source": "unit?year=2026&quarter=2&indicator=ORG-01",
    "targets of an indicator": "targets?year=2026&by=indicator&indicator=ORG-01",
}
"""Views of the same pages in which other things stand."""

ADDRESSES = PAGES | PARTS | OTHERS
SCREENS = {"wall": (1920, 1080), "desk": (1366, 768), "phone": (390, 844)}

DRAWN = """() => !document.querySelector("[data-testid=stSkeleton]")"""


class View(NamedTuple):
    """One view. page: a name in ADDRESSES. screen: a name in SCREENS."""

    screen: str
    language: str
    page: str


def views(screen: str, language: str, pages: dict[str, str]) -> list[View]:
    return [View(screen, language, page) for page in pages]


def said(view: View) -> str:
    """How a test of a view is named."""
    return " ".join((view.page.replace(" ", "-"), view.language, view.screen))
