"""台账 and lists: one figure a row, with spans, targets and several sorts of figures in columns of their own."""

from tests.workbooks.book import H1, Q1, Q2, Book, Count, Money, workbook
from tests.workbooks.county import FULL, SHORT, SYSTEMS, TOWNS


@workbook
def ledger_with_span_in_every_row(book: Book) -> None:
    """单位, 指标, 期间, 数值, 计量单位, 备注."""
    page = book.page("台账")
    page.row(1, "单位", "指标", "期间", "数值", "计量单位", "备注")
    row = 2
    for unit in TOWNS[:4]:
        for name, measure, code, scale in (("新建工会", "家", "ORG-01", 1), ("帮扶资金发放", "万元", "AID-01", 10_000)):
            for said, span in (("2026年一季度", Q1), ("2026年二季度", Q2)):
                page.row(row, FULL[unit], name, said, None, measure, "已核" if row % 3 else None)
                value = book.count()
                page.figure(row, 4, value, unit, code, span, value * scale)
                row += 1


@workbook
def ledger_with_year_and_quarter(book: Book) -> None:
    """年度 and 季度 as numbers, the unit and the indicator after them."""
    page = book.page("台账")
    page.row(1, "序号", "年度", "季度", "填报单位", "指标名称", "本期数")
    row = 2
    for quarter, span in ((1, Q1), (2, Q2)):
        for unit in SYSTEMS[:4]:
            for name, code in (("文体活动", "CUL-03"), ("文体活动参与", "CUL-04")):
                page.row(row, row - 1, 2026, quarter, SHORT[unit], name)
                page.figure(row, 6, book.count(), unit, code, span)
                row += 1


@workbook
def ledger_with_target_quarter_and_cumulative(book: Book) -> None:
    """One row a unit and indicator: 年度目标, 本季, 累计, 完成率, 责任人."""
    page = book.page("台账")
    page.title("2026年二季度重点工作台账", 9)
    page.row(2, "序号", "责任单位", "工作任务", "计量单位", "年度目标", "本季完成", "累计完成", "完成率", "责任人")
    page.put(2, 2, "单位")
    row = 3
    for unit in TOWNS[:4]:
        for name, measure, code in (
            ("新建工会", "家", "ORG-01"),
            ("新增会员", "人", "ORG-06"),
            ("技能大赛", "场", "SKL-03"),
        ):
            aim, quarter, done = book.count(60, 90), book.count(1, 20), book.count(21, 55)
            page.row(row, row - 2, FULL[unit], name, measure)
            page.target(row, 5, aim, unit, code)
            page.figure(row, 6, quarter, unit, code, Q2)
            page.figure(row, 7, done, unit, code, H1)
            page.row(row, round(done / aim, 4), "孙丽", start=8)
            page.sheet.cell(row, 8).number_format = "0.0%"
            row += 1


@workbook
def forms_of_several_units_below_each_other(book: Book) -> None:
    """One sheet, a form for each unit, its name in the line above its head."""
    page = book.page("汇总")
    page.title("2026年第二季度各单位工会工作情况", 3)
    row = 3
    for unit in (*TOWNS[:3], "S01"):
        page.merge(f"A{row}:C{row}", FULL[unit])
        page.row(row + 1, "指标", "计量单位", "本季完成")
        for offset, (name, measure, code) in enumerate(
            (("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"), ("职工书屋", "个", "CUL-07"))
        ):
            page.row(row + 2 + offset, name, measure)
            page.figure(row + 2 + offset, 3, book.count(), unit, code, Q2)
        row += 6


