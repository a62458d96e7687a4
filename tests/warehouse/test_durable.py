"""A cut of power leaves the old version or the new one: what is pointed at rests on the disk before."""

import os
import sys
from pathlib import Path

import pytest
from worlds import NOTHING, first_half, upload

from guoban.warehouse import Warehouse, commit_upload
from guoban.warehouse.durable import write_durably


@pytest.mark.skipif(sys.platform == "win32", reason="Windows numbers no files that could be followed")
@pytest.mark.parametrize(("most_additions", "suffix"), [(32, ".addition"), (0, ".duckdb")])
def test_every_file_rests_on_the_disk_before_it_gets_its_name_and_its_folder_before_anything_points_at_it(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch, most_additions: int, suffix: str
) -> None:
    monkeypatch.setattr("guoban.warehouse.warehouse.MOST_ADDITIONS", most_additions)
    events: list[tuple[str, int, str]] = []
    really_sync, really_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        events.append(("rests", os.fstat(descriptor).st_ino, ""))
        really_sync(descriptor)

    def replace(source: Path, target: Path) -> Path:
        events.append(("moves", source.stat().st_ino, str(target)))
        return really_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    commit_upload(warehouse, upload(), first_half(), NOTHING, NOTHING)

    moves = [place for place, event in enumerate(events) if event[0] == "moves"]
    names = [Path(events[place][2]).suffix for place in moves]
    assert names[-1] == ".json"  # only then the pointer
    assert sorted(names[:-1]) == sorted([".xlsx", suffix])  # the original and the version, in either order
    for place in moves:
        _moves, moved, target = events[place]
        folder = Path(target).parent.stat().st_ino
        assert ("rests", moved, "") in events[:place]
        assert ("rests", folder, "") in events[place : moves[-1] if place != moves[-1] else None]


def test_a_file_that_could_not_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "current.json"
    path.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="space"):
            write_durably(path, b"new", by_way_of=tmp_path / "part")
    assert path.read_bytes() == b"old"
    write_durably(path, b"new", by_way_of=tmp_path / "part")
    assert path.read_bytes() == b"new"
