"""Labels in sheets against the names of a catalogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.layout.words import OF_WHICH
from etl.names import NameMatch, Names, is_total, split_measure
from etl.names.labels import compact
from guoban.catalogue.model import Catalogue, Direction, Indicator, Kind, Unit

_UNITS = [
    Unit("COUNTY", "青山县总工会", "县", None, 0),
    Unit("T01", "城关镇总工会", "乡镇", "COUNTY", 1, ("老城区工会",)),
    Unit("T02", "柳河镇工会联合会", "乡镇", "COUNTY", 2),
    Unit("T03", "柳河乡工会联合会", "乡镇", "COUNTY", 3),
    Unit("T04", "石桥镇工会联合会", "乡镇", "COUNTY", 4),
    Unit("S01", "教育系统工会", "系统", "COUNTY", 5, ("教育局工会",)),
    Unit("S02", "卫生健康系统工会", "系统", "COUNTY", 6),
    Unit("E01", "恒达纺织有限公司工会", "企业", "COUNTY", 7),
    Unit("J01", "县直机关工会", "机关", "COUNTY", 8),
]
_INDICATORS = [
    Indicator(
        "ORG-01", "新建工会", "Unions formed", "组织建设", Kind.FLOW, "家", Direction.HIGHER, synonyms=("新建企业工会",)
    ),
    Indicator(
        "ORG-05",
        "工会组建率",
        "Union formation rate",
        "组织建设",
        Kind.RATIO,
        "%",
        Direction.HIGHER,
        synonyms=("组建率",),
    ),
    Indicator("ORG-07", "会员总数", "Members", "组织建设", Kind.STOCK, "人", Direction.HIGHER, synonyms=("覆盖人数",)),
    Indicator("ORG-12", "女会员", "Women members", "组织建设", Kind.STOCK, "人", Direction.HIGHER),
    Indicator("ORG-15", "村(社区)联合工会", "Village unions", "组织建设", Kind.STOCK, "家", Direction.HIGHER),
    Indicator(
        "COL-10", "集体合同覆盖职工", "Covered", "集体协商", Kind.STOCK, "人", Direction.HIGHER, synonyms=("覆盖人数",)
    ),
    Indicator("AID-01", "帮扶资金发放", "Aid disbursed", "帮扶救助", Kind.MONEY, "元", Direction.HIGHER),
    Indicator("DEM-04", "50人以上企业", "50 or more staff", "民主管理", Kind.STOCK, "家", Direction.HIGHER),
]
CATALOGUE = Catalogue({unit.code: unit for unit in _UNITS}, {indicator.code: indicator for indicator in _INDICATORS})
NAMES = Names(CATALOGUE)


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("城关镇总工会", "T01", "exact"), ("T01", "T01", "exact"), (" 城关镇总工会 ", "T01", "exact"),
        ("老城区工会", "T01", "alias"),
        ("教育局工会", "S01", "alias"),
        ("城 关 镇总工会", "T01", "normalised"), ("城关镇\n总工会", "T01", "normalised"),
        ("城关镇", "T01", "normalised"),
        ("城关镇工会联合会", "T01", "normalised"), ("城关镇工会委员会", "T01", "normalised"),
        ("城关镇总工会（含下属）", "T01", "normalised"),
        ("城关镇总工会(盖章)", "T01", "normalised"), ("1.城关镇", "T01", "normalised"),
        ("（一）城关镇总工会", "T01", "normalised"),
        ("青山县城关镇总工会", "T01", "normalised"), ("城关", "T01", "normalised"), ("柳河镇", "T02", "normalised"),
        ("县教育局工会", "S01", "normalised"), ("教育工会", "S01", "normalised"), ("恒达纺织", "E01", "normalised"),
        ("青山县恒达纺织有限公司", "E01", "normalised"), ("县直机关", "J01", "normalised"),
        ("青山县", "COUNTY", "normalised"),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_its_name_however_it_is_set(text: str, code: str, how: str) -> None:
    assert NAMES.unit(text) == NameMatch(code, how)  # type: ignore[arg-type]


def test_a_label_that_fits_two_units_is_a_question_with_both_as_choices() -> None:
    match = NAMES.unit("柳河")
    assert (match.code, match.how) == (None, "none")
    assert {code for code, _ in match.choices[:2]} == {"T02", "T03"}


@pytest.mark.parametrize("text", ["石桥乡", "石桥街道总工会", "石挢镇总工会", "石桥镇(女)"])
def test_a_label_that_is_only_like_a_unit_is_a_question_with_it_as_the_first_choice(text: str) -> None:
    match = NAMES.unit(text)
    assert match.code is None
    assert match.choices[0][0] == "T04"


def test_a_code_before_another_units_name_is_a_question() -> None:
    assert NAMES.unit("T02 城关镇总工会").code is None


def test_a_number_that_belongs_to_a_name_is_not_passed_over() -> None:
    assert NAMES.indicator("30人以上企业").code is None


def test_choices_are_ranked_and_few() -> None:
    scores = [score for _, score in NAMES.unit("城管镇总工会").choices]
    assert scores == sorted(scores, reverse=True)
    assert 1 <= len(scores) <= 5
    assert NAMES.unit("城管镇总工会").choices[0][0] == "T01"


def test_a_label_like_nothing_has_no_choices() -> None:
    assert NAMES.unit("Ω") == NameMatch(None, "none")
    assert NAMES.unit("") == NameMatch(None, "none")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("新建工会", "ORG-01"), ("1.新建工会", "ORG-01"), ("（一）新建工会\n（家）", "ORG-01"),
        ("新建工会①", "ORG-01"), ("新建工会数", "ORG-01"),
        ("新建工会数量(家)", "ORG-01"), ("ORG-01", "ORG-01"), ("Unions formed", "ORG-01"),
        ("新建工会 Unions formed", "ORG-01"),
        ("unions  FORMED", "ORG-01"), ("工会组建率%", "ORG-05"), ("组建率（％）", "ORG-05"),
        ("帮扶资金发放(万元)", "AID-01"),
        ("帮扶资金发放（单位：万元）", "AID-01"), ("帮扶资金发放/万元", "AID-01"), ("村（社区）联合工会", "ORG-15"),
        ("50人以上企业", "DEM-04"),
        ("新建工会(1-6月)", "ORG-01"), ("“新建企业工会”", "ORG-01"), ("二、新建工会", "ORG-01"),
    ],
)  # fmt: skip
def test_an_indicator_is_known_without_its_numbering_marks_and_measure(text: str, code: str) -> None:
    assert NAMES.indicator(text).code == code


def test_words_in_brackets_that_narrow_an_indicator_make_it_another() -> None:
    match = NAMES.indicator("会员总数(女)")
    assert match.code is None
    assert match.choices[0][0] == "ORG-07"


def test_a_synonym_of_two_indicators_is_a_question_with_both() -> None:
    match = NAMES.indicator("覆盖人数")
    assert match.code is None
    assert {code for code, _ in match.choices[:2]} == {"ORG-07", "COL-10"}


def test_a_learnt_alias_counts_as_one() -> None:
    names = Names(CATALOGUE, [("unit", "T04", "桥头镇"), ("indicator", "ORG-01", "建会")])
    assert names.unit("桥头镇") == NameMatch("T04", "alias")
    assert names.indicator("建会") == NameMatch("ORG-01", "alias")
    assert NAMES.unit("桥头镇").code is None


def test_names_are_built_once_for_a_catalogue_and_its_aliases() -> None:
    learnt = [("unit", "T04", "桥头镇")]
    assert Names.of(CATALOGUE) is Names.of(CATALOGUE)
    assert Names.of(CATALOGUE, learnt) is Names.of(CATALOGUE, learnt)
    assert Names.of(CATALOGUE).unit("桥头镇").code is None
    assert Names.of(CATALOGUE, learnt).unit("桥头镇").code == "T04"


@given(
    st.sampled_from(_UNITS),
    st.sampled_from(["{}", " {}", "{}　", "3.{}", "（三）{}", "{}（盖章）", "{}①", "{}:", "{}(含下属)"]),
    st.integers(0, 6),
)
def test_decoration_never_turns_a_unit_into_another(unit: Unit, decoration: str, gap: int) -> None:
    label = decoration.format(unit.name[:gap] + " " + unit.name[gap:])
    assert NAMES.unit(label).code == unit.code


@given(st.text(max_size=30))
def test_any_text_gives_an_answer_and_choices_only_without_a_code(text: str) -> None:
    for match in (NAMES.unit(text), NAMES.indicator(text)):
        assert (match.code is None) == (match.how == "none")
        assert match.code is None or not match.choices


@pytest.mark.parametrize(
    "text",
    [
        "合计", "总计", "小计", "共计", "累计", "全县", "全市", "总 计", "合　计", "合计：", "合计(家)", "乡镇小计",
        "系统合计", "全县合计",
        "一、合计", "Total", "Sub-total", "GRAND TOTAL", "合\n计", "汇总",
    ],
)  # fmt: skip
def test_a_total_is_told(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["统计局工会", "会计学会", "城关镇", "新建工会", "", "合计划", "全县职工", "共计划生育协会", "累计新建"]
)
def test_a_name_with_words_of_a_total_in_it_is_none(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("其中:女会员", True), ("＃女会员", True), ("其 中", True), ("女会员", False), ("", False)]
)
def test_a_part_of_the_row_above_is_told(text: str, expected: bool) -> None:
    assert (OF_WHICH.match(compact(text)) is not None) is expected


@pytest.mark.parametrize(
    ("head", "name", "measure"),
    [
        ("帮扶资金发放(万元)", "帮扶资金发放", "万元"), ("帮扶资金发放（万元）", "帮扶资金发放", "万元"),
        ("帮扶资金发放（单位：万元）", "帮扶资金发放", "万元"), ("帮扶资金发放\n（万元）", "帮扶资金发放", "万元"),
        ("单位:万元", "", "万元"),
        ("（单位：人、家）", "（单位：人、家）", None), ("新增会员/人", "新增会员", "人"),
        ("新增会员 人次", "新增会员", "人次"),
        ("工会组建率%", "工会组建率", "%"), ("工会组建率（％）", "工会组建率", "%"),
        ("新增会员[人]", "新增会员", "人"), ("新增会员", "新增会员", None),
        ("村(社区)联合工会", "村(社区)联合工会", None), ("村(社区)联合工会(家)", "村(社区)联合工会", "家"),
        ("普法活动(场次)", "普法活动", "场次"),
        ("签约单位", "签约单位", None), ("", "", None),
    ],
)  # fmt: skip
def test_a_measure_is_split_from_a_head(head: str, name: str, measure: str | None) -> None:
    assert split_measure(head) == (name, measure)
