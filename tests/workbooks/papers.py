"""Titles and heads as they come off a keyboard: set apart, in pieces, with stars, colons, sub-totals and scores."""

from tests.workbooks.book import H1, Q2, Book, Count, Page, workbook
from tests.workbooks.county import FULL, SHORT, TOWNS


def _body(page: Page, row: int, units: list[str], kinds: list[Count], *, column: int = 1) -> None:
    for offset, unit in enumerate(units):
        page.put(row + offset, column, SHORT[unit])
    page.fill(row, column + 1, units, kinds)


@workbook
def title_set_apart(book: Book) -> None:
    """Blanks between all characters of the title and of the heads."""
    page = book.page()
    page.title("云 溪 县 2 0 2 6 年 上 半 年 工 会 工 作 统 计 表", 3)
    page.row(2, "单   位", "新 建 工 会", "新 增 会 员")
    _body(page, 3, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])


@workbook
def title_in_pieces(book: Book) -> None:
    """云溪县总工会 | 2026年 | 上半年 | 统计表 in four cells."""
    page = book.page()
    page.row(1, "云溪县总工会", "2026年", "上半年", "统计表")
    page.row(2, "单位", "新建工会", "新增会员", "女会员")
    _body(page, 3, TOWNS[:5], [Count("ORG-01"), Count("ORG-06"), Count("ORG-12")])


@workbook
def no_title_at_all(book: Book) -> None:
    """The head in row 1, the span in the name of the file."""
    book.file_name = "各镇街2026年6月底工会数据.xlsx"
    page = book.page("Sheet1")
    page.row(1, "单位", "新建工会", "新增会员")
    _body(page, 2, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])


@workbook
def corner_without_a_word(book: Book) -> None:
    """Nothing over the units."""
    page = book.page()
    page.title("2026年第二季度工会工作统计表", 3)
    page.row(2, None, "新建工会", "新增会员")
    _body(page, 3, TOWNS[:5], [Count("ORG-01", Q2), Count("ORG-06", Q2)])


@workbook
def stars_colons_and_remarks_in_heads(book: Book) -> None:
    """*新增会员, 新建工会：, 法律援助案件（件）（含仲裁）."""
    page = book.page()
    page.title("2026年第二季度工会工作统计表", 5)
    page.row(2, "*单位名称", "*新建工会：", "新增会员*（人）", "法律援助案件（件）（含仲裁）", "职工书屋\n（个）※")
    _body(page, 3, TOWNS[:5], [Count("ORG-01", Q2), Count("ORG-06", Q2), Count("RGT-07", Q2), Count("CUL-07", Q2)])


@workbook
def names_with_numbers_in_them(book: Book) -> None:
    """25人以上企业, 50人以上企业, 三星级以上职工之家, 村(社区)联合工会."""
    page = book.page()
    page.title("2026年上半年基本情况", 5)
    page.row(2, "单位", "25人以上企业", "50人以上企业", "三星级以上职工之家", "村（社区）联合工会")
    _body(page, 3, TOWNS[:5], [Count("COL-05"), Count("DEM-04"), Count("ORG-17"), Count("ORG-15")])


@workbook
def score_and_rank_between_figures(book: Book) -> None:
    """得分, 排名, 权重, 占比 after each figure are nobody's figures."""
    page = book.page()
    page.title("2026年上半年工会工作考核情况", 8)
    page.merge("A2:A3", "被考核单位")
    page.merge("B2:D2", "新建工会")
    page.merge("E2:G2", "新增会员")
    page.merge("H2:H3", "总分")
    page.row(3, *["完成数", "得分", "排名"] * 2, start=2)
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, SHORT[unit])
        for column, code in ((2, "ORG-01"), (5, "ORG-06")):
            page.figure(4 + offset, column, book.count(), unit, code, H1)
            page.row(4 + offset, book.per_cent(), offset + 1, start=column + 1)
        page.put(4 + offset, 8, book.per_cent())


@workbook
def sub_totals_among_the_indicators(book: Book) -> None:
    """小计 at the end of each area across."""
    page = book.page()
    page.title("2026年上半年活动开展情况", 6)
    page.merge("A2:A3", "单位")
    page.merge("B2:D2", "建功立业")
    page.merge("E2:G2", "思想引领")
    page.row(3, "劳动竞赛", "技能大赛", "小计", "文体活动", "集中宣讲", "小计", start=2)
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, SHORT[unit])
        for left, codes in ((2, ("SKL-01", "SKL-03")), (5, ("CUL-03", "CUL-01"))):
            values = [book.count(), book.count()]
            for column, (code, value) in enumerate(zip(codes, values, strict=True)):
                page.figure(4 + offset, left + column, value, unit, code, H1)
            page.put(4 + offset, left + 2, sum(values))


@workbook
def units_that_have_not_reported(book: Book) -> None:
    """Names with nothing beside them: missing, not zero."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    _body(page, 3, TOWNS[:4], [Count("ORG-01"), Count("ORG-06")])
    page.put(7, 1, FULL["T05"])
    page.row(8, FULL["T06"], "未报", "未报")
    book.expect("missing-value", "季报", "B7")
    book.expect("missing-value", "季报", "B8")
    book.expect("missing-value", "季报", "C8")


@workbook
def span_under_the_title_in_brackets(book: Book) -> None:
    """（2026年1月1日—2026年6月30日） in a row of its own, 单位：家、人 at its right."""
    page = book.page()
    page.title("云溪县基层工会组织建设情况统计表", 4)
    page.merge("A2:C2", "（2026年1月1日—2026年6月30日）")
    page.put(2, 4, "单位：家、人")
    page.row(3, "单位", "新建工会", "新增会员", "会员总数")
    _body(page, 4, TOWNS[:5], [Count("ORG-01"), Count("ORG-06"), Count("ORG-07")])


@workbook
def diagonal_head_of_three_words(book: Book) -> None:
    """指标 / 数量 / 单位 in one corner cell."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    page.row(2, "      指标\n   数量\n单位", "新建工会", "新增会员")
    _body(page, 3, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])


@workbook
def quarter_and_cumulative_side_by_side_without_merge(book: Book) -> None:
    """The indicator stands over the first of its two columns only."""
    page = book.page()
    page.title("2026年第二季度工会工作统计表", 5)
    page.row(2, "单位", "新建工会", None, "新增会员", None)
    page.row(3, None, "本季", "累计", "本季", "累计")
    _body(page, 4, TOWNS[:5], [
        Count("ORG-01", Q2, 1, 20), Count("ORG-01", H1, 21, 90),
        Count("ORG-06", Q2, 1, 20), Count("ORG-06", H1, 21, 90),
    ])  # fmt: skip


@workbook
def two_spans_in_the_title(book: Book) -> None:
    """第二季度暨上半年 and nothing in the heads: a question."""
    page = book.page()
    page.title("2026年第二季度暨上半年工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    _body(page, 3, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])
    book.forget()
    book.expect("several-spans", "季报")


@workbook
def tel_and_fax_in_the_title_area(book: Book) -> None:
    """Numbers above the table that are no figures: 文号, 电话, 邮编."""
    page = book.page()
    page.row(1, "云工发〔2026〕15号", None, "电话：0513-84102233")
    page.title("2026年上半年工会工作统计表", 3, 2)
    page.row(3, "表号：工统1表", None, "制定机关：省总工会")
    page.row(4, "单位", "新建工会", "新增会员")
    _body(page, 5, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])
    page.row(10, "合计", "", "")
    page.add_up(10, (2, 3), range(5, 10))
