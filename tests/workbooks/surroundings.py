"""What stands around tables, and tables beside and below each other."""

from datetime import datetime

from tests.workbooks.book import H1, Q1, Q2, Book, Count, Money, Page, workbook
from tests.workbooks.county import FULL, SHORT, SYSTEMS, TOWNS


def _table(page: Page, row: int, column: int, units: list[str], heads: list[str], kinds: list[Count | Money]) -> int:
    """Head and body of a wide table from a cell on; the first row below."""
    page.row(row, "单位", *heads, start=column)
    for offset, unit in enumerate(units):
        page.put(row + 1 + offset, column, SHORT[unit])
    return page.fill(row + 1, column + 1, units, kinds)


@workbook
def signatures_notes_and_dates(book: Book) -> None:
    """填报单位, 单位, date above; notes, 单位负责人, 审核人, 填表人, 联系电话, 填报日期 below."""
    page = book.page()
    page.put(1, 1, "附件2")
    page.title("2026年第二季度工会工作统计表", 4, 2)
    page.row(3, "填报单位：云溪县总工会（盖章）", None, "2026年7月5日", "单位：家、人、万元")
    end = _table(page, 4, 1, TOWNS[:8], ["新建工会", "新增会员", "帮扶资金发放"], [
        Count("ORG-01", Q2), Count("ORG-06", Q2), Money("AID-01", Q2),
    ])  # fmt: skip
    page.put(end, 1, "合计")
    page.add_up(end, range(2, 5), range(5, end))
    page.row(end + 1, "单位负责人：周志强", "审核人：吴敏", "填表人：陈静", "联系电话：13812345678")
    page.put(end + 2, 1, "填报日期：2026年7月5日")
    page.put(
        end + 3, 1, "说明：1.新建工会指本季度内成立的基层工会；2.新增会员含八大群体120人；3.本表于每季度后10日内报送。"
    )
    page.row(end + 5, "备注", None, "联系人电话", 84102233)


@workbook
def signatures_in_cells_of_their_own(book: Book) -> None:
    """审核人 | 王芳 | 填表人 | 李军 | 电话 | 8410xxxx as number: no unit, no figure."""
    page = book.page()
    page.title("2026年第二季度工会工作统计表", 4)
    end = _table(page, 2, 1, TOWNS[:8], ["新建工会", "新增会员", "法律援助案件"], [
        Count("ORG-01", Q2), Count("ORG-06", Q2), Count("RGT-07", Q2),
    ])  # fmt: skip
    page.row(end + 1, "审核人", "王芳", "填表人", "李军")
    page.row(end + 2, "联系电话", 84102233, "填表日期", datetime(2026, 7, 6))  # noqa: DTZ001 - as Excel keeps it


@workbook
def table_that_starts_anywhere(book: Book) -> None:
    """First cell at E9, nothing around it but a title two rows above."""
    page = book.page()
    page.put(6, 6, "2026年上半年工会工作统计表")
    _table(page, 9, 5, TOWNS[:6], ["新建工会", "新增会员"], [Count("ORG-01"), Count("ORG-06")])


@workbook
def blank_rows_and_columns(book: Book) -> None:
    """A blank row below the head and between groups of units, a narrow blank column between groups of indicators."""
    page = book.page()
    page.put(1, 1, "2026年上半年工会工作统计表")
    page.row(3, "单位", None, "新建工会", "新增会员", None, "劳动竞赛")
    row = 5
    for units in (TOWNS[:3], SYSTEMS[:3]):
        for unit in units:
            page.put(row, 1, FULL[unit])
            page.fill(row, 3, [unit], [Count("ORG-01"), Count("ORG-06")])
            page.fill(row, 6, [unit], [Count("SKL-01")])
            row += 1
        row += 1


@workbook
def tables_below_each_other(book: Book) -> None:
    """表一, 表二, 表三 on one sheet, each with its own title and indicators."""
    page = book.page()
    page.title("云溪县2026年上半年工会工作报表", 4)
    row = 3
    for title, heads, codes in (
        ("表一：组织建设", ["新建工会", "新增会员"], ("ORG-01", "ORG-06")),
        ("表二：维权服务", ["法律援助案件", "普法宣传活动", "发放宣传资料"], ("RGT-07", "RGT-10", "RGT-12")),
        ("表三：建功立业", ["劳动竞赛", "技能大赛"], ("SKL-01", "SKL-03")),
    ):
        page.put(row, 1, title)
        end = _table(page, row + 1, 1, TOWNS[:5], heads, [Count(code) for code in codes])
        row = end + 2


