"""The work summary: every number from the figures, a sentence for every case, the official layout."""

import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from guoban.answers import Answers, report_figures
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import amount, estimate, percent, points
from guoban.errors import InputError
from guoban.report.clauses import numbered
from guoban.report.document import TEMPLATE, UNIT_TEMPLATE, make_document
from guoban.report.figures import ReportFigures
from guoban.report.sentences import summary
from guoban.report.summary_template import summary_template
from guoban.report.unit_sentences import unit_summary
from guoban.text import ENGLISH, speaking
from guoban.warehouse import Warehouse
from tests.report.made_up import MOMENT, ROOT, TOWNS, report, row, scores

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LAYOUT = r"余下\d个季度|\d+月\d+日|\d{4}年(?:\d+月\d+日)?"
"""Days and quarters, which are of the calendar."""


def paragraphs(figures: ReportFigures, template: bytes | None = None) -> list[str]:
    return [each.text for each in Document(io.BytesIO(make_document(figures, template))).paragraphs]


def told(figures: ReportFigures) -> str:
    """All sentences, without the small print."""
    found = summary(figures)
    sections = [*found.areas, found.problems, found.steps]
    return "\n".join([*found.opening, *(line for each in sections for line in (each.heading, *each.paragraphs))])


def numbers_of(text: str) -> set[str]:
    return set(NUMBER.findall(text.replace("\u202f", "")))


def numbers_in_figures(figures: ReportFigures) -> set[str]:
    """Every number that the frames give, as it is written: amounts, shares, distances, changes, counts."""
    found: set[str] = set()
    for _index, each in pd.concat([figures.own, figures.before]).iterrows():
        measure = measure_of(each)
        for column in ("value", "target"):
            found |= numbers_of(str(amount(each[column], measure)))
        found |= numbers_of(str(estimate(each["needed_per_quarter"], measure, at_least=True)))
        found |= numbers_of(str(amount(abs(each["target"] - each["value"]), measure)))
        for share in (each["progress"], each["schedule"]):
            found |= numbers_of(percent(share)) | numbers_of(percent(share, 0))
        due = 1.0 if pd.isna(each["schedule"]) else each["schedule"]
        found |= numbers_of(points(each["progress"] - due)) if pd.notna(each["progress"]) else set()
        found |= {str(each["covers"]), str(each["of_units"])}
    found |= numbers_of_trend(figures)
    found |= {f"{score:.1f}" for score in figures.appraisal["score"].dropna()}
    for column in ("rank", "rank_before", "step"):
        found |= {str(place) for place in figures.appraisal[column].dropna()}
    return found | counts_in(figures) | numbers_of(" ".join(each.name for each in figures.catalogue.units.values()))


def numbers_of_trend(figures: ReportFigures) -> set[str]:
    """How far every figure is from last quarter and last year, and over how many units."""
    found: set[str] = set()
    for _index, each in figures.trend.iterrows():
        found |= {str(each["covers"])} | numbers_of(percent(abs(each["relative"])))
        found |= numbers_of(points(each["change"])) if pd.notna(each["change"]) else set()
        found |= numbers_of(f"{abs(each['change']):g}") if pd.notna(each["change"]) else set()
    return found


def counts_in(figures: ReportFigures) -> set[str]:
    """How many tasks and units stand how: of the whole, of each area, of each indicator, of each unit below."""
    groups = [figures.own, figures.before, *(rows for _area, rows in figures.own.groupby("area_name"))]
    groups += [rows for column in ("indicator", "unit") for _name, rows in figures.below.groupby(column)]
    ahead, late = ["done", "on_schedule", "met"], ["behind", "not_met"]
    found = {str(figures.view.reported), str(figures.view.of_units), str(len(figures.view.silent))}
    for rows in groups:
        asked = rows[rows["target"].notna()]
        kinds = [ahead, late, ["done", "met"], ["slightly_behind", "near"], ["not_reported"]]
        found |= {str(len(asked))} | {str(int(asked["status"].isin(kind).sum())) for kind in kinds}
    return found


