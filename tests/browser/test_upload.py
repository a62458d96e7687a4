"""A workbook's way from somebody's desk to the overview, and back."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from guoban.measures import progress
from guoban.warehouse import Warehouse

UNIT, INDICATOR = "交通系统工会", "新建工会"
OVERVIEW = "?year=2026&quarter=2"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The report that the transport union had not sent: 9 new unions in the first half of 2026."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "季报"
    sheet.append(["2026年上半年工会工作情况统计表"])
    sheet.append(["序号", "单位", INDICATOR])
    sheet.append([1, UNIT, 9])
    path = tmp_path / "交通系统2026年上半年.xlsx"
    book.save(path)
    return path


def shown(visit) -> int:
    """The number on the overview's card of new unions."""
    card = visit.page.locator(".gb-card", has=visit.page.get_by_role("heading", name=INDICATOR, exact=True))
    return int(re.sub(r"\D", "", card.locator(".gb-value").inner_text()))


def before(data: Path) -> int:
    """What the unit's own figure was, from the store."""
    rows = progress(Warehouse(data).reader(), year=2026, on=date(2026, 6, 30))
    own = rows[(rows["unit_name"] == UNIT) & (rows["indicator_name"] == INDICATOR)]
    return int(own["value"].iloc[0])


def test_an_uploaded_workbook_changes_the_overview_and_undo_changes_it_back(county_to_change, workbook, url, visit):
    reported = before(county_to_change)
    visit.open(f"{url}/{OVERVIEW}")
    total = shown(visit)

    visit.open(f"{url}/upload")
    visit.page.locator("input[type=file]").set_input_files(workbook)
    visit.page.get_by_role("button", name="确认入库").click()
    visit.page.locator(".gb-ended").wait_for()
    visit.settle()
    visit.open(f"{url}/{OVERVIEW}")
    assert shown(visit) == total - reported + 9

    visit.open(f"{url}/upload")
    visit.page.get_by_role("button", name="撤销").first.click()
    visit.page.get_by_role("button", name="恢复").first.wait_for()
    visit.settle()
    visit.open(f"{url}/{OVERVIEW}")
    assert shown(visit) == total


@pytest.fixture
def mistaken(tmp_path: Path) -> Path:
    """The transport union's report with a unit that nobody knows and words for a figure."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "季报"
    sheet.append(["2026年上半年工会工作情况统计表"])
    sheet.append(["序号", "单位", INDICATOR, "新增会员"])
    sheet.append([1, UNIT, 9, "三四十人"])
    sheet.append([2, "望江总镇会", 4, 50])
    path = tmp_path / "两处有误.xlsx"
    book.save(path)
    return path


def test_a_finding_leads_to_its_cell_and_an_answer_lets_the_rest_load(county_to_change, mistaken, url, visit):
    reported = before(county_to_change)
    visit.open(f"{url}/{OVERVIEW}")
    total = shown(visit)

    visit.open(f"{url}/upload")
    visit.page.locator("input[type=file]").set_input_files(mistaken)
    sheet = visit.page.locator(".gb-sheet")
    sheet.wait_for()
    visit.settle()
    assert sheet.locator("td.m.error").inner_text().endswith("三四十人")
    assert sheet.locator("td.m.question").inner_text().endswith("望江总镇会")
    assert sheet.locator("td.h", has_text=INDICATOR).count() == 1

    visit.page.locator(".gb-findings a.gb-place", has_text="季报!D3").click()
    found = sheet.locator("td:target")
    assert found.inner_text().endswith("三四十人")
    assert found.bounding_box()["y"] < visit.page.viewport_size["height"]
    assert visit.page.locator("input[type=file]").count() == 1  # the page is still the same one
    sheet.locator("td.m.question a").click()
    assert visit.page.locator(".gb-question:target").inner_text().count("望江总镇会") == 1

    answer(visit, "望江总镇会", "不入库")
    assert visit.page.locator(".gb-severity-settled").count() == 1
    assert sheet.locator("td.m.question").count() == 0

    with visit.page.expect_download() as slip:
        visit.page.get_by_role("button", name="下载退回单").click()
    assert slip.value.suggested_filename == "两处有误_退回_1处问题.xlsx"
    back = openpyxl.load_workbook(io.BytesIO(slip.value.path().read_bytes()))
    assert back["季报"]["D3"].comment is not None

    visit.page.get_by_role("button", name="仅入库无误的1个数值").click()
    visit.page.locator(".gb-ended").wait_for()
    visit.settle()
    visit.open(f"{url}/{OVERVIEW}")
    assert shown(visit) == total - reported + 9

    visit.open(f"{url}/upload")
    visit.page.get_by_role("button", name="撤销").first.click()
    visit.page.get_by_role("button", name="恢复").first.wait_for()
    visit.settle()
    visit.open(f"{url}/{OVERVIEW}")
    assert shown(visit) == total


def answer(visit, name: str, choice: str) -> None:
    """Answer the question about a name by typing, as the keyboard alone can."""
    card = visit.page.locator("[class*=st-key-gb_ask_]", has_text=name)
    card.get_by_role("combobox").click()
    visit.page.keyboard.type(choice)
    visit.page.keyboard.press("Enter")
    card.locator(".gb-severity-settled").wait_for()
    visit.settle()


def test_a_finding_on_another_sheet_opens_that_sheet(county_to_change, mistaken, url, visit):
    book = openpyxl.load_workbook(mistaken)
    other = book.copy_worksheet(book["季报"])
    other.title, other["A1"] = "一季度", "2026年1-3月工会工作情况统计表"
    book.save(mistaken)
    visit.open(f"{url}/upload")
    visit.page.locator("input[type=file]").set_input_files(mistaken)
    folds = visit.page.locator(".gb-sheets details")
    folds.first.wait_for()
    visit.settle()
    assert [fold.get_attribute("open") is not None for fold in folds.all()] == [True, False]
    visit.page.locator(".gb-findings a.gb-place", has_text="一季度!D3").click()
    assert visit.page.locator(".gb-sheet td:target").is_visible()
    assert [fold.get_attribute("open") is not None for fold in folds.all()] == [False, True]


def test_several_files_are_folded_and_those_in_order_load_at_once(county_to_change, workbook, mistaken, url, visit):
    visit.open(f"{url}/upload")
    visit.page.locator("input[type=file]").set_input_files([workbook, mistaken])
    visit.page.locator(".gb-file").nth(1).wait_for()
    visit.settle()
    assert visit.page.locator(".gb-sheet").count() == 0
    visit.page.get_by_role("button", name="展开核对").nth(1).click()
    visit.page.locator(".gb-sheet td.m.error").wait_for()
    visit.page.get_by_role("button", name="全部入库：1个无误文件").click()
    visit.page.locator(".gb-ended").wait_for()
    visit.settle()
    assert visit.page.locator(".gb-sheet td.m.error").count() == 1
    visit.page.get_by_role("button", name="放弃").click()
    visit.page.get_by_text("已放弃，未入库").wait_for()


def test_a_file_that_is_no_workbook_is_refused_in_words(county_to_change, tmp_path, url, visit):
    broken = tmp_path / "坏文件.xlsx"
    broken.write_bytes(b"not a workbook")
    visit.open(f"{url}/upload")
    visit.page.locator("input[type=file]").set_input_files(broken)
    visit.page.locator(".gb-file").wait_for()
    visit.settle()
    assert visit.page.get_by_role("button", name="确认入库").count() == 0
    assert "Traceback" not in visit.page.content()
    assert visit.page.locator(".gb-findings .gb-severity-error").count() == 1
