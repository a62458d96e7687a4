"""A damaged, missing, strange or full store is told in one sentence, with what can be done."""

import json
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import children
import pytest
from children import count_uploads
from worlds import COUNTY, NOTHING, first_half, upload

from guoban.errors import StoreError
from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.schema import SCHEMA_VERSION
from guoban.warehouse.versions import chain_of, files_of


@pytest.fixture(params=["additions", "whole files"])
def grown(warehouse: Warehouse, request: pytest.FixtureRequest) -> Warehouse:
    """A store at version 3, with two uploads, each an addition or a whole file."""
    if request.param == "whole files":
        request.getfixturevalue("every_version_whole")
    for count in range(2):
        commit_upload(warehouse, upload(b"%d" % count), first_half(), NOTHING, NOTHING)
    return warehouse


def file_of(warehouse: Warehouse, version: int) -> Path:
    """The file that makes a version of the one before it."""
    return files_of(warehouse.store, chain_of(warehouse.store, version))[-1]


def files(warehouse: Warehouse) -> dict[Path, bytes]:
    """Everything that counts in the data folder."""
    return {
        path: path.read_bytes()
        for path in warehouse.folder.rglob("*")
        if path.suffix in (".duckdb", ".addition", ".json", ".csv")
    }


def test_no_store_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "nowhere")
    assert not warehouse.exists()
    for act in (warehouse.version, warehouse.reader, lambda: warehouse.publish(lambda _connection: None)):
        with pytest.raises(StoreError) as refused:
            act()
        assert str(tmp_path / "nowhere") in refused.value.message
        assert "init" in refused.value.hint
    assert not (tmp_path / "nowhere").exists()


def test_a_store_is_not_made_over_another(grown: Warehouse) -> None:
    before = files(grown)
    with pytest.raises(StoreError):
        Warehouse.create(grown.folder, COUNTY)
    assert files(grown) == before


@pytest.mark.parametrize("damage", ["truncated", "emptied", "overwritten", "removed"])
def test_a_damaged_version_is_told_with_those_to_go_back_to(grown: Warehouse, damage: str) -> None:
    path = file_of(grown, 3)
    content = path.read_bytes()
    if damage == "removed":
        path.unlink()
    else:
        path.write_bytes(
            {"truncated": content[: len(content) // 2], "emptied": b"", "overwritten": b"x" * 9999}[damage]
        )
    for act in (grown.reader, lambda: commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING)):
        with pytest.raises(StoreError) as refused:
            act()
        assert "3" in refused.value.message
        assert "2、1" in refused.value.hint
    assert grown.version() == 3
    grown.go_back(2)
    assert count_uploads(grown.reader()) == 1
    assert commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING) == 2
    assert grown.version() == 4  # 3 may still be open somewhere: its number is not used again
    assert count_uploads(grown.reader()) == 2


