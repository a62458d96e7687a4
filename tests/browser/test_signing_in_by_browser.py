"""Somebody signs in, sees the page that was asked for, and is led out when the session ends elsewhere."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from accessible import grave_findings
from serving import Visit, served

from guoban.access.accounts import account_named, add_account
from guoban.access.people import Role
from guoban.access.sessions import close_sessions_of
from guoban.access.store import AccessStore
from guoban.place import ROOT

PASSWORD = "half the year is gone"


@pytest.fixture(scope="module")
def office(demo_county: Path, tmp_path_factory, window: Visit) -> Iterator[tuple[str, AccessStore]]:
    """The application over the county once it has accounts: an administrator's and a leader's."""
    data = shutil.copytree(demo_county, tmp_path_factory.mktemp("office") / "data")
    store = AccessStore(data)
    add_account(store, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    add_account(store, "李书记", Role.LEADER, (), PASSWORD, by="test")
    with served(ROOT / "app.py", data) as url:
        yield url, store
        window.sweep()


def sign_in(visit: Visit, address: str, name: str) -> None:
    visit.page.goto(address)
    visit.page.get_by_label("账号").fill(name)
    visit.page.get_by_label("密码").fill(PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.settle()


def test_somebody_signs_in_sees_the_page_asked_for_and_is_led_out_when_the_session_ends(office, visit):
    url, store = office
    sign_in(visit, f"{url}/appraisal?year=2026&quarter=2", "李书记")
    assert urlsplit(visit.page.url).path == "/appraisal"
    assert visit.page.locator(".guoban-account").inner_text().split() == ["李书记", "领导"]
    visit.page.reload()
    visit.settle()
    close_sessions_of(store, account_named(store, "李书记").number, by="陈主席")
    visit.page.wait_for_timeout(1100)  # what another process has done is known a second later
    visit.page.get_by_role("radio", name="2025").click()
    visit.page.wait_for_url("**/login?next=*")
    visit.taken_complaints()  # the framework's own: the socket was cut while it waited


def test_the_page_to_sign_in_on_is_usable_by_everybody(office, visit):
    visit.page.goto(f"{office[0]}/login")
    assert grave_findings(visit.page) == []


def test_an_administrator_makes_an_account_whose_holder_chooses_the_password(office, visit):
    url, _store = office
    sign_in(visit, f"{url}/admin", "陈主席")
    assert grave_findings(visit.page) == []
    visit.page.get_by_label("账号名称").fill("钱芳")
    visit.page.get_by_role("button", name="增加账号").click()
    link = visit.page.locator("[data-testid=stCode]").inner_text().strip()
    visit.page.context.clear_cookies()
    visit.page.goto(link)
    for label in ("新密码", "再次输入新密码"):
        visit.page.get_by_label(label, exact=True).fill(PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.settle()
    assert "钱芳" in visit.page.locator(".guoban-account").inner_text()
    assert visit.page.locator(".guoban-pages a").all_inner_texts()[-1] == "会议"


def test_signing_out_is_two_clicks(office, visit):
    url, _store = office
    sign_in(visit, f"{url}/quality", "陈主席")
    visit.page.locator(".guoban-account").click()
    visit.page.get_by_role("button", name="退出登录").click()
    assert urlsplit(visit.page.url).path == "/login"
    visit.page.goto(f"{url}/quality")
    assert urlsplit(visit.page.url).path == "/login"


def test_the_demonstration_says_that_nobody_has_to_sign_in(county, visit):
    visit.open(county)
    assert visit.page.locator(".guoban-demonstration").inner_text() == "演示数据，均为虚构；本机免登录。"
