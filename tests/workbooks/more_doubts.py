"""Rows that only look like a unit's, marks before names, labels below, columns of nobody."""

from tests.workbooks.book import H1, Q2, Book, Count, Money, workbook
from tests.workbooks.county import FULL, SHORT, TOWNS


@workbook
def the_county_as_its_own_total(book: Book) -> None:
    """云溪县 in the last row is the sum of all others: a total by another name."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 4)
    page.row(2, "单位", "新建工会", "新增会员", "帮扶资金发放（万元）")
    for offset, unit in enumerate(TOWNS[:6]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06"), Money("AID-01")])
    page.put(9, 1, "云溪县")
    page.add_up(9, (2, 3, 4), range(3, 9))


@workbook
def marks_and_numbers_before_names(book: Book) -> None:
    """1.1, 1), （十二）, ★, ▲, ① with a blank, Ⅰ、 before names in a form."""
    page = book.page()
    page.title("松岭镇总工会2026年上半年工作情况", 2)
    page.row(2, "项目", "完成数")
    listed = [
        ("1.1新建工会", "ORG-01"), ("1)新增会员", "ORG-06"), ("（十二）法律援助案件", "RGT-07"),
        ("★劳动竞赛", "SKL-01"),
        ("▲技能大赛", "SKL-03"), ("① 文体活动", "CUL-03"), ("Ⅰ、集中宣讲", "CUL-01"), ("3、 职工书屋", "CUL-07"),
        ("（1）金秋助学（人）", "AID-04"), ("1．送温暖走访（户）", "AID-09"),
    ]  # fmt: skip
    for offset, (name, code) in enumerate(listed):
        page.put(3 + offset, 1, name)
        page.figure(3 + offset, 2, book.count(), "T06", code, H1)


@workbook
def label_of_the_unit_below_the_form(book: Book) -> None:
    """报送单位 and the date under the form."""
    page = book.page()
    page.title("2026年第二季度工会工作情况表", 3)
    page.row(2, "指标", "计量单位", "本季完成")
    for offset, (name, measure, code) in enumerate((("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"))):
        page.row(3 + offset, name, measure)
        page.figure(3 + offset, 3, book.count(), "T08", code, Q2)
    page.row(6, "报送单位：桃湾镇总工会", None, "报送时间：2026年7月4日")


@workbook
def people_in_ten_thousands(book: Book) -> None:
    """会员总数（万人）, 宣讲受众（千人次）."""
    page = book.page()
    page.title("2026年上半年基本情况", 3)
    page.row(2, "单位", "会员总数（万人）", "宣讲受众（万人次）")
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
        for column, code in ((2, "ORG-07"), (3, "CUL-02")):
            number = book.count(11, 99) / 10
            page.figure(3 + offset, column, number, unit, code, H1, round(number * 10_000, 6))


@workbook
def a_column_of_a_unit_nobody_knows(book: Book) -> None:
    """Units across, one of them misspelt: a question, its column is not read."""
    page = book.page()
    page.title("2026年上半年工会工作对比", 4)
    page.row(2, "指标", SHORT["T01"], SHORT["T02"], "澄胡镇")
    for offset, (name, kind) in enumerate((("新建工会", Count("ORG-01")), ("新增会员", Count("ORG-06")))):
        page.put(3 + offset, 1, name)
        page.fill_across(3 + offset, 2, ["T01", "T02"], [kind])
        page.put(3 + offset, 4, book.count())
    book.expect("unknown-unit", "季报", "D2", first_choice="T03")


@workbook
def the_same_head_over_two_columns(book: Book) -> None:
    """新增会员 twice, with different figures: neither is read."""
    page = book.page()
    page.title("2026年上半年统计表", 4)
    page.row(2, "单位", "新增会员", "新增会员", "新建工会")
    for offset, unit in enumerate(TOWNS[:3]):
        page.row(3 + offset, SHORT[unit], 10 + offset, 20 + offset)
    page.fill(3, 4, TOWNS[:3], [Count("ORG-01")])
    for row in (3, 4, 5):
        book.expect("contradiction", "季报", f"C{row}")


@workbook
def ditto_marks_and_done_of_target(book: Book) -> None:
    """同上, 〃, 5/12 and 12家（其中非公5家）: errors at their cells."""
    page = book.page()
    page.title("2026年上半年统计表", 2)
    page.row(2, "单位", "新建工会")
    for offset, written in enumerate((7, "同上", "〃", "5/12", "12家（其中非公5家）", 8)):
        page.put(3 + offset, 1, FULL[TOWNS[offset]])
        if isinstance(written, int):
            page.figure(3 + offset, 2, written, TOWNS[offset], "ORG-01", H1)
        else:
            page.put(3 + offset, 2, written)
            book.expect("unreadable-value", "季报", f"B{3 + offset}")


@workbook
def months_of_a_quarter_for_each_unit(book: Book) -> None:
    """4月, 5月, 6月, 合计 for one indicator that the title names."""
    page = book.page()
    page.title("2026年第二季度新增会员情况表", 5)
    page.row(2, "单位", "4月", "5月", "6月", "合计")
    spans = [("2026-04-01", "2026-04-30"), ("2026-05-01", "2026-05-31"), ("2026-06-01", "2026-06-30")]
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
        values = [book.count() for _ in spans]
        for column, (span, value) in enumerate(zip(spans, values, strict=True)):
            page.figure(3 + offset, 2 + column, value, unit, "ORG-06", span)
        page.put(3 + offset, 5, sum(values))


@workbook
def one_indicator_with_target_rate_and_last_year(book: Book) -> None:
    """新增会员 alone across, with 年度目标 and 完成率 in single heads beside it, its name in the title."""
    page = book.page()
    page.title("2026年上半年新增会员完成情况", 4)
    page.row(2, "单位", "年度目标", "完成数", "完成率（%）")
    for offset, unit in enumerate(TOWNS[:4]):
        aim, done = book.count(50, 90), book.count(1, 49)
        page.put(3 + offset, 1, SHORT[unit])
        page.target(3 + offset, 2, aim, unit, "ORG-06")
        page.figure(3 + offset, 3, done, unit, "ORG-06", H1)
        page.put(3 + offset, 4, round(done / aim * 100, 1))
