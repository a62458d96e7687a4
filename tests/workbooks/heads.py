"""Heads of units-down tables: one to four rows, merged, numbered, upright, cut, with sub-columns in any order."""

from tests.workbooks.book import H1, LAST_YEAR, Q1, Q2, Aim, Book, Count, Money, Page, Share, Worked, workbook
from tests.workbooks.county import FULL, SHORT, TOWNS


def _units(page: Page, row: int, column: int, units: list[str], *, full: bool = True) -> None:
    for offset, unit in enumerate(units):
        page.put(row + offset, column, (FULL if full else SHORT)[unit])


@workbook
def quarterly_statistics(book: Book) -> None:
    """基层工会统计季报: the plainest of all, with ordinals and a total."""
    page = book.page("统计季报")
    page.title("云溪县基层工会统计季报（2026年第二季度）", 6)
    page.row(2, "序号", "单位名称", "新建工会", "新增会员", "会员总数", "基层工会组织")
    for offset in range(14):
        page.put(3 + offset, 1, offset + 1)
    _units(page, 3, 2, TOWNS)
    page.fill(3, 3, TOWNS, [Count("ORG-01", Q2), Count("ORG-06", Q2), Count("ORG-07", Q2), Count("ORG-02", Q2)])
    page.merge("A17:B17", "合计")
    page.add_up(17, range(3, 7), range(3, 17))


@workbook
def areas_over_indicators(book: Book) -> None:
    """Areas of work merged over their indicators; ordinal and unit merged down."""
    page = book.page()
    page.title("2026年上半年各镇（街道）工会工作情况汇总表", 9)
    page.merge("A2:A3", "序号")
    page.merge("B2:B3", "单位")
    page.merge("C2:E2", "组织建设")
    page.merge("F2:G2", "集体协商")
    page.merge("H2:I2", "帮扶救助")
    page.row(3, "新建工会", "新增会员", "示范点创建", "综合集体合同", "工资专项集体合同", "帮扶资金发放（万元）",
             "送温暖走访", start=3)  # fmt: skip
    for offset in range(14):
        page.put(4 + offset, 1, offset + 1)
    _units(page, 4, 2, TOWNS, full=False)
    kinds = [Count(code) for code in ("ORG-01", "ORG-06", "ORG-16", "COL-01", "COL-02")]
    page.fill(4, 3, TOWNS, [*kinds, Money("AID-01"), Count("AID-09")])


@workbook
def three_head_rows(book: Book) -> None:
    """Area, indicator, 本季 and 累计."""
    page = book.page()
    page.title("各镇街2026年二季度工会重点工作进展情况", 9)
    page.merge("A2:A4", "单位")
    page.merge("B2:E2", "组织建设")
    page.merge("F2:I2", "维权服务")
    for left, text in (
        ("B", "新建工会（家）"),
        ("D", "新增会员（人）"),
        ("F", "法律援助案件（件）"),
        ("H", "普法宣传活动（场次）"),
    ):
        page.merge(f"{left}3:{chr(ord(left) + 1)}3", text)
    page.row(4, *["本季", "累计"] * 4, start=2)
    _units(page, 5, 1, TOWNS[:8])
    kinds = []
    for code in ("ORG-01", "ORG-06", "RGT-07", "RGT-10"):
        kinds += [Count(code, Q2, 1, 90), Count(code, H1, 100, 300)]
    page.fill(5, 2, TOWNS[:8], kinds)


@workbook
def four_head_rows(book: Book) -> None:
    """Numbered areas, numbered sub-areas, indicators, five sub-columns each."""
    page = book.page("一览表")
    page.title("2026年上半年工会工作目标任务完成情况一览表", 12)
    page.merge("A2:A5", "序号")
    page.merge("B2:B5", "单位")
    page.merge("C2:L2", "一、基层组织建设")
    page.merge("C3:G3", "（一）建会情况")
    page.merge("H3:L3", "（二）会员发展")
    page.merge("C4:G4", "新建工会（家）")
    page.merge("H4:L4", "新增会员（人）")
    page.row(5, *["年度目标", "本季完成", "累计完成", "去年同期", "完成率（%）"] * 2, start=3)
    for offset in range(6):
        page.put(6 + offset, 1, offset + 1)
    _units(page, 6, 2, TOWNS[:6])
    kinds = []
    for code in ("ORG-01", "ORG-06"):
        kinds += [Aim(code), Count(code, Q2, 1, 20), Count(code, H1, 21, 49), LAST_YEAR, Worked(code)]
    page.fill(6, 3, TOWNS[:6], kinds)