@workbook
def tables_side_by_side(book: Book) -> None:
    """Two tables beside each other, each with its units; the right one drifts by a row."""
    page = book.page()
    page.put(1, 1, "2026年上半年工会工作统计表")
    _table(page, 3, 1, TOWNS[:6], ["新建工会", "新增会员"], [Count("ORG-01"), Count("ORG-06")])
    _table(page, 4, 6, TOWNS[:6], ["劳动竞赛", "技能大赛"], [Count("SKL-01"), Count("SKL-03")])


@workbook
def one_table_folded_in_two(book: Book) -> None:
    """单位 新建工会 新增会员 | 单位 新建工会 新增会员: the second half of the units beside the first."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 6)
    kinds: list[Count | Money] = [Count("ORG-01"), Count("ORG-06")]
    _table(page, 2, 1, TOWNS[:7], ["新建工会", "新增会员"], kinds)
    _table(page, 2, 4, TOWNS[7:], ["新建工会", "新增会员"], kinds)


@workbook
def table_continued_below(book: Book) -> None:
    """续表: the same units again with further indicators."""
    page = book.page()
    page.title("2026年第二季度工会工作统计表", 4)
    end = _table(page, 2, 1, TOWNS[:6], ["新建工会", "新增会员"], [Count("ORG-01", Q2), Count("ORG-06", Q2)])
    page.put(end, 1, "续表")
    _table(page, end + 1, 1, TOWNS[:6], ["女会员", "农民工会员", "职工书屋"], [
        Count("ORG-12", Q2), Count("ORG-11", Q2), Count("CUL-07", Q2),
    ])  # fmt: skip


@workbook
def tables_of_two_quarters_below_each_other(book: Book) -> None:
    """The same table for each quarter, the span in each table's own title."""
    page = book.page()
    row = 1
    for title, span in (("2026年第一季度工会工作情况", Q1), ("2026年第二季度工会工作情况", Q2)):
        page.title(title, 3, row)
        end = _table(
            page, row + 1, 1, TOWNS[:5], ["新建工会", "新增会员"], [Count("ORG-01", span), Count("ORG-06", span)]
        )
        row = end + 2


@workbook
def cover_sheet_and_directory(book: Book) -> None:
    """填报说明 first, then the table, then telephone numbers of the unions: only the table is read."""
    notes = book.page("填报说明")
    notes.put(1, 1, "填报说明")
    notes.put(2, 1, "1.请各单位于7月10日前报送，逾期视为未报。")
    notes.put(3, 1, "2.新建工会、新增会员按实际数填报，帮扶资金发放以万元为单位，保留一位小数。")
    page = book.page("统计表")
    page.title("2026年上半年工会工作统计表", 3)
    _table(page, 2, 1, TOWNS[:6], ["新建工会", "新增会员"], [Count("ORG-01"), Count("ORG-06")])
    directory = book.page("通讯录")
    directory.row(1, "单位", "联系人", "电话")
    for offset, unit in enumerate(TOWNS[:6]):
        directory.row(2 + offset, FULL[unit], "张三", 84100000 + offset)


@workbook
def addresses_and_people_between_figures(book: Book) -> None:
    """工会主席, 地址, 成立时间 and 联系电话 as columns among the indicators."""
    page = book.page()
    page.title("2026年上半年基层工会台账", 8)
    page.row(2, "序号", "单位名称", "负责人", "联系电话", "会员总数", "成立时间", "女会员", "备注")
    for offset, unit in enumerate(TOWNS[:5]):
        members = book.count(900, 5000)
        page.row(3 + offset, offset + 1, FULL[unit], "李强", 13800000000 + offset)
        page.figure(3 + offset, 5, members, unit, "ORG-07", H1)
        page.put(3 + offset, 6, datetime(2011, 5, 1 + offset))  # noqa: DTZ001 - as Excel keeps it
        page.figure(3 + offset, 7, members // 4, unit, "ORG-12", H1)
        page.put(3 + offset, 8, "换届" if offset == 2 else None)
