"""Rules that a file breaks all by itself."""

from tests.etl.checks.books import Case, book
from tests.etl.grids import NAMES, A, B

H1 = ["2026年上半年工会工作情况表"]
HEAD = ["单位", "新建工会", "新增会员"]

NAMED = (
    Case(
        "unknown-unit",
        book(H1, HEAD, [A, 3, 40], ["望湖镇总工会", 2, 5]), book(H1, HEAD, [A, 3, 40], [B, 2, 5]),
        "A4", ("望湖镇总工会",),
    ),
    Case(
        "unknown-indicator",
        book(H1, ["单位", "新建工会", "龙舟竞渡"], [A, 3, 40]), book(H1, HEAD, [A, 3, 40]),
        "C2", ("龙舟竞渡",),
    ),
    Case(
        "ambiguous-name",
        book(H1, ["单位", "新建工会", "非公企业"], [None, None, "新建工会"], [A, 3, 2]),
        book(H1, ["单位", "新建工会", "非公企业"], [None, None, "新增会员"], [A, 3, 2]),
        "C3", ("非公企业·新建工会",),
    ),
    Case(
        "no-unit",
        book(H1, ["指标", "完成数"], ["新建工会", 3]),
        book([f"{A}2026年上半年报表"], ["指标", "完成数"], ["新建工会", 3]),
        None, ("填报单位",),
    ),
    Case(
        "row-without-name",
        book(H1, HEAD, [A, 3, 40], [None, 2, 5], [B, 1, 9]), book(H1, HEAD, [A, 3, 40], [None, None, None], [B, 1, 9]),
        "B4", (),
    ),
    Case(
        "column-not-understood",
        book([f"{A}2026年上半年报表"], ["指标", "完成数", "红旗数"], ["新建工会", 3, 5]),
        book([f"{A}2026年上半年报表"], ["指标", "完成数", "备注"], ["新建工会", 3, "含合并"]),
        "C2", ("红旗数", "年度目标"),
    ),
    Case(
        "prose-not-read",
        book([f"{A}2026年上半年报表"], ["指标", "年度目标", "完成情况"], ["新建工会", 12, "成立4家，另有2家筹建"]),
        book([f"{A}2026年上半年报表"], ["指标", "年度目标", "完成情况"], ["新建工会", 12, "已建4家"]),
        "C3", ("完成情况", "成立4家，另有2家筹建"),
    ),
    Case(
        "part-left-out",
        book(H1, ["单位", "新建工会", "其中：百人以上"], [A, 3, 1]), book(H1, ["单位", "新建工会"], [A, 3]),
        "C2", ("百人以上",),
    ),
)  # fmt: skip

SPANS = (
    Case("no-span", book(HEAD, [A, 3, 40]), book(H1, HEAD, [A, 3, 40]), None, ("2026年第二季度",)),
    Case(
        "several-spans",
        book(["2026年第二季度暨上半年工作情况表"], HEAD, [A, 3, 40]),
        book(["2026年第二季度暨上半年工作情况表"], ["单位", "二季度新建工会", "上半年新建工会"], [A, 3, 40]),
        None, ("2026-04-01..2026-06-30", "2026-01-01..2026-06-30"),
    ),
    Case(
        "year-mismatch",
        book(H1, HEAD, [A, 3, 40], name="2025年上半年.xlsx"), book(H1, HEAD, [A, 3, 40], name="2026年上半年.xlsx"),
        None, ("2025", "2026"),
    ),
    Case(
        "future-span",
        book(["2026年第四季度统计表"], HEAD, [A, 3, 40]), book(["2025年第四季度统计表"], HEAD, [A, 3, 40]),
        None, ("2026-10-01..2026-12-31",),
    ),
)  # fmt: skip

RATE = ["单位", "工会组建率（%）"]
TRIPLE = ["单位", "应建会单位", "已建会单位", "工会组建率（%）"]

