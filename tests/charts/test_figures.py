"""Figures drawn as HTML: every unit is there, nothing is cut, and each says what it is on its own."""

import html
import re
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from frames import figure_row, frame, path, scores, units_figures, view
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, fromstring

from guoban.charts.bar_rows import NAME_SIZE, WIDEST_NAME, names_width
from guoban.charts.ends import MOST
from guoban.charts.figure import picture_name, text_width
from guoban.charts.links import Links
from guoban.charts.ranking import ranking, step_words
from guoban.charts.unit_bars import by_progress, unit_bars
from guoban.charts.year_chart import year_chart

COUNTS = [1, 5, 28, 60, 300]
LINKS = Links({"year": "2026", "quarter": "2"})
LONG_NAME = "云溪县高新技术产业开发区新就业形态劳动者联合工会委员会筹备组"


def statuses(count: int) -> list[str]:
    return [("on_schedule", "behind", "done", "not_reported", "slightly_behind")[place % 5] for place in range(count)]


def drawn_ranking(count: int, names: list[str] | None = None) -> str:
    return ranking(scores(count, names), units_figures(statuses(count), names), view(), LINKS)


def drawn_bars(count: int, names: list[str] | None = None) -> str:
    own = pd.Series(figure_row(unit="ROOT", unit_name="云岭县总工会", of_units=count, covers=count))
    return unit_bars(units_figures(statuses(count), names), own, view(), LINKS)


def drawn_year(row: dict[str, object] | None = None, on: date | None = None, **changes: object) -> str:
    seen = view() if on is None else view(on)
    return year_chart(pd.Series(figure_row() | (row or {})), path(**changes), seen, LINKS)


CHARTS: dict[str, Callable[..., str]] = {"ranking": drawn_ranking, "unit bars": drawn_bars}


def rows(figure: str) -> list[HtmlElement]:
    """The rows of bars, from top to bottom."""
    return list(fromstring(figure).xpath("//tbody/tr"))


def texts(figure: str) -> list[list[str]]:
    """The columns of figures at the right, from left to right, each from top to bottom."""
    found = [["".join(cell.itertext()) for cell in row.xpath("td[@class='num']")] for row in rows(figure)]
    return [list(column) for column in zip(*found, strict=True)]


def shares(row: HtmlElement, css: str) -> list[tuple[float, float]]:
    """Start and end, in per cent of the drawing's width, of the bars of a class in a row."""
    found = []
    for bar in row.xpath(f".//i[contains(concat(' ', @class, ' '), ' {css} ')]/@style"):
        left, width = re.fullmatch(r"left:(.*)%;width:(.*)%", bar).groups()  # type: ignore[union-attr]
        found.append((float(left), float(left) + float(width)))
    return found


def at(row: HtmlElement, css: str) -> list[float]:
    """Where, in per cent of the drawing's width, the marks of a class stand."""
    return [float(style.removeprefix("left:").rstrip("%")) for style in row.xpath(f".//i[@class='{css}']/@style")]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("count", COUNTS)
def test_every_unit_keeps_its_row_and_leads_to_its_page(chart: str, count: int) -> None:
    """Of very many the first and the last twenty are drawn, and it is said how many are between."""
    drawn = CHARTS[chart](count)
    found = rows(drawn)
    shown = [*range(1, count + 1)] if count <= MOST else [*range(1, 21), *range(count - 19, count + 1)]
    assert [row.xpath("string(th)") for row in found] == [f"第{place}乡镇工会联合会" for place in shown]
    for place, row in zip(shown, found, strict=True):
        assert row.xpath("string(th/a/@href)") == f"unit?year=2026&quarter=2&unit=T{place:02}"
        assert f"unit=T{place:02}" in row.xpath("string(td[1]/a/@href)")
        assert f"第{place}乡镇工会联合会" in row.xpath("string(td[1]/a/@aria-label)")
    assert (f"列前20位和后20位，中间{count - MOST}个单位" in drawn) == (count > MOST)
    assert [row.get("class") for row in found].count("gb-after-fold") == (count > MOST)


def test_a_bar_of_an_indicator_leads_to_where_its_figure_comes_from() -> None:
    (row,) = rows(drawn_bars(1))
    assert row.xpath("string(td[1]/a/@href)").endswith("unit=T01&indicator=COL-01")


@given(st.lists(st.text(st.characters(categories=["Lo", "Lu", "Nd"]), min_size=1, max_size=40), min_size=1, max_size=5))
def test_the_names_have_room_for_the_longest_on_one_line_within_reason(names: list[str]) -> None:
    longest = max(text_width(name, NAME_SIZE) for name in names)
    assert min(longest, WIDEST_NAME) <= names_width(names) <= WIDEST_NAME + 11


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("count", COUNTS)
def test_columns_of_figures_have_room_for_the_widest(chart: str, count: int) -> None:
    figure = CHARTS[chart](count)
    widths = [int(width) for width in re.findall(r'<col style="width:(\d+)px">', figure)]
    for width, column in zip(widths, texts(figure), strict=True):
        assert max(text_width(text, NAME_SIZE) for text in column) <= width


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("count", COUNTS)
def test_nothing_is_drawn_outside_of_the_drawing(chart: str, count: int) -> None:
    for row in rows(CHARTS[chart](count)):
        for start, end in shares(row, "gb-bar"):
            assert -0.01 <= start <= end <= 100.01


