"""The way of each unit through the year: a line for each that has one, none for those that have told nothing."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
from frames import figure_row, view

from guoban.charts.courses import courses, courses_config
from guoban.text import ENGLISH, speaking

ENDS = ("03-31", "06-30", "09-30", "12-31")
NOTHING = (None, None, None, None)


def way(unit: str, *progress: float | None, stale: int | None = None) -> list[dict[str, object]]:
    return [
        {"unit": unit, "indicator": "COL-01", "year": 2026, "on": pd.Timestamp(f"2026-{end}"), "progress": share,
         "schedule": due, "stale": place == stale}
        for place, (share, end, due) in enumerate(zip(progress, ENDS, (0.25, 0.5, 0.75, 1.0), strict=True))
    ]  # fmt: skip


def made(units: list[dict[str, object]], *ways: list[dict[str, object]], **own: object) -> go.Figure | None:
    path = pd.DataFrame([row for each in ways for row in each]).astype({"progress": float})
    county = pd.Series(figure_row(unit="ROOT", unit_name="云岭县总工会", **own))
    figure = courses(pd.DataFrame(units), county, path, view())
    return figure if figure is None else go.Figure(figure.to_dict())  # Plotly checks every property here


@pytest.fixture
def figure() -> go.Figure:
    units = [
        figure_row("on_schedule", unit="T01", unit_name="青石镇<b>总工会"),
        figure_row("behind", unit="T02", unit_name="柳河乡总工会"),
        figure_row("not_reported", unit="T03", unit_name="白鹭镇总工会"),
    ]
    found = made(
        units,
        way("ROOT", 0.2, 0.4, None, None),
        way("T01", 0.3, 0.6, 0.9, None),
        way("T02", 0.1, 0.1, None, None, stale=1),
        way("T03", *NOTHING),
    )
    assert found is not None
    return found


def test_every_unit_that_has_told_something_has_its_line_and_its_sign(figure: go.Figure) -> None:
    assert [trace.name for trace in figure.data] == [
        "▲ 青石镇&lt;b&gt;总工会", "▼ 柳河乡总工会", "▲ 云岭县总工会", "序时",
    ]  # fmt: skip


def test_lines_begin_with_the_year_and_end_with_the_asked_day(figure: go.Figure) -> None:
    first = figure.data[0]
    assert list(first.y) == [0.0, 0.3, 0.6]
    assert [str(day)[:10] for day in first.x] == ["2026-01-01", "2026-03-31", "2026-06-30"]
    assert first.hovertext[2] == "<b>青石镇&lt;b&gt;总工会</b><br>6月30日 60.0%"


def test_what_stood_still_because_nothing_came_is_no_point(figure: go.Figure) -> None:
    assert list(figure.data[1].y) == [0.0, 0.1]


def test_the_schedule_runs_to_the_end_of_the_year(figure: go.Figure) -> None:
    assert list(figure.data[-1].y) == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_a_level_has_no_point_at_the_beginning_of_the_year() -> None:
    figure = made([figure_row(unit="T01", kind="stock")], way("ROOT", *NOTHING), way("T01", 0.3, 0.6, None, None))
    assert figure is not None
    assert [str(day)[:10] for day in figure.data[0].x] == ["2026-03-31", "2026-06-30"]


def test_where_nobody_has_progress_there_is_no_figure() -> None:
    assert made([figure_row(unit="T01")], way("ROOT", *NOTHING), way("T01", *NOTHING)) is None


def test_the_figure_carries_its_title_and_its_source_in_both_languages(figure: go.Figure) -> None:
    assert figure.layout.title.text.startswith("<b>综合集体合同：各单位本年走势</b>")
    assert "28个单位" in figure.layout.annotations[0].text
    assert courses_config("图")["locale"] == "zh-CN"
    with speaking(ENGLISH):
        english = made([figure_row(unit="T01")], way("ROOT", 0.2, 0.4, None, None), way("T01", 0.3, 0.6, None, None))
        assert english is not None
        assert "the way of each unit" in english.layout.title.text
        assert "locale" not in courses_config("picture")
    assert date(2026, 6, 30) == view().on
