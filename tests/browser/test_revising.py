"""A target's way from the table to the store and back: typed, looked at, submitted with a reason, undone."""

from pathlib import Path

from playwright.sync_api import expect

from guoban.measures import targets
from guoban.warehouse import Warehouse

UNIT, INDICATOR = "T02", "ORG-01"
TABLE = f"targets?year=2026&by=indicator&indicator={INDICATOR}"


def stored(data: Path, unit: str = UNIT) -> float:
    rows = targets(Warehouse(data).reader(), year=2026)
    return rows[(rows["unit"] == unit) & (rows["indicator"] == INDICATOR)]["value"].item()


def cell(visit, what: str, unit: str = UNIT):
    return visit.page.locator(f'[data-cell="{unit}|{INDICATOR}|{what}"]')


def submit(visit, reason: str) -> None:
    visit.page.get_by_label("修订理由").fill(reason)
    visit.page.get_by_label("修订理由").press("Enter")
    visit.settle()
    visit.page.get_by_role("button", name="提交修订").click()
    visit.page.get_by_text("已保存为第").wait_for()
    visit.settle()


def test_a_target_is_typed_looked_at_submitted_and_undone(county_to_change, url, visit):
    before = stored(county_to_change)
    visit.open(f"{url}/{TABLE}")
    cell(visit, "year").fill("很多")
    cell(visit, "year").press("Enter")
    expect(visit.page.locator(".gb-revisions li")).to_contain_text("“新建工会”：“很多”不是数字")
    expect(visit.page.get_by_role("button", name="提交修订")).to_be_disabled()
    cell(visit, "year").fill("40")
    cell(visit, "year").press("Enter")
    expect(visit.page.locator(".gb-revisions tbody td").nth(2)).to_have_text(f"{before:.0f}")
    expect(visit.page.locator(".gb-revisions tbody td").nth(3)).to_have_text("40")
    assert stored(county_to_change) == before
    visit.page.get_by_role("button", name="提交修订").click()
    visit.page.get_by_text("请先填写修订理由").wait_for()
    assert stored(county_to_change) == before
    submit(visit, "年中调整")
    assert stored(county_to_change) == 40
    history = visit.page.locator(".gb-target-history details").first
    expect(history).to_contain_text("在线修订: 年中调整")
    visit.page.get_by_role("button", name="撤销").first.click()
    visit.page.get_by_role("button", name="恢复").first.wait_for()
    visit.settle()
    assert stored(county_to_change) == before
    expect(cell(visit, "year")).to_have_value(f"{before:.0f}")


def test_a_block_from_excel_fills_a_block_of_cells(county_to_change, url, visit):
    visit.open(f"{url}/{TABLE}")
    cell(visit, "year").focus()
    visit.page.evaluate(
        """() => { const held = new DataTransfer(); held.setData("text/plain", "31\\r\\n32\\r\\n33\\r\\n");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true,
        cancelable: true})) }"""
    )
    expect(visit.page.locator(".gb-revisions h2")).to_have_text("待提交修订3项")
    submit(visit, "粘贴")
    assert [stored(county_to_change, unit) for unit in ("T02", "T03", "T04")] == [31, 32, 33]


def test_quarters_by_hand_have_to_add_up(county_to_change, url, visit):
    visit.open(f"{url}/{TABLE}")
    cell(visit, "way").select_option("hand")
    first = cell(visit, "q1")
    first.wait_for()
    whole = int(stored(county_to_change))
    first.fill(str(whole))
    first.press("Enter")
    expect(visit.page.locator(".gb-revisions li")).to_contain_text(f"与年度目标{whole}不符")
    for quarter in ("q2", "q3", "q4"):
        cell(visit, quarter).fill("0")
        cell(visit, quarter).press("Enter")
    expect(visit.page.locator(".gb-revisions tbody td").nth(3)).to_have_text(f"手工分解 {whole} / 0 / 0 / 0")
    submit(visit, "一季度集中建会")
    rows = Warehouse(county_to_change).reader().rows("select way, due_q1 = due_q4 from target_split_in_force")
    assert rows == [("hand", True)]


def test_somebody_elses_revision_is_told_and_nothing_is_lost(county_to_change, url, visit, chromium):
    visit.open(f"{url}/{TABLE}")
    cell(visit, "year").fill("41")
    cell(visit, "year").press("Enter")
    visit.page.locator(".gb-revisions").wait_for()
    other = type(visit)(chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN").new_page())
    other.open(f"{url}/{TABLE}")
    cell(other, "year").fill("50")
    cell(other, "year").press("Enter")
    other.page.locator(".gb-revisions").wait_for()
    submit(other, "先到")
    other.page.context.close()
    visit.page.get_by_label("修订理由").fill("后到")
    visit.page.get_by_label("修订理由").press("Enter")
    expect(visit.page.locator(".gb-remark")).to_contain_text("现已被修订为50")
    expect(visit.page.get_by_role("button", name="提交修订")).to_be_disabled()
    expect(cell(visit, "year")).to_have_value("41")
    visit.page.get_by_role("button", name="保留我填写的").click()
    visit.page.get_by_role("button", name="保留我填写的").wait_for(state="detached")
    visit.settle()
    submit(visit, "后到")
    assert stored(county_to_change) == 41
