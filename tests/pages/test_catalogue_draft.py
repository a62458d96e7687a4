"""What is typed over the catalogue becomes one: names kept, lists split, shares joined, others' changes kept."""

from collections.abc import Mapping

import pytest

from guoban.catalogue.texts import INDICATORS, SETTINGS, UNITS
from guoban.errors import InputError
from guoban.warehouse import Warehouse
from guoban.warehouse.catalogue_change import change_catalogue, standing_catalogue
from pages.catalogue_draft import SHARES, CatalogueDraft, add_row, cell_name, checked, take_out
from tests.etl.counties import small_county


@pytest.fixture
def warehouse(tmp_path) -> Warehouse:
    return small_county(tmp_path / "data")


@pytest.fixture
def draft(warehouse) -> CatalogueDraft:
    return CatalogueDraft(standing_catalogue(warehouse.reader()))


def typed(draft: CatalogueDraft, cells: Mapping[tuple[str, str, str], str]) -> None:
    draft.hear({cell_name(*place): text for place, text in cells.items()})


def said(draft: CatalogueDraft) -> list[tuple[str, str, str, str]]:
    return [(each.key, each.column, each.old, each.new) for each in draft.differences()]


def test_nothing_typed_differs_in_nothing(draft):
    assert draft.differences() == ()
    assert checked(draft.texts()).error is None


def test_a_renamed_unit_stays_known_by_its_former_name(draft):
    typed(draft, {(UNITS, "A", "name"): "甲镇街道总工会"})
    assert said(draft) == [
        ("A", "name", "甲镇总工会", "甲镇街道总工会"),
        ("A", "aliases", "甲镇", "甲镇|甲镇总工会"),
    ]


def test_a_renamed_indicator_stays_known_by_its_former_name(draft):
    before = draft.base.texts[INDICATORS]["ORG-01"]
    typed(draft, {(INDICATORS, "ORG-01", "name_zh"): "新建基层工会"})
    assert draft.texts()[INDICATORS]["ORG-01"]["synonyms"] == f"{before['synonyms']}|新建工会"


def test_other_names_that_were_typed_are_taken_as_typed(draft):
    typed(draft, {(UNITS, "A", "name"): "甲镇街道总工会", (UNITS, "A", "aliases"): "甲镇、 甲街道，甲;甲办"})
    assert draft.texts()[UNITS]["A"]["aliases"] == "甲镇|甲街道|甲|甲办"


def test_a_unit_is_moved_by_the_name_or_the_code_of_another(draft):
    for text in ("乙乡总工会", "B"):
        typed(draft, {(UNITS, "A", "parent"): text})
        assert draft.texts()[UNITS]["A"]["parent"] == "B"
    assert draft.shown(UNITS, "A", "parent") == "B"
    assert draft.before(UNITS, "A", "parent") == "某县总工会"


def test_an_unknown_unit_above_is_wrong_at_its_cell(draft):
    typed(draft, {(UNITS, "A", "parent"): "丙乡"})
    check = checked(draft.texts())
    assert set(check.wrong) == {(UNITS, "A", "parent")}
    assert "丙乡" in check.wrong[UNITS, "A", "parent"]


def test_four_shares_make_a_schedule_and_none_makes_none(draft):
    typed(
        draft,
        {(INDICATORS, "ORG-01", name): share for name, share in zip(SHARES, ("10%", "20", "60", "100"), strict=True)},
    )
    assert draft.texts()[INDICATORS]["ORG-01"]["schedule"] == "10|20|60|100"
    typed(draft, {(INDICATORS, "ORG-01", name): "" for name in SHARES})
    assert draft.differences() == ()
    typed(draft, {(INDICATORS, "ORG-01", SHARES[0]): "10"})
    assert (INDICATORS, "ORG-01", "schedule") in checked(draft.texts()).wrong


def test_what_is_typed_back_to_what_stands_is_no_change(draft):
    typed(draft, {(SETTINGS, "due_day", "value"): "15"})
    assert said(draft) == [("due_day", "value", "10", "15")]
    typed(draft, {(SETTINGS, "due_day", "value"): "10"})
    assert draft.differences() == ()


def test_a_row_is_added_typed_over_and_taken_out(draft):
    add_row(draft, UNITS, {"code": "C ", "name": "丙镇总工会", "kind": "乡镇", "parent": "K", "aliases": ""})
    typed(draft, {(UNITS, "C", "name"): "丙镇工会"})
    assert [(each.key, each.column, each.new) for each in draft.differences()] == [("C", "", "丙镇工会")]
    take_out(draft, UNITS, "C")
    assert draft.differences() == ()
    take_out(draft, UNITS, "B")
    assert [(each.key, each.column, each.old) for each in draft.differences()] == [("B", "", "乙乡总工会")]


@pytest.mark.parametrize("code", ["", "A", " ", "a|b"])
def test_a_row_needs_a_code_of_its_own(draft, code):
    with pytest.raises(InputError):
        add_row(draft, UNITS, {"code": code, "name": "丙", "kind": "乡镇", "parent": "K"})


def test_what_others_changed_meanwhile_stays_and_so_does_what_was_typed(warehouse, draft):
    shares = dict(zip(SHARES, ("25", "30", "60", "100"), strict=True))
    typed(draft, {(SETTINGS, "due_day", "value"): "15", (SETTINGS, "stars", "value"): "96|86|76"})
    typed(draft, {(UNITS, "A", "aliases"): "甲"})
    typed(draft, {(INDICATORS, "ORG-02", name): share for name, share in shares.items()})
    other = CatalogueDraft(standing_catalogue(warehouse.reader()))
    typed(other, {(SETTINGS, "stars", "value"): "90|80|70", (UNITS, "B", "name"): "乙镇总工会"})
    change_catalogue(warehouse, other.texts(), "", "李主席", "先改")
    refused = draft.rebase(standing_catalogue(warehouse.reader()))
    assert [(each.key, each.new) for each in refused] == [("stars", "96|86|76")]
    assert said(draft) == [
        ("A", "aliases", "甲镇", "甲"),
        ("ORG-02", "schedule", "", "25|30|60|100"),
        ("due_day", "value", "10", "15"),
    ]
    assert draft.shown(INDICATORS, "ORG-02", SHARES[1]) == "30"
    assert draft.texts()[UNITS]["B"]["name"] == "乙镇总工会"
