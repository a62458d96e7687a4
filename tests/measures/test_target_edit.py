"""What somebody types over targets: what is revised by it, and what is refused in which words."""

from decimal import Decimal

import pytest
from small_county import county

from guoban.measures.target_edit import HAND, LAST_YEAR, Spread, Standing, revisions, sum_of_parts
from guoban.measures.target_entry import typed_number, typed_text

COUNTY = county()
SHAPE = (Decimal("0.4"), Decimal("0.6"), Decimal("0.8"), Decimal(1))


@pytest.mark.parametrize(
    ("indicator", "text", "value"),
    [
        ("contracts", "120", "120"), ("contracts", " １２０ ", "120"), ("contracts", "1,200", "1200"),
        ("aid", "97.85", "97.85"), ("union_rate", "92.5", "0.925"), ("union_rate", "92.5%", "0.925"),
        ("project", "1", "1"),
    ],
)  # fmt: skip
def test_a_figure_is_read_in_the_measure_it_is_shown_in(indicator: str, text: str, value: str) -> None:
    found = COUNTY.indicators[indicator]
    assert typed_number(text, found) == Decimal(value)
    assert typed_number(typed_text(Decimal(value), found), found) == Decimal(value)


@pytest.mark.parametrize(
    ("indicator", "text", "words"),
    [
        ("contracts", "很多", "“很多”不是数字"), ("contracts", "-3", "不能为负数"), ("contracts", "1e3", "不是数字"),
        ("union_rate", "100.1", "不能超过100%"), ("aid", "0.001", "小数位数过多"), ("project", "2", "最大为1"),
        ("contracts", "1000000000000", "数值过大"), ("contracts", "", "不能清空"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_target_is_refused_naming_unit_and_indicator(indicator: str, text: str, words: str) -> None:
    standing = {("A", indicator): Standing(Decimal(1), target_upload=1)}
    revised, (refusal,) = revisions(COUNTY, standing, {("A", indicator): {"year": text}}, {})
    assert revised == []
    assert words in refusal.sentence
    assert refusal.sentence.startswith(f"青石镇工会联合会“{indicator}”：")


def test_what_is_typed_as_it_stands_revises_nothing() -> None:
    standing = {("A", "contracts"): Standing(Decimal(120), target_upload=1)}
    typed = {("A", "contracts"): {"year": "120.0", "way": "schedule"}, ("B", "contracts"): {"year": ""}}
    assert revisions(COUNTY, standing, typed, {}) == ([], [])


def test_a_target_follows_last_years_shape() -> None:
    standing = {("A", "contracts"): Standing(Decimal(11), target_upload=1)}
    ((revised,), refused) = revisions(COUNTY, standing, {("A", "contracts"): {"way": LAST_YEAR}},
                                      {("A", "contracts"): SHAPE})  # fmt: skip
    assert refused == []
    assert revised.split == Spread(LAST_YEAR, (Decimal(4), Decimal(3), Decimal(2), Decimal(2)))
    _, (refusal,) = revisions(COUNTY, standing, {("A", "contracts"): {"way": LAST_YEAR}}, {})
    assert "上年各季数据不全" in refusal.sentence


def test_quarters_by_hand_have_to_add_up_to_the_new_target() -> None:
    standing = {("A", "contracts"): Standing(Decimal(100), target_upload=1)}
    fields = {"year": "120", "way": HAND, "q1": "50", "q2": "30", "q3": "30", "q4": "10"}
    ((revised,), _) = revisions(COUNTY, standing, {("A", "contracts"): fields}, {})
    assert (revised.value, revised.split) == (120, Spread(HAND, tuple(map(Decimal, (50, 30, 30, 10)))))
    _, (refusal,) = revisions(COUNTY, standing, {("A", "contracts"): fields | {"q4": "9"}}, {})
    assert "合计为119，与年度目标120不符" in refusal.sentence


def test_a_sum_takes_a_childs_own_target_or_the_sum_below_it_and_nobody_makes_none() -> None:
    values = {("A", "contracts"): Decimal(1), ("B", "contracts"): None, ("C", "contracts"): Decimal(2)}
    assert sum_of_parts(COUNTY, "county", COUNTY.indicators["contracts"], values) == 3
    assert sum_of_parts(COUNTY, "county", COUNTY.indicators["contracts"], {}) is None
    assert sum_of_parts(COUNTY, "county", COUNTY.indicators["union_rate"], {("A", "union_rate"): Decimal(1)}) is None
