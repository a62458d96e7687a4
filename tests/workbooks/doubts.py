"""What must not be guessed: last year's sheets, misspelt labels, heads of something else, drafts and doubles."""

from tests.workbooks.book import H1, LAST_YEAR, Q2, Book, Count, Page, workbook
from tests.workbooks.county import FULL, SHORT, TOWNS


def _table(page: Page, row: int, heads: list[str], units: list[str], kinds: list[Count]) -> int:
    page.row(row, "单位", *heads)
    for offset, unit in enumerate(units):
        page.put(row + 1 + offset, 1, SHORT[unit])
    return page.fill(row + 1, 2, units, kinds)


def _numbers(page: Page, row: int, heads: list[str], units: list[str]) -> int:
    """A table nobody is to read."""
    page.row(row, "单位", *heads)
    for offset, unit in enumerate(units):
        page.row(row + 1 + offset, SHORT[unit], *(page.book.count() for _ in heads))
    return row + 1 + len(units)


@workbook
def last_year_on_a_sheet_of_its_own(book: Book) -> None:
    """上年同期 as a sheet beside this year's: it is not this year's report."""
    book.file_name = "2026年上半年工会报表.xlsx"
    page = book.page("本期")
    page.title("工会工作统计表", 3)
    _table(page, 2, ["新建工会", "新增会员"], TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])
    before = book.page("上年同期")
    before.title("工会工作统计表（上年同期）", 3)
    _numbers(before, 2, ["新建工会", "新增会员"], TOWNS[:5])


@workbook
def last_year_below_this_year(book: Book) -> None:
    """一、本期情况, 二、去年同期情况 on one sheet."""
    page = book.page()
    page.title("2026年上半年工会工作对比", 3)
    page.put(2, 1, "一、本期完成情况")
    end = _table(page, 3, ["新建工会", "新增会员"], TOWNS[:4], [Count("ORG-01"), Count("ORG-06")])
    page.put(end + 1, 1, "二、去年同期完成情况")
    _numbers(page, end + 2, ["新建工会", "新增会员"], TOWNS[:4])


@workbook
def misspelt_unit_in_a_label(book: Book) -> None:
    """填报单位：望汪镇总工会: a question, though the file's name has another unit in it."""
    book.file_name = "澄湖镇2026年二季度.xlsx"
    page = book.page()
    page.title("2026年第二季度工会工作情况表", 3)
    page.row(2, "填报单位：望汪镇总工会")
    page.row(3, "指标", "计量单位", "本季")
    page.row(4, "新建工会", "家", 5)
    page.row(5, "新增会员", "人", 80)
    book.expect("unknown-unit", "季报", first_choice="T02")


@workbook
def misspelt_unit_in_a_title_among_forms(book: Book) -> None:
    """Three forms below each other, the third for nobody known: its figures are not those of the first."""
    page = book.page()
    page.title("2026年第二季度各单位工会工作情况", 3)
    row = 3
    for name, unit in ((FULL["T01"], "T01"), (FULL["T02"], "T02"), ("澄胡镇总工会", None)):
        page.merge(f"A{row}:C{row}", name)
        page.row(row + 1, "指标", "计量单位", "本季完成")
        for offset, (text, measure, code) in enumerate((("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"))):
            page.row(row + 2 + offset, text, measure)
            if unit:
                page.figure(row + 2 + offset, 3, book.count(), unit, code, Q2)
            else:
                page.put(row + 2 + offset, 3, book.count())
        row += 5
    book.expect("no-unit", "季报")


@workbook
def same_words_under_other_groups(book: Book) -> None:
    """新建工会 of this county beside that of the neighbours: not two columns of one indicator."""
    page = book.page()
    page.title("2026年上半年对比情况", 4)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "国有企业")
    page.merge("D2:E2", "非公企业")
    page.row(3, "新建工会", "新增会员", "新建工会", "新增会员", start=2)
    for offset, unit in enumerate(TOWNS[:4]):
        page.row(4 + offset, SHORT[unit], *(book.count() for _ in range(4)))
    book.expect("ambiguous-name", "季报")


