"""The four layouts and target workbooks, plain and with what surrounds real tables."""

from datetime import date, datetime

import pytest

from tests.etl.grids import H1, Q1, Q2, A, B, C, Read, read, sheet_of


def test_a_wide_table_has_units_down_and_indicators_across() -> None:
    found = read(sheet_of(["2026年上半年"], ["单位", "新建工会", "新增会员"], [A, 3, 40], [B, 0, 25]))
    assert found.figures == {
        ("T01", "ORG-01", *H1): 3,
        ("T01", "ORG-06", *H1): 40,
        ("T02", "ORG-01", *H1): 0,
        ("T02", "ORG-06", *H1): 25,
    }
    assert found.layouts == ["wide"]
    assert found.findings == ()


def test_the_reading_is_explained_in_one_line() -> None:
    found = read(sheet_of(["2026年上半年"], ["序号", "单位", "新建工会", "新增会员"], [1, A, 3, 40], [2, B, 0, 25]))
    reading = found.sheets[0].reading
    assert reading.header_rows == (2,)
    assert reading.span == (date(2026, 1, 1), date(2026, 6, 30))
    assert reading.why == "第2行为表头；识别出 2 个指标；B 列识别出 2 个单位"


def test_lineage_names_sheet_cell_and_text_as_written() -> None:
    found = read(sheet_of(["2026年上半年"], ["单位", "新建工会"], [A, "约 40 家"], name="表一"))
    row = found.observations.iloc[0]
    assert (row["sheet"], row["cell"], row["raw"], row["note"], row["value"]) == ("表一", "B3", "约 40 家", "约", 40)


def test_a_long_table_names_unit_and_indicator_in_every_row() -> None:
    found = read(
        sheet_of(
            ["单位", "指标", "期间", "数值", "计量单位", "备注", "原文"],
            [A, "新建工会", "2026年上半年", 5, "家", "含合并", "新组建工会5家"],
            [A, "帮扶资金发放", "2026年第二季度", 97.8, "万元", None, None],
            [B, "工会组建率", "2026年第二季度", "88%", None, None, None],
        )
    )
    assert found.figures == {("T01", "ORG-01", *H1): 5, ("T01", "AID-01", *Q2): 978_000, ("T02", "ORG-05", *Q2): 0.88}
    assert found.layouts == ["long"]
    assert found.observations["note"].tolist()[0] == "含合并"
    assert found.observations["quote"].tolist()[0] == "新组建工会5家"


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (["起始日期", "截止日期"], [date(2026, 4, 1), date(2026, 6, 30)]),
        (["起", "止"], [datetime(2026, 4, 1), datetime(2026, 6, 30)]),  # noqa: DTZ001 - as a reader gives them
        (["开始时间", "结束时间"], ["2026-04-01", "2026年6月30日"]),
        (["年度", "季度"], [2026, 2]),
        (["年份", "季度"], ["2026年", "第二季度"]),
        (["时间"], ["2026年4-6月"]),
        (["期间"], ["2026Q2"]),
    ],
)
def test_a_long_table_may_give_its_span_in_many_ways(heads: list[str], cells: list[object]) -> None:
    found = read(
        sheet_of(["单位", *heads, "指标名称", "完成数"], [A, *cells, "新建工会", 5], [B, *cells, "新建工会", 6])
    )
    assert found.figures == {("T01", "ORG-01", *Q2): 5, ("T02", "ORG-01", *Q2): 6}


def test_a_blank_under_a_unit_belongs_to_the_unit_above() -> None:
    found = read(
        sheet_of(
            ["2026年第二季度"], ["单位", "指标", "数值"], [A, "新建工会", 1], [None, "新增会员", 2], [B, "新建工会", 3]
        )
    )
    assert found.figures == {("T01", "ORG-01", *Q2): 1, ("T01", "ORG-06", *Q2): 2, ("T02", "ORG-01", *Q2): 3}


