"""Units as columns: indicators run down, alone or with areas, measures, sub-columns and totals beside them."""

from tests.workbooks.book import H1, LAST_YEAR, Q2, Aim, Book, Count, Money, Share, Worked, workbook
from tests.workbooks.county import FULL, SHORT, SYSTEMS, TOWNS


@workbook
def units_as_columns(book: Book) -> None:
    """Indicators down, units across, total at the right."""
    page = book.page("对比表")
    page.title("各镇街2026年上半年工会工作对比表", 8)
    page.row(2, "指标", *(FULL[unit] for unit in TOWNS[:6]), "合计")
    rows = ["新建工会（家）", "新增会员（人）", "帮扶资金发放（万元）", "工会组建率（%）", "法律援助案件（件）"]
    for offset, text in enumerate(rows):
        page.put(3 + offset, 1, text)
    page.fill_across(3, 2, TOWNS[:6], [
        Count("ORG-01"), Count("ORG-06"), Money("AID-01"), Share("ORG-05"), Count("RGT-07"),
    ])  # fmt: skip
    for row in (3, 4, 5, 7):
        held = [page.sheet.cell(row, column).value for column in range(2, 8)]
        page.put(row, 8, round(sum(float(str(value)) for value in held), 2))


@workbook
def areas_and_measures_beside_indicators(book: Book) -> None:
    """Area merged down over its indicators, measure in a column of its own, total left of the units."""
    page = book.page()
    page.title("2026年第二季度系统工会工作情况表", 9)
    page.row(2, "工作领域", "序号", "指标名称", "计量单位", "合计", *(SHORT[unit] for unit in SYSTEMS[:4]))
    listed = [
        ("组织建设", "新建工会", "家", Count("ORG-01", Q2)), (None, "新增会员", "人", Count("ORG-06", Q2)),
        ("集体协商", "综合集体合同", "份", Count("COL-01", Q2)), (None, "工资专项集体合同", "份", Count("COL-02", Q2)),
        (None, "集体合同覆盖率", "%", Share("COL-07", Q2)), ("工会经费", "工会经费收缴", "万元", Money("FIN-01", Q2)),
    ]  # fmt: skip
    for offset, (area, name, measure, kind) in enumerate(listed):
        page.row(3 + offset, area, offset + 1, name, measure)
        page.fill_across(3 + offset, 6, SYSTEMS[:4], [kind])
        if measure != "%":
            held = [page.sheet.cell(3 + offset, column).value for column in range(6, 10)]
            page.put(3 + offset, 5, round(sum(float(str(value)) for value in held), 2))
    page.merge("A3:A4")
    page.merge("A5:A7")


@workbook
def sub_columns_under_each_unit(book: Book) -> None:
    """目标, 累计, 去年同期 under each unit."""
    page = book.page()
    page.title("2026年上半年目标任务完成对比", 10)
    page.merge("A2:A3", "工作任务")
    for number, unit in enumerate(TOWNS[:3]):
        left = chr(ord("B") + 3 * number)
        page.merge(f"{left}2:{chr(ord(left) + 2)}2", FULL[unit])
    page.row(3, *["年度目标", "累计完成", "去年同期"] * 3, start=2)
    for offset, (text, code) in enumerate((("新建工会", "ORG-01"), ("新增会员", "ORG-06"), ("劳动竞赛", "SKL-01"))):
        page.put(4 + offset, 1, text)
        for number, unit in enumerate(TOWNS[:3]):
            for column, kind in enumerate((Aim(code), Count(code, H1, 1, 49), LAST_YEAR)):
                kind.put(page, 4 + offset, 2 + 3 * number + column, unit)


@workbook
def diagonal_head_over_units_as_columns(book: Book) -> None:
    """单位 / 指标 in the corner of a transposed table."""
    page = book.page()
    page.title("2026年1-6月统计表", 5)
    page.row(2, "单位     \n     项目", *(SHORT[unit] for unit in TOWNS[:4]))
    for offset, text in enumerate(["一、新建工会", "二、新增会员", "三、职工书屋"]):
        page.put(3 + offset, 1, text)
    page.fill_across(3, 2, TOWNS[:4], [Count("ORG-01"), Count("ORG-06"), Count("CUL-07")])


