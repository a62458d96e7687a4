"""Merged cells in bodies, where each merge says something: drawn forms, units of two lines, words shared by rows."""

from tests.workbooks.book import H1, Q2, Book, Count, Money, workbook
from tests.workbooks.county import FULL, SHORT, TOWNS


@workbook
def form_drawn_with_merged_columns(book: Book) -> None:
    """Every field is two or three columns wide, head and figures alike."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 9)
    for area, text in (("A2:C2", "单位"), ("D2:E2", "新建工会"), ("F2:G2", "新增会员"), ("H2:I2", "经费收缴（万元）")):
        page.merge(area, text)
    for offset, unit in enumerate(TOWNS[:6]):
        row = 3 + offset
        page.merge(f"A{row}:C{row}", FULL[unit])
        for column, kind in ((4, Count("ORG-01")), (6, Count("ORG-06")), (8, Money("FIN-01"))):
            kind.put(page, row, column, unit)
            page.sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)


@workbook
def units_two_lines_high(book: Book) -> None:
    """Each unit takes two rows because two people answer for it; its figures are merged over both."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 5)
    page.row(2, "序号", "单位", "新建工会", "新增会员", "联系人")
    for number, unit in enumerate(TOWNS[:5]):
        top = 3 + 2 * number
        page.merge(f"A{top}:A{top + 1}", number + 1)
        page.merge(f"B{top}:B{top + 1}", FULL[unit])
        for column, code in ((3, "ORG-01"), (4, "ORG-06")):
            Count(code).put(page, top, column, unit)
            page.sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
        page.put(top, 5, "张三")
        page.put(top + 1, 5, "李四")


@workbook
def target_and_done_in_rows_of_each_unit(book: Book) -> None:
    """单位 merged over 年度目标, 完成数, 完成率: what sort of figure it is stands in the row."""
    page = book.page()
    page.title("2026年上半年目标任务完成情况", 5)
    page.row(2, "单位", "类别", "新建工会", "新增会员", "劳动竞赛")
    for number, unit in enumerate(TOWNS[:5]):
        top = 3 + 3 * number
        page.merge(f"A{top}:A{top + 2}", SHORT[unit])
        for offset, text in enumerate(("年度目标", "完成数", "完成率")):
            page.put(top + offset, 2, text)
        for column, code in ((3, "ORG-01"), (4, "ORG-06"), (5, "SKL-01")):
            aim, done = book.count(50, 90), book.count(1, 49)
            page.target(top, column, aim, unit, code)
            page.figure(top + 1, column, done, unit, code, H1)
            page.put(top + 2, column, f"{done / aim:.1%}")


@workbook
def quarters_in_rows_of_each_unit(book: Book) -> None:
    """单位 merged over 一季度, 二季度, 合计."""
    page = book.page()
    page.title("2026年各乡镇分季度情况", 4)
    page.row(2, "单位", "季度", "新建工会", "新增会员")
    for number, unit in enumerate(TOWNS[:5]):
        top = 3 + 3 * number
        page.merge(f"A{top}:A{top + 2}", SHORT[unit])
        for offset, text in enumerate(("一季度", "二季度", "合计")):
            page.put(top + offset, 2, text)
        for column, code in ((3, "ORG-01"), (4, "ORG-06")):
            values = [book.count(), book.count()]
            page.figure(top, column, values[0], unit, code, ("2026-01-01", "2026-03-31"))
            page.figure(top + 1, column, values[1], unit, code, Q2)
            page.put(top + 2, column, sum(values))


@workbook
def remark_merged_over_all_rows(book: Book) -> None:
    """One remark merged beside all units, a reason merged over two."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 4)
    page.row(2, "单位", "新建工会", "新增会员", "备注")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])
    page.merge("D3:D7", "数据截至2026年6月30日，含八大群体入会。")


@workbook
def joint_figure_of_two_indicators(book: Book) -> None:
    """One figure merged over two indicators of a unit belongs to neither."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:2], [Count("ORG-01"), Count("ORG-06")])
    page.merge("B5:C5", 17)
    page.fill(6, 2, TOWNS[3:4], [Count("ORG-01"), Count("ORG-06")])
    book.expect("merged-figure", "季报", "B5")


@workbook
def title_over_every_column_of_the_sheet(book: Book) -> None:
    """The title merged over 300 columns, notes over as many."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 300)
    page.merge("A2:KN2", "填报单位：云溪县总工会      填报日期：2026年7月6日")
    page.row(3, "单位", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, SHORT[unit])
    page.fill(4, 2, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])
