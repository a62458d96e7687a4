"""A workbook's way from somebody's desk to the overview, and back."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import served

from guoban.measures import progress
from guoban.place import ROOT
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


def test_an_uploaded_workbook_changes_the_overview_and_undo_changes_it_back(demo_data, workbook, visit):
    reported = before(demo_data)
    with served(ROOT / "app.py", demo_data) as url:
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


def test_a_file_that_is_no_workbook_is_refused_in_words(demo_data, tmp_path, visit):
    broken = tmp_path / "坏文件.xlsx"
    broken.write_bytes(b"not a workbook")
    with served(ROOT / "app.py", demo_data) as url:
        visit.open(f"{url}/upload")
        visit.page.locator("input[type=file]").set_input_files(broken)
        visit.page.locator(".gb-file").wait_for()
        visit.settle()
        assert visit.page.get_by_role("button", name="确认入库").count() == 0
        assert "Traceback" not in visit.page.content()
        assert visit.page.locator("section.gb-part table tbody tr").count() >= 1
