"""`python -m etl check FILE --annotate OUT.xlsx`."""

from pathlib import Path

import pytest

from tests.etl.commands.calls import etl
from tests.etl.counties import small_county
from tests.etl.slip.books import coloured, mistaken, opened, saved


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county(tmp_path_factory.mktemp("annotated") / "data").folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "季报.xlsx"
    path.write_bytes(saved(mistaken()))
    return path


def test_the_slip_is_written_beside_the_answer(data, report, tmp_path):
    answer = etl("check", report, "--annotate", tmp_path / "退回.xlsx", "--format", "json", data=data)
    assert answer.status == 1
    assert len(answer.json) == 1
    assert len(coloured(opened((tmp_path / "退回.xlsx").read_bytes()))) == 3


def test_several_workbooks_go_into_a_folder_under_their_own_names(data, report, tmp_path):
    (tmp_path / "二.csv").write_text("单位,新建工会\n甲镇,几家\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    etl("check", report, tmp_path / "二.csv", "--annotate", tmp_path / "out", data=data, GUOBAN_LANG="zh")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names[-1] == "季报_退回_3处问题.xlsx"
    assert names[0].startswith("二_退回_")
    assert len(names) == 2


def test_what_cannot_be_read_is_said_and_nothing_is_written(data, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    answer = etl("check", tmp_path / "坏.xlsx", "--annotate", tmp_path / "out.xlsx", data=data)
    assert answer.status == 1
    assert "no return slip was made" in answer.errors
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("out", ["季报.xlsx", "out.xls", "missing/out.xlsx"])
def test_a_slip_never_replaces_its_workbook_nor_gets_a_wrong_ending(data, report, tmp_path, out):
    before = report.read_bytes()
    answer = etl("check", report, "--annotate", tmp_path / out, data=data)
    assert answer.status == 2
    assert "Traceback" not in answer.errors
    assert report.read_bytes() == before
