"""The two stories of a quarter: submitted, returned, corrected, approved; and closed, corrected late, told of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from serving import Visit, served
from test_signing_in_by_browser import PASSWORD, sign_in

from guoban.access.accounts import add_account
from guoban.access.people import Role
from guoban.access.store import AccessStore
from guoban.place import ROOT
from guoban.warehouse import Warehouse

UNIT, INDICATOR = "交通系统工会", "新建工会"


@pytest.fixture(scope="module")
def office(demo_county: Path, tmp_path_factory, window: Visit) -> Iterator[tuple[str, Path]]:
    """The application over the county with an administrator, and a reporter of the transport union."""
    data = shutil.copytree(demo_county, tmp_path_factory.mktemp("office") / "data")
    units = Warehouse(data).reader().catalogue.units.values()
    code = next(unit.code for unit in units if unit.name == UNIT)
    store = AccessStore(data)
    add_account(store, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    add_account(store, "周敏", Role.REPORTER, (code,), PASSWORD, by="test")
    with served(ROOT / "app.py", data) as url:
        yield url, data
        window.sweep()


def report(folder: Path, value: int, name: str) -> Path:
    """What the transport union sends about the first half of 2026."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "季报"
    sheet.append(["2026年上半年工会工作情况统计表"])
    sheet.append(["序号", "单位", INDICATOR])
    sheet.append([1, UNIT, value])
    path = folder / name
    book.save(path)
    return path


def stored(data: Path) -> list[float]:
    """The figures of the indicator that count for the first half."""
    found = (
        Warehouse(data)
        .reader()
        .rows(
            """select o.value from observation_in_force as o join unit as u on u.code = o.unit
        join indicator as i on i.code = o.indicator
        where u.name = $unit and i.name_zh = $indicator and o.last_day = date '2026-06-30'""",
            {"unit": UNIT, "indicator": INDICATOR},
        )
    )
    return [float(value) for (value,) in found]


def leave(visit: Visit) -> None:
    visit.page.context.clear_cookies()


def press(visit: Visit, name: str, *, exact: bool = False) -> None:
    visit.page.get_by_role("button", name=name, exact=exact).last.click()


def send(visit: Visit, url: str, path: Path, *, reason: str = "") -> None:
    """The reporter's part: drop a file and submit it."""
    sign_in(visit, f"{url}/upload", "周敏")
    visit.page.locator("input[type=file]").set_input_files(path)
    visit.page.get_by_role("button", name="上报1个数值").wait_for()
    if reason:
        visit.page.get_by_label("更正理由").first.fill(reason)
        visit.page.keyboard.press("Tab")
        visit.settle()
    press(visit, "上报1个数值")
    visit.page.locator(".gb-ended, .gb-remark").first.wait_for()
    visit.settle()


def test_submitted_returned_corrected_and_approved(office, tmp_path, visit):
    url, data = office
    before = stored(data)
    send(visit, url, report(tmp_path, 90, "初稿.xlsx"))
    visit.page.get_by_text("待审核", exact=True).wait_for()
    assert stored(data) == before

    leave(visit)
    sign_in(visit, f"{url}/upload", "陈主席")
    press(visit, "审核", exact=True)
    visit.page.locator(".gb-sheet").wait_for()
    press(visit, "退回", exact=True)
    visit.page.get_by_label("退回意见").fill("多填了一个零")
    visit.page.keyboard.press("Tab")
    visit.settle()
    press(visit, "退回给周敏")
    visit.page.get_by_text("已退回修改", exact=True).wait_for()

    leave(visit)
    send(visit, url, report(tmp_path, 9, "更正稿.xlsx"))
    visit.page.get_by_text("多填了一个零").wait_for()
    assert stored(data) == before

    leave(visit)
    sign_in(visit, f"{url}/upload", "陈主席")
    press(visit, "审核", exact=True)
    press(visit, "审核通过：1个数值入库")
    visit.page.get_by_text("已审核入库", exact=True).wait_for()
    assert stored(data) == [9]


def test_closed_corrected_late_with_a_reason_and_told_of_since_the_cut(office, tmp_path, visit):
    url, data = office
    sign_in(visit, f"{url}/quality?year=2026&quarter=2", "陈主席")
    press(visit, "本季封账")
    visit.page.get_by_label("封账版名称").fill("半年通报")
    visit.page.keyboard.press("Tab")
    visit.settle()
    press(visit, "封账", exact=True)
    visit.page.get_by_text("封账后数据没有变动。").wait_for()

    late = report(tmp_path, 12, "迟报.xlsx")
    leave(visit)
    send(visit, url, late, reason="漏报三家")
    assert "请联系县总管理员" in visit.page.locator(".gb-remark").inner_text()

    leave(visit)
    sign_in(visit, f"{url}/upload", "陈主席")
    visit.page.locator("input[type=file]").set_input_files(late)
    press(visit, "确认入库")
    visit.page.get_by_text("请填写更正理由").wait_for()
    visit.page.get_by_label("更正理由").first.fill("漏报三家")
    visit.page.keyboard.press("Tab")
    visit.settle()
    press(visit, "确认入库")
    visit.page.locator(".gb-ended").wait_for()
    assert stored(data) == [12]

    visit.open(f"{url}/quality?year=2026&quarter=2")
    row = visit.page.locator(".gb-since tbody tr", has_text=UNIT)
    assert "漏报三家" in row.inner_text()
    assert row.locator("td.num").first.inner_text() == "9 → 12 家"

    visit.page.get_by_role("link", name="查看封账版").click()
    visit.page.locator(".gb-headline", has_text="封账版“半年通报”").wait_for()
    visit.settle()
    visit.page.locator(".guoban-pages a").first.click()
    visit.page.wait_for_url(lambda address: "/quality" not in address)
    visit.settle()
    assert "封账版“半年通报”" in visit.page.locator(".gb-source").first.inner_text()
