"""The pieces of a sheet for the wall: how words are measured and broken, rows folded, axes marked, shares written."""

import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guoban.charts.even_marks import even_marks
from guoban.charts.sheets.bullets import Bullet, bullets, share_words, told, with_room
from guoban.charts.sheets.fold import MOST, MOST_OF_LONG, fold
from guoban.charts.sheets.letters import LINE, broken, extent, fitted, named_within
from guoban.charts.sheets.paper import BODY, INNER, Box, drawn, text, words_key
from guoban.text import ENGLISH, speaking

NAMES = st.text(alphabet="云岭县总工会ABCmi 12（）·-", min_size=1, max_size=60).filter(str.strip)


def bullet(progress: float | None, due: float | None = 0.5, status: str = "on_schedule", **changes: str) -> Bullet:
    return Bullet(changes.get("name", "青石镇总工会"), status, progress, due, changes.get("figures", "36 / 50"))


@given(NAMES, st.floats(30, 900), st.sampled_from([20, 28, 40, 60]))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(name: str, width: float, size: int) -> None:
    room = max(width, size * 1.1)
    lines = broken(name, room, size)
    assert all(extent(line, size) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(name.split())


@given(NAMES, st.floats(60, 400), st.floats(34, 90))
def test_a_name_always_stands_whole_in_its_row(name: str, width: float, height: float) -> None:
    found = fitted(name, width, height, 28)
    assert "".join("".join(found.lines).split()) == "".join(name.split())
    assert len(found.lines) == 1 or len(found.lines) * found.size * LINE <= height
    assert all(extent(line, found.size) <= width for line in found.lines)


def test_a_name_that_fits_keeps_its_size() -> None:
    assert fitted("望江镇总工会", 300, 40, 28).size == 28
    assert fitted("望江镇总工会", 300, 40, 28).lines == ("望江镇总工会",)


def test_an_english_line_breaks_between_words() -> None:
    assert broken("Half the year is gone", 250, 28) == ["Half the year is", "gone"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["甲"], "甲"),
        (["甲", "乙", "丙"], "甲、乙、丙"),
        ([f"第{place}镇总工会" for place in range(1, 30)], "第1镇总工会、第2镇总工会等29个"),
    ],
)
def test_names_are_listed_as_far_as_they_fit_and_then_counted(names: list[str], expected: str) -> None:
    assert named_within(names, 28 * 16, 28) == expected


@pytest.mark.parametrize(
    ("placed", "silent", "drawn_rows", "between", "left_out"),
    [
        (0, 0, 0, 0, 0),
        (1, 0, 1, 0, 0),
        (28, 0, 28, 0, 0),
        (24, 4, 28, 0, 0),
        (MOST, 0, MOST, 0, 0),
        (MOST - 1, 3, MOST_OF_LONG, 11, 3),
        (20, 40, MOST_OF_LONG, 0, 32),
        (60, 0, MOST_OF_LONG, 32, 0),
        (257, 43, MOST_OF_LONG, 229, 43),
        (0, 300, MOST_OF_LONG, 0, 272),
    ],
)
def test_rows_are_folded_only_where_not_all_can_be_drawn(
    placed: int, silent: int, drawn_rows: int, between: int, left_out: int
) -> None:
    rows = pd.DataFrame({"place": range(placed + silent)})
    kept = fold(rows, rows["place"] < placed, MOST_OF_LONG)
    assert (len(kept.shown), kept.between, len(kept.silent)) == (drawn_rows, between, left_out)
    if between:
        assert list(kept.shown["place"])[:2] == [0, 1]
        assert list(kept.shown["place"])[-1] == placed - 1
    assert len(kept.shown) + kept.between + len(kept.silent) == placed + silent


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
@example(0.0, 5e-324)
@example(0.0, 0.0)
def test_the_marks_of_an_axis_hold_all_figures_and_are_few(low: float, spread: float) -> None:
    high = low + spread
    marks = even_marks(low, high)
    tolerance = 1e-6 * max(1.0, abs(low), abs(high))
    assert marks[0] <= low + tolerance
    assert marks[-1] >= high - tolerance
    assert 2 <= len(marks) <= 7
    steps = [after - before for before, after in pairwise(marks)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-3) for step in steps)


@pytest.mark.parametrize(
    ("shares", "written"),
    [
        ([(0.72, 0.5), (0.21, 0.5)], ["72%", "21%"]),
        ([(0.72, 0.5), (0.497, 0.5)], ["72.0%", "49.7%"]),  # 50% would seem to have reached the schedule
        ([(0.5, 0.5), (0.61, 0.5)], ["50%", "61%"]),
        ([(-0.2, 0.5)], ["<0"]),
        ([(3.5, 0.5)], ["350%"]),
    ],
)
def test_a_share_is_never_rounded_onto_the_schedule_it_misses(
    shares: list[tuple[float, float]], written: list[str]
) -> None:
    assert share_words([bullet(progress, due) for progress, due in shares]) == written


def test_a_row_that_was_not_reported_has_a_track_and_no_bar() -> None:
    silent = [bullet(None, status="not_reported"), bullet(None, status="not_reported")]
    drawing = bullets(silent, Box(0, 0, INNER, 400))
    assert drawing.count("<rect") == 2
    assert drawing.count("○") == 2
    assert drawing.count("未报") == 2
    assert drawing.count("<line") == 1  # one schedule for both


def test_schedules_that_differ_are_marked_row_by_row() -> None:
    drawing = bullets([bullet(0.6), bullet(0.6, 0.75), bullet(0.9, 1.0, "near")], Box(0, 0, INNER, 400))
    assert drawing.count("<line") == 3


def test_a_bar_ends_where_the_drawing_ends_however_much_was_done() -> None:
    far, most = bullets([bullet(40.0)], Box(0, 0, 900, 100)), bullets([bullet(1.5)], Box(0, 0, 900, 100))
    assert "4" in far
    widths = [[float(each.split('"')[0]) for each in drawing.split('width="')[2::2]] for drawing in (far, most)]
    assert abs(widths[0][0] - widths[1][0]) < 30


def test_figures_give_way_before_a_bar_becomes_a_stump() -> None:
    long = [bullet(0.6, name="云岭县新就业形态劳动者工会联合会", figures="1 234 567 / 2 345 678")] * 20
    assert all(each.figures == "" for each in with_room(long, INNER))
    assert all(each.figures for each in with_room(long[:4], INNER))


def test_rows_are_told_to_those_who_do_not_see_them() -> None:
    assert told([bullet(0.72)]) == ["青石镇总工会 72% 达序时 36 / 50"]
    assert told([bullet(None, status="not_reported", figures="— / 50")]) == ["青石镇总工会 未报 — / 50"]
    with speaking(ENGLISH):
        assert told([bullet(0.72)]) == ["青石镇总工会 72% on schedule 36 / 50"]


def test_words_from_data_cannot_break_out_of_a_drawing() -> None:
    assert "&lt;script&gt;" in text(0, 0, "<script>\x07\n x", 28)
    assert "\x07" not in text(0, 0, "<script>\x07\n x", 28)


def test_a_long_headline_takes_two_even_lines_and_leaves_the_chart_its_room() -> None:
    rooms: list[Box] = []

    def body(box: Box) -> str:
        rooms.append(box)
        return ""

    for headline in ("时间过半", "云岭县新就业形态劳动者工会联合会等五个单位" * 3):
        drawn(headline, "云岭县总工会", [words_key("份")], ["数据来源"], body)
    short, long = rooms
    assert long.y > short.y
    assert long.height > 600
    assert BODY == 28
