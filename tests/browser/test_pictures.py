"""The pictures of the README, made from the running product.

    GUOBAN_PICTURES=docs/pictures .venv/bin/python -m pytest tests/browser/test_pictures.py

renews the committed ones; without the variable they are made in a temporary folder and only looked at.
"""

import os
import re
import struct
from pathlib import Path

import pytest

from guoban.place import ROOT

KEPT = ROOT / "docs" / "pictures"
PICTURES = {
    "overview": "?year=2026&quarter=2",
    "indicator": "indicator?year=2026&quarter=2",
    "unit": "unit?year=2026&quarter=2",
    "targets": "targets?year=2026",
}
"""Name of the picture → address of the page."""

EVERYTHING_DRAWN = """() => [...document.querySelectorAll("[data-testid=stPlotlyChart], [data-testid=stSkeleton]")]
  .every((chart) => chart.querySelector(".trace"))"""

MOST_BYTES = 400_000
SCREEN = (1920, 1080)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures are written: what GUOBAN_PICTURES names, seen from the repository, else a temporary folder."""
    named = os.environ.get("GUOBAN_PICTURES")
    return ROOT / named if named else tmp_path


def size(picture: Path) -> tuple[int, int]:
    """Width and height, from the head of a PNG."""
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def fewer_colours(picture: Path) -> None:
    """Store a palette instead of three bytes a point; nobody sees the difference on such pages."""
    from PIL import Image

    with Image.open(picture) as image:
        image.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            picture, optimize=True
        )


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_makes_the_picture_that_is_kept(county, visit, folder, name):
    visit.open(f"{county}/{PICTURES[name]}")
    visit.page.wait_for_function(EVERYTHING_DRAWN)
    visit.page.evaluate("document.fonts.ready")
    path = folder / f"{name}.png"
    visit.page.screenshot(path=path, animations="disabled")
    fewer_colours(path)
    assert size(path) == SCREEN
    assert path.stat().st_size < MOST_BYTES
    assert size(KEPT / f"{name}.png") == SCREEN
    assert (KEPT / f"{name}.png").stat().st_size < MOST_BYTES


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_picture_that_is_shown_is_made_here(readme):
    shown = re.findall(r"!\[[^\]]*\]\(docs/pictures/([\w-]+)\.png\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert shown
    assert set(shown) <= set(PICTURES)
    assert {path.stem for path in KEPT.iterdir()} == set(PICTURES)
