"""Rules that a file breaks in the light of what was loaded before."""

from tests.etl.checks.books import Case, book
from tests.etl.grids import A, B

QUARTERS = ["单位", "一季度", "二季度", "三季度", "四季度"]
AID = ["单位", "帮扶资金发放（元）"]
MEMBERS = ["单位", "新增会员"]
LAST_YEAR = [["2026年上半年统计表"], ["单位", "新增会员累计", "新增会员去年同期"]]
STEADY = book(["2025年"], QUARTERS, [A, 40, 44, 38, 41], [B, 12, 15, 11, 14], sheet="新增会员")
FIRST = book(["2026年第一季度"], MEMBERS, [A, 43], [B, 13])

AGAINST_THE_PAST = (
    Case(
        "cumulative-falling",
        book(["2026年上半年"], ["单位", "新增会员累计"], [A, 42], [B, 20]),
        book(["2026年上半年"], ["单位", "新增会员累计"], [A, 43], [B, 20]),
        "B3", (A, "新增会员", "42", "2026-06-30", "43", "2026-03-31"), (FIRST,),
    ),
    Case(
        "last-year-differs",
        book(*LAST_YEAR, [A, 90, 74], [B, 30, 27]), book(*LAST_YEAR, [A, 90, 84], [B, 30, 27]),
        "C3", (A, "新增会员", "去年同期", "74", "84", "2025-01-01..2025-06-30"), (STEADY,),
    ),
    Case(
        "money-measure-doubtful",
        book(["2026年第二季度"], AID, [A, 97.8]), book(["2026年第二季度"], AID, [A, 978_000]),
        "B3", (A, "帮扶资金发放", "97.8", "1/10,000", "950,000", "978,000", "万元"),
        (book(["2026年第一季度"], AID, [A, 950_000]),),
    ),
    Case(
        "magnitude-doubtful",
        book(["2026年第二季度"], MEMBERS, [A, 430], [B, 13]), book(["2026年第二季度"], MEMBERS, [A, 95], [B, 13]),
        "B3", (A, "新增会员", "430", "10", "43"), (STEADY, FIRST),
    ),
    Case(
        "outlier",
        book(["2026年第二季度"], MEMBERS, [A, 250], [B, 13]), book(["2026年第二季度"], MEMBERS, [A, 95], [B, 13]),
        "B3", (A, "新增会员", "2026-04-01..2026-06-30", "250", "5", "38", "44"), (STEADY, FIRST),
    ),
    Case(
        "older-figures",
        book(["2026年第一季度统计表"], MEMBERS, [A, 40], [B, 13], name="旧表.xlsx"),
        book(["2026年第一季度统计表"], MEMBERS, [A, 44], [B, 13]),
        "B3", (A, "新增会员", "1", "初报.xlsx", "2", "更正.xlsx"),
        (
            book(["2026年第一季度"], MEMBERS, [A, 40], [B, 13], name="初报.xlsx"),
            book(["2026年第一季度"], MEMBERS, [A, 43], [B, 13], name="更正.xlsx"),
        ),
    ),
    Case(
        "older-report",
        FIRST, book(["2026年第二季度"], MEMBERS, [A, 43], [B, 13]),
        None, (A, B, "2026-03-31", "2026-06-30", "1", "半年报.xlsx"),
        (book(["2026年上半年"], MEMBERS, [A, 90], [B, 30], name="半年报.xlsx"),),
    ),
    Case(
        "same-file-again", FIRST, book(["2026年第一季度"], MEMBERS, [A, 43], [B, 14]), None, ("1",), (FIRST,),
    ),
)  # fmt: skip
