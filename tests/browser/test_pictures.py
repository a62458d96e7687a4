"""The pictures of the README, made from the running product.

    GUOBAN_PICTURES=docs/pictures .venv/bin/python -m pytest tests/browser/test_pictures.py

renews the committed ones; without the variable they are made in a temporary folder and only looked at.
"""

import os
import re
import struct
from pathlib import Path
from typing import NamedTuple

import pytest
from serving import Visit, wait_for
from views import PAGES, PARTS, SCREENS

from guoban.place import ROOT

KEPT = ROOT / "docs" / "pictures"
SHEETS = {
    "meeting-overview": "meeting/deck?year=2026&quarter=2#overview",
    "meeting-area": "meeting/deck?year=2026&quarter=2#area-维权服务",
    "meeting-indicator": "meeting/deck?year=2026&quarter=2#COL-01",
    "meeting-unit": "meeting/deck?year=2026&quarter=2&unit=T02#COL-01",
    "meeting-laggards": "meeting/deck?year=2026&quarter=2#laggards",
    "meeting-ranking": "meeting/deck?year=2026&quarter=2#ranking",
}


class Picture(NamedTuple):
    """Address, language and screen of a picture."""

    address: str
    language: str = "zh_CN"
    screen: str = "wall"


PICTURES = {
    **{name: Picture(address) for name, address in (PAGES | PARTS | SHEETS).items()},
    **{f"{name}-en": Picture(address, "en") for name, address in (PAGES | PARTS).items()},
    **{f"{name}-phone": Picture(address, screen="phone") for name, address in (PAGES | PARTS).items()},
}
"""Name of the picture → what it is of."""

NAMED = os.environ.get("GUOBAN_PICTURES")
ALWAYS = ("overview", "overview-en", "overview-phone", "meeting", "meeting-overview")
"""Made in every run; the others when the committed ones are renewed: what they show is held by test_every_page.py."""

EVERYTHING_DRAWN = """() => !document.querySelector("[data-testid=stSkeleton]")
  && [...document.querySelectorAll(".gb-contact img")].filter((each) => each.getBoundingClientRect().top < innerHeight)
    .every((image) => image.complete && image.naturalWidth)"""
BAR_GONE = "getComputedStyle(document.querySelector('.bar')).opacity === '0'"

EXACT_COLOURS = 160
MOST_BYTES = 400_000
MOST_IN_ALL = 6_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures are written: what GUOBAN_PICTURES names, seen from the repository, else a temporary folder."""
    return ROOT / NAMED if NAMED else tmp_path


def size(picture: Path) -> tuple[int, int]:
    """Width and height, from the head of a PNG."""
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def fewer_colours(picture: Path) -> None:
    """Store a palette instead of three bytes a point: what covers anything in its very colour, the rest nearly so."""
    import numpy as np
    from PIL import Image

    with Image.open(picture) as opened:
        points = np.asarray(opened.convert("RGB"))
    colours, places, counts = np.unique(points.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    often = np.argsort(-counts, kind="stable")
    exact, rest = colours[often[:EXACT_COLOURS]], colours[often[EXACT_COLOURS:]]
    near = np.empty((0, 3), np.uint8)
    if len(rest):
        row = Image.fromarray(rest[None]).quantize(256 - EXACT_COLOURS, method=Image.Quantize.MAXCOVERAGE)
        near = np.unique(np.asarray(row.convert("RGB"))[0], axis=0)
    palette = np.concatenate([exact, near])
    distances = ((colours[:, None].astype(int) - palette[None].astype(int)) ** 2).sum(axis=2)
    image = Image.fromarray(distances.argmin(axis=1).astype(np.uint8)[places].reshape(points.shape[:2]), "P")
    image.putpalette(palette.tobytes())
    image.save(picture, optimize=True)


def see(visit: Visit, address: str) -> None:
    """Open a page and wait until everything on it is drawn; of a deck until its bar has gone."""
    if "/deck?" in address:
        visit.page.goto(address)
        wait_for(lambda: bool(visit.page.evaluate(BAR_GONE)), "the bar stays")
        return
    visit.open(address)
    visit.page.wait_for_function(EVERYTHING_DRAWN)
    visit.page.evaluate("document.fonts.ready")


@pytest.mark.parametrize("name", PICTURES if NAMED else ALWAYS)
def test_a_page_makes_the_picture_that_is_kept(county, visit, folder, name):
    wanted = PICTURES[name]
    width, height = SCREENS[wanted.screen]
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.speak(county, wanted.language)
    see(visit, f"{county}/{wanted.address}")
    path = folder / f"{name}.png"
    visit.page.screenshot(path=path, animations="disabled", caret="initial")
    fewer_colours(path)
    assert size(path) == SCREENS[wanted.screen]
    assert path.stat().st_size < MOST_BYTES


def test_the_kept_pictures_have_their_sizes_and_are_small():
    for name, picture in PICTURES.items():
        assert size(KEPT / f"{name}.png") == SCREENS[picture.screen]
        assert (KEPT / f"{name}.png").stat().st_size < MOST_BYTES
    assert sum(path.stat().st_size for path in KEPT.iterdir()) < MOST_IN_ALL


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_picture_that_is_shown_is_made_here(readme):
    shown = re.findall(r"!\[[^\]]*\]\(docs/pictures/([\w-]+)\.png\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert shown
    assert set(shown) <= set(PICTURES)
    assert {path.stem for path in KEPT.iterdir()} == set(PICTURES)
