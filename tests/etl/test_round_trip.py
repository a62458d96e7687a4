"""A workbook of random figures, in any layout and with any decoration, reads back equal and without a word."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.reading import read_sheets
from guoban.catalogue.model import Indicator, Kind
from tests.etl.grids import H1, NAMES, Q1, Q2, county, read

_SPANS = {"2026年上半年": H1, "2026年第二季度": Q2, "2026年1-3月": Q1, "截至2026年6月底": H1, "二〇二六年二季度": Q2}
_COUNTED = (Kind.FLOW, Kind.STOCK)
_INDICATORS = [found for found in county().indicators.values() if found.kind in (*_COUNTED, Kind.MONEY, Kind.RATIO)]

Figures = dict[tuple[str, str], float]
"""(unit, indicator) → value in base units."""


@dataclass(frozen=True)
class Decoration:
    """What surrounds the figures.

    top, left: where the table begins. blanks: blank rows between title and head. merged: areas of work over or beside
    the indicators. measures: "head", "row" (a row or column of their own) or "none". style: how numbers are typed.
    gap: what stands where a figure is missing; every how many figures one is, if at all.
    """

    span: str
    title: str
    top: int
    left: int
    blanks: int
    ordinals: bool
    totals: bool
    areas: bool
    measures: str
    notes: bool
    full_names: bool
    style: str
    gap: str | None
    every: int


_decorations = st.builds(
    Decoration,
    span=st.sampled_from(sorted(_SPANS)),
    title=st.sampled_from(["{span}工会工作统计表", "云溪县各单位{span}工作情况汇总", "工会工作进展情况（{span}）"]),
    top=st.integers(1, 4),
    left=st.integers(1, 3),
    blanks=st.integers(0, 2),
    ordinals=st.booleans(),
    totals=st.booleans(),
    areas=st.booleans(),
    measures=st.sampled_from(["head", "row", "none"]),
    notes=st.booleans(),
    full_names=st.booleans(),
    style=st.sampled_from(["number", "text", "separated", "wide"]),
    gap=st.sampled_from([None, "—", "/", "未报"]),
    every=st.sampled_from([0, 0, 3, 7]),
)
_chosen_units = st.lists(st.sampled_from(NAMES), min_size=2, max_size=len(NAMES), unique_by=lambda name: name[0])
_chosen_indicators = st.lists(st.sampled_from(_INDICATORS), min_size=2, max_size=8, unique_by=lambda found: found.code)


@st.composite
def _figures(draw: st.DrawFn, units: list[str], indicators: list[Indicator]) -> Figures:
    """A value for each unit and indicator; a part never above its whole, and a rate that is the quotient of both."""
    values: Figures = {}
    for unit in units:
        for found in indicators:
            if found.kind is Kind.MONEY:
                values[unit, found.code] = draw(st.integers(0, 9999)) * 1000.0
            elif found.kind is Kind.RATIO:
                values[unit, found.code] = draw(st.integers(20, 1000)) / 1000
            else:
                values[unit, found.code] = float(draw(st.integers(0, 99_999)))
        _settle_rates(unit, values)
    return values


def _settle_rates(unit: str, values: Figures) -> None:
    """Raise each whole to its part, the last part of a chain first, and work rates out."""
    rates = [found for found in county().indicators.values() if found.numerator and found.denominator]
    for _round in rates:
        for found in rates:
            part, whole = (unit, str(found.numerator)), (unit, str(found.denominator))
            if part in values and whole in values:
                values[whole] = max(values[part], values[whole], 1.0)
    for found in rates:
        part, whole = (unit, str(found.numerator)), (unit, str(found.denominator))
        if part in values and whole in values and (unit, found.code) in values:
            values[unit, found.code] = round(values[part] / values[whole], 3)


def _written(found: Indicator, value: float | None, decoration: Decoration) -> Any:
    """A value as a clerk types it: money in 万元, rates in per cent, counts as they are."""
    if value is None:
        return decoration.gap
    if found.kind is Kind.RATIO:
        return f"{value * 100:.1f}%"
    number = round(value / 10_000, 4) if found.kind is Kind.MONEY else int(value)
    if decoration.style == "number":
        return number
    text = f"{number:,}" if decoration.style == "separated" else str(number)
    return text.translate(_WIDE) if decoration.style == "wide" else text


_WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789."}


def _head(found: Indicator, how: str) -> str:
    measure = _measure(found)
    return f"{found.name_zh}（{measure}）" if how == "head" or (how == "none" and measure == "万元") else found.name_zh


def _measure(found: Indicator) -> str:
    return "万元" if found.kind is Kind.MONEY else found.measure


class _Sheet:
    """A worksheet with an origin: rows and columns count from the corner of the table."""

    def __init__(self, decoration: Decoration) -> None:
        self.workbook = Workbook()
        self.sheet: Worksheet = self.workbook.worksheets[0]
        self.decoration = decoration
        self.row, self.column = decoration.top, decoration.left

    def put(self, row: int, column: int, value: Any) -> None:
        self.sheet.cell(self.row + row, self.column + column, value)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=self.row + top, start_column=self.column + left,
                end_row=self.row + bottom, end_column=self.column + right,
            )  # fmt: skip

    def titled(self, width: int, about: str = "") -> None:
        """The title over the whole width, and the corner of the table below it."""
        self.put(0, 0, about + self.decoration.title.format(span=self.decoration.span))
        self.merge(0, 0, 0, width - 1)
        self.row += 1 + self.decoration.blanks

    def signed(self, row: int) -> None:
        if self.decoration.notes:
            self.put(row, 0, "填表人：李梅")
            self.put(row, 1, "联系电话：84102233")
            self.put(row + 1, 0, "注：本表数据由各单位上报。")

    def saved(self) -> bytes:
        written = BytesIO()
        self.workbook.save(written)
        return written.getvalue()


Names = list[tuple[str, str, str]]


def _wide(units: Names, indicators: list[Indicator], values: Figures, decoration: Decoration) -> bytes:
    """Units down, indicators across."""
    sheet = _Sheet(decoration)
    first = 2 if decoration.ordinals else 1
    sheet.titled(first + len(indicators))
    depth = _wide_head(sheet, indicators, first)
    for place, (code, full, short) in enumerate(units):
        if decoration.ordinals:
            sheet.put(depth + place, 0, place + 1)
        sheet.put(depth + place, first - 1, full if decoration.full_names else short)
        for column, found in enumerate(indicators):
            sheet.put(depth + place, first + column, _written(found, values.get((code, found.code)), decoration))
    end = depth + len(units)
    if decoration.totals:
        sheet.put(end, 0, "合计")
        sheet.merge(end, 0, end, first - 1)
        for column, found in enumerate(indicators):
            if found.kind is not Kind.RATIO:
                total = sum(values.get((code, found.code), 0.0) for code, _full, _short in units)
                sheet.put(end, first + column, _written(found, total, decoration))
    sheet.signed(end + 2)
    return sheet.saved()


def _wide_head(sheet: _Sheet, indicators: list[Indicator], first: int) -> int:
    """Areas, names and measures over the columns; the number of rows they take."""
    decoration = sheet.decoration
    names = 1 if decoration.areas else 0
    depth = names + 1 + (decoration.measures == "row")
    if decoration.ordinals:
        sheet.put(0, 0, "序号")
        sheet.merge(0, 0, depth - 1, 0)
    sheet.put(0, first - 1, "单位")
    sheet.merge(0, first - 1, depth - 1, first - 1)
    for column, found in enumerate(indicators):
        if decoration.areas and (column == 0 or indicators[column - 1].area != found.area):
            until = column
            while until + 1 < len(indicators) and indicators[until + 1].area == found.area:
                until += 1
            sheet.put(0, first + column, found.area)
            sheet.merge(0, first + column, 0, first + until)
        sheet.put(names, first + column, _head(found, decoration.measures))
        if decoration.measures == "row":
            sheet.put(names + 1, first + column, _measure(found))
    return depth


def _transposed(units: Names, indicators: list[Indicator], values: Figures, decoration: Decoration) -> bytes:
    """Indicators down, units across."""
    sheet = _Sheet(decoration)
    heads = [
        *(["序号"] if decoration.ordinals else []),
        "指标",
        *(["计量单位"] if decoration.measures == "row" else []),
    ]
    first = len(heads)
    sheet.titled(first + len(units) + decoration.totals)
    names = [full if decoration.full_names else short for _code, full, short in units]
    for column, text in enumerate([*heads, *names, *(["合计"] if decoration.totals else [])]):
        sheet.put(0, column, text)
    for place, found in enumerate(indicators):
        _keys(sheet, 1 + place, found, place)
        for column, (code, _full, _short) in enumerate(units):
            sheet.put(1 + place, first + column, _written(found, values.get((code, found.code)), decoration))
        if decoration.totals and found.kind is not Kind.RATIO:
            total = sum(values.get((code, found.code), 0.0) for code, _full, _short in units)
            sheet.put(1 + place, first + len(units), _written(found, total, decoration))
    sheet.signed(len(indicators) + 2)
    return sheet.saved()


def _keys(sheet: _Sheet, row: int, found: Indicator, place: int, column: int = 0) -> int:
    """Ordinal, name and measure of an indicator down the side; the column behind them."""
    if sheet.decoration.ordinals:
        sheet.put(row, column, place + 1)
        column += 1
    sheet.put(row, column, _head(found, sheet.decoration.measures))
    if sheet.decoration.measures == "row":
        sheet.put(row, column + 1, _measure(found))
        column += 1
    return column + 1


def _form(units: Names, indicators: list[Indicator], values: Figures, decoration: Decoration) -> bytes:
    """One unit, its indicators down, its name in the title; all other units on sheets of their own."""
    sheet = _Sheet(decoration)
    book = sheet.workbook
    for number, (code, full, short) in enumerate(units):
        sheet.sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.sheet.title = short
        sheet.row, sheet.column = decoration.top, decoration.left
        heads = [
            *(["序号"] if decoration.ordinals else []),
            "指标",
            *(["计量单位"] if decoration.measures == "row" else []),
            "完成数",
        ]
        sheet.titled(len(heads), full if decoration.full_names else "")
        for column, text in enumerate(heads):
            sheet.put(0, column, text)
        for place, found in enumerate(indicators):
            behind = _keys(sheet, 1 + place, found, place)
            sheet.put(1 + place, behind, _written(found, values.get((code, found.code)), decoration))
        sheet.signed(len(indicators) + 2)
    return sheet.saved()


def _long(units: Names, indicators: list[Indicator], values: Figures, decoration: Decoration) -> bytes:
    """One row a figure; with areas, the unit merged over its rows."""
    sheet = _Sheet(decoration)
    with_measure = decoration.measures == "row"
    heads = [
        *(["序号"] if decoration.ordinals else []),
        "单位",
        "指标",
        *(["计量单位"] if with_measure else []),
        "数值",
        "备注",
    ]
    sheet.titled(len(heads))
    for column, text in enumerate(heads):
        sheet.put(0, column, text)
    first, row = (1 if decoration.ordinals else 0), 1
    for code, full, short in units:
        for place, found in enumerate(indicators):
            if decoration.ordinals:
                sheet.put(row, 0, row)
            if place == 0 or not decoration.areas:
                sheet.put(row, first, full if decoration.full_names else short)
            sheet.put(row, first + 1, _head(found, decoration.measures))
            if with_measure:
                sheet.put(row, first + 2, _measure(found))
            sheet.put(row, first + 2 + with_measure, _written(found, values.get((code, found.code)), decoration))
            row += 1
        if decoration.areas:
            sheet.merge(row - len(indicators), first, row - 1, first)
    sheet.signed(row + 1)
    return sheet.saved()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.data(),
    units=_chosen_units,
    indicators=_chosen_indicators,
    decoration=_decorations,
    layout=st.sampled_from([_wide, _transposed, _form, _long]),
)
def test_what_is_written_reads_back_equal(
    data: st.DataObject, units: Names, indicators: list[Indicator], decoration: Decoration, layout: Any
) -> None:
    values = data.draw(_figures([code for code, _full, _short in units], indicators))
    if layout is _long or layout is _form:
        decoration = replace(decoration, totals=False)
    if decoration.every:
        values = {key: value for place, (key, value) in enumerate(values.items(), 1) if place % decoration.every}
    content = layout(units, indicators, values, decoration)
    found = read(*read_sheets(content, "报表.xlsx"), file_name="报表.xlsx")
    span = _SPANS[decoration.span]
    expected = {(unit, code, *span): value for (unit, code), value in values.items()}
    assert found.figures == expected
    assert [finding for finding in found.findings if finding.rule != "missing-value"] == []
