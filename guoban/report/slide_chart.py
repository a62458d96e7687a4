"""A chart that PowerPoint and WPS can edit: columns, and further series as marks or lines on the same axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from guoban.charts.figure import pieces, text_width
from guoban.charts.palette import LINE
from guoban.text.visible import in_xml

_VERTICAL = "-5400000"
_SLANTED = "-2700000"
_MANY = 12
"""From so many columns on, their names stand upright."""
_NAME_SIZE = 11
_PLOT = 0.92
"""The share of a chart's width that its columns take."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its values by category, None where there is none. joined: its marks are joined by a line."""

    name: str
    values: Sequence[float | None]
    colour: str
    joined: bool = False


class _Figures(CategoryWorkbookWriter):
    """The workbook behind a chart, for whoever edits it: a name in it is never worked out, nor a link."""

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        worksheet.strings_to_formulas = worksheet.strings_to_urls = worksheet.strings_to_numbers = False
        super()._populate_worksheet(workbook, worksheet)  # type: ignore[no-untyped-call]


class _Data(CategoryChartData):
    def __init__(self, number_format: str) -> None:
        super().__init__(number_format=number_format)  # type: ignore[no-untyped-call]

    @property
    def _workbook_writer(self) -> _Figures:
        return _Figures(self)  # type: ignore[no-untyped-call]


def add_chart(
    slide: Any, frame: tuple[int, int, int, int], categories: Sequence[str], columns: Series, over: Sequence[Series],
    number_format: str, font: str,
) -> Any:  # fmt: skip
    """Add a chart to a slide; frame: left, top, width, height. Gives the chart."""
    data: Any = _Data(number_format)
    data.categories = [in_xml(name) for name in categories]
    for series in (columns, *over):
        data.add_series(in_xml(series.name), list(series.values))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *frame, data).chart
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.font.size = Pt(12)
    _chinese(chart.font, font)
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(LINE)
    chart.value_axis.minimum_scale = 0 if _never_below_zero(columns, *over) else None
    chart.plots[0].gap_width = 60
    fill = chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = rgb(columns.colour)
    _upright(chart, _turned(categories, frame[2]))
    _move_over(chart, over)
    return chart


def rgb(colour: str) -> RGBColor:
    """#B3261E as PowerPoint has it."""
    found: RGBColor = RGBColor.from_string(colour.lstrip("#"))
    return found


def _turned(names: Sequence[str], width: int) -> str:
    """How far names are turned, so that they stay apart and no word is broken."""
    if len(names) > _MANY:
        return _VERTICAL
    room = Emu(width).pt * _PLOT / max(1, len(names))
    broken = any(text_width(piece.strip(), _NAME_SIZE) > room for name in names for piece in pieces(name))
    return _SLANTED if broken or len(names) > _MANY // 2 else "0"


def _never_below_zero(*series: Series) -> bool:
    return all(value is None or value >= 0 for each in series for value in each.values)


def _chinese(font: Any, name: str) -> None:
    """One font for Latin and Chinese: python-pptx knows the Latin one only."""
    font.name = name
    properties = font._element
    east = properties.find(qn("a:ea"))
    if east is None:
        east = etree.Element(qn("a:ea"))
        properties.find(qn("a:latin")).addnext(east)
    east.set("typeface", name)


def _upright(chart: Any, rotation: str) -> None:
    chart.category_axis.tick_labels.font.size = Pt(_NAME_SIZE)
    body = chart.category_axis._element.find(qn("c:txPr")).find(qn("a:bodyPr"))
    body.set("rot", rotation)
    body.set("vert", "horz")


def _move_over(chart: Any, over: Sequence[Series]) -> None:
    """Move all series but the first into a line chart on the same axes: python-pptx has no such combination."""
    columns = chart._chartSpace.find(f".//{qn('c:barChart')}")
    moved = columns.findall(qn("c:ser"))[1:]
    if not moved:
        return
    lines = etree.Element(qn("c:lineChart"))
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    for element, series in zip(moved, over, strict=True):
        lines.append(_as_line(element, series))
    etree.SubElement(lines, qn("c:marker")).set("val", "1")
    for axis in columns.findall(qn("c:axId")):
        etree.SubElement(lines, qn("c:axId")).set("val", axis.get("val"))
    columns.addnext(lines)


def _as_line(element: Any, series: Series) -> Any:
    """A column's series as one of a line chart, whose parts stand in another order."""
    for name in ("c:invertIfNegative", "c:spPr"):
        for part in element.findall(qn(name)):
            element.remove(part)
    colour = series.colour.lstrip("#")
    paint = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    line = f'<a:ln w="28575">{paint}</a:ln>' if series.joined else '<a:ln w="28575"><a:noFill/></a:ln>'
    symbol, size = ("circle", 6) if series.joined else ("dash", 13)
    look = etree.fromstring(
        '<c:x xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<c:spPr>{line}</c:spPr>"
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{paint}<a:ln>{paint}</a:ln></c:spPr></c:marker></c:x>"
    )
    before = element.find(qn("c:tx"))
    for part in reversed(list(look)):
        before.addnext(part)
    etree.SubElement(element, qn("c:smooth")).set("val", "0")
    return element
