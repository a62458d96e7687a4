"""Plotly figures: every unit is there, nothing is cut, and the picture says what it is on its own."""

import re
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
from frames import figure_row, frame, path, scores, units_figures, view
from hypothesis import given
from hypothesis import strategies as st

from guoban.charts.ends import MOST
from guoban.charts.figure import config, picture_name, text_width, wrapped
from guoban.charts.links import Links
from guoban.charts.ranking import ranking, step_words
from guoban.charts.unit_bars import by_progress, unit_bars
from guoban.charts.unit_rows import ROW, name_lines
from guoban.charts.year_chart import year_chart
from guoban.text import CHINESE, ENGLISH, speaking

COUNTS = [1, 5, 28, 60, 300]
LINKS = Links({"year": "2026", "quarter": "2"})
LONG_NAME = "云溪县高新技术产业开发区新就业形态劳动者联合工会委员会筹备组"


def statuses(count: int) -> list[str]:
    return [("on_schedule", "behind", "done", "not_reported", "slightly_behind")[place % 5] for place in range(count)]


def drawn_ranking(count: int, names: list[str] | None = None) -> go.Figure:
    return ranking(scores(count, names), units_figures(statuses(count), names), view(), LINKS)


def drawn_bars(count: int, names: list[str] | None = None) -> go.Figure:
    own = pd.Series(figure_row(unit="ROOT", unit_name="云岭县总工会", of_units=count, covers=count))
    return unit_bars(units_figures(statuses(count), names), own, view(), LINKS)


def texts(figure: go.Figure) -> list[list[str]]:
    """The columns of text of a figure, from left to right."""
    return [list(axis.ticktext) for axis in text_axes(figure)]


def text_axes(figure: go.Figure) -> list[go.layout.YAxis]:
    return [figure.layout[name] for name in ("yaxis2", "yaxis3")]


CHARTS = {"ranking": drawn_ranking, "unit bars": drawn_bars}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("count", COUNTS)
def test_every_unit_keeps_its_label_and_its_room(chart: str, count: int) -> None:
    figure = CHARTS[chart](count)
    labels = figure.layout.yaxis.ticktext
    shown = [*range(1, count + 1)] if count <= MOST else [*range(1, 21), *range(count - 19, count + 1)]
    assert len(labels) == len(figure.layout.yaxis.tickvals) == len(shown)
    assert all(f"第{place}乡镇工会联合会" in label for place, label in zip(shown, labels, strict=True))
    told = f"列前20位和后20位，中间{count - MOST}个单位" in figure.layout.meta["subtitle"]
    assert told == (count > MOST)
    drawing = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert drawing / len(shown) >= ROW


@pytest.mark.parametrize("chart", CHARTS)
def test_the_margin_is_as_wide_as_the_widest_name(chart: str) -> None:
    names = ["短名", LONG_NAME, "Federation of trade unions of the industrial park"]
    figure = CHARTS[chart](3, names)
    for name in names:
        lines, size = name_lines(name)
        assert "".join(lines).replace(" ", "") == name.replace(" ", "")
        assert max(text_width(line, size) for line in lines) <= figure.layout.margin.l
        assert len(lines) * (size + 2) <= ROW


@given(st.text(st.characters(categories=["Lo", "Lu", "Ll", "Nd"]), min_size=1, max_size=60))
def test_no_name_is_cut_however_long(name: str) -> None:
    lines, size = name_lines(name)
    assert "".join(lines) == name
    assert len(lines) <= 2
    assert size >= 11


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("count", COUNTS)
def test_columns_of_figures_stand_in_the_margin_beside_the_bars(chart: str, count: int) -> None:
    figure = CHARTS[chart](count)
    edge = 0
    for axis in text_axes(figure):
        widest = max(text_width(re.sub("<[^>]*>", "", text), axis.tickfont.size) for text in axis.ticktext)
        assert axis.anchor == "free"
        assert axis.position == 1
        assert edge + widest <= axis.shift
        assert list(axis.tickvals) == list(figure.layout.yaxis.tickvals)
        edge = axis.shift
    assert edge <= figure.layout.margin.r
    assert figure.layout.xaxis.domain is None


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_says_what_it_is_and_where_it_comes_from(chart: str) -> None:
    figure = CHARTS[chart](5)
    assert figure.layout.meta["title"] in figure.layout.title.text
    source = figure.layout.annotations[0].text.replace("<br>", "")
    for words in ("28个单位已报27个", "截至2026年6月30日", "第137号"):
        assert words in source
    assert figure.layout.margin.b >= 16 * (figure.layout.annotations[0].text.count("<br>") + 1)


