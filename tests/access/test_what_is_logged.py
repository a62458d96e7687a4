"""Whatever changes a figure, leaves the house or is refused has its line in the log."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from etl.load import commit, read_file
from guoban.access.events import Did, events
from guoban.access.people import NotAllowedError, Role, Visitor
from guoban.access.store import AccessStore
from guoban.place import ROOT
from guoban.warehouse import NewUpload, Warehouse, commit_upload, redo_upload, undo_upload
from tests.access.cheap import damage
from tests.etl.commands.calls import etl
from tests.etl.counties import small_county, workbook_of

REPORT = workbook_of(["2026年1—3月工会工作统计表"], ["单位", "新建工会(家)"], ["甲镇", 3])
TARGETS = workbook_of(["2026年度目标任务表"], ["单位", "新建工会(家)"], ["甲镇", 12])


@pytest.fixture
def warehouse(tmp_path) -> Warehouse:
    return small_county(tmp_path / "data")


def told(warehouse: Warehouse) -> list[tuple[Did, str, str]]:
    return [(each.did, each.account, each.about) for each in reversed(events(AccessStore(warehouse.folder)))]


def load(warehouse: Warehouse, content: bytes, name: str) -> None:
    commit(warehouse, read_file(content, name, warehouse.reader()), content, by="周敏")


def test_uploads_targets_undo_and_redo_are_told_with_who_and_which(warehouse):
    load(warehouse, REPORT, "季报.xlsx")
    load(warehouse, TARGETS, "目标.xlsx")
    undo_upload(warehouse, 1, "陈主席")
    redo_upload(warehouse, 1, "陈主席")
    nothing, moment = pd.DataFrame(), datetime.now(UTC)
    target = pd.DataFrame([("A", "ORG-01", 2026, 5.0, "", "", "5", "误")],
                          columns=["unit", "indicator", "year", "value", "sheet", "cell", "raw", "reason"])  # fmt: skip
    target["unit"] = next(iter(warehouse.reader().catalogue.units))
    commit_upload(warehouse, NewUpload("edit", "手工", "0" * 64, 0, "陈主席", moment, None), nothing, target, nothing)
    assert told(warehouse) == [
        (Did.UPLOADED, "周敏", "1 季报.xlsx"),
        (Did.TARGETS_CHANGED, "周敏", "2 目标.xlsx"),
        (Did.UNDONE, "陈主席", "1"),
        (Did.PUT_BACK, "陈主席", "1"),
        (Did.TARGETS_CHANGED, "陈主席", "3 手工"),
    ]


def test_what_did_not_happen_is_not_told(warehouse):
    load(warehouse, REPORT, "季报.xlsx")
    before = told(warehouse)
    load(warehouse, REPORT, "季报.xlsx")
    with pytest.raises(NotAllowedError):
        undo_upload(warehouse, 1, "周敏", units=set())
    assert told(warehouse) == before


def test_what_was_loaded_stays_loaded_where_the_log_cannot_be_written(warehouse, caplog):
    damage(AccessStore(warehouse.folder))
    load(warehouse, REPORT, "季报.xlsx")
    assert warehouse.reader().last_upload == 1
    assert "季报.xlsx" in caplog.text


def test_an_export_is_told_before_it_leaves(warehouse, tmp_path):
    load(warehouse, REPORT, "季报.xlsx")
    out = tmp_path / "半年.xlsx"
    call = ("export", "workbook", "--year", 2026, "--quarter", 1, "--by", "陈主席", "-o", out)
    assert etl(*call, data=warehouse.folder).status == 0
    assert told(warehouse)[-1][:2] == (Did.EXPORTED, "陈主席")
    out.unlink()
    damage(AccessStore(warehouse.folder))
    assert etl(*call, data=warehouse.folder).status == 3
    assert not out.exists()


def test_a_page_that_refuses_tells_so(warehouse, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(warehouse.folder))
    leader = Visitor("李书记", Role.LEADER, (), 2)
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: leader)
    script = (
        "from guoban.access.people import NotAllowedError\nfrom pages.failures import explained\n"
        "with explained():\n    raise NotAllowedError\n"
    )
    monkeypatch.syspath_prepend(str(ROOT))
    assert not AppTest.from_string(script).run().exception
    assert told(warehouse)[-1][:2] == (Did.NOT_ALLOWED, "李书记")