@pytest.fixture(scope="module")
def answers_of_county(demo_county: Path) -> Answers:
    return Answers(Warehouse(demo_county).reader())


@pytest.mark.parametrize("unit", [None, "T02", "S03"])
@pytest.mark.parametrize("on", [date(2025, 3, 31), date(2025, 12, 31), date(2026, 6, 30)], ids=str)
def test_every_number_in_the_text_comes_from_the_figures(
    answers_of_county: Answers, unit: str | None, on: date
) -> None:
    figures = report_figures(answers_of_county, on, unit, MOMENT)
    text = told(figures)
    for name in sorted({*figures.progress["indicator_name"], *figures.progress["unit_name"]}, key=len, reverse=True):
        text = text.replace(name, "")
    invented = numbers_of(re.sub(LAYOUT, "", text)) - numbers_in_figures(figures)
    assert invented == set()
    assert len(numbers_of(text)) > 20


def test_a_number_that_was_invented_is_found() -> None:
    figures = report([row(ROOT)])
    assert "77.7" in numbers_of("完成77.7%") - numbers_in_figures(figures)


CASES = {
    "all ahead": (
        ["on_schedule", "done"],
        {"silent": (), "reported": 28},
        ["2项任务全部达到序时进度", "已有1项提前完成年度目标", "有目标的任务均未滞后，也无未报。"],
        ["滞后的有"],
    ),
    "all behind": (
        ["behind", "behind"],
        {},
        ["2项任务无一达到序时进度，2项滞后", "指标1滞后"],
        ["进度居前", "均未滞后"],
    ),
    "nothing reported": (
        ["not_reported", "not_reported"],
        {"reported": 0},
        ["应报送的28个单位均未报送", "有目标的2项任务尚未报送", "未报送的任务2项：指标1、指标2。"],
        ["达到序时进度", "均未滞后", "—"],
    ),
    "everybody reported": (
        ["on_schedule"],
        {"reported": 28, "silent": ()},
        ["应报送的28个单位已全部报送。"],
        ["未报送的有"],
    ),
    "some silent": (
        ["on_schedule"],
        {},
        ["28个单位中27个已报送，未报送的有交通系统工会", "尚待报送的单位：交通系统工会。"],
        [],
    ),
    "no targets": (["no_target"], {}, ["2026年尚未下达年度目标。"], ["达到序时进度", "余下"]),
    "one task": (["slightly_behind"], {}, ["唯一一项任务未达序时进度，另有1项略滞后。", "指标1略滞后"], []),
    "first quarter": (["on_schedule"], {"on": date(2026, 3, 31)}, ["余下3个季度"], ["上季度末"]),
    "third quarter": (["on_schedule"], {"on": date(2026, 9, 30)}, ["余下1个季度"], []),
    "year over": (
        ["done", "behind"],
        {"on": date(2026, 12, 31)},
        ["全年收官，2项任务完成1项，1项滞后", "指标2与年度目标相差94.8份"],
        ["余下", "每季"],
    ),
    "year over, all done": (
        ["done"],
        {"on": date(2026, 12, 31), "silent": ()},
        ["年度目标任务已全部完成。"],
        ["余下"],
    ),
}


@pytest.mark.parametrize(("statuses", "changes", "said", "unsaid"), CASES.values(), ids=list(CASES))
def test_every_case_has_its_sentences(
    statuses: Sequence[str], changes: dict[str, object], said: Sequence[str], unsaid: Sequence[str]
) -> None:
    rows = [
        row(ROOT, status, indicator=f"I{place}", indicator_name=f"指标{place}", indicator_position=place)
        for place, status in enumerate(statuses, 1)
    ]
    text = told(report(rows, **changes))  # type: ignore[arg-type]
    for words in said:
        assert words in text
    for words in [*unsaid, "nan", "None", "。。", "，，", "；；", "，。", "；。", "：。", "、。"]:
        assert words not in text