@workbook
def forms_with_labels_below_each_other(book: Book) -> None:
    """The same with 填报单位：… over each form and 填表人：… below it."""
    page = book.page("汇总")
    page.title("2026年上半年工会工作情况表", 3)
    row = 2
    for unit in TOWNS[:4]:
        page.row(row, f"填报单位：{FULL[unit]}", None, "单位：万元")
        page.row(row + 1, "项目", "计量单位", "累计")
        for offset, (name, measure, code, scale) in enumerate(
            (("新建工会", "家", "ORG-01", 1), ("工会经费收缴", "万元", "FIN-01", 10_000))
        ):
            page.row(row + 2 + offset, name, measure)
            value = book.count()
            page.figure(row + 2 + offset, 3, value, unit, code, H1, value * scale)
        page.row(row + 4, "填表人：赵敏", None, "2026年7月3日")
        row += 6


@workbook
def code_and_name_in_two_columns(book: Book) -> None:
    """单位代码 beside 单位名称."""
    page = book.page()
    page.title("2026年上半年统计表", 4)
    page.row(2, "单位代码", "单位名称", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:5]):
        page.row(3 + offset, f"3206{offset:02}", FULL[unit])
    page.fill(3, 3, TOWNS[:5], [Count("ORG-01"), Count("ORG-06")])


@workbook
def targets_and_report_in_one_file(book: Book) -> None:
    """One sheet of targets, one of figures."""
    aims, done = book.page("目标任务"), book.page("完成情况")
    aims.title("2026年度工会工作目标任务分解表", 3)
    done.title("2026年上半年工会工作完成情况表", 3)
    for page in (aims, done):
        page.row(2, "单位", "新建工会", "新增会员")
        for offset, unit in enumerate(TOWNS[:5]):
            page.put(3 + offset, 1, FULL[unit])
    for offset, unit in enumerate(TOWNS[:5]):
        for column, code in ((2, "ORG-01"), (3, "ORG-06")):
            aims.target(3 + offset, column, book.count(100, 300), unit, code)
            done.figure(3 + offset, column, book.count(1, 99), unit, code, H1)


@workbook
def sheets_of_units_and_their_summary(book: Book) -> None:
    """A sheet for each unit and a summary that repeats their figures: read once, no contradiction."""
    summary = book.page("汇总")
    summary.title("2026年上半年工会工作汇总表", 3)
    summary.row(2, "单位", "新建工会", "新增会员")
    values = {}
    for offset, unit in enumerate(TOWNS[:4]):
        summary.put(3 + offset, 1, SHORT[unit])
        for column, code in ((2, "ORG-01"), (3, "ORG-06")):
            values[unit, code] = book.count()
            summary.figure(3 + offset, column, values[unit, code], unit, code, H1)
    for unit in TOWNS[:4]:
        page = book.page(SHORT[unit])
        page.title("2026年上半年工会工作情况表", 2)
        page.row(2, "指标", "完成数")
        for offset, (name, code) in enumerate((("新建工会", "ORG-01"), ("新增会员", "ORG-06"))):
            page.row(3 + offset, name, values[unit, code])
    book.expect("duplicate-figure")


@workbook
def same_figure_twice_and_different(book: Book) -> None:
    """A unit reported twice in a file with different figures: an error, neither is read."""
    page = book.page()
    page.title("2026年上半年统计表", 3)
    page.row(2, "单位", "新建工会", "新增会员")
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[1:4], [Count("ORG-01"), Count("ORG-06")])
    for offset, unit in enumerate([*TOWNS[1:4], "T01"]):
        page.put(3 + offset, 1, SHORT[unit])
    page.row(6, SHORT["T01"], 5, 60)
    page.row(7, FULL["T01"], 6, 61)
    book.expect("unit-twice", "季报", "B7")


@workbook
def months_over_indicators(book: Book) -> None:
    """Months merged over the indicators, not the other way round."""
    page = book.page()
    page.title("2026年二季度分月情况", 7)
    page.merge("A2:A3", "单位")
    for number, month in enumerate(("4月", "5月", "6月")):
        left = chr(ord("B") + 2 * number)
        page.merge(f"{left}2:{chr(ord(left) + 1)}2", month)
    page.row(3, *["新建工会", "新增会员"] * 3, start=2)
    spans = [("2026-04-01", "2026-04-30"), ("2026-05-01", "2026-05-31"), ("2026-06-01", "2026-06-30")]
    for offset, unit in enumerate(TOWNS[:5]):
        page.put(4 + offset, 1, SHORT[unit])
    page.fill(4, 2, TOWNS[:5], [Count(code, span) for span in spans for code in ("ORG-01", "ORG-06")])


