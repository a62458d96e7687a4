"""Units that titles and labels mention, and those they only seem to."""

import pytest

from etl.layout.mentions import UnitMentions
from guoban.catalogue.model import Catalogue, Unit

UNITS = [
    Unit("R", "云溪县总工会", "县级", None, 0, ("云溪县", "县总工会")),
    Unit("T1", "望江镇总工会", "乡镇", "R", 1, ("望江镇",)),
    Unit("T2", "甲镇工会联合会", "乡镇", "R", 2),
    Unit("S1", "县直机关工会", "机关", "R", 3),
    Unit("E1", "恒达集团工会委员会", "企业", "R", 4),
]
MENTIONS = UnitMentions(Catalogue({unit.code: unit for unit in UNITS}, {}))

TITLES = [
    ("云溪县总工会2026年上半年工作情况统计表", "R"),
    ("云溪县望江镇总工会2026年上半年工作情况统计表", "T1"),
    ("2026年二季度望江镇工会工作报表", "T1"),
    ("关于望江镇上半年完成情况的报告", "T1"),
    ("望江镇村级工会组建情况表", "T1"),
    ("甲镇2026年上半年报表", "T2"),
    ("恒达集团工会2026年1-6月工会工作情况", "E1"),
    ("云溪县县直机关工会季报", "S1"),
    ("附件：县总工会机关统计表", "R"),
    ("建湖县总工会2021年工作情况", None),
    ("李甲镇工会联合会2026年报表", None),
    ("望江镇中心小学工会2026年报表", None),
    ("望江镇北山村联合工会2026年报表", None),
    ("望江镇恒丰有限公司工会统计表", None),
    ("工会工作情况统计表", None),
    ("", None),
]
LABELS = [
    ("望江镇总工会", "T1"),
    ("望江镇总工会（盖章）", "T1"),
    ("云溪县望江镇 填表人", "T1"),
    ("恒达集团工会", "E1"),
    ("建湖县总工会", None),
    ("望江镇中心小学", None),
    ("望江镇北山村", None),
]


@pytest.mark.parametrize(("title", "code"), TITLES)
def test_a_title_mentions_the_unit_whose_name_stands_by_itself(title: str, code: str | None) -> None:
    assert MENTIONS.within(title) == code


@pytest.mark.parametrize(("label", "code"), LABELS)
def test_a_label_names_a_unit_and_nothing_under_it(label: str, code: str | None) -> None:
    assert MENTIONS.labelled(label) == code


def test_a_name_that_two_units_share_mentions_neither() -> None:
    units = [*UNITS, Unit("T9", "望江镇工会联合会", "乡镇", "R", 9)]
    mentions = UnitMentions(Catalogue({unit.code: unit for unit in units}, {}))
    assert mentions.within("望江镇工会联合会2026年报表") == "T9"
    assert mentions.within("望江镇总工会2026年报表") == "T1"