def test_who_leads_and_who_lags_is_named_in_the_order_of_their_progress() -> None:
    rows = [
        row(ROOT), row(TOWNS[0], "on_schedule", progress=0.55), row(TOWNS[1], "behind", progress=0.2),
        row(TOWNS[2], "on_schedule", progress=0.75),
    ]  # fmt: skip
    text = told(report(rows))
    assert "进度居前的有教育系统工会、青石镇总工会；滞后的有柳河乡工会联合会。" in text
    assert "滞后任务较多的单位：柳河乡工会联合会（1项）。" in text


def test_last_quarter_and_the_appraisal_are_told() -> None:
    before = report([row(ROOT, "behind")]).progress
    given = scores({"T01": (98.24, 1, 3), "T02": (80, 2, 1), "T03": (70.5, 3, 2)})
    text = told(report([row(ROOT)], before=before, appraisal=given))
    assert "上季度末，1项任务中0项达到序时进度。" in text
    assert "考核得分居前的单位为青石镇总工会（98.2分）、柳河乡工会联合会（80.0分）、教育系统工会（70.5分）。" in text
    assert "位次上升最多的是青石镇总工会，上升2位。" in text
    alone = told(report([row(TOWNS[0])], unit="T01", appraisal=given))
    assert "考核得分98.2分，排第1名，上季度末排第3名。" in alone
    assert TOWNS[1].name not in alone


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "stock", "baseline": 50.0, "needed_per_quarter": 30.2}, "综合集体合同每季需净增31份"),
        ({"needed_per_quarter": 26.5}, "综合集体合同每季需完成27份"),
        ({"kind": "ratio", "measure": "%", "value": 0.5, "target": 0.9}, "综合集体合同年底前需由50.0%提高到90.0%"),
        ({"direction": "lower", "value": 50.0}, "综合集体合同全年须控制在120份以内，目前为50份"),
        ({"direction": "lower", "value": 150.0, "status": "behind"}, "综合集体合同已超出全年上限30份"),
        (
            {"direction": "lower", "kind": "stock", "value": 150.0, "status": "not_met"},
            "综合集体合同年底前需由150份降到120份",
        ),
        ({"kind": "milestone", "measure": "节点", "value": 0.5, "target": 1.0}, "综合集体合同年底前需办结"),
    ],
)  # fmt: skip
def test_what_the_quarters_left_must_bring_is_said_for_each_kind(changes: dict[str, object], said: str) -> None:
    status = str(changes.pop("status", "on_schedule"))
    steps = summary(report([row(ROOT, status, **changes)], silent=())).steps
    assert steps.paragraphs == [f"集体协商：余下2个季度，{said}。"]


def test_the_layout_is_the_official_one() -> None:
    document = Document(io.BytesIO(make_document(report([row(ROOT)]))))
    paper = document.sections[0]
    sides = (paper.top_margin, paper.bottom_margin, paper.left_margin, paper.right_margin)
    for side, wanted in zip(sides, (37, 35, 28, 26), strict=True):
        assert side == pytest.approx(Mm(wanted), abs=Mm(0.1))
    assert (round(paper.page_width.mm), round(paper.page_height.mm)) == (210, 297)
    assert paper._sectPr.find(qn("w:docGrid")).get(qn("w:type")) == "lines"
    fonts = {"Title": "方正小标宋简体", "Normal": "仿宋_GB2312", "Heading 1": "黑体", "Heading 2": "楷体_GB2312"}
    for name, font in fonts.items():
        style = document.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.font.size == Pt(22 if name == "Title" else 16)
        assert style.paragraph_format.line_spacing == Pt(28.95)
    assert document.styles["Normal"].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert "PAGE" in paper.footer._element.xml
    assert "PAGE" in paper.even_page_footer._element.xml


