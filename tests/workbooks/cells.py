"""What stands in the cells: digits of all sorts, words, percentages, marks, errors, merged figures."""

from datetime import datetime
from typing import Any

from tests.workbooks.book import H1, Q2, Book, Page, workbook
from tests.workbooks.county import FULL, TOWNS


def _headed(book: Book, *heads: str, rows: int, title: str = "2026年上半年工会工作情况") -> Page:
    """A title, a head and the names of some townships; figures begin in B3."""
    page = book.page()
    page.title(title, len(heads) + 1)
    page.row(2, "单位", *heads)
    for offset, unit in enumerate(TOWNS[:rows]):
        page.put(3 + offset, 1, FULL[unit])
    return page


def _column(page: Page, column: int, indicator: str, cells: list[tuple[Any, float | None]]) -> None:
    """Cells as written, and what each says in base units; None = nothing is to be read."""
    for offset, (written, value) in enumerate(cells):
        if value is None:
            page.put(3 + offset, column, written)
        else:
            page.figure(3 + offset, column, written, TOWNS[offset], indicator, H1, value)


@workbook
def digits_of_all_sorts(book: Book) -> None:
    """Full-width digits, thousands separators of three sorts, numbers as text, blanks and line breaks around them."""
    page = _headed(book, "新增会员", "会员总数", rows=10)
    _column(page, 2, "ORG-06", [
        ("１２３", 123), ("１，２３４", 1234), ("1,234", 1234), ("1，234", 1234), (" 56 ", 56), ("78\n", 78),
        ("'90", 90), ("12.0", 12), ("+35", 35), ("１２．０", 12),
    ])  # fmt: skip
    _column(page, 3, "ORG-07", [
        ("12 345", 12345), ("12,345.00", 12345), ("１２３４５", 12345), ("2\u00a0345", 2345), (2345.0, 2345),
        ("3456人", 3456),
        ("１．２万", 12000), ("1.2万人", 12000), ("12。2万", 122000), ("〇", 0),
    ])  # fmt: skip


@workbook
def figures_with_words(book: Book) -> None:
    """余, 约, 近, +, 以上, Chinese numerals."""
    page = _headed(book, "新增会员（人）", "宣讲受众", rows=10)
    _column(page, 2, "ORG-06", [
        ("420余", 420), ("约40", 40), ("近2000", 2000), ("8000+", 8000), ("三十余", 30), ("一百二十", 120),
        ("两千", 2000), ("300多人", 300), ("约1.5万人", 15000), ("十五", 15),
    ])  # fmt: skip
    _column(page, 3, "CUL-02", [
        ("120人次", 120), ("共350人次", 350), ("1200余人次", 1200), ("三千零五", 3005), ("超过500", 500),
        ("600左右", 600),
        ("700（约）", 700), ("2.3万人次", 23000), ("壹佰贰拾", 120), ("约 90 人次", 90),
    ])  # fmt: skip


@workbook
def amounts_with_their_own_measure(book: Book) -> None:
    """97.8万元 under a head without a measure, 1.2亿, 12。2万, 元 beside 万元, Chinese numerals with 元."""
    page = _headed(book, "帮扶资金发放", "工会经费收缴（万元）", rows=8)
    _column(page, 2, "AID-01", [
        ("97.8万元", 978_000), ("1.2亿", 120_000_000), ("12。2万", 122_000), ("九十七万八千元", 978_000),
        ("5000元", 5000),
        ("3万5千元", 35_000), ("￥12,000.50", 12_000.5), ("约20万元", 200_000),
    ])  # fmt: skip
    _column(page, 3, "FIN-01", [
        (12.5, 125_000), ("8.8", 88_000), ("9.6万元", 96_000), ("35000元", 35_000), ("0.12亿元", 12_000_000), (0, 0),
        ("１２．５", 125_000), ("1,200", 12_000_000),
    ])  # fmt: skip


@workbook
def money_by_a_note(book: Book) -> None:
    """单位：万元 above the table scales money and nothing else."""
    page = book.page()
    page.title("2026年上半年帮扶资金发放情况", 4)
    page.merge("A2:D2", "单位：人、万元")
    page.row(3, "单位", "帮扶资金发放", "慰问职工", "医疗互助金发放")
    for offset, unit in enumerate(TOWNS[:6]):
        page.put(4 + offset, 1, FULL[unit])
        one, other = book.money(), book.money()
        page.figure(4 + offset, 2, one, unit, "AID-01", H1, round(one * 10_000, 2))
        page.figure(4 + offset, 3, book.count(), unit, "AID-02", H1)
        page.figure(4 + offset, 4, other, unit, "AID-08", H1, round(other * 10_000, 2))


@workbook
def percentages_of_all_sorts(book: Book) -> None:
    """Text, fraction formatted as percentage, plain number under a head in %."""
    page = _headed(book, "组建率", "职工入会率", "信访办结率（%）", "民主管理覆盖率%", rows=5)
    _column(page, 2, "ORG-05", [("91.2%", 0.912), ("88％", 0.88), ("百分之九十", 0.9), ("100%", 1), ("75.55%", 0.7555)])
    _column(page, 3, "ORG-09", [(0.912, 0.912), (0.88, 0.88), (1, 1), (0.755, 0.755), (0.6, 0.6)])
    _column(page, 4, "RGT-03", [(91.2, 0.912), (88, 0.88), (100, 1), ("95.5", 0.955), (60, 0.6)])
    _column(page, 5, "DEM-06", [(0.912, 0.912), (0.88, 0.88), (1, 1), (0.755, 0.755), (0.6, 0.6)])
    for row in range(3, 8):
        page.sheet.cell(row, 3).number_format = "0.0%"
        page.sheet.cell(row, 5).number_format = "0.00%"


