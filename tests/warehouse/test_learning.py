"""Names learnt with an upload count as long as it does."""

import pytest
from worlds import NOTHING, aliases, first_half, upload

from guoban.catalogue import indicators_named, units_named
from guoban.errors import InputError
from guoban.warehouse import Warehouse, commit_upload, redo_upload, undo_upload


def learn(warehouse: Warehouse, *names: tuple[str, str, str]) -> int:
    return commit_upload(warehouse, upload(repr(names).encode()), first_half(), NOTHING, NOTHING, aliases(*names))


def test_a_learnt_name_is_known_until_its_upload_is_undone(warehouse: Warehouse) -> None:
    before = warehouse.reader().catalogue
    number = learn(warehouse, ("unit", "T2", "柳河"), ("indicator", "A", "建会"))
    catalogue = warehouse.reader().catalogue
    assert catalogue.units["T2"].aliases == ("柳河",)
    assert units_named(catalogue, "柳河") == ("T2",)
    assert indicators_named(catalogue, "建会") == ("A",)
    undo_upload(warehouse, number, "王芳")
    assert warehouse.reader().catalogue == before
    redo_upload(warehouse, number, "王芳")
    assert warehouse.reader().catalogue == catalogue


def test_a_name_the_catalogue_has_is_not_learnt_again(warehouse: Warehouse) -> None:
    learn(warehouse, ("unit", "T1", "青 石"), ("unit", "T1", "青石镇工会联合会"), ("indicator", "D", "走访"))
    assert warehouse.reader().query("select count(*) n from alias where upload is not null")["n"][0] == 0


@pytest.mark.parametrize(
    "name",
    [
        ("unit", "T2", "青石"),
        ("unit", "T2", "青石镇工会联合会"),
        ("unit", "T2", "T1"),
        ("unit", "T9", "新单位"),
        ("indicator", "D", "新建工会"),
        ("indicator", "D", "Unions formed"),
        ("indicator", "Z", "新指标"),
    ],
)
def test_a_name_that_has_another_meaning_is_refused_with_the_upload(
    warehouse: Warehouse, name: tuple[str, str, str]
) -> None:
    with pytest.raises(InputError) as refused:
        learn(warehouse, name)
    assert name[2] in refused.value.message
    assert warehouse.version() == 1


def test_one_upload_cannot_teach_a_name_two_units(warehouse: Warehouse) -> None:
    with pytest.raises(InputError):
        learn(warehouse, ("unit", "T1", "河口"), ("unit", "T2", "河口"))
    assert warehouse.version() == 1


def test_a_synonym_may_come_to_stand_for_two_indicators_and_then_names_both(warehouse: Warehouse) -> None:
    learn(warehouse, ("indicator", "A", "走访"))
    assert indicators_named(warehouse.reader().catalogue, "走访") == ("A", "D")


def test_a_name_is_not_put_back_when_it_has_come_to_mean_another_unit(warehouse: Warehouse) -> None:
    first = learn(warehouse, ("unit", "T1", "河口"))
    undo_upload(warehouse, first, "王芳")
    learn(warehouse, ("unit", "T2", "河口"))
    with pytest.raises(InputError) as refused:
        redo_upload(warehouse, first, "王芳")
    assert "河口" in refused.value.message
    assert units_named(warehouse.reader().catalogue, "河口") == ("T2",)