def test_title_headings_and_signature_stand_in_their_styles() -> None:
    found = Document(io.BytesIO(make_document(report([row(ROOT)])))).paragraphs
    styled = [(each.style.name, each.text) for each in found if each.style.name != "Normal"]
    assert styled[:6] == [
        ("Title", "云岭县总工会2026年上半年工作总结"),
        ("Heading 1", "一、任务完成情况"),
        ("Heading 2", "（一）集体协商"),
        ("Heading 1", "二、存在的问题"),
        ("Heading 1", "三、下一步工作"),
        ("Signature", "云岭县总工会"),
    ]
    assert all(each.text.strip() for each in found)
    assert any("28个单位已报27个" in text for style, text in styled if style == "Caption")


@pytest.mark.parametrize(("place", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三")])
def test_headings_are_numbered_as_officials_do(place: int, words: str) -> None:
    assert numbered(place, "组织建设") == f"{words}、组织建设"


def test_the_kept_templates_are_what_the_code_makes() -> None:
    assert TEMPLATE.read_bytes() == summary_template()
    assert UNIT_TEMPLATE.read_bytes() == summary_template(of_unit=True)


def test_a_unit_alone_has_its_worst_tasks_named_and_the_others_counted() -> None:
    rows = [
        row(TOWNS[0], "behind", indicator=f"I{place}", indicator_name=f"指标{place}", indicator_position=place)
        for place in range(20)
    ]
    found = unit_summary(report([*rows, row(TOWNS[0], "not_reported", indicator="X")], unit="T01"))
    (said,) = found.problems.paragraphs
    named = re.findall(r"指标\d+滞后", said)
    assert 1 <= len(named) < 20
    assert f"另有{20 - len(named)}项未达序时进度。" in said
    assert "未报送的任务1项。" in said
    assert set(re.findall(r"指标\d+", found.steps.paragraphs[0])) == {name.removesuffix("滞后") for name in named}
    assert found.areas[0].paragraphs == ["达到序时进度的有：集体协商21项中0项。"]


def test_a_unit_alone_that_is_behind_with_nothing_is_told_what_its_quarters_must_bring() -> None:
    found = unit_summary(report([row(TOWNS[0])], unit="T01"))
    assert found.problems.paragraphs == ["有目标的任务均未滞后，也无未报。"]
    assert "余下2个季度" in found.steps.paragraphs[0]


def own_template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_an_office_may_have_its_own_template() -> None:
    figures = report([row(ROOT)], silent=())
    made = paragraphs(figures, own_template("本单位：{{ signed[0] }}", "{{ problems.paragraphs[0] }}"))
    assert made == ["本单位：云岭县总工会", "有目标的任务均未滞后，也无未报。"]


@pytest.mark.parametrize(
    "template",
    [
        b"no word file",
        own_template("{% for x in opening %}"),
        own_template("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    ],
    ids=["no document", "loop without an end", "reaching for Python"],
)
def test_a_template_that_cannot_be_filled_in_is_refused(template: bytes) -> None:
    with pytest.raises(InputError, match="模板"):
        make_document(report([row(ROOT)]), template)


def test_names_with_the_signs_of_markup_come_through() -> None:
    assert any("A&B<市>" in text for text in paragraphs(report([row(ROOT, indicator_name="A&B<市>")])))


def test_the_same_figures_give_the_same_bytes() -> None:
    figures = report([row(ROOT), row(TOWNS[0], "behind")])
    assert make_document(figures) == make_document(figures)


def test_it_speaks_english() -> None:
    with speaking(ENGLISH):
        text = told(report([row(ROOT, area_name="Bargaining", indicator_name="Contracts")], silent=()))
    assert "Half the year is gone: the only task is on schedule. " in text
    assert "In each of the 2 quarters left" in text or "in each of the 2 quarters left" in text
    assert not re.search("[\u4e00-\u9fff]", text)