def test_the_ranking_draws_the_share_of_tasks_on_each_side_of_the_line() -> None:
    rows = frame(
        [
            *(
                figure_row(status, unit="T01", indicator=f"I{place}")
                for place, status in enumerate(["done", "on_schedule", "met", "behind"])
            ),
            *(
                figure_row(status, unit="T02", indicator=f"I{place}")
                for place, status in enumerate(["not_reported", "near", "no_target"])
            ),
        ]
    )
    figure = ranking(scores(2), rows, view(), LINKS)
    drawn = {trace.name.split()[0]: list(trace.x) for trace in figure.data if trace.type == "bar"}
    assert drawn == {"▲": [0.25, 0], "●": [0.5, 0], "◆": [0, -0.5], "▼": [-0.25, 0], "○": [0, -0.5]}


def test_the_ranking_shows_the_step_since_last_quarter() -> None:
    assert [step_words(step) for step in (2.0, -3.0, 0.0, None, float("nan"))] == ["↑2", "↓3", "–", "–", "–"]
    assert all("↑1" in text for text in texts(drawn_ranking(3))[1])


def test_a_unit_without_a_score_keeps_its_row() -> None:
    assert texts(drawn_ranking(5))[0][4] == "–"


def test_bars_leave_out_what_was_not_reported_and_say_so() -> None:
    figure = unit_bars(units_figures(["behind", "not_reported", "no_target"]), pd.Series(figure_row()), view(), LINKS)
    target, done, schedule = figure.data[:3]
    assert [pd.isna(value) for value in done.x] == [False, True, False]
    assert list(target.x)[:2] == [120.0, 120.0]
    assert list(schedule.x)[:2] == [60.0, 60.0]
    standing = texts(figure)[1]
    assert "21%" in standing[0]
    assert "▼" in standing[0]
    assert "未报" in standing[1]
    assert "无目标" in standing[2]


def test_money_is_drawn_in_one_measure() -> None:
    rows = units_figures(["on_schedule", "behind"], kind="money", measure="元", value=978_000.0, target=2_000_000.0)
    figure = unit_bars(rows, rows.iloc[0], view(), LINKS)
    assert list(figure.data[0].x) == [200.0, 200.0]
    assert "97.8 <span" in texts(figure)[0][0]


def test_the_mark_of_a_level_climbs_from_its_baseline() -> None:
    rows = units_figures(["on_schedule"], kind="stock", baseline=100_000.0, target=112_000.0, value=108_000.0)
    figure = unit_bars(rows, rows.iloc[0], view(), LINKS)
    assert list(figure.data[2].x) == [106_000.0]


def test_units_stand_from_the_furthest_ahead_to_those_without_a_figure() -> None:
    rows = units_figures(["not_reported", "behind", "no_target", "done", "slightly_behind"])
    assert list(by_progress(rows)["unit"]) == ["T04", "T05", "T02", "T01", "T03"]


def test_of_a_cap_the_unit_that_used_least_stands_first() -> None:
    rows = units_figures(["on_schedule", "behind"], direction="lower")
    assert list(by_progress(rows.assign(progress=[0.6, 0.2]))["unit"]) == ["T02", "T01"]