CELLS = (
    Case(
        "unreadable-value",
        book(H1, HEAD, [A, "见附件", 40]), book(H1, HEAD, [A, "约 3 家", 40]),
        "B3", ("见附件", A, "新建工会"),
    ),
    Case(
        "merged-figure",
        book(H1, HEAD, [A, 3, 40], [B, None, 5], merged=("B3:B4",)),
        book(H1, ["单位", "新建工会", "新增会员", "备注"], [A, 3, 40, "同"], [B, 2, 5], merged=("D3:D4",)),
        "B3", ("B3",),
    ),
    Case(
        "measure-mismatch",
        book(H1, ["单位", "新增会员（万元）"], [A, 3]), book(H1, ["单位", "新增会员（万人）"], [A, 3]),
        "B3", ("新增会员（万元）", "万元", "人"),
    ),
    Case(
        "other-measure",
        book(H1, ["单位", "新增会员（场次）"], [A, 3]), book(H1, ["单位", "新增会员（名）"], [A, 3]),
        "B3", ("新增会员（场次）", "场次", "人"),
    ),
    Case(
        "value-measure-mismatch",
        book(H1, HEAD, [A, 3, "40万元"]), book(H1, HEAD, [A, 3, "40人"]),
        "C3", ("40万元", "新增会员", "人"),
    ),
    Case(
        "percent-unclear",
        book(H1, RATE, [A, 0.9], [B, 2.1]), book(H1, RATE, [A, "0.9%"], [B, 2.1]),
        "B3", ("0.9", "90%"),
    ),
    Case(
        "percent-or-fraction",
        book(H1, RATE, [A, 0.93], [B, 91]), book(H1, RATE, [A, "0.93%"], [B, 91]),
        "B3", (A, "工会组建率", "93%", "0.93%"),
    ),
    Case("missing-value", book(H1, HEAD, [A, 3, "—"]), book(H1, HEAD, [A, 3, 0]), "C3", (A, "新增会员", "0")),
    Case("negative", book(H1, HEAD, [A, 3, -4]), book(H1, HEAD, [A, 3, 0]), "C3", ("-4", A, "新增会员")),
    Case(
        "value-too-large",
        book(H1, HEAD, [A, 3, 2e12]), book(H1, HEAD, [A, 3, 999_999_999]), "C3", (A, "新增会员", "万元"),
    ),
    Case("ratio-over-one", book(H1, RATE, [A, 112]), book(H1, RATE, [A, 100]), "B3", (A, "工会组建率", "112%")),
)  # fmt: skip

SPREAD = ["单位", "一季度新增会员", "二季度新增会员", "累计新增会员"]
TO_DATE = ["单位", "1-3月累计新增会员", "1-6月累计新增会员"]
TARGETS = ["2026年度目标任务分解表"]
SPLIT = ["单位", "新增会员全年目标", *(f"{quarter}季度新增会员目标" for quarter in "一二三四")]
BESIDE = ["单位", "新增会员年度目标", "新增会员累计", "新增会员完成率（%）"]

