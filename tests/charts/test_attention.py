"""What needs attention in words: worst first, each figure once, the rest folded and counted, silent units named."""

import pytest
from frames import figure_row, silences, view, warned
from lxml import html

from guoban.charts.attention import FOLDED, attention, silent
from guoban.charts.links import Links
from guoban.text import ENGLISH, speaking

LINKS = Links({"year": "2026", "quarter": "2"})


def parsed(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def of_units(count: int, status: str = "behind", first: int = 1) -> list[dict[str, object]]:
    return [figure_row(status, unit=f"T{place:02}", unit_name=f"第{place}镇") for place in range(first, first + count)]


def test_the_organisations_tasks_come_first_and_say_who_is_behind() -> None:
    rows = warned(
        figure_row("behind", unit="T02", unit_name="元坑镇", indicator="A", indicator_name="甲", progress=0.1),
        figure_row("behind", unit="T01", unit_name="洋口镇", indicator="A", indicator_name="甲", progress=0.2),
        figure_row("behind", unit="ROOT", unit_name="县", indicator="A", indicator_name="甲", progress=0.3),
        figure_row("behind", unit="T02", unit_name="元坑镇", indicator="B", indicator_name="乙"),
    )
    entries = [entry.text_content() for entry in parsed(attention(rows, "ROOT", view(), LINKS)).iter("li")]
    assert len(entries) == 4
    assert "2个单位滞后：元坑镇、洋口镇" in entries[0]
    assert entries[1].endswith("元坑镇 · 甲完成10.0%，慢40.0个百分点，余下每季需完成27 份")
    assert "洋口镇 · 甲" in entries[2]


@pytest.mark.parametrize(
    ("status", "reasons", "tag", "sentence"),
    [
        ("behind", {}, "▼滞后", "完成21.0%，慢29.0个百分点，余下每季需完成27 份"),
        (
            "slightly_behind",
            {"out_of_reach": True},
            "◆略滞后",
            "完成44.0%，慢6.0个百分点，余下每季需完成27 份，今年最好的一季完成24 份",
        ),
        ("on_schedule", {"falling": True}, "↘连续两季走差", "连续两季减少：30 → 20 → 12 份"),
        ("on_schedule", {"jumped": True, "brought": 45.0}, "‼数据突变", "单季完成45 份，此前四季最多10 份，请核实"),
        (
            "behind",
            {"jumped": True, "falling": True},
            "▼滞后",
            "完成21.0%，慢29.0个百分点，余下每季需完成27 份，单季完成12 份，此前四季最多10 份，请核实，"
            "连续两季减少：30 → 20 → 12 份",
        ),
    ],
)
def test_a_warning_is_told_once_with_all_its_reasons_and_their_figures(
    status: str, reasons: dict[str, object], tag: str, sentence: str
) -> None:
    (entry,) = parsed(attention(warned(figure_row(status), **reasons), "ROOT", view(), LINKS)).iter("li")
    assert entry.find("span").text_content() == tag
    assert entry.find("p").text_content() == sentence


@pytest.mark.parametrize(
    ("changes", "reasons", "sentence"),
    [
        (
            {"kind": "ratio", "measure": "%"},
            {"jumped": True, "brought": -0.4, "most": 0.02},
            "单季下降40.0个百分点，此前三季每季变动最多2.0个百分点，请核实",
        ),
        ({"kind": "stock"}, {"jumped": True, "brought": 45.0}, "单季上升45 份，此前三季每季变动最多10 份，请核实"),
        (
            {"direction": "lower"},
            {"falling": True, "earlier": 3.0, "before": 5.0, "latest": 9.0},
            "连续两季增多：3 → 5 → 9 份",
        ),
    ],
)
def test_a_jump_and_a_fall_are_said_for_what_the_figure_is(
    changes: dict[str, object], reasons: dict[str, object], sentence: str
) -> None:
    rows = warned(figure_row("on_schedule", **changes), **reasons)
    (entry,) = parsed(attention(rows, "ROOT", view(), LINKS)).iter("li")
    assert entry.find("p").text_content() == sentence


def test_a_warning_leads_to_where_its_figure_comes_from() -> None:
    (link,) = parsed(attention(warned(figure_row("behind")), "ROOT", view(), LINKS)).iter("a")
    assert link.get("href") == "unit?year=2026&quarter=2&unit=T01&indicator=COL-01"


@pytest.mark.parametrize("count", [1, 8, 9, 8 + FOLDED, 60])
def test_what_the_list_has_no_room_for_is_folded_and_counted(count: int) -> None:
    made = parsed(attention(warned(*of_units(count)), "ROOT", view(), LINKS, shown=8))
    assert len(made.findall(".//section/ol/li")) == min(count, 8)
    rest = count - 8
    folds = made.findall(".//details")
    assert len(folds) == (rest > 0)
    if rest > 0:
        assert f"另有{rest}项" in folds[0].find("summary").text_content()
        assert len(folds[0].findall("ol/li")) == min(rest, FOLDED)
        assert len(folds[0].findall("ul/li")) == max(0, rest - FOLDED)
    named = {link.text for link in made.iter("a")}
    assert named == {f"第{place}镇" for place in range(1, 1 + count)}
    assert len(list(made.iter("a"))) == count


def test_every_reason_has_a_fold_of_its_own() -> None:
    rows = warned(*of_units(2), *of_units(3, "on_schedule", first=3), falling=[False] * 4 + [True])
    rows["jumped"] = [False, False, True, True, False]
    folds = parsed(attention(rows, "ROOT", view(), LINKS, shown=2)).findall(".//details/summary")
    assert [fold.text_content() for fold in folds] == ["‼数据突变2项", "↘连续两季走差1项"]


def test_what_a_silent_unit_last_reported_is_not_told_beside_its_silence() -> None:
    rows = warned(*of_units(1), figure_row("behind", unit="X03", unit_name="交通系统工会"))
    made = attention(rows, "ROOT", view(), LINKS)
    assert "交通系统工会" not in made
    assert "第1镇" in made


def test_where_nothing_needs_attention_it_is_said_why() -> None:
    nothing = warned(*of_units(1)).iloc[0:0]
    assert "没有需要关注的数据。" in attention(nothing, "ROOT", view(), LINKS)
    assert "尚未报送任何数据。" in attention(nothing, "ROOT", view(reported=0), LINKS)


@pytest.mark.parametrize(
    ("quarters", "last_day", "words"),
    [
        (1, "2026-03-31", "数据截至2026年3月31日"),
        (2, "2025-12-31", "数据截至2025年12月31日，已连续2个季度未报"),
        (8, None, "本年和上年均无报送"),
    ],
)
def test_who_has_not_reported_is_named_with_a_link_and_since_when(
    quarters: int, last_day: str | None, words: str
) -> None:
    made = parsed(silent(view(), silences("X03", quarters=quarters, last_day=last_day), LINKS))
    (link,) = made.iter("a")
    assert link.text == "交通系统工会"
    assert link.get("href").endswith("&unit=X03")
    assert words in made.text_content()


def test_where_everybody_reported_it_is_said() -> None:
    assert "各单位均已报送" in silent(view(silent=()), silences(), LINKS)


def test_warnings_are_said_in_english_too() -> None:
    with speaking(ENGLISH):
        rows = warned(figure_row("on_schedule"), falling=True)
        assert "less two quarters running: 30 → 20 → 12" in attention(rows, "ROOT", view(), LINKS)
