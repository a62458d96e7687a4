"""Forms of one unit: indicators down, sub-columns or months across, the unit in a label, a title or the file's name."""

from datetime import datetime

from tests.workbooks.book import H1, Q1, Q2, Book, workbook
from tests.workbooks.county import FULL

_MONTHS = [(f"2026-{month:02}-01", f"2026-{month:02}-{day}") for month, day in enumerate((31, 28, 31, 30, 31, 30), 1)]


@workbook
def form_with_everything_side_by_side(book: Book) -> None:
    """半年工作情况汇总表: area merged down, measure, target, quarter, cumulative, rate, last year, growth, remark."""
    page = book.page("半年报")
    page.title("工会半年工作情况汇总表", 11)
    page.merge("A2:E2", "填报单位（盖章）：望江镇总工会")
    page.merge("F2:K2", "报告期：2026年第二季度")
    page.row(
        3,
        "工作领域",
        "序号",
        "项目",
        "计量单位",
        "年度目标",
        "本季完成",
        "累计完成",
        "完成率",
        "去年同期",
        "同比增减",
        "备注",
    )
    listed = [
        ("组织建设", "新建工会", "家", "ORG-01", 1), (None, "新增会员", "人", "ORG-06", 1),
        ("维权服务", "法律援助案件", "件", "RGT-07", 1), (None, "挽回经济损失", "万元", "RGT-09", 10_000),
        ("帮扶救助", "帮扶资金发放", "万元", "AID-01", 10_000), (None, "送温暖走访", "户", "AID-09", 1),
    ]  # fmt: skip
    for offset, (area, name, measure, code, scale) in enumerate(listed):
        row = 4 + offset
        page.row(row, area, offset + 1, name, measure)
        aim, quarter, cumulative = book.count(100, 300), book.count(1, 40), book.count(41, 99)
        page.target(row, 5, aim, "T02", code, aim * scale)
        page.figure(row, 6, quarter, "T02", code, Q2, quarter * scale)
        page.figure(row, 7, cumulative, "T02", code, H1, cumulative * scale)
        before = book.count()
        page.row(row, f"{cumulative / aim:.1%}", before, f"{cumulative / before - 1:.1%}", start=8)
    page.put(6, 11, "其中仲裁2件")
    for area in ("A4:A5", "A6:A7", "A8:A9"):
        page.merge(area)
    page.row(
        10,
        "单位负责人：王建国",
        None,
        None,
        "填表人：李梅",
        None,
        None,
        "联系电话：0513-84102233",
        None,
        "填报日期：2026年7月3日",
    )


@workbook
def form_of_months_with_a_sum(book: Book) -> None:
    """1月 … 6月 合计: months are read, their sum is checked."""
    page = book.page("月度")
    page.title("教育系统工会2026年上半年工作月度台账", 9)
    page.row(2, "序号", "指标", *(f"{month}月" for month in range(1, 7)), "合计")
    for offset, (name, code) in enumerate((("新增会员", "ORG-06"), ("文体活动", "CUL-03"), ("普法宣传活动", "RGT-10"))):
        page.row(3 + offset, offset + 1, name)
        total = 0
        for month, span in enumerate(_MONTHS):
            value = book.count(0, 60)
            page.figure(3 + offset, 3 + month, value, "S01", code, span)
            total += value
        page.put(3 + offset, 9, total)


@workbook
def form_of_two_columns_side_by_side(book: Book) -> None:
    """指标 数值 指标 数值: one form folded in two, unit in the file's name."""
    page = book.page("Sheet1")
    book.file_name = "柳坪镇总工会2026年二季度报表.xlsx"
    page.title("工会工作季度报表", 6)
    page.row(2, "指标", "单位", "本季", "指标", "单位", "本季")
    left = [("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"), ("职工书屋", "个", "CUL-07")]
    right = [("劳动竞赛", "场次", "SKL-01"), ("技能大赛", "场次", "SKL-03"), ("法律援助案件", "件", "RGT-07")]
    for offset, (one, other) in enumerate(zip(left, right, strict=True)):
        for column, (name, measure, code) in ((1, one), (4, other)):
            page.row(3 + offset, name, measure, start=column)
            page.figure(3 + offset, column + 2, book.count(), "T04", code, Q2)


