"""Totals: above, below, by kind, on each printed page; never read, checked instead."""

from openpyxl.utils import get_column_letter

from tests.workbooks.book import H1, Q2, Aim, Book, Count, Money, Page, Worked, workbook
from tests.workbooks.county import EVERYBODY, FACTORIES, FULL, SHORT, SYSTEMS, TOWNS

_KINDS = [Count("ORG-01"), Count("ORG-06"), Money("AID-01")]
_HEAD = ("新建工会", "新增会员", "帮扶资金发放（万元）")


def _rows(page: Page, row: int, units: list[str]) -> range:
    """Names and figures of some units from a row on; the rows they take."""
    for offset, unit in enumerate(units):
        page.put(row + offset, 1, FULL[unit])
    return range(row, page.fill(row, 2, units, _KINDS))


@workbook
def sub_totals_by_kind(book: Book) -> None:
    """乡镇小计, 系统小计, 企业小计 below their units, 总计 at the end."""
    page = book.page()
    page.title("云溪县2026年上半年工会工作汇总表", 4)
    page.row(2, "单位", *_HEAD)
    row, everything = 3, []
    for name, units in (("乡镇小计", TOWNS), ("系统小计", SYSTEMS), ("企业小计", FACTORIES)):
        rows = _rows(page, row, units)
        everything += list(rows)
        row = rows.stop
        page.put(row, 1, name)
        page.add_up(row, range(2, 5), rows)
        row += 1
    page.put(row, 1, "总 计")
    page.add_up(row, range(2, 5), everything)


@workbook
def totals_above_their_parts(book: Book) -> None:
    """全县 first, then each kind with its sum on top."""
    page = book.page()
    page.title("云溪县2026年上半年工会工作汇总表", 4)
    page.row(2, "单位", *_HEAD)
    page.put(3, 1, "全县合计")
    page.put(4, 1, "一、乡镇（街道）合计")
    towns = _rows(page, 5, TOWNS[:5])
    page.put(towns.stop, 1, "二、系统合计")
    systems = _rows(page, towns.stop + 1, SYSTEMS[:4])
    page.add_up(4, range(2, 5), towns)
    page.add_up(towns.stop, range(2, 5), systems)
    page.add_up(3, range(2, 5), [*towns, *systems])


@workbook
def a_total_that_does_not_add_up(book: Book) -> None:
    """One sum is off by ten: a warning at its cell."""
    page = book.page()
    page.title("2026年上半年工会工作汇总表", 4)
    page.row(2, "单位", *_HEAD)
    rows = _rows(page, 3, TOWNS[:6])
    page.put(rows.stop, 1, "合计")
    page.add_up(rows.stop, range(2, 5), rows)
    page.put(rows.stop, 3, float(str(page.sheet.cell(rows.stop, 3).value)) + 10)
    book.expect("total-mismatch", "季报", "C9")


@workbook
def head_repeated_on_every_page(book: Book) -> None:
    """Printed pages: 本页小计, 第1页 共3页, then title and head again."""
    page = book.page("台账")
    row, everything = 1, []
    for number, units in enumerate((EVERYBODY[:10], EVERYBODY[10:20], EVERYBODY[20:])):
        page.title("云溪县2026年上半年工会工作台账", 4, row)
        page.row(row + 1, "单位", *_HEAD)
        rows = _rows(page, row + 2, units)
        everything += list(rows)
        page.put(rows.stop, 1, "本页小计")
        page.add_up(rows.stop, range(2, 5), rows)
        page.merge(f"A{rows.stop + 1}:D{rows.stop + 1}", f"第{number + 1}页 共3页")
        row = rows.stop + 2
    page.put(row, 1, "合计")
    page.add_up(row, range(2, 5), everything)


@workbook
def head_repeated_without_a_title(book: Book) -> None:
    """Only the head row is there again, in the middle of the units."""
    page = book.page()
    page.title("2026年上半年工会工作汇总表", 4)
    page.row(2, "单位", *_HEAD)
    rows = _rows(page, 3, TOWNS[:7])
    page.row(rows.stop, "单位", *_HEAD)
    _rows(page, rows.stop + 1, TOWNS[7:])


