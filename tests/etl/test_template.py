"""Blank workbooks: filled in by a clerk and read back, they say what was typed and ask nothing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from random import Random

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from etl.load import commit, read_file
from etl.model import Reading
from etl.template import Blank, Layout, asked_of, blank_workbook, remarks, reporting_units
from guoban.calendar import quarter_end
from guoban.catalogue.model import Kind
from guoban.warehouse import Reader, Warehouse
from tests.etl.counties import small_county

STATES = {"未启动": 0.0, "进行中": 0.5, "已完成": 1.0}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return small_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def reader(warehouse: Warehouse) -> Reader:
    return warehouse.reader()


def blank_for(reader: Reader, quarter: int | None, *codes: str) -> Blank:
    catalogue = reader.catalogue
    units = [catalogue.units[code] for code in codes] or list(reporting_units(catalogue))
    asked = asked_of(reader, units, 2026, for_targets=quarter is None)
    known = remarks(reader, quarter_end(2026, quarter or 4))
    return Blank(catalogue.settings.organisation, 2026, quarter, units, asked, known)


def open_cells(sheet: Worksheet) -> list[str]:
    """Addresses of the cells a clerk can type figures into."""
    heads = {cell.column for row in sheet.iter_rows() for cell in row if cell.value == "备注"}
    return [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and cell.column not in heads
    ]


def fill(content: bytes, seed: int) -> tuple[bytes, dict[tuple[str, str], float]]:
    """Type a number, or a state where a list is offered, into every open cell; (sheet, cell) → what was typed."""
    chance = Random(seed)
    workbook = openpyxl.load_workbook(BytesIO(content))
    typed: dict[tuple[str, str], float] = {}
    for sheet in workbook.worksheets:
        lists = [rule.sqref for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        for address in open_cells(sheet):
            if any(address in ranges for ranges in lists):
                state = chance.choice(list(STATES))
                sheet[address] = state
                typed[sheet.title, address] = STATES[state]
            else:
                number = chance.choice([0, chance.randint(1, 90), round(chance.uniform(0, 90), 2)])
                sheet[address] = number
                typed[sheet.title, address] = float(number)
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue(), typed


def in_base_units(reading: Reading, typed: dict[tuple[str, str], float], reader: Reader) -> None:
    """Every typed number was read, from its cell, in base units, and nothing else was."""
    frame = reading.targets if not reading.targets.empty else reading.observations
    assert set(zip(frame["sheet"], frame["cell"], strict=True)) == set(typed)
    for row in frame.itertuples(index=False):
        indicator = reader.catalogue.indicators[row.indicator]
        factor = {Kind.MONEY: 10_000.0 if indicator.display_measure == "万元" else 1.0, Kind.RATIO: 0.01}
        expected = typed[row.sheet, row.cell] * factor.get(indicator.kind, 1.0)
        assert row.value == pytest.approx(expected, abs=1e-6), (row.indicator, row.sheet, row.cell)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("quarter", [1, 2, 3, 4, None])
def test_a_template_filled_in_loads_without_a_question(layout: Layout, quarter: int | None, reader: Reader) -> None:
    content, typed = fill(blank_workbook(blank_for(reader, quarter), layout), seed=quarter or 0)
    reading = read_file(content, "回收.xlsx", reader, today=date(2027, 1, 5))
    assert reading.errors == ()
    in_base_units(reading, typed, reader)
    if quarter is not None:
        spans = set(zip(reading.observations["first_day"], reading.observations["last_day"], strict=True))
        assert {(first.date().isoformat(), last.date()) for first, last in spans} == {
            ("2026-01-01", quarter_end(2026, quarter))
        }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), layout=st.sampled_from(list(Layout)), unit=st.sampled_from(["A", "B"]))
def test_whatever_is_typed_is_what_is_read(seed: int, layout: Layout, unit: str, reader: Reader) -> None:
    content, typed = fill(blank_workbook(blank_for(reader, 2, unit), layout), seed)
    reading = read_file(content, "x.xlsx", reader)
    assert reading.errors == ()
    in_base_units(reading, typed, reader)
    assert set(reading.observations["unit"]) == {unit}


def test_a_blank_template_sent_back_as_it_is_loads_nothing(reader: Reader) -> None:
    reading = read_file(blank_workbook(blank_for(reader, 2), Layout.WIDE), "空表.xlsx", reader)
    assert reading.observations.empty
    assert reading.targets.empty


def test_heads_are_protected_and_cells_to_fill_in_are_open(reader: Reader) -> None:
    workbook = openpyxl.load_workbook(BytesIO(blank_workbook(blank_for(reader, 2), Layout.WIDE)))
    for sheet in workbook.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet["A1"].protection.locked
    assert sum(len(open_cells(sheet)) for sheet in workbook.worksheets) > 0


NUMBER = ("decimal", "greaterThanOrEqual", "0", None)
PERCENTAGE = ("decimal", "between", "0", "100")
STATE = ("list", '"未启动,进行中,已完成"')


def accepted(sheet: Worksheet) -> dict[str, tuple[str | None, ...]]:
    """What each open cell accepts."""
    return {
        address: (rule.type, rule.formula1)
        if rule.type == "list"
        else (rule.type, rule.operator, rule.formula1, rule.formula2)
        for rule in sheet.data_validations.dataValidation
        for address in open_cells(sheet)
        if address in rule.sqref
    }


@pytest.mark.parametrize("layout", list(Layout))
def test_a_cell_of_a_report_accepts_numbers_from_0_up_and_milestones_their_three_states(
    layout: Layout, reader: Reader
) -> None:
    workbook = openpyxl.load_workbook(BytesIO(blank_workbook(blank_for(reader, 2, "A"), layout)))
    sheets = [sheet for sheet in workbook.worksheets if open_cells(sheet)]
    assert all(set(accepted(sheet)) == set(open_cells(sheet)) for sheet in sheets)
    assert {rule for sheet in sheets for rule in accepted(sheet).values()} == {NUMBER, STATE}


@pytest.mark.parametrize("layout", list(Layout))
def test_a_cell_for_a_target_accepts_a_percentage_up_to_100_where_a_ratio_is_asked_for(
    layout: Layout, reader: Reader
) -> None:
    workbook = openpyxl.load_workbook(BytesIO(blank_workbook(blank_for(reader, None, "A"), layout)))
    rules = [rule for sheet in workbook.worksheets for rule in accepted(sheet).values()]
    ratios = [found for found in reader.catalogue.indicators.values() if found.kind is Kind.RATIO]
    assert set(rules) == {NUMBER, PERCENTAGE}
    assert rules.count(PERCENTAGE) == len(ratios)


def sorted_by_clerk(workbook: openpyxl.Workbook) -> None:
    """Rows of units in another order, as Excel's sorting leaves them."""
    for sheet in workbook.worksheets:
        rows = [row for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, int)]
        values = [[cell.value for cell in row] for row in rows]
        for row, moved in zip(rows, reversed(values), strict=True):
            for cell, value in zip(row, moved, strict=True):
                cell.value = value


