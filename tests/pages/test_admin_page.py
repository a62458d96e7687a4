"""The Admin page: accounts are made and disabled, the log is looked through, and nobody else gets in."""

import pytest
from streamlit.testing.v1 import AppTest
from test_figures_on_pages import drawn

from guoban.access.accounts import account_named, accounts, add_account
from guoban.access.codes import holder_of
from guoban.access.events import Did, events, record
from guoban.access.people import Role, Visitor
from guoban.access.store import AccessStore
from guoban.place import ROOT
from tests.access.cheap import CHEAP, PASSWORD


@pytest.fixture
def store(demo_data, monkeypatch) -> AccessStore:
    """The county with an administrator and a reporter."""
    made = AccessStore(demo_data, CHEAP)
    add_account(made, "陈主席", Role.ADMINISTRATOR, (), PASSWORD, by="test")
    add_account(made, "周敏", Role.REPORTER, ("T02",), PASSWORD, by="test")
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    return made


def opened(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "admin.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def test_every_account_stands_in_the_table_with_its_role_and_units(store):
    said = drawn(opened())
    assert "可登录账号2个：管理员1个，填报人1个" in said
    assert "望江镇总工会" in said


def test_an_account_is_made_and_its_holder_chooses_the_password(store):
    app = opened()
    app.text_input(key="admin_name").set_value("吴磊")
    app.selectbox(key="admin_role").set_value(Role.REPORTER)
    app.multiselect(key="admin_units").set_value(["T03"])
    app.button("FormSubmitter:new_account-增加账号").click().run()
    made = account_named(store, "吴磊")
    assert (made.role, made.units, made.has_password) == (Role.REPORTER, ("T03",), False)
    link = app.code[0].value
    assert holder_of(store, link.partition("/password?code=")[2]) == "吴磊"
    assert [(each.did, each.account) for each in events(store, limit=2)] == [
        (Did.CODE_MADE, "陈主席"),
        (Did.ACCOUNT_ADDED, "陈主席"),
    ]


def test_what_cannot_be_done_is_said_and_done_by_halves_never(store):
    app = opened()
    app.text_input(key="admin_name").set_value("周敏")
    app.button("FormSubmitter:new_account-增加账号").click().run()
    assert "账号“周敏”已存在" in drawn(app)
    app.selectbox(key="admin_account").set_value("陈主席").run()
    app.button(key="admin_disable").click().run()
    assert "唯一的管理员" in drawn(app)
    assert [each.disabled for each in accounts(store)] == [False, False]


def test_an_account_is_disabled_and_enabled(store):
    app = opened()
    app.selectbox(key="admin_account").set_value("周敏").run()
    app.button(key="admin_disable").click().run()
    assert account_named(store, "周敏").disabled
    app.button(key="admin_enable").click().run()
    assert not account_named(store, "周敏").disabled


def test_the_log_is_looked_through_by_kind_and_what_stands_in_it_is_text(store):
    record(store, Did.EXPORTED, "周敏", about='=1+1 <script>alert("x")</script>')
    said = "".join(element.proto.body for element in opened(part="log", what="exported").get("html"))
    table = said[said.index("gb-events") :]
    assert table.count("<tr>") == 2
    assert "<script" not in table
    assert "=1+1 &lt;script&gt;" in table


@pytest.mark.parametrize("role", [Role.LEADER, Role.REPORTER])
def test_nobody_else_sees_it(store, monkeypatch, role):
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: Visitor("x", role, ("T02",), 9))
    app = opened()
    assert len(app.exception) == 1
    assert drawn(app) == ""


def test_the_demonstration_has_a_log_and_no_accounts_to_make(demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: Visitor("local", Role.ADMINISTRATOR))
    app = opened()
    assert "演示数据不设账号" in drawn(app)
    assert not app.text_input
