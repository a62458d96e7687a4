"""A backup holds everything, and what comes back from it is everything or nothing."""

import json
import os
import random
import shutil
import zipfile
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path

import children
import pandas as pd
import pytest
from worlds import COUNTY, NOTHING, aliases, findings, first_half, targets, upload

from guoban.catalogue import read_catalogue
from guoban.errors import InputError, StoreError
from guoban.warehouse import Reader, Warehouse, commit_upload, publishing, undo_upload
from guoban.warehouse import restore as restoring
from guoban.warehouse.backup import LIST_NAME, back_up
from guoban.warehouse.restore import ASIDE, restore
from guoban.warehouse.versions import WHOLE_FILES_KEPT

TABLES = (
    "store",
    "unit",
    "alias",
    "indicator",
    "setting",
    "upload",
    "upload_event",
    "upload_claim",
    "observation",
    "target",
    "finding",
)


@pytest.fixture
def filled(warehouse: Warehouse) -> Warehouse:
    """A store with reports, targets, findings, a learnt name, and one upload taken back."""
    commit_upload(warehouse, upload(b"one"), first_half(), NOTHING, findings("合计不符"))
    commit_upload(warehouse, upload(b"two", "二.xlsx"), first_half(["T1"], 7.0), NOTHING, NOTHING)
    commit_upload(warehouse, upload(b"goals", "目标.XLS", "targets"), NOTHING, targets(("T1", "A", 2026, 5)), NOTHING)
    commit_upload(
        warehouse, upload(b"named"), first_half(["T2"], 3.0), NOTHING, NOTHING, aliases(("unit", "T2", "柳河"))
    )
    undo_upload(warehouse, 2, by="王芳")
    commit_upload(warehouse, upload(b"last"), first_half(["T1"], 9.0), NOTHING, NOTHING)
    return warehouse


def contents(reader: Reader) -> dict[str, pd.DataFrame]:
    """Every row of every table."""
    return {table: reader.query(f"select * from {table} order by all") for table in TABLES}


def assert_same(found: dict[str, pd.DataFrame], wanted: dict[str, pd.DataFrame]) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(found[table], wanted[table])


def originals(warehouse: Warehouse) -> dict[str, bytes]:
    """The kept files, by where they lie."""
    root = warehouse.originals
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_was_backed_up_comes_back_whole_in_an_empty_folder(filled: Warehouse, tmp_path: Path) -> None:
    done = back_up(filled, tmp_path / "backup.zip")
    assert (done.uploads, done.originals, done.lost) == (5, 5, ())
    elsewhere = Warehouse(tmp_path / "another" / "machine")
    back = restore(elsewhere, tmp_path / "backup.zip")
    assert (back.version, back.before, back.uploads, back.originals) == (1, None, 5, 5)
    assert_same(contents(elsewhere.reader()), contents(filled.reader()))
    assert originals(elsewhere) == originals(filled)
    assert read_catalogue(elsewhere.folder / "catalogue") == COUNTY
    assert commit_upload(elsewhere, upload(b"next"), first_half(), NOTHING, NOTHING) == 6
    assert not (elsewhere.folder / ASIDE).exists()


