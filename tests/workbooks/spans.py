"""The days that figures cover, as titles, sheets and files say it - or do not."""

from datetime import date

from tests.workbooks.book import H1, LAST_YEAR, Q1, Q2, TODAY, Book, Builder, Count, Span, register, workbook
from tests.workbooks.county import FULL, TOWNS

_AUTUMN = date(2026, 9, 12)


def _small(book: Book, title: str, span: Span, *, sheet: str = "Sheet1") -> None:
    """Two indicators of five townships under a title."""
    page = book.page(sheet)
    page.title(title, 3)
    page.row(2, "单位", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, FULL[unit])
    page.fill(3, 2, TOWNS[:5], [Count("ORG-01", span), Count("ORG-06", span)])


def _said(
    title: str, span: Span, *, sheet: str = "Sheet1", file_name: str = "报表.xlsx", today: date = TODAY
) -> Builder:
    def build(book: Book) -> None:
        book.file_name, book.today = file_name, today
        _small(book, title, span, sheet=sheet)

    return build


for _name, _builder in {
    "second_quarter_in_the_title": _said("2026年第二季度工会工作情况表", Q2),
    "half_year_in_the_title": _said("云溪县2026年上半年工会工作情况统计表", H1),
    "months_with_a_hyphen": _said("2026年1-6月工会工作情况", H1),
    "months_with_a_dash": _said("2026年1—8月份工会工作情况", ("2026-01-01", "2026-08-31"), today=_AUTUMN),
    "until_the_end_of_may": _said("工会工作情况（截至2026年5月底）", ("2026-01-01", "2026-05-31")),
    "until_a_day": _said("2026年工会建会情况（至6月30日）", H1),
    "year_in_chinese_numerals": _said("二〇二六年上半年工会工作统计表", H1),
    "english_quarter": _said("工会工作情况 Q2 2026", Q2),
    "this_quarter_from_the_file": _said("本季度工会工作情况", Q2, file_name="2026年第二季度报表.xlsx"),
    "this_quarter_from_the_sheet": _said("各乡镇本季度工作情况", Q1, sheet="2026年一季度"),
    "quarter_on_the_sheet_year_in_the_file": _said(
        "工会工作情况表", Q2, sheet="二季度", file_name="2026年工会报表.xlsx"
    ),
    "day_to_day": _said("2026年4月1日至2026年6月30日工会工作情况", Q2),
    "file_name_of_a_chat_program": _said("工会统计表", Q2, file_name="云溪县工会2026年2季度报表(1)(定稿).xlsx"),
    "month_alone": _said("2026年5月份工会工作月报表", ("2026-05-01", "2026-05-31")),
    "packed_month_in_the_file": _said("工会工作月报", ("2026-05-01", "2026-05-31"), file_name="工会月报202605.xlsx"),
    "first_three_quarters": _said("2026年前三季度工会工作情况", ("2026-01-01", "2026-09-30"), today=date(2026, 10, 8)),
    "last_year_whole": _said("2025年度工会工作情况统计表", ("2025-01-01", "2025-12-31")),
}.items():
    register(f"span_{_name}", _builder)


@workbook
def span_as_of_a_day_in_the_subtitle(book: Book) -> None:
    """The title names the year, a note at the right the day: 截止时间：2026年6月30日."""
    page = book.page()
    page.title("2026年基层工会组织建设情况", 4)
    page.merge("A2:B2", "填报单位：云溪县总工会")
    page.merge("C2:D2", "截止时间：2026年6月30日")
    page.row(3, "单位", "新建工会", "新增会员", "会员总数")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, FULL[unit])
    page.fill(4, 2, TOWNS[:5], [Count("ORG-01"), Count("ORG-06"), Count("ORG-07")])


@workbook
def span_two_in_one_file(book: Book) -> None:
    """A sheet for each quarter."""
    _small(book, "2026年第一季度工会工作情况", Q1, sheet="一季度")
    _small(book, "2026年第二季度工会工作情况", Q2, sheet="二季度")


@workbook
def span_named_in_the_heads_only(book: Book) -> None:
    """2026年1-6月 and 2025年1-6月 as sub-columns: only this year's are read."""
    page = book.page()
    page.title("工会工作对比表", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新建工会")
    page.merge("D2:E2", "新增会员")
    page.row(3, "2026年1-6月", "上年同期", "2026年1-6月", "上年同期", start=2)
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, FULL[unit])
    page.fill(4, 2, TOWNS[:5], [Count("ORG-01"), LAST_YEAR, Count("ORG-06"), LAST_YEAR])


@workbook
def span_this_year_beside_last_year(book: Book) -> None:
    """2026年上半年 | 2025年上半年 under each indicator, the title naming 2026."""
    page = book.page()
    page.title("2026年上半年工会工作同比情况", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新建工会")
    page.merge("D2:E2", "新增会员")
    page.row(3, *["2025年上半年", "2026年上半年"] * 2, start=2)
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, FULL[unit])
    page.fill(4, 2, TOWNS[:5], [LAST_YEAR, Count("ORG-01"), LAST_YEAR, Count("ORG-06")])


@workbook
def span_nowhere(book: Book) -> None:
    """No day anywhere: a question, the half year that has just ended offered first."""
    book.file_name = "工会报表.xlsx"
    _small(book, "工会工作情况统计表", H1)
    book.forget()
    book.expect("no-span", "Sheet1", first_choice="2026-01-01..2026-06-30")


@workbook
def span_of_different_years(book: Book) -> None:
    """Last year's title left standing in this year's file: a question."""
    book.file_name = "2026年上半年工会报表.xlsx"
    _small(book, "2025年上半年工会工作情况统计表", H1)
    book.forget()
    book.expect("year-mismatch", "Sheet1")


@workbook
def span_still_to_come(book: Book) -> None:
    """A typing error in the year: a question."""
    book.file_name = "报表.xlsx"
    _small(book, "2027年上半年工会工作情况统计表", H1)
    book.forget()
    book.expect("future-span", "Sheet1", first_choice="2026-01-01..2026-06-30")