@workbook
def triples_of_due_done_and_rate(book: Book) -> None:
    """应建/已建/组建率 and its like: the group names no indicator, the leaves do."""
    page = book.page("建会情况")
    page.title("2026年上半年企业建会及会员发展情况统计表", 8)
    page.merge("A2:A3", "乡镇\n（街道）")
    page.merge("B2:D2", "企业建会情况")
    page.merge("E2:G2", "会员发展情况")
    page.row(3, "应建数", "已建数", "组建率", "职工总数", "会员总数", "入会率", start=2)
    _units(page, 4, 1, TOWNS[:9], full=False)
    for offset, unit in enumerate(TOWNS[:9]):
        due, staff = book.count(40, 90), book.count(2000, 9000)
        done, members = book.count(10, due), book.count(1000, staff)
        for column, code, value in (
            (2, "ORG-03", due),
            (3, "ORG-04", done),
            (5, "ORG-08", staff),
            (6, "ORG-07", members),
        ):
            page.figure(4 + offset, column, value, unit, code, H1)
        for column, code, share in ((4, "ORG-05", done / due), (7, "ORG-09", members / staff)):
            text = f"{share:.1%}"
            page.figure(4 + offset, column, text, unit, code, H1, round(float(text[:-1]) / 100, 6))


@workbook
def wage_bargaining_progress(book: Book) -> None:
    """工资集体协商进展表: 应签/已签/签订率 named in full, rate as a plain number under (%)."""
    page = book.page("进展表")
    page.title("工资集体协商工作进展情况表", 6)
    page.merge("A2:F2", "统计时间：2026年1-6月          单位：家、份、%")
    page.row(3, "单位", "应签合同企业", "已签集体合同企业", "集体合同覆盖率（%）", "工资专项集体合同", "续签企业")
    _units(page, 4, 1, TOWNS[:7])
    for offset, unit in enumerate(TOWNS[:7]):
        due = book.count(20, 80)
        done = book.count(8, due)
        page.figure(4 + offset, 2, due, unit, "COL-05", H1)
        page.figure(4 + offset, 3, done, unit, "COL-06", H1)
        share = round(done / due * 100, 1)
        page.figure(4 + offset, 4, share, unit, "COL-07", H1, round(share / 100, 6))
    page.fill(4, 5, TOWNS[:7], [Count("COL-02"), Count("COL-09")])


@workbook
def sub_columns_in_another_order(book: Book) -> None:
    """完成率, 去年同期, 累计, 同比, 目标, 本季: only three of six are to be read."""
    page = book.page()
    page.title("2026年第二季度目标任务进度表", 13)
    page.merge("A2:A3", "填报单位")
    page.merge("B2:G2", "劳动竞赛")
    page.merge("H2:M2", "职工技能培训")
    page.row(3, *["完成率", "去年同期", "累计", "同比增长", "目标", "本季"] * 2, start=2)
    _units(page, 4, 1, TOWNS[:5])
    kinds = []
    for code in ("SKL-01", "SKL-07"):
        kinds += [
            Worked(code, as_text=True), LAST_YEAR, Count(code, H1, 50, 90), Worked(code, -2, as_text=True), Aim(code),
            Count(code, Q2, 1, 40),
        ]  # fmt: skip
    page.fill(4, 2, TOWNS[:5], kinds)


