"""The calendar of reports, open findings and corrections as they are drawn."""

import re
from html import unescape

import pandas as pd
import pytest
from frames import view

from guoban.charts.calendar_table import STATES, calendar_table
from guoban.charts.corrections_table import corrections_table
from guoban.charts.links import Links
from guoban.charts.missing_figures import missing_figures
from guoban.charts.open_findings import MOST, open_findings
from guoban.charts.quality_words import quality_headline
from guoban.text import speaking

LINKS = Links({"year": "2026", "quarter": "2"})


def month(expected: int = 10, missing: int = 0, late: int = 0, **more: object) -> dict[str, object]:
    """One row of `measures.reporting`."""
    given = {
        "unit": "T01", "unit_name": "甲镇工会", "parent": "ROOT", "unit_position": 1, "due": pd.Timestamp(2026, 7, 10),
        "expected": expected, "missing": missing, "late": late, "days_late": 3 if late else 0, "state": "on_time",
        "year": 2026, "quarter": 2,
    }  # fmt: skip
    return given | more


def finding(severity: str = "warning", **more: object) -> dict[str, object]:
    """One row of `measures.open_findings`."""
    given = {
        "severity": severity, "rule": "total-mismatch", "sheet": "季报", "cell": "C3",
        "message": "合计不符", "hint": "请核对",
        "unit": "T01", "unit_name": "甲镇工会", "indicator": "COL-01",
        "area": "集体协商", "upload": 7, "file_name": "季报.xlsx",
        "loaded_at": pd.Timestamp(2026, 7, 3), "loaded_by": "tester",
    }  # fmt: skip
    return given | more


NO_FINDING = pd.DataFrame([finding()]).iloc[0:0]


@pytest.mark.parametrize(
    ("rows", "findings", "chinese"),
    [
        ([month()], [], "2026年第2季度：应报10项全部报齐"),
        ([month(missing=2), month(late=1)], [finding(), finding("note")],
         "2026年第2季度：应报20项，缺2项，1项迟报，1个问题待核实"),
        ([month(missing=10)], [], "2026年第2季度：应报10项均未报送"),
        ([], [], "2026年第2季度：各单位没有应报数据"),
    ],
)  # fmt: skip
def test_the_headline_says_what_is_missing_late_and_open(rows, findings, chinese):
    calendar = pd.DataFrame(rows, columns=list(month()))
    found = pd.DataFrame(findings, columns=list(finding()))
    assert quality_headline(calendar, found, view(), 2) == chinese


def test_the_headline_in_english_knows_one_from_many():
    with speaking("en"):
        one = quality_headline(pd.DataFrame([month(expected=1)]), NO_FINDING, view(), 2)
        many = quality_headline(pd.DataFrame([month(missing=3)]), NO_FINDING, view(), 2)
    assert one == "Quarter 2 of 2026: the only figure expected is there"
    assert many == "Quarter 2 of 2026: 3 of 10 figures are missing"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (month(), "●"),
        (month(state="late", late=10), "◆迟3天"),
        (month(state="late", late=2), "◆迟2项"),
        (month(state="partly", missing=4), "◐缺4项"),
        (month(state="missing", missing=10), "○"),
        (month(state="open", missing=10), "…"),
    ],
)
def test_a_cell_has_a_sign_and_says_how_much(row, shown):
    html = calendar_table(pd.DataFrame([row]), view(), LINKS, (2026, 2))
    cell = re.search(r"<td[^>]*>(.*?)</td>", html)
    assert cell
    visible = re.sub(r'<span class="gb-hidden">.*?</span>|<[^>]*>', "", cell[1])
    assert visible.replace(" ", "") == shown
    assert STATES[row["state"]].css in html


def test_every_unit_has_a_row_and_each_cell_leads_to_the_unit_in_its_quarter():
    rows = [month(quarter=1), month(), month(unit="T02", unit_name="乙镇工会", unit_position=2)]
    html = unescape(calendar_table(pd.DataFrame(rows), view(), LINKS, (2026, 2)))
    assert re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', html) == ["甲镇工会", "乙镇工会"]
    assert 'href="unit?year=2026&quarter=1&unit=T01"' in html
    body = html[html.index("<tbody>") :]
    assert body.count("<td") == 4
    assert body.count(">–<") == 1  # nothing was expected of the second unit in the first quarter


def test_a_warning_stands_at_its_cell_and_leads_to_the_figure():
    html = unescape(open_findings(pd.DataFrame([finding()]), LINKS))
    assert "季报!C3" in html
    assert "合计不符" in html
    assert "unit?year=2026&quarter=2&unit=T01&indicator=COL-01" in html
    assert 'href="original/7"' in html


def test_notes_are_folded_file_by_file_and_what_is_not_shown_is_counted():
    notes = [finding("note", unit=None, indicator=None, cell=f"C{row}") for row in range(MOST + 5)]
    html = open_findings(pd.DataFrame([*notes, finding("note", upload=8, file_name="另.xlsx")]), LINKS)
    assert html.count("<details>") == 2
    assert html.count("<li>") == MOST + 1
    assert "另有5条" in html
    assert "没有待核实的问题，只有提示。" in html


def test_no_finding_and_no_correction_are_said():
    assert "没有待核实的问题。" in open_findings(NO_FINDING, LINKS)
    assert "本季度数据没有更正。" in corrections_table(pd.DataFrame([]), LINKS)


def test_a_correction_shows_both_figures_in_their_measure_and_leads_to_its_source():
    row = {
        "unit": "T01", "unit_name": "甲镇工会", "indicator": "AID-01", "indicator_name": "帮扶资金", "area": "帮扶救助",
        "measure": "元", "display_measure": None, "decimals": None, "first_day": pd.Timestamp(2026, 1, 1),
        "last_day": pd.Timestamp(2026, 3, 31), "old_value": 83_300.0, "value": 104_100.0, "change": 20_800.0,
        "upload": 55, "file_name": "更正.xlsx", "loaded_at": pd.Timestamp(2026, 4, 23), "loaded_by": "白鹭镇",
    }  # fmt: skip
    html = unescape(corrections_table(pd.DataFrame([row]), LINKS))
    assert "83\u202f300 → 104\u202f100 元" in html  # to the yuan: in 万元 a small correction would not be seen
    assert "unit=T01&indicator=AID-01" in html
    assert "1月1日至3月31日" in html


def test_what_is_missing_is_named_and_a_unit_without_anything_is_said_to_be_so():
    rows = [("T01", "甲镇工会", "a", True), ("T01", "甲镇工会", "b", False), ("T02", "乙镇工会", "a", False)]
    frame = pd.DataFrame(rows, columns=["unit", "unit_name", "indicator", "reported"])
    html = missing_figures(frame, {"a": "集体合同", "b": "建家"}, LINKS)
    assert "建家" in html
    assert "集体合同" not in html
    assert "应报1项全部未报" in html
