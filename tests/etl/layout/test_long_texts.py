"""Texts longer than any head or name cost no time, and findings quote only their beginning."""

import random
from time import process_time

import pytest

from tests.etl.grids import A, read, sheet_of

LENGTH = 32_000
_CHARACTERS = "新建工会会员总数aa1234一二三年月日至（）：:、 "
CELLS = 20


KINDS = {
    "one letter": "a",
    "digits": "1",
    "numerals": "二〇",
    "brackets": "(（[",
    "colons": "填报单位：",
    "blanks": " ",
}


def text_of(kind: str, seed: int) -> str:
    """A long text; "anything" is another one for each seed, the others end differently."""
    if kind == "anything":
        return "".join(random.Random(seed).choices(_CHARACTERS, k=LENGTH))
    return (KINDS[kind] * LENGTH)[: LENGTH // 2] + f"x{seed}" + (KINDS[kind] * LENGTH)[: LENGTH // 2]


@pytest.mark.parametrize("kind", [*KINDS, "anything"])
def test_a_sheet_of_long_texts_takes_no_two_seconds(kind: str) -> None:
    rows = [[text_of(kind, CELLS * row + column) for column in range(CELLS)] for row in range(CELLS)]
    sheet = sheet_of(["单位", *rows[0][1:]], *rows[1:], ["合计", *range(CELLS - 1)])
    begun = process_time()
    read(sheet)
    assert process_time() - begun < 2


def test_a_long_name_is_quoted_by_its_beginning() -> None:
    found = read(sheet_of(["2026年第一季度"], ["单位", "新增会员"], ["某" * 400, 3], [A, 5]))
    (question,) = found.of("unknown-unit")
    assert "某" * 59 + "…" in question.message
    assert "某" * 60 not in question.message


def test_a_long_remark_is_kept_whole() -> None:
    remark = "因企业停产，" * 100
    found = read(sheet_of(["2026年第一季度"], ["单位", "指标", "完成数", "备注"], [A, "新增会员", 3, remark]))
    assert found.observations["note"].tolist() == [remark]
