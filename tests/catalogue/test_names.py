"""What a code, a name or an alias stands for."""

from pathlib import Path

import pytest
from folders import INDICATORS, replaced, write_folder

from guoban.catalogue import Catalogue, indicators_named, read_catalogue, units_named


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """慰问金 is a synonym of two indicators, 新建工会 a name and a synonym."""
    indicators = replaced(INDICATORS, "户,higher,,,慰问", "户,higher,,,慰问金|新建工会")
    return read_catalogue(write_folder(tmp_path, indicators=indicators))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("T1", ("T1",)),
        ("t1", ("T1",)),
        ("青石镇工会联合会", ("T1",)),
        (" 青石 镇 ", ("T1",)),
        ("宏远", ("E1",)),
        ("青", ()),
        ("", ()),
    ],
)
def test_a_unit_goes_by_code_name_or_alias(catalogue: Catalogue, text: str, codes: tuple[str, ...]) -> None:
    assert units_named(catalogue, text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A", ("A",)),
        ("Unions Formed", ("A",)),
        ("组建率", ("D",)),
        ("慰问金", ("E", "F")),
        ("新建工会", ("A",)),
        ("新建", ()),
    ],
)
def test_an_indicator_goes_by_code_name_or_synonym_and_a_shared_synonym_names_all(
    catalogue: Catalogue, text: str, codes: tuple[str, ...]
) -> None:
    assert indicators_named(catalogue, text) == codes
