"""`export`: a file is written, or it is said why not."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from etl.commands.export import WHAT
from guoban.report.making import ENDINGS
from tests.etl.commands.calls import etl

HALF = ("--year", 2026, "--quarter", 2)


def test_the_workbook_of_one_unit_is_written_in_the_language_of_the_call(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "甲镇.xlsx"
    answer = etl("export", "workbook", *HALF, "--unit", "甲镇", "-o", out, "--format", "json", data=county)
    assert (answer.status, answer.errors) == (0, "")
    assert answer.json == {
        "file": str(out),
        "what": "workbook",
        "unit": answer.json["unit"],
        "bytes": len(out.read_bytes()),
    }
    sheet = load_workbook(out)["Summary"]
    assert str(sheet["A1"].value).startswith("甲镇")
    etl("export", "workbook", *HALF, "-o", out, data=county, GUOBAN_LANG="zh")
    assert load_workbook(out).sheetnames[0] == "总览"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("workbook", *HALF, "-o", "out.docx"), "does not end in .xlsx"),
        (("workbook", *HALF, "--unit", "丙镇", "-o", "out.xlsx"), "There is no unit “丙镇”"),
        (("workbook", *HALF), "-o"),
        (("poster", *HALF, "-o", "out.xlsx"), "poster"),
        (("workbook", *HALF, "-o", "no/such/folder/out.xlsx"), "cannot be written"),
    ],
)
def test_a_wrong_call_is_refused_and_writes_nothing(
    words: tuple[object, ...], said: str, county: Path, tmp_path: Path
) -> None:
    placed = [tmp_path / str(word) if str(word).startswith(("out", "no/")) else word for word in words]
    answer = etl("export", *placed, data=county)
    assert answer.status == 2
    assert said in answer.errors
    assert list(tmp_path.iterdir()) == []


def test_the_document_uses_the_template_of_the_data_folder(own_county: Path, tmp_path: Path) -> None:
    out = tmp_path / "总结.docx"
    assert etl("export", "document", *HALF, "-o", out, data=own_county).status == 0
    assert Document(out).paragraphs[0].style.name == "Title"
    own = own_county / "templates" / "summary.docx"
    own.parent.mkdir()
    template = Document()
    template.add_paragraph("We of {{ signed[0] }}")
    template.save(own)
    assert etl("export", "document", *HALF, "-o", out, data=own_county).status == 0
    assert [each.text[:6] for each in Document(out).paragraphs] == ["We of "]
    own.write_text("no document", encoding="utf-8")
    refused = etl("export", "document", *HALF, "-o", out, data=own_county)
    assert refused.status == 1
    assert "templates/summary.docx" in refused.errors


def test_the_slides_are_written(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "汇报.pptx"
    answer = etl("export", "slides", *HALF, "--unit", "乙乡", "-o", out, data=county)
    assert (answer.status, answer.errors) == (0, "")
    assert "乙乡" in Presentation(out).slides[0].shapes.title.text


def test_the_command_knows_everything_that_can_be_made() -> None:
    assert tuple(ENDINGS) == WHAT