@pytest.mark.parametrize("figure", [drawn_ranking(5), drawn_bars(5), drawn_year()])
def test_a_figure_says_what_it_is_and_where_it_comes_from(figure: str) -> None:
    found = fromstring(figure)
    assert found.xpath("string(h2)")
    assert found.xpath("string(p[@class='gb-sub'])")
    source = found.xpath("string(p[@class='gb-source'])")
    for words in ("28个单位已报27个", "截至2026年6月30日", "第137号"):
        assert words in source
    assert found.get("data-picture").startswith("2026年上半年_")
    assert found.xpath("string(button[@class='gb-save'])") == "保存图片"


def test_the_ranking_draws_the_share_of_tasks_on_each_side_of_the_line() -> None:
    given = {
        "T01": ["done", "on_schedule", "met", "behind"],
        "T02": ["not_reported", "near", "no_target"],
    }
    tasks = [
        figure_row(status, unit=unit, indicator=f"I{place}")
        for unit, statuses in given.items()
        for place, status in enumerate(statuses)
    ]
    first, second = rows(ranking(scores(2), frame(tasks), view(), LINKS))
    line, width = at(first, "gb-schedule")[0], 1.75  # from 100 % on the left to 75 % on the right
    assert at(second, "gb-schedule") == [line]

    def of_tasks(row: HtmlElement, css: str) -> list[float]:
        return [round((edge - line) / 100 * width, 3) for edge in shares(row, css)[0]]

    assert of_tasks(first, "gb-fill-on-schedule") == [0.0, 0.25]
    assert of_tasks(first, "gb-fill-done") == [0.25, 0.75]
    assert of_tasks(first, "gb-fill-behind") == [-0.25, 0.0]
    assert of_tasks(second, "gb-fill-slightly-behind") == [-0.5, 0.0]
    assert of_tasks(second, "gb-fill-not-reported") == [-1.0, -0.5]


def test_a_ranking_of_nobody_can_be_drawn() -> None:
    assert rows(ranking(scores(2).iloc[:0], units_figures([]), view(), LINKS)) == []


def test_the_ranking_shows_the_step_since_last_quarter() -> None:
    assert [step_words(step) for step in (2.0, -3.0, 0.0, None, float("nan"))] == ["↑2", "↓3", "–", "–", "–"]
    assert texts(drawn_ranking(3))[1] == ["↑1"] * 3


def test_a_unit_without_a_score_keeps_its_row() -> None:
    assert texts(drawn_ranking(5))[0][4] == "–"


def test_bars_leave_out_what_was_not_reported_and_say_so() -> None:
    figure = unit_bars(units_figures(["behind", "not_reported", "no_target"]), pd.Series(figure_row()), view(), LINKS)
    behind, silent, aimless = rows(figure)
    assert [len(shares(row, "gb-done")) for row in (behind, silent, aimless)] == [1, 0, 1]
    assert [len(shares(row, "gb-target")) for row in (behind, silent, aimless)] == [1, 1, 0]
    assert at(behind, "gb-due") == at(silent, "gb-due") == [shares(behind, "gb-target")[0][1] / 2]
    assert texts(figure)[1] == ["21% ▼", "未报 ○", "无目标 –"]


def test_bars_are_as_long_as_their_figures() -> None:
    frame_of_two = units_figures(["on_schedule", "behind"]).assign(value=[90.0, 30.0], target=[120.0, 120.0])
    first, second = rows(unit_bars(frame_of_two, frame_of_two.iloc[0], view(), LINKS))
    ((start, end),) = shares(first, "gb-done")
    assert start == 0
    assert end == pytest.approx(3 * shares(second, "gb-done")[0][1], abs=0.05)
    assert shares(first, "gb-target")[0][1] == pytest.approx(end * 120 / 90, abs=0.05)


def test_money_is_drawn_in_one_measure() -> None:
    given = units_figures(["on_schedule", "behind"], kind="money", measure="元", value=978_000.0, target=2_000_000.0)
    figure = unit_bars(given, given.iloc[0], view(), LINKS)
    assert texts(figure)[0] == ["97.8 / 200.0"] * 2
    assert "200.0" in fromstring(figure).xpath("string(//tfoot)")


def test_the_mark_of_a_level_climbs_from_its_baseline() -> None:
    given = units_figures(["on_schedule"], kind="stock", baseline=100_000.0, target=112_000.0, value=108_000.0)
    (row,) = rows(unit_bars(given, given.iloc[0], view(), LINKS))
    assert at(row, "gb-due")[0] == pytest.approx(shares(row, "gb-target")[0][1] * 106 / 112, abs=0.05)