@workbook
def target_named_once_for_each_indicator(book: Book) -> None:
    """Sub-columns written out in single cells of one row: 新增会员年度目标, 新增会员本季完成数 …"""
    page = book.page()
    page.title("2026年二季度会员发展及经费收缴进度", 8)
    page.row(2, "单位", "新增会员年度目标", "新增会员本季完成数", "新增会员累计完成数", "新增会员完成率",
             "工会经费收缴全年目标（万元）", "工会经费收缴累计（万元）", "工会经费收缴上年同期（万元）")  # fmt: skip
    _units(page, 3, 1, TOWNS[:6])
    page.fill(3, 2, TOWNS[:6], [
        Aim("ORG-06"), Count("ORG-06", Q2, 1, 20), Count("ORG-06", H1, 21, 49), Worked("ORG-06", as_text=True),
        Aim("FIN-01", 10_000), Money("FIN-01"), LAST_YEAR,
    ])  # fmt: skip


@workbook
def upright_heads(book: Book) -> None:
    """Heads turned upright by hand: a line break after each character."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 6)
    texts = ["序号", "单位名称", "新建工会", "新增会员", "法律援助案件", "职工书屋"]
    page.row(2, *("\n".join(text) for text in texts))
    _units(page, 3, 2, TOWNS)
    for offset in range(14):
        page.put(3 + offset, 1, offset + 1)
    page.fill(3, 3, TOWNS, [Count("ORG-01"), Count("ORG-06"), Count("RGT-07"), Count("CUL-07")])


@workbook
def numbered_heads(book: Book) -> None:
    """1.新建工会, (2)新增会员, ③集体合同 …"""
    page = book.page()
    page.title("2026年上半年重点工作完成情况", 8)
    page.row(2, "单位", "1.新建工会", "2、新增会员", "(3)综合集体合同", "（四）法律援助案件", "⑤送温暖走访（户）",
             "6．劳动竞赛", "七、技能大赛")  # fmt: skip
    _units(page, 3, 1, TOWNS[:6])
    codes = ("ORG-01", "ORG-06", "COL-01", "RGT-07", "AID-09", "SKL-01", "SKL-03")
    page.fill(3, 2, TOWNS[:6], [Count(code) for code in codes])


@workbook
def measures_in_all_brackets(book: Book) -> None:
    """(人) （家） 【万元】 〔份〕 [件] /场次, 单位：万元, a line break before the measure."""
    page = book.page()
    page.title("2026年上半年工作报表", 9)
    page.row(2, "单位", "新增会员(人)", "新建工会（家）", "帮扶资金发放【万元】", "综合集体合同〔份〕",
             "法律援助案件[件]",
             "文体活动/场次", "工会经费收缴（单位：万元）", "医疗互助金发放\n（元）")  # fmt: skip
    _units(page, 3, 1, TOWNS[:6], full=False)
    page.fill(3, 2, TOWNS[:6], [
        Count("ORG-06"), Count("ORG-01"), Money("AID-01"), Count("COL-01"), Count("RGT-07"), Count("CUL-03"),
        Money("FIN-01"), Money("AID-08", scale=1),
    ])  # fmt: skip


@workbook
def measures_in_a_row_of_their_own(book: Book) -> None:
    """家, 人, 万元, % under the names."""
    page = book.page()
    page.title("2026年1—6月工会统计表", 6)
    page.row(2, "单位", "新建工会", "新增会员", "帮扶资金发放", "组建率", "慰问帮扶救助")
    page.row(3, "家", "人", "万元", "%", "人次", start=2)
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06"), Money("AID-01"), Share("ORG-05"), Count("AID-02")])


@workbook
def diagonal_head(book: Book) -> None:
    """斜线表头: both words in one cell, set apart by blanks and a line break, under a drawn diagonal."""
    page = book.page()
    page.title("2026年上半年职工活动情况", 5)
    page.row(2, "        指标\n单位", "文体活动", "文体活动参与", "职工书屋", "电影放映")
    _units(page, 3, 1, TOWNS[:6])
    page.fill(3, 2, TOWNS[:6], [Count("CUL-03"), Count("CUL-04"), Count("CUL-07"), Count("CUL-06")])


@workbook
def diagonal_head_over_two_rows(book: Book) -> None:
    """单位＼项目 merged over two head rows, with areas over the indicators."""
    page = book.page()
    page.title("2026年上半年经费与活动情况", 5)
    page.merge("A2:A3", "项目＼单位")
    page.merge("B2:C2", "工会经费")
    page.merge("D2:E2", "思想引领")
    page.row(3, "经费收缴（万元）", "缴费单位", "集中宣讲", "宣讲受众", start=2)
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [Money("FIN-01"), Count("FIN-02"), Count("CUL-01"), Count("CUL-02")])


@workbook
def words_cut_over_two_rows(book: Book) -> None:
    """新建 over 工会 without a merge, because the column is narrow."""
    page = book.page()
    page.title("2026年上半年建会情况", 4)
    page.row(2, "单 位", "新 建", "新 增", "会 员")
    page.row(3, "名 称", "工 会", "会 员", "总 数")
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06"), Count("ORG-07")])


@workbook
def column_numbers_below_the_head(book: Book) -> None:
    """甲 1 2 3 4 under the head, as in statistical forms."""
    page = book.page()
    page.title("工会基层组织统计调查表（2026年半年报）", 5)
    page.row(2, "单位", "新建工会", "新增会员", "女会员", "农民工会员")
    page.row(3, "甲", 1, 2, 3, 4)
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06"), Count("ORG-12"), Count("ORG-11")])


@workbook
def chinese_and_english_twins(book: Book) -> None:
    """新建工会 Unions formed, in one cell, with a line break."""
    page = book.page()
    page.title("2026年上半年工会统计 Trade union statistics", 4)
    page.row(2, "单位\nUnit", "新建工会\nUnions formed", "新增会员\nMembers recruited", "法律援助案件\nLegal-aid cases")
    _units(page, 3, 1, TOWNS[:6])
    page.fill(3, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06"), Count("RGT-07")])


@workbook
def ragged_heads(book: Book) -> None:
    """Some indicators merged over both head rows, others with sub-columns."""
    page = book.page()
    page.title("2026年第二季度劳动保护及民主管理情况表", 7)
    page.merge("A2:A3", "单位")
    page.merge("B2:B3", "安全生产检查（次）")
    page.merge("C2:D2", "安全监督员培训（人次）")
    page.merge("E2:E3", "建立职代会企业（家）")
    page.merge("F2:G2", "技术创新成果（项）")
    page.row(3, "本季", "累计", start=3)
    page.row(3, "本季", "累计", start=6)
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [
        Count("DEM-07", Q2), Count("DEM-09", Q2, 1, 50), Count("DEM-09", H1, 51, 90), Count("DEM-05", Q2),
        Count("SKL-05", Q2, 1, 50), Count("SKL-05", H1, 51, 90),
    ])  # fmt: skip


@workbook
def quarters_as_sub_columns(book: Book) -> None:
    """一季度, 二季度, 上半年合计 under each indicator."""
    page = book.page()
    page.title("2026年各镇街分季度完成情况", 7)
    page.merge("A2:A3", "单位")
    page.merge("B2:D2", "新建工会")
    page.merge("E2:G2", "新增会员")
    page.row(3, *["一季度", "二季度", "合计"] * 2, start=2)
    _units(page, 4, 1, TOWNS[:6])
    for offset, unit in enumerate(TOWNS[:6]):
        for column, code in ((2, "ORG-01"), (5, "ORG-06")):
            first, second = book.count(), book.count()
            page.figure(4 + offset, column, first, unit, code, Q1)
            page.figure(4 + offset, column + 1, second, unit, code, Q2)
            page.put(4 + offset, column + 2, first + second)


@workbook
def people_and_money_under_one_activity(book: Book) -> None:
    """困难职工帮扶资金发放统计: 人数 and 金额 of one activity, each its own indicator by its words."""
    page = book.page("帮扶")
    page.title("2026年上半年困难职工帮扶资金发放统计表", 6)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "金秋助学")
    page.merge("D2:E2", "医疗互助")
    page.row(3, "资助学生（人）", "助学金发放（万元）", "医疗互助参加（人）", "医疗互助金发放（元）", start=2)
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [Count("AID-04"), Money("AID-05"), Count("AID-06"), Money("AID-08", scale=1)])
