"""Names of units and indicators: short, old, set apart, numbered, misspelt, unknown, merged, on the sheet."""

from tests.workbooks.book import H1, Q2, Book, Count, Money, workbook
from tests.workbooks.county import FULL, SHORT, SYSTEMS, TOWNS


@workbook
def names_as_people_write_them(book: Book) -> None:
    """Exact, alias, 工会联合会, without ending, set apart by blanks, with the county's name in front, with a stamp."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    written = [
        ("云城街道总工会", "T01"), ("望江镇", "T02"), ("澄湖镇工会联合会", "T03"), ("柳 坪 镇", "T04"),
        ("白鹭镇工会", "T05"),
        ("云溪县松岭镇总工会", "T06"), ("石渡镇总工会（盖章）", "T07"), ("桃湾镇\n总工会", "T08"), ("清河口", "T09"),
        (" 大椿镇总工会 ", "T10"), ("县教育系统工会", "S01"), ("卫健系统", "S02"), ("云溪机械厂", "E01"),
        ("工业园区", "P01"),
        ("县直机关工会", "J01"),
    ]  # fmt: skip
    for offset, (name, code) in enumerate(written):
        page.put(3 + offset, 1, name)
        page.fill(3 + offset, 2, [code], [Count("ORG-01"), Count("ORG-06")])


@workbook
def numbers_before_units(book: Book) -> None:
    """1、云城街道, 2.望江镇, （三）澄湖镇, 04 柳坪镇."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    for offset, (name, code) in enumerate(
        [
            ("1、云城街道", "T01"),
            ("2.望江镇", "T02"),
            ("（三）澄湖镇", "T03"),
            ("04 柳坪镇", "T04"),
            ("五、白鹭镇", "T05"),
            ("⑥松岭镇", "T06"),
        ]
    ):
        page.put(3 + offset, 1, name)
        page.fill(3 + offset, 2, [code], [Count("ORG-01"), Count("ORG-06")])


@workbook
def misspelt_unit(book: Book) -> None:
    """望汪镇 is nobody: a question with 望江镇 first, and its row is not read."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:6]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:6], [Count("ORG-01"), Count("ORG-06")])
    page.row(9, "望汪镇", 12, 34)
    book.expect("unknown-unit", "季报", "A9", first_choice="T02")


@workbook
def unit_of_another_sort_is_not_guessed(book: Book) -> None:
    """石渡乡 and 桃湾街道 are not 石渡镇 and 桃湾镇; 云溪 alone is nobody."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 2)
    page.row(2, "单位", "新建工会")
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:4], [Count("ORG-01")])
    page.row(7, "石渡乡总工会", 5)
    page.row(8, "桃湾街道", 6)
    book.expect("unknown-unit", "季报", "A7", first_choice="T07")
    book.expect("unknown-unit", "季报", "A8", first_choice="T08")


@workbook
def indicators_that_nobody_knows(book: Book) -> None:
    """Two columns of the county's own: questions, and everything else is read."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 5)
    page.row(2, "单位", "新建工会", "职工食堂改造数", "新增会员", "爱心驿站巡查次数")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, SHORT[unit])
        page.put(3 + offset, 3, book.count())
        page.put(3 + offset, 5, book.count())
    for column, code in ((2, "ORG-01"), (4, "ORG-06")):
        page.fill(3, column, TOWNS[:5], [Count(code)])
    book.expect("unknown-indicator", "季报", "C2")
    book.expect("unknown-indicator", "季报", "E2")


@workbook
def indicator_that_nobody_knows_in_a_form(book: Book) -> None:
    """A row of the unit's own in a form: a question."""
    page = book.page()
    page.title("望江镇总工会2026年第二季度工作情况表", 3)
    page.row(2, "指标", "计量单位", "本季")
    page.row(3, "新建工会", "家")
    page.figure(3, 3, 4, "T02", "ORG-01", Q2)
    page.row(4, "户外劳动者驿站", "个", 6)
    page.row(5, "新增会员", "人")
    page.figure(5, 3, 58, "T02", "ORG-06", Q2)
    book.expect("unknown-indicator", "季报", "A4")


