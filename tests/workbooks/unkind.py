"""What an unkind sender comes up with: pages with carried totals, formulas as column numbers, labels inside heads."""

from collections.abc import Sequence

from tests.workbooks.book import H1, Q1, Q2, Book, Count, Money, Page, workbook
from tests.workbooks.county import FACTORIES, FULL, SHORT, SYSTEMS, TOWNS

_MADE, _JOINED = Count("ORG-01"), Count("ORG-06")


def _units(page: Page, row: int, column: int, units: Sequence[str]) -> None:
    for offset, unit in enumerate(units):
        page.put(row + offset, column, SHORT[unit])


def _sums(book: Book) -> list[int]:
    """What was put so far of 新建工会 and 新增会员."""
    return [
        sum(int(said.value) for (_unit, code, *_span), said in book.observations.items() if code == wanted)
        for wanted in ("ORG-01", "ORG-06")
    ]


@workbook
def a_table_continued_beside_and_lower(book: Book) -> None:
    """续表 at the right: the same units again, other indicators, two rows further down."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 4)
    page.row(3, "单位", "新建工会", "新增会员", "会员总数")
    _units(page, 4, 1, TOWNS[:6])
    page.fill(4, 2, TOWNS[:6], [_MADE, _JOINED, Count("ORG-07", low=301, high=900)])
    page.put(3, 6, "续表")
    page.row(5, "单位", "劳动竞赛", "文体活动", "帮扶资金发放（万元）", start=6)
    _units(page, 6, 6, TOWNS[:6])
    page.fill(6, 7, TOWNS[:6], [Count("SKL-01"), Count("CUL-03"), Money("AID-01")])


@workbook
def pages_with_carried_totals(book: Book) -> None:
    """过次页 at the foot of each printed page, 承前页 at the head of the next."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    row = 2
    for number, units in enumerate((TOWNS[:5], TOWNS[5:10], TOWNS[10:])):
        page.row(row, "单位", "新建工会", "新增会员")
        if number:
            row += 1
            page.row(row, "承前页", *_sums(book))
        _units(page, row + 1, 1, units)
        row = page.fill(row + 1, 2, units, [_MADE, _JOINED])
        page.row(row, "过次页" if number < 2 else "合计", *_sums(book))
        if number < 2:
            page.put(row + 1, 2, f"第 {number + 1} 页 共 3 页")
        row += 3


