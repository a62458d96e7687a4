"""Last year's figures, growth and completion: never loaded, and right in every way they may be meant."""

import pandas as pd
import pytest

from guoban.calendar import Span, quarter_span, year_to_quarter
from tests.etl.grids import H1, A, B, Read, read, sheet_of

TITLE = ["2026年上半年工作情况表"]
SPREAD = ["单位", "新增会员", None, None]


def stored(figures: list[tuple[str, Span, float]]) -> pd.DataFrame:
    """Figures of 望江镇: indicator, span, value."""
    rows = [("T01", indicator, span.first_day, span.last_day, value) for indicator, span, value in figures]
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "first_day", "last_day", "value"])
    return frame.astype({"first_day": "datetime64[s]", "last_day": "datetime64[s]", "value": "float64"})


QUARTERS_OF_2025 = stored([("ORG-06", quarter_span(2025, quarter), 40.0 + quarter) for quarter in (1, 2, 3, 4)])
"""41, 42, 43, 44: 83 by June, 170 by December."""


def beside(head: str, written: object, *, span: str = "累计", earlier: pd.DataFrame | None = QUARTERS_OF_2025) -> Read:
    """A table of 新增会员 100 by June 2026, and another column."""
    return read(sheet_of(TITLE, SPREAD[:3], [None, span, head], [A, 100, written], merged=["B2:C2"]), earlier=earlier)


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("去年同期", 83),  # the two quarters of the store together
        ("上年同期数", 42),  # or the second alone
        ("上年", 170),  # which may be all of last year
        ("去年全年", 170),
        ("去年同期", "83人"),
        ("去年同期", "—"),
        ("同比", "20.5%"),
        ("同比增长（%）", 20.48),
        ("同比增长", 0.2048),
        ("同比增减", 17),
        ("较去年同期增长", "20%"),
        ("环比增长", "900%"),  # against a quarter, which nobody asks about
        ("序时进度", "50%"),
    ],
)
def test_what_agrees_with_the_store_in_any_way_it_may_be_meant_is_right(head: str, written: object) -> None:
    found = beside(head, written)
    assert [rule for rule in found.rules if rule.endswith("-differs")] == []
    assert found.figures == {("T01", "ORG-06", *H1): 100}


@pytest.mark.parametrize(
    ("head", "written", "rule", "says"),
    [
        ("去年同期", 85, "last-year-differs", ("85人", "83人", "2025-01-01..2025-06-30")),
        ("去年全年", 83, "last-year-differs", ("83人", "170人", "2025-01-01..2025-12-31")),
        ("同比", "25%", "computed-differs", ("0.25", "(100人 − 83人) ÷ 83人", "20.4819%")),
        ("同比增减", 27, "computed-differs", ("27", "83人")),
    ],
)
def test_what_agrees_in_no_way_is_found(head: str, written: object, rule: str, says: tuple[str, ...]) -> None:
    found = beside(head, written)
    (doubt,) = [finding for finding in found.findings if finding.rule.endswith("-differs")]
    assert (doubt.rule, doubt.sheet, doubt.cell) == (rule, "季报", "C4")
    assert [text for text in (A, "新增会员", *says) if text not in doubt.message] == []
    assert found.figures == {("T01", "ORG-06", *H1): 100}


@pytest.mark.parametrize(("head", "written"), [("去年同期", 85), ("同比", "25%"), ("去年全年", 83)])
def test_without_last_year_in_the_store_nothing_is_said(head: str, written: object) -> None:
    assert beside(head, written, earlier=None).findings == ()


def test_last_years_amount_is_rounded_as_the_sheet_rounds_it() -> None:
    earlier = stored([("AID-01", year_to_quarter(2025, 2), 978_123.45)])
    for written, rules in ((97.8, []), (97.81, []), (97.9, ["last-year-differs"])):
        rows = [TITLE, ["单位", "帮扶资金发放（万元）", None], [None, "累计", "去年同期"], [A, 120, written]]
        assert read(sheet_of(*rows, merged=["B2:C2"]), earlier=earlier).rules == rules


def test_growth_is_held_to_last_year_in_the_table_before_the_store() -> None:
    rows = [TITLE, SPREAD, [None, "累计", "去年同期", "同比"], [A, 100, 83, "20.5%"], [B, 60, 40, "40%"]]
    found = read(sheet_of(*rows, merged=["B2:D2"]), earlier=QUARTERS_OF_2025)
    (doubt,) = found.of("computed-differs")
    assert doubt.cell == "D5"
    assert "(60人 − 40人) ÷ 40人" in doubt.message
    assert "50%" in doubt.message


@pytest.mark.parametrize(
    ("written", "right"),
    [("54.2%", True), (54.2, True), (0.542, True), ("54%", True), ("100%", False), ("45.8%", False), (5.42, False)],
)
def test_a_rate_of_completion_is_figure_by_target(written: object, right: bool) -> None:
    form = [["指标", "年度目标", "本季", "累计", "完成率"], ["新增会员", 120, 25, 65, written]]
    found = read(sheet_of(["望江镇总工会2026年第二季度报表"], *form))
    assert found.rules == ([] if right else ["computed-differs"])
    assert set(found.figures.values()) == {25, 65}


def test_a_target_more_than_reached_may_be_written_as_all_of_it() -> None:
    form = [["指标", "年度目标", "累计", "完成率"], ["新增会员", 50, 65, "100%"]]
    assert read(sheet_of(["望江镇总工会2026年第二季度报表"], *form)).findings == ()