@workbook
def units_in_groups_across(book: Book) -> None:
    """乡镇 and 系统 merged over the units, a sub-total column for each, the sum at the end."""
    page = book.page()
    page.title("2026年上半年工会工作对比", 8)
    page.merge("A2:A3", "指标")
    page.merge("B2:D2", "乡镇")
    page.merge("E2:G2", "系统")
    page.merge("H2:H3", "总计")
    page.row(3, SHORT["T01"], SHORT["T02"], "小计", SHORT["S01"], SHORT["S02"], "小计", start=2)
    for offset, (name, code) in enumerate((("新建工会", "ORG-01"), ("新增会员", "ORG-06"), ("文体活动", "CUL-03"))):
        page.put(4 + offset, 1, name)
        everything = 0
        for left, units in ((2, ("T01", "T02")), (5, ("S01", "S02"))):
            values = [book.count(), book.count()]
            for column, (unit, value) in enumerate(zip(units, values, strict=True)):
                page.figure(4 + offset, left + column, value, unit, code, H1)
            page.put(4 + offset, left + 2, sum(values))
            everything += sum(values)
        page.put(4 + offset, 8, everything)


@workbook
def breakdowns_that_nobody_keeps(book: Book) -> None:
    """国有企业 and 非公企业 under 新建工会 are not the indicator; 小计 beside them is their sum."""
    page = book.page()
    page.title("2026年上半年建会情况", 5)
    page.merge("A2:A3", "单位")
    page.merge("B2:C2", "新建工会")
    page.merge("D2:D3", "新增会员")
    page.row(3, "国有企业", "非公企业", start=2)
    for offset, unit in enumerate(TOWNS[:5]):
        page.row(4 + offset, SHORT[unit], book.count(), book.count())
    page.fill(4, 4, TOWNS[:5], [Count("ORG-06")])
    book.expect("unknown-indicator", "季报")


@workbook
def progress_told_in_sentences(book: Book) -> None:
    """完成情况 in words beside a target: the target is read, the words are not figures."""
    page = book.page()
    page.title("望江镇总工会2026年上半年目标任务推进情况表", 4)
    page.row(2, "序号", "工作任务", "年度目标", "进展情况")
    for offset, (name, code, words) in enumerate((
        ("新建工会", "ORG-01", "已建会6家，另有3家正在筹备，预计三季度完成。"),
        ("新增会员", "ORG-06", "完成过半，正抓紧推进八大群体入会。"),
        ("劳动竞赛", "SKL-01", "已制定方案。"),
    )):  # fmt: skip
        page.row(3 + offset, offset + 1, name, None, words)
        page.target(3 + offset, 3, book.count(10, 90), "T02", code)


@workbook
def money_in_several_measures(book: Book) -> None:
    """千元, 亿元, 元 and 万元 in one head row."""
    page = book.page()
    page.title("2026年上半年资金情况", 5)
    page.row(2, "单位", "帮扶资金发放（千元）", "工会经费收缴（亿元）", "助学金发放（元）", "挽回经济损失（万元）")
    for offset, unit in enumerate(TOWNS[:4]):
        page.put(3 + offset, 1, SHORT[unit])
    page.fill(3, 2, TOWNS[:4], [Money("AID-01", scale=1000)])
    for offset, unit in enumerate(TOWNS[:4]):
        page.figure(3 + offset, 3, 0.02 + offset / 100, unit, "FIN-01", H1, round((0.02 + offset / 100) * 1e8, 2))
    page.fill(3, 4, TOWNS[:4], [Money("AID-05", scale=1), Money("RGT-09")])