def test_a_transposed_table_has_indicators_down_and_units_across() -> None:
    found = read(
        sheet_of(
            ["2026年第二季度"],
            ["指标", A, B, C, "合计"],
            ["新建工会（家）", 1, 2, 3, 6],
            ["工会组建率（%）", 91.2, 88, 100, None],
            ["帮扶资金发放(万元)", 1.5, 2, "约3", 6.5],
        )
    )
    assert found.layouts == ["transposed"]
    assert found.figures[("T01", "ORG-05", *Q2)] == 0.912
    assert found.figures[("T03", "AID-01", *Q2)] == 30_000
    assert len(found.figures) == 9
    assert found.findings == ()


def test_a_transposed_table_may_have_sub_columns_for_each_unit() -> None:
    found = read(
        sheet_of(
            ["2026年上半年"],
            ["指标", "计量单位", A, None, B, None, "合计", None],
            [None, None, "本季", "累计", "本季", "累计", "本季", "累计"],
            ["新建工会", "家", 1, 2, 3, 4, 4, 6],
            merged=["C2:D2", "E2:F2", "G2:H2"],
        )
    )
    assert found.figures == {
        ("T01", "ORG-01", *Q2): 1,
        ("T01", "ORG-01", *H1): 2,
        ("T02", "ORG-01", *Q2): 3,
        ("T02", "ORG-01", *H1): 4,
    }
    assert found.findings == ()


FORM = (
    ["指标", "计量单位", "年度目标", "本季", "累计", "备注"],
    ["新建工会", "家", 12, 3, 7, None],
    ["帮扶资金发放", "万元", 20, 3, 9, "含助学金"],
)


def check_form(found: Read) -> None:
    assert found.layouts == ["form"]
    assert found.figures == {
        ("T01", "ORG-01", *Q2): 3,
        ("T01", "ORG-01", *H1): 7,
        ("T01", "AID-01", *Q2): 30_000,
        ("T01", "AID-01", *H1): 90_000,
    }
    assert found.aims == {("T01", "ORG-01", 2026): 12, ("T01", "AID-01", 2026): 200_000}
    assert found.stops == []


def test_a_form_takes_its_unit_from_a_label() -> None:
    check_form(
        read(sheet_of(["2026年二季度报表"], ["填报单位：望江镇总工会（盖章）", None, None, None, "单位：万元"], *FORM))
    )


def test_a_form_takes_its_unit_from_the_title() -> None:
    check_form(read(sheet_of(["望江镇总工会2026年第二季度工作报表"], *FORM)))


def test_a_form_takes_its_unit_from_the_name_of_the_sheet() -> None:
    check_form(read(sheet_of(["云溪县总工会2026年第二季度工作报表"], *FORM, name="望江镇")))


def test_a_form_takes_its_unit_and_its_span_from_the_name_of_the_file() -> None:
    check_form(read(sheet_of(*FORM), file_name="望江镇2026年二季度季报.xlsx"))


def test_a_form_that_names_nobody_asks_whose_it_is() -> None:
    found = read(sheet_of(["云溪县总工会2026年第二季度工作报表"], *FORM))
    (question,) = found.stops
    assert question.rule == "no-unit"
    assert "T01" in question.choices
    assert found.figures == {}


def test_a_form_may_be_one_row_of_figures() -> None:
    found = read(sheet_of(["望江镇总工会2026年上半年报表"], ["新建工会", "新增会员", "帮扶资金发放(万元)"], [5, 6, 7]))
    assert found.figures == {("T01", "ORG-01", *H1): 5, ("T01", "ORG-06", *H1): 6, ("T01", "AID-01", *H1): 70_000}


def test_a_form_needs_no_head_at_all() -> None:
    found = read(
        sheet_of(["望江镇总工会2026年上半年"], ["新建工会", 5], ["新增会员", 100], ["帮扶资金发放", "9.78万元"])
    )
    assert found.figures == {("T01", "ORG-01", *H1): 5, ("T01", "ORG-06", *H1): 100, ("T01", "AID-01", *H1): 97_800}