@workbook
def column_numbers_with_formulas(book: Book) -> None:
    """甲 1 2 3=2/1 under the head: column 3 is worked out from the two before it."""
    page = book.page()
    page.title("2026年上半年组建工作统计表", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:D2", "工会组建")
    page.merge("E2:E3", "新增会员")
    page.row(3, "应建数", "已建数", "组建率（%）", start=2)
    page.row(4, "甲", "1", "2", "3=2/1×100%", "4")
    _units(page, 5, 1, TOWNS[:5])
    for offset, unit in enumerate(TOWNS[:5]):
        due = book.count(50, 100)
        done = book.count(20, due)
        share = round(100 * done / due, 2)
        page.figure(5 + offset, 2, due, unit, "ORG-03", H1)
        page.figure(5 + offset, 3, done, unit, "ORG-04", H1)
        page.figure(5 + offset, 4, share, unit, "ORG-05", H1, round(share / 100, 6))
    page.fill(5, 5, TOWNS[:5], [_JOINED])


@workbook
def a_row_of_measures_that_names_itself(book: Book) -> None:
    """计量单位 家 人 千元 and 栏次 1 2 3 between head and figures."""
    page = book.page()
    page.title("2026年上半年统计表", 4)
    page.row(2, "单位", "新建工会", "新增会员", "工会经费收缴")
    page.row(3, "计量单位", "家", "人", "千元")
    page.row(4, "栏次", 1, 2, 3)
    _units(page, 5, 1, TOWNS[:6])
    page.fill(5, 2, TOWNS[:6], [_MADE, _JOINED, Money("FIN-01", scale=1000)])


@workbook
def how_to_write_beside_the_measure(book: Book) -> None:
    """（万元，保留两位小数）, （家，1-6月累计）, （单位：元）."""
    page = book.page()
    page.title("2026年1—6月统计表", 5)
    heads = (
        "新建工会（家，1-6月累计）",
        "新增会员（人，截至6月底）",
        "经费收缴（万元，保留两位小数）",
        "帮扶资金发放(单位:元)",
    )
    page.row(2, "单位", *heads)
    _units(page, 3, 1, TOWNS[:5])
    page.fill(3, 2, TOWNS[:5], [_MADE, _JOINED, Money("FIN-01"), Money("AID-01", scale=1)])


@workbook
def last_year_by_its_number_with_growth(book: Book) -> None:
    """2025年上半年, 2026年上半年, 增长 of each indicator, and no year in the title: 2025 is compared with."""
    page = book.page()
    page.title("工会工作主要指标情况表", 7)
    page.merge("A2:A3", "单位")
    for column, area, text in ((2, "B2:D2", "新建工会（家）"), (5, "E2:G2", "新增会员（人）")):
        page.merge(area, text)
        page.row(3, "2025年上半年", "2026年上半年", "增长（%）", start=column)
    _units(page, 4, 1, TOWNS[:5])
    for offset, unit in enumerate(TOWNS[:5]):
        for column, code in ((2, "ORG-01"), (5, "ORG-06")):
            before, now = book.count(50, 100), book.count(50, 100)
            page.put(4 + offset, column, before)
            page.figure(4 + offset, column + 1, now, unit, code, H1)
            page.put(4 + offset, column + 2, round((now / before - 1) * 100, 1))


@workbook
def both_years_in_rows_of_each_unit(book: Book) -> None:
    """单位 merged over 2025年 and 2026年, under a title that compares them."""
    page = book.page()
    page.title("2026年上半年与去年同期对比表", 4)
    page.row(2, "单位", "年度", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:5]):
        top = 3 + 2 * offset
        page.merge(f"A{top}:A{top + 1}", SHORT[unit])
        page.row(top, "2025年", book.count(), book.count(), start=2)
        page.put(top + 1, 2, "2026年")
        page.fill(top + 1, 3, [unit], [_MADE, _JOINED])


@workbook
def one_total_for_a_table_folded_in_two(book: Book) -> None:
    """Units folded into two columns of the page; the total at the end of the second adds up both."""
    page = book.page()
    page.title("2026年上半年统计表", 7)
    for column, units in ((1, TOWNS[:7]), (5, TOWNS[7:])):
        page.row(2, "单位", "新建工会", "新增会员", start=column)
        _units(page, 3, column, units)
        page.fill(3, column + 1, units, [_MADE, _JOINED])
    page.row(10, "合计", *_sums(book), start=5)


@workbook
def sorts_of_units_that_sound_like_measures(book: Book) -> None:
    """乡镇, 系统, 企业 merged over their units and the sub-total below these; 企业 is no measure here."""
    page = book.page()
    page.title("2026年上半年统计表", 5)
    page.row(2, "序号", "类别", "单位", "新建工会", "新增会员")
    row = 3
    for sort, units in (("乡镇", TOWNS[:4]), ("系统", SYSTEMS[:3]), ("企业", FACTORIES)):
        top, row = row, row + len(units)
        page.merge(f"B{top}:B{row}", sort)
        _units(page, top, 3, units)
        page.fill(top, 4, units, [_MADE, _JOINED])
        page.put(row, 3, "小计")
        page.add_up(row, [4, 5], range(top, row))
        row += 1


