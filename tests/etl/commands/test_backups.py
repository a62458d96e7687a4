"""`backup` and `restore`: everything in one file, and back again."""

from pathlib import Path

from tests.etl.commands.calls import etl

HALF = ("--year", 2026, "--quarter", 2)


def test_a_backup_restored_elsewhere_gives_the_same_answers(county: Path, tmp_path: Path) -> None:
    zipped, elsewhere = tmp_path / "备份.zip", tmp_path / "another machine"
    made = etl("backup", zipped, "--format", "json", data=county)
    assert made.status == 0
    assert made.json["bytes"] == zipped.stat().st_size
    assert made.json["lost"] == []
    back = etl("restore", zipped, "--format", "json", data=elsewhere)
    assert back.status == 0
    assert (back.json["before"], back.json["uploads"]) == (None, made.json["uploads"])
    for question in (("progress", *HALF), ("appraisal", *HALF), ("history",), ("targets", "--year", 2026)):
        asked = [etl(*question, "--format", "json", data=folder).json for folder in (county, elsewhere)]
        assert asked[0] == asked[1]
        assert asked[0]


def test_restoring_into_a_folder_in_use_keeps_what_was_there_and_says_so(own_county: Path, tmp_path: Path) -> None:
    zipped = tmp_path / "backup.zip"
    etl("backup", zipped, data=own_county)
    last = etl("history", "--format", "json", data=own_county).json[0]["upload"]
    etl("undo", last, data=own_county)
    said = etl("restore", zipped, data=own_county)
    assert said.status == 0
    assert "is kept as version" in said.out
    assert etl("history", "--format", "json", data=own_county).json[0]["counts"]


def test_what_is_no_backup_is_refused_with_one_sentence(own_county: Path, tmp_path: Path) -> None:
    (tmp_path / "季报.zip").write_bytes(b"PK no zip at all")
    refused = etl("restore", tmp_path / "季报.zip", data=own_county)
    assert refused.status == 1
    assert "季报.zip" in refused.errors
    assert "Traceback" not in refused.errors
    assert etl("progress", *HALF, data=own_county).status == 0


def test_a_backup_needs_a_store_and_a_folder(county: Path, tmp_path: Path) -> None:
    assert etl("backup", tmp_path / "nowhere" / "backup.zip", data=county).status == 2
    assert etl("backup", tmp_path / "backup.zip", data=tmp_path / "no store").status == 3
    assert not (tmp_path / "backup.zip").exists()