@pytest.mark.usefixtures("every_version_whole")
def test_a_store_without_additions_comes_back_alike(filled: Warehouse, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup.zip")
    elsewhere = Warehouse(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "backup.zip")
    assert_same(contents(elsewhere.reader()), contents(filled.reader()))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_backup_is_not_for_everybody_on_the_machine(filled: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").touch(mode=0o644)
    back_up(filled, tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o777 == 0o600


def test_an_empty_store_is_backed_up_too(warehouse: Warehouse, tmp_path: Path) -> None:
    assert back_up(warehouse, tmp_path / "backup.zip").uploads == 0
    assert restore(Warehouse(tmp_path / "elsewhere"), tmp_path / "backup.zip").uploads == 0


def test_what_counted_before_is_kept_and_can_be_gone_back_to(filled: Warehouse, tmp_path: Path) -> None:
    then = contents(filled.reader())
    back_up(filled, tmp_path / "backup.zip")
    commit_upload(filled, upload(b"after the backup"), first_half(value=99.0), NOTHING, NOTHING)
    later, version = contents(filled.reader()), filled.version()
    back = restore(filled, tmp_path / "backup.zip")
    assert (back.before, back.version) == (version, version + 1)
    assert_same(contents(filled.reader()), then)
    assert version in filled.versions_to_go_back_to()
    filled.go_back(version)
    assert_same(contents(filled.reader()), later)


def test_a_damaged_store_is_restored_in_place(filled: Warehouse, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "backup.zip")
    then = contents(filled.reader())
    (filled.store / "current.json").write_text("{")
    with pytest.raises(StoreError):
        Warehouse(filled.folder).version()
    assert restore(filled, tmp_path / "backup.zip").before is None
    assert_same(contents(filled.reader()), then)


def test_an_original_that_is_lost_is_named_and_the_rest_is_backed_up(filled: Warehouse, tmp_path: Path) -> None:
    kept = sorted(path for path in filled.originals.rglob("*.xls*"))
    gone, spoilt = (path for path in kept if path.suffix == ".xls" or path.read_bytes() == b"two")
    gone, spoilt = (gone, spoilt) if gone.suffix == ".xls" else (spoilt, gone)
    gone.unlink()
    spoilt.write_bytes(b"tw0")
    done = back_up(filled, tmp_path / "backup.zip")
    assert sorted(done.lost) == ["二.xlsx", "目标.XLS"]
    assert done.originals == 3
    assert restore(Warehouse(tmp_path / "elsewhere"), tmp_path / "backup.zip").uploads == 5


def test_uploads_go_on_while_a_backup_is_made(
    filled: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many that the version being written is removed under it: its files are held open."""
    then = contents(filled.reader())
    add = back_up.__globals__["_add"]

    def while_others_load(*given: object) -> str:
        if not any(path.name == "meanwhile" for path in tmp_path.iterdir()):
            (tmp_path / "meanwhile").touch()
            for each in range(WHOLE_FILES_KEPT + 2):
                Warehouse(filled.folder).publish(lambda _connection: None)
                commit_upload(filled, upload(b"%d" % each), first_half(), NOTHING, NOTHING)
        return str(add(*given))

    monkeypatch.setitem(back_up.__globals__, "_add", while_others_load)
    back_up(filled, tmp_path / "backup.zip")
    elsewhere = Warehouse(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "backup.zip")
    assert_same(contents(elsewhere.reader()), then)


@pytest.mark.parametrize("seed", range(24))
def test_a_backup_with_a_changed_byte_changes_nothing_or_comes_back_whole(
    filled: Warehouse, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "backup.zip"
    back_up(filled, path)
    wanted = contents(filled.reader())
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    assert_restores_all_or_nothing(path, tmp_path / "elsewhere", wanted)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_is_cut_off_is_refused(filled: Warehouse, tmp_path: Path, share: float) -> None:
    path = tmp_path / "backup.zip"
    back_up(filled, path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    before = filled.version()
    with pytest.raises(InputError):
        restore(filled, path)
    assert filled.version() == before


def assert_restores_all_or_nothing(path: Path, folder: Path, wanted: dict[str, pd.DataFrame]) -> None:
    elsewhere = Warehouse(folder)
    try:
        restore(elsewhere, path)
    except InputError:
        assert not elsewhere.exists()
    else:
        assert_same(contents(elsewhere.reader()), wanted)


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write a zip anew with other entries."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def relist(entries: dict[str, bytes], **said: object) -> None:
    entries[LIST_NAME] = json.dumps({**json.loads(entries[LIST_NAME]), **said}).encode()


def outside(entries: dict[str, bytes]) -> None:
    """An entry that would be written outside of the folder."""
    files = json.loads(entries[LIST_NAME])["files"]
    name, sha256 = next((name, sha256) for name, sha256 in files.items() if name.startswith("originals/"))
    entries["store/../../../outside.duckdb"] = entries[name]
    relist(entries, files={**files, "store/../../../outside.duckdb": sha256})


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.pop(LIST_NAME),
        lambda entries: entries.update({LIST_NAME: b"[]"}),
        lambda entries: entries.update({LIST_NAME: b"{"}),
        lambda entries: relist(entries, format=99),
        lambda entries: relist(entries, files={}),
        lambda entries: relist(entries, version=4711),
        lambda entries: entries.pop(next(name for name in entries if name.startswith("originals/"))),
        lambda entries: entries.update({next(name for name in entries if name.endswith(".csv")): b"other"}),
        outside,
    ],
    ids=["no list", "a list of nothing", "half a list", "newer", "empty", "another version", "a file less",
         "another file", "outside"],
)  # fmt: skip
def test_a_backup_that_is_not_what_it_lists_is_refused_and_nothing_changes(
    filled: Warehouse, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    path = tmp_path / "backup.zip"
    back_up(filled, path)
    changed(path, change)
    version, kept = filled.version(), originals(filled)
    with pytest.raises(InputError) as refused:
        restore(filled, path)
    assert "backup.zip" in refused.value.message
    assert (filled.version(), originals(filled)) == (version, kept)
    assert not (filled.folder / ASIDE).exists()
    assert [path.name for path in tmp_path.rglob("outside*")] == []


def test_a_file_that_is_no_zip_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "季报.xlsx").write_bytes(b"something else")
    for path in (tmp_path / "季报.xlsx", tmp_path / "nowhere.zip", tmp_path):
        with pytest.raises(InputError):
            restore(warehouse, path)
    assert warehouse.version() == 1


@pytest.mark.parametrize(
    "step", ["_unpack", "keep_original", "copy_sealed", "seal_durably", "move_durably", "write_durably"]
)
def test_a_disk_that_runs_full_while_restoring_leaves_what_was_there(
    filled: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    back_up(filled, tmp_path / "backup.zip")
    commit_upload(filled, upload(b"later"), first_half(value=5.0), NOTHING, NOTHING)
    wanted = contents(filled.reader())

    def full(*_given: object, **_named: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    for module in (restoring, publishing):
        monkeypatch.setattr(module, step, full, raising=False)
    with pytest.raises(StoreError) as refused:
        restore(filled, tmp_path / "backup.zip")
    assert "空间不足" in refused.value.message
    monkeypatch.undo()
    assert_same(contents(filled.reader()), wanted)
    assert commit_upload(filled, upload(b"afterwards"), first_half(), NOTHING, NOTHING) == 7
    assert list(filled.store.glob("*.part*")) == []


def test_restores_killed_again_and_again_leave_the_one_or_the_other(filled: Warehouse, tmp_path: Path) -> None:
    chance = random.Random(20261231)
    back_up(filled, tmp_path / "backup.zip")
    backed_up = contents(filled.reader())
    commit_upload(filled, upload(b"later"), first_half(value=5.0), NOTHING, NOTHING)
    others = contents(filled.reader())
    for _round in range(8):
        process, pipe = children.start(children.restore_without_end, filled.folder, tmp_path / "backup.zip")
        pipe.recv()
        pipe.poll(chance.uniform(0, 0.3))
        process.kill()
        process.join()
        found = contents(Warehouse(filled.folder).reader())
        assert_same(found, backed_up if len(found["upload"]) == 5 else others)
    commit_upload(filled, upload(b"the living"), first_half(), NOTHING, NOTHING)
    assert not list(filled.store.glob("*.part*"))


def test_backups_killed_again_and_again_leave_the_last_whole_one(filled: Warehouse, tmp_path: Path) -> None:
    chance = random.Random(20260930)
    path = tmp_path / "backup.zip"
    back_up(filled, path)
    wanted = contents(filled.reader())
    for each in range(8):
        process, pipe = children.start(children.back_up_without_end, filled.folder, path)
        pipe.recv()
        pipe.poll(chance.uniform(0, 0.1))
        process.kill()
        process.join()
        folder = tmp_path / str(each)
        restore(Warehouse(folder), path)
        assert_same(contents(Warehouse(folder).reader()), wanted)
        shutil.rmtree(folder, ignore_errors=True)
