"""Cards, matrix, lists and tables: real text, true signs, links that keep the filters, nothing hostile let through."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import unquote

import pandas as pd
import pytest
from frames import figure_row, figures, frame, path, silences, units_figures, view, warned
from lxml import html

from guoban.charts.attention import attention, silent
from guoban.charts.bullet import FULL, bullet
from guoban.charts.cards import cards
from guoban.charts.facts import facts, indicator_facts
from guoban.charts.figures_table import figures_table
from guoban.charts.gaps import gaps
from guoban.charts.links import Links
from guoban.charts.matrix import heads_height, matrix, shown_indicators
from guoban.charts.palette import LOOKS
from guoban.charts.provenance import provenance
from guoban.charts.status import badge, distances_in_words, progress_words
from guoban.charts.style import style_sheet
from guoban.charts.task_table import task_table
from guoban.charts.trend_words import Trends
from guoban.charts.uploads_list import uploads_list
from guoban.text import ENGLISH, speaking

LINKS = Links({"year": "2026", "quarter": "2", "area": "集体协商"})
HOSTILE = '<script>alert("x")</script>&\'"><img src=x onerror=alert(1)>'
UNITS = pd.DataFrame({"unit": ["T01", "T02"], "unit_name": ["洋口镇", "元坑镇"]})


def parsed(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def completeness(**changes: object) -> pd.DataFrame:
    given = {
        "unit": "T01",
        "unit_name": "洋口镇",
        "indicator": "COL-01",
        "indicator_name": "综合集体合同",
        "reported": False,
        "days_late": 12,
        "upload": None,
    }
    return pd.DataFrame([given | changes])


def uploads(**changes: object) -> pd.DataFrame:
    given = {
        "upload": 137,
        "file_name": "洋口镇二季度.xlsx",
        "loaded_at": pd.Timestamp("2026-07-08 09:12"),
        "loaded_by": "刘",
        "undone_at": pd.NaT,
    }
    return pd.DataFrame([given | changes])


@pytest.mark.parametrize("status", LOOKS)
def test_a_badge_says_its_status_by_sign_and_word(status: str) -> None:
    text = parsed(badge(status)).text_content()
    assert text == LOOKS[status].sign + LOOKS[status].name


@pytest.mark.parametrize(
    ("status", "changes", "words"),
    [
        ("on_schedule", {"progress": 0.56}, "快6.0个百分点"),
        ("behind", {"progress": 0.418}, "慢8.2个百分点"),
        ("on_schedule", {"progress": 0.5}, "与序时进度持平"),
        ("slightly_behind", {"progress": 0.4999}, "慢不足0.1个百分点"),
        ("slightly_behind", {"progress": 0.6, "direction": "lower"}, "超出序时10.0个百分点"),
        ("on_schedule", {"progress": 0.4, "direction": "lower"}, "低于序时10.0个百分点"),
        ("met", {"progress": 1.01, "schedule": 1.0}, ""),
        ("not_reported", {}, ""),
        ("no_target", {}, ""),
    ],
)
def test_the_distance_to_the_schedule_is_said_in_points(status: str, changes: dict[str, object], words: str) -> None:
    assert distances_in_words(frame([figure_row(status, **changes)])) == [words]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"progress": 0.56}, "完成56.0%，序时进度50%"),
        ({"progress": 0.56, "schedule": 0.8}, "完成56.0%，序时进度80%"),
        ({"progress": 0.6, "direction": "lower"}, "已用60.0%，序时进度50%"),
        ({"progress": 0.98, "schedule": 1.0, "status": "near", "kind": "ratio"}, "完成98.0%"),
        ({"progress": 0.391, "kind": "ratio", "baseline": 0.87, "target": 0.92}, "增量完成39.1%，序时进度50%"),
        ({"progress": -0.2, "kind": "ratio", "baseline": 0.87, "target": 0.92}, "低于上年末基数，序时进度50%"),
        ({"progress": None}, ""),
    ],
)
def test_progress_is_said_for_what_it_is(changes: dict[str, object], words: str) -> None:
    assert progress_words(pd.Series(figure_row() | changes)) == words


def test_a_card_shows_value_status_distance_and_path() -> None:
    rows = frame([figure_row("on_schedule", value=66.0, progress=0.55)])
    card = parsed(cards(rows, path(), Trends(), view(), LINKS)).find(".//li")
    text = card.text_content()
    for words in ("综合集体合同", "66", "份", "▲", "达序时", "快5.0个百分点", "完成55.0%，序时进度50%"):
        assert words in text
    (drawing,) = card.iter("img")
    assert "综合集体合同" in drawing.get("alt")
    assert drawing.get("src").startswith("data:image/svg+xml,")
    kept = "year=2026&quarter=2&area=%E9%9B%86%E4%BD%93%E5%8D%8F%E5%95%86"
    assert [link.get("href") for link in card.iter("a")] == [
        f"indicator?{kept}&indicator=COL-01",
        f"unit?{kept}&unit=T01&indicator=COL-01",
    ]


def test_the_matrix_has_a_row_a_unit_and_a_cell_an_indicator() -> None:
    rows = pd.concat(
        [
            figures(["done", "behind", "not_reported"], unit="T01", unit_name="洋口镇"),
            figures(["slightly_behind", "no_target"], unit="T02", unit_name="元坑镇"),
        ]
    )
    table = parsed(matrix(UNITS, rows, view(), LINKS)).find(".//table")
    assert [head.text_content() for head in table.iterfind(".//thead//th")][1:] == ["指标1", "指标2", "指标3"]
    assert all(head.get("scope") == "col" for head in table.iterfind(".//thead//th"))
    body = list(table.iterfind(".//tbody/tr"))
    assert [row.find("th").text_content() for row in body] == ["洋口镇", "元坑镇"]
    assert all(row.find("th").get("scope") == "row" for row in body)
    texts = [[cell.text_content() for cell in row.iterfind("td")] for row in body]
    assert texts == [["104", "21", "未报"], ["44", "–", "–"]]
    told = [[link.get("title") for link in row.iterfind("td/a")] for row in body]
    assert told == [["已完成", "滞后", "未报"], ["略滞后"]]
    marked = [[cell.get("class") for cell in row.iterfind("td")] for row in body]
    assert marked[0] == ["gb-fill-done", "gb-fill-behind", "gb-fill-not-reported"]

    links = [link.get("href") for link in body[0].iterfind("td/a")]
    assert all(link.startswith("unit?year=2026&quarter=2") for link in links)
    assert [link.split("&unit=")[1] for link in links] == [f"T01&indicator=IND-0{place}" for place in (1, 2, 3)]


@pytest.mark.parametrize("status", LOOKS)
def test_the_style_sheet_puts_the_sign_of_its_status_before_a_cell(status: str) -> None:
    rule = f".gb-matrix .gb-fill-{status.replace('_', '-')} a::before"
    assert f'{rule}{{content:"{LOOKS[status].sign}"' in style_sheet()


def test_a_unit_without_any_figure_keeps_its_row_in_the_matrix() -> None:
    table = parsed(matrix(UNITS, figures(["done"], unit="T01"), view(), LINKS))
    assert [row.text_content() for row in table.iterfind(".//tbody/tr")] == ["洋口镇104", "元坑镇–"]


def test_heads_of_columns_get_the_height_they_need() -> None:
    assert heads_height(["新建工会"]) == 56
    assert heads_height(["新就业形态劳动者入会人数占比"]) > 70
    with speaking(ENGLISH):
        assert heads_height(["Members"]) < heads_height(["Members recruited in the year"]) <= 144


def test_headline_indicators_come_first_then_the_weightiest() -> None:
    rows = frame(
        [
            figure_row(indicator="A", indicator_position=1, headline=False, weight=1.0),
            figure_row(indicator="B", indicator_position=2, headline=False, weight=3.0),
            figure_row(indicator="C", indicator_position=3, headline=True, weight=1.0),
            figure_row("no_target", indicator="D", indicator_position=4, headline=True, weight=9.0),
        ]
    )
    assert shown_indicators(rows, 3) == ["C", "B", "A"]


@pytest.mark.parametrize(("progress", "length"), [(0.0, 0.0), (0.5, FULL / 2), (1.0, FULL), (3.0, 260.0), (-0.5, 0.0)])
def test_a_bullet_is_as_long_as_its_progress_and_never_leaves_its_frame(progress: float, length: float) -> None:
    drawing = unquote(html.fromstring(bullet("behind", progress, 0.5, "x")).get("src"))
    assert f"width='{length:.1f}' height='8'" in drawing


def test_the_table_of_a_unit_groups_its_indicators_by_area() -> None:
    rows = pd.concat(
        [figures(["done", "behind"], area_name="集体协商"), figures(["on_schedule"], area_name="组织建设")]
    )
    table = parsed(task_table(rows, Trends(), {}, LINKS)).find(".//table")
    assert [head.text_content() for head in table.iterfind(".//h2")] == ["集体协商", "组织建设"]
    assert "2项中1项达序时" in table.text_content()
    assert len([row for row in table.iterfind(".//tbody/tr") if row.find("td") is not None]) == 3


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"stale": True, "as_of": pd.Timestamp("2026-03-31")}, "截至3月31日"),
        ({"complete": False, "missing_days": [["2026-01-01", "2026-03-31"]]}, "不完整：缺1月1日至3月31日"),
        ({"complete": False, "missing_days": [["2026-02-01", "2026-02-01"]]}, "不完整：缺2月1日"),
        ({"own": False, "covers": 27, "of_units": 28}, "覆盖28个单位中的27个"),
        ({"own": False, "stale": True}, "含部分单位较早数据"),
    ],
)
def test_what_is_wrong_with_a_figure_stands_beside_it(changes: dict[str, object], note: str) -> None:
    assert note in task_table(frame([figure_row(**changes)]), Trends(), {}, LINKS)


def test_the_table_of_an_indicator_starts_with_the_organisation_and_marks_the_unit_asked_for() -> None:
    own = frame([figure_row(unit="ROOT", unit_name="县总工会", of_units=2, covers=2)])
    rows = pd.concat([own, units_figures(["done", "behind"])])
    table = parsed(figures_table(rows, "ROOT", LINKS, "T02")).find(".//table")
    body = list(table.iterfind(".//tbody/tr"))
    assert [row.get("class") for row in body] == ["gb-root", "", "gb-picked"]
    assert [cell.text_content() for cell in body[2].iterfind("td")][:3] == ["25.2", "120", "21.0%"]
    assert table.find(".//thead").text_content().count("按上年进度推算") == 1
    assert "按上年进度推算" not in body[2].text_content()


def test_where_forecasts_are_made_by_different_methods_each_names_its_own() -> None:
    rows = frame([figure_row(), figure_row(unit="T02", forecast_method="schedule")])
    table = parsed(figures_table(rows, "ROOT", LINKS)).find(".//table")
    assert "推算" not in table.find(".//thead").text_content()
    assert "按上年进度推算" in table.findall(".//tbody/tr")[0].text_content()
    assert "按序时进度推算" in table.findall(".//tbody/tr")[1].text_content()


def test_a_level_below_its_baseline_is_said_to_be_so_and_not_measured_in_points() -> None:
    row = figure_row("behind", kind="ratio", measure="%", baseline=0.94, target=0.95, value=0.5, progress=-3.33)
    text = parsed(task_table(frame([row]), Trends(), {}, LINKS)).text_content()
    assert "<0" in text
    assert "百分点" not in text
    assert "333" not in text


def test_a_ratio_shows_numerator_and_denominator() -> None:
    rows = frame([figure_row(kind="ratio", measure="%", value=0.5, target=0.9, numerator=75.0, denominator=150.0)])
    text = parsed(figures_table(rows, "ROOT", LINKS)).text_content()
    assert "分子" in text
    assert "75" in text
    assert "150" in text


def test_gaps_name_what_is_missing_and_by_how_many_days() -> None:
    text = parsed(gaps(figures(["not_reported"]), completeness(), LINKS)).text_content()
    assert "综合集体合同" in text
    assert "逾期12天" in text
    assert "无缺报" in gaps(figures(["done"]), completeness(reported=True), LINKS)


def test_an_upload_taken_back_is_said_to_be() -> None:
    here = datetime(2026, 7, 8, 9, 12, tzinfo=UTC).astimezone()
    assert f"第137号 · {here:%Y-%m-%d %H:%M} · 刘" in uploads_list(uploads(), LINKS)
    assert "已撤销" in uploads_list(uploads(undone_at=pd.Timestamp("2026-07-09")), LINKS)
    assert "尚无上报" in uploads_list(uploads().iloc[0:0], LINKS)


def versions(**changes: object) -> pd.DataFrame:
    given = {
        "unit": "T01",
        "indicator": "COL-01",
        "role": "itself",
        "first_day": pd.Timestamp("2026-01-01"),
        "last_day": pd.Timestamp("2026-06-30"),
        "part": "base",
        "value": 66.0,
        "raw": "六十六",
        "note": "约",
        "quote": None,
        "sheet": "季报",
        "cell": "C8",
        "upload": 137,
        "file_name": "洋口镇二季度.xlsx",
        "sha256": "ab",
        "loaded_at": pd.Timestamp("2026-07-08 09:12"),
        "loaded_by": "刘",
        "undone_at": pd.NaT,
        "undone_by": None,
        "counts": True,
    }
    return pd.DataFrame([given | changes])


def test_a_figure_is_traced_to_file_sheet_cell_and_raw_text_with_every_version() -> None:
    found = pd.concat(
        [
            versions(),
            versions(upload=90, raw="60", value=60.0, counts=False),
            versions(
                upload=80, raw="61", value=61.0, counts=False, undone_at=pd.Timestamp("2026-07-02"), undone_by="王"
            ),
            versions(part=None, last_day=pd.Timestamp("2026-03-31"), raw="30"),
        ]
    )
    made = parsed(provenance(pd.Series(figure_row(value=66.0)), found, figures([]), {}, LINKS))
    counted, others = made.iter("tbody")
    rows = [[cell.text_content() for cell in row] for row in counted]
    assert rows[0][:8] == [
        "1月1日至6月30日",
        "自1月1日起累计",
        "66 份",
        "六十六约",
        "洋口镇二季度.xlsx",
        "季报",
        "C8",
        "137",
    ]
    assert [row[-1][:4] for row in rows] == ["有效", "已被更正", "已撤销（"]
    assert "王" in rows[2][-1]
    assert [link.get("href") for link in counted.iter("a")] == ["original/137", "original/90", "original/80"]
    assert "30" in others.text_content()


def test_a_sum_leads_to_its_units_and_names_those_that_are_not_in_it() -> None:
    units = units_figures(["done", "not_reported"], ["洋口镇", "元坑镇"])
    row = pd.Series(figure_row(unit="ROOT", own=False, covers=1, of_units=2))
    made = parsed(provenance(row, versions().iloc[0:0], units, {}, LINKS))
    assert [link.get("href").split("&unit=")[1] for link in made.iter("a")] == ["T01&indicator=COL-01"] * 2
    assert "由1个单位汇总；覆盖2个单位中的1个" in made.text_content()
    assert "未计入（未报）：元坑镇" in made.text_content()


PIECES: dict[str, Callable[[], str]] = {
    "cards": lambda: cards(
        frame([figure_row(indicator_name=HOSTILE, measure=HOSTILE)]), path(), Trends(), view(), LINKS
    ),
    "matrix": lambda: matrix(
        UNITS.assign(unit_name=HOSTILE),
        figures(["done"], indicator_name=HOSTILE, unit="T01"),
        view(organisation=HOSTILE),
        LINKS,
    ),
    "attention": lambda: attention(
        warned(*[figure_row("behind", unit=HOSTILE, unit_name=HOSTILE, indicator_name=HOSTILE, measure=HOSTILE)] * 20),
        "R",
        view(),
        LINKS,
    ),
    "silent": lambda: silent(view(silent=((HOSTILE, HOSTILE),)), silences(HOSTILE), LINKS),
    "task_table": lambda: task_table(
        frame([figure_row(indicator_name=HOSTILE, area_name=HOSTILE, measure=HOSTILE)]), Trends(), {}, LINKS
    ),
    "figures_table": lambda: figures_table(
        frame([figure_row(unit=HOSTILE, unit_name=HOSTILE, measure=HOSTILE)]), "R", LINKS
    ),
    "facts": lambda: facts(
        indicator_facts(pd.Series(figure_row(unit=HOSTILE, measure=HOSTILE)), view(), Trends(), LINKS)
    ),
    "gaps": lambda: gaps(figures(["done"]), completeness(indicator=HOSTILE, indicator_name=HOSTILE), LINKS),
    "provenance": lambda: provenance(
        pd.Series(figure_row(unit_name=HOSTILE, indicator_name=HOSTILE)),
        versions(
            raw=HOSTILE, note=HOSTILE, quote=HOSTILE, sheet=HOSTILE, cell=HOSTILE, file_name=HOSTILE, loaded_by=HOSTILE
        ),
        frame([figure_row(unit=HOSTILE, unit_name=HOSTILE)]),
        {},
        Links({"area": HOSTILE}),
    ),
    "uploads": lambda: uploads_list(uploads(file_name=HOSTILE, loaded_by=HOSTILE), LINKS),
    "links": lambda: cards(frame([figure_row()]), path(), Trends(), view(), Links({"area": HOSTILE})),
}


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_names_stay_text(piece: str) -> None:
    made = parsed(PIECES[piece]())
    assert not list(made.iter("script"))
    assert all(image.get("src").startswith("data:") for image in made.iter("img"))
    assert not [node for node in made.iter() for name in node.attrib if name.startswith("on")]