@workbook
def pairs_of_numerator_and_denominator(book: Book) -> None:
    """45/50 under a rate gives the rate and both its parts."""
    page = _headed(book, "工会组建率", rows=4)
    for offset, (written, part, whole) in enumerate(
        [("45/50", 45, 50), ("30/100", 30, 100), ("８／１０", 8, 10), ("12 / 16", 12, 16)]
    ):
        unit = TOWNS[offset]
        for code, value in (("ORG-05", part / whole), ("ORG-04", part), ("ORG-03", whole)):
            page.figure(3 + offset, 2, written, unit, code, H1, value)


@workbook
def marks_for_nothing(book: Book) -> None:
    """—, /, 无, 未报, blank are missing; a typed 0 is 0."""
    page = _headed(book, "新建工会", "新增会员", rows=9)
    _column(page, 2, "ORG-01", [
        ("—", None), ("/", None), ("无", None), ("未报", None), (None, None), (0, 0), ("0", 0), ("-", None), (3, 3),
    ])  # fmt: skip
    _column(page, 3, "ORG-06", [(number, number) for number in (5, 6, 7, 8, 9, 0, 11, 12, 13)])
    for row in (3, 4, 5, 6, 7, 10):
        book.expect("missing-value", "季报", f"B{row}")


@workbook
def broken_cells(book: Book) -> None:
    """#REF!, a formula nobody has calculated, a date, a sentence: each an error at its cell, the rest is read."""
    page = _headed(book, "新建工会", "新增会员", rows=7)
    _column(page, 2, "ORG-01", [
        ("#REF!", None), ("=SUM(Z1:Z3)", None), (datetime(2026, 6, 1), None),  # noqa: DTZ001 - as Excel keeps it
        ("详见附件", None), (4, 4), (5, 5), (6, 6),
    ])  # fmt: skip
    _column(page, 3, "ORG-06", [(number, number) for number in range(20, 27)])
    page.sheet["B3"].data_type = "e"
    for row in (3, 4, 5, 6):
        book.expect("unreadable-value", "季报", f"B{row}")


@workbook
def figures_merged_over_units(book: Book) -> None:
    """One figure over two townships belongs to neither: an error, the others are read."""
    page = _headed(book, "新建工会", "新增会员", rows=6)
    _column(page, 2, "ORG-01", [(1, 1), (2, 2), (30, None), (None, None), (5, 5), (6, 6)])
    _column(page, 3, "ORG-06", [(number, number) for number in range(20, 26)])
    page.sheet.merge_cells("B5:B6")
    book.expect("merged-figure", "季报", "B5")


@workbook
def below_zero_and_beyond_belief(book: Book) -> None:
    """A negative number and one of a trillion yuan are errors, a rate above 100 % a warning."""
    page = _headed(book, "新增会员", "帮扶资金发放（万元）", "组建率（%）", rows=4)
    _column(page, 2, "ORG-06", [(-5, None), (6, 6), (7, 7), (8, 8)])
    _column(page, 3, "AID-01", [(3, 30_000), (120_000_000_000, None), (4, 40_000), (5, 50_000)])
    _column(page, 4, "ORG-05", [(91, 0.91), (92, 0.92), (105, 1.05), (94, 0.94)])
    book.expect("negative", "季报", "B3")
    book.expect("value-too-large", "季报", "C4")
    book.expect("ratio-over-one", "季报", "D5")


@workbook
def steps_of_a_project(book: Book) -> None:
    """未启动, 进行中, 已完成 are 0, 0.5 and 1."""
    page = _headed(book, "重点项目", "劳动竞赛", rows=5)
    _column(page, 2, "SLF-05", [("未启动", 0), ("进行中", 0.5), ("已完成", 1), ("在建", 0.5), ("竣工", 1)])
    _column(page, 3, "SKL-01", [(number, number) for number in range(1, 6)])


@workbook
def figures_with_counting_words(book: Book) -> None:
    """12家, 30人, 5场(次), 3份: the word belongs to the figure, not to another measure."""
    page = _headed(book, "新建工会", "新增会员", "文体活动", "综合集体合同", rows=4)
    _column(page, 2, "ORG-01", [("12家", 12), ("3 家", 3), ("4个", 4), ("共5家", 5)])
    _column(page, 3, "ORG-06", [("30人", 30), ("31名", 31), ("约32人", 32), ("33", 33)])
    _column(page, 4, "CUL-03", [("5场", 5), ("6场次", 6), ("7次", 7), (8, 8)])
    _column(page, 5, "COL-01", [("9份", 9), ("10份。", 10), ("11 份", 11), ("12份；", 12)])


@workbook
def figures_in_the_wrong_measure(book: Book) -> None:
    """12万元 under 新增会员 is an error; a head of people in 万元 a question."""
    page = _headed(book, "新增会员", "新建工会（万元）", rows=3)
    _column(page, 2, "ORG-06", [("12万元", None), (13, 13), (14, 14)])
    _column(page, 3, "ORG-01", [(1, None), (2, None), (3, None)])
    book.expect("value-measure-mismatch", "季报", "B3")
    book.expect("measure-mismatch", "季报")


@workbook
def footnote_marks_beside_figures(book: Book) -> None:
    """12①, 30*, and the notes they point to below the table."""
    page = _headed(book, "新建工会", "新增会员*", rows=4, title="2026年第二季度工会工作情况")
    for offset, (written, value) in enumerate([("12①", 12), (3, 3), ("30*", 30), (5, 5)]):
        page.figure(3 + offset, 2, written, TOWNS[offset], "ORG-01", Q2, value)
        page.figure(3 + offset, 3, 40 + offset, TOWNS[offset], "ORG-06", Q2)
    page.put(7, 1, "注：①含联合工会2家；*为初步统计数，以年报为准。")
