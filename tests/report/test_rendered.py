"""The files to take away as an office program shows them: opened by LibreOffice, printed, and looked at."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from guoban.answers import Answers, report_figures
from guoban.report.making import ENDINGS, made
from guoban.text import speaking
from guoban.warehouse import Warehouse
from tests.paper import A4, Paper, boxes_for_letters, squeezed
from tests.report.made_up import MOMENT

OFFICE = shutil.which("soffice")
HALF = date(2026, 6, 30)
ROWS_LIKE_ANY_OTHER = 400
"""Of the sheet of observations, which has thousands alike: some pages of it are printed, not hundreds."""

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on this machine")


def rendered(folder: Path, what: str, county: Path, unit: str | None) -> Paper:
    """Make a file and have LibreOffice print it."""
    figures = report_figures(Answers(Warehouse(county).reader()), HALF, unit, MOMENT)
    figures = replace(figures, observations=figures.observations.head(ROWS_LIKE_ANY_OTHER))
    path = folder / f"taken{ENDINGS[what]}"
    path.write_bytes(made(what, figures, folder))
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to",
               "pdf", "--outdir", str(folder), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return Paper(path.with_suffix(".pdf"))


@pytest.mark.parametrize("unit", [None, "T02"], ids=["all units", "one unit"])
@pytest.mark.parametrize("what", ENDINGS)
def test_a_file_opens_with_every_letter_on_its_page_and_its_stamp(
    what: str, unit: str | None, demo_county: Path, tmp_path: Path
) -> None:
    paper = rendered(tmp_path, what, demo_county, unit)
    assert paper.beyond_the_edge() == []
    assert boxes_for_letters(paper) == []
    for words in ("云溪县总工会", "截至2026年6月30日", "28个单位已报27个", "数据库第", "10个百分点为略滞后"):
        assert words in paper.text, words
    if what == "slides":
        slides = Presentation(tmp_path / "taken.pptx").slides
        assert len(paper.sizes) == len(slides)
        for slide, text in zip(slides, paper.texts, strict=True):
            assert squeezed(slide.shapes.title.text) in text
            assert "数据库第" in text


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("unit", ["T02", "S03", "P01"])
@pytest.mark.parametrize("what", ["slides", "document"])
def test_a_unit_alone_is_one_page(what: str, unit: str, language: str, demo_county: Path, tmp_path: Path) -> None:
    with speaking(language):
        assert len(rendered(tmp_path, what, demo_county, unit).sizes) == 1


def test_the_summary_sheet_of_a_unit_alone_is_one_page_upright(demo_county: Path, tmp_path: Path) -> None:
    paper = rendered(tmp_path, "workbook", demo_county, "T02")
    assert paper.sizes[0] == pytest.approx(A4, abs=2)
    assert paper.sizes[1] == pytest.approx((A4[1], A4[0]), abs=2)
    assert squeezed("基层走访调研") in paper.texts[0]