def spoil_the_middle(path: Path) -> None:
    """Change some bytes in every block of a whole file, or in the middle of an addition."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        blocks = range(3 * 4096 + 65536 + 100, size, 65536)
        for offset in blocks if path.suffix == ".duckdb" else [size // 2]:
            file.seek(offset)
            file.write(b"\xff" * 512)


def test_damage_in_the_middle_of_a_file_is_told_when_it_is_met(grown: Warehouse) -> None:
    spoil_the_middle(file_of(grown, 3))
    with pytest.raises(StoreError) as refused:
        grown.reader().query("select * from observation")
    assert "3" in refused.value.message
    grown.go_back(2)
    assert count_uploads(grown.reader()) == 1


def test_damage_in_the_middle_of_a_file_is_not_copied_into_the_next_version(grown: Warehouse) -> None:
    """One changed byte anywhere: reading may never touch it, and five publications later no whole version is left."""
    path = file_of(grown, 3)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING)
    assert "2、1" in refused.value.hint
    assert grown.version() == 3


@pytest.mark.parametrize("with_pointer", [True, False])
def test_a_version_damaged_in_its_middle_is_not_offered_to_go_back_to(grown: Warehouse, with_pointer: bool) -> None:
    spoil_the_middle(file_of(grown, 2))
    file_of(grown, 3).write_bytes(b"")
    if not with_pointer:
        (grown.store / "current.json").unlink()
    assert grown.versions_to_go_back_to() == [1]
    with pytest.raises(StoreError):
        grown.go_back(2)
    grown.go_back(1)
    assert count_uploads(grown.reader()) == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 0, "highest": 0}', '{"version": "x"}', None])
def test_a_damaged_or_missing_pointer_is_told_with_the_versions_there_are(
    grown: Warehouse, content: str | None
) -> None:
    pointer = grown.store / "current.json"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_text(content)
    assert grown.exists()
    for act in (grown.version, grown.reader, lambda: grown.publish(lambda _connection: None)):
        with pytest.raises(StoreError) as refused:
            act()
        assert "current.json" in refused.value.message
        assert "3、2、1" in refused.value.hint
    with pytest.raises(StoreError):
        Warehouse.create(grown.folder, COUNTY)
    grown.go_back(3)
    assert count_uploads(grown.reader()) == 2
    commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING)
    assert grown.version() == 4


@pytest.mark.parametrize("version", [3, 9, 0])
def test_only_another_version_that_opens_is_gone_back_to(grown: Warehouse, version: int) -> None:
    with pytest.raises(StoreError):
        grown.go_back(version)
    assert grown.version() == 3


def test_without_any_version_that_opens_a_backup_is_named(warehouse: Warehouse) -> None:
    file_of(warehouse, 1).write_bytes(b"nothing")
    with pytest.raises(StoreError) as refused:
        warehouse.reader()
    assert refused.value.hint
    assert warehouse.versions_to_go_back_to() == []


def test_a_store_of_a_newer_program_is_refused_and_left_alone(grown: Warehouse) -> None:
    newer = SCHEMA_VERSION + 1
    grown.publish(lambda connection: connection.execute(f"update store set schema_version = {newer}") and None)
    before = files(grown)
    load = lambda: commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING)  # noqa: E731
    for act in (grown.reader, load, grown.reader, load):  # refused again, not only at first sight
        with pytest.raises(StoreError) as refused:
            act()
        assert str(newer) in refused.value.message
        assert str(SCHEMA_VERSION) in refused.value.message
    assert files(grown) == before


def test_what_a_change_raises_comes_through_and_nothing_is_changed(grown: Warehouse) -> None:
    before = files(grown)

    def change(connection: object) -> None:
        connection.execute("delete from observation")  # type: ignore[attr-defined]
        raise KeyError("a mistake of ours")

    with pytest.raises(KeyError):
        grown.publish(change)
    assert files(grown) == before
    assert list(grown.store.glob("*.part*")) == []
    assert commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING) == 3


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_full_disk_is_told_before_anything_is_written(grown: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(grown)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12, 5 * 10**6))
        with pytest.raises(StoreError) as refused:
            commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING)
    assert "5 MB" in refused.value.message
    assert refused.value.hint
    assert files(grown) == before
    assert commit_upload(grown, upload(b"3"), first_half(), NOTHING, NOTHING) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of a process's files")
@pytest.mark.parametrize("room", [10, 100, 3_000, 100_000, 1.0])
def test_a_disk_that_runs_full_while_it_is_written_changes_nothing(grown: Warehouse, room: float) -> None:
    """room: bytes a file may have; 1.0 = exactly what the file of the current version has."""
    if isinstance(room, float):
        room = file_of(grown, 3).stat().st_size
    before = files(grown)
    as_whole = file_of(grown, 3).suffix == ".duckdb"
    process, pipe = children.start(children.commit_much_with_a_small_disk, grown.folder, int(room), as_whole)
    message = pipe.recv()
    number = pipe.recv()
    process.join()
    assert "MB" in message
    assert number == 3
    after = files(grown)
    kept = {path: content for path, content in before.items() if path in after and path.name != "current.json"}
    assert {path: after[path] for path in kept} == kept
    assert file_of(grown, 3) in kept
    assert json.loads((grown.store / "current.json").read_text())["version"] == 4
    assert list(grown.store.glob("*.part*")) == []
