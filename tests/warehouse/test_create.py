"""A new store."""

from pathlib import Path

from worlds import COUNTY

from guoban.catalogue import read_catalogue
from guoban.warehouse import Warehouse


def test_a_new_store_is_empty_and_has_its_catalogue(tmp_path: Path) -> None:
    warehouse = Warehouse.create(tmp_path / "a" / "b", COUNTY)
    assert warehouse.exists()
    assert warehouse.version() == 1
    reader = warehouse.reader()
    assert reader.catalogue == COUNTY
    for table in ("upload", "upload_event", "observation", "target", "finding"):
        assert reader.query(f"select count(*) n from {table}")["n"][0] == 0


def test_the_catalogue_is_copied_beside_the_store(warehouse: Warehouse) -> None:
    assert read_catalogue(warehouse.folder / "catalogue") == COUNTY


def test_a_folder_with_a_quote_and_chinese_in_its_name_will_do(tmp_path: Path) -> None:
    warehouse = Warehouse.create(tmp_path / "王芳's 数据 100%", COUNTY)
    assert warehouse.reader().catalogue == COUNTY
