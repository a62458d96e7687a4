"""`go-back`: the way out of a damaged store, by the command line alone."""

from collections.abc import Callable
from pathlib import Path

from guoban.warehouse import Warehouse
from guoban.warehouse.versions import chain_of, files_of
from tests.etl.commands.calls import Answer

Here = Callable[..., Answer]


def test_a_damaged_store_says_how_to_go_back_and_goes_back(own_county: Path, here: Here) -> None:
    warehouse = Warehouse(own_county)
    last = warehouse.version()
    newest = files_of(warehouse.store, chain_of(warehouse.store, last))[-1]
    newest.write_bytes(newest.read_bytes()[:-100])
    refused = here("progress", "--year", 2026, "--quarter", 2, data=own_county)
    assert refused.status == 3
    assert "go-back" in refused.errors
    assert len(refused.errors.splitlines()) == 1
    listed = here("go-back", "--format", "json", data=own_county).json
    assert [(row["version"], row["uploads"]) for row in listed] == [(last - 1, 2), (last - 2, 1), (last - 3, 0)]
    said = here("go-back", last - 1, data=own_county)
    assert said.status == 0
    assert "with 2 uploads" in said.out
    assert len(here("history", "--format", "json", data=own_county).json) == 2
    (name,) = here("rebuild", "--format", "json", data=own_county).json["unclaimed"]
    again = here("load", own_county / "originals" / name[:2] / name, data=own_county)
    assert again.status == 0
    assert len(here("history", "--format", "json", data=own_county).json) == 3


def test_only_a_version_that_is_whole_is_gone_back_to(own_county: Path, tmp_path: Path, here: Here) -> None:
    before = Warehouse(own_county).version()
    for version in (before, 999):
        assert here("go-back", version, data=own_county).status == 3
    assert Warehouse(own_county).version() == before
    assert "3" in here("go-back", data=own_county).out
    assert here("go-back", 1, data=tmp_path / "no store").status == 3
