"""Who leads, who rises, who falls (domain rule 11)."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from small_county import COUNTY, INDICATORS, Unit, World, county, new_world

from guoban.calendar import quarter_end
from guoban.catalogue import Settings
from guoban.errors import UsageError
from guoban.measures import appraisal, appraisal_by_area, progress

UNITS = [Unit(f"U{number}", f"第{number}工会", "乡镇", "county", number) for number in range(1, 6)]


def five_units(folder: Path, **settings: object) -> World:
    """A county with five units, each asked for 100 contracts in 2026 and in 2025."""
    catalogue = county(COUNTY, *UNITS, settings=Settings("云岭县总工会", **settings))  # type: ignore[arg-type]
    world = new_world(folder / "data", catalogue)
    world.ask(*[(unit.code, "contracts", year, 100) for unit in UNITS for year in (2025, 2026)])
    return world


def appraised(world: World, on: str = "2026-06-30") -> pd.DataFrame:
    day = date.fromisoformat(on)
    return appraisal(world.reader, year=day.year, on=day).set_index("unit")


def test_equal_scores_share_a_rank_and_the_next_one_is_skipped(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    reached = {"U1": 20, "U2": 40, "U3": 20, "U4": 60, "U5": 10}
    world.load(*[(unit, "contracts", "2026H1", value) for unit, value in reached.items()])
    frame = appraised(world)
    assert frame.loc[list(reached), "score"].tolist() == [40, 80, 40, 100, 20]
    assert frame.loc[list(reached), "rank"].tolist() == [3, 2, 3, 1, 5]


def test_thirds_that_are_equal_on_paper_tie_whatever_binary_fractions_leave(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    world.ask(("U1", "contracts", 2026, 30), ("U2", "contracts", 2026, 90), ("U3", "contracts", 2026, 70))
    world.load(("U1", "contracts", "2026Q1", 1), ("U2", "contracts", "2026Q1", 3), ("U3", "contracts", "2026Q1", 2))
    later = appraised(world, on="2026-04-17")
    assert later.loc["U1", "rank"] == later.loc["U2", "rank"] == 1
    assert later.loc["U3", "rank"] == 3


def test_the_step_is_the_rank_before_less_the_rank_now_and_up_is_positive(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    first = {"U1": 5, "U2": 10, "U3": 15, "U4": 20, "U5": 25}
    second = {"U1": 45, "U2": 30, "U3": 15, "U4": 10, "U5": 5}
    world.load(*[(unit, "contracts", "2026Q1", value) for unit, value in first.items()])
    world.load(*[(unit, "contracts", "2026Q2", value) for unit, value in second.items()])
    frame = appraised(world).loc[list(first)]
    assert frame["rank_before"].tolist() == [5, 4, 3, 2, 1]
    assert frame["rank"].tolist() == [1, 2, 3, 3, 3]  # 50, 40, 30, 30, 30
    assert frame["step"].tolist() == [4, 2, 0, -1, -2]
    assert frame["gain"].tolist() == pytest.approx([80, 40, 0, -20, -40])  # 20, 40, 60, 80, 100 by the first quarter


def test_in_the_first_quarter_the_rank_before_is_last_years_final_one(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    world.load(*[(f"U{number}", "contracts", "2025", 10 * number) for number in range(1, 6)])
    world.load(*[(f"U{number}", "contracts", "2026Q1", 25 - number) for number in range(1, 6)])
    frame = appraised(world, on="2026-03-31").loc[[f"U{number}" for number in range(1, 6)]]
    assert frame["rank_before"].tolist() == [5, 4, 3, 2, 1]
    assert frame["rank"].tolist() == [1, 2, 3, 4, 5]


def test_without_a_quarter_before_there_is_no_step(tmp_path: Path) -> None:
    world = new_world(tmp_path / "data", county(COUNTY, *UNITS))
    world.ask(("U1", "contracts", 2026, 100))
    world.load(("U1", "contracts", "2026Q1", 25))
    row = appraised(world, on="2026-03-31").loc["U1"]
    assert row["rank"] == 1
    assert pd.isna(row["rank_before"])
    assert pd.isna(row["step"])


def test_where_nobody_had_reported_for_the_quarter_before_nobody_had_a_rank(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    world.load(*[(unit.code, "contracts", "2026Q3", 75) for unit in UNITS])
    frame = appraised(world, on="2026-09-30").drop("county")
    assert frame["rank"].tolist() == [1] * 5
    assert frame["rank_before"].isna().all()
    assert frame[["step", "gain"]].isna().all(axis=None)


def test_what_was_told_of_an_earlier_quarter_makes_no_rank_in_a_silent_one(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    world.load(*[(f"U{number}", "contracts", "2026Q1", number) for number in range(1, 6)])
    assert appraised(world)["rank_before"].notna().all()
    assert appraised(world, on="2026-09-30")["rank_before"].isna().all()


def test_one_report_makes_a_ranking_of_all(tmp_path: Path) -> None:
    world = five_units(tmp_path)
    world.load(("U3", "contracts", "2026Q1", 25))
    frame = appraised(world)
    assert frame.loc[["U3", "U1", "U5"], "rank_before"].tolist() == [1, 2, 2]


def test_units_are_ranked_among_those_with_the_same_parent(tmp_path: Path) -> None:
    villages = [Unit(f"V{number}", f"{number}村", "村", "U1", 10 + number) for number in (1, 2)]
    world = new_world(tmp_path / "data", county(COUNTY, *UNITS, *villages))
    world.ask(*[(unit.code, "contracts", 2026, 100) for unit in [*UNITS[1:], *villages]])
    world.load(("V1", "contracts", "2026H1", 10), ("V2", "contracts", "2026H1", 20), ("U2", "contracts", "2026H1", 50))
    frame = appraised(world)
    assert frame.loc[["V2", "V1"], "rank"].tolist() == [1, 2]
    assert frame.loc[["U2", "U1"], "rank"].tolist() == [1, 2]  # U1 is the sum of its villages: 30 of 200
    assert frame.loc["county", "rank"] == 1


def test_what_was_asked_and_not_reported_counts_nothing_and_is_listed(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100), ("A", "aid", 2026, 1000), ("A", "members", 2026, 50))
    world.load(("A", "contracts", "2026H1", 50))
    row = appraised(world).loc["A"]
    assert row["score"] == pytest.approx(100 / 3)
    assert row["not_reported"] == ["aid", "members"]
    assert row["indicators"] == 3


def test_what_was_not_asked_does_not_count(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100))
    world.load(("A", "contracts", "2026H1", 50), ("A", "aid", "2026H1", 7))
    frame = appraised(world)
    assert (frame.loc["A", "score"], frame.loc["A", "indicators"]) == (100, 1)
    assert pd.isna(frame.loc["B", "score"])
    assert pd.isna(frame.loc["B", "rank"])
    assert frame.loc["B", "not_reported"] == []


@pytest.mark.parametrize(("cap", "score"), [("1", 75), ("1.2", 85), ("2", 100)])
def test_a_pace_counts_up_to_the_cap(tmp_path: Path, cap: str, score: float) -> None:
    """Paces 1.5 and 0.5: (min(1.5, cap) + 0.5) ÷ 2."""
    settings = Settings("云岭县总工会", score_cap=Decimal(cap))
    world = new_world(tmp_path / "data", county(settings=settings))
    world.ask(("A", "contracts", 2026, 100), ("A", "aid", 2026, 100))
    world.load(("A", "contracts", "2026H1", 75), ("A", "aid", "2026H1", 25))
    assert appraised(world).loc["A", "score"] == pytest.approx(score)


STARS = [(47.5, 5), (47.4, 4), (42.5, 4), (42.4, 3), (37.5, 3), (37.4, 0), (0, 0)]


@pytest.mark.parametrize(("reached", "stars"), STARS)
def test_stars_begin_at_their_thresholds(world: World, reached: float, stars: int) -> None:
    world.ask(("A", "aid", 2026, 100))
    world.load(("A", "aid", "2026H1", reached))
    assert appraised(world).loc["A", "stars"] == stars


def test_stars_follow_the_settings(tmp_path: Path) -> None:
    settings = Settings("云岭县总工会", stars=(Decimal(60), Decimal(50), Decimal(40)))
    world = new_world(tmp_path / "data", county(settings=settings))
    world.ask(*[(unit, "aid", 2026, 100) for unit in "ABC"])
    world.load(("A", "aid", "2026H1", 30), ("B", "aid", "2026H1", 29), ("C", "aid", "2026H1", 19))
    assert appraised(world).loc[["A", "B", "C"], "stars"].tolist() == [5, 4, 0]


EARNED = [
    ("a cap on the way to being kept", "cases", 10, 4, 1.0),
    ("a cap used up too soon, in proportion", "cases", 10, 8, 0.625),
    ("a cap that was passed", "cases", 10, 20, 0.25),
    ("a ceiling kept", "hardship", 40, 30, 1.0),
    ("a ceiling passed, in proportion", "hardship", 40, 50, 0.8),
    ("a level reached or not", "members", 100, 90, 0.9),
    ("less than nothing is nothing", "contracts", 100, -5, 0.0),
]


@pytest.mark.parametrize(
    ("indicator", "target", "value", "earned"), [row[1:] for row in EARNED], ids=[row[0] for row in EARNED]
)
def test_what_an_indicator_earns(world: World, indicator: str, target: float, value: float, earned: float) -> None:
    world.ask(("A", indicator, 2026, target))
    world.load(("A", indicator, "2026H1", value))
    assert world.row("A", indicator)["earned"] == pytest.approx(earned)
    assert appraised(world).loc["A", "score"] == pytest.approx(100 * earned)


def test_before_anything_is_due_an_indicator_is_left_out(tmp_path: Path) -> None:
    late = dataclasses.replace(
        INDICATORS[0], code="late", schedule=(Decimal(0), Decimal(0), Decimal("0.5"), Decimal(1))
    )
    world = new_world(tmp_path / "data", county(indicators=[INDICATORS[0], late]))
    world.ask(("A", "contracts", 2026, 100), ("A", "late", 2026, 100))
    world.load(("A", "contracts", "2026H1", 50))
    row = appraised(world).loc["A"]
    assert (row["score"], row["indicators"]) == (100, 1)
    assert row["not_reported"] == []


def test_each_area_has_a_score_of_its_own(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100), ("A", "aid", 2026, 100), ("A", "visits", 2026, 100))
    world.load(("A", "contracts", "2026H1", 50), ("A", "aid", "2026H1", 25), ("A", "visits", "2026H1", 75))
    frame = appraisal_by_area(world.reader, year=2026, on=date(2026, 6, 30))
    scores = frame[frame["unit"] == "A"].set_index("area")["score"]
    assert scores.to_dict() == {"集体协商": pytest.approx(100), "帮扶救助": pytest.approx(75)}


def test_the_score_is_the_weighted_mean_of_what_the_indicators_earn(world: World) -> None:
    world.ask(*[("A", code, 2026, 40) for code in ("contracts", "aid", "members", "cases", "hardship", "visits")])
    world.load(*[("A", code, "2026H1", 15) for code in ("contracts", "aid", "members", "cases", "visits")])
    rows = progress(world.reader, year=2026, on=date(2026, 6, 30), units=["A"]).dropna(subset=["earned"])
    expected = 100 * (rows["weight"] * rows["earned"]).sum() / rows["weight"].sum()
    assert appraised(world).loc["A", "score"] == pytest.approx(expected)


def test_a_day_outside_the_year_is_refused(world: World) -> None:
    for ask in (appraisal, appraisal_by_area):
        with pytest.raises(UsageError):
            ask(world.reader, year=2026, on=quarter_end(2025, 4))