def test_one_sheet_a_unit_reads_every_sheet() -> None:
    sheets = [
        sheet_of(["2026年上半年"], ["指标", "完成数"], ["新建工会", n], name=unit)
        for n, unit in ((3, "望江镇"), (4, "澄湖镇"))
    ]
    assert read(*sheets).figures == {("T01", "ORG-01", *H1): 3, ("T02", "ORG-01", *H1): 4}


def test_one_sheet_an_indicator_takes_it_from_the_name_of_the_sheet() -> None:
    rows = [
        ["2025年"],
        ["单位", "一季度", "二季度", "三季度", "四季度", "合计"],
        [A, 1, 2, 3, 4, 10],
        [B, 5, 6, 7, 8, 26],
    ]
    found = read(sheet_of(*rows, name="新增会员"))
    assert found.figures[("T02", "ORG-06", "2025-07-01", "2025-09-30")] == 7
    assert len(found.figures) == 8
    assert found.findings == ()


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of(
            ["2026年度工会工作目标任务分解表"], ["单位", "新建工会", "帮扶资金发放（万元）"], [A, 10, 20], [B, 30, 40]
        ),
        sheet_of(["单位", "新建工会", "帮扶资金发放（万元）"], [A, 10, 20], [B, 30, 40], name="2026年度目标"),
        sheet_of(["2026年"], ["单位", "新建工会年度目标", "帮扶资金发放年度目标（万元）"], [A, 10, 20], [B, 30, 40]),
        sheet_of(["2026年目标任务"], ["指标", A, B], ["新建工会", 10, 30], ["帮扶资金发放(万元)", 20, 40]),
        sheet_of(
            ["2026年"],
            ["单位", "指标", "计量单位", "年度目标"],
            [A, "新建工会", "家", 10],
            [B, "新建工会", "家", 30],
            [A, "帮扶资金发放", "万元", 20],
            [B, "帮扶资金发放", "万元", 40],
        ),
    ],
    ids=["title", "sheet", "head", "transposed", "long"],
)
def test_targets_are_recognised_by_title_sheet_name_or_head(sheet: object) -> None:
    found = read(sheet)  # type: ignore[arg-type]
    assert found.layouts == ["targets"]
    assert found.figures == {}
    assert found.aims == {
        ("T01", "ORG-01", 2026): 10,
        ("T02", "ORG-01", 2026): 30,
        ("T01", "AID-01", 2026): 200_000,
        ("T02", "AID-01", 2026): 400_000,
    }


def test_a_title_about_the_completion_of_targets_is_a_report() -> None:
    found = read(sheet_of(["2026年上半年目标任务完成情况"], ["单位", "新建工会"], [A, 10]))
    assert found.aims == {}
    assert found.figures == {("T01", "ORG-01", *H1): 10}


def test_a_target_for_a_quarter_is_not_the_target_of_the_year() -> None:
    found = read(
        sheet_of(
            ["2026年第二季度"], ["单位", "新建工会", None], [None, "本季目标", "本季完成"], [A, 3, 2], merged=["B2:C2"]
        )
    )
    assert found.aims == {}
    assert found.rules == ["part-left-out"]


def test_quarters_of_one_year_and_their_targets_stand_side_by_side() -> None:
    found = read(
        sheet_of(
            ["填报单位：望江镇总工会"],
            ["指标", "2026年目标", "第一季度", "第二季度", "累计"],
            ["新建工会", 10, 2, 3, 5],
        )
    )
    assert found.figures == {("T01", "ORG-01", *Q1): 2, ("T01", "ORG-01", *Q2): 3, ("T01", "ORG-01", *H1): 5}
    assert found.aims == {("T01", "ORG-01", 2026): 10}
