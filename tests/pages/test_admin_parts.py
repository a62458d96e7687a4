"""The parts of the Admin page over a real store: what is typed is checked, foreseen, put into force and taken back."""

import re

import pytest
from streamlit.testing.v1 import AppTest
from test_figures_on_pages import drawn

from guoban.access.events import Did, events
from guoban.access.people import NotAllowedError, Role, Visitor
from guoban.access.store import AccessStore
from guoban.catalogue.texts import SETTINGS, UNITS
from guoban.place import ROOT
from guoban.warehouse import Warehouse
from guoban.warehouse.catalogue_change import change_catalogue, standing_catalogue
from guoban.warehouse.catalogue_log import changes
from guoban.warehouse.daily import FOLDER
from guoban.warehouse.keep_rule import kept_backups
from pages.catalogue_draft import CatalogueDraft, submit

PARTS = ("accounts", "units", "indicators", "settings", "safekeeping", "log")
NAME = "云溪县总工会"


@pytest.fixture
def data(demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    return demo_data


def opened(part: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "admin.py"), default_timeout=90)
    app.query_params["part"] = part
    return app.run()


def typed(app: AppTest, **cells: str) -> AppTest:
    """The page after settings were typed over."""
    app.session_state["catalogue_draft"].hear({f"settings|{name}|value": text for name, text in cells.items()})
    return app.run()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_for_an_administrator(data, part):
    app = opened(part)
    assert not app.exception
    said = drawn(app)
    assert f'<a href="./admin?part={part}" aria-current="page">' in said
    assert re.search("<h1>.+?</h1>", said)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.LEADER, Role.REPORTER])
def test_no_part_opens_for_anybody_else(data, monkeypatch, part, role):
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: Visitor("x", role, ("T02",), 9))
    app = opened(part)
    assert len(app.exception) == 1
    assert drawn(app) == ""


def test_a_part_that_is_not_there_is_the_first_one(data):
    assert 'part=accounts" aria-current' in drawn(opened("../log"))


def test_a_setting_is_foreseen_put_into_force_with_a_reason_and_taken_back(data):
    app = typed(opened("settings"), bands="5")
    said = drawn(app)
    assert "1处改动，尚未生效" in said
    foreseen = re.search(r"截至2026年6月30日，(\d+)项任务状态改变（◆ 略滞后→▼ 滞后 (\d+)）", said)
    assert foreseen
    assert foreseen[1] == foreseen[2]
    app.button(key="submit_catalogue").click().run()
    assert "请先填写修改理由" in drawn(app)
    assert Warehouse(data).reader().catalogue.settings.tolerance * 100 == 10
    app.text_input(key=f"catalogue_reason_{app.session_state['catalogue_draft'].number}").set_value("口径从严")
    app.button(key="submit_catalogue").click().run()
    assert "第1次修改已生效" in drawn(app)
    assert Warehouse(data).reader().catalogue.settings.tolerance * 100 == 5
    (event,) = events(AccessStore(data), did=Did.CATALOGUE_CHANGED)
    assert (event.account, event.about) == ("陈主席", "1 口径从严")
    app.button(key="undo_change_1").click().run()
    assert Warehouse(data).reader().catalogue.settings.tolerance * 100 == 10
    assert "撤销第1次修改" in drawn(app)
    assert [each.number for each in changes(data, Warehouse(data).reader())] == [2, 1]


def test_what_the_checks_refuse_is_said_by_name_and_cannot_be_put_into_force(data):
    app = typed(opened("settings"), due_day="40", bands="5")
    assert "报送截止日" in drawn(app)
    assert app.button(key="submit_catalogue").disabled
    app.button(key="discard_catalogue").click().run()
    assert "尚未生效" not in drawn(app)


def test_what_figures_rest_on_cannot_be_taken_out_even_where_no_button_offers_it(data):
    app = opened("units")
    app.session_state["catalogue_draft"].removed.add((UNITS, "T02"))
    app.run()
    assert "“望江镇总工会”已有数据或目标，不能从名册中移除" in drawn(app)
    assert app.button(key="submit_catalogue").disabled


