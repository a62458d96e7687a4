"""`verify`: the store held against the files it was read from, cell by cell."""

from pathlib import Path

import pytest

from guoban.warehouse import Warehouse
from guoban.warehouse.versions import whole_path
from tests.etl.commands.calls import etl
from tests.etl.counties import workbook_of


def originals(data: Path) -> list[Path]:
    return sorted(path for path in (data / "originals").rglob("*.xlsx"))


def change(data: Path, sql: str) -> None:
    """Change rows behind the program's back."""
    Warehouse(data).publish(lambda connection: connection.execute(sql))


def test_the_demonstration_county_is_what_its_files_say_to_the_last_cell(demo_county: Path) -> None:
    answer = etl("verify", "--format", "json", data=demo_county)
    assert answer.status == 0
    found = answer.json
    assert (found["differences"], found["lost"]) == ([], [])
    reader = Warehouse(demo_county).reader()
    ((figures,),) = reader.rows("select (select count(*) from observation) + (select count(*) from target)")
    assert found["figures"] == found["confirmed"] + found["by_cell"] == figures
    assert found["confirmed"] > 0.95 * figures


@pytest.mark.parametrize(
    ("sql", "cell", "stored"),
    [
        ("update observation set value = value + 1 where unit = '{unit}' and indicator = '{flow}'", "B3", "7"),
        ("update observation set raw = '70', value = 70 where unit = '{unit}' and indicator = '{flow}'", "B3", "70"),
        ("update observation set cell = 'B99' where unit = '{unit}' and indicator = '{flow}'", "B99", "7"),
        ("update target set value = 13 where unit = '{unit}' and indicator = '{flow}'", "B3", "12"),
    ],
    ids=["another value", "another text", "another cell", "another target"],
)
def test_a_figure_that_is_not_what_its_file_says_is_named(own_county: Path, sql: str, cell: str, stored: str) -> None:
    reader = Warehouse(own_county).reader()
    ((unit, flow),) = reader.rows("select unit, indicator from observation where cell = 'B3' and raw = '7'")
    change(own_county, sql.format(unit=unit, flow=flow))
    answer = etl("verify", "--format", "json", data=own_county)
    assert answer.status == 1
    named = [(each["cell"], each["stored"]) for each in answer.json["differences"]]
    assert (cell, stored) in named
    said = etl("verify", data=own_county)
    assert f"!{cell}" in said.out
    assert "Traceback" not in said.errors


def test_a_file_that_is_gone_or_was_changed_is_named(own_county: Path) -> None:
    gone, changed, *_others = originals(own_county)
    gone.unlink()
    changed.write_bytes(changed.read_bytes() + b" ")
    answer = etl("verify", "--format", "json", data=own_county)
    assert answer.status == 1
    assert len(answer.json["lost"]) == 2
    assert answer.json["differences"] == []


def test_what_a_person_had_settled_is_read_so_again_or_held_against_its_cell(own_county: Path, tmp_path: Path) -> None:
    """It is noted with an upload; of uploads of older programs it was not."""
    nowhere = tmp_path / "表.xlsx"
    nowhere.write_bytes(
        workbook_of(["统计表"], ["单位", "新建工会(家)", "新增会员(人)"], ["甲镇", 9, 70], ["乙乡", 9, 30])
    )
    loaded = etl("load", nowhere, "--span", "2026-01-01..2026-09-30", data=own_county)
    assert loaded.status == 0, loaded.errors
    noted = etl("verify", "--format", "json", data=own_county)
    assert (noted.status, noted.json["by_cell"]) == (0, 0)
    change(own_county, "update upload set program = null")
    older = etl("verify", "--format", "json", data=own_county)
    assert (older.status, older.json["by_cell"]) == (0, 4)


def test_a_store_whose_file_has_decayed_is_told_of_before_anything_is_compared(own_county: Path) -> None:
    change(own_county, "select 1")
    path = whole_path(own_county / "store", Warehouse(own_county).version())
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    refused = etl("verify", data=own_county)
    assert refused.status == 3
    assert "damaged" in refused.errors
