"""The files to take away as an office program shows them: opened by LibreOffice, printed, and looked at."""

import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from guoban.answers import Answers, report_figures
from guoban.report.making import ENDINGS, made
from guoban.text import CHINESE, ENGLISH, speaking
from guoban.warehouse import Warehouse
from tests.paper import A4, Paper, boxes_for_letters, squeezed
from tests.report.made_up import MOMENT

OFFICE = shutil.which("soffice")
HALF = date(2026, 6, 30)
ROWS_LIKE_ANY_OTHER = 400
"""Of the sheet of observations, which has thousands alike: some pages of it are printed, not hundreds."""

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on this machine")


COUNTY, WITH_ALL = None, "T02"
ALONE = (WITH_ALL, "S03", "P01")
OF_ONE_PAGE = ("slides", "document")


@dataclass(frozen=True)
class Printed:
    """One file that was made and printed."""

    path: Path

    @property
    def paper(self) -> Paper:
        """What LibreOffice made of it; FileNotFoundError where it could not."""
        return Paper(self.path.with_suffix(".pdf"))


@pytest.fixture(scope="module")
def printed(demo_county: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str | None, str], Printed]:
    """Every file to take away, by kind, unit and language, printed in one go: to start an office takes the longest."""
    folder = tmp_path_factory.mktemp("printed")
    answers = Answers(Warehouse(demo_county).reader())
    wanted = [(what, unit, CHINESE) for what in ENDINGS for unit in (COUNTY, WITH_ALL)]
    wanted += [
        (what, unit, language) for what in OF_ONE_PAGE for unit in ALONE for language in (CHINESE, ENGLISH)
        if (what, unit, language) not in wanted
    ]  # fmt: skip
    found = {}
    for what, unit, language in wanted:
        with speaking(language):
            figures = report_figures(answers, HALF, unit, MOMENT)
            figures = replace(figures, observations=figures.observations.head(ROWS_LIKE_ANY_OTHER))
            path = folder / f"{what}_{unit}_{language}{ENDINGS[what]}"
            path.write_bytes(made(what, figures, folder))
        found[what, unit, language] = Printed(path)
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to",
               "pdf", "--outdir", str(folder), *(str(each.path) for each in found.values())]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=480)
    return found


@pytest.mark.parametrize("unit", [COUNTY, WITH_ALL], ids=["all units", "one unit"])
@pytest.mark.parametrize("what", ENDINGS)
def test_a_file_opens_with_every_letter_on_its_page_and_its_stamp(printed, what: str, unit: str | None) -> None:
    file = printed[what, unit, CHINESE]
    paper = file.paper
    assert paper.beyond_the_edge() == []
    assert boxes_for_letters(paper) == []
    for words in ("云溪县总工会", "截至2026年6月30日", "28个单位已报27个", "数据库第", "10个百分点为略滞后"):
        assert words in paper.text, words
    if what == "slides":
        slides = Presentation(str(file.path)).slides
        assert len(paper.sizes) == len(slides)
        for slide, text in zip(slides, paper.texts, strict=True):
            assert squeezed(slide.shapes.title.text) in text
            assert "数据库第" in text


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("unit", ALONE)
@pytest.mark.parametrize("what", OF_ONE_PAGE)
def test_a_unit_alone_is_one_page(printed, what: str, unit: str, language: str) -> None:
    assert len(printed[what, unit, language].paper.sizes) == 1


def test_the_summary_sheet_of_a_unit_alone_is_one_page_upright(printed) -> None:
    paper = printed["workbook", WITH_ALL, CHINESE].paper
    assert paper.sizes[0] == pytest.approx(A4, abs=2)
    assert paper.sizes[1] == pytest.approx((A4[1], A4[0]), abs=2)
    assert squeezed("基层走访调研") in paper.texts[0]
