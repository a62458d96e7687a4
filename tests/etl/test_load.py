"""One upload's way through the house: read without a trace, committed whole or not at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from counties import small_county, workbook_of

from etl.load import as_json, changes, commit, read_file
from etl.model import Answers, Reading
from guoban.errors import InputError
from guoban.warehouse import Warehouse, undo_upload

TITLE = ["某县2026年上半年工会工作统计表"]
HEAD = ["单位", "新建工会(家)", "帮扶资金发放(万元)"]
REPORT = workbook_of(TITLE, HEAD, ["甲镇", 65, 97.8], ["乙乡", 4, "—"], sheet="季报")
TODAY = date(2026, 7, 10)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """An empty store of a county with 甲镇 (A) and 乙乡 (B)."""
    return small_county(tmp_path / "data")


def read(warehouse: Warehouse, content: bytes, name: str = "季报.xlsx", answers: Answers | None = None) -> Reading:
    return read_file(content, name, warehouse.reader(), answers, today=TODAY)


def load(warehouse: Warehouse, content: bytes, name: str = "季报.xlsx") -> int | None:
    return commit(warehouse, read(warehouse, content, name), content, by="admin").upload


def in_force(warehouse: Warehouse) -> dict[tuple[str, str], float]:
    """(unit, indicator) → value of every figure that counts."""
    frame = warehouse.reader().query("select unit, indicator, value from observation_in_force")
    return {(unit, indicator): value for unit, indicator, value in frame.values.tolist()}


def test_a_workbook_is_read_in_base_units_with_the_cell_of_each_figure(warehouse: Warehouse) -> None:
    reading = read(warehouse, REPORT)
    columns = ["unit", "indicator", "value", "sheet", "cell", "raw"]
    assert reading.observations[columns].values.tolist() == [
        ["A", "ORG-01", 65.0, "季报", "B3", "65"],
        ["A", "AID-01", 978_000.0, "季报", "C3", "97.8"],
        ["B", "ORG-01", 4.0, "季报", "B4", "4"],
    ]
    assert {str(day.date()) for day in reading.observations["last_day"]} == {"2026-06-30"}
    assert reading.missing == 1


@pytest.mark.parametrize("content", [REPORT, b"", b"no workbook at all", REPORT[:700]])
def test_reading_changes_nothing_in_the_store(warehouse: Warehouse, content: bytes) -> None:
    before = warehouse.version()
    read(warehouse, content)
    assert warehouse.version() == before


@pytest.mark.parametrize("content", [b"", b"\x89PNG not a table", REPORT[:700]])
def test_what_is_no_workbook_is_one_error_that_names_the_file(warehouse: Warehouse, content: bytes) -> None:
    reading = read(warehouse, content, "季报.xlsx")
    (error,) = reading.errors
    assert "季报.xlsx" in error.message
    with pytest.raises(InputError, match=r"季报\.xlsx"):
        commit(warehouse, reading, content, by="admin")


def test_a_committed_reading_counts_with_its_findings_and_its_file(warehouse: Warehouse) -> None:
    number = load(warehouse, REPORT)
    assert in_force(warehouse) == {("A", "ORG-01"): 65, ("A", "AID-01"): 978_000, ("B", "ORG-01"): 4}
    reader = warehouse.reader()
    upload = reader.query("select * from upload").iloc[0]
    assert (upload["upload"], upload["file_name"], upload["loaded_by"]) == (number, "季报.xlsx", "admin")
    assert upload["purpose"] == "report"
    assert reader.query("select rule, cell from finding").values.tolist() == [["missing-value", "C4"]]


def test_the_same_file_again_is_nothing_to_do(warehouse: Warehouse) -> None:
    first, version = load(warehouse, REPORT), warehouse.version()
    again = read(warehouse, REPORT)
    committed = commit(warehouse, again, REPORT, by="admin")
    assert committed.upload is None
    assert [found.rule for found in committed.findings] == ["same-file-again"]
    assert f"{first}" in committed.findings[0].message
    assert warehouse.version() == version


def test_a_file_read_twice_before_either_was_loaded_is_loaded_once(warehouse: Warehouse) -> None:
    one, other = read(warehouse, REPORT), read(warehouse, REPORT)
    assert commit(warehouse, one, REPORT, by="admin").upload is not None
    assert commit(warehouse, other, REPORT, by="admin").upload is None


def test_a_file_that_was_undone_can_be_loaded_again(warehouse: Warehouse) -> None:
    first = load(warehouse, REPORT)
    assert first is not None
    undo_upload(warehouse, first, "admin")
    assert in_force(warehouse) == {}
    assert load(warehouse, REPORT) == first + 1
    assert in_force(warehouse)[("A", "ORG-01")] == 65


def test_a_file_that_has_changed_since_it_was_read_is_not_loaded(warehouse: Warehouse) -> None:
    reading, version = read(warehouse, REPORT), warehouse.version()
    with pytest.raises(InputError, match=r"季报\.xlsx"):
        commit(warehouse, reading, REPORT + b" ", by="admin")
    assert warehouse.version() == version


BROKEN = workbook_of(TITLE, HEAD, ["甲镇", "六十几吧", 97.8], ["乙乡", 4, 1], sheet="季报")


def test_an_error_stops_the_whole_file_and_names_its_cell(warehouse: Warehouse) -> None:
    reading, version = read(warehouse, BROKEN), warehouse.version()
    with pytest.raises(InputError, match="季报!B3"):
        commit(warehouse, reading, BROKEN, by="admin")
    assert warehouse.version() == version


def test_what_is_sound_is_loaded_without_the_errors_if_asked_for(warehouse: Warehouse) -> None:
    commit(warehouse, read(warehouse, BROKEN), BROKEN, by="admin", skip_errors=True)
    assert in_force(warehouse) == {("A", "AID-01"): 978_000, ("B", "ORG-01"): 4, ("B", "AID-01"): 10_000}


def test_a_table_without_a_figure_has_nothing_to_load(warehouse: Warehouse) -> None:
    blank = workbook_of(TITLE, HEAD, ["甲镇", None, None], ["乙乡", None, None])
    reading, version = read(warehouse, blank), warehouse.version()
    assert "nothing-to-load" in {found.rule for found in reading.findings}
    with pytest.raises(InputError):
        commit(warehouse, reading, blank, by="admin")
    assert warehouse.version() == version


def test_a_reading_is_compared_with_what_stands(warehouse: Warehouse) -> None:
    load(warehouse, REPORT)
    news = workbook_of(TITLE, HEAD, ["甲镇", 65, 98], ["乙乡", 4, 3], sheet="季报")
    found = changes(warehouse.reader(), read(warehouse, news))
    assert found.counts() == {"new": 1, "corrected": 1, "unchanged": 2, "missing": 0}
    corrected = found.frame[found.frame["change"] == "corrected"]
    assert corrected[["unit", "indicator", "old", "new"]].values.tolist() == [["A", "AID-01", 978_000, 980_000]]


def test_targets_alone_are_loaded_as_targets(warehouse: Warehouse) -> None:
    aims = workbook_of(["某县2026年度目标任务分解表"], HEAD, ["甲镇", 120, 200], ["乙乡", 10, 5])
    load(warehouse, aims, "目标.xlsx")
    reader = warehouse.reader()
    assert reader.query("select purpose from upload")["purpose"].tolist() == ["targets"]
    standing = reader.query("select unit, value from target_in_force where indicator = 'AID-01' order by unit")
    assert standing.values.tolist() == [["A", 2_000_000], ["B", 50_000]]


def test_a_settled_name_is_known_from_then_on(warehouse: Warehouse) -> None:
    content = workbook_of(TITLE, HEAD, ["第一片区", 65, 97.8], ["乙乡", 4, 1])
    assert [found.rule for found in read(warehouse, content).errors] == ["unknown-unit"]
    reading = read(warehouse, content, answers=Answers(units={"第一片区": "A"}))
    commit(warehouse, reading, content, by="admin", learn=[("unit", "A", "第一片区")])
    later = workbook_of(["某县2026年第一季度工会工作统计表"], HEAD, ["第一片区", 30, 40], ["乙乡", 2, 1])
    known = read(warehouse, later)
    assert known.errors == ()
    assert known.observations["unit"].tolist() == ["A", "A", "B", "B"]


@pytest.mark.parametrize(("answer", "values"), [("93%", [0.93, 0.91]), ("0.93%", [0.0093, 0.91]), ("", [0.91])])
def test_a_share_that_can_be_either_is_left_out_until_somebody_says_which(
    warehouse: Warehouse, answer: str, values: list[float]
) -> None:
    content = workbook_of(TITLE, ["单位", "工会组建率(%)"], ["甲镇", 0.93], ["乙乡", 91])
    reading = read(warehouse, content)
    (asked,) = reading.errors
    assert (asked.rule, asked.cell, asked.choices) == ("percent-or-fraction", "B3", ("93%", "0.93%"))
    assert reading.observations["value"].tolist() == [0.91]
    assert asked.about is not None
    settled = read(warehouse, content, answers=Answers(shares={asked.about: answer}))
    assert (settled.errors, settled.observations["value"].tolist()) == ((), values)


def test_a_reading_as_json_has_the_shape_that_scripts_rely_on(warehouse: Warehouse) -> None:
    told = json.loads(json.dumps(as_json(read(warehouse, REPORT), warehouse.reader()), ensure_ascii=False))
    assert list(told) == [
        "file", "sha256", "upload", "sheets", "observations", "targets", "findings", "changes",
    ]  # fmt: skip
    (sheet,) = told["sheets"]
    assert (sheet["sheet"], sheet["layout"], sheet["header_rows"]) == ("季报", "wide", [2])
    assert sheet["span"] == ["2026-01-01", "2026-06-30"]
    assert told["observations"][1] == {
        "unit": "A", "unit_name": "甲镇总工会", "indicator": "AID-01", "first_day": "2026-01-01",
        "last_day": "2026-06-30", "value": 978_000.0, "measure": "元", "raw": "97.8", "sheet": "季报", "cell": "C3",
    }  # fmt: skip
    assert told["upload"] is None
    assert [(found["rule"], found["severity"]) for found in told["findings"]] == [("missing-value", "note")]
    assert told["changes"] == {"new": 3, "corrected": 0, "unchanged": 0, "missing": 1}