@workbook
def words_before_the_figure(book: Book) -> None:
    """完成情况: 已建65家 is 65; a sentence of two figures is neither, and said to be none."""
    page = book.page()
    page.title("2026年上半年望江镇总工会工作完成情况", 3)
    page.row(2, "指标", "目标任务", "完成情况")
    for row, text, code, written, value in (
        (3, "新建工会", "ORG-01", "已建65家", 65),
        (4, "劳动竞赛", "SKL-01", "已开展3场", 3),
    ):
        page.put(row, 1, text)
        page.target(row, 2, f"{2 * value}", "T02", code, 2 * value)
        page.figure(row, 3, written, "T02", code, H1, value)
    page.put(5, 1, "新增会员")
    page.target(5, 2, "800人", "T02", "ORG-06", 800)
    page.put(5, 3, "发展会员420人，其中农民工300人")
    book.expect("unreadable-value", "季报", "C5")


@workbook
def sentences_where_figures_should_be(book: Book) -> None:
    """完成情况 in sentences all the way down: the targets are read, and it is said that nothing else was."""
    page = book.page()
    page.title("2026年上半年望江镇总工会目标任务完成情况", 3)
    page.row(2, "指标", "目标任务", "完成情况")
    for row, text, code in ((3, "新建工会", "ORG-01"), (4, "新增会员", "ORG-06")):
        page.put(row, 1, text)
        page.target(row, 2, book.count(50, 90), "T02", code)
        page.put(row, 3, f"上半年完成{book.count(1, 40)}，比去年多{book.count(1, 9)}，进度较好")
    book.expect("prose-not-read", "季报", "C3")


@workbook
def a_share_of_two_readings(book: Book) -> None:
    """0.93 between 92 and 88 under a head in %: asked about, 93% first."""
    page = book.page()
    page.title("2026年上半年组建情况", 2)
    page.row(2, "单位", "工会组建率（%）")
    _units(page, 3, 1, TOWNS[:4])
    for row, unit, share in ((3, "T01", 92), (4, "T02", 88), (6, "T04", 90.5)):
        page.figure(row, 2, share, unit, "ORG-05", H1, share / 100)
    page.put(5, 2, 0.93)
    book.expect("percent-or-fraction", "季报", "B5", first_choice="93%")


@workbook
def months_in_brackets(book: Book) -> None:
    """2026年（1-6）月, and the units in full."""
    page = book.page()
    page.title("云溪县工会工作统计表（2026年（1-6）月）", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, TOWNS[:5], [_MADE, _JOINED])


@workbook
def levels_at_the_beginning_and_the_end(book: Book) -> None:
    """年初会员总数, 期末会员总数: the second is this span's level, and neither is a total."""
    page = book.page()
    page.title("2026年上半年会员情况", 5)
    page.row(2, "单位", "年初会员总数", "本期新增会员", "期末会员总数", "志愿者总数")
    _units(page, 3, 1, TOWNS[:4])
    for offset, unit in enumerate(TOWNS[:4]):
        before, joined = book.count(200, 300), book.count(1, 50)
        page.put(3 + offset, 2, before)
        page.figure(3 + offset, 3, joined, unit, "ORG-06", H1)
        page.figure(3 + offset, 4, before + joined, unit, "ORG-07", H1)
        page.put(3 + offset, 5, book.count())
    book.expect("unknown-indicator", "季报", "E2")


@workbook
def quarters_across_under_a_diagonal_head(book: Book) -> None:
    """单位＼季度 in the corner; the title names the indicator: 2026年新增会员季度表."""
    page = book.page()
    page.title("2026年新增会员季度表", 4)
    page.row(2, "单位＼季度", "一季度", "二季度", "上半年")
    _units(page, 3, 1, TOWNS[:4])
    for offset, unit in enumerate(TOWNS[:4]):
        first, second = book.count(), book.count()
        page.figure(3 + offset, 2, first, unit, "ORG-06", Q1)
        page.figure(3 + offset, 3, second, unit, "ORG-06", Q2)
        page.figure(3 + offset, 4, first + second, unit, "ORG-06", H1)