TOGETHER = (
    Case(
        "ratio-mismatch",
        book(H1, TRIPLE, [A, 50, 45, 80]), book(H1, TRIPLE, [A, 50, 45, 90]),
        "D3", (A, "工会组建率", "80%", "45", "50", "90%"),
    ),
    Case(
        "numerator-over-denominator",
        book(H1, TRIPLE[:3], [A, 50, 60]), book(H1, TRIPLE[:3], [A, 60, 60]),
        "C3", (A, "已建会单位", "60", "应建会单位", "50"),
    ),
    Case(
        "cumulative-mismatch",
        book(["2026年"], SPREAD, [A, 40, 25, 70]), book(["2026年"], SPREAD, [A, 40, 25, 65]),
        "D3", (A, "新增会员", "70", "65", "5"),
    ),
    Case(
        "cumulative-falling",
        book(["2026年"], TO_DATE, [A, 40, 30], [B, 1, 2]), book(["2026年"], TO_DATE, [A, 40, 40], [B, 1, 2]),
        "C3", (A, "新增会员", "30", "2026-06-30", "40", "2026-03-31", "季报!B3"),
    ),
    Case(
        "total-mismatch",
        book(H1, HEAD, [A, 3, 40], [B, 2, 5], ["合计", 5, 46]), book(H1, HEAD, [A, 3, 40], [B, 2, 5], ["合计", 5, 45]),
        "C5", ("新增会员", "合计", "46", "45", "1"),
    ),
    Case(
        "duplicate-figure",
        book(H1, HEAD, [A, 3, 40], [B, 2, 5], [A, 3, 40]), book(H1, HEAD, [A, 3, 40], [B, 3, 40]),
        "B5", ("2",),
    ),
    Case(
        "contradiction",
        book(H1, ["单位", "指标", "数值"], [A, "新建工会", 3], [A, "新增会员", 9], [A, "新建工会", 4]),
        book(H1, ["单位", "指标", "数值"], [A, "新建工会", 3], [A, "新增会员", 9], [B, "新建工会", 4]),
        "C5", (A, "新建工会", "2026-01-01..2026-06-30", "3", "4", "季报!C3"),
    ),
    Case(
        "unit-twice",
        book(H1, HEAD, [A, 3, 40], [B, 2, 5], [A, 4, 41]), book(H1, HEAD, [A, 3, 40], [B, 2, 5]),
        "B5", (A, "3", "5", "2", "新建工会"),
    ),
    Case(
        "tables-disagree",
        book(H1, HEAD, [A, 3, 40]).and_sheet(book(H1, ["单位", "新增会员"], [A, 41], sheet="会员")),
        book(H1, HEAD, [A, 3, 40]).and_sheet(book(H1, ["单位", "会员总数"], [A, 41], sheet="会员")),
        "B3", (A, "新增会员", "40", "41", "季报!C3"),
    ),
    Case(
        "more-of-the-same",
        book(H1, RATE, *([name, 112] for _code, name, _short in NAMES[:7])),
        book(H1, RATE, *([name, 112 if number < 5 else 99] for number, (_code, name, _short) in enumerate(NAMES))),
        "B8", ("2", "112%"),
    ),
    Case(
        "computed-differs",
        book(H1, BESIDE, [A, 120, 60, 60], [B, 80, 40, 50]), book(H1, BESIDE, [A, 120, 65, 54], [B, 80, 40, 50]),
        "D3", (A, "新增会员", "60", "120", "50%"),
    ),
    Case(
        "target-quarters-mismatch",
        book(TARGETS, SPLIT, [A, 100, 20, 30, 30, 30]), book(TARGETS, SPLIT, [A, 100, 20, 30, 30, 20]),
        "F3", (A, "新增会员", "100", "110", "10"),
    ),
    Case(
        "target-parts-mismatch",
        book(TARGETS, HEAD, ["云溪县总工会", 9, 100], [A, 5, 40], [B, 4, 50]),
        book(TARGETS, HEAD, ["云溪县总工会", 9, 90], [A, 5, 40], [B, 4, 50]),
        "C3", ("云溪县总工会", "新增会员", "100", "90", "10", "2"),
    ),
    Case(
        "hidden-sheet",
        book(H1, HEAD, [A, 3, 40]).and_sheet(book(H1, HEAD, [B, 2, 5], sheet="旧表", hidden=True)),
        book(H1, HEAD, [A, 3, 40]).and_sheet(book(["填表说明"], sheet="旧表", hidden=True)),
        None, ("旧表",),
    ),
    Case(
        "hidden-cells",
        book(H1, HEAD, [A, 3, 40], [B, 2, 5], hidden_rows=(4,)), book(H1, HEAD, [A, 3, 40], [B, 2, 5]), "B4", ("4",),
    ),
    Case(
        "not-recognised",
        book(["今日食堂菜谱"], ["红烧肉", 12], ["青菜", 3]), book(H1, HEAD, [A, 3, 40]), None, ("表.xlsx",),
    ),
    Case(
        "nothing-to-load",
        book(H1, HEAD, [A, None, None], [B, None, None]), book(H1, HEAD, [A, 0, None], [B, None, None]),
        None, ("表.xlsx",),
    ),
)  # fmt: skip

WITHIN = (*NAMED, *SPANS, *CELLS, *TOGETHER)