@workbook
def upright_unit_names_across(book: Book) -> None:
    """Unit names turned upright with line breaks over the columns."""
    page = book.page()
    page.title("2026年上半年各乡镇工会工作情况", 9)
    page.row(2, "项目", "单位", *("\n".join(SHORT[unit]) for unit in TOWNS[:7]))
    listed = [
        ("新建工会", "个", Count("ORG-01")),
        ("发展会员", "名", Count("ORG-06")),
        ("工资专项合同", "份", Count("COL-02")),
    ]
    for offset, (name, measure, kind) in enumerate(listed):
        page.row(3 + offset, name, measure)
        page.fill_across(3 + offset, 3, TOWNS[:7], [kind])


@workbook
def headings_between_the_rows(book: Book) -> None:
    """Areas as rows of their own between the indicators."""
    page = book.page()
    page.title("2026年第二季度工会重点工作统计表", 5)
    page.row(2, "指标", "计量单位", *(FULL[unit] for unit in TOWNS[:3]))
    row = 3
    listed = [
        ("一、组织建设", [("1.新建工会", "家", Count("ORG-01", Q2)), ("2.新增会员", "人", Count("ORG-06", Q2))]),
        ("二、帮扶救助", [("1.帮扶资金发放", "万元", Money("AID-01", Q2)), ("2.金秋助学", "人", Count("AID-04", Q2))]),
        ("三、建功立业", [("1.技能大赛", "场次", Count("SKL-03", Q2))]),
    ]
    for area, indicators in listed:
        page.merge(f"A{row}:E{row}", area)
        for offset, (name, measure, kind) in enumerate(indicators, 1):
            page.row(row + offset, name, measure)
            page.fill_across(row + offset, 3, TOWNS[:3], [kind])
        row += len(indicators) + 1


@workbook
def the_county_across_as_the_sum_of_its_units(book: Book) -> None:
    """县总工会 over the first columns where others write 合计: target and figures are sums, the rate is worked out."""
    page = book.page()
    page.title("2026年上半年目标任务完成对比", 13)
    page.merge("A2:A3", "工作任务")
    for number, unit in enumerate(["YX", *TOWNS[:3]]):
        left = chr(ord("B") + 3 * number)
        page.merge(f"{left}2:{chr(ord(left) + 2)}2", FULL[unit])
    page.row(3, *["年度目标", "累计完成", "完成率"] * 4, start=2)
    for offset, (text, code) in enumerate((("新建工会", "ORG-01"), ("新增会员", "ORG-06"), ("劳动竞赛", "SKL-01"))):
        row = 4 + offset
        page.put(row, 1, text)
        for number, unit in enumerate(TOWNS[:3]):
            for column, kind in enumerate((Aim(code), Count(code, H1, 1, 49), Worked(code, as_text=True))):
                kind.put(page, row, 5 + 3 * number + column, unit)
        aims, done = (sum(int(str(page.sheet.cell(row, at).value)) for at in places) for places in _TARGETS_AND_DONE)
        page.row(row, aims, done, f"{done / aims:.1%}", start=2)


_TARGETS_AND_DONE = ((5, 8, 11), (6, 9, 12))


@workbook
def the_county_across_with_figures_of_its_own(book: Book) -> None:
    """县总工会 beside its towns reports too: what it gives is not their sum."""
    page = book.page()
    page.title("2026年第二季度普法宣传情况", 5)
    page.row(2, "项目", *(FULL[unit] for unit in ("YX", *TOWNS[:3])))
    for offset, text in enumerate(["普法宣传活动", "发放宣传资料"]):
        page.put(3 + offset, 1, text)
    page.fill_across(3, 2, ["YX", *TOWNS[:3]], [Count("RGT-10", Q2), Count("RGT-12", Q2)])