@workbook
def totals_as_formulas(book: Book) -> None:
    """Sums as formulas that no program has calculated yet: nothing to complain about, they are not read."""
    page = book.page()
    page.title("2026年上半年工会工作汇总表", 4)
    page.row(2, "单位", *_HEAD)
    rows = _rows(page, 3, TOWNS[:6])
    page.put(rows.stop, 1, "合计")
    for column in range(2, 5):
        letter = get_column_letter(column)
        page.put(rows.stop, column, f"=SUM({letter}3:{letter}8)")


@workbook
def share_of_the_total_beside_each_figure(book: Book) -> None:
    """占比 and 排名 beside the figures, 平均 below them."""
    page = book.page()
    page.title("2026年上半年新增会员情况", 4)
    page.row(2, "单位", "新增会员", "占比", "排名")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, SHORT[unit])
        page.fill(3 + offset, 2, [unit], [Count("ORG-06", H1, 10 * (9 - offset), 10 * (9 - offset))])
        page.row(3 + offset, f"{book.per_cent() / 5:.1f}%", offset + 1, start=3)
    page.row(8, "平均", 70)


@workbook
def a_row_of_the_office_itself(book: Book) -> None:
    """县总工会 as a row of its own beside 合计: it reports too."""
    page = book.page()
    page.title("2026年第二季度普法宣传情况", 3)
    page.row(2, "单位", "普法宣传活动", "发放宣传资料")
    units = ["YX", *TOWNS[:3]]
    for offset, unit in enumerate(units):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, units, [Count("RGT-10", Q2), Count("RGT-12", Q2)])
    page.put(7, 1, "合计：")
    page.add_up(7, range(2, 4), range(3, 7))


@workbook
def of_which_columns_and_rows(book: Book) -> None:
    """其中：女会员 is an indicator of its own; 其中：非公企业 is not kept."""
    page = book.page()
    page.title("2026年上半年会员发展情况", 5)
    page.row(2, "单位", "会员总数", "其中：女会员", "新建工会", "其中：非公企业")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, FULL[unit])
        members = book.count(1000, 5000)
        page.figure(3 + offset, 2, members, unit, "ORG-07", H1)
        page.figure(3 + offset, 3, members // 3, unit, "ORG-12", H1)
        page.figure(3 + offset, 4, 10 + offset, unit, "ORG-01", H1)
        page.put(3 + offset, 5, offset)
    book.expect("part-left-out", "季报", "E2")


@workbook
def the_county_as_the_sum_of_its_units(book: Book) -> None:
    """县总工会 in the first row where others write 合计, with a rate beside its sums: none of it is its own."""
    page = book.page()
    page.title("2026年上半年目标任务完成情况", 4)
    page.row(2, "单位", "新增会员年度目标", "新增会员", "完成率")
    units = TOWNS[:4]
    for offset, unit in enumerate(units):
        page.put(4 + offset, 1, FULL[unit])
    page.fill(4, 2, units, [Aim("ORG-06"), Count("ORG-06", H1, 1, 49), Worked("ORG-06", as_text=True)])
    aims, done = (sum(int(str(page.sheet.cell(row, at).value)) for row in range(4, 8)) for at in (2, 3))
    page.row(3, FULL["YX"], aims, done, f"{done / aims:.1%}")


@workbook
def totals_of_another_quarter_below(book: Book) -> None:
    """本季合计 is checked; 上季合计, 环比增长 and 平均每单位 are sums of something else."""
    page = book.page()
    page.title("2026年第二季度工会工作汇总表", 4)
    page.row(2, "单位", *_HEAD)
    rows = range(3, 8)
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, TOWNS[:5], [Count("ORG-01", Q2), Count("ORG-06", Q2), Money("AID-01", Q2)])
    page.put(9, 1, "本季合计")
    page.add_up(9, range(2, 5), rows)
    page.row(10, "上季合计", 100, 200, 300)
    page.row(11, "环比增长", "5%", "-3%", "1.5%")
    page.row(12, "平均每单位", 20.5, 30.1, 8)
