"""The workbook to take away: exact figures, shown as people read them, with where they come from."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guoban.answers import Answers, report_figures
from guoban.report.figures import ReportFigures
from guoban.report.workbook import make_workbook
from guoban.text import ENGLISH, speaking
from guoban.warehouse import Warehouse
from tests.charts.frames import trend
from tests.report.made_up import MOMENT, ROOT, TOWNS, observations, report, row, scores

MONEY = {"kind": "money", "measure": "元", "indicator": "AID-02", "indicator_name": "帮扶资金发放"}
COLUMNS = {"value": "累计完成", "target": "年度目标", "progress": "完成率", "previous_year": "上年同期"}
LINEAGE = {"file_name": "文件", "cell": "单元格", "raw": "表中原文", "upload": "批次号", "value": "数值"}
EXACT = 1e-14
"""Sixteen digits, as many as a workbook keeps."""


def book(figures: ReportFigures) -> Workbook:
    return load_workbook(io.BytesIO(make_workbook(figures)))


def table(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows under the printed head, by its titles."""
    first = int(sheet.print_title_rows.replace("$", "").split(":")[0])
    titles = [cell.value for cell in sheet[first]]
    return [dict(zip(titles, (cell.value for cell in cells), strict=True)) for cells in sheet.iter_rows(first + 1)]


def column(sheet: Worksheet, title: str) -> str:
    first = int(sheet.print_title_rows.replace("$", "").split(":")[0])
    return next(get_column_letter(cell.column) for cell in sheet[first] if cell.value == title)


@pytest.fixture(scope="module")
def county(demo_county: Path) -> ReportFigures:
    """The demonstration county at the middle of 2026."""
    return report_figures(Answers(Warehouse(demo_county).reader()), date(2026, 6, 30), made_at=MOMENT)


@pytest.fixture(scope="module")
def county_book(county: ReportFigures) -> Workbook:
    return book(county)


def test_the_summary_says_the_finding_and_holds_every_figure_exactly(
    county: ReportFigures, county_book: Workbook
) -> None:
    summary = county_book["总览"]
    assert summary["A1"].value.startswith("时间过半，")
    assert "27" in summary["A2"].value
    found = table(summary)
    for kept, shown in COLUMNS.items():
        told = [float("nan") if each[shown] is None else each[shown] for each in found]
        assert told == pytest.approx(county.own[kept].tolist(), rel=EXACT, nan_ok=True), shown
    assert [each["指标"] for each in found] == list(county.own["indicator_name"])


def test_there_is_a_sheet_for_each_unit_with_its_own_figures(county: ReportFigures, county_book: Workbook) -> None:
    for code in county.units[1:]:
        own = county.progress[county.progress["unit"] == code]
        found = table(county_book[county.catalogue.units[code].name])
        assert [each["指标"] for each in found] == list(own["indicator_name"])
        told = pd.Series([each["累计完成"] for each in found], dtype=float)
        assert told.tolist() == pytest.approx(own["value"].tolist(), rel=EXACT, nan_ok=True)


def test_every_figure_as_reported_names_the_cell_it_was_read_from(county: ReportFigures, county_book: Workbook) -> None:
    found = table(county_book["填报明细"])
    kept = county.observations
    assert len(found) == len(kept) > 1_000
    for name, title in LINEAGE.items():
        assert [each[title] for each in found] == list(kept[name]), title


def test_the_matrix_has_a_row_a_unit_and_a_progress_that_can_be_calculated_on(
    county: ReportFigures, county_book: Workbook
) -> None:
    found = {each["单位"]: each for each in table(county_book["单位 × 指标"])}
    assert list(found) == [unit.name for unit in county.catalogue.children(county.unit)]
    progress = county.below[county.below["progress"].notna() & county.below["target"].notna()]
    assert len(progress) > 500
    for unit, indicator, share in zip(
        progress["unit_name"], progress["indicator_name"], progress["progress"], strict=True
    ):
        assert found[unit][indicator] == pytest.approx(share, rel=EXACT)


