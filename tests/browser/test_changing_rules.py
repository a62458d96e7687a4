"""A rule's way from the table of the Admin page to the figures: typed, foreseen, given a reason, in force, undone."""

from playwright.sync_api import expect

from guoban.warehouse import Warehouse


def tolerance(data) -> int:
    return int(Warehouse(data).reader().catalogue.settings.tolerance * 100)


def test_a_rule_is_typed_foreseen_put_into_force_and_taken_back(county_to_change, url, visit):
    before = tolerance(county_to_change)
    visit.open(f"{url}/admin?part=settings")
    cell = visit.page.locator('[data-cell="settings|bands|value"]')
    cell.fill("很宽")
    cell.press("Enter")
    expect(visit.page.locator(".gb-wrong li")).to_contain_text("状态分档")
    expect(visit.page.get_by_role("button", name="处改动生效")).to_be_disabled()
    cell.fill("5")
    cell.press("Enter")
    expect(visit.page.locator(".gb-effect li").first).to_contain_text("项任务状态改变")
    assert tolerance(county_to_change) == before
    reason = visit.page.get_by_label("修改理由")
    reason.fill("口径从严")
    reason.press("Enter")
    visit.settle()
    visit.page.get_by_role("button", name="使1处改动生效").click()
    visit.page.get_by_text("次修改已生效").wait_for()
    visit.settle()
    assert tolerance(county_to_change) == 5
    expect(cell).to_have_value("5")
    fold = visit.page.locator(".gb-target-history details").first
    expect(fold).to_contain_text("口径从严")
    visit.page.get_by_role("button", name="撤销").first.click()
    expect(visit.page.locator('[data-cell="settings|bands|value"]')).to_have_value(str(before))
    visit.settle()
    assert tolerance(county_to_change) == before


def test_the_parts_lead_to_one_another_and_what_was_typed_is_kept(county_to_change, url, visit):
    visit.open(f"{url}/admin?part=units")
    visit.page.locator('[data-cell="units|T02|name"]').fill("望江街道总工会")
    visit.page.locator('[data-cell="units|T02|name"]').press("Enter")
    expect(visit.page.locator(".gb-waiting")).to_contain_text("望江镇总工会")
    visit.page.locator(".gb-parts a", has_text="设置").click()
    expect(visit.page.locator(".gb-parts [aria-current]")).to_have_text("设置")
    expect(visit.page.locator(".gb-waiting")).to_contain_text("望江街道总工会")
    visit.page.get_by_role("button", name="放弃").click()
    expect(visit.page.locator(".gb-waiting")).to_have_count(0)
