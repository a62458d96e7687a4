"""What has to be known before figures are trusted: late reports, open findings, corrections (domain rule 5)."""

from datetime import UTC, date, datetime

import pandas as pd
from small_county import World

from guoban.measures import completeness, corrections, open_findings, reporting

IN_TIME = datetime(2026, 7, 3, 1, tzinfo=UTC)
LATE = datetime(2026, 7, 14, 1, tzinfo=UTC)
AFTER = date(2026, 7, 20)
WARNING = ("warning", "total-mismatch", "C0")


def reported(world: World, today: date = AFTER) -> pd.DataFrame:
    expected = completeness(world.reader, year=2026, quarter=2, today=today)
    return reporting(expected, today).set_index("unit")


def test_each_unit_has_one_state_of_reporting(world: World) -> None:
    world.ask(*[(unit, code, 2026, 100) for unit in "ABC" for code in ("contracts", "aid")])
    world.ask(("county", "contracts", 2026, 300))
    world.load(("A", "contracts", "2026Q2", 1), ("A", "aid", "2026Q2", 0), ("B", "contracts", "2026Q2", 1), at=IN_TIME)
    frame = reported(world)
    assert frame["state"].to_dict() == {"county": "missing", "A": "on_time", "B": "partly", "C": "missing"}
    assert frame.loc["B", ["expected", "missing", "late"]].tolist() == [2, 1, 0]


def test_one_late_figure_makes_a_report_late_and_the_latest_counts_its_days(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100), ("A", "aid", 2026, 100))
    world.load(("A", "contracts", "2026Q2", 1), at=IN_TIME)
    world.load(("A", "aid", "2026Q2", 1), at=LATE)
    row = reported(world).loc["A"]
    assert (row["state"], row["late"], row["days_late"], row["missing"]) == ("late", 1, 4, 0)


def test_what_is_missing_is_open_until_the_day_has_passed(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    states = [reported(world, today=day).loc["A", "state"] for day in (date(2026, 7, 10), date(2026, 7, 11))]
    assert states == ["open", "missing"]
    assert reported(world).loc["A", "days_late"] == 0  # nothing came, so nothing came late


def test_nothing_expected_gives_no_row(world: World) -> None:
    assert reported(world).empty


def opened(world: World, quarter: int = 2) -> list[tuple[str, str, int]]:
    frame = open_findings(world.reader, year=2026, quarter=quarter)
    return list(zip(frame["severity"], frame["cell"], frame["upload"], strict=True))


def test_a_finding_without_a_figure_is_about_the_unit_of_its_row(world: World) -> None:
    found = [("note", "missing-value", "F1"), ("warning", "total-mismatch", "C9"), ("note", "missing-value", "F8")]
    world.load(("A", "contracts", "2026Q2", 5), ("B", "contracts", "2026Q2", 7), findings=found)
    frame = open_findings(world.reader, year=2026, quarter=2).set_index("cell")
    assert frame.loc["F1", ["unit", "unit_name"]].tolist() == ["B", world.reader.catalogue.units["B"].name]
    assert frame.loc[["C9", "F8"], "unit"].isna().all()  # a column of several units, a row of none
    assert frame["indicator"].isna().all()


def test_a_finding_in_the_form_of_one_unit_is_about_that_unit(world: World) -> None:
    world.load(
        ("A", "contracts", "2026Q2", 5), ("A", "aid", "2026Q2", 7), findings=[("note", "missing-value", "C8")]
    )  # fmt: skip
    assert open_findings(world.reader, year=2026, quarter=2)["unit"].tolist() == ["A"]


def test_a_finding_names_the_figure_that_was_read_from_its_cell(world: World) -> None:
    world.load(("A", "contracts", "2026Q2", 5), findings=[WARNING, ("note", "missing-value", "D9")])
    frame = open_findings(world.reader, year=2026, quarter=2)
    assert frame[["severity", "unit", "indicator"]].iloc[0].tolist() == ["warning", "A", "contracts"]
    assert pd.isna(frame["unit"].iloc[1])


def test_the_gravest_finding_comes_first(world: World) -> None:
    world.load(("A", "contracts", "2026Q2", 5), findings=[("note", "missing-value", "D9"), WARNING])
    assert [severity for severity, _cell, _upload in opened(world)] == ["warning", "note"]


def test_a_finding_is_closed_when_its_figure_is_corrected_or_its_upload_taken_back(world: World) -> None:
    first = world.load(("A", "contracts", "2026Q2", 5), ("A", "aid", "2026Q2", 1), findings=[WARNING])
    assert opened(world) == [("warning", "C0", first)]
    second = world.load(("A", "contracts", "2026Q2", 6))
    assert opened(world) == []
    world.undo(second)
    assert opened(world) == [("warning", "C0", first)]
    world.undo(first)
    assert opened(world) == []


def test_a_finding_beside_the_figures_is_closed_when_nothing_of_its_upload_counts_any_more(world: World) -> None:
    first = world.load(("A", "contracts", "2026Q2", 5), ("A", "aid", "2026Q2", 1), findings=[("warning", "x", "Z9")])
    world.load(("A", "contracts", "2026Q2", 6))
    assert opened(world) == [("warning", "Z9", first)]
    world.load(("A", "aid", "2026Q2", 2))
    assert opened(world) == []


def test_a_finding_belongs_to_the_quarter_of_its_figure(world: World) -> None:
    world.load(("A", "contracts", "2026Q1", 5), ("A", "contracts", "2026Q2", 5), findings=[WARNING])
    assert (len(opened(world, quarter=1)), len(opened(world, quarter=2))) == (1, 0)


def corrected(world: World, quarter: int = 2) -> list[list[object]]:
    frame = corrections(world.reader, year=2026, quarter=quarter)
    return frame[["unit", "old_value", "value", "change", "old_upload", "upload"]].values.tolist()


def test_a_correction_is_told_with_the_value_before_and_after(world: World) -> None:
    world.load(("A", "contracts", "2026Q2", 5), ("B", "contracts", "2026Q2", 7))
    world.load(("A", "contracts", "2026Q2", 8))
    world.load(("A", "contracts", "2026Q2", 6))
    assert corrected(world) == [["A", 8, 6, -2, 2, 3], ["A", 5, 8, 3, 1, 2]]
    assert corrected(world, quarter=1) == []


def test_the_same_figure_sent_again_and_a_correction_taken_back_are_none(world: World) -> None:
    world.load(("A", "contracts", "2026Q2", 5))
    world.load(("A", "contracts", "2026Q2", 5))
    third = world.load(("A", "contracts", "2026Q2", 9))
    assert corrected(world) == [["A", 5, 9, 4, 2, 3]]
    world.undo(third)
    assert corrected(world) == []


def test_another_span_of_the_same_indicator_is_no_correction(world: World) -> None:
    world.load(("A", "contracts", "2026M05", 5))
    world.load(("A", "contracts", "2026M06", 6))
    assert corrected(world) == []
