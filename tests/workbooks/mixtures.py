"""Several habits at once: forms beside each other, doubled spans, 其中 over sub-columns, years as columns."""

from openpyxl.utils import get_column_letter

from tests.workbooks.book import H1, LAST_YEAR, Q1, Q2, Aim, Book, Count, Money, Page, Share, workbook
from tests.workbooks.county import FULL, SHORT, SYSTEMS, TOWNS


def _units(page: Page, row: int, column: int, units: list[str]) -> None:
    for offset, unit in enumerate(units):
        page.put(row + offset, column, SHORT[unit])


@workbook
def forms_of_two_units_side_by_side(book: Book) -> None:
    """A form for each of two units, its name merged over it, a blank column between."""
    page = book.page()
    page.title("2026年上半年工会工作情况对照", 7)
    for left, unit in ((1, "T01"), (5, "T02")):
        page.merge("A2:C2" if left == 1 else "E2:G2", FULL[unit])
        page.row(3, "指标", "计量单位", "完成数", start=left)
        for offset, (name, measure, code) in enumerate(
            (("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"), ("职工书屋", "个", "CUL-07"))
        ):
            page.row(4 + offset, name, measure, start=left)
            page.figure(4 + offset, left + 2, book.count(), unit, code, H1)


@workbook
def tables_of_different_units_side_by_side(book: Book) -> None:
    """Townships at the left, systems at the right, other indicators, a blank column between."""
    page = book.page()
    page.put(1, 1, "2026年上半年工会工作统计表")
    page.row(3, "乡镇", "新建工会", "新增会员", None, "系统", "文体活动", "集中宣讲")
    _units(page, 4, 1, TOWNS[:6])
    _units(page, 4, 5, SYSTEMS[:4])
    page.fill(4, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06")])
    page.fill(4, 6, SYSTEMS[:4], [Count("CUL-03"), Count("CUL-01")])


@workbook
def transposed_tables_below_each_other(book: Book) -> None:
    """The same indicators for townships and, below, for systems."""
    page = book.page()
    page.title("2026年第二季度工会工作情况", 4)
    row = 2
    for title, units in (("（一）乡镇街道", TOWNS[:3]), ("（二）系统工会", SYSTEMS[:3])):
        page.put(row, 1, title)
        page.row(row + 1, "指标", *(SHORT[unit] for unit in units))
        for offset, name in enumerate(("新建工会", "新增会员", "工会经费收缴（万元）")):
            page.put(row + 2 + offset, 1, name)
        page.fill_across(row + 2, 2, units, [Count("ORG-01", Q2), Count("ORG-06", Q2), Money("FIN-01", Q2)])
        row += 6


@workbook
def span_said_twice(book: Book) -> None:
    """2026年上半年（1-6月）, and 截至2026年6月30日 in the line below."""
    page = book.page()
    page.title("2026年上半年（1-6月）工会工作统计表", 3)
    page.put(2, 1, "（截至2026年6月30日）")
    page.row(3, "单位", "新建工会", "新增会员")
    _units(page, 4, 1, TOWNS[:4])
    page.fill(4, 2, TOWNS[:4], [Count("ORG-01"), Count("ORG-06")])


@workbook
def of_which_over_sub_columns(book: Book) -> None:
    """会员总数 beside 其中 merged over 女会员 and 农民工会员."""
    page = book.page()
    page.title("2026年上半年会员情况", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:B3", "会员总数")
    page.merge("C2:D2", "其中")
    page.merge("E2:E3", "新增会员")
    page.row(3, "女会员", "农民工会员", start=3)
    _units(page, 4, 1, TOWNS[:4])
    for offset, unit in enumerate(TOWNS[:4]):
        members = book.count(900, 5000)
        page.figure(4 + offset, 2, members, unit, "ORG-07", H1)
        page.figure(4 + offset, 3, members // 3, unit, "ORG-12", H1)
        page.figure(4 + offset, 4, members // 4, unit, "ORG-11", H1)
    page.fill(4, 5, TOWNS[:4], [Count("ORG-06")])


@workbook
def years_as_columns(book: Book) -> None:
    """2023年, 2024年, 2025年 of one indicator, named by the sheet; years as numbers in the head."""
    book.file_name = "历年数据.xlsx"
    page = book.page("新增会员")
    page.row(1, "单位", 2023, 2024, 2025)
    _units(page, 2, 1, TOWNS[:5])
    for offset, unit in enumerate(TOWNS[:5]):
        for column, year in enumerate((2023, 2024, 2025)):
            span = (f"{year}-01-01", f"{year}-12-31")
            page.figure(2 + offset, 2 + column, book.count(), unit, "ORG-06", span)


@workbook
def ordinals_in_chinese_numerals(book: Book) -> None:
    """一, 二, 三 as ordinals, and full-width digits in a second table."""
    page = book.page()
    page.title("2026年第一季度工会工作统计表", 4)
    page.row(2, "序号", "单位", "新建工会", "新增会员")
    for offset, ordinal in enumerate("一二三四五六"):
        page.put(3 + offset, 1, ordinal)
    _units(page, 3, 2, TOWNS[:6])
    page.fill(3, 3, TOWNS[:6], [Count("ORG-01", Q1), Count("ORG-06", Q1)])


@workbook
def span_below_the_table(book: Book) -> None:
    """统计期间：2026年上半年 in the line of signatures."""
    page = book.page()
    page.title("工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    _units(page, 3, 1, TOWNS[:4])
    page.fill(3, 2, TOWNS[:4], [Count("ORG-01"), Count("ORG-06")])
    page.row(8, "统计期间：2026年上半年", None, "填表人：陈静")


@workbook
def measure_and_span_in_one_head(book: Book) -> None:
    """新建工会（家）1-6月, 1-6月新增会员（人）, 上半年工会经费收缴(万元), 2026年目标."""
    page = book.page()
    page.title("2026年重点工作进展", 5)
    page.row(
        2, "单位", "新建工会（家）1-6月", "1-6月新增会员（人）", "上半年工会经费收缴(万元)",
        "新建工会2026年目标（家）",
    )  # fmt: skip
    _units(page, 3, 1, TOWNS[:4])
    page.fill(3, 2, TOWNS[:4], [Count("ORG-01", H1, 1, 40), Count("ORG-06"), Money("FIN-01"), Aim("ORG-01")])


@workbook
def areas_as_rows_without_merge_and_blank_figures(book: Book) -> None:
    """A form with area rows, indented of-which rows and rows nobody has filled in."""
    page = book.page()
    page.title("白鹭镇总工会2026年上半年工作统计表", 4)
    page.row(2, "序号", "项目", "计量单位", "完成数")
    rows = [
        ("一", "组织建设", None, None, None), (1, "新建工会", "家", "ORG-01", 5),
        (2, "新增会员", "人", "ORG-06", 130),
        (None, "　　其中：八大群体入会", "人", "ORG-10", 30), ("二", "帮扶救助", None, None, None),
        (1, "帮扶资金发放", "元", "AID-01", 23_500), (2, "金秋助学", "人", None, None),
        ("三", "工会经费", None, None, None),
        (1, "工会经费收缴", "万元", "FIN-01", 12.6),
    ]  # fmt: skip
    for offset, (ordinal, name, measure, code, value) in enumerate(rows):
        page.row(3 + offset, ordinal, name, measure)
        if code is not None and value is not None:
            page.figure(3 + offset, 4, value, "T05", code, H1, value * 10_000 if code == "FIN-01" else value)
    book.expect("missing-value", "季报", "D9")


@workbook
def appraisal_table_with_weights(book: Book) -> None:
    """考核指标, 权重, 目标值, 实际完成, 得分: weights and scores are nobody's figures."""
    page = book.page()
    page.title("2026年上半年工会工作目标考核自评表", 7)
    page.row(2, "被考核单位：松岭镇总工会")
    page.row(3, "序号", "考核指标", "权重", "目标值", "实际完成", "自评得分", "扣分原因")
    for offset, (name, code) in enumerate((("新建工会", "ORG-01"), ("新增会员", "ORG-06"), ("劳动竞赛", "SKL-01"))):
        aim, done = book.count(50, 90), book.count(10, 49)
        page.row(4 + offset, offset + 1, name, 10)
        page.target(4 + offset, 4, aim, "T06", code)
        page.figure(4 + offset, 5, done, "T06", code, H1)
        page.row(4 + offset, 8.5, "进度滞后", start=6)


@workbook
def rates_and_their_parts_in_another_order(book: Book) -> None:
    """入会率 before its parts, in per cent without any sign in the head."""
    page = book.page()
    page.title("2026年上半年入会情况", 4)
    page.row(2, "单位", "职工入会率", "会员总数", "职工总数")
    _units(page, 3, 1, TOWNS[:5])
    for offset, unit in enumerate(TOWNS[:5]):
        staff = book.count(1000, 5000)
        members = book.count(300, staff)
        share = round(members / staff * 100, 2)
        page.figure(3 + offset, 2, share, unit, "ORG-09", H1, round(share / 100, 6))
        page.figure(3 + offset, 3, members, unit, "ORG-07", H1)
        page.figure(3 + offset, 4, staff, unit, "ORG-08", H1)


@workbook
def monthly_report_of_one_town(book: Book) -> None:
    """5月月报: 本月 and 累计, last month and last year beside them."""
    book.file_name = "清河口镇2026年5月月报.xlsx"
    page = book.page("月报")
    page.title("工会工作月报表", 6)
    page.row(2, "指标", "计量单位", "本月", "上月", "累计", "去年同期累计")
    for offset, (name, measure, code) in enumerate((("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"))):
        page.row(3 + offset, name, measure)
        page.figure(3 + offset, 3, book.count(1, 9), "T09", code, ("2026-05-01", "2026-05-31"))
        page.put(3 + offset, 4, 7)
        page.figure(3 + offset, 5, book.count(20, 60), "T09", code, ("2026-01-01", "2026-05-31"))
        page.put(3 + offset, 6, book.count(20, 60))


@workbook
def rates_of_plain_numbers_and_last_year(book: Book) -> None:
    """组建率 this year and last, in per cent, with the growth in points."""
    page = book.page()
    page.title("2026年上半年组建率情况", 4)
    page.merge("A2:A3", "单位")
    page.merge("B2:D2", "工会组建率（%）")
    page.row(3, "本期", "上年同期", "增减（百分点）", start=2)
    _units(page, 4, 1, TOWNS[:5])
    page.fill(4, 2, TOWNS[:5], [Share("ORG-05"), LAST_YEAR])
    for offset in range(5):
        now, before = (float(str(page.sheet.cell(4 + offset, column).value)) for column in (2, 3))
        page.put(4 + offset, 4, round(now - before, 1))


@workbook
def attachments_numbered_before_their_titles(book: Book) -> None:
    """附件1：2026年上半年… over each of three tables: the number is no label, and what follows is the title."""
    page = book.page()
    for place, title, heads, kinds, units in (
        ((1, 1), "附件1：2026年上半年组织建设情况", ("新建工会", "新增会员"), ("ORG-01", "ORG-06"), TOWNS[:4]),
        ((1, 5), "附件2：2026年上半年维权情况", ("法律援助案件", "走访企业"), ("RGT-07", "RGT-14"), TOWNS[:4]),
        ((9, 1), "附件3：2026年上半年帮扶情况", ("金秋助学", "招聘会"), ("AID-04", "AID-14"), SYSTEMS[:4]),
    ):
        row, column = place
        left, right = get_column_letter(column), get_column_letter(column + 2)
        page.merge(f"{left}{row}:{right}{row}", title)
        page.row(row + 1, "单位", *heads, start=column)
        _units(page, row + 2, column, units)
        page.fill(row + 2, column + 1, units, [Count(code) for code in kinds])


@workbook
def quarters_of_the_indicator_in_the_title(book: Book) -> None:
    """2026年新增会员分季度任务完成情况: what the title is about; plans of the quarters are left out."""
    page = book.page()
    page.title("2026年新增会员分季度任务完成情况", 8)
    page.merge("A2:A3", "单位")
    for area, head in (("B2:D2", "全年"), ("E2:F2", "一季度"), ("G2:H2", "二季度")):
        page.merge(area, head)
    page.row(3, "目标", "累计完成", "完成率", "计划", "完成", "计划", "完成", start=2)
    _units(page, 4, 1, TOWNS[:5])
    for row, unit in enumerate(TOWNS[:5], 4):
        aim, first, second = book.count(100, 200), book.count(10, 40), book.count(10, 40)
        page.target(row, 2, aim, unit, "ORG-06")
        page.figure(row, 3, first + second, unit, "ORG-06", H1)
        page.put(row, 4, f"{(first + second) / aim:.1%}")
        page.figure(row, 6, first, unit, "ORG-06", Q1)
        page.figure(row, 8, second, unit, "ORG-06", Q2)
        page.row(row, aim // 4, start=5)
        page.row(row, aim // 4, start=7)


@workbook
def how_a_rate_is_formed_in_brackets(book: Book) -> None:
    """工会组建率（已建/应建） with 45/50 in the cells: rate, numerator and denominator."""
    page = book.page()
    page.title("2026年上半年建会情况", 3)
    page.row(2, "单位", "工会组建率（已建/应建）", "新增会员")
    _units(page, 3, 1, TOWNS[:5])
    for row, unit in enumerate(TOWNS[:5], 3):
        due = book.count(40, 90)
        done = book.count(10, due)
        for code, value in (("ORG-05", done / due), ("ORG-04", done), ("ORG-03", due)):
            page.figure(row, 2, f"{done}／{due}", unit, code, H1, round(value, 6))
    page.fill(3, 3, TOWNS[:5], [Count("ORG-06")])


@workbook
def period_in_brackets_behind_the_name(book: Book) -> None:
    """普法宣传活动（本月） beside 新增会员 with 当月 and 1-6月累计, and the first five months in another sheet."""
    month, five = ("2026-06-01", "2026-06-30"), ("2026-01-01", "2026-05-31")
    page = book.page("6月")
    page.title("云溪县工会2026年6月份工作月报", 4)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新增会员")
    page.merge("D2:D3", "普法宣传活动（本月）")
    page.row(3, "当月", "1-6月累计", start=2)
    _units(page, 4, 1, TOWNS[:5])
    page.fill(4, 2, TOWNS[:5], [Count("ORG-06", month, 1, 9), Count("ORG-06", H1, 200, 300), Count("RGT-10", month)])
    other = book.page("走访")
    other.title("2026年前5个月走访企业情况", 2)
    other.row(2, "单位", "走访企业（次）")
    _units(other, 3, 1, TOWNS[:5])
    other.fill(3, 2, TOWNS[:5], [Count("RGT-14", five)])