@workbook
def form_with_label_in_a_cell_of_its_own(book: Book) -> None:
    """填报单位 in one cell, the name in the next; 填报时间 is a date cell and no span."""
    page = book.page("季报")
    page.title("2026年二季度工会工作情况表", 4)
    page.row(2, "填报单位：", "石渡镇总工会", "填报时间：", datetime(2026, 7, 2))  # noqa: DTZ001 - as Excel keeps it
    page.row(3, "项目", "单位", "本季", "累计")
    for offset, (name, measure, code) in enumerate((("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"))):
        page.row(4 + offset, name, measure)
        page.figure(4 + offset, 3, book.count(1, 20), "T07", code, Q2)
        page.figure(4 + offset, 4, book.count(21, 60), "T07", code, H1)


@workbook
def form_with_area_words_and_targets_left_of_names(book: Book) -> None:
    """目标责任书对照表: target column before the done one, unit in the title, names in full sentences' ends."""
    page = book.page("对照")
    page.title(f"{FULL['E01']}2026年上半年目标责任完成情况对照表", 6)
    page.row(2, "类别", "考核指标", "目标值", "完成值", "完成率", "责任人")
    listed = [
        ("民主管理与安全", "安全生产检查", "DEM-07"),
        ("民主管理与安全", "安全监督员培训", "DEM-09"),
        ("建功立业", "技术创新成果", "SKL-05"),
    ]
    for offset, (area, name, code) in enumerate(listed):
        page.row(3 + offset, area, name)
        aim, done = book.count(50, 90), book.count(1, 49)
        page.target(3 + offset, 3, aim, "E01", code)
        page.figure(3 + offset, 4, done, "E01", code, H1)
        page.row(3 + offset, f"{done / aim:.0%}", "张伟", start=5)


@workbook
def one_sheet_a_unit(book: Book) -> None:
    """Eight sheets of one form, each named after its unit in short, the span in the file's name."""
    book.file_name = "2026年上半年各镇工会报表.xlsx"
    for unit in ("T01", "T02", "T03", "T04", "T05", "S01", "E02", "P01"):
        page = book.page(FULL[unit].removesuffix("总工会").removesuffix("工会联合会").removesuffix("工会"))
        page.title("工会工作报表", 4)
        page.row(2, "指标", "计量单位", "完成数", "备注")
        for offset, (name, measure, code) in enumerate(
            (("新建工会", "家", "ORG-01"), ("新增会员", "人", "ORG-06"), ("综合集体合同", "份", "COL-01"))
        ):
            page.row(3 + offset, name, measure)
            page.figure(3 + offset, 3, book.count(), unit, code, H1)


@workbook
def form_of_quarters_with_target_first(book: Book) -> None:
    """2026年目标, 一季度, 二季度, 累计: no span in the title at all."""
    page = book.page("任务进度")
    page.title("任务进度表", 7)
    page.merge("A2:G2", "单位：卫健系统工会")
    page.row(3, "序号", "任务名称", "2026年目标", "一季度", "二季度", "累计", "完成比例")
    for offset, (name, code) in enumerate(
        (("职工健康体检", "AID-10"), ("医疗互助参加", "AID-06"), ("工会干部培训", "SLF-01"))
    ):
        first, second = book.count(10, 40), book.count(10, 40)
        page.row(4 + offset, offset + 1, name)
        page.target(4 + offset, 3, 200, "S02", code)
        page.figure(4 + offset, 4, first, "S02", code, Q1)
        page.figure(4 + offset, 5, second, "S02", code, Q2)
        page.figure(4 + offset, 6, first + second, "S02", code, H1)
        page.put(4 + offset, 7, f"{(first + second) / 200:.0%}")
