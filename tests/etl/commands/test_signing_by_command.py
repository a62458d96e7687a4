"""Submissions and closed quarters from the command line."""

import json
from pathlib import Path

import openpyxl
import pytest

from etl.commands.run import main
from etl.load import read_file
from etl.signing_off import submit
from guoban.warehouse import Warehouse
from tests.etl.counties import small_county, workbook_of

HEAD = ["单位", "新建工会(家)", "新增会员(人)"]


def book(unions: int, members: int) -> bytes:
    return workbook_of(["2025年1—6月工会工作统计表"], HEAD, ["甲镇", unions, members])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A county in which 甲镇 has reported the first half of 2025."""
    warehouse = small_county(tmp_path / "data")
    (tmp_path / "半年.xlsx").write_bytes(book(3, 40))
    assert main(["load", str(tmp_path / "半年.xlsx"), "--data", str(warehouse.folder)]) == 0
    return warehouse.folder


def asked(capsys: pytest.CaptureFixture[str], data: Path, *words: str, status: int = 0):
    capsys.readouterr()
    assert main([*words, "--data", str(data), "--format", "json"]) == status
    said = capsys.readouterr()
    return json.loads(said.out) if status == 0 else said.err


def submitted(data: Path) -> int:
    warehouse, content = Warehouse(data), book(5, 50)
    reading = read_file(content, "更正.xlsx", warehouse.reader())
    return submit(warehouse, reading, content, by="周敏", units={"A"})


def test_a_submission_is_listed_and_approved(data, capsys):
    number = submitted(data)
    (found,) = asked(capsys, data, "submissions", "--waiting")
    assert (found["submission"], found["state"], found["submitted_by"], found["units"]) == (
        number, "submitted", "周敏", ["A"],
    )  # fmt: skip
    done = asked(capsys, data, "approve", str(number), "--by", "陈主席")
    assert done == {
        "submission": number, "upload": 2,
        "changes": {"new": 0, "corrected": 2, "unchanged": 0, "missing": 0},
    }  # fmt: skip
    assert asked(capsys, data, "submissions", "--waiting") == []
    newest = asked(capsys, data, "history")[0]
    assert (newest["loaded_by"], newest["approved_by"]) == ("周敏", "陈主席")
    assert "陈主席" in asked(capsys, data, "approve", str(number), status=1)


def test_a_submission_is_returned_with_a_remark(data, capsys):
    number = submitted(data)
    asked(capsys, data, "return", str(number), "--remark", "与花名册不符", "--by", "陈主席")
    (found,) = asked(capsys, data, "submissions")
    assert (found["state"], found["remark"], found["upload"]) == ("returned", "与花名册不符", None)
    assert "没有上报件" in asked(capsys, data, "return", "9", "--remark", "x", status=1)


def test_a_quarter_is_closed_changed_with_a_reason_and_told_of(data, capsys, tmp_path):
    closed = asked(capsys, data, "close", "2025Q2", "--as", "半年通报", "--by", "陈主席")
    assert (closed["cut"], closed["reported"]) == ("半年通报", 1)
    correction = tmp_path / "更正.xlsx"
    correction.write_bytes(book(3, 44))
    (refused,) = json.loads(failed(capsys, data, "load", str(correction)))
    assert refused["upload"] is None
    asked(capsys, data, "load", str(correction), "--reason", "漏计4人", "--by", "沈秀兰")
    (changed,) = asked(capsys, data, "cuts", "--since", "半年通报")
    assert (changed["unit"], changed["old"], changed["new"], changed["done_by"], changed["reason"]) == (
        "A", 40, 44, "沈秀兰", "漏计4人",
    )  # fmt: skip
    asked(capsys, data, "undo", "2", status=1)
    asked(capsys, data, "undo", "2", "--reason", "误报")
    assert asked(capsys, data, "cuts", "--since", "半年通报") == []
    asked(capsys, data, "let-in", "半年通报", "--unit", "甲镇")
    asked(capsys, data, "reopen", "半年通报", "--reason", "上级要求")
    (cut,) = asked(capsys, data, "cuts")
    assert (cut["closed"], cut["reopened_why"], cut["let_in"]) == (False, "上级要求", ["A"])
    asked(capsys, data, "undo", "1")


def failed(capsys: pytest.CaptureFixture[str], data: Path, *words: str) -> str:
    capsys.readouterr()
    assert main([*words, "--data", str(data), "--format", "json"]) == 1
    return capsys.readouterr().out


@pytest.mark.parametrize("period", ["2025", "2025Q5", "Q2", "2025-Q2", "２０２５Q2x"])
def test_what_is_no_quarter_is_refused(data, capsys, period):
    assert main(["close", period, "--data", str(data)]) == 2
    assert "2026Q2" in capsys.readouterr().err


def test_an_export_of_a_cut_names_it_and_has_its_figures(data, capsys, tmp_path):
    asked(capsys, data, "close", "2025Q2", "--as", "半年通报", "--by", "陈主席")
    (tmp_path / "更正.xlsx").write_bytes(book(3, 44))
    asked(capsys, data, "load", str(tmp_path / "更正.xlsx"), "--reason", "漏计4人")
    out = tmp_path / "出.xlsx"
    asked(capsys, data, "export", "workbook", "--year", "2025", "--quarter", "2", "--cut", "半年通报", "-o", str(out))
    cells = {str(cell.value) for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row}
    assert any("半年通报" in text for text in cells)
    assert "40" in cells
    assert "44" not in cells
    missing = ("export", "workbook", "--year", "2025", "--quarter", "2", "--cut", "没有", "-o", str(out))
    assert "没有封账版" in asked(capsys, data, *missing, status=1)