@workbook
def men_and_women_under_an_indicator(book: Book) -> None:
    """男 and 女 below 新增会员 are nobody's indicator; 新建工会 beside them is read."""
    page = book.page()
    page.title("2026年上半年会员发展情况", 4)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新增会员")
    page.merge("D2:D3", "新建工会")
    page.row(3, "男", "女", start=2)
    for offset, unit in enumerate(TOWNS[:4]):
        page.row(4 + offset, SHORT[unit], book.count(), book.count())
    page.fill(4, 4, TOWNS[:4], [Count("ORG-01")])
    book.expect("unknown-indicator", "季报")


@workbook
def grassroots_below_their_township(book: Book) -> None:
    """Enterprises of a township, none on the roster: questions, and the township's own row is read."""
    page = book.page()
    page.title("2026年上半年基层工会台账", 3)
    page.row(2, "单位", "会员总数", "女会员")
    page.put(3, 1, FULL["T02"])
    page.figure(3, 2, 900, "T02", "ORG-07", H1)
    page.figure(3, 3, 300, "T02", "ORG-12", H1)
    for offset, name in enumerate(("恒昌纺织有限公司工会", "顺达机械有限公司工会")):
        page.row(4 + offset, name, book.count(), book.count(1, 3))
    book.expect("unknown-unit", "季报", "A4")
    book.expect("unknown-unit", "季报", "A5")


@workbook
def a_town_in_brackets_is_another(book: Book) -> None:
    """望江镇（工业园） is not 望江镇."""
    page = book.page()
    page.title("2026年上半年统计表", 2)
    page.row(2, "单位", "新建工会")
    for offset, unit in enumerate(TOWNS[:3]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:3], [Count("ORG-01")])
    page.row(6, "望江镇（工业集中区）", 9)
    book.expect("unknown-unit", "季报", "A6")


@workbook
def heads_that_only_contain_an_indicator(book: Book) -> None:
    """新增会员培训人数, 未建会企业, 新建工会计划外数 are other things."""
    page = book.page()
    page.title("2026年上半年统计表", 5)
    heads = ["新增会员", "新增会员培训场地数", "未建会企业", "新建工会占地面积"]
    page.row(2, "单位", *heads)
    for offset, unit in enumerate(TOWNS[:3]):
        page.row(3 + offset, SHORT[unit], None, book.count(), book.count(), book.count())
    page.fill(3, 2, TOWNS[:3], [Count("ORG-06")])
    for column in "CDE":
        book.expect("unknown-indicator", "季报", f"{column}2")


@workbook
def growth_and_share_columns(book: Book) -> None:
    """新增会员增长率, 比上年增减, 占全县比重: worked out, not read."""
    page = book.page()
    page.title("2026年上半年会员发展情况", 5)
    page.row(2, "单位", "新增会员", "去年同期", "比去年同期增减", "占比（%）")
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
        page.fill(3 + offset, 2, [unit], [Count("ORG-06"), LAST_YEAR])
        now, before = (int(str(page.sheet.cell(3 + offset, column).value)) for column in (2, 3))
        page.row(3 + offset, now - before, 25.0, start=4)


@workbook
def plan_for_next_half_year_beside_this(book: Book) -> None:
    """下半年计划 beside 上半年完成: only what is done is read."""
    page = book.page()
    page.title("2026年工会工作安排", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新建工会")
    page.merge("D2:E2", "新增会员")
    page.row(3, *["上半年完成", "下半年计划"] * 2, start=2)
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(4 + offset, 1, SHORT[unit])
    page.fill(4, 2, TOWNS[:4], [Count("ORG-01"), LAST_YEAR, Count("ORG-06"), LAST_YEAR])
    book.expect("part-left-out", "季报")


@workbook
def quarter_in_the_title_and_cumulative_in_the_heads(book: Book) -> None:
    """The title names the quarter, the heads 1-6月累计 and 4-6月."""
    page = book.page()
    page.title("2026年二季度工会工作情况表", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新建工会")
    page.merge("D2:E2", "新增会员")
    page.row(3, *["4-6月", "1-6月累计"] * 2, start=2)
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(4 + offset, 1, SHORT[unit])
    page.fill(4, 2, TOWNS[:4], [
        Count("ORG-01", Q2, 1, 20), Count("ORG-01", H1, 21, 90),
        Count("ORG-06", Q2, 1, 20), Count("ORG-06", H1, 21, 90),
    ])  # fmt: skip
