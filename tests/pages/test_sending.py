"""The state of files on the upload page, and the page itself over a real store."""

import hashlib
import io
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from etl.reading.limits import MEGABYTE, Limits
from guoban.access.people import Role, Visitor
from guoban.catalogue import read_catalogue
from guoban.measures import progress
from guoban.place import ROOT
from guoban.warehouse import Warehouse
from pages import sending
from pages.reading_words import options
from pages.sending import LEAVE_OUT, Sending


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """An empty store with the roster of the demonstration county."""
    return Warehouse.create(tmp_path / "data", read_catalogue(ROOT / "data/examples/demonstration-county/catalogue"))


HEADS = ("序号", "单位", "新建工会", "新增会员")


def workbook(*rows: list[object], title: str = "2026年上半年工会工作情况统计表", heads: Sequence[str] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sent(content: bytes, name: str = "季报.xlsx") -> Sending:
    return Sending(name, content, hashlib.sha256(content).hexdigest())


def test_an_unknown_unit_becomes_a_question_that_stays_after_it_is_answered(warehouse):
    each = sent(workbook([1, "望江镇", 3, 40], [2, "望江总镇会", 4, 50]))
    sending.read(each, warehouse.reader())
    (about,) = each.questions
    assert about == ("unit", "望江总镇会")
    assert sending.stopping(each)

    each.settle(about, LEAVE_OUT)
    sending.read(each, warehouse.reader())
    assert not sending.stopping(each)
    assert about in each.questions
    assert sending.figures(each) == 2


def test_a_settled_name_is_known_to_the_next_file_when_it_was_to_be_remembered(warehouse):
    each = sent(workbook([1, "石桥渡口工会站", 3, 40]))
    sending.read(each, warehouse.reader())
    (about,) = each.questions
    code = next(unit.code for unit in warehouse.reader().catalogue.units.values() if unit.name.startswith("石渡"))
    each.settle(about, code)
    each.remembered.add(about)
    sending.read(each, warehouse.reader())
    sending.confirm(warehouse, each, by=Visitor("tester", Role.ADMINISTRATOR))

    following = sent(workbook([1, "石桥渡口工会站", 5, 60], title="2026年1-9月工会工作情况统计表"))
    sending.read(following, warehouse.reader())
    assert not following.questions
    assert set(following.reading.observations["unit"]) == {code}


def test_a_file_without_a_span_is_read_for_the_span_that_is_chosen(warehouse):
    each = sent(workbook([1, "望江镇", 3, 40], title="工会工作情况统计表"))
    sending.read(each, warehouse.reader())
    question = each.questions["span", ""]
    assert question.choices
    each.settle(("span", ""), "2026-01-01..2026-06-30")
    sending.read(each, warehouse.reader())
    assert not sending.stopping(each)
    assert {day.date() for day in each.reading.observations["last_day"]} == {date(2026, 6, 30)}


def test_a_share_of_two_readings_is_settled_where_it_stands(warehouse):
    share = workbook([1, "望江镇", 0.93], [2, "澄湖镇", 91], heads=["序号", "单位", "工会组建率（%）"])
    each = sent(share)
    sending.read(each, warehouse.reader())
    ((key, question),) = each.questions.items()
    catalogue = warehouse.reader().catalogue
    assert list(options(question, catalogue)) == ["93%", "0.93%", LEAVE_OUT]
    each.settle(key, "93%")
    sending.read(each, warehouse.reader())
    assert not sending.stopping(each)
    assert each.reading.observations["value"].tolist() == [0.93, 0.91]


def test_taking_an_answer_back_asks_again(warehouse):
    each = sent(workbook([1, "望江总镇会", 4, 50]))
    sending.read(each, warehouse.reader())
    (about,) = each.questions
    each.settle(about, LEAVE_OUT)
    sending.read(each, warehouse.reader())
    each.settle(about, None)
    sending.read(each, warehouse.reader())
    assert sending.stopping(each)


def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GUOBAN_DATA", str(data))
    monkeypatch.syspath_prepend(str(ROOT))
    return AppTest.from_file(str(ROOT / "pages" / "upload.py"), default_timeout=30)


def drawn(page: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in page.get("html"))


def test_the_page_and_the_server_take_files_as_large_as_the_reader_does(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    said = page.file_uploader(key="files").proto.max_upload_size_mb
    assert said * MEGABYTE == settings["server"]["maxUploadSize"] * MEGABYTE == Limits().file_bytes


def test_the_page_loads_a_dropped_file_and_undo_takes_it_back(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    page.file_uploader(key="files").upload("季报.xlsx", workbook([1, "望江镇", 3, 40]), "").run()
    assert not page.exception
    assert "季报.xlsx" in drawn(page)
    page.button(key="confirm_0").click().run()
    assert not page.exception
    assert "批次1号" in drawn(page)
    assert told(warehouse) == {"新建工会": 3, "新增会员": 40}
    page.button(key="undo_1").click().run()
    assert told(warehouse) == {}


def test_a_broken_file_is_explained_and_offers_nothing_to_confirm(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    page.file_uploader(key="files").upload("坏.xlsx", b"PK not a workbook", "").run()
    assert not page.exception
    assert "gb-severity-error" in drawn(page)
    assert "confirm_0" not in [button.key for button in page.button]


def told(warehouse: Warehouse) -> dict[str, float]:
    """The figures of the whole county by indicator."""
    rows = progress(warehouse.reader(), year=2026, on=date(2026, 6, 30))
    own = rows[(rows["unit"] == warehouse.reader().catalogue.root.code) & rows["value"].notna()]
    return dict(zip(own["indicator_name"], own["value"], strict=True))


def test_the_sheet_is_drawn_with_its_finding_and_the_question_is_asked_beside_it(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    content = workbook([1, "望江镇", "三四家", 40], [2, "望江总镇会", 4, 50])
    page.file_uploader(key="files").upload("季报.xlsx", content, "").run()
    assert not page.exception
    html = drawn(page)
    assert 'class="v m error"' in html
    assert 'class="u m question"' in html
    assert 'href="#cell-0-0-C3"' in html
    assert 'id="cell-0-0-C3"' in html
    assert [each.proto.label for each in page.get("download_button")] == ["下载退回单"]

    page.selectbox(key="answer_0_0").select_index(1).run()
    assert not page.exception
    assert "gb-severity-settled" in drawn(page)
    assert 'class="u m question"' not in drawn(page)


def test_a_file_without_findings_has_no_return_slip(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    page.file_uploader(key="files").upload("季报.xlsx", workbook([1, "望江镇", 3, 40]), "").run()
    assert "gb-good" in drawn(page)
    assert not page.get("download_button")


def test_of_very_many_questions_the_first_are_asked_and_the_rest_counted(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    rows = [[number, f"第{number}号站", 3, 40] for number in range(1, 61)]
    page.file_uploader(key="files").upload("季报.xlsx", workbook(*rows, [61, "望江镇", 3, 4]), "").run()
    assert not page.exception
    assert len(page.selectbox) == 20
    assert "另有40个事项" in drawn(page)


BAD = {
    "空.xlsx": b"",
    "坏.xlsx": b"PK\x03\x04 not a workbook",
    "图片.xls": b"\x89PNG\r\n\x1a\n" + b"0" * 64,
    "~$季报.xlsx": b"\x05lock" + b" " * 160,
    "乱码.csv": bytes(range(256)) * 4,
    "空白.csv": b"\n\n\n",
    "网页.xls": b"<html><body>no table here</body></html>",
}


def test_bad_files_are_explained_one_by_one_and_none_of_them_stops_the_page(warehouse, monkeypatch):
    page = app(warehouse.folder, monkeypatch).run()
    for name, content in BAD.items():
        page.file_uploader(key="files").upload(name, content, "")
    page.run()
    assert not page.exception
    html = drawn(page)
    assert all(f"{name}</h2>" in html for name in BAD)
    assert not [button.key for button in page.button if str(button.key).startswith("confirm")]
    for button in [button for button in page.button if str(button.key).startswith("fold_")]:
        page.button(key=button.key).click().run()
        assert not page.exception
    assert drawn(page).count("gb-severity-error") >= len(BAD)