@workbook
def synonyms_of_indicators(book: Book) -> None:
    """发展会员, 集体合同签订, 建会率, 安康杯竞赛企业, with 数 and 情况 at their ends."""
    page = book.page()
    page.title("2026年上半年工作情况", 9)
    page.row(
        2,
        "单位",
        "组建工会数",
        "发展会员数",
        "集体合同签订",
        "法律援助",
        "安康杯竞赛企业",
        "职代会",
        "劳模创新工作室",
        "走访慰问（户）",
    )
    codes = ("ORG-01", "ORG-06", "COL-01", "RGT-07", "DEM-01", "DEM-05", "SKL-04", "AID-09")
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:5], [Count(code) for code in codes])


@workbook
def unit_merged_over_its_rows(book: Book) -> None:
    """A long table: the unit merged down over its indicators."""
    page = book.page("台账")
    page.title("2026年第二季度工会工作台账", 5)
    page.row(2, "序号", "单位", "工作项目", "计量单位", "完成数")
    listed = [
        ("新建工会", "家", Count("ORG-01", Q2)),
        ("新增会员", "人", Count("ORG-06", Q2)),
        ("帮扶资金发放", "万元", Money("AID-01", Q2)),
    ]
    for number, unit in enumerate(SYSTEMS[:5]):
        top = 3 + 3 * number
        page.merge(f"A{top}:A{top + 2}", number + 1)
        page.merge(f"B{top}:B{top + 2}", FULL[unit])
        for offset, (name, measure, kind) in enumerate(listed):
            page.row(top + offset, name, measure, start=3)
            kind.put(page, top + offset, 5, unit)


@workbook
def kind_and_unit_in_two_columns(book: Book) -> None:
    """乡镇 merged over the townships, 系统 over the systems, the unit in the column beside."""
    page = book.page()
    page.title("2026年上半年工会工作统计表", 4)
    page.row(2, "类别", "单位名称", "新建工会", "新增会员")
    units = [*TOWNS[:4], *SYSTEMS[:3]]
    page.merge("A3:A6", "乡镇")
    page.merge("A7:A9", "系统")
    for offset, unit in enumerate(units):
        page.put(3 + offset, 2, FULL[unit])
    page.fill(3, 3, units, [Count("ORG-01"), Count("ORG-06")])


@workbook
def one_sheet_an_indicator(book: Book) -> None:
    """Each sheet named after an indicator, quarters across, units down."""
    book.file_name = "2025年工会统计.xlsx"
    spans = [
        ("2025-01-01", "2025-03-31"),
        ("2025-04-01", "2025-06-30"),
        ("2025-07-01", "2025-09-30"),
        ("2025-10-01", "2025-12-31"),
    ]
    for name, code in (("新建工会", "ORG-01"), ("新增会员", "ORG-06"), ("法律援助案件", "RGT-07")):
        page = book.page(name)
        page.row(1, "单位", "一季度", "二季度", "三季度", "四季度", "全年")
        for offset, unit in enumerate(TOWNS[:6]):
            page.put(2 + offset, 1, SHORT[unit])
            values = [book.count() for _ in spans]
            for column, (span, value) in enumerate(zip(spans, values, strict=True)):
                page.figure(2 + offset, 2 + column, value, unit, code, span)
            page.figure(2 + offset, 6, sum(values), unit, code, ("2025-01-01", "2025-12-31"))


@workbook
def one_sheet_an_indicator_with_target_and_done(book: Book) -> None:
    """The indicator in the title of each sheet; 年度目标, 1-6月完成, 完成率 across."""
    for name, code in (("劳动竞赛", "SKL-01"), ("技能大赛", "SKL-03")):
        page = book.page(name)
        page.title(f"2026年{name}任务完成情况表", 4)
        page.row(2, "单位", "年度目标", "1-6月完成", "完成率")
        for offset, unit in enumerate(TOWNS[:5]):
            aim, done = book.count(50, 90), book.count(1, 49)
            page.put(3 + offset, 1, FULL[unit])
            page.target(3 + offset, 2, aim, unit, code)
            page.figure(3 + offset, 3, done, unit, code, H1)
            page.put(3 + offset, 4, f"{done / aim:.1%}")
