"""The slides: charts that can be edited, with the figures in them; opened again, saved again, and the same."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from guoban.answers import Answers, report_figures
from guoban.catalogue import Unit
from guoban.report.figures import ReportFigures
from guoban.report.slides import COLUMNS, ROWS, make_slides
from guoban.text import ENGLISH, speaking
from guoban.warehouse import Warehouse
from tests.charts.frames import path, trend
from tests.report.made_up import MOMENT, ROOT, TOWNS, observations, report, row, scores


def deck(figures: ReportFigures) -> Any:
    return Presentation(io.BytesIO(make_slides(figures)))


def titles(found: Any) -> list[str]:
    return [slide.shapes.title.text for slide in found.slides]


def charts(found: Any) -> list[Any]:
    return [shape.chart for slide in found.slides for shape in slide.shapes if shape.has_chart]


def tables(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in line.cells] for line in shape.table.rows] for shape in slide.shapes if shape.has_table
    ]


def series(chart: Any) -> dict[str, list[float | None]]:
    return {each.name: list(each.values) for plot in chart.plots for each in plot.series}


TOWN_ROWS = [
    row(ROOT),
    row(TOWNS[0], "on_schedule", value=66.0),
    row(TOWNS[1], "behind", value=20.0),
    row(TOWNS[2], "not_reported"),
]


@pytest.fixture(scope="module")
def county(demo_county: Path) -> ReportFigures:
    return report_figures(Answers(Warehouse(demo_county).reader()), date(2026, 6, 30), made_at=MOMENT)


def test_there_is_a_chart_for_each_headline_indicator_with_the_figures_of_all_its_units(county: ReportFigures) -> None:
    headline = county.own[county.own["headline"] & county.own["target"].notna()]
    found = charts(deck(county))
    assert len(found) == len(headline) >= 6
    for chart, code in zip(found, headline["indicator"], strict=True):
        below = county.below[(county.below["indicator"] == code) & county.below["target"].notna()]
        assert list(chart.plots[0].categories) == list(below["unit_name"])
        (done, *_over) = series(chart).values()
        scale = max(done_value for done_value in done if done_value is not None) / below["value"].max()
        told = [float("nan") if value is None else value for value in done]
        assert told == pytest.approx((below["value"] * scale).tolist(), rel=1e-12, nan_ok=True)
        assert scale in (1, pytest.approx(100), pytest.approx(1e-4))


def test_columns_carry_target_and_schedule_as_marks_on_the_same_axes() -> None:
    (chart,) = charts(deck(report(TOWN_ROWS)))
    assert series(chart) == {
        "累计完成（份）": [66.0, 20.0, None], "年度目标": [120.0] * 3, "序时进度": [60.0] * 3,
    }  # fmt: skip
    columns, lines = chart._chartSpace.find(f".//{qn('c:barChart')}"), chart._chartSpace.find(f".//{qn('c:lineChart')}")
    assert [len(plot.findall(qn("c:ser"))) for plot in (columns, lines)] == [1, 2]
    axes = [[axis.get("val") for axis in plot.findall(qn("c:axId"))] for plot in (columns, lines)]
    assert axes[0] == axes[1]
    assert lines.findall(f".//{qn('c:invertIfNegative')}") == []
    for mark in lines.findall(qn("c:ser")):
        names = [part.tag.split("}")[1] for part in mark]
        assert names == sorted(names, key=["idx", "order", "tx", "spPr", "marker", "cat", "val", "smooth"].index)


def test_the_figures_behind_a_chart_can_be_edited() -> None:
    (chart,) = charts(deck(report(TOWN_ROWS)))
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in sheet[2]] == [TOWNS[0].name, 66, 120, 60]


def test_what_no_unit_below_was_asked_has_the_path_of_its_year() -> None:
    rows = [row(ROOT, "on_schedule", value=66.0), row(TOWNS[0], indicator="OTHER", headline=False)]
    (chart,) = charts(deck(report(rows, paths=path(66.0).assign(unit="ROOT"))))
    assert series(chart) == {
        "本年累计（份）": [33.0, 66.0, None, None], "序时进度": [30.0, 60.0, 90.0, 120.0],
        "上年累计": pytest.approx([13.2, 29.7, 52.8, 66.0]),
    }  # fmt: skip


def test_a_unit_alone_has_one_slide_with_how_it_stands_and_what_it_lags_behind_with() -> None:
    rows = [
        row(TOWNS[0], "on_schedule", value=66.0, progress=0.55), row(TOWNS[1], "behind"),
        *(row(TOWNS[0], "behind", indicator=f"I{place}", indicator_name=f"指标{place}", headline=False)
          for place in range(1, 15)),
    ]  # fmt: skip
    given = scores({"T01": (90, 1, 2), "T02": (80, 2, 1)})
    found = deck(report(rows, unit="T01", appraisal=given, observations=observations([{}])))
    (slide,) = found.slides
    (chart,) = charts(found)
    assert series(chart) == {"完成率（%）": [55.0], "序时进度": [50.0]}
    ((heads, *lines),) = tables(slide)
    assert heads[0] == "滞后任务"
    assert [line[0] for line in lines] == [*(f"指标{place}" for place in range(1, 11)), "另有4项"]
    text = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "得分90.0，第1名 · 上季度末排第2名" in text
    assert "▼ 滞后 14" in text
    assert TOWNS[1].name not in text
    assert "季报!C8" in slide.notes_slide.notes_text_frame.text


def test_the_notes_name_the_cell_of_each_figure() -> None:
    given = observations(
        [{}, {"unit": "T02", "unit_name": TOWNS[1].name, "cell": "C9"}, {"indicator": "OTHER", "cell": "Z1"}]
    )
    found = deck(report(TOWN_ROWS, observations=given))
    notes = found.slides[2].notes_slide.notes_text_frame.text
    assert "青石镇总工会，综合集体合同：66（青石镇二季度.xlsx，季报!C8，第12号批次）" in notes
    assert "C9" in notes
    assert "Z1" not in notes
    assert all("28个单位已报27个" in slide.notes_slide.notes_text_frame.text for slide in found.slides)


def test_laggards_and_ranking_come_with_their_order() -> None:
    given = scores({"T01": (70.0, 2, 1), "T02": (98.24, 1, 2)})
    found = deck(
        report(
            [*TOWN_ROWS, row(TOWNS[0], "behind", progress=0.1, indicator="I2", indicator_name="走访")], appraisal=given
        )
    )
    assert titles(found)[-2:] == [
        "2项任务滞后，差距最大的是青石镇总工会的走访",
        "柳河乡工会联合会98.2分居首，上升1位，青石镇总工会下降1位",
    ]
    (late,) = tables(found.slides[-2])
    assert [line[:2] for line in late[1:]] == [[TOWNS[0].name, "走访"], [TOWNS[1].name, "综合集体合同"]]
    (ranked,) = tables(found.slides[-1])
    assert ranked == [
        ["单位", "排名", "考核得分", "较上期"],
        [TOWNS[1].name, "1", "98.2", "↑1"],
        [TOWNS[0].name, "2", "70.0", "↓1"],
    ]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ([], "2026年尚未下达年度目标"),
        ([row(ROOT, "no_target")], "2026年尚未下达年度目标"),
        ([row(ROOT, "not_reported")], "尚无单位报送，无法与序时进度对照"),
        ([row(ROOT, "done")], "没有滞后的任务"),
    ],
)
def test_every_case_has_a_deck(rows: list[dict[str, object]], last: str) -> None:
    found = titles(deck(report(rows)))
    assert found[0] == "云岭县总工会 · 2026年上半年"
    assert found[-1] == last


def test_many_units_go_on_the_next_slide_and_none_is_left_out() -> None:
    many = [row(Unit(f"T{n:03}", f"第{n}工会", "乡镇", "ROOT", n), "behind") for n in range(COLUMNS * 2 + 1)]
    found = deck(report([row(ROOT), *many]))
    drawn = [name for chart in charts(found) for name in chart.plots[0].categories]
    assert drawn == [each["unit_name"] for each in many]
    assert [title[-5:] for title in titles(found)[2:5]] == ["（1/3）", "（2/3）", "（3/3）"]


def test_nothing_stands_outside_the_slide(county: ReportFigures) -> None:
    found = deck(county)
    assert found.slide_width * 9 == pytest.approx(found.slide_height * 16, rel=0.001)
    for slide in found.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= found.slide_width
            assert shape.top + shape.height <= found.slide_height
            if shape.has_table:
                assert len(shape.table.rows) <= ROWS + 1
                assert shape.top + shape.height <= found.slide_height * 0.94


def test_every_word_has_a_chinese_font(county: ReportFigures) -> None:
    for slide in deck(county).slides:
        for properties in slide._element.iter(qn("a:rPr")):
            assert properties.find(qn("a:ea")).get("typeface") == "微软雅黑"
    for chart in charts(deck(county)):
        assert chart._chartSpace.find(f"{qn('c:txPr')}//{qn('a:ea')}").get("typeface") == "微软雅黑"


def test_it_opens_and_saves_again(county: ReportFigures) -> None:
    found = deck(county)
    again = io.BytesIO()
    found.save(again)
    assert titles(Presentation(again)) == titles(found)
    assert [series(chart) for chart in charts(Presentation(again))] == [series(chart) for chart in charts(found)]


def test_the_same_figures_give_the_same_bytes() -> None:
    assert make_slides(report(TOWN_ROWS)) == make_slides(report(TOWN_ROWS))


def test_no_word_of_a_missing_figure_is_shown() -> None:
    found = deck(report(TOWN_ROWS))
    text = " ".join(str(each) for slide in found.slides for each in tables(slide))
    assert "nan" not in text


def test_it_speaks_english() -> None:
    with speaking(ENGLISH):
        assert titles(deck(report([row(ROOT)])))[-1] == "No task is behind"


@pytest.mark.parametrize("unit", ["ROOT", "T03"])
def test_slides_look_back_with_an_arrow_only_beyond_the_gap(unit: str) -> None:
    rising = trend(unit=unit)
    within = trend(unit=unit, against="last_year", change=1.0, relative=0.033, turn=0.0, better=0.0)
    backs = pd.concat([rising[rising["against"] == "last_quarter"], within[within["against"] == "last_year"]])
    found = deck(report([row(ROOT), row(TOWNS[2], "behind")], unit=unit, trend=backs))
    told = [line for slide in found.slides for each in tables(slide) for line in each]
    heads = [line for line in told if "环比" in line]
    assert heads
    at = heads[0].index("环比")
    assert heads[0][at : at + 2] == ["环比", "同比"]
    assert told[told.index(heads[0]) + 1][at : at + 2] == ["↑20.0%", "+3.3%"]


def test_slides_say_why_they_do_not_look_back() -> None:
    lines = [line for slide in deck(report([row(ROOT)])).slides for each in tables(slide) for line in each]
    assert any("— 本季未报" in line for line in lines)
