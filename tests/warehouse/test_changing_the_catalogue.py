"""The catalogue is changed whole or not at all, nothing that figures rest on is lost, and every change is undone."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from worlds import COUNTY, NOTHING, aliases, first_half, targets, upload

from guoban.access.accounts import add_account
from guoban.access.events import Did, events
from guoban.access.people import Role
from guoban.access.store import AccessStore
from guoban.catalogue import CatalogueError, read_catalogue
from guoban.catalogue.texts import INDICATORS, SETTINGS, UNITS, Texts, catalogue_of, texts_of
from guoban.errors import InputError, StoreError
from guoban.measures import progress
from guoban.warehouse import ChangedMeanwhileError, Warehouse, commit_upload, undo_upload
from guoban.warehouse.backup import back_up
from guoban.warehouse.catalogue_change import change_catalogue, standing_catalogue, tried, undo_change
from guoban.warehouse.catalogue_log import changes, last_change, require_all
from guoban.warehouse.restore import restore
from tests.access.cheap import CHEAP, PASSWORD

Place = tuple[str, str, str]


def typed(texts: Texts, cells: Mapping[Place, str]) -> Texts:
    """The texts with some cells typed over."""
    after = deepcopy({table: {key: dict(row) for key, row in rows.items()} for table, rows in texts.items()})
    for (table, key, column), text in cells.items():
        after[table][key][column] = text
    return after


def with_unit(texts: Texts, code: str, name: str, parent: str = "C") -> Texts:
    units = {**texts[UNITS], code: {"code": code, "name": name, "kind": "乡镇", "parent": parent}}
    return {**texts, UNITS: units}


def without(texts: Texts, table: str, key: str) -> Texts:
    return {**texts, table: {each: row for each, row in texts[table].items() if each != key}}


def change(warehouse: Warehouse, cells: Mapping[Place, str], by: str = "陈主席") -> int:
    standing = standing_catalogue(warehouse.reader())
    return change_catalogue(warehouse, typed(standing.texts, cells), standing.change, by, "调整口径").number


def now(warehouse: Warehouse) -> Texts:
    return standing_catalogue(warehouse.reader()).texts


def test_every_kind_of_cell_is_changed_and_counts_at_once(warehouse: Warehouse) -> None:
    cells = {
        (UNITS, "T1", "name"): "青石镇总工会",
        (UNITS, "T1", "aliases"): "青石|青石镇工会联合会",
        (UNITS, "T2", "kind"): "乡",
        (INDICATORS, "A", "weight"): "2.5",
        (INDICATORS, "A", "schedule"): "10|20|30|100",
        (INDICATORS, "D", "headline"): "1",
        (INDICATORS, "R", "name_zh"): "工会组建率",
        (SETTINGS, "bands", "value"): "10/30",
        (SETTINGS, "due_day", "value"): "20",
        (SETTINGS, "backup_hour", "value"): "off",
    }
    before = now(warehouse)
    change(warehouse, cells)
    assert now(warehouse) == typed(before, cells)
    assert warehouse.reader().catalogue == catalogue_of(typed(before, cells))
    assert read_catalogue(warehouse.folder / "catalogue") == warehouse.reader().catalogue


def test_a_change_says_who_when_why_and_what(warehouse: Warehouse) -> None:
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    (found,) = changes(warehouse.folder, warehouse.reader())
    assert (found.number, found.by, found.reason, found.undoes) == (1, "陈主席", "调整口径", "")
    assert [(each.name, each.column, each.old, each.new) for each in found.differences] == [
        ("新建工会", "weight", "1", "3")
    ]
    (event,) = events(AccessStore(warehouse.folder), did=Did.CATALOGUE_CHANGED)
    assert (event.account, event.about) == ("陈主席", "1 调整口径")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({(INDICATORS, "A", "weight"): "viel"}, "weight"),
        ({(INDICATORS, "D", "schedule"): "50|40|60|100"}, "schedule"),
        ({(UNITS, "T2", "aliases"): "青石"}, "aliases"),
        ({(UNITS, "T2", "name"): "青石镇工会联合会"}, "name"),
        ({(UNITS, "T1", "parent"): "T1"}, "parent"),
        ({(SETTINGS, "due_day", "value"): "31"}, "value"),
        ({(SETTINGS, "stars", "value"): "75|85|95"}, "value"),
    ],
)
def test_what_the_catalogue_s_own_checks_refuse_changes_nothing(
    warehouse: Warehouse, cells: dict[Place, str], said: str
) -> None:
    before, version = now(warehouse), warehouse.version()
    with pytest.raises(CatalogueError) as refused:
        change(warehouse, {**cells, (INDICATORS, "B", "weight"): "7"})
    assert [problem.column for problem in refused.value.problems] == [said]
    assert (now(warehouse), warehouse.version(), changes(warehouse.folder, warehouse.reader())) == (before, version, [])


def test_what_says_the_same_is_no_change(warehouse: Warehouse) -> None:
    with pytest.raises(InputError):
        change(warehouse, {(INDICATORS, "A", "weight"): "1.000"})


def test_of_two_administrators_the_second_is_told_and_nothing_is_lost(warehouse: Warehouse) -> None:
    seen = standing_catalogue(warehouse.reader())
    change(warehouse, {(INDICATORS, "A", "weight"): "3"}, by="陈主席")
    with pytest.raises(ChangedMeanwhileError):
        change_catalogue(warehouse, typed(seen.texts, {(INDICATORS, "B", "weight"): "2"}), seen.change, "李", "也改")
    assert now(warehouse)[INDICATORS]["A"]["weight"] == "3"
    assert now(warehouse)[INDICATORS]["B"]["weight"] == "1"


def test_a_unit_is_added_moved_and_taken_out_again_while_nothing_speaks_of_it(warehouse: Warehouse) -> None:
    standing = standing_catalogue(warehouse.reader())
    change_catalogue(warehouse, with_unit(standing.texts, "T3", "新设镇", "T2"), standing.change, "陈主席", "新设")
    assert [unit.code for unit in warehouse.reader().catalogue.under("T2")] == ["T2", "T3"]
    change(warehouse, {(UNITS, "T3", "parent"): "C"})
    standing = standing_catalogue(warehouse.reader())
    change_catalogue(warehouse, without(standing.texts, UNITS, "T3"), standing.change, "陈主席", "撤销")
    assert warehouse.reader().catalogue.units == COUNTY.units


@pytest.mark.parametrize(("table", "key"), [(UNITS, "T1"), (INDICATORS, "A")])
@pytest.mark.parametrize("told_by", ["figures", "targets", "learnt names"])
def test_what_figures_targets_or_learnt_names_speak_of_stays(
    warehouse: Warehouse, table: str, key: str, told_by: str
) -> None:
    if told_by == "figures":
        commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING)
    elif told_by == "targets":
        commit_upload(warehouse, upload(purpose="targets"), NOTHING, targets(("T1", "A", 2026, 5)), NOTHING)
    else:
        names = aliases(("unit", "T1", "青石街道"), ("indicator", "A", "建会工作"))
        commit_upload(warehouse, upload(), first_half(("T2",)), NOTHING, NOTHING, names)
    texts = without(now(warehouse), table, key)
    if table == INDICATORS:
        texts = without(texts, table, "R")
    with pytest.raises(InputError) as refused:
        change_catalogue(warehouse, texts, "", "陈主席", "撤销")
    assert COUNTY.units["T1"].name in refused.value.message or "新建工会" in refused.value.message
    assert key in now(warehouse)[table]


def test_an_undone_upload_still_keeps_its_unit_for_it_may_be_put_back(warehouse: Warehouse) -> None:
    undo_upload(warehouse, commit_upload(warehouse, upload(), first_half(("T1",)), NOTHING, NOTHING), "王芳")
    with pytest.raises(InputError):
        change_catalogue(warehouse, without(now(warehouse), UNITS, "T1"), "", "陈主席", "撤销")


def test_a_unit_that_an_account_answers_for_stays(warehouse: Warehouse) -> None:
    add_account(AccessStore(warehouse.folder, CHEAP), "周敏", Role.REPORTER, ("T1",), PASSWORD, by="test")
    with pytest.raises(InputError) as refused:
        change_catalogue(warehouse, without(now(warehouse), UNITS, "T1"), "", "陈主席", "撤销")
    assert "周敏" in refused.value.message


def test_the_top_of_the_roster_stays_at_the_top(warehouse: Warehouse) -> None:
    cells = {(UNITS, "C", "parent"): "T1", (UNITS, "T1", "parent"): ""}
    with pytest.raises(InputError) as refused:
        change(warehouse, cells)
    assert "云岭县总工会" in refused.value.message


@pytest.mark.parametrize(
    ("column", "text"), [("kind", "stock"), ("measure", "次"), ("direction", "lower")], ids=lambda each: each
)
def test_what_figures_mean_is_changed_only_while_there_are_none(warehouse: Warehouse, column: str, text: str) -> None:
    change(warehouse, {(INDICATORS, "D", column): text})
    undo_change(warehouse, 1, "陈主席", "改回")
    commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING)
    with pytest.raises(InputError) as refused:
        change(warehouse, {(INDICATORS, "D", column): text})
    assert "送温暖走访" in refused.value.message


def test_a_name_learnt_for_another_unit_is_refused(warehouse: Warehouse) -> None:
    commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING, aliases(("unit", "T2", "柳河")))
    with pytest.raises(CatalogueError) as refused:
        change(warehouse, {(UNITS, "T1", "name"): "柳河"})
    assert "柳河" in refused.value.message


def test_learnt_names_outlive_a_change_and_are_no_part_of_it(warehouse: Warehouse) -> None:
    number = commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING, aliases(("unit", "T2", "柳河")))
    change(warehouse, {(UNITS, "T1", "aliases"): "青石镇"})
    catalogue = warehouse.reader().catalogue
    assert (catalogue.units["T1"].aliases, catalogue.units["T2"].aliases) == (("青石镇",), ("柳河",))
    undo_upload(warehouse, number, "王芳")
    assert warehouse.reader().catalogue.units["T2"].aliases == ()


def test_undoing_brings_back_what_stood_before_and_is_undone_itself(warehouse: Warehouse) -> None:
    before = now(warehouse)
    change(warehouse, {(SETTINGS, "bands", "value"): "5/20", (INDICATORS, "A", "weight"): "9"})
    after = now(warehouse)
    assert undo_change(warehouse, 1, "陈主席", "看错了").number == 2
    assert now(warehouse) == before
    undo_change(warehouse, 2, "陈主席", "没看错")
    assert now(warehouse) == after
    third, second, first = changes(warehouse.folder, warehouse.reader())
    assert (third.undoes, second.undoes, first.undoes) == (second.name, first.name, "")


def test_undoing_an_older_change_leaves_the_later_ones(warehouse: Warehouse) -> None:
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    change(warehouse, {(INDICATORS, "B", "weight"): "4"})
    undo_change(warehouse, 1, "陈主席", "撤回")
    weights = [now(warehouse)[INDICATORS][code]["weight"] for code in "AB"]
    assert weights == ["1", "4"]


def test_what_was_changed_again_is_not_undone_over_the_head_of_the_later_change(warehouse: Warehouse) -> None:
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    change(warehouse, {(INDICATORS, "A", "weight"): "4"})
    with pytest.raises(InputError) as refused:
        undo_change(warehouse, 1, "陈主席", "撤回")
    assert "新建工会" in refused.value.message
    assert now(warehouse)[INDICATORS]["A"]["weight"] == "4"


def test_an_added_unit_that_has_figures_by_now_is_not_taken_out_by_undoing(warehouse: Warehouse) -> None:
    change_catalogue(warehouse, with_unit(now(warehouse), "T3", "新设镇"), "", "陈主席", "新设")
    commit_upload(warehouse, upload(), first_half(("T3",)), NOTHING, NOTHING)
    with pytest.raises(InputError) as refused:
        undo_change(warehouse, 1, "陈主席", "撤回")
    assert "新设镇" in refused.value.message


def test_a_unit_put_back_stands_where_it_stood(warehouse: Warehouse) -> None:
    change_catalogue(warehouse, without(now(warehouse), UNITS, "T1"), "", "陈主席", "撤销")
    undo_change(warehouse, 1, "陈主席", "恢复")
    assert list(warehouse.reader().catalogue.units) == ["C", "T1", "T2"]


def test_there_is_nothing_to_undo_that_was_never_done(warehouse: Warehouse) -> None:
    with pytest.raises(InputError):
        undo_change(warehouse, 1, "陈主席", "撤回")


def test_figures_and_targets_are_as_before(warehouse: Warehouse) -> None:
    commit_upload(warehouse, upload(), first_half(), targets(("T1", "A", 2026, 4)), NOTHING)
    before = progress(warehouse.reader(), year=2026, on=date(2026, 6, 30))
    change(warehouse, {(INDICATORS, "A", "weight"): "5"})
    after = progress(warehouse.reader(), year=2026, on=date(2026, 6, 30))
    assert list(after["weight"].unique()) != list(before["weight"].unique())
    assert after.drop(columns=["weight"]).equals(before.drop(columns=["weight"]))


def test_a_trial_shows_what_would_be_and_stores_nothing(warehouse: Warehouse) -> None:
    commit_upload(warehouse, upload(), first_half(), targets(("T1", "A", 2026, 100)), NOTHING)
    before, version = now(warehouse), warehouse.version()
    with tried(warehouse, typed(before, {(SETTINGS, "bands", "value"): "60"})) as reader:
        rows = progress(reader, year=2026, on=date(2026, 6, 30), units=["T1"], indicators=["A"])
        assert list(rows["status"]) == ["slightly_behind"]
    rows = progress(warehouse.reader(), year=2026, on=date(2026, 6, 30), units=["T1"], indicators=["A"])
    assert list(rows["status"]) == ["behind"]
    assert (now(warehouse), warehouse.version()) == (before, version)
    assert not list(warehouse.folder.glob(".trying-*"))


def test_a_trial_of_what_cannot_be_says_so_and_leaves_nothing(warehouse: Warehouse) -> None:
    with (
        pytest.raises(CatalogueError),
        tried(warehouse, typed(now(warehouse), {(SETTINGS, "due_day", "value"): "40"})),
    ):
        pytest.fail("the catalogue is wrong")
    assert not list(warehouse.folder.glob(".trying-*"))


def test_after_going_back_the_changes_that_do_not_count_are_not_shown(warehouse: Warehouse) -> None:
    first = warehouse.version()
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    warehouse.go_back(first)
    assert changes(warehouse.folder, warehouse.reader()) == []
    change(warehouse, {(INDICATORS, "A", "weight"): "4"})
    (found,) = changes(warehouse.folder, warehouse.reader())
    assert found.after[INDICATORS]["A"]["weight"] == "4"


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_text("{}", encoding="utf-8")])
def test_a_lost_record_is_told_and_the_catalogue_counts(warehouse: Warehouse, harm: Callable[[Path], object]) -> None:
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    change(warehouse, {(INDICATORS, "A", "weight"): "4"})
    first = min((warehouse.folder / "catalogue" / "changes").glob("*.json"))
    require_all(warehouse.folder, warehouse.reader())
    harm(first)
    assert [each.number for each in changes(warehouse.folder, warehouse.reader())] == [2]
    with pytest.raises(StoreError):
        require_all(warehouse.folder, warehouse.reader())
    assert now(warehouse)[INDICATORS]["A"]["weight"] == "4"


def test_a_record_is_read_by_people_too(warehouse: Warehouse) -> None:
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    (path,) = (warehouse.folder / "catalogue" / "changes").glob("*.json")
    assert json.loads(path.read_text(encoding="utf-8"))["reason"] == "调整口径"
    assert path.stem == last_change(warehouse.reader().rows)


def test_a_backup_brings_the_record_of_changes_back(warehouse: Warehouse, tmp_path: Path) -> None:
    change(warehouse, {(INDICATORS, "A", "weight"): "3"})
    back_up(warehouse, tmp_path / "all.zip")
    change(warehouse, {(INDICATORS, "A", "weight"): "4"})
    other = Warehouse(tmp_path / "other")
    for place in (warehouse, other):
        restore(place, tmp_path / "all.zip")
        assert [each.number for each in changes(place.folder, place.reader())] == [1]
        undo_change(place, 1, "陈主席", "撤回")
        assert now(place)[INDICATORS]["A"]["weight"] == "1"


def test_the_texts_of_a_catalogue_are_that_catalogue() -> None:
    assert catalogue_of(texts_of(COUNTY)) == COUNTY
