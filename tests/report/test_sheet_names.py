"""Names of sheets, whoever writes the workbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.sheet_names import sheet_name


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("季报", [], "季报"),
        ("季报", ["季报"], "季报(2)"),
        ("季报", ["季报", "季报(2)"], "季报(3)"),
        ("Form", ["form"], "Form(2)"),
        ("1/2:[x]", [], "1_2__x_"),
        ("长" * 40, [], "长" * 31),
        ("长" * 40, ["长" * 31], "长" * 28 + "(2)"),
        ("长" * 30 + "'镇", [], "长" * 30),
        ("", [], "工作表"),
        ("'\x01'", [], "工作表"),
    ],
)
def test_sheets_get_names_that_excel_takes(name: str, taken: list[str], expected: str) -> None:
    assert sheet_name(name, taken) == expected


@given(st.lists(st.text("长镇aA'/(2)[", max_size=40), max_size=15))
def test_sheets_of_any_names_stand_beside_each_other(wanted: list[str]) -> None:
    taken: list[str] = []
    for each in wanted:
        taken.append(sheet_name(each, taken))
    assert len({name.casefold() for name in taken}) == len(wanted)
    assert all(0 < len(name) <= 31 and name == name.strip("'") for name in taken)