def test_every_sheet_prints_on_a4_and_keeps_its_heads(county_book: Workbook) -> None:
    for sheet in county_book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("9", "landscape") or (
            int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")  # fmt: skip
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        last = sheet.max_column - (1 if sheet.title == "填报明细" else 0)  # its fingerprints are for programs
        assert sheet.print_area.endswith(f"$A$1:${get_column_letter(last)}${sheet.max_row}"), sheet.title


def test_names_and_figures_fit_into_their_columns(county_book: Workbook) -> None:
    """A wrapped name needs at most three lines; a number is never ####."""
    for sheet in [county_book["总览"], county_book["填报明细"]]:
        width = sheet.column_dimensions[column(sheet, "指标")].width
        for each in table(sheet):
            assert 2 * len(str(each["指标"])) <= 3 * width
        figures = sheet.column_dimensions[column(sheet, "数值" if sheet.title == "填报明细" else "累计完成")].width
        assert figures >= len("1,234,567.8万元") - 1


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    rows = [{"raw": text, "file_name": text, "sheet": text, "note": text, "loaded_by": text}]
    made = book(
        report([row(ROOT, indicator_name=text), row(TOWNS[0], indicator_name=text)], observations=observations(rows))
    )
    cells = [cell for sheet in made for line in sheet.iter_rows() for cell in line if cell.value == text]
    assert len(cells) == 8
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_control_characters_do_not_break_the_file() -> None:
    made = book(report([row(ROOT)], observations=observations([{"raw": "6\x006\x0b"}])))
    assert table(made["填报明细"])[0]["表中原文"] == "66"


def test_money_is_exact_in_yuan_and_shown_in_ten_thousands() -> None:
    made = book(report([row(ROOT, value=978_000.55, target=2_000_000.0, **MONEY)]))
    cell = made["总览"][f"{column(made['总览'], '累计完成')}{made['总览'].max_row}"]
    assert (cell.value, cell.number_format) == (978_000.55, r'0\.0,"万元"')


def test_missing_is_an_empty_cell_and_zero_is_zero() -> None:
    rows = [row(ROOT, "not_reported"), row(ROOT, "behind", value=0.0, progress=0.0, indicator="X", indicator_name="零")]
    missing, zero = table(book(report(rows))["总览"])
    assert (missing["累计完成"], missing["完成率"], missing["状态"]) == (None, None, "○ 未报")
    assert (zero["累计完成"], zero["完成率"], zero["状态"]) == (0, 0, "▼ 滞后")


def test_every_status_has_its_own_conditional_format_and_progress_its_bars() -> None:
    sheet = book(report([row(ROOT)]))["总览"]
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
    assert [rule.type for rule in rules].count("dataBar") == 1
    equal = [rule.formula[0].strip('"') for rule in rules if rule.type == "cellIs" and rule.operator == "equal"]
    assert "▲ 达序时" in equal
    assert table(sheet)[0]["状态"] in equal


def test_a_unit_alone_has_nobody_elses_figures() -> None:
    rows = [row(ROOT), row(TOWNS[0]), row(TOWNS[1])]
    given = observations([{}, {"unit": "T02", "unit_name": TOWNS[1].name}])
    made = book(report(rows, unit="T02", observations=given, appraisal=scores({"T01": (90, 1, 2), "T02": (80, 2, 1)})))
    assert made.sheetnames == ["总览", "填报明细"]
    text = " ".join(str(cell.value) for sheet in made for line in sheet.iter_rows() for cell in line)
    assert TOWNS[0].name not in text
    assert made["总览"]["A1"].value.startswith(f"{TOWNS[1].name}：")
    assert [each["单位"] for each in table(made["填报明细"])] == [TOWNS[1].name]


def test_the_stamp_says_the_day_the_reports_the_rule_and_the_version() -> None:
    made = book(report([row(ROOT)]))
    told = made.properties.description
    for words in ("2026年上半年", "28个单位已报27个", "截至2026年6月30日", "10个百分点", "数据库第7版"):
        assert words in told


def test_the_same_figures_give_the_same_bytes_and_another_moment_other_ones() -> None:
    figures = report([row(ROOT), row(TOWNS[0], "behind")])
    later = replace(figures, view=replace(figures.view, made_at=MOMENT + timedelta(days=1)))
    assert make_workbook(figures) == make_workbook(figures)
    assert make_workbook(figures) != make_workbook(later)
    assert load_workbook(io.BytesIO(make_workbook(figures))).properties.modified == datetime(
        2026, 7, 8, 1, 12, tzinfo=UTC
    ).replace(tzinfo=None)


def test_nothing_loaded_gives_a_workbook_that_opens() -> None:
    assert table(book(report([]))["总览"]) == []


def test_it_speaks_english() -> None:
    with speaking(ENGLISH):
        made = book(report([row(ROOT, area_name="Collective bargaining", indicator_name="Contracts")]))
    assert made.sheetnames[0] == "Summary"
    assert table(made["Summary"])[0]["Status"] == "▲ on schedule"


def test_units_whose_names_excel_forbids_or_confuses_get_sheets_of_their_own() -> None:
    catalogue = report([row(ROOT)]).catalogue
    long = "很" * 40
    units = dict(catalogue.units) | {
        "T01": replace(TOWNS[0], name=f"{long}甲"), "T02": replace(TOWNS[1], name=f"{long}乙"),
        "T03": replace(TOWNS[2], name="a/b:c"),
    }  # fmt: skip
    made = book(report([row(ROOT)], catalogue=replace(catalogue, units=units)))
    assert made.sheetnames[1:4] == ["很" * 31, "很" * 28 + "(2)", "a_b_c"]


@pytest.mark.parametrize(
    ("changes", "value", "number_format"),
    [
        ({}, 0.2, '"↑"0.0%;"↓"0.0%;0.0%'),
        ({"relative": -0.2, "change": -6.0, "turn": -1.0, "better": -1.0}, -0.2, '"↑"0.0%;"↓"0.0%;0.0%'),
        ({"relative": 0.033, "change": 1.0, "turn": 0.0, "better": 0.0}, 0.033, "+0.0%;-0.0%;0.0%"),
        ({"relative": None, "before": 0.0, "change": 6.0}, 6, '"↑"#,##0;"↓"#,##0;#,##0'),
    ],
)
def test_a_look_back_is_a_number_with_an_arrow_only_beyond_the_gap(
    changes: dict[str, object], value: float, number_format: str
) -> None:
    sheet = book(report([row(ROOT)], trend=trend(unit="ROOT", **changes)))["总览"]
    for title in ("环比", "同比"):
        cell = sheet[f"{column(sheet, title)}{sheet.max_row}"]
        assert (cell.value, cell.number_format) == (value, number_format)


def test_percentages_are_apart_by_points_and_a_missing_side_has_its_reason() -> None:
    rates = {"kind": "ratio", "measure": "%"}
    apart = trend(unit="ROOT", change=0.034, relative=None)
    sheet = book(report([row(ROOT, **rates)], trend=apart[apart["against"] == "last_year"]))["总览"]
    cell = sheet[f"{column(sheet, '同比')}{sheet.max_row}"]
    assert cell.value == pytest.approx(3.4)
    assert cell.number_format.startswith('"↑"0.0"个百分点"')
    assert table(sheet)[0]["环比"] == "— 本季未报"


def test_every_unit_has_its_looks_back(county: ReportFigures, county_book: Workbook) -> None:
    known = county.trend[county.trend["why"].isna() & county.trend["relative"].notna()]
    assert known["unit"].nunique() > 20
    told = known[known["against"] == "last_year"].groupby("unit")["relative"].apply(list)
    for code, shares in told.items():
        sheet = county_book["总览" if code == county.unit else county.catalogue.units[code].name]
        found = [each["同比"] for each in table(sheet)]
        assert set(shares) <= set(found), code
