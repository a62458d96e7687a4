"""What a backup holds is told before anything is put back, and looking changes nothing."""

from datetime import datetime
from pathlib import Path

import pytest
from worlds import NOTHING, first_half, upload

from guoban.errors import InputError
from guoban.warehouse import Warehouse, commit_upload, undo_upload
from guoban.warehouse.backup import back_up
from guoban.warehouse.daily import FOLDER, back_up_by_rule
from guoban.warehouse.inside_backup import check_backup, checks, look_inside

NOW = datetime(2026, 7, 14, 9, 30)  # noqa: DTZ001 - the clock of the office


@pytest.fixture
def backup(warehouse: Warehouse, tmp_path: Path) -> Path:
    """A backup with one upload."""
    commit_upload(warehouse, upload(b"one"), first_half(), NOTHING, NOTHING)
    return back_up(warehouse, tmp_path / "all.zip").path


def test_what_counts_now_would_not_change(warehouse: Warehouse, backup: Path) -> None:
    inside = look_inside(warehouse, backup)
    assert (inside.uploads, inside.units, inside.indicators) == (1, 3, 5)
    assert (inside.lost, inside.other, inside.same) == ((), (), True)


def test_uploads_that_would_be_lost_or_come_back_are_named(warehouse: Warehouse, backup: Path) -> None:
    undo_upload(warehouse, 1, "王芳")
    commit_upload(warehouse, upload(b"two", "二.xlsx"), first_half(), NOTHING, NOTHING)
    inside = look_inside(warehouse, backup)
    assert [(each.number, each.file_name) for each in inside.lost] == [(2, "二.xlsx")]
    assert [each.number for each in inside.other] == [1]
    assert not inside.same


def test_looking_leaves_everything_as_it_was(warehouse: Warehouse, backup: Path) -> None:
    before = sorted(path.relative_to(warehouse.folder) for path in warehouse.folder.rglob("*"))
    version = warehouse.version()
    look_inside(warehouse, backup)
    assert sorted(path.relative_to(warehouse.folder) for path in warehouse.folder.rglob("*")) == before
    assert warehouse.version() == version


def test_a_damaged_backup_is_refused_and_the_folder_is_left_clean(warehouse: Warehouse, backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(bytes(content))
    with pytest.raises(InputError):
        look_inside(warehouse, backup)
    assert not list(warehouse.folder.glob(".looking-*"))


def test_a_backup_fits_a_folder_whose_own_store_is_damaged(warehouse: Warehouse, backup: Path) -> None:
    for path in warehouse.store.glob("*.duckdb"):
        path.write_bytes(b"x")
    (warehouse.store / "current.json").write_text("{", encoding="utf-8")
    assert look_inside(warehouse, backup).uploads == 1


def test_that_a_backup_was_read_is_kept_until_the_file_is_another(warehouse: Warehouse) -> None:
    made = back_up_by_rule(warehouse, NOW)
    assert made is not None
    assert checks(warehouse) == {}
    check_backup(warehouse, made.path, NOW)
    assert {name: (each.moment, each.problem) for name, each in checks(warehouse).items()} == {
        made.path.name: (NOW, "")
    }
    made.path.write_bytes(b"cut off")
    assert checks(warehouse) == {}
    with pytest.raises(InputError):
        check_backup(warehouse, made.path, NOW)
    assert checks(warehouse)[made.path.name].problem
    (warehouse.folder / FOLDER / "checked.json").write_text("[]", encoding="utf-8")
    assert checks(warehouse) == {}
