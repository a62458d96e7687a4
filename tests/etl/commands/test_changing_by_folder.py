"""`catalogue`: edited as a folder, checked with its effect, put into force, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guoban.warehouse import Warehouse
from tests.etl.commands.calls import Answer

Here = Callable[..., Answer]


@pytest.fixture
def folder(own_county: Path, tmp_path: Path, here: Here) -> Path:
    """The catalogue as it was written out."""
    assert here("catalogue", "write", tmp_path / "目录", data=own_county).status == 0
    return tmp_path / "目录"


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8-sig")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8-sig")


def test_what_is_written_differs_in_nothing(own_county: Path, folder: Path, here: Here) -> None:
    assert here("catalogue", "check", folder, data=own_county).out.strip() == (
        "Nothing differs from the catalogue that counts."
    )
    refused = here("catalogue", "apply", folder, "--reason", "x", data=own_county)
    assert (refused.status, refused.out) == (1, "")


def test_a_folder_is_checked_with_its_effect_and_changes_nothing_by_that(
    own_county: Path, folder: Path, here: Here
) -> None:
    edit(folder, "settings.csv", "bands,10", "bands,45")
    before = Warehouse(own_county).version()
    answer = here("catalogue", "check", folder, "--format", "json", data=own_county).json
    assert [(each["key"], each["old"], each["new"]) for each in answer["differences"]] == [("bands", "10", "45")]
    progress = here("progress", "--year", 2026, "--quarter", 2, "--format", "json", data=own_county).json
    behind = [row for row in progress if row["status"] == "behind" and row["schedule"] - row["progress"] <= 0.45]
    assert f"{len(behind)} cell" in answer["effect"][0]
    assert behind
    assert Warehouse(own_county).version() == before


def test_a_folder_is_put_into_force_and_taken_back(own_county: Path, folder: Path, here: Here) -> None:
    edit(folder, "units.csv", "甲镇总工会", "甲镇街道总工会")
    done = here("catalogue", "apply", folder, "--reason", "撤镇设街道", "--by", "陈主席", data=own_county)
    assert (done.status, done.errors) == (0, "")
    assert "Change no. 1 counts: 1 place." in done.out
    assert Warehouse(own_county).reader().catalogue.units["A"].name == "甲镇街道总工会"
    (row,) = here("catalogue", "list", "--format", "json", data=own_county).json
    assert (row["number"], row["by"], row["reason"], row["undoes"]) == (1, "陈主席", "撤镇设街道", None)
    undone = here("catalogue", "undo", 1, "--reason", "暂缓", "--format", "json", data=own_county).json
    assert (undone["number"], undone["undoes"]) == (2, 1)
    assert Warehouse(own_county).reader().catalogue.units["A"].name == "甲镇总工会"


def test_a_wrong_folder_is_refused_with_file_row_and_column(own_county: Path, folder: Path, here: Here) -> None:
    edit(folder, "settings.csv", "due_day,10", "due_day,40")
    for step in (("check", folder), ("apply", folder, "--reason", "x")):
        refused = here("catalogue", *step, data=own_county)
        assert refused.status == 1
        assert "settings.csv, row" in refused.errors


def test_a_unit_with_figures_is_not_taken_out_by_leaving_it_out(own_county: Path, folder: Path, here: Here) -> None:
    edit(folder, "units.csv", "A,甲镇总工会,乡镇,K,1,甲镇\n", "")
    for step in (("check", folder), ("apply", folder, "--reason", "x")):
        refused = here("catalogue", *step, data=own_county)
        assert refused.status == 1
        assert "甲镇总工会" in refused.errors


def test_the_data_folder_is_no_place_to_edit_in(own_county: Path, here: Here) -> None:
    assert here("catalogue", "write", own_county / "catalogue", data=own_county).status == 2


def test_nothing_was_changed_at_first(own_county: Path, here: Here) -> None:
    assert "as it was given at first" in here("catalogue", "list", data=own_county).out
    assert here("catalogue", "undo", 1, "--reason", "x", data=own_county).status == 1