def test_of_two_administrators_the_second_sees_what_the_first_did_and_goes_on(data):
    second = typed(opened("settings"), due_day="15")
    warehouse = Warehouse(data)
    first = CatalogueDraft(standing_catalogue(warehouse.reader()))
    first.hear({"settings|stars|value": "90|80|70"})
    change_catalogue(warehouse, first.texts(), "", "李主席", "调整星级")
    second.text_input(key=f"catalogue_reason_{second.session_state['catalogue_draft'].number}").set_value("改期")
    second.button(key="submit_catalogue").click().run()
    assert "李主席已先行修改目录：调整星级" in drawn(second)
    assert warehouse.reader().catalogue.settings.due_day == 10
    second.button(key="rebase_catalogue").click().run()
    second.text_input(key=f"catalogue_reason_{second.session_state['catalogue_draft'].number}").set_value("改期")
    second.button(key="submit_catalogue").click().run()
    settings = warehouse.reader().catalogue.settings
    assert (settings.due_day, settings.stars[0]) == (15, 90)


@pytest.mark.parametrize("role", [Role.LEADER, Role.REPORTER])
def test_nobody_else_puts_a_draft_into_force(data, role):
    warehouse = Warehouse(data)
    draft = CatalogueDraft(standing_catalogue(warehouse.reader()))
    draft.hear({"settings|due_day|value": "15"})
    with pytest.raises(NotAllowedError):
        submit(warehouse, draft, "x", Visitor("x", role, ("T02",), 9))
    assert standing_catalogue(warehouse.reader()).texts[SETTINGS]["due_day"]["value"] == "10"


def test_a_backup_is_made_read_and_found_sound(data):
    app = opened("safekeeping")
    assert "尚无备份" in drawn(app)
    app.button(key="backup_now").click().run()
    (made,) = kept_backups(data / FOLDER)
    assert made.path.name in drawn(app)
    assert "未检查" in drawn(app)
    app.button(key="backup_check").click().run()
    assert "未检查" not in drawn(app)
    assert "完好" in drawn(app)
    made.path.write_bytes(made.path.read_bytes()[:-2000])
    assert "未检查" in drawn(app.run()), "another file of the same name was not read"
    app.button(key="backup_check").click().run()
    assert "gb-is-wrong" in drawn(app)
    assert [each.did for each in events(AccessStore(data))] == [Did.BACKED_UP]


def test_a_backup_is_put_back_once_its_effect_was_seen_and_the_name_typed(data):
    app = opened("safekeeping")
    app.button(key="backup_now").click().run()
    typed(opened("settings"), due_day="15")
    warehouse = Warehouse(data)
    draft = CatalogueDraft(standing_catalogue(warehouse.reader()))
    draft.hear({"settings|due_day|value": "15"})
    change_catalogue(warehouse, draft.texts(), "", "李主席", "改期")
    name = kept_backups(data / FOLDER)[0].path.name
    app.selectbox(key="restore_chosen").set_value(name).run()
    app.button(key="restore_look").click().run()
    assert "目前有效的上报不会减少" in drawn(app)
    assert app.button(key="restore_now").disabled
    app.text_input(key="restore_confirm").set_value("云溪县").run()
    assert app.button(key="restore_now").disabled
    app.text_input(key="restore_confirm").set_value(NAME).run()
    app.button(key="restore_now").click().run()
    assert not app.exception
    assert "已恢复" in drawn(app)
    assert warehouse.reader().catalogue.settings.due_day == 10
    assert Did.RESTORED in [each.did for each in events(AccessStore(data))]


def test_in_the_demonstration_nothing_is_put_back_from_the_page(data, monkeypatch):
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: Visitor("local", Role.ADMINISTRATOR))
    app = opened("safekeeping")
    assert "演示数据不在此恢复" in drawn(app)
    assert all(each.key != "restore_chosen" for each in app.selectbox)


def test_the_store_is_held_against_its_files_and_the_log_says_so(data):
    app = opened("safekeeping")
    app.button(key="verify_now").click().run()
    assert "全部与报送文件一致" in drawn(app)
    (event,) = events(AccessStore(data), did=Did.VERIFIED)
    assert event.account == "陈主席"