def hidden_by_clerk(workbook: openpyxl.Workbook) -> None:
    """Columns, a row and a sheet out of sight."""
    for sheet in workbook.worksheets:
        sheet.column_dimensions["C"].hidden = sheet.row_dimensions[5].hidden = True
    workbook.worksheets[1].sheet_state = "hidden"


def trimmed_by_clerk(workbook: openpyxl.Workbook) -> None:
    """The column of numbers dropped, a sum row and a note added below, the guidance deleted."""
    for sheet in workbook.worksheets[:-1]:
        above = [sheet["A1"].value, sheet["A2"].value]  # Excel keeps what a merged cell says; openpyxl does not
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_cols(1)
        sheet["A1"], sheet["A2"] = above
        sums = [f"=SUM({column[0].column_letter}4:{column[0].column_letter}5)" for column in sheet.iter_cols(min_col=2)]
        sheet.append(["合计", *sums])
        sheet.append(["填表人：沈秀兰"])
    del workbook[workbook.sheetnames[-1]]


@pytest.mark.parametrize("treated", [sorted_by_clerk, hidden_by_clerk, trimmed_by_clerk])
def test_what_clerks_do_to_a_table_changes_no_figure(
    treated: Callable[[openpyxl.Workbook], None], reader: Reader
) -> None:
    content, _typed = fill(blank_workbook(blank_for(reader, 2), Layout.WIDE), seed=7)
    as_sent = read_file(content, "二季度.xlsx", reader)
    workbook = openpyxl.load_workbook(BytesIO(content))
    treated(workbook)
    saved = BytesIO()
    workbook.save(saved)
    returned = read_file(saved.getvalue(), "新建 Microsoft Excel 工作表 (3).xlsx", reader)
    assert returned.errors == ()
    columns = ["unit", "indicator", "first_day", "last_day", "value"]
    one, other = (reading.observations[columns].sort_values(columns[:2]) for reading in (as_sent, returned))
    pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))


def test_ratios_are_asked_for_by_their_parts_and_only_targets_ask_for_them(reader: Reader) -> None:
    unit = reader.catalogue.units["A"]
    kinds = {
        for_targets: {indicator.kind for indicator in asked_of(reader, [unit], 2026, for_targets=for_targets)["A"]}
        for for_targets in (False, True)
    }
    assert Kind.RATIO not in kinds[False]
    assert Kind.RATIO in kinds[True]


def test_a_unit_with_targets_is_asked_only_for_what_it_has_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = small_county(tmp_path_factory.mktemp("asked"))
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["2026年度目标任务表"], ["单位", "新建工会(家)", "工会组建率(%)"], ["甲镇", 12, 95]):
        sheet.append(row)
    saved = BytesIO()
    workbook.save(saved)
    reading = read_file(saved.getvalue(), "目标.xlsx", own.reader())
    commit(own, reading, saved.getvalue(), by="test")
    units = list(reporting_units(own.reader().catalogue))
    asked = asked_of(own.reader(), units, 2026, for_targets=False)
    assert [indicator.code for indicator in asked["A"]] == ["ORG-01", "ORG-03", "ORG-04"]
    assert len(asked["B"]) > 50
    assert remarks(own.reader(), quarter_end(2026, 2))["A", "ORG-01"] == "年度目标：12 家"


def test_it_prints_on_a4_with_its_head_on_every_page(reader: Reader) -> None:
    workbook = openpyxl.load_workbook(BytesIO(blank_workbook(blank_for(reader, 2), Layout.WIDE)))
    sheet = workbook.worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.freeze_panes == "C4"