def lines(row: dict[str, object], **changes: object) -> dict[str, list[tuple[date, float]]]:
    figure = year_chart(pd.Series(figure_row() | row), path(**changes), view())
    return {trace.name: list(zip(trace.x, trace.y, strict=True)) for trace in figure.data}


def test_the_year_is_drawn_to_the_day_of_the_view_with_schedule_last_year_and_forecast() -> None:
    drawn = lines({"value": 66.0, "target": 120.0})
    assert drawn["本年"] == [(date(2026, 1, 1), 0.0), (date(2026, 3, 31), 33.0), (date(2026, 6, 30), 66.0)]
    assert drawn["序时"][-1] == (date(2026, 12, 31), 120.0)
    assert drawn["上年"][-1] == (date(2026, 12, 31), 66.0)
    assert drawn["预计"] == [(date(2026, 6, 30), 66.0), (date(2026, 12, 31), 118.0)]


def test_a_figure_that_is_only_repeated_is_no_point_of_its_quarter() -> None:
    drawn = lines({"value": 33.0, "as_of": pd.Timestamp("2026-03-31"), "forecast": None}, stale=True)
    assert drawn["本年"] == [(date(2026, 1, 1), 0.0), (date(2026, 3, 31), 33.0)]


def test_a_level_starts_from_its_baseline() -> None:
    drawn = lines({"kind": "stock", "baseline": 20.0, "value": 66.0, "target": 120.0, "forecast": None})
    assert drawn["本年"][0] == (date(2026, 1, 1), 20.0)
    assert drawn["序时"][0] == (date(2026, 1, 1), 20.0)
    assert drawn["序时"][2] == (date(2026, 6, 30), 70.0)


def test_the_forecast_names_its_method_and_what_is_needed() -> None:
    figure = year_chart(pd.Series(figure_row()), path(), view())
    assert figure.layout.meta["subtitle"] == "预计年末118 份（按上年进度推算）；余下每季需完成27 份"


def test_after_the_year_nothing_is_forecast() -> None:
    figure = year_chart(pd.Series(figure_row()), path(), view(date(2026, 12, 31)))
    assert "预计" not in {trace.name for trace in figure.data}


def test_a_chart_without_a_single_figure_can_be_drawn() -> None:
    nothing = pd.Series(figure_row("not_reported", target=None, schedule=None, previous_year=None))
    figure = year_chart(nothing, path().iloc[0:0], view())
    assert len(figure.data) == 0
    assert figure.layout.meta["title"]


@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_names_stay_text(chart: str) -> None:
    name = '<img src=x onerror="alert(1)"> & "<b>粗</b>"'
    text = CHARTS[chart](1, [name]).to_json()
    assert "<img" not in text.replace("\\u003c", "<")


def test_the_mode_bar_speaks_the_language_of_the_session() -> None:
    with speaking(CHINESE):
        chinese = config("图")
    with speaking(ENGLISH):
        english = config("chart")
    assert chinese["locales"]["zh-CN"]["dictionary"]["Download plot as a PNG"] == "保存为图片"
    assert "locales" not in english
    assert chinese["toImageButtonOptions"] == {"format": "png", "filename": "图", "scale": 2}


def test_a_picture_is_named_so_that_every_system_takes_it() -> None:
    assert picture_name("2026年上半年", "集体合同") == "2026年上半年_集体合同"
    assert picture_name("a/b:c", 'd"e') == "a-b-c_d-e"


@given(st.text(max_size=200), st.floats(40, 800))
def test_breaking_a_line_loses_no_letter(text: str, width: float) -> None:
    assert "".join("".join(wrapped(text, width, 12)).split()) == "".join(text.split())


def test_lines_are_no_wider_than_asked() -> None:
    text = "数据来源：各单位报表；28个单位已报27个；截至2026年6月30日；上报批次至第137号；2026-07-08 09:12生成"
    assert all(text_width(line, 11) <= 300 + 11 for line in wrapped(text, 300, 11))
