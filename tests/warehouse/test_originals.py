"""The files are kept as they were sent in."""

import hashlib
from dataclasses import replace

import pytest
from worlds import NOTHING, first_half, upload

from guoban.errors import InputError
from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.originals import original_path


def test_the_bytes_are_kept_by_their_hash(warehouse: Warehouse) -> None:
    new = upload(b"\x00bytes", "一季度报表.XLSX")
    commit_upload(warehouse, new, first_half(), NOTHING, NOTHING)
    path = warehouse.originals / new.sha256[:2] / f"{new.sha256}.xlsx"
    assert path == original_path(warehouse.originals, new.sha256, new.file_name)
    assert path.read_bytes() == b"\x00bytes"


def test_the_same_bytes_are_kept_once(warehouse: Warehouse) -> None:
    new = upload()
    for _time in range(2):
        commit_upload(warehouse, new, first_half(), NOTHING, NOTHING)
    assert len([path for path in warehouse.originals.rglob("*") if path.is_file()]) == 1


def test_a_half_written_original_is_made_whole_by_the_next_load(warehouse: Warehouse) -> None:
    new = upload(b"0123456789")
    commit_upload(warehouse, new, first_half(), NOTHING, NOTHING)
    path = original_path(warehouse.originals, new.sha256, new.file_name)
    path.write_bytes(b"01234")
    commit_upload(warehouse, new, first_half(), NOTHING, NOTHING)
    assert path.read_bytes() == b"0123456789"


@pytest.mark.parametrize(
    ("file_name", "suffix"),
    [("a.xlsx", ".xlsx"), ("a", ""), ("a.报表", ""), ("a.x/../../y", ""), ("../../a.et", ".et"), (".xlsx", "")],
)
def test_nothing_of_a_name_but_a_plain_suffix_is_used(warehouse: Warehouse, file_name: str, suffix: str) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    path = original_path(warehouse.originals, digest, file_name)
    assert path == warehouse.originals / digest[:2] / f"{digest}{suffix}"


def test_a_refused_upload_leaves_no_original(warehouse: Warehouse) -> None:
    with pytest.raises(InputError):
        commit_upload(warehouse, upload(), first_half(["T9"]), NOTHING, NOTHING)
    assert list(warehouse.originals.rglob("*")) == []


def test_bytes_that_are_not_those_of_the_hash_are_refused(warehouse: Warehouse) -> None:
    with pytest.raises(ValueError, match="sha256"):
        commit_upload(warehouse, replace(upload(), sha256="0" * 64), first_half(), NOTHING, NOTHING)
    assert warehouse.version() == 1


def test_an_edit_by_hand_has_no_original(warehouse: Warehouse) -> None:
    commit_upload(warehouse, replace(upload(purpose="edit"), original=None), first_half(), NOTHING, NOTHING)
    assert not warehouse.originals.exists()