def test_units_stand_from_the_furthest_ahead_to_those_without_a_figure() -> None:
    given = units_figures(["not_reported", "behind", "no_target", "done", "slightly_behind"])
    assert list(by_progress(given)["unit"]) == ["T04", "T05", "T02", "T01", "T03"]


def test_of_a_cap_the_unit_that_used_least_stands_first() -> None:
    given = units_figures(["on_schedule", "behind"], direction="lower")
    assert list(by_progress(given.assign(progress=[0.6, 0.2]))["unit"]) == ["T02", "T01"]


def told(figure: str) -> dict[str, list[str]]:
    """Day → what the year chart tells about it, a line each."""
    words = [html.unescape(each).split("\n") for each in fromstring(figure).xpath("//*[@class='gb-day']/@title")]
    return {day: lines for day, *lines in words}


def test_a_point_of_the_year_leads_to_the_quarter_it_closes() -> None:
    drawn = fromstring(drawn_year())
    kept = "indicator=COL-01"
    assert [link.get("href") for link in drawn.xpath("//a[@class='gb-day']")] == [
        f"indicator?year=2025&quarter=4&{kept}",
        f"indicator?year=2026&quarter=1&{kept}",
        f"indicator?year=2026&quarter=2&{kept}",
    ]
    ahead = [day.get("title").split("\n")[0] for day in drawn.xpath("//span[@class='gb-day']")]
    assert ahead == ["9月30日", "12月31日"]


def corners(figure: str) -> list[list[tuple[float, float]]]:
    """The lines of the year chart from back to front, in per cent from the upper left corner."""
    lines = re.findall(r"points=%27([^%]*)%27|points='([^']*)'", figure)
    return [[tuple(map(float, point.split(","))) for point in (one or other).split()] for one, other in lines]


def test_the_year_is_drawn_to_the_day_of_the_view_with_schedule_last_year_and_forecast() -> None:
    found = told(drawn_year({"value": 66.0, "target": 120.0}))
    assert found["1月1日"] == ["上年 0", "序时 0", "本年 0"]
    assert found["3月31日"] == ["上年 13.2", "序时 30", "本年 33"]
    assert found["6月30日"] == ["上年 29.7", "序时 60", "本年 66", "预计 66"]
    assert found["12月31日"] == ["上年 66", "序时 120", "预计 118"]


def test_a_line_is_drawn_through_its_figures() -> None:
    figure = drawn_year({"value": 66.0, "target": 120.0})
    last_year, schedule, this_year, forecast = corners(html.unescape(figure))
    assert [len(line) for line in (last_year, schedule, this_year, forecast)] == [5, 5, 3, 2]
    assert this_year[-1] == forecast[0]
    nought, due = schedule[0][1], schedule[-1][1]
    assert nought - this_year[-1][1] == pytest.approx((nought - due) * 66 / 120, abs=0.05)
    assert all(0 < x < 100 and 0 < y < 100 for line in (last_year, schedule, this_year, forecast) for x, y in line)


def test_a_figure_that_is_only_repeated_is_no_point_of_its_quarter() -> None:
    found = told(drawn_year({"value": 33.0, "as_of": pd.Timestamp("2026-03-31"), "forecast": None}, stale=True))
    assert "本年 33" in found["3月31日"]
    assert not any(line.startswith("本年") for line in found["6月30日"])


def test_a_level_starts_from_its_baseline() -> None:
    found = told(drawn_year({"kind": "stock", "baseline": 20.0, "value": 66.0, "target": 120.0, "forecast": None}))
    assert "本年 20" in found["1月1日"]
    assert "序时 20" in found["1月1日"]
    assert "序时 70" in found["6月30日"]


def test_the_forecast_names_its_method_and_what_is_needed() -> None:
    assert "预计年末118 份（按上年进度推算）；余下每季需完成27 份" in drawn_year()


def test_after_the_year_nothing_is_forecast() -> None:
    assert "预计" not in fromstring(drawn_year(on=date(2026, 12, 31))).xpath("string(p[@class='gb-legend'])")


def test_a_chart_without_a_single_figure_can_be_drawn() -> None:
    nothing = pd.Series(figure_row("not_reported", target=None, schedule=None, previous_year=None))
    figure = year_chart(nothing, path().iloc[0:0], view(), LINKS)
    assert corners(html.unescape(figure)) == []
    assert fromstring(figure).xpath("string(h2)")


@pytest.mark.parametrize("chart", CHARTS)
def test_hostile_names_stay_text(chart: str) -> None:
    name = '<img src=x onerror="alert(1)"> & "<b>粗</b>"'
    figure = CHARTS[chart](1, [name])
    assert "<img" not in figure
    assert rows(figure)[0].xpath("string(th)") == name


def test_a_picture_is_named_so_that_every_system_takes_it() -> None:
    assert picture_name("2026年上半年", "集体合同") == "2026年上半年_集体合同"
    assert picture_name("a/b:c", 'd"e') == "a-b-c_d-e"
