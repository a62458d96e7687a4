"""Older files after newer ones, and targets against their parts, as they meet in a store."""

from pathlib import Path

import pytest

from etl.load import commit
from guoban.warehouse import undo_upload
from tests.etl.checks.books import Book, book, read, store
from tests.etl.grids import A, B, C

MEMBERS = ["单位", "新增会员"]
TARGETS = ["2026年度目标任务分解表"]


def quarter(first: int, second: int, *, name: str, title: str = "2026年第一季度") -> Book:
    return book([title], MEMBERS, [A, first], [B, second], name=name)


def rules(workbook: Book, folder: Path, *loaded: Book) -> list[str]:
    return [finding.rule for finding in read(workbook, store(folder, *loaded)).findings]


def test_a_correction_of_a_correction_is_none(tmp_path: Path) -> None:
    loaded = quarter(40, 13, name="初报.xlsx"), quarter(43, 13, name="更正.xlsx")
    assert rules(quarter(44, 13, name="再更正.xlsx"), tmp_path, *loaded) == []


def test_one_figure_back_among_new_ones_is_no_older_file(tmp_path: Path) -> None:
    loaded = quarter(40, 13, name="初报.xlsx"), quarter(43, 14, name="更正.xlsx")
    assert rules(quarter(40, 15, name="再更正.xlsx"), tmp_path, *loaded) == []


def test_the_file_of_an_undone_upload_saved_anew_is_an_older_one(tmp_path: Path) -> None:
    warehouse = store(tmp_path, quarter(40, 13, name="初报.xlsx"))
    undo_upload(warehouse, 1, "test")
    newer = quarter(43, 13, name="更正.xlsx")
    commit(warehouse, read(newer, warehouse), newer.content(), by="test")
    found = read(quarter(40, 13, name="初报（另存）.xlsx", title="2026年第一季度表"), warehouse).findings
    assert [finding.rule for finding in found] == ["older-figures"]


def test_after_an_undo_the_same_file_brings_nothing_back(tmp_path: Path) -> None:
    first, second = quarter(40, 13, name="初报.xlsx"), quarter(43, 13, name="更正.xlsx")
    warehouse = store(tmp_path, first, second)
    undo_upload(warehouse, 2, "test")
    assert [finding.rule for finding in read(first, warehouse).findings] == ["same-file-again"]


def test_a_unit_that_has_not_reported_later_days_is_not_late(tmp_path: Path) -> None:
    later = book(["2026年上半年"], MEMBERS, [A, 90], name="半年报.xlsx")
    assert rules(quarter(40, 13, name="一季度.xlsx"), tmp_path, later) == []


def test_a_report_of_last_year_is_not_older_than_one_of_this_year(tmp_path: Path) -> None:
    this_year = book(["2026年上半年"], MEMBERS, [A, 90], [B, 30], name="半年报.xlsx")
    last_year = quarter(40, 13, name="去年.xlsx", title="2025年第四季度")
    assert rules(last_year, tmp_path, this_year) == []


def test_figures_that_were_undone_are_no_past(tmp_path: Path) -> None:
    warehouse = store(tmp_path, book(["2026年第一季度"], MEMBERS, [A, 430], name="一季度.xlsx"))
    cumulative = book(["2026年上半年"], ["单位", "新增会员累计"], [A, 42])
    assert [finding.rule for finding in read(cumulative, warehouse).findings] == ["cumulative-falling"]
    undo_upload(warehouse, 1, "test")
    assert read(cumulative, warehouse).findings == ()


def target(unit: str, value: int) -> Book:
    return book(TARGETS, MEMBERS, [unit, value], name=f"{unit}.xlsx")


@pytest.mark.parametrize(
    ("loaded", "now", "expected"),
    [
        ([target("云溪县总工会", 100), target(A, 40)], target(B, 50), []),  # the rest is still to be handed out
        ([target("云溪县总工会", 100), target(A, 40)], target(B, 60), []),
        ([target("云溪县总工会", 100), target(A, 40)], target(B, 70), ["target-parts-mismatch"]),
        ([target(A, 40), target(B, 60)], target("云溪县总工会", 90), ["target-parts-mismatch"]),
        ([target(A, 40), target(B, 60)], target("云溪县总工会", 120), []),
        ([], target(C, 120), []),
    ],
)
def test_targets_handed_out_letter_by_letter_may_be_less_than_the_whole_but_not_more(
    tmp_path: Path, loaded: list[Book], now: Book, expected: list[str]
) -> None:
    assert rules(now, tmp_path, *loaded) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([20, 30, 30, 20], []),
        ([20, 50, 80, 100], []),  # cumulative
        ([20, 30, 30, 30], ["target-quarters-mismatch"]),
        ([20, 30, 30, None], []),  # not all of them
    ],
)
def test_quarters_add_up_or_climb_to_the_target_of_the_year(
    tmp_path: Path, parts: list[int | None], expected: list[str]
) -> None:
    head = ["单位", "新增会员全年目标", *(f"{quarter}季度新增会员目标" for quarter in "一二三四")]
    found = rules(book(TARGETS, head, [A, 100, *parts]), tmp_path)
    assert [rule for rule in found if rule != "part-left-out"] == expected
